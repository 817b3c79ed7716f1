//! Exact quotients and the one place where a number is rounded: at print (formats.md §7).

use crate::decimal::{Decimal, DecimalError};
use std::cmp::Ordering;

/// What is printed where there is no value, as for a rate over nothing (formats.md §7).
pub const NO_VALUE: &str = "—";

/// How the last printed digit comes about (formats.md §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rounding {
    /// 四舍五入: half away from zero.
    #[default]
    HalfUp,
    /// 截断: the digits after the last printed one are cut, as some offices do.
    Truncate,
}

impl Rounding {
    /// The stable name in settings and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HalfUp => "halfUp",
            Self::Truncate => "truncate",
        }
    }

    /// The rounding with that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::HalfUp, Self::Truncate].into_iter().find(|rounding| rounding.code() == code)
    }
}

/// Prints `numerator ÷ denominator` with exactly `places` decimals, rounded once from the exact quotient.
///
/// A zero denominator prints [`NO_VALUE`]; a value that rounds to zero carries no minus sign.
#[must_use]
pub fn print_decimal(numerator: i128, denominator: i128, places: u8, rounding: Rounding) -> String {
    print_shifted(numerator, denominator, 0, places, rounding)
}

/// As [`print_decimal`], with the quotient multiplied by `10^shift` first (2 for percent), without overflow.
fn print_shifted(numerator: i128, denominator: i128, shift: u8, places: u8, rounding: Rounding) -> String {
    if denominator == 0 {
        return NO_VALUE.to_owned();
    }
    let fraction_digits = usize::from(shift) + usize::from(places);
    let mut digits =
        quotient_digits(numerator.unsigned_abs(), denominator.unsigned_abs(), fraction_digits, rounding);
    let places = usize::from(places);
    let leading_zeros = digits.iter().take_while(|digit| **digit == 0).count();
    // One digit stays before the point.
    digits.drain(..leading_zeros.min(digits.len() - places - 1));
    let is_zero = digits.iter().all(|digit| *digit == 0);
    let negative = (numerator < 0) != (denominator < 0) && !is_zero;
    let mut printed = String::with_capacity(digits.len() + 2);
    if negative {
        printed.push('-');
    }
    let point_at = digits.len() - places;
    for (index, digit) in digits.iter().enumerate() {
        if index == point_at {
            printed.push('.');
        }
        printed.push(char::from(b'0' + digit));
    }
    printed
}

/// All digits of `numerator ÷ denominator` with `fraction_digits` after the point, most significant first.
fn quotient_digits(
    numerator: u128,
    denominator: u128,
    fraction_digits: usize,
    rounding: Rounding,
) -> Vec<u8> {
    let mut digits: Vec<u8> = (numerator / denominator).to_string().bytes().map(|byte| byte - b'0').collect();
    let mut remainder = numerator % denominator;
    for _ in 0..fraction_digits {
        let (digit, rest) = next_digit(remainder, denominator);
        digits.push(digit);
        remainder = rest;
    }
    // `remainder ≥ denominator − remainder` is "at least one half", said without doubling.
    if rounding == Rounding::HalfUp && remainder >= denominator - remainder {
        increment(&mut digits);
    }
    digits
}

/// `10 × remainder ÷ denominator` as one digit and what is left; adds ten times, because the product could overflow.
fn next_digit(remainder: u128, denominator: u128) -> (u8, u128) {
    let (mut digit, mut rest) = (0, 0);
    for _ in 0..10 {
        if rest >= denominator - remainder {
            rest -= denominator - remainder;
            digit += 1;
        } else {
            rest += remainder;
        }
    }
    (digit, rest)
}

fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

/// A rate kept as its two numbers; it is printed or compared, never stored as a quotient (domain.md §6).
///
/// Equality is that of both numbers (1/2 is not 2/4): a bulletin prints numerator and denominator. Use
/// [`Ratio::compare`] for the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// What is counted or summed above the line: items, or fen.
    pub numerator: i64,
    /// What it is measured against, in the same unit.
    pub denominator: i64,
}

impl Ratio {
    /// `numerator ÷ denominator`.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// The rate in percent without the sign, as `87.23`; `None` over a zero denominator, which prints [`NO_VALUE`].
    #[must_use]
    pub fn percent(self, places: u8, rounding: Rounding) -> Option<String> {
        let (numerator, denominator) = (i128::from(self.numerator), i128::from(self.denominator));
        (denominator != 0).then(|| print_shifted(numerator, denominator, 2, places, rounding))
    }

