//! Templates of bulletins, checked: which numbers, which sentences, in which order.

use super::draft::Aspect;
use super::error::{TemplateError, TemplateProblem};
use super::phrase::Phrase;
use crate::catalogue::Both;
use crate::figure::Dim;
use crate::filter::Filter;
use crate::ranking::{TieBy, TieRule};
use crate::starts::StartPart;
use domain::{Day, OrgKind};

/// What a bulletin is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One round of 三个一批.
    Round,
    /// The state of several rounds (通报历次).
    FollowUp,
    /// The key projects of the year, month by month.
    Monthly,
    /// Zones over indicators.
    Indicators,
    /// A year as a whole.
    Year,
}

impl Kind {
    pub(super) const CODES: [(&'static str, Self); 5] = [
        ("round", Self::Round),
        ("followUp", Self::FollowUp),
        ("monthly", Self::Monthly),
        ("indicators", Self::Indicators),
        ("year", Self::Year),
    ];

    /// The name in templates.
    pub fn code(self) -> &'static str {
        Self::CODES[self as usize].0
    }

    /// Whether it is about a round, or rounds up to one.
    pub fn is_of_round(self) -> bool {
        matches!(self, Self::Round | Self::FollowUp)
    }
}

/// A template of a bulletin in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name, by which it is asked for.
    pub name: String,
    /// What it is about.
    pub kind: Kind,
    /// The day from which it holds.
    pub from: Day,
    /// What people call it.
    pub called: Both<String>,
    pub(super) title: Both<Vec<Phrase>>,
    pub(super) addressee: Both<Phrase>,
    /// 主送机关 of bulletins about less than a province.
    pub(super) addressee_of: Vec<(OrgKind, Both<Phrase>)>,
    /// How many earlier rounds are followed.
    pub(super) rounds: usize,
    pub(super) ties: TieRule,
    pub(super) tie_by: TieBy,
    pub(super) growth: GrowthWords,
    pub(super) shares: ShareWords,
    pub(super) numbers: Vec<Number>,
    pub(super) blocks: Vec<BlockSpec>,
    pub(super) annexes: Vec<AnnexSpec>,
}

impl Template {
    /// The rankings that its annexes show: the scheme, and what the units are.
    pub fn rankings(&self) -> Vec<(&str, Dim)> {
        let schemes = self.annexes.iter().filter_map(|annex| match &annex.body {
            AnnexBody::Ranking(ranking) => Some(ranking),
            AnnexBody::Units(_) | AnnexBody::Projects(_) | AnnexBody::Indicators => None,
        });
        schemes.flat_map(|it| it.by.iter().map(|dim| (it.scheme.as_str(), *dim))).collect()
    }

    /// The mistake in naming a scheme that is not among the known ones; none where it names no such.
    pub fn unknown_scheme(&self, known: &[&str]) -> Option<TemplateError> {
        self.annexes.iter().find_map(|annex| match &annex.body {
            AnnexBody::Ranking(it) if !known.contains(&it.scheme.as_str()) => Some(TemplateError {
                line: it.line,
                template: self.name.clone(),
                key: "annex.scheme".to_owned(),
                problem: TemplateProblem::unknown(&it.scheme, known.iter().copied()),
            }),
            _ => None,
        })
    }
}

/// A number: a figure under a condition, over some rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) key: String,
    pub(super) figure: String,
    /// Its own condition and those of the numbers upon which it stands.
    pub(super) filter: Filter,
    pub(super) rounds: Option<Rounds>,
    /// Whether it is one of the key projects of the year, where a list of them is known.
    pub(super) key_list: bool,
    /// The footnote of its count, where another count is easily taken for the same; of a rate what its rule leaves to tell.
    pub(super) note: Option<Both<Phrase>>,
}

/// Over which rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounds {
    /// The round itself.
    This,
    /// The one before it.
    Previous,
    /// Several before it (前四期).
    Earlier,
    /// Those, and the round itself.
    All,
    /// All of the year of the day asked.
    Year,
}

impl Rounds {
    pub(super) const CODES: [(&'static str, Self); 5] = [
        ("this", Self::This),
        ("previous", Self::Previous),
        ("earlier", Self::Earlier),
        ("all", Self::All),
        ("year", Self::Year),
    ];
}

/// How growth over the same time of the year before is said (同比, T8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GrowthWords {
    /// 同比增长, 同比下降.
    Fall,
    /// 同比增长, also of less: 同比增长-3.2%.
    Minus,
    /// Not at all.
    Unsaid,
}

