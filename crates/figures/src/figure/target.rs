//! What organisations are to attract in a year (招商目标), told for whoever is asked about.
//!
//! An organisation's own target counts, in the version in force on the day; where it has none of its own, those of the
//! organisations directly below it are added up, and so on down.

use super::Figure;
use super::dim::{Dim, Group, Key};
use super::print::Printer;
use super::question::{FigureError, Question};
use crate::catalogue::FigureSpec;
use crate::filter::{Expr, Field, Filter, Op, Operand, Term};
use crate::snapshot::{Place, Places};
use domain::facts::{OrgId, Target};
use domain::progress::version_in_force;
use domain::{OrgKind, Permission, TargetMeasure};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The target of the whole, or one for each organisation by which the question is grouped.
///
/// # Errors
/// When it is grouped by something that no organisation is.
pub(super) fn figures(
    spec: &FigureSpec,
    measure: TargetMeasure,
    question: &Question<'_>,
    printer: &Printer,
) -> Result<Vec<Figure>, FigureError> {
    let told = Told::of(question, measure);
    let units = units(question);
    let Some(dim) = question.by.first().copied() else {
        let value = told.sum(&units);
        return Ok(vec![printer.target(Group::default(), measure, value)]);
    };
    let not_groupable = |dim| FigureError::NotGroupable { figure: spec.name.clone(), dim };
    let kind = dim.org_kind().ok_or_else(|| not_groupable(dim))?;
    if let Some(second) = question.by.get(1) {
        return Err(not_groupable(*second));
    }
    let mut groups: Vec<(Group, Option<i64>)> = told
        .by_kind(&units, kind)
        .into_iter()
        .filter_map(|(org, units)| Some((group(dim, told.places.get(org)?), told.sum(&units))))
        .filter(|(_, value)| value.is_some())
        .collect();
    groups.sort_by(|(one, _), (two, _)| one.printed_before(two));
    Ok(groups.into_iter().map(|(group, value)| printer.target(group, measure, value)).collect())
}

fn group(dim: Dim, place: &Place) -> Group {
    Group(Arc::from([(dim, Key::of_place(place))]))
}

/// The targets in force on the day asked.
struct Told<'a> {
    places: &'a Places,
    values: BTreeMap<OrgId, i64>,
    children: BTreeMap<OrgId, Vec<OrgId>>,
}

impl<'a> Told<'a> {
    fn of(question: &Question<'a>, measure: TargetMeasure) -> Self {
        let (year, on) = (i64::from(question.true_on.year()), question.true_on);
        let mut versions: BTreeMap<OrgId, Vec<&Target>> = BTreeMap::new();
        for target in question.snapshot.dimensions().targets.values() {
            if (target.year, target.measure) == (year, measure) {
                versions.entry(target.org).or_default().push(&target.body);
            }
        }
        let mut values = BTreeMap::new();
        for (org, versions) in versions {
            let order = |target: &Target| (target.decided_on, target.version);
            if let Some(target) = version_in_force(versions.into_iter(), order, on) {
                values.insert(org, target.value);
            }
        }
        let mut children: BTreeMap<OrgId, Vec<OrgId>> = BTreeMap::new();
        let places = question.snapshot.places();
        for place in places.iter() {
            if let Some(above) = place.lineage.get(1) {
                children.entry(*above).or_default().push(place.id);
            }
        }
        Self { places, values, children }
    }

    /// An organisation's own target, or those below it added up; none where nobody has one. A tree in a ring ends at the
    /// depth of its lineage.
    fn value(&self, org: OrgId) -> Option<i64> {
        if let Some(own) = self.values.get(&org) {
            return Some(*own);
        }
        let lies_below = |child: &&OrgId| {
            self.places.get(**child).is_some_and(|place| !self.lineage(org).contains(&place.id))
        };
        let children = self.children.get(&org).into_iter().flatten().filter(lies_below);
        children.filter_map(|child| self.value(*child)).reduce(i64::saturating_add)
    }

    fn lineage(&self, org: OrgId) -> &[OrgId] {
        self.places.get(org).map_or(&[], |place| place.lineage.as_slice())
    }

    fn sum(&self, units: &[OrgId]) -> Option<i64> {
        units.iter().filter_map(|unit| self.value(*unit)).reduce(i64::saturating_add)
    }

    /// The units by the organisation of a kind that they are or lie in; those of the kind below larger ones.
    fn by_kind(&self, units: &[OrgId], kind: OrgKind) -> BTreeMap<OrgId, Vec<OrgId>> {
        let mut groups: BTreeMap<OrgId, Vec<OrgId>> = BTreeMap::new();
        let is_kind = |org: &OrgId| self.places.get(*org).is_some_and(|place| place.kind == kind);
        for unit in units {
            match self.lineage(*unit).iter().copied().find(is_kind) {
                Some(above) => groups.entry(above).or_default().push(*unit),
                None => self.places.below(*unit).into_iter().filter(is_kind).for_each(|org| {
                    groups.insert(org, vec![org]);
                }),
            }
        }
        groups
    }
}

/// The organisations asked about: those at the top of what the reader sees, cut down to those that the filter names.
fn units(question: &Question<'_>) -> Vec<OrgId> {
    let places = question.snapshot.places();
    let is_top = |seen: &[OrgId], place: &Place| !place.lineage[1..].iter().any(|above| seen.contains(above));
    let mut units: Vec<OrgId> = match question.scope.orgs(Permission::Read) {
        None => places.iter().filter(|place| place.lineage.len() == 1).map(|place| place.id).collect(),
        Some(seen) => {
            let seen_places = seen.iter().filter_map(|org| places.get(*org));
            seen_places.filter(|place| is_top(&seen, place)).map(|place| place.id).collect()
        }
    };
    for term in question.filter.and_then(Filter::expr).map(terms).unwrap_or_default() {
        if let Some(named) = named(places, term) {
            units = within(places, &units, &named);
        }
    }
    units
}

/// The conditions that must all hold.
fn terms(expr: &Expr) -> Vec<&Term> {
    match expr {
        Expr::Term(term) => vec![term],
        Expr::And(parts) => parts.iter().flat_map(terms).collect(),
        Expr::Or(_) | Expr::Not(_) | Expr::Words(_) => Vec::new(),
    }
}

/// The organisations that a condition names, where it speaks of organisations.
fn named(places: &Places, term: &Term) -> Option<Vec<OrgId>> {
    let kind = match term.field {
        Field::Org => None,
        Field::Zone => Some(OrgKind::Zone),
        Field::City => Some(OrgKind::City),
        Field::County => Some(OrgKind::County),
        Field::Park => Some(OrgKind::Park),
        _ => return None,
    };
    let of_word = |operand: &Operand| match operand {
        Operand::Word(word) => places.named(kind, word).into_iter().map(|place| place.id).collect(),
        Operand::Range(..) => Vec::new(),
    };
    (term.op == Op::Is).then(|| term.values.iter().flat_map(of_word).collect())
}

/// Of each pair of which one lies in the other the inner one.
fn within(places: &Places, units: &[OrgId], named: &[OrgId]) -> Vec<OrgId> {
    let lies_in =
        |inner: &OrgId, outer: &OrgId| places.get(*inner).is_some_and(|place| place.lineage.contains(outer));
    let mut inner: Vec<OrgId> =
        named.iter().filter(|org| units.iter().any(|unit| lies_in(org, unit))).copied().collect();
    inner.extend(units.iter().filter(|unit| named.iter().any(|org| lies_in(unit, org))));
    inner.sort_unstable();
    inner.dedup();
    inner
}
