//! Figures: a definition of the catalogue, evaluated for a question, printed once at the end.

mod apart;
mod axis;
mod by_group;
mod calendar;
mod compare;
mod derived;
mod dim;
mod group_line;
mod groups;
mod items;
mod print;
mod question;
mod sum;
mod tally;
mod target;

pub use apart::{Apart, Step, taken_apart};
pub use axis::UNCLASSIFIED;
pub(crate) use by_group::ByGroup;
pub use compare::{Cause, Comparison, Contribution, GroupDifference, MoveKind, Reason, compare};
pub(crate) use dim::GroupIdentity;
pub use dim::{Dim, Group, Key, KeyOf, UnknownDim};
pub use question::{FigureError, KeyWord, Question};
pub(crate) use question::{combined, known, ungroupable};
pub use sum::Sum;

use crate::catalogue::{Catalogue, FigureKind, Filled, Lang};
use crate::exact::Exact;
use crate::snapshot::ids::IdSet;
use derived::Derived;
use domain::facts::{EntryId, ProjectId, RoundId};
use groups::Groups;
use items::Items;
use print::{Printer, Wording};
use question::Plan;
use serde::{Serialize, Serializer};
use std::collections::HashMap;
use std::sync::Arc;
use tally::Tally;

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FigureValue {
    /// A count, or fen.
    Number(i64),
    /// An exact fraction, `82/94`.
    Fraction(String),
}

/// One printed number with everything needed to check it. Serialised, it is the JSON of the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// The figure's name.
    #[serde(serialize_with = "as_text")]
    pub name: Arc<str>,
    /// The group.
    pub group: Group,
    /// The value; absent for a rate over nothing, and for a sum of which no amount is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<FigureValue>,
    /// `projects`, `entries`, `rounds`, `fen`, `percent` or `points` (百分点).
    pub unit: &'static str,
    /// Of a rate: what is above the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// Of a rate: what is below the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// Entries counted (项次); of a rate, those of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<i64>,
    /// Distinct projects; of a rate, those of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub projects: Option<i64>,
    /// Money of what is counted in fen; of a rate, of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<i64>,
    /// The value as printed.
    pub printed: String,
    /// Items without an amount, which the sum therefore leaves out.
    #[serde(skip)]
    pub without_amount: i64,
    /// Of a rate of sums: items with an amount below the line of which nobody states the amount above it.
    #[serde(skip)]
    pub untold_above: i64,
    #[serde(rename = "sentence")]
    wording: Wording,
}

fn as_text<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(text)
}

impl Figure {
    /// Has the JSON say its sentence in that language instead of the reference language.
    pub fn speak(&mut self, lang: Lang) {
        self.wording.lang = lang;
    }

    /// Whether something is counted and none of it has an amount: then [`Figure::amount_fen`] is a sum of nothing, and
    /// people read that it isn't known.
    pub fn is_amount_unknown(&self) -> bool {
        self.wording.is_amount_unknown()
    }

    /// The exact number before it is rounded for print: a count, fen, a rate as a number out of a hundred, points. None
    /// where the figure has no value.
    pub fn exact(&self) -> Option<Exact> {
        match self.value.as_ref()? {
            FigureValue::Number(number) => Some(Exact::from(*number)),
            FigureValue::Fraction(_) => match (self.numerator, self.denominator) {
                (Some(numerator), Some(denominator)) => {
                    Exact::ratio(numerator, denominator).map(|rate| &rate * &Exact::from(100))
                }
                _ => self.number().cloned(),
            },
        }
    }

    /// Of what was worked out: the exact number that is printed.
    pub(crate) fn number(&self) -> Option<&Exact> {
        self.wording.number()
    }

