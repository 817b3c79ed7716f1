//! Vocabulary of plan and progress (`domain.md` §2, §7, §11).

use crate::codes::codes;
use crate::facts::{AnnualPlan, MonthlyReport};
use crate::{Day, MilestoneCode, Money, Stage};

codes! {
    /// What a year's plan is meant as: a completion rate prints which (`domain.md` §2, §6).
    PlanKind {
        /// 年度计划.
        AnnualPlan = "annualPlan",
        /// 目标任务.
        Target = "target",
        /// 截至当月计划.
        PlanToDate = "planToDate",
    }
}

codes! {
    /// Where money comes from (`domain.md` §11).
    FundSource {
        /// 预算资金.
        Budget = "budget",
        /// 国内贷款.
        Loan = "loan",
        /// 利用外资.
        Foreign = "foreign",
        /// 自筹资金.
        SelfRaised = "selfRaised",
        /// 其他资金.
        Other = "other",
    }
}

codes! {
    /// What money is for, where a city tells it apart (`domain.md` §11).
    FundUse {
        /// 固定资产.
        FixedAssets = "fixedAssets",
        /// 流动资金.
        WorkingCapital = "workingCapital",
    }
}

codes! {
    /// Whether a project carried over went on building in a year (`domain.md` §7).
    ResumptionState {
        /// 已复工.
        Resumed = "resumed",
        /// 未复工.
        NotResumed = "notResumed",
        /// 终止.
        Terminated = "terminated",
    }
}

codes! {
    /// The span of which an indicator speaks.
    PeriodKind {
        /// 全年.
        Year = "year",
        /// 半年.
        HalfYear = "halfYear",
        /// 季度.
        Quarter = "quarter",
        /// 月度.
        Month = "month",
    }
}

impl PeriodKind {
    /// How many such periods a year has.
    pub const fn in_a_year(self) -> i64 {
        match self {
            Self::Year => 1,
            Self::HalfYear => 2,
            Self::Quarter => 4,
            Self::Month => 12,
        }
    }
}

codes! {
    /// What an organisation's yearly target counts.
    TargetMeasure {
        /// 招商项目个数.
        AttractionCount = "attractionCount",
        /// 招商引资额, in fen.
        AttractionAmount = "attractionAmount",
    }
}

codes! {
    /// What a project is of the year's work (`domain.md` §7); told from dated facts for each year, never stored.
    YearClass {
        /// 新开工（新建）: starts in the year.
        NewStart = "newStart",
        /// 续建: started before the year and does not finish in it.
        CarriedOver = "carriedOver",
        /// 竣工: started before the year, finishes in it.
        Finishing = "finishing",
        /// 预备: preparation alone.
        Preparatory = "preparatory",
    }
}

codes! {
    /// Of which year's contracts a project is (`domain.md` §5); told from dated facts for each year, never stored.
    SigningClass {
        /// 新签: signed in the year.
        ThisYear = "thisYear",
        /// 往年结转: signed in an earlier year, and at the turn of the year neither started nor given up.
        Earlier = "earlier",
    }
}

codes! {
    /// What a yearly plan puts into a month of the year (`domain.md` §2, §7).
    PlannedStep {
        /// 计划开工.
        Start = "start",
        /// 计划竣工.
        Completion = "completion",
        /// 计划投产.
        Production = "production",
    }
}

impl PlannedStep {
    /// The milestone at which the step is promised.
    pub const fn milestone(self) -> MilestoneCode {
        match self {
            Self::Start => MilestoneCode::Commencement,
            Self::Completion => MilestoneCode::Completion,
            Self::Production => MilestoneCode::Production,
        }
    }

    /// The stage that is reached by it.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Start => Stage::Commenced,
            Self::Completion => Stage::Completed,
            Self::Production => Stage::Producing,
        }
    }
}

/// Whether two versions speak of the same plan: one year, one kind, and for plans to date one month.
pub fn same_plan(one: &AnnualPlan, other: &AnnualPlan) -> bool {
    (one.year, one.kind, one.month) == (other.year, other.kind, other.month)
}

/// The version that is in force on a day: of those decided by then the latest. What was decided later was not in force,
/// even where nothing was before it.
pub fn version_in_force<T: Copy>(
    versions: impl Iterator<Item = T>,
    decided: impl Fn(T) -> (Day, i64),
    on: Day,
) -> Option<T> {
    versions.filter(|version| decided(*version).0 <= on).max_by_key(|version| decided(*version))
}

/// The version of a plan that is in force on a day.
pub fn plan_in_force<'a>(
    plans: impl IntoIterator<Item = &'a AnnualPlan>,
    (year, kind, month): (i64, PlanKind, Option<i64>),
    on: Day,
) -> Option<&'a AnnualPlan> {
    let speaks = |plan: &&AnnualPlan| (plan.year, plan.kind, plan.month) == (year, kind, month);
    version_in_force(plans.into_iter().filter(speaks), |plan| (plan.decided_on, plan.version), on)
}

/// A sum over months as the ledger adds it up, beside the one that was entered. They may differ: that is a question to
/// whoever reports, and nothing is overwritten (`domain.md` §2, `MonthlyReport`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// As entered.
    pub entered: Option<Money>,
    /// As added up; none where nothing can be added.
    pub added: Option<Money>,
}

