//! What the page says of an indicator and a target.

use crate::records::Span;
use crate::text::Lang;
use crate::words;
use domain::Rounding;
use domain::facts::{Indicator, Target};
use domain::money::{group_thousands, trim_zeros};
use domain::ratio::print_decimal;

/// A number in ten-thousandths, as it was typed.
pub(super) fn decimal(e4: i64) -> String {
    let printed = print_decimal(e4.into(), 10_000, super::indicator::PLACES, Rounding::HalfUp);
    trim_zeros(&printed).to_owned()
}

/// The same with thousands grouped.
pub(super) fn grouped(e4: i64) -> String {
    group_thousands(&decimal(e4))
}

/// The period in words.
pub(super) fn period(lang: Lang, indicator: &Indicator) -> String {
    Span::of(indicator).print(lang)
}

/// The value with the words on it: 预计, 约.
pub(super) fn marks(lang: Lang, indicator: &Indicator) -> String {
    let expected = indicator.expected.then(|| lang.t("indicators.expected"));
    let qualifier = indicator.qualifier.map(|it| words::qualifier(lang, it));
    let marks: Vec<&str> = expected.into_iter().chain(qualifier).collect();
    lang.list(&marks)
}

/// Whether a target is counted in money.
pub(super) fn is_money(target: &Target) -> bool {
    target.measure == domain::TargetMeasure::AttractionAmount
}
