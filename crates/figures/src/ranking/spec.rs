//! The definition of a scheme, as checked.

use super::PeriodKind;
use crate::catalogue::Both;
use crate::exact::Exact;
use crate::filter::Filter;
use domain::{Day, Rounding};

/// One edition of an assessment (`assessmentVersion`, `domain.md` §9): how units are scored and ranked from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// The code name; editions share it.
    pub name: String,
    /// Its title.
    pub title: Both<String>,
    /// Where it comes from and what it leaves open.
    pub note: Both<String>,
    /// The edition, as offices call it.
    pub version: String,
    /// First day on which it is in force.
    pub from: Day,
    /// Last day; open when none is known.
    pub until: Option<Day>,
    /// How often it is done.
    pub period: PeriodKind,
    /// Decimals of printed scores.
    pub places: u8,
    /// How the last decimal comes about.
    pub rounding: Rounding,
    /// How ranks go on after a tie.
    pub ties: TieRule,
    /// What makes a tie.
    pub tie_by: TieBy,
    /// How an item without a value counts, unless it says so itself.
    pub missing: Missing,
    /// So many are named at the top.
    pub top: usize,
    /// So many are named at the bottom.
    pub bottom: usize,
    /// Groups that are ranked apart; none when all are ranked together.
    pub groups: Vec<Named>,
    /// What the score is made of.
    pub body: Body,
}

/// A name with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The code name.
    pub name: String,
    /// The title.
    pub title: Both<String>,
}

/// What a score is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Items.
    Items(Box<Items>),
    /// Scores of shorter periods.
    RollUp(Vec<RollPart>),
}

/// The items of a scheme and what bounds their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    /// What the weights add to; none where points are open at the top.
    pub full: Option<Exact>,
    /// False of a scheme that gives no score: its items are ranked one by one for the red and black list.
    pub scored: bool,
    /// Headings over the items.
    pub sections: Vec<Section>,
    /// The items in printed order.
    pub items: Vec<Item>,
    /// All bonuses together give at most so many points.
    pub bonus_max: Option<Exact>,
    /// All penalties together take at most so many points.
    pub penalty_max: Option<Exact>,
    /// No score lies below.
    pub least: Option<Exact>,
    /// No score lies above.
    pub most: Option<Exact>,
    /// What a veto does.
    pub vetoed: Vetoed,
    /// How firsts and lasts make the red and black list.
    pub red_black: Option<RedBlackRule>,
}

/// A heading over items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Code name and title.
    pub named: Named,
    /// The weights of its items together.
    pub weight: Exact,
}

/// An item of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Code name and title.
    pub named: Named,
    /// The section in which it stands.
    pub section: Option<String>,
    /// What its points do.
    pub role: Role,
    /// How its points come about.
    pub rule: Rule,
    /// The points at full mark. Of a ratio it is multiplied in; all other rules give at most so many.
    pub weight: Option<Exact>,
    /// How it counts without a value.
    pub missing: Missing,
    /// The smallest change of its values that makes sense: 1 of projects, 0.01 of 亿元.
    pub step: Exact,
    /// The titles of what is typed in for it, where the scheme gives them.
    pub inputs: Vec<Named>,
}

/// What the points of an item do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// They are the score.
    Score,
    /// They are added to it.
    Bonus,
    /// They are taken from it.
    Penalty,
    /// Any value above zero is a veto.
    Veto,
}

/// How points come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// `weight × value ÷ target`.
    RatioToTarget {
        /// What was done.
        value: Source,
        /// What was to be done.
        target: Source,
        /// The ratio counts at most so much (1 is 100 %).
        cap: Option<Exact>,
        /// The ratio counts at least so much.
        floor: Option<Exact>,
    },
    /// The points of the highest step that the value reaches; a step includes its own number (以上).
    StepTier {
        /// The value.
        value: Source,
        /// Steps, ascending, with their points.
        tiers: Vec<(Exact, Exact)>,
        /// Points below the first step.
        below: Exact,
    },
    /// So many points for each project of a kind.
    PerProjectPoints {
        /// How many, and the points of each.
        terms: Vec<(Source, Exact)>,
    },
    /// Points as they are given.
    Points {
        /// The points.
        value: Source,
    },
}

impl Item {
    /// The names of what is typed in for it.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.rule.sources().into_iter().filter_map(|source| match source {
            Source::Given(name) => Some(name.as_str()),
            Source::Fixed(_) | Source::Figure(_) => None,
        })
    }
}

impl Rule {
    /// All that it needs.
    pub fn sources(&self) -> Vec<&Source> {
        match self {
            Self::RatioToTarget { value, target, .. } => vec![value, target],
            Self::StepTier { value, .. } | Self::Points { value } => vec![value],
            Self::PerProjectPoints { terms } => terms.iter().map(|(source, _)| source).collect(),
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Typed in under a name.
    Given(String),
    /// The same for all.
    Fixed(Exact),
    /// A figure of the catalogue, of the unit.
    Figure(FigureSource),
}

/// A figure as a value. Counts are numbers, rates percentages, money 亿元.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSource {
    /// The figure's name.
    pub figure: String,
    /// A condition on what it counts; empty for none.
    pub filter: Filter,
    /// Which of its numbers.
    pub take: Take,
}

/// Which number of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Take {
    /// Its value.
    Value,
    /// The money of what it counts.
    Amount,
}

impl Source {
    /// The name under which a unit has the value; none of a fixed one.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Given(name) => Some(name.clone()),
            Self::Fixed(_) => None,
            Self::Figure(source) => Some(source.key()),
        }
    }
}

impl FigureSource {
    /// The name under which a unit has the value: `figure:signed.amount[invest>=10亿]`.
    pub fn key(&self) -> String {
        let take = if self.take == Take::Amount { ".amount" } else { "" };
        let filter = self.filter.to_string();
        let filter = if filter.is_empty() { filter } else { format!("[{filter}]") };
        format!("figure:{}{take}{filter}", self.figure)
    }
}

/// How an item without a value counts. It is printed as 「—」 with the reason in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// It gives no points.
    Zero,
    /// The unit has no score.
    NoScore,
    /// Its weight goes to the other items in proportion.
    Reweigh,
}

/// How ranks go on after a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieRule {
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2, 2, 4.
    Competition,
}

/// What makes a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieBy {
    /// Equal scores as printed.
    Printed,
    /// Equal unrounded scores.
    Exact,
}

/// What a veto does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vetoed {
    /// The score is zero, or stays below it.
    Zero,
    /// The unit keeps its score and has no rank.
    Unranked,
}

/// How firsts and lasts over the items make the list. Who has as many of both is on neither side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RedBlackRule {
    /// Red from so many firsts, if there are more of them than lasts.
    pub red_from: usize,
    /// Black from so many lasts, if there are more of them than firsts.
    pub black_from: usize,
}

/// Scores of shorter periods as part of a longer one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollPart {
    /// The scheme whose scores are taken.
    pub of: String,
    /// In percent.
    pub weight: Exact,
    /// How the scores of several periods become one.
    pub take: Over,
}

/// How the scores of several periods become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Over {
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
    /// The last one.
    Last,
}
