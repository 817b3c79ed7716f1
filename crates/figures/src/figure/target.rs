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
use std::collections::{BTreeMap, BTreeSet};
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

/// The organisations asked about: the uppermost that the reader sees whole and of which the filter leaves nothing out.
fn units(question: &Question<'_>) -> Vec<OrgId> {
    let places = question.snapshot.places();
    let seen: Option<BTreeSet<OrgId>> = question.scope.orgs(Permission::Read).map(BTreeSet::from_iter);
    let asked = question.filter.and_then(Filter::expr).map(|expr| Asked::of(places, expr));
    let is_asked = |place: &Place| {
        seen.as_ref().is_none_or(|seen| seen.contains(&place.id))
            && asked.as_ref().and_then(|asked| asked.holds(place)) != Some(false)
    };
    let left_out = places.iter().filter(|place| !is_asked(place));
    let in_part: BTreeSet<OrgId> = left_out.flat_map(|place| place.lineage.iter().copied()).collect();
    let is_whole = |org: &OrgId| !in_part.contains(org);
    let mut units: Vec<OrgId> = (places.iter())
        .filter(|place| is_whole(&place.id) && !place.lineage.iter().skip(1).any(is_whole))
        .map(|place| place.id)
        .collect();
    units.sort_unstable();
    units
}

/// What a filter asks of an organisation; conditions of projects ask nothing of it.
enum Asked {
    LiesIn(Vec<OrgId>),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
    Nothing,
}

impl Asked {
    fn of(places: &Places, expr: &Expr) -> Self {
        let each = |parts: &[Expr]| parts.iter().map(|part| Self::of(places, part)).collect();
        match expr {
            Expr::And(parts) => Self::All(each(parts)),
            Expr::Or(parts) => Self::Any(each(parts)),
            Expr::Not(inner) => Self::Not(Box::new(Self::of(places, inner))),
            Expr::Term(term) => match (named(places, term), term.op) {
                (Some(named), Op::Is) => Self::LiesIn(named),
                (Some(named), Op::IsNot) => Self::Not(Box::new(Self::LiesIn(named))),
                _ => Self::Nothing,
            },
            Expr::Words(_) => Self::Nothing,
        }
    }

    /// Whether it holds of an organisation; none where it asks nothing of organisations.
    fn holds(&self, place: &Place) -> Option<bool> {
        match self {
            Self::LiesIn(named) => Some(place.lineage.iter().any(|org| named.contains(org))),
            Self::Not(inner) => inner.holds(place).map(|holds| !holds),
            Self::All(parts) => {
                parts.iter().filter_map(|part| part.holds(place)).reduce(|all, one| all && one)
            }
            Self::Any(parts) => {
                let mut holds = Some(false);
                for part in parts {
                    match part.holds(place) {
                        Some(true) => return Some(true),
                        Some(false) => {}
                        None => holds = None,
                    }
                }
                holds
            }
            Self::Nothing => None,
        }
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
    Some(term.values.iter().flat_map(of_word).collect())
}
