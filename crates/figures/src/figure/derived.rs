//! Figures that count nothing of their own: the time that has passed, and formulas over other figures.

use super::print::Printer;
use super::question::known;
use super::{Figure, FigureError, Group, Question, evaluate, target};
use crate::catalogue::{Catalogue, FigureKind, FigureSpec, Formula};
use crate::exact::Exact;
use crate::year::Year;
use std::sync::Arc;

/// A definition of such a figure.
pub(super) struct Derived<'a> {
    catalogue: &'a Catalogue,
    spec: &'a Arc<FigureSpec>,
}

/// Percentages are worked out as numbers out of a hundred, so that a difference of two is one of points.
fn hundred() -> Exact {
    Exact::from(100)
}

impl<'a> Derived<'a> {
    /// The definition of that name, if it is such a figure.
    pub(super) fn of(catalogue: &'a Catalogue, name: &str) -> Result<Option<Self>, FigureError> {
        let spec = known(catalogue, name)?;
        Ok(spec.kind.is_derived().then_some(Self { catalogue, spec }))
    }

    /// The figure whose members are those of the figure of that name.
    pub(super) fn opened(catalogue: &'a Catalogue, name: &'a str) -> Result<&'a str, FigureError> {
        Ok(known(catalogue, name)?.opens.as_deref().unwrap_or(name))
    }

    /// Whether, but for the time that passes for all alike, it moves as the figure does into which it opens: then that
    /// one's lines say why it moved, as they do of R18 (`domain.md` §6).
    pub(super) fn moves_as_what_it_opens(&self) -> bool {
        let Some((formula, opens)) = self.spec.formula.as_ref().zip(self.spec.opens.as_deref()) else {
            return false;
        };
        let kind = |name: &str| self.catalogue.get(name).map(|spec| spec.kind);
        let is_time = |part: &str| kind(part) == Some(FigureKind::Time);
        kind(opens).is_some_and(|kind| !kind.is_derived())
            && formula.figures().into_iter().all(|part| part == opens || is_time(part))
    }

    pub(super) fn not_comparable(&self) -> FigureError {
        let opens = self.spec.opens.clone().unwrap_or_default();
        FigureError::NotComparable { figure: self.spec.name.clone(), opens }
    }

    /// Its figures, one for each group of the figure into which it opens. Time passes for all groups alike.
    pub(super) fn figures(&self, question: &Question<'_>) -> Result<Vec<Figure>, FigureError> {
        let printer = Printer::new(self.spec, question);
        match (&self.spec.formula, self.spec.target) {
            (Some(formula), _) => self.worked_out(formula, question, &printer),
            (None, Some(measure)) => target::figures(self.spec, measure, question, &printer),
            (None, None) => {
                let (ended, months) = Year::of(question.true_on).elapsed();
                let share = Exact::ratio(ended, months).map(|share| &share * &hundred());
                Ok(vec![printer.derived(Group::default(), share, "percent")])
            }
        }
    }

    fn worked_out(
        &self,
        formula: &Formula,
        question: &Question<'_>,
        printer: &Printer,
    ) -> Result<Vec<Figure>, FigureError> {
        let parts = parts(self.catalogue, question, formula)?;
        let opens = self.spec.opens.as_deref().unwrap_or_default();
        let groups = groups_of(&parts, opens);
        let unit = if self.spec.is_percentage { "percent" } else { "points" };
        let figure = |group: Group| {
            let value = |name: &str| number_in(&parts, name, &group);
            printer.derived(group.clone(), formula.value(&value), unit)
        };
        Ok(groups.into_iter().map(figure).collect())
    }
}

/// The figures of a formula, each with its groups.
pub(super) type Parts<'a> = Vec<Part<'a>>;

/// One figure of a formula.
pub(super) struct Part<'a> {
    pub(super) name: &'a str,
    pub(super) figures: Vec<Figure>,
    /// Whether it is nothing where nothing is counted, as counts and sums are.
    counts: bool,
}

/// Asks for the figures of a formula.
pub(super) fn parts<'a>(
    catalogue: &Catalogue,
    question: &Question<'_>,
    formula: &'a Formula,
) -> Result<Parts<'a>, FigureError> {
    let figures = formula.figures().into_iter();
    let counts = |name: &str| {
        let kind = catalogue.get(name).map(|spec| spec.kind);
        matches!(kind, Some(FigureKind::Count | FigureKind::Sum | FigureKind::Rounds))
    };
    let part = |name| Ok(Part { name, figures: evaluate(catalogue, question, name)?, counts: counts(name) });
    figures.map(part).collect()
}

/// The groups of the figure into which a formula opens, and those of which another part speaks alone: a zone that signed
/// nothing still has its target.
fn groups_of(parts: &Parts<'_>, opens: &str) -> Vec<Group> {
    let of = |figures: &Vec<Figure>| figures.iter().map(|figure| figure.group.clone()).collect::<Vec<_>>();
    let Some(opened) = parts.iter().find(|part| part.name == opens) else {
        return vec![Group::default()];
    };
    let mut groups = of(&opened.figures);
    for group in parts.iter().flat_map(|part| of(&part.figures)) {
        if !group.is_whole() && !groups.iter().any(|known| known.is_same(&group)) {
            groups.push(group);
        }
    }
    groups.sort_by(Group::printed_before);
    groups
}

/// The number of a figure in a group, or of the whole where it has no groups. In a group in which nothing is counted a
/// count and a sum are zero.
pub(super) fn number_in(parts: &Parts<'_>, name: &str, group: &Group) -> Option<Exact> {
    let part = parts.iter().find(|part| part.name == name)?;
    let own = part.figures.iter().find(|figure| figure.group.is_same(group));
    let Some(figure) = own.or_else(|| part.figures.iter().find(|figure| figure.group.is_whole())) else {
        return part.counts.then(|| Exact::from(0));
    };
    figure.exact()
}