    /// The percentage points (百分点) by which this rate exceeds the other, from the unrounded rates (R18).
    ///
    /// `None` when either has no value.
    #[must_use]
    pub fn points_above(self, other: Self, places: u8, rounding: Rounding) -> Option<String> {
        let (left, right) = (self.reduced()?, other.reduced()?);
        let gained = left.0.checked_mul(right.1)?.checked_sub(right.0.checked_mul(left.1)?)?;
        Some(print_shifted(gained, left.1.checked_mul(right.1)?, 2, places, rounding))
    }

    /// The order of the two exact values; `None` when either has no value.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let (left, right) = (self.reduced()?, other.reduced()?);
        Some((left.0 * right.1).cmp(&(right.0 * left.1)))
    }

    /// Both numbers in lowest terms with a positive denominator, wide enough to be multiplied.
    fn reduced(self) -> Option<(i128, i128)> {
        if self.denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let sign = i128::from(self.denominator.signum());
        let divisor = i128::from(divisor) * sign;
        Some((i128::from(self.numerator) / divisor, i128::from(self.denominator) / divisor))
    }
}

fn greatest_common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// Reads a decimal as a whole number of `10^-places`: `parse_decimal("3.5", 2)` is 350.
///
/// # Errors
/// As [`Decimal::parse`] and [`Decimal::in_units`]; more decimals than `places` are refused, never rounded, unless
/// the number has the digits of a computed double.
pub fn parse_decimal(text: &str, places: u8) -> Result<i64, DecimalError> {
    let units = 10i64.checked_pow(u32::from(places)).ok_or(DecimalError::Overflow)?;
    Decimal::parse(text)?.in_units(units).map(|scaled| scaled.value)
}