    /// The figure's sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        self.wording.sentence(lang)
    }

    /// What can be said of it besides, in other words.
    pub fn other_sentences(&self, lang: Lang) -> Vec<String> {
        self.wording.others(lang)
    }

    /// The sentence of the rate beside it, with which its own goes on where that is over other projects.
    pub(crate) fn apart_sentence(&self, lang: Lang) -> Option<String> {
        self.wording.apart_sentence(lang)
    }

    /// The sentence, or one of its variants, in parts; none when it has no such variant.
    pub(crate) fn parts(&self, variant: Option<&str>, lang: Lang) -> Option<Vec<Filled>> {
        match variant {
            None => Some(self.wording.parts(lang)),
            Some(variant) => self.wording.variant(variant, lang),
        }
    }

    /// A value as sentences say it, by the name of its placeholder: `n`, `a`, `r` …
    pub(crate) fn slot(&self, name: &str, lang: Lang) -> String {
        self.wording.slot(name, lang)
    }
}

/// One thing counted by a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The project; none for a count of rounds.
    pub project: Option<ProjectId>,
    /// The entry, for counts of entries.
    pub entry: Option<EntryId>,
    /// The round, for counts of entries and of rounds.
    pub round: Option<RoundId>,
    /// Its amount in fen.
    pub amount_fen: Option<i64>,
    /// Of a rate: what it adds above the line, 1 or fen; none where it doesn't stand there.
    pub above: Option<i64>,
    /// Whether it is counted; of a rate, whether it stands below the line.
    pub below: bool,
}

impl Member {
    fn of_round(round: RoundId) -> Self {
        Self { project: None, entry: None, round: Some(round), amount_fen: None, above: None, below: true }
    }

    /// Its amount as far as it is counted: what stands above the line alone adds nothing below.
    pub(crate) fn counted_fen(&self) -> Option<i64> {
        self.amount_fen.filter(|_| self.below)
    }

    fn of_item(items: &Items<'_>, item: usize) -> Self {
        let entry = items.entry(item);
        Self {
            project: Some(ProjectId(items.project(item))),
            entry: entry.map(|entry| EntryId(entry.id)),
            round: entry.map(|entry| RoundId(entry.round)),
            amount_fen: items.amount_fen(item),
            above: items.above(item),
            below: items.is_below(item),
        }
    }
}

/// The figure asked, one for each group in printed order; ungrouped exactly one, also over nothing.
///
/// # Errors
/// An unknown figure, dimension or taxonomy, or a name in the filter that the ledger does not know.
pub fn evaluate(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
) -> Result<Vec<Figure>, FigureError> {
    if let Some(derived) = Derived::of(catalogue, name)? {
        return derived.figures(question);
    }
    let plan = Plan::new(catalogue, question, name)?;
    let mut groups = plan.groups();
    let tally = Tally::of(&plan, &mut groups);
    let figures = printed(&Printer::new(&plan.spec, question), &groups, &tally, usize::MAX)?;
    with_beside(catalogue, question, (&plan, figures))
}

/// The figures with the rate that their sentences say beside them.
fn with_beside(
    catalogue: &Catalogue,
    question: &Question<'_>,
    (plan, mut figures): (&Plan, Vec<Figure>),
) -> Result<Vec<Figure>, FigureError> {
    if let Some(beside) = &plan.spec.beside {
        let others = evaluate(catalogue, question, beside)?;
        let others: HashMap<&Group, &Figure> = others.iter().map(|other| (&other.group, other)).collect();
        for figure in &mut figures {
            let other = others.get(&figure.group);
            figure.wording.beside = other.map(|other| Box::new(other.wording.clone()));
        }
    }
    Ok(figures)
}

/// The first groups of a figure, and the whole beside them.
#[derive(Debug)]
pub struct FigurePage {
    /// In printed order.
    pub figures: Vec<Figure>,
    /// How many groups there are.
    pub groups: usize,
    /// The figure of the whole; none of one that is always grouped (by stage).
    pub whole: Option<Figure>,
}

