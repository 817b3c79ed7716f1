//! A definition tried out: month by month what is given now, and what would be given.

use crate::as_of::Question;
use crate::figures::Asking;
use ::figures::{Catalogue, Exact, Figure, FigureError, FigureSpec, Group, evaluate};
use domain::{Day, Rounding};
use serde::{Serialize, Serializer};

/// Months that have ended, over which a definition is tried out.
pub(super) const MONTHS: i32 = 24;
/// Fen of one 亿元.
const FEN_IN_YI: i64 = 10_000_000_000;

/// The end of a month: what is given in a group, and what would be.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line {
    /// The last day of the month.
    #[serde(serialize_with = "as_text")]
    pub on: Day,
    /// The group, of a figure that always has some.
    pub group: Group,
    /// By the definition that would hold without the one proposed; absent where there is none, or nothing in the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<Figure>,
    /// By the definition proposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Figure>,
}

fn as_text<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

impl Line {
    /// Whether the two sides, where both are there, are of one unit.
    pub fn is_of_one_unit(&self) -> bool {
        let units = self.present.as_ref().zip(self.proposed.as_ref());
        units.is_none_or(|(present, proposed)| present.unit == proposed.unit)
    }

    /// By how much the proposed value is above the present one: of money in 亿元, of rates in points. None where one of the
    /// two has no value, and where they are of different units: a count takes nothing from money.
    pub fn difference(&self, spec: &FigureSpec) -> Option<String> {
        if !self.is_of_one_unit() {
            return None;
        }
        let (present, proposed) = (self.present.as_ref()?.exact()?, self.proposed.as_ref()?.exact()?);
        let (mut difference, mut places) = (&proposed - &present, spec.places);
        match self.proposed.as_ref()?.unit {
            "fen" => difference = difference.over(&Exact::from(FEN_IN_YI))?,
            "percent" | "points" => {}
            _ => places = 0,
        }
        if difference.is_zero() {
            return Some("0".to_owned());
        }
        let printed = difference.print(places, Rounding::HalfUp);
        Some(if difference.is_negative() { printed } else { format!("+{printed}") })
    }
}

/// The last days of the months that ended before a day, the earliest first.
pub(super) fn month_ends(day: Day) -> Vec<Day> {
    let this_month = day.first_of_month();
    (1..=MONTHS).rev().map(|back| this_month.add_months(-back).last_of_month()).collect()
}

/// Tries a figure out by two catalogues, over the months before the day of the question.
///
/// # Errors
/// As [`evaluate`].
pub(super) fn lines(
    asking: &Asking<'_>,
    at: &Question,
    (present, proposed): (&Catalogue, &Catalogue),
    name: &str,
) -> Result<Vec<Line>, FigureError> {
    let mut lines = Vec::new();
    for on in month_ends(at.true_on) {
        let then = Question { true_on: on, ..at.clone() };
        let question = asking.question(&then, "");
        let given = |catalogue: &Catalogue| match catalogue.get(name) {
            Some(_) => evaluate(catalogue, &question, name),
            None => Ok(Vec::new()),
        };
        lines.extend(side_by_side(on, given(present)?, given(proposed)?));
    }
    Ok(lines)
}

/// One line for each group of either side, in printed order.
fn side_by_side(on: Day, present: Vec<Figure>, mut proposed: Vec<Figure>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(present.len().max(proposed.len()));
    for figure in present {
        let same = proposed.iter().position(|other| other.group.is_same(&figure.group));
        let other = same.map(|place| proposed.remove(place));
        lines.push(Line { on, group: figure.group.clone(), present: Some(figure), proposed: other });
    }
    let new =
        |figure: Figure| Line { on, group: figure.group.clone(), present: None, proposed: Some(figure) };
    lines.extend(proposed.into_iter().map(new));
    lines.sort_by(|one, two| one.group.printed_before(&two.group));
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_months_tried_are_those_that_have_ended() {
        let ends = month_ends(Day::parse_iso("2026-11-30").unwrap());
        let shown = |place: usize| ends[place].to_string();
        assert_eq!((ends.len(), shown(0), shown(23)), (24, "2024-11-30".into(), "2026-10-31".into()));
        assert!(ends.contains(&Day::parse_iso("2025-02-28").unwrap()));
    }
}