/// Growth as offices write it: 8.92%, +8.92, 增长8.92%, 下降8.92%, 12,345.6.
///
/// # Errors
/// As [`parse_decimal`].
pub fn parse_growth(text: &str, places: u8) -> Result<i64, DecimalError> {
    let bare = crate::text::squeeze(text).replace('，', ",");
    let bare = bare.trim_end_matches(['%', '％']);
    match bare.strip_prefix("下降") {
        // What falls by less than nothing is no number that an office writes.
        Some(fall) if fall.starts_with(['-', '+']) => Err(DecimalError::NotANumber),
        Some(fall) => parse_decimal(fall, places).map(|fall| -fall),
        None => parse_decimal(bare.strip_prefix("增长").unwrap_or(bare).trim_start_matches('+'), places),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Rounding::{HalfUp, Truncate};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::w1_start(82, 94, 2, "87.23")]
    #[case::w1_production(67, 107, 2, "62.62")]
    #[case::w1_benefit(21_665, 23_504, 2, "92.18")]
    #[case::w2(161, 171, 1, "94.2")]
    #[case::w4_rounded_once(580, 678, 1, "85.5")]
    #[case::w6(160, 185, 1, "86.5")]
    #[case::w7_first(1537, 2465, 1, "62.4")]
    #[case::w7_second(2133, 2539, 1, "84.0")]
    #[case::w7_total(3671, 5004, 1, "73.4")]
    #[case::w8(188, 278, 1, "67.6")]
    #[case::above_hundred(3138, 2235, 1, "140.4")]
    #[case::whole(3, 7, 0, "43")]
    #[case::nothing(0, 7, 1, "0.0")]
    fn worked_figures_print_as_published(
        #[case] n: i64,
        #[case] d: i64,
        #[case] places: u8,
        #[case] printed: &str,
    ) {
        assert_eq!(Ratio::new(n, d).percent(places, HalfUp).as_deref(), Some(printed));
    }

    #[test]
    fn two_thirds_truncate_to_666_and_round_to_667() {
        assert_eq!(Ratio::new(2, 3).percent(1, Truncate).as_deref(), Some("66.6"));
        assert_eq!(Ratio::new(2, 3).percent(1, HalfUp).as_deref(), Some("66.7"));
    }

    #[test]
    fn a_rate_over_nothing_has_no_value() {
        assert_eq!(Ratio::new(5, 0).percent(1, HalfUp), None);
        assert_eq!(print_decimal(5, 0, 1, HalfUp), "—");
        assert_eq!(Ratio::new(5, 0).points_above(Ratio::new(1, 2), 1, HalfUp), None);
        assert_eq!(Ratio::new(5, 0).compare(Ratio::new(1, 2)), None);
    }

    #[test]
    fn the_gap_to_the_calendar_comes_from_unrounded_rates() {
        let done = Ratio::new(7_006, 10_000);
        let elapsed = Ratio::new(7, 12);
        assert_eq!(done.points_above(elapsed, 1, HalfUp).as_deref(), Some("11.7"));
        assert_eq!(elapsed.points_above(done, 1, HalfUp).as_deref(), Some("-11.7"));
    }

    #[test]
    fn a_total_is_added_first_and_rounded_last() {
        // 153.74 + 213.34 print as 153.7 and 213.3, their sum as 367.1 (W5, W7).
        assert_eq!(print_decimal(15_374, 100, 1, HalfUp), "153.7");
        assert_eq!(print_decimal(21_334, 100, 1, HalfUp), "213.3");
        assert_eq!(print_decimal(15_374 + 21_334, 100, 1, HalfUp), "367.1");
    }

    #[rstest]
    #[case(5, 10, 0, HalfUp, "1")]
    #[case(-5, 10, 0, HalfUp, "-1")]
    #[case(-4, 10, 0, HalfUp, "0")]
    #[case(-19, 10, 0, Truncate, "-1")]
    #[case(-892, 10_000, 1, HalfUp, "-0.1")]
    #[case(1, -8, 2, HalfUp, "-0.13")]
    #[case(999, 1000, 2, HalfUp, "1.00")]
    #[case(9_995, 10, 0, HalfUp, "1000")]
    #[case(i128::MAX, 1, 2, HalfUp, "170141183460469231731687303715884105727.00")]
    #[case(i128::MIN, i128::MIN, 1, HalfUp, "1.0")]
    #[case(1, i128::MIN, 3, HalfUp, "0.000")]
    fn halves_go_away_from_zero(
        #[case] n: i128,
        #[case] d: i128,
        #[case] places: u8,
        #[case] mode: Rounding,
        #[case] printed: &str,
    ) {
        assert_eq!(print_decimal(n, d, places, mode), printed);
    }

    #[rstest]
    #[case("3.5", 2, Ok(350))]
    #[case("3.50", 1, Ok(35))]
    #[case("3.55", 1, Err(DecimalError::TooManyDecimals))]
    #[case("三", 1, Err(DecimalError::NotANumber))]
    #[case("1", 30, Err(DecimalError::Overflow))]
    fn decimal_text_becomes_a_scaled_integer(
        #[case] text: &str,
        #[case] places: u8,
        #[case] expected: Result<i64, DecimalError>,
    ) {
        assert_eq!(parse_decimal(text, places), expected);
    }

    #[test]
    fn codes_come_back() {
        assert_eq!(Rounding::from_code("truncate"), Some(Truncate));
        assert_eq!(Rounding::from_code(HalfUp.code()), Some(HalfUp));
        assert_eq!(Rounding::from_code("up"), None);
    }

    proptest! {
        #[test]
        fn any_quotient_prints(n: i128, d: i128, places in 0u8..12) {
            let _ = print_decimal(n, d, places, HalfUp);
        }

        #[test]
        fn truncation_and_rounding_agree_with_integer_arithmetic(n in -1_000_000i64..1_000_000, d in 1i64..10_000) {
            let cut = Ratio::new(n, d).percent(2, Truncate).unwrap();
            let expected = i128::from(n) * 10_000 / i128::from(d);
            prop_assert_eq!(i128::from(parse_decimal(&cut, 2).unwrap()), expected);
            let rounded = Ratio::new(n, d).percent(2, HalfUp).unwrap();
            let (top, bottom) = (i128::from(n.abs()) * 10_000, i128::from(d));
            let expected = (2 * top + bottom) / (2 * bottom) * i128::from(n.signum());
            prop_assert_eq!(i128::from(parse_decimal(&rounded, 2).unwrap()), expected);
        }

        #[test]
        fn comparing_is_antisymmetric(a: i64, b: i64, c: i64, d: i64) {
            let (left, right) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!(left.compare(right), right.compare(left).map(Ordering::reverse));
            let _ = left.points_above(right, 1, HalfUp);
        }
    }
}
