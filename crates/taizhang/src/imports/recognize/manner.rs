//! How the cells of a sheet are read where only a person can say it: in which order a date names day and month, and what
//! a dollar was worth.

use domain::{Day, Money};

/// How a sheet's cells are read beyond what they say themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// In which order dates of numbers alone are written.
    pub dates: DateOrder,
    /// What a dollar counts.
    pub dollar: Option<DollarRate>,
}

/// In which order a date of numbers alone names its parts when the year stands last: 07/08/2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Nobody said: where both readings are days, none is taken.
    #[default]
    Open,
    /// July 8.
    MonthFirst,
    /// August 7.
    DayFirst,
}

impl DateOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Open, Self::MonthFirst, Self::DayFirst];

    /// The code in layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::MonthFirst => "mdy",
            Self::DayFirst => "dmy",
        }
    }

    /// The order with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }
}

/// Places of a rate.
const RATE_PLACES: u8 = 6;
/// A rate's unit: millionths of a yuan.
const RATE_ONE: i64 = 1_000_000;
/// Beyond this no dollar ever was worth.
const RATE_MAX_E6: i64 = 1_000 * RATE_ONE;

/// Yuan for a dollar, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DollarRate {
    rate_e6: i64,
    /// The day of the rate.
    pub on: Day,
}

impl DollarRate {
    /// Reads a rate as people write it: 6.7114. `None` for what is no rate.
    pub fn parse(text: &str, on: Day) -> Option<Self> {
        let rate_e6 = domain::ratio::parse_decimal(text.trim(), RATE_PLACES).ok()?;
        (1..=RATE_MAX_E6).contains(&rate_e6).then_some(Self { rate_e6, on })
    }

    /// The rate without needless noughts.
    pub fn text(self) -> String {
        let text = format!("{}.{:06}", self.rate_e6 / RATE_ONE, self.rate_e6 % RATE_ONE);
        domain::money::trim_zeros(&text).to_owned()
    }

    /// Dollars, given in cents, as yuan; half a fen and more is a fen. `None` beyond what the ledger holds.
    pub fn yuan(self, cents: Money, times: i64) -> Option<Money> {
        let exact = i128::from(cents.fen()) * i128::from(times) * i128::from(self.rate_e6);
        let half = i128::from(RATE_ONE) / 2 * exact.signum();
        i64::try_from((exact + half) / i128::from(RATE_ONE)).ok().map(Money::from_fen)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn day() -> Day {
        Day::parse_iso("2022-06-30").unwrap()
    }

    #[rstest]
    #[case("6.7114", "6.7114")]
    #[case("7", "7")]
    #[case(" 6.500000 ", "6.5")]
    fn a_rate_is_kept_as_it_was_said(#[case] text: &str, #[case] kept: &str) {
        assert_eq!(DollarRate::parse(text, day()).unwrap().text(), kept);
    }

    #[rstest]
    #[case("0")]
    #[case("-6.5")]
    #[case("6.71145678")]
    #[case("1001")]
    #[case("about 7")]
    fn what_is_no_rate_is_none(#[case] text: &str) {
        assert_eq!(DollarRate::parse(text, day()), None);
    }

    #[test]
    fn dollars_become_yuan_to_the_nearest_fen() {
        let rate = DollarRate::parse("6.7114", day()).unwrap();
        let yuan = |cents, times| rate.yuan(Money::from_fen(cents), times).map(Money::fen);
        assert_eq!(yuan(100, 1), Some(671));
        assert_eq!(yuan(100, 100), Some(67_114));
        assert_eq!(yuan(-100, 1), Some(-671));
        assert_eq!(yuan(i64::MAX, 100), None);
        let half = DollarRate::parse("6.5", day()).unwrap();
        assert_eq!(half.yuan(Money::from_fen(1), 1), Some(Money::from_fen(7)));
    }
}