impl Sum {
    /// Entered less added, where both are there and differ.
    pub fn difference(self) -> Option<Money> {
        let difference = self.entered?.checked_sub(self.added?)?;
        (difference.fen() != 0).then_some(difference)
    }
}

/// 本年累计: the months of the year up to that of the report.
pub fn year_to_date(reports: &[&MonthlyReport], report: &MonthlyReport) -> Sum {
    let months = reports.iter().filter(|it| it.year == report.year && it.month <= report.month);
    Sum { entered: report.year_to_date_fen, added: added(months.filter_map(|it| it.month_fen)) }
}

/// 开工以来累计: what the first report that has both brought with it from before, and every month since.
pub fn since_start(reports: &[&MonthlyReport], report: &MonthlyReport) -> Sum {
    let of = |report: &MonthlyReport| (report.year, report.month);
    let both = |it: &&&MonthlyReport| it.month_fen.is_some() && it.since_start_fen.is_some();
    let first = reports.iter().filter(both).min_by_key(|it| of(it));
    let added = first.filter(|first| of(first) <= of(report)).and_then(|first| {
        let before = first.since_start_fen?.checked_sub(first.month_fen?)?;
        let months = reports.iter().filter(|it| of(it) >= of(first) && of(it) <= of(report));
        before.checked_add(added(months.filter_map(|it| it.month_fen))?)
    });
    Sum { entered: report.since_start_fen, added }
}

/// Nothing for nothing: a sum over no month is unknown, not zero.
fn added(amounts: impl Iterator<Item = Money>) -> Option<Money> {
    let mut amounts = amounts.peekable();
    amounts.peek()?;
    Money::checked_sum(amounts)
}

/// The months of the year before that of the report for which nothing was reported. January is not asked for: investment
/// of January is reported with February (`domain.md` §3).
pub fn missing_months(reports: &[&MonthlyReport], report: &MonthlyReport) -> Vec<i64> {
    let reported = |month: i64| {
        reports.iter().any(|it| it.year == report.year && it.month == month && it.month_fen.is_some())
    };
    (2..report.month).filter(|month| !reported(*month)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::ProjectId;
    use rstest::rstest;

    fn report(year: i64, month: i64, fen: [Option<i64>; 3]) -> MonthlyReport {
        let [month_fen, year_to_date_fen, since_start_fen] = fen.map(|fen| fen.map(Money::from_fen));
        MonthlyReport {
            project: ProjectId(1),
            year,
            month,
            month_fen,
            year_to_date_fen,
            since_start_fen,
            progress: None,
            problems: None,
            requests: None,
            reported_on: Day::new(2022, 6, 30).unwrap(),
        }
    }

    fn plan(version: i64, decided: Day) -> AnnualPlan {
        AnnualPlan {
            project: ProjectId(1),
            year: 2022,
            kind: PlanKind::AnnualPlan,
            month: None,
            version,
            decided_on: decided,
            invest_fen: None,
            content: None,
            start_month: None,
            complete_month: None,
            produce_month: None,
        }
    }

    #[test]
    fn sums_start_afresh_each_year_and_go_on_since_the_start() {
        let all = [
            report(2021, 12, [Some(5), Some(60), Some(200)]),
            report(2022, 2, [Some(7), Some(7), Some(207)]),
            report(2022, 3, [Some(1), Some(9), Some(208)]),
        ];
        let reports: Vec<_> = all.iter().collect();
        let fen = |money: Option<Money>| money.map(Money::fen);
        assert_eq!(fen(year_to_date(&reports, &all[2]).added), Some(8));
        assert_eq!(fen(year_to_date(&reports, &all[2]).difference()), Some(1));
        assert_eq!(fen(since_start(&reports, &all[2]).added), Some(208));
        assert_eq!(since_start(&reports, &all[2]).difference(), None);
        assert_eq!(
            fen(year_to_date(&reports, &all[0]).difference()),
            Some(55),
            "the year began before the ledger"
        );
        assert_eq!(missing_months(&reports, &all[2]), Vec::<i64>::new());
        assert_eq!(missing_months(&reports, &report(2022, 5, [None; 3])), [4]);
    }

    #[test]
    fn where_nothing_was_reported_a_sum_is_unknown_and_no_question() {
        let only = report(2022, 5, [None, Some(30), Some(90)]);
        let reports = [&only];
        assert_eq!(year_to_date(&reports, &only).added, None);
        assert_eq!(year_to_date(&reports, &only).difference(), None);
        assert_eq!(since_start(&reports, &only).added, None);
    }

    #[rstest]
    #[case("2022-01-19", None)]
    #[case("2022-01-20", Some(1))]
    #[case("2022-08-14", Some(1))]
    #[case("2022-08-15", Some(2))]
    fn a_plan_stands_from_the_day_of_its_decision_and_not_before(
        #[case] on: &str,
        #[case] version: Option<i64>,
    ) {
        let day = |text: &str| Day::parse_iso(text).unwrap();
        let plans = [plan(1, day("2022-01-20")), plan(2, day("2022-08-15"))];
        let found = plan_in_force(&plans, (2022, PlanKind::AnnualPlan, None), day(on));
        assert_eq!(found.map(|plan| plan.version), version);
        assert_eq!(plan_in_force(&plans, (2022, PlanKind::Target, None), day(on)), None);
    }
}