/// The same, at most so many groups of it, and the figure of the whole beside them: all are counted, over one population
/// that is asked once, and those that are read are put into words.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_page(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
    at_most: usize,
) -> Result<FigurePage, FigureError> {
    let of_whole = Question { by: &[], ..question.clone() };
    if let Some(derived) = Derived::of(catalogue, name)? {
        let mut figures = derived.figures(question)?;
        let whole = match figures.first() {
            Some(figure) if figure.group.is_whole() => Some(figure.clone()),
            _ => derived.figures(&of_whole)?.pop(),
        };
        let groups = figures.len();
        figures.truncate(at_most);
        return Ok(FigurePage { figures, groups, whole });
    }
    let plan = Plan::new(catalogue, question, name)?;
    let mut groups = plan.groups();
    let tally = Tally::of_first(&plan, &mut groups, at_most);
    let printer = Printer::new(&plan.spec, question);
    let figures = printed(&printer, &groups, &tally, at_most)?;
    let figures = with_beside(catalogue, question, (&plan, figures))?;
    let whole = match figures.first() {
        Some(figure) if figure.group.is_whole() => Some(figure.clone()),
        _ if plan.spec.by.is_empty() => {
            let whole = printer.figure(Group::default(), &tally.whole())?;
            with_beside(catalogue, &of_whole, (&plan, vec![whole]))?.pop()
        }
        _ => None,
    };
    Ok(FigurePage { figures, groups: groups.len(), whole })
}

/// The first groups in printed order, at most so many.
fn printed(
    printer: &Printer,
    groups: &Groups<'_>,
    tally: &Tally<'_>,
    at_most: usize,
) -> Result<Vec<Figure>, FigureError> {
    let groups = groups.printed(at_most);
    // A fallible collect would move tens of megabytes while it grows.
    let mut figures = Vec::with_capacity(groups.len());
    for (group, place) in groups {
        figures.push(printer.figure(group, &tally.sums[place])?);
    }
    Ok(figures)
}

/// Exactly what the figure counted in a group, in the order of ids; of a formula, what the figure counted into which it
/// opens; of time nothing. The group is one that [`evaluate`] gave for the
/// same question; the whole (an empty group) lists all.
///
/// # Errors
/// As [`evaluate`].
pub fn members(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
    group: &Group,
) -> Result<Vec<Member>, FigureError> {
    let all = grouped_members(catalogue, question, name)?;
    Ok(all
        .into_iter()
        .filter(|(own, _)| group.is_whole() || own.is_same(group))
        .map(|(_, member)| member)
        .collect())
}

/// The same of all groups at once, each member with its group.
///
/// # Errors
/// As [`evaluate`].
pub fn grouped_members(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
) -> Result<Vec<(Group, Member)>, FigureError> {
    let plan = Plan::new(catalogue, question, Derived::opened(catalogue, name)?)?;
    if plan.spec.kind == FigureKind::Time {
        return Ok(Vec::new());
    }
    let mut groups = plan.groups();
    let mut found = Vec::new();
    let mut seen: IdSet<(u32, i64)> = IdSet::default();
    for items in plan.items() {
        let numbers = groups.numbers(&items);
        for (item, place) in groups.of(&numbers).into_iter().enumerate() {
            let mut is_new = |round: RoundId| seen.insert((place, round.0));
            match (plan.spec.kind, items.round(item).map(RoundId)) {
                (FigureKind::Rounds, Some(round)) if !is_new(round) => {}
                // What a rate looks at and counts on neither side.
                _ if !items.is_below(item) && items.above(item).is_none() => {}
                (FigureKind::Rounds, Some(round)) => found.push((place, Member::of_round(round))),
                _ => found.push((place, Member::of_item(&items, item))),
            }
        }
    }
    let mut named: Vec<(usize, Group)> =
        groups.printed(usize::MAX).into_iter().map(|(group, place)| (place, group)).collect();
    named.sort_unstable_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(place, member)| (named[place as usize].1.clone(), member)).collect())
}
