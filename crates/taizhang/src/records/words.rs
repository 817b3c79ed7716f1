//! The words of codes in sheets, both ways. They are written in the language asked, and read in either.

use crate::text::Lang;
use crate::words;
use domain::text::squeeze;
use domain::{
    Cycle, FundSource, FundUse, KeyLevel, LeaderRank, OccasionKind, PeriodKind, PermitState, PlanKind,
    Qualifier, ResumptionState, RosterKind, TargetMeasure,
};

/// An enumeration of the domain whose words stand in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    /// 计划类别.
    Plan,
    /// 资金来源.
    Source,
    /// 资金用途.
    Use,
    /// 复工情况.
    Resumption,
    /// 名单级别.
    Key,
    /// 期间类型.
    Period,
    /// 限定词.
    Qualifier,
    /// 目标类别.
    Measure,
    /// 办理状态.
    Permit,
    /// 活动类型.
    Occasion,
    /// 周期.
    Cycle,
    /// 领导级别.
    Rank,
    /// 名录类别.
    Roster,
}

/// Other words that stand in cells for a code.
const OTHERS: &[(Coded, &str, &[&str])] = &[
    (Coded::Plan, "annualPlan", &["年计划", "年度"]),
    (Coded::Plan, "target", &["目标", "任务", "目标任务数"]),
    (Coded::Plan, "planToDate", &["截至当月", "累计计划", "序时计划"]),
    (Coded::Source, "budget", &["财政资金", "政府补助", "预算内", "财政"]),
    (Coded::Source, "loan", &["银行贷款", "贷款"]),
    (Coded::Source, "foreign", &["外资"]),
    (Coded::Source, "selfRaised", &["自筹", "企业自筹"]),
    (Coded::Source, "other", &["其他", "其它"]),
    (Coded::Use, "fixedAssets", &["固定资产投资"]),
    (Coded::Use, "workingCapital", &["流动资金投入"]),
    (Coded::Resumption, "resumed", &["复工", "是", "已复"]),
    (Coded::Resumption, "notResumed", &["否", "尚未复工", "没有复工"]),
    (Coded::Resumption, "terminated", &["终止建设", "已终止"]),
    (Coded::Key, "province", &["省", "省级", "省重点", "省级重点"]),
    (Coded::Key, "city", &["市", "市级", "市重点", "市级重点"]),
    (Coded::Key, "county", &["县", "区", "县级", "区级", "县级重点", "区县级"]),
    (Coded::Permit, "held", &["办结", "已取得", "已办理"]),
    (Coded::Permit, "pending", &["未办理", "办理中", "正在办理"]),
    (Coded::Permit, "committed", &["承诺", "已承诺", "承诺制"]),
];

/// Code and word of each value.
pub fn choices(lang: Lang, coded: Coded) -> Vec<(&'static str, &'static str)> {
    macro_rules! words {
        ($type:ty, $word:path) => {
            <$type>::ALL.iter().map(|it| (it.code(), $word(lang, *it))).collect()
        };
    }
    match coded {
        Coded::Plan => words!(PlanKind, words::plan_kind),
        Coded::Source => words!(FundSource, words::fund_source),
        Coded::Use => words!(FundUse, words::fund_use),
        Coded::Resumption => words!(ResumptionState, words::resumption_state),
        Coded::Key => words!(KeyLevel, words::key_level),
        Coded::Period => words!(PeriodKind, words::period_kind),
        Coded::Qualifier => words!(Qualifier, words::qualifier),
        Coded::Measure => words!(TargetMeasure, words::target_measure),
        Coded::Permit => words!(PermitState, words::permit_state),
        Coded::Occasion => words!(OccasionKind, words::occasion_kind),
        Coded::Cycle => words!(Cycle, words::cycle),
        Coded::Rank => words!(LeaderRank, words::leader_rank),
        Coded::Roster => words!(RosterKind, words::roster_kind),
    }
}

/// The word that stands in a cell for a code; the code itself where it is none of ours.
pub fn word_of(lang: Lang, coded: Coded, code: &str) -> String {
    choices(lang, coded).into_iter().find(|(own, _)| *own == code).map_or(code, |(_, word)| word).to_owned()
}

/// The code that a cell's word means.
pub fn code_of(coded: Coded, word: &str) -> Option<&'static str> {
    let word = squeeze(word);
    let all = Lang::ALL.into_iter().flat_map(|lang| choices(lang, coded));
    let own = all.into_iter().find(|(code, own)| squeeze(own) == word || *code == word);
    let other = || OTHERS.iter().find(|(of, _, words)| *of == coded && words.contains(&word.as_str()));
    own.map(|(code, _)| code).or_else(|| other().map(|(_, code, _)| *code))
}

/// Whether a unit counts things, of which there are never less than none.
pub fn is_of_counts(unit: &str) -> bool {
    ["个", "项", "户", "家", "人", "件", "次", "宗", "projects", "people"].contains(&unit.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_from_its_word() {
        let all_of = [
            Coded::Plan,
            Coded::Source,
            Coded::Use,
            Coded::Resumption,
            Coded::Key,
            Coded::Period,
            Coded::Qualifier,
            Coded::Measure,
            Coded::Permit,
            Coded::Occasion,
            Coded::Cycle,
            Coded::Rank,
            Coded::Roster,
        ];
        for coded in all_of {
            for lang in Lang::ALL {
                for (code, word) in choices(lang, coded) {
                    assert_eq!(code_of(coded, word), Some(code), "{word}");
                    assert_eq!(word_of(lang, coded, code), word);
                }
            }
        }
        for (coded, code, words) in OTHERS {
            for word in *words {
                assert_eq!(code_of(*coded, word), Some(*code), "{word}");
            }
        }
        assert_eq!(code_of(Coded::Source, "天上掉的"), None);
    }

    #[test]
    fn an_unknown_period_is_answered_by_the_words_that_are_accepted() {
        for lang in Lang::ALL {
            let told = lang.t("imports.proposal.record_period");
            for (_, word) in choices(lang, Coded::Period) {
                assert!(told.contains(word), "{word} is not in {told}");
            }
            let examples = told.rsplit(['：', ':']).next().unwrap_or_default().trim_end_matches(['。', '.']);
            for example in examples.split(['、', ',']) {
                assert!(crate::records::Span::read(example.trim()).is_some(), "{example}");
            }
        }
    }
}
