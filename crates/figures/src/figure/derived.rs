//! Figures that count nothing of their own: the time that has passed, and formulas over other figures.

use super::print::Printer;
use super::question::known;
use super::{Figure, FigureError, FigureValue, Group, Question, evaluate};
use crate::catalogue::{Catalogue, FigureSpec, Formula};
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

    pub(super) fn not_comparable(&self) -> FigureError {
        let opens = self.spec.opens.clone().unwrap_or_default();
        FigureError::NotComparable { figure: self.spec.name.clone(), opens }
    }

    /// Its figures, one for each group of the figure into which it opens. Time passes for all groups alike.
    pub(super) fn figures(&self, question: &Question<'_>) -> Result<Vec<Figure>, FigureError> {
        let printer = Printer::new(self.spec, question);
        match &self.spec.formula {
            Some(formula) => self.worked_out(formula, question, &printer),
            None => {
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
        let mut parts: Vec<(&str, Vec<Figure>)> = Vec::new();
        for name in formula.figures() {
            parts.push((name, evaluate(self.catalogue, question, name)?));
        }
        let opens = self.spec.opens.as_deref().unwrap_or_default();
        let groups: Vec<Group> = match parts.iter().find(|(name, _)| *name == opens) {
            Some((_, figures)) => figures.iter().map(|figure| figure.group.clone()).collect(),
            None => vec![Group::default()],
        };
        let figure = |group: Group| {
            let value = |name: &str| number_in(&parts, name, &group);
            let number = formula.value(&value);
            printer.derived(group, number, "points")
        };
        Ok(groups.into_iter().map(figure).collect())
    }
}

/// The number of a figure in a group, or of the whole where it has no groups.
fn number_in(parts: &[(&str, Vec<Figure>)], name: &str, group: &Group) -> Option<Exact> {
    let (_, figures) = parts.iter().find(|(part, _)| *part == name)?;
    let own = figures.iter().find(|figure| figure.group == *group);
    let figure = own.or_else(|| figures.iter().find(|figure| figure.group.is_whole()))?;
    match figure.value.as_ref()? {
        FigureValue::Number(number) => Some(Exact::from(*number)),
        FigureValue::Fraction(_) => match (figure.numerator, figure.denominator) {
            (Some(numerator), Some(denominator)) => {
                Exact::ratio(numerator, denominator).map(|rate| &rate * &hundred())
            }
            _ => figure.number().cloned(),
        },
    }
}
