//! The curves: shares by age of all that is followed, each with the band in which it lies whatever becomes of the young.

use super::table::{List, step_word};
use crate::text::Lang;
use crate::ui::chart::{Chart, Kind, Point, Series};
use ::figures::Exact;
use ::figures::cohort::{AgeShare, Cohort, Fate, StepTable};
use domain::{Rounding, Stage};

/// Decimals of what is drawn and printed.
const PLACES: u8 = 1;

/// The chart of the steps that begin where the watch over all begins; none where no share is known.
pub(super) fn of(
    lang: Lang,
    cohort: &Cohort,
    (title, note, definition): (String, String, String),
    list: &List,
) -> Option<Chart> {
    let from: Stage = cohort.steps.first()?.step.from;
    let drawn =
        |table: &&StepTable| table.step.from == from && table.ages.iter().any(|age| age.shares.is_some());
    let series: Vec<Series> =
        cohort.steps.iter().filter(drawn).map(|table| curve(lang, table, cohort, list)).collect();
    let months = cohort.steps.first()?.ages.iter().map(|age| age.months.to_string()).collect();
    (!series.is_empty()).then(|| Chart {
        kind: Kind::Curves,
        title,
        note,
        definition: Some(definition),
        axis: lang.t("cohorts.months_after").to_owned(),
        categories: months,
        series,
    })
}

fn curve(lang: Lang, table: &StepTable, cohort: &Cohort, list: &List) -> Series {
    let point = |age: &AgeShare| {
        let shares = age.shares.as_ref()?;
        let (least, most) = age.bounds()?;
        let percent = |share: &Exact| share.percent(PLACES, Rounding::HalfUp);
        Some(Point {
            size: size(&shares.reached)?,
            printed: format!("{} [{}–{}]", age.printed, percent(&least), percent(&most)),
            href: Some(list.of(&cohort.group, table.step, age.months, Some(Fate::Reached))),
        })
    };
    let band = |age: &AgeShare| {
        let (least, most) = age.bounds().filter(|_| age.shares.is_some())?;
        Some([size(&least)?, size(&most)?])
    };
    Series::curve(
        step_word(lang, table.step),
        "%",
        table.ages.iter().map(point).collect(),
        table.ages.iter().map(band).collect(),
    )
}

/// The height of a curve is a picture's; what is printed stays exact.
fn size(share: &Exact) -> Option<f64> {
    share.percent(PLACES, Rounding::HalfUp).parse().ok()
}
