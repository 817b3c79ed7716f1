//! Figures that count nothing of their own: the time that has passed, and formulas over other figures.

use super::by_group::{ByGroup, groups_of};
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
        let unit = if self.spec.is_percentage { "percent" } else { "points" };
        let figure = |group: Group| {
            let number = formula.value(&|name: &str| part(&parts, name)?.number(&group));
            printer.derived(group, number, unit)
        };
        Ok(groups_of_formula(&parts, opens).into_iter().map(figure).collect())
    }
}

/// One figure of a formula.
pub(super) struct Part<'a> {
    name: &'a str,
    figures: ByGroup<Vec<Figure>>,
    /// Whether it is nothing where nothing is counted, as counts and sums are.
    counts: bool,
}

impl Part<'_> {
    /// Its figure of a group, or of the whole where it has no groups.
    pub(super) fn figure(&self, group: &Group) -> Option<&Figure> {
        self.figures.get(group)
    }

    /// The number of the same. In a group in which nothing is counted a count and a sum are zero.
    pub(super) fn number(&self, group: &Group) -> Option<Exact> {
        match self.figure(group) {
            Some(figure) => figure.exact(),
            None => self.counts.then(Exact::zero),
        }
    }
}

/// The part of that name.
pub(super) fn part<'p, 'a>(parts: &'p [Part<'a>], name: &str) -> Option<&'p Part<'a>> {
    parts.iter().find(|part| part.name == name)
}

/// Asks for the figures of a formula.
pub(super) fn parts<'a>(
    catalogue: &Catalogue,
    question: &Question<'_>,
    formula: &'a Formula,
) -> Result<Vec<Part<'a>>, FigureError> {
    let figures = formula.figures().into_iter();
    let counts = |name: &str| {
        let kind = catalogue.get(name).map(|spec| spec.kind);
        matches!(kind, Some(FigureKind::Count | FigureKind::Sum | FigureKind::Rounds))
    };
    let part = |name| {
        let figures = ByGroup::of(evaluate(catalogue, question, name)?);
        Ok(Part { name, figures, counts: counts(name) })
    };
    figures.map(part).collect()
}

/// The groups of the figure into which a formula opens, and those of which another part speaks alone: a zone that signed
/// nothing still has its target.
fn groups_of_formula(parts: &[Part<'_>], opens: &str) -> Vec<Group> {
    let Some(opened) = part(parts, opens) else { return vec![Group::default()] };
    let others = parts.iter().flat_map(|part| part.figures.figures());
    let others = others.filter(|figure| !figure.group.is_whole());
    groups_of(opened.figures.figures().iter().chain(others))
}
