//! Plans, months, money and output of a project, cut down to what figures ask of them (`domain.md` §2, §7, §11).

use super::column::NO_AMOUNT;
use super::rows::fen_or_none;
use crate::year::MONTHS;
use domain::facts::{ActualOutput, AnnualPlan, MonthlyReport, PaidIn, Resumption};
use domain::{Day, PlanKind, ResumptionState};

/// What a project is to reach in a year, in one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRow {
    pub(crate) invest: i64,
    /// The day from which the version stands.
    pub decided_on: Day,
    /// The version.
    pub version: i32,
    /// The plan year.
    pub year: i16,
    /// 年度计划, 目标任务 or 截至当月计划.
    pub kind: PlanKind,
    /// The month of a plan to date; 0 of other kinds.
    pub month: u8,
    /// The month of the year in which it is to start; 0 where none is planned.
    pub start: u8,
    /// The same of its completion.
    pub complete: u8,
    /// The same of its production.
    pub produce: u8,
}

impl PlanRow {
    pub(super) fn of(plan: &AnnualPlan) -> Self {
        Self {
            invest: fen_or_none(plan.invest_fen),
            decided_on: plan.decided_on,
            version: i32::try_from(plan.version).unwrap_or(i32::MAX),
            year: year(plan.year),
            kind: plan.kind,
            month: month(plan.month),
            start: month(plan.start_month),
            complete: month(plan.complete_month),
            produce: month(plan.produce_month),
        }
    }
}

/// What a month brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRow {
    pub(crate) amount: i64,
    pub(crate) to_date: i64,
    pub(crate) year: i16,
    pub(crate) month: u8,
}

impl ReportRow {
    pub(super) fn of(report: &MonthlyReport) -> Self {
        Self {
            amount: fen_or_none(report.month_fen),
            to_date: fen_or_none(report.year_to_date_fen),
            year: year(report.year),
            month: month(Some(report.month)),
        }
    }
}

/// Money that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidRow {
    pub(crate) amount: i64,
    pub(crate) day: Day,
}

impl PaidRow {
    pub(super) fn of(paid: &PaidIn) -> Self {
        Self { amount: paid.amount_fen.fen(), day: paid.day }
    }
}

/// What a month or a year of production brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputRow {
    pub(crate) output: i64,
    pub(crate) recorded_on: Day,
    pub(crate) year: i16,
    /// 0 of a whole year.
    pub(crate) month: u8,
}

impl OutputRow {
    pub(super) fn of(output: &ActualOutput) -> Self {
        Self {
            output: fen_or_none(output.output_fen),
            recorded_on: output.recorded_on,
            year: year(output.year),
            month: month(output.month),
        }
    }
}

/// Whether a project went on building in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumptionRow {
    /// From here it holds: its own day, else the day on which it was recorded.
    pub effective_on: Day,
    /// The year.
    pub year: i16,
    /// Resumed, not resumed, or given up.
    pub state: ResumptionState,
}

impl ResumptionRow {
    pub(super) fn of(resumption: &Resumption) -> Self {
        Self {
            effective_on: resumption.day.unwrap_or(resumption.recorded_on),
            year: year(resumption.year),
            state: resumption.state,
        }
    }
}

fn year(year: i64) -> i16 {
    i16::try_from(year).unwrap_or(0)
}

fn month(month: Option<i64>) -> u8 {
    month.and_then(|month| u8::try_from(month).ok()).unwrap_or(0)
}

/// What the months of a year brought up to its month `through`. A month without an amount of its own brings the sum to
/// what was entered as the year's sum by then, as where January is not reported. None where nothing is known.
pub(super) fn done(reports: &[ReportRow], year: i16, through: u8) -> Option<i64> {
    let mut months: Vec<&ReportRow> =
        reports.iter().filter(|report| report.year == year && report.month <= through).collect();
    months.sort_by_key(|report| report.month);
    months.into_iter().fold(None, |sum: Option<i64>, report| match (report.amount, report.to_date) {
        (NO_AMOUNT, NO_AMOUNT) => sum,
        (NO_AMOUNT, to_date) => Some(to_date),
        (amount, _) => Some(sum.unwrap_or(0).saturating_add(amount)),
    })
}

/// Whether the report of a month states what was done.
pub(super) fn is_told(reports: &[ReportRow], year: i16, month: u8) -> bool {
    let states = |report: &ReportRow| (report.amount, report.to_date) != (NO_AMOUNT, NO_AMOUNT);
    report_of(reports, year, month).is_some_and(states)
}

/// What a month brought: none where its report states nothing, or only the sum of the year and nobody has told what was
/// done in the months before.
pub(super) fn done_in(reports: &[ReportRow], year: i16, month: u8) -> Option<i64> {
    let report = report_of(reports, year, month)?;
    match (report.amount, report.to_date) {
        (NO_AMOUNT, NO_AMOUNT) => None,
        (NO_AMOUNT, to_date) => Some(to_date - done_before(reports, year, month)?),
        (amount, _) => Some(amount),
    }
}

/// What was done in the months of a year before one: known where each of them brought an amount, or one a sum and each
/// after it an amount.
fn done_before(reports: &[ReportRow], year: i16, month: u8) -> Option<i64> {
    let before = month.checked_sub(1)?;
    if before == 0 {
        return Some(0);
    }
    let report = report_of(reports, year, before)?;
    match (report.amount, report.to_date) {
        (NO_AMOUNT, NO_AMOUNT) => None,
        (amount, NO_AMOUNT) => Some(done_before(reports, year, before)?.saturating_add(amount)),
        (_, to_date) => Some(to_date),
    }
}

fn report_of(reports: &[ReportRow], year: i16, month: u8) -> Option<&ReportRow> {
    reports.iter().find(|report| (report.year, report.month) == (year, month))
}

/// The output of a year up to its month `through`: that of the whole year where it is known, else the sum of its months. Of a year
/// that has ended its whole holds from its last day on, whenever it was recorded; one told before is an estimate from then on.
pub(super) fn output_of(outputs: &[OutputRow], year: i16, (through, true_on): (u8, Day)) -> Option<i64> {
    let of_year = || outputs.iter().filter(|row| row.year == year && row.output != NO_AMOUNT);
    let holds = |row: &&OutputRow| row.month == 0 && (through == MONTHS || row.recorded_on <= true_on);
    let whole = of_year().rev().find(holds);
    let months = || of_year().filter(|row| (1..=through).contains(&row.month)).map(|row| row.output);
    whole.map(|row| row.output).or_else(|| months().reduce(i64::saturating_add))
}
