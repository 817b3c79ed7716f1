//! Vocabulary of permits, of what offices do for projects (调度, 走访, 外出招商), and of their rosters (`domain.md` §2, §3, §10).

use crate::codes::codes;

codes! {
    /// Where a permit stands (`domain.md` §2, §10).
    PermitState {
        /// 已办结.
        Held = "held",
        /// 未办结.
        Pending = "pending",
        /// 承诺办理: committed to, which lets the project go on.
        Committed = "committed",
    }
}

impl PermitState {
    /// Whether it no longer keeps a project from starting.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Held | Self::Committed)
    }
}

codes! {
    /// What an office did.
    OccasionKind {
        /// 调度: a periodic check of progress.
        Dispatch = "dispatch",
        /// 听取汇报: the standing committee hears the state of things.
        Hearing = "hearing",
        /// 走访: a leader follows an enterprise.
        Visit = "visit",
        /// 洽谈: investors are met at home.
        Talks = "talks",
        /// 外出招商: enterprises are visited where they are.
        Outing = "outing",
    }
}

codes! {
    /// How often something is held.
    Cycle {
        /// 每周.
        Weekly = "weekly",
        /// 每旬.
        TenDays = "tenDays",
        /// 每月.
        Monthly = "monthly",
        /// 不定期.
        Irregular = "irregular",
    }
}

codes! {
    /// A leader's rank, the highest first.
    LeaderRank {
        /// 省部级.
        Province = "province",
        /// 厅局级.
        Bureau = "bureau",
        /// 县处级.
        Division = "division",
        /// 乡科级.
        Section = "section",
    }
}

impl LeaderRank {
    /// 处级以上, that rank included.
    pub fn is_division_or_above(self) -> bool {
        self <= Self::Division
    }
}

codes! {
    /// What a roster lists.
    RosterKind {
        /// 招商目标区域.
        TargetArea = "targetArea",
        /// 招商局 away from home.
        AttractionOffice = "attractionOffice",
        /// 招商引智大使.
        Ambassador = "ambassador",
        /// 签约项目质量指标: what a signed project is judged by.
        QualityMeasure = "qualityMeasure",
    }
}
