//! What the page and the files say of an indicator and a target.

use crate::text::Lang;
use crate::words;
use domain::facts::{Indicator, Target};
use domain::money::{group_thousands, trim_zeros};
use domain::ratio::print_decimal;
use domain::{PeriodKind, Rounding};

/// A number in ten-thousandths, as it was typed.
pub(super) fn decimal(e4: i64) -> String {
    let printed = print_decimal(e4.into(), 10_000, super::indicator::PLACES, Rounding::HalfUp);
    trim_zeros(&printed).to_owned()
}

/// The same with thousands grouped.
pub(super) fn grouped(e4: i64) -> String {
    group_thousands(&decimal(e4))
}

/// The period in words: 2022年5月, 2022年上半年, 2022年1—6月累计.
pub(super) fn period(lang: Lang, indicator: &Indicator) -> String {
    let (year, no) = (indicator.period_year, indicator.period_no);
    let last_month = 12 / indicator.period_kind.in_a_year() * no;
    if indicator.cumulative && indicator.period_kind != PeriodKind::Year {
        return lang.tf("indicators.to_month", &[("year", &year), ("month", &last_month)]);
    }
    match indicator.period_kind {
        PeriodKind::Year => lang.tf("indicators.of_year", &[("year", &year)]),
        PeriodKind::HalfYear if no == 1 => lang.tf("indicators.first_half", &[("year", &year)]),
        PeriodKind::HalfYear => lang.tf("indicators.second_half", &[("year", &year)]),
        PeriodKind::Quarter => lang.tf("indicators.of_quarter", &[("year", &year), ("quarter", &no)]),
        PeriodKind::Month => lang.tf("indicators.of_month", &[("year", &year), ("month", &no)]),
    }
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
