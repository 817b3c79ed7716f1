//! The record types of plan and progress: what a year is to bring, what its months brought, money that came in, output,
//! resumptions; and what organisations state about themselves (`domain.md` §2, §7, §11).

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{Column, ColumnError, FieldDef, OrgId, ProjectId, Sink, Source};
use crate::money::Dollars;
use crate::{
    Day, FundSource, FundUse, Money, PeriodKind, PlanKind, Precision, Qualifier, ResumptionState,
    TargetMeasure,
};

records! {
    /// What a project is to reach in a year, in one version.
    AnnualPlan in "annual_plan", Project, once by (project, year, kind, month, version) {
        /// The project.
        project: ProjectId,
        /// The plan year.
        year: i64,
        /// 年度计划, 目标任务 or 截至当月计划.
        kind: PlanKind,
        /// The month to the end of which a plan to date speaks, 1 to 12; none for the other kinds.
        month: Option<i64>,
        /// The version, 1 first.
        version: i64,
        /// The day from which this version stands: figures read the version in force on the day asked.
        decided_on: Day,
        /// Planned investment; of a plan to date from January on.
        invest_fen: Option<Money>,
        /// What is to be built.
        content: Option<String>,
        /// Month of the year in which the project is to start.
        start_month: Option<i64>,
        /// Month of the year in which it is to be completed.
        complete_month: Option<i64>,
        /// Month of the year in which it is to produce.
        produce_month: Option<i64>,
    }

    /// 月报: what one month brought. Sums are kept as entered; recomputing them is a reading, and a difference a query.
    MonthlyReport in "monthly_report", Project, once by (project, year, month) {
        /// The project.
        project: ProjectId,
        /// The year.
        year: i64,
        /// The month, 1 to 12.
        month: i64,
        /// 本月完成投资.
        month_fen: Option<Money>,
        /// 本年累计完成投资, as entered.
        year_to_date_fen: Option<Money>,
        /// 开工以来累计完成投资, as entered.
        since_start_fen: Option<Money>,
        /// 形象进度.
        progress: Option<String>,
        /// 存在问题.
        problems: Option<String>,
        /// What the project asks for.
        requests: Option<String>,
        /// The day of the report.
        reported_on: Day,
    }

    /// 到位资金: money that arrived.
    PaidIn in "paid_in", Project, once by (project, day, precision, amount_fen, fund_source, fund_use) {
        /// The project.
        project: ProjectId,
        /// The last day of the span in which it arrived.
        day: Day,
        /// How exact the day is.
        precision: Precision,
        /// The words it came from.
        original: Option<String>,
        /// How much.
        amount_fen: Money,
        /// Where it came from.
        fund_source: FundSource,
        /// What it is for, where told.
        fund_use: Option<FundUse>,
        /// Whether it holds the price of land.
        land_premium: bool,
        /// The day on which it was recorded.
        recorded_on: Day,
        /// What arrived in dollars, in cents; the amount follows from it and the rate.
        usd_cents: Option<i64>,
        /// Millionths of a yuan for a dollar.
        usd_rate_e6: Option<i64>,
        /// The day of the rate.
        usd_rate_on: Option<Day>,
    }

    /// What a project brought once it produced, in a month or a whole year.
    ActualOutput in "actual_output", Project, once by (project, year, month) {
        /// The project.
        project: ProjectId,
        /// The year.
        year: i64,
        /// The month, 1 to 12; none for the whole year.
        month: Option<i64>,
        /// Output value of the period.
        output_fen: Option<Money>,
        /// Tax of the period.
        tax_fen: Option<Money>,
        /// People employed at its end.
        jobs: Option<i64>,
        /// The day on which it was recorded.
        recorded_on: Day,
    }

    /// 复工: whether a project carried over into a year went on building in it.
    Resumption in "resumption", Project, once by (project, year) {
        /// The project.
        project: ProjectId,
        /// The year.
        year: i64,
        /// Resumed, not resumed, or given up.
        state: ResumptionState,
        /// The last day of the span in which it happened; none where it is not known.
        day: Option<Day>,
        /// How exact the day is.
        precision: Option<Precision>,
        /// The words it came from.
        original: Option<String>,
        /// Why not, or why given up.
        reason: Option<String>,
        /// The day on which it was recorded; a state without a day holds from here.
        recorded_on: Day,
    }

    /// A figure that an office states: typed in with its source, never derived.
    Indicator in "indicator", Org, once by (org, name, period_year, period_kind, period_no, cumulative) {
        /// Of whom it is stated.
        org: OrgId,
        /// What is measured (地区生产总值).
        name: String,
        /// The year.
        period_year: i64,
        /// Year, half-year, quarter or month.
        period_kind: PeriodKind,
        /// Which of the year's periods; 1 for the whole year.
        period_no: i64,
        /// Whether it counts from January to the end of the period.
        cumulative: bool,
        /// The value in ten-thousandths of the unit.
        value_e4: Option<i64>,
        /// The unit.
        unit: String,
        /// Growth over the year before in ten-thousandths of a per cent, as typed.
        growth_e4: Option<i64>,
        /// 预计: an estimate.
        expected: bool,
        /// The word on the value.
        qualifier: Option<Qualifier>,
        /// The target in ten-thousandths of the unit.
        target_e4: Option<i64>,
        /// Who states it.
        data_source: String,
        /// The day on which it was recorded.
        recorded_on: Day,
    }

    /// What an organisation is to attract in a year, in one version.
    Target in "target", Org, once by (org, year, measure, version) {
        /// Whose target.
        org: OrgId,
        /// The year.
        year: i64,
        /// What is counted.
        measure: TargetMeasure,
        /// Projects, or fen.
        value: i64,
        /// The day from which this version stands.
        decided_on: Day,
        /// The version, 1 first.
        version: i64,
    }
}

impl PaidIn {
    /// The columns that tell dollars: all of them are filled, or none.
    pub const DOLLARS: [&'static str; 3] = ["usd_cents", "usd_rate_e6", "usd_rate_on"];

    /// The dollars that it arrived in, with their rate (`domain.md` §11: foreign capital in 万美元 with its exchange date).
    #[must_use]
    pub fn dollars(&self) -> Option<Dollars> {
        Dollars::told(self.usd_cents, self.usd_rate_e6, self.usd_rate_on)
    }

    /// The same with these dollars, or with none.
    #[must_use]
    pub fn told_in(self, dollars: Option<Dollars>) -> Self {
        Self {
            usd_cents: dollars.map(|dollars| dollars.cents),
            usd_rate_e6: dollars.map(|dollars| dollars.rate.rate_e6()),
            usd_rate_on: dollars.map(|dollars| dollars.rate.on),
            ..self
        }
    }
}
