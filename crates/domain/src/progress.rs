//! Vocabulary of plan and progress (`domain.md` §2, §7, §11).

use crate::codes::codes;

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
