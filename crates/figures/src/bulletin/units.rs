//! Units side by side: who they are, their values, their ranks.

use super::draft::Aspect;
use super::error::BulletinError;
use super::make::{Maker, Point};
use super::template::Shown;
use crate::catalogue::{Catalogue, FigureKind, FigureSpec, Measure};
use crate::exact::Exact;
use crate::figure::{ByGroup, Dim, Figure, Group, GroupIdentity, Key};
use crate::ranking::{TieBy, TieRule, ranks};
use crate::snapshot::Place;
use domain::{MoneyUnit, OrgKind, Permission, Rounding, TargetMeasure};
use std::collections::HashSet;

/// Decimals of 亿元.
pub(super) const YI_PLACES: u8 = 2;
/// Decimals of 亿元 that show every fen.
pub(super) const FEN_PLACES: u8 = 10;

/// What a figure's value is compared by, and how exactly it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) exact: Exact,
    pub(super) places: u8,
    pub(super) rounding: Rounding,
    /// Of money: every fen of it.
    pub(super) fen: Option<i64>,
}

/// The rank of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    pub(super) rank: u32,
    pub(super) tied: bool,
}

/// The number of a figure in the unit in which it is printed; none where it has no value.
pub(super) fn value(spec: &FigureSpec, figure: Option<&Figure>, aspect: Aspect) -> Option<Value> {
    let count = |number: Option<i64>| {
        let exact = Exact::from(number.unwrap_or_default());
        Some(Value { exact, places: 0, rounding: spec.rounding, fen: None })
    };
    let yi = |fen: Option<i64>| {
        let fen = fen.unwrap_or_default();
        let exact = Exact::ratio(fen, MoneyUnit::Yi.fen())?;
        Some(Value { exact, places: YI_PLACES, rounding: spec.rounding, fen: Some(fen) })
    };
    // A target that nobody set is none, and not zero.
    if spec.kind == FigureKind::Target && figure.is_none_or(|it| it.value.is_none()) {
        return None;
    }
    match aspect {
        Aspect::Count => count(figure.and_then(|it| it.entries.or(it.projects))),
        Aspect::Projects => count(figure.and_then(|it| it.projects)),
        Aspect::Numerator => count(figure.and_then(|it| it.numerator)),
        Aspect::Denominator => count(figure.and_then(|it| it.denominator)),
        Aspect::Amount if figure.is_some_and(Figure::is_amount_unknown) => None,
        Aspect::Amount => yi(figure.and_then(|it| it.amount_fen)),
        Aspect::AmountAbove if !figure.is_some_and(|it| is_above_known(spec, it)) => None,
        Aspect::AmountAbove => yi(figure.and_then(|it| it.numerator)),
        _ => {
            let figure = figure?;
            let hundred = Exact::from(100);
            let rate = || Some(&Exact::ratio(figure.numerator?, figure.denominator?)? * &hundred);
            let exact = figure.number().cloned().or_else(rate)?;
            Some(Value { exact, places: spec.places, rounding: spec.rounding, fen: None })
        }
    }
}

/// Whether anybody stated the amounts above the line: where nothing stands below it, nothing is known of output either.
fn is_above_known(spec: &FigureSpec, figure: &Figure) -> bool {
    figure.numerator.is_some()
        && !(spec.above.is_some_and(Measure::is_stated) && figure.denominator == Some(0))
}

impl Shown {
    /// The side by which a number is ranked unless a template names one.
    pub(super) fn main(number: usize, spec: &FigureSpec) -> Self {
        let aspect = match spec.kind {
            FigureKind::Count | FigureKind::Rounds => Aspect::Count,
            FigureKind::Sum => Aspect::Amount,
            FigureKind::Target if spec.target == Some(TargetMeasure::AttractionAmount) => Aspect::Amount,
            FigureKind::Rate | FigureKind::Formula | FigureKind::Time | FigureKind::Target => Aspect::Rate,
        };
        Self { number, aspect }
    }
}

/// The ranks of values; what has none has no rank, and where all are nought nobody has. Ties are equal as printed, or exactly.
pub(super) fn ranked(values: &[Option<Value>], (ties, tie_by): (TieRule, TieBy)) -> Vec<Option<Rank>> {
    let key = |value: &Value| match tie_by {
        TieBy::Printed => value.exact.rounded(value.places, value.rounding),
        TieBy::Exact => value.exact.clone(),
    };
    if values.iter().flatten().all(|value| value.exact == Exact::zero()) {
        return vec![None; values.len()];
    }
    let mut keyed: Vec<(Exact, usize)> =
        values.iter().enumerate().filter_map(|(place, value)| Some((key(value.as_ref()?), place))).collect();
    keyed.sort_by(|(one, left), (two, right)| two.cmp(one).then(left.cmp(right)));
    let keys: Vec<Exact> = keyed.iter().map(|(key, _)| key.clone()).collect();
    let mut all = vec![None; values.len()];
    for ((place, (key, unit)), rank) in keyed.iter().enumerate().zip(ranks(ties, &keys)) {
        let neighbours = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
        let tied = neighbours.filter_map(|place| keys.get(place)).any(|other| other == key);
        all[*unit] = Some(Rank { rank, tied });
    }
    all
}

