//! Which money is added up.

use super::template::Lang;

/// Which money belongs to a figure; entries have their frozen amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Total investment.
    Invest,
    /// Contract amount.
    Contract,
    /// Expected yearly output.
    Output,
    /// Output of the year of the day asked, or of the one before.
    ActualOutput,
    /// Investment of the year's plan.
    PlanInvest,
    /// Investment of the year's target (目标任务).
    TargetInvest,
    /// Investment planned up to the month that ended last.
    PlanToDate,
    /// Investment done in the year's months that have ended.
    Done,
    /// Money that arrived by the day.
    PaidIn,
}

impl Measure {
    pub(super) const CODES: [(&'static str, Self); 9] = [
        ("invest", Self::Invest),
        ("contract", Self::Contract),
        ("output", Self::Output),
        ("actualOutput", Self::ActualOutput),
        ("planInvest", Self::PlanInvest),
        ("targetInvest", Self::TargetInvest),
        ("planToDate", Self::PlanToDate),
        ("done", Self::Done),
        ("paidIn", Self::PaidIn),
    ];

    /// Whether people state it of each project. An output that nobody has stated, or months that nobody has reported, aren't
    /// zero, they aren't known; money that nobody records has not arrived: of that nothing is zero.
    pub(crate) const fn is_stated(self) -> bool {
        matches!(self, Self::ActualOutput | Self::Done)
    }

    /// What it adds up, in words.
    pub(crate) const fn words(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Invest => ("投资额", "investment"),
            Self::Contract => ("合同额", "contract amount"),
            Self::Output => ("预计年产值", "expected output"),
            Self::ActualOutput => ("实际产值", "actual output"),
            Self::PlanInvest => ("年度计划投资", "planned investment"),
            Self::TargetInvest => ("目标任务", "target"),
            Self::PlanToDate => ("截至当月计划", "plan to date"),
            Self::Done => ("完成投资", "investment done"),
            Self::PaidIn => ("到位资金", "money arrived"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
