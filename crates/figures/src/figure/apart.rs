//! Why a figure that counts nothing of its own moved: what each figure of its formula adds to the difference. Time and targets
//! have no parts; their difference is told as it stands.

use super::by_group::{ByGroup, groups_of};
use super::derived::{Part, part, parts};
use super::question::known;
use super::{Figure, FigureError, Group, Question, evaluate};
use crate::catalogue::{FigureSpec, Formula};
use crate::exact::Exact;
use serde::Serialize;
use std::sync::Arc;

/// A figure of one group at two points, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Apart {
    /// The figure's name.
    pub name: String,
    /// The group.
    pub group: Group,
    /// The figure before; none where it was not given for the group.
    pub before: Option<Figure>,
    /// The figure after; none where it is not given for the group.
    pub after: Option<Figure>,
    /// What each part adds, in the order of the formula; they add up to the difference exactly. None of what is no formula,
    /// of another formula at each point, and where one point has no value.
    pub steps: Vec<Step>,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// The name of the part's figure.
    pub figure: String,
    /// The part as printed before; none where it was not given.
    pub before: Option<String>,
    /// The part as printed after.
    pub after: Option<String>,
    /// What the formula comes to more by this part, the parts before it already at their new value.
    #[serde(skip)]
    pub moved: Exact,
    /// The same as printed, with the places of the formula and its sign.
    pub printed: String,
}

/// Takes a figure apart at two points, each by the definition in force there.
///
/// # Errors
/// As [`evaluate`]; also where neither point knows the figure.
pub fn taken_apart(
    before: &Question<'_>,
    after: &Question<'_>,
    name: &str,
) -> Result<Vec<Apart>, FigureError> {
    let (was, is) = (Side::of(before, name)?, Side::of(after, name)?);
    if was.spec.is_none() && is.spec.is_none() {
        known(after.snapshot.catalogue(after.true_on), name)?;
    }
    let groups = groups_of(was.figures.figures().iter().chain(is.figures.figures()));
    let apart = |group: Group| Apart {
        name: name.to_owned(),
        before: was.figures.own(&group).cloned(),
        after: is.figures.own(&group).cloned(),
        steps: steps(&was, &is, &group).unwrap_or_default(),
        group,
    };
    Ok(groups.into_iter().map(apart).collect())
}

/// A figure at one point, with those of its formula.
struct Side<'a> {
    spec: Option<&'a Arc<FigureSpec>>,
    figures: ByGroup<Vec<Figure>>,
    parts: Vec<Part<'a>>,
}

impl<'a> Side<'a> {
    fn of(question: &Question<'a>, name: &str) -> Result<Self, FigureError> {
        let catalogue = question.snapshot.catalogue(question.true_on);
        let Some(spec) = catalogue.shared(name) else {
            return Ok(Self { spec: None, figures: ByGroup::of(Vec::new()), parts: Vec::new() });
        };
        let figures = ByGroup::of(evaluate(catalogue, question, name)?);
        let formula = spec.formula.as_ref();
        let parts = formula.map_or(Ok(Vec::new()), |formula| parts(catalogue, question, formula))?;
        Ok(Self { spec: Some(spec), figures, parts })
    }

    fn formula(&self) -> Option<&'a Formula> {
        self.spec?.formula.as_ref()
    }

    fn printed(&self, name: &str, group: &Group) -> Option<String> {
        part(&self.parts, name)?.figure(group).map(|figure| figure.printed.clone())
    }
}

/// One part after the other is put to its new value; what the formula comes to more by it is the part's.
fn steps(was: &Side<'_>, is: &Side<'_>, group: &Group) -> Option<Vec<Step>> {
    let formula = is.formula().filter(|formula| was.formula() == Some(*formula))?;
    let spec = is.spec?;
    let names = formula.figures();
    let value = |renewed: usize| {
        formula.value(&|name| {
            let is_new = names.iter().position(|known| *known == name).is_some_and(|place| place < renewed);
            part(if is_new { &is.parts } else { &was.parts }, name)?.number(group)
        })
    };
    let mut last = value(0)?;
    let mut steps = Vec::with_capacity(names.len());
    for (place, name) in names.iter().enumerate() {
        let next = value(place + 1)?;
        let moved = &next - &last;
        let text = moved.print(spec.places, spec.rounding);
        let printed = match text.strip_prefix('-') {
            Some(size) => format!("−{size}"),
            None if moved.is_zero() => text,
            None => format!("+{text}"),
        };
        steps.push(Step {
            figure: (*name).to_owned(),
            before: was.printed(name, group),
            after: is.printed(name, group),
            moved,
            printed,
        });
        last = next;
    }
    Some(steps)
}
