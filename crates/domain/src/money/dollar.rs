//! Dollars, and what they counted in yuan on a day: foreign capital is told in 万美元 with the date of exchange
//! (`domain.md` §11).

use super::Money;
use crate::Day;
use crate::ratio::{Rounding, parse_decimal, print_decimal};

/// Places of a rate.
pub const RATE_PLACES: u8 = 6;
/// A rate's unit: millionths of a yuan.
const RATE_ONE: i64 = 1_000_000;
/// A dollar never was worth less than a yuan, nor more than nine; what lies far outside is a slip of the point.
const RATE_MIN_E6: i64 = RATE_ONE;
const RATE_MAX_E6: i64 = 20 * RATE_ONE;
/// Places of cents in 万美元.
const WAN_PLACES: u8 = 6;
/// Cents in 万美元.
const WAN_CENTS: i64 = 1_000_000;

/// Yuan for a dollar, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DollarRate {
    rate_e6: i64,
    /// The day of the rate.
    pub on: Day,
}

impl DollarRate {
    /// The rate of so many millionths of a yuan. `None` for what is no rate.
    #[must_use]
    pub fn new(rate_e6: i64, on: Day) -> Option<Self> {
        Self::is_likely(rate_e6).then_some(Self { rate_e6, on })
    }

    /// Whether so many millionths of a yuan can be a rate.
    #[must_use]
    pub fn is_likely(rate_e6: i64) -> bool {
        (RATE_MIN_E6..=RATE_MAX_E6).contains(&rate_e6)
    }

    /// Reads a rate as people write it: 6.7114. `None` for what is no rate.
    #[must_use]
    pub fn parse(text: &str, on: Day) -> Option<Self> {
        Self::new(parse_decimal(text.trim(), RATE_PLACES).ok()?, on)
    }

    /// Millionths of a yuan for a dollar.
    #[must_use]
    pub const fn rate_e6(self) -> i64 {
        self.rate_e6
    }

    /// The rate without needless noughts.
    #[must_use]
    pub fn text(self) -> String {
        Self::text_of(self.rate_e6)
    }

    /// So many millionths of a yuan as a rate is written.
    #[must_use]
    pub fn text_of(rate_e6: i64) -> String {
        exact(rate_e6, RATE_ONE, RATE_PLACES)
    }
}

/// Dollars with the rate by which they count in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dollars {
    /// How many cents.
    pub cents: i64,
    /// What a dollar counts.
    pub rate: DollarRate,
}

impl Dollars {
    /// Dollars as their columns tell them. `None` where one is open, or the rate is none.
    #[must_use]
    pub fn told(cents: Option<i64>, rate_e6: Option<i64>, on: Option<Day>) -> Option<Self> {
        Some(Self { cents: cents?, rate: DollarRate::new(rate_e6?, on?)? })
    }

    /// Reads a plain number of 万美元. `None` for anything else, and for parts of a cent.
    #[must_use]
    pub fn parse_wan(text: &str) -> Option<i64> {
        parse_decimal(text.trim(), WAN_PLACES).ok()
    }

    /// Cents as 万美元 without needless noughts.
    #[must_use]
    pub fn wan_text(cents: i64) -> String {
        exact(cents, WAN_CENTS, WAN_PLACES)
    }

    /// What they come to, half a fen and more as a fen. `None` beyond what the ledger holds.
    #[must_use]
    pub fn money(self) -> Option<Money> {
        let exact = i128::from(self.cents) * i128::from(self.rate.rate_e6);
        let half = i128::from(RATE_ONE) / 2 * exact.signum();
        i64::try_from((exact + half) / i128::from(RATE_ONE)).ok().map(Money::from_fen)
    }
}

fn exact(number: i64, one: i64, places: u8) -> String {
    super::trim_zeros(&print_decimal(number.into(), one.into(), places, Rounding::HalfUp)).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn rate(text: &str) -> Option<DollarRate> {
        DollarRate::parse(text, Day::parse_iso("2022-06-30").unwrap())
    }

    #[rstest]
    #[case("6.7114", "6.7114")]
    #[case("7", "7")]
    #[case(" 6.500000 ", "6.5")]
    #[case("19.05", "19.05")]
    fn a_rate_is_kept_as_it_was_said(#[case] text: &str, #[case] kept: &str) {
        assert_eq!(rate(text).unwrap().text(), kept);
    }

    #[rstest]
    #[case("0")]
    #[case("-6.5")]
    #[case("6.71145678")]
    #[case("0.67114")]
    #[case("67.114")]
    #[case("about 7")]
    fn what_is_no_rate_is_none(#[case] text: &str) {
        assert_eq!(rate(text), None);
    }

    #[rstest]
    #[case("6.7114", 100, Some(671))]
    #[case("6.7114", 10_000, Some(67_114))]
    #[case("6.7114", -100, Some(-671))]
    #[case("6.5", 1, Some(7))]
    #[case("6.7114", i64::MAX, None)]
    fn dollars_come_to_yuan_to_the_nearest_fen(
        #[case] text: &str,
        #[case] cents: i64,
        #[case] fen: Option<i64>,
    ) {
        let dollars = Dollars { cents, rate: rate(text).unwrap() };
        assert_eq!(dollars.money().map(Money::fen), fen);
    }

    #[rstest]
    #[case("1000", Some(1_000_000_000))]
    #[case("0.000001", Some(1))]
    #[case("0.0000001", None)]
    fn wan_dollars_are_read_to_the_cent(#[case] text: &str, #[case] cents: Option<i64>) {
        assert_eq!(Dollars::parse_wan(text), cents);
        if let Some(cents) = cents {
            assert_eq!(Dollars::wan_text(cents), text);
        }
    }
}