impl GrowthWords {
    pub(super) const CODES: [(&'static str, Self); 3] =
        [("fall", Self::Fall), ("minus", Self::Minus), ("none", Self::Unsaid)];
}

/// How a share of the city is said (T9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShareWords {
    /// 占全市的43%.
    Percent,
    /// 占全市的三分之二 where the exact fraction is simple, else per cent.
    Fraction,
}

impl ShareWords {
    pub(super) const CODES: [(&'static str, Self); 2] =
        [("percent", Self::Percent), ("fraction", Self::Fraction)];
}

/// Of whom something is said only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    /// A bulletin about one unit.
    One,
    /// A bulletin about several.
    Many,
}

impl Only {
    pub(super) const CODES: [(&'static str, Self); 2] = [("one", Self::One), ("many", Self::Many)];
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockSpec {
    pub(super) slot: String,
    pub(super) only: Option<Only>,
    pub(super) body: Body,
}

/// What a block is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    Heading(u8, Both<Phrase>),
    Paragraph(Vec<Sentence>),
    /// The first and the last of the units.
    Standing(Standing),
    /// A whole in its parts, by parts named or by a dimension.
    Structure(Structure),
    /// Starts and resumptions of the year (T4), of the projects that a number counts; footnotes of its parts.
    Starts(usize, Vec<(StartPart, Both<Phrase>)>),
    /// A paragraph for each indicator.
    Indicators(Box<IndicatorsSpec>),
}

/// A sentence; another where nothing is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) text: Both<Phrase>,
    pub(super) only: Option<Only>,
    /// The number of whose parts it speaks: where that counts nothing, it says nothing.
    pub(super) among: Option<usize>,
    /// The number over which it speaks, and what it says when that counts nothing.
    pub(super) unless: Option<(usize, Both<Phrase>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) shown: Shown,
    pub(super) by: Dim,
    pub(super) take: usize,
    pub(super) first: Both<Phrase>,
    pub(super) last: Both<Phrase>,
    pub(super) empty: Both<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure {
    pub(super) whole: usize,
    pub(super) lead: Both<Phrase>,
    pub(super) parts: Parts,
    pub(super) empty: Both<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parts {
    Named(Vec<(usize, Both<String>)>),
    By(Dim),
}

/// What is said of each indicator (T5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndicatorsSpec {
    /// Of the bulletin's own organisation.
    pub(super) own: Both<Phrase>,
    /// The first and the last by value, those of the last that miss their target, the first and the last by growth.
    pub(super) first: Both<Phrase>,
    pub(super) last: Both<Phrase>,
    pub(super) missed: Both<Phrase>,
    pub(super) growth_first: Both<Phrase>,
    pub(super) growth_last: Both<Phrase>,
    pub(super) take: usize,
    pub(super) empty: Both<Phrase>,
}

/// A number of the template and which side of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) number: usize,
    pub(super) aspect: Aspect,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnnexSpec {
    pub(super) slot: String,
    pub(super) only: Option<Only>,
    pub(super) title: Both<Phrase>,
    pub(super) above: Option<Both<Phrase>>,
    pub(super) body: AnnexBody,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AnnexBody {
    Units(UnitsSpec),
    Projects(ProjectsSpec),
    /// The indicators, by zone.
    Indicators,
    /// Units scored and ranked by a scheme.
    Ranking(RankingSpec),
}

/// A ranking by a scheme (annex 1): a table for each level of units and each group that is ranked apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RankingSpec {
    pub(super) scheme: String,
    pub(super) by: Vec<Dim>,
    /// Where the scheme is named: which schemes there are a reader of the ledger knows, not a reader of the template.
    pub(super) line: usize,
}

/// A table of units: one for each dimension, each with ranks of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitsSpec {
    pub(super) by: Vec<Dim>,
    /// By what the rows are ranked; unranked they stand in the offices' order.
    pub(super) rank: Option<Shown>,
    pub(super) against: Option<Against>,
    pub(super) columns: Vec<ColumnSpec>,
}

/// With what ranks are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// The same figures over the rounds before.
    RoundBefore,
    /// The same figures at the end of the month before.
    MonthBefore,
}

impl Against {
    pub(super) const CODES: [(&'static str, Self); 2] =
        [("roundBefore", Self::RoundBefore), ("monthBefore", Self::MonthBefore)];
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnSpec {
    pub(super) shown: Shown,
    pub(super) head: Both<Phrase>,
    pub(super) group: Option<Both<String>>,
}

/// A table of projects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProjectsSpec {
    pub(super) number: usize,
    pub(super) columns: Vec<ProjectColumn>,
}

/// A column of a table of projects (`formats.md` §5, annexes 6 and 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProjectColumn {
    No,
    Title,
    Unit,
    Content,
    Invest,
    PlanInvest,
    Month,
    Done,
    Completion,
    Progress,
    Problems,
    Responsible,
    Leader,
    PlannedStart,
    PlannedFinish,
    Stage,
    Limit,
    Late,
}

impl ProjectColumn {
    pub(super) const CODES: [(&'static str, Self); 18] = [
        ("no", Self::No),
        ("title", Self::Title),
        ("unit", Self::Unit),
        ("content", Self::Content),
        ("invest", Self::Invest),
        ("planInvest", Self::PlanInvest),
        ("month", Self::Month),
        ("done", Self::Done),
        ("completion", Self::Completion),
        ("progress", Self::Progress),
        ("problems", Self::Problems),
        ("responsible", Self::Responsible),
        ("leader", Self::Leader),
        ("plannedStart", Self::PlannedStart),
        ("plannedFinish", Self::PlannedFinish),
        ("stage", Self::Stage),
        ("limit", Self::Limit),
        ("late", Self::Late),
    ];
}