impl Maker<'_> {
    pub(super) fn spec(&self, number: usize) -> &FigureSpec {
        spec_of(self.catalogue(), &self.template.numbers[number].figure)
    }

    pub(super) fn tie_rules(&self) -> (TieRule, TieBy) {
        (self.template.ties, self.template.tie_by)
    }

    /// The units of a dimension in the offices' order: of organisations all that the reader sees and that exist on the day,
    /// whether anything is counted of them or not; and the groups met beside.
    pub(super) fn units(&self, dim: Dim, of_whole: bool, met: &[&[Figure]]) -> Vec<Group> {
        let mut units: Vec<Group> =
            self.roster(dim, of_whole).into_iter().map(|key| Group([(dim, key)].into())).collect();
        let mut known: HashSet<GroupIdentity> = units.iter().map(Group::identity).collect();
        for figure in met.iter().copied().flatten() {
            // What passes for all alike (time) is of no unit.
            let is_of_unit = !figure.group.is_whole();
            if is_of_unit && known.insert(figure.group.identity()) {
                units.push(figure.group.clone());
            }
        }
        units.sort_by(Group::printed_before);
        units
    }

    fn roster(&self, dim: Dim, of_whole: bool) -> Vec<Key> {
        let kind = match dim {
            Dim::City => OrgKind::City,
            Dim::County => OrgKind::County,
            Dim::Zone => OrgKind::Zone,
            _ => return Vec::new(),
        };
        let question = &self.ask.question;
        let readable = question.scope.orgs(Permission::Read);
        let org = self.ask.org.filter(|_| !of_whole);
        let is_one = |place: &&Place| {
            place.kind == kind
                && place.valid_on(self.now.true_on)
                && org.is_none_or(|org| place.lineage.contains(&org))
                && readable.as_ref().is_none_or(|orgs| orgs.contains(&place.id))
        };
        question.snapshot.places().iter().filter(is_one).map(Key::of_place).collect()
    }

    /// The values of units in their order.
    pub(super) fn values(
        &self,
        shown: Shown,
        units: &[Group],
        (of_whole, at): (bool, &Point<'_>),
    ) -> Result<Vec<Option<Value>>, BulletinError> {
        let dims: Vec<Dim> =
            units.first().map(|unit| unit.0.iter().map(|(dim, _)| *dim).collect()).unwrap_or_default();
        let figures = self.figures(shown.number, &dims, (of_whole, at))?;
        let (spec, figures) = (self.spec(shown.number), ByGroup::of(&figures));
        Ok(units.iter().map(|unit| value(spec, figures.get(unit), shown.aspect)).collect())
    }
}

/// How many of units in the order of their ranks are told as the first and as the last: at most half of them on a side, with
/// those that share the rank at the cut. Units of one rank that both sides would take are told where they hold the end, else
/// nowhere. Where all have one rank they are all first.
pub(super) fn ends(ranks: &[u32], take: usize) -> [usize; 2] {
    let [Some(top), Some(bottom)] = [ranks.first(), ranks.last()] else { return [0, 0] };
    if top == bottom {
        return [ranks.len(), 0];
    }
    let side = take.clamp(1, ranks.len() / 2);
    let (first, last) = (ranks[side - 1], ranks[ranks.len() - side]);
    let count = |is: &dyn Fn(u32) -> bool| ranks.iter().filter(|rank| is(**rank)).count();
    let up_to = if first == last && first != *top { first - 1 } else { first };
    let from = if first == last && last != *bottom { last + 1 } else { last };
    [count(&|rank| rank <= up_to), count(&|rank| rank >= from)]
}

/// The figure of the whole among those of groups.
pub(super) fn of_whole(figures: &[Figure]) -> Option<&Figure> {
    figures.iter().find(|figure| figure.group.is_whole())
}

fn spec_of<'a>(catalogue: &'a Catalogue, name: &str) -> &'a FigureSpec {
    catalogue.get(name).expect("a template's figures are checked against the catalogue")
}
