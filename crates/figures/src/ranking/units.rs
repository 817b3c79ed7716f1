//! Units with their inputs: what is typed in, and figures of the catalogue grouped by zone or city.

use super::error::RankError;
use super::score::{Input, Unit};
use super::spec::{FigureSource, Scheme, Source, Take};
use crate::catalogue::{Catalogue, FigureKind};
use crate::exact::Exact;
use crate::figure::{Dim, Figure, Group, KeyOf, Question, evaluate};
use crate::filter::Filter;
use domain::Permission;
use domain::facts::OrgId;
use std::collections::BTreeMap;

/// Fen in 亿元: the unit in which money enters a score.
const FEN_PER_YI: i64 = 10_000_000_000;

/// A unit that is to be ranked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterUnit {
    /// The group in which it is ranked.
    pub group: Option<String>,
    /// What is typed in for it: targets, points.
    pub given: BTreeMap<String, Exact>,
}

/// Units ready to be ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    /// By the number of the organisation.
    pub units: BTreeMap<String, Unit>,
    /// Groups in which the figures have something, and that are not on the roster: it takes no part in the ranking, and
    /// whoever prints the ranking says so.
    pub unlisted: Vec<Group>,
}

/// The units of a roster with all that the scheme's items need. Names and order are those of the snapshot's organisations;
/// a unit in which a figure counts nothing has zero, of a rate no value.
///
/// # Errors
/// A dimension that is none of organisations; an organisation that is no unit of it; a unit of which the reader may not see everything, since zero would be untrue
/// of it; what [`evaluate`] refuses.
pub fn units_of(
    catalogue: &Catalogue,
    question: &Question<'_>,
    scheme: &Scheme,
    dim: Dim,
    roster: &BTreeMap<OrgId, RosterUnit>,
) -> Result<Units, RankError> {
    if dim.org_kind().is_none() {
        return Err(RankError::NotUnits(dim));
    }
    if let Some(hidden) = roster.keys().find(|id| !question.scope.may(Permission::Read, **id)) {
        return Err(RankError::OutOfScope { unit: hidden.to_string() });
    }
    let places = question.snapshot.places();
    let is_unit = |id: OrgId| places.get(id).is_some_and(|place| dim.org_kind() == Some(place.kind));
    if let Some(other) = roster.keys().find(|id| !is_unit(**id)) {
        return Err(RankError::OtherUnit { unit: other.to_string(), dim });
    }
    let unit = |(id, listed): (&OrgId, &RosterUnit)| {
        let place = places.get(*id);
        let inputs = listed.given.iter().map(|(name, value)| (name.clone(), Input::from(value.clone())));
        let unit = Unit {
            name: place.map_or_else(|| id.to_string(), |place| place.name.clone()),
            order: place.map_or(u32::MAX, |place| place.rank),
            group: listed.group.clone(),
            inputs: inputs.collect(),
        };
        (id.to_string(), unit)
    };
    let mut units = Units { units: roster.iter().map(unit).collect(), unlisted: Vec::new() };
    for source in figure_sources(scheme) {
        units.take_in(catalogue, question, source, dim)?;
    }
    Ok(units)
}

fn figure_sources(scheme: &Scheme) -> impl Iterator<Item = &FigureSource> {
    let items = scheme.items().into_iter().flat_map(|items| &items.items);
    items.flat_map(|item| item.rule.sources()).filter_map(|source| match source {
        Source::Figure(source) => Some(source),
        Source::Given(_) | Source::Fixed(_) => None,
    })
}

impl Units {
    fn take_in(
        &mut self,
        catalogue: &Catalogue,
        question: &Question<'_>,
        source: &FigureSource,
        dim: Dim,
    ) -> Result<(), RankError> {
        let everything = Filter::default();
        let filter = question.filter.unwrap_or(&everything).and(&source.filter);
        let dims = [dim];
        let question = Question { filter: Some(&filter), by: &dims, ..question.clone() };
        let figures = evaluate(catalogue, &question, &source.figure)?;
        let key = source.key();
        let spec = catalogue.get(&source.figure);
        let is_share = spec.is_some_and(|spec| spec.kind == FigureKind::Rate && !spec.is_rate_of_sums());
        let counts = is_share && source.take == Take::Value;
        // A unit in which nothing is counted is in no group of the figure: that is nothing of a count and of money, and no
        // number at all of what is divided or worked out.
        let is_counted = spec.is_some_and(|spec| {
            matches!(spec.kind, FigureKind::Count | FigureKind::Sum | FigureKind::Rounds)
        });
        let has_value = is_counted || source.take == Take::Amount;
        for unit in self.units.values_mut() {
            let value = has_value.then(Exact::zero);
            unit.inputs.insert(key.clone(), Input { value, opens: None, counted: None });
        }
        for figure in figures {
            let org = figure.group.0.first().and_then(|(_, key)| match key.of {
                KeyOf::Org(id) => Some(id.to_string()),
                _ => None,
            });
            let value = number(&figure, source.take);
            let counted = figure.numerator.zip(figure.denominator).filter(|_| counts);
            match org.and_then(|id| self.units.get_mut(&id)) {
                Some(unit) => {
                    unit.inputs.insert(key.clone(), Input { value, opens: Some(figure.group), counted });
                }
                None if !self.unlisted.contains(&figure.group) => self.unlisted.push(figure.group),
                None => {}
            }
        }
        Ok(())
    }
}

/// The number that a figure gives: a count as it is, a rate in percent, money in 亿元; none of money that nobody has stated.
fn number(figure: &Figure, take: Take) -> Option<Exact> {
    let yi = |fen: Exact| fen.over(&Exact::from(FEN_PER_YI));
    match take {
        Take::Amount if figure.is_amount_unknown() => None,
        Take::Amount => yi(Exact::from(figure.amount_fen?)),
        Take::Value if figure.unit == "fen" => yi(figure.exact()?),
        Take::Value => figure.exact(),
    }
}
