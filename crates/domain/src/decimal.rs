//! Decimal numbers as people write them, kept exactly: no float stands between a cell and the ledger.
//!
//! Everything printed officially starts from a [`Decimal`]: digits and a number of decimals, never an `f64`.

use crate::text::half_width;
use thiserror::Error;

/// Digits that a written number may have before it is refused as absurd; keeps every product inside `i128`.
const DIGITS_MAX: usize = 24;
/// Largest power of ten, up or down, that scientific notation may ask for.
const EXPONENT_MAX: i32 = 24;
/// Significant digits of a double. A typed number has fewer; one that has as many was computed by a spreadsheet.
pub const COMPUTED_DIGITS: u32 = 15;

/// Why a text is not a usable decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecimalError {
    /// The text is not one plain number.
    #[error("not a number")]
    NotANumber,
    /// The number has more decimals than the quantity can hold.
    #[error("too many decimals")]
    TooManyDecimals,
    /// The number is larger than the ledger can hold.
    #[error("too large")]
    Overflow,
}

/// An exact decimal: `mantissa ÷ 10^decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    decimals: u32,
}

/// A decimal brought to a whole number of some smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scaled {
    /// The whole number of units.
    pub value: i64,
    /// True when a computed number (≥ [`COMPUTED_DIGITS`] digits) had to be brought to the nearest unit.
    pub snapped: bool,
}

impl Decimal {
    /// Reads one number: sign, digits (half- or full-width), groups of three set off by commas, point, exponent.
    ///
    /// Surrounding white space is allowed; units, percent signs and words are not (domain.md §15).
    ///
    /// # Errors
    /// [`DecimalError::NotANumber`] for anything else, [`DecimalError::Overflow`] beyond 24 digits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let text = half_width(text);
        let text = text.trim();
        let (negative, unsigned) = split_sign(text);
        let (plain, exponent) = split_exponent(unsigned)?;
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let whole = ungroup(whole)?;
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(&whole) || !all_digits(fraction) {
            return Err(DecimalError::NotANumber);
        }
        // Zeros at the end say nothing about precision: 5.10 is 5.1.
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0');
        if significant.len() > DIGITS_MAX || fraction.len() > 2 * DIGITS_MAX {
            return Err(DecimalError::Overflow);
        }
        let mut mantissa: i128 = if significant.is_empty() {
            0
        } else {
            significant.parse().map_err(|_| DecimalError::Overflow)?
        };
        if negative {
            mantissa = -mantissa;
        }
        Ok(Self::new(mantissa, i32::try_from(fraction.len()).map_err(|_| DecimalError::Overflow)? - exponent))
    }

    /// `mantissa ÷ 10^decimals`, where negative decimals mean zeros to append.
    fn new(mantissa: i128, decimals: i32) -> Self {
        if mantissa == 0 {
            return Self { mantissa: 0, decimals: 0 };
        }
        match u32::try_from(decimals) {
            Ok(decimals) => Self { mantissa, decimals },
            // A digit bound of 24 and an exponent bound of 24 stay well inside the 38 digits of i128
            // except in absurd cases, which saturate and are then refused as too large.
            Err(_) => Self {
                mantissa: mantissa.saturating_mul(10i128.saturating_pow(decimals.unsigned_abs())),
                decimals: 0,
            },
        }
    }

    /// True for a number below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Number of significant digits as written (zeros at the end of the fraction not counted).
    #[must_use]
    pub fn significant_digits(self) -> u32 {
        self.mantissa.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1)
    }

    /// The number in units of which `units_per_one` make one, exactly.
    ///
    /// A number typed by a person that is finer than a unit is refused. A number with the digits of a double
    /// ([`COMPUTED_DIGITS`] or more) is a spreadsheet's result: it goes to the nearest unit, half away from zero,
    /// and says so in [`Scaled::snapped`].
    ///
    /// # Errors
    /// [`DecimalError::TooManyDecimals`] as said; [`DecimalError::Overflow`] when the result leaves `i64`.
    pub fn in_units(self, units_per_one: i64) -> Result<Scaled, DecimalError> {
        let product = self.mantissa.checked_mul(i128::from(units_per_one)).ok_or(DecimalError::Overflow)?;
        let divisor = 10i128.checked_pow(self.decimals);
        let (quotient, remainder) = match divisor {
            Some(divisor) => (product / divisor, product % divisor),
            // Finer than 10^-38: nothing of it reaches a unit.
            None => (0, product),
        };
        if remainder == 0 {
            let value = i64::try_from(quotient).map_err(|_| DecimalError::Overflow)?;
            return Ok(Scaled { value, snapped: false });
        }
        if self.significant_digits() < COMPUTED_DIGITS {
            return Err(DecimalError::TooManyDecimals);
        }
        let rounds_up = divisor.is_some_and(|divisor| remainder.abs() >= divisor - remainder.abs());
        let nearest = if rounds_up { quotient + remainder.signum() } else { quotient };
        let value = i64::try_from(nearest).map_err(|_| DecimalError::Overflow)?;
        Ok(Scaled { value, snapped: true })
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    for minus in ['-', '−', '﹣'] {
        if let Some(rest) = text.strip_prefix(minus) {
            return (true, rest);
        }
    }
    (false, text.strip_prefix('+').unwrap_or(text))
}

/// Splits `1.2E+05`; the exponent is 0 where none is written.
fn split_exponent(text: &str) -> Result<(&str, i32), DecimalError> {
    let Some((plain, exponent)) = text.split_once(['e', 'E']) else {
        return Ok((text, 0));
    };
    let exponent: i32 = exponent.parse().map_err(|_| DecimalError::NotANumber)?;
    if exponent.abs() > EXPONENT_MAX {
        return Err(DecimalError::Overflow);
    }
    Ok((plain, exponent))
}

/// Takes the commas out of `1,234,567`; refuses groups that are not of three.
fn ungroup(whole: &str) -> Result<String, DecimalError> {
    if !whole.contains(',') {
        return Ok(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || groups.clone().any(|group| group.len() != 3) {
        return Err(DecimalError::NotANumber);
    }
    Ok(whole.replace(',', ""))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("5293", 529_300)]
    #[case("5,293", 529_300)]
    #[case("1,234,567.89", 123_456_789)]
    #[case("５２９３．５", 529_350)]
    #[case(" 1.50 ", 150)]
    #[case(".5", 50)]
    #[case("5.", 500)]
    #[case("-8.92", -892)]
    #[case("−8.92", -892)]
    #[case("+3", 300)]
    #[case("1.2E+05", 12_000_000)]
    #[case("12.5e-1", 125)]
    #[case("0.00", 0)]
    #[case("000012", 1_200)]
    fn a_written_number_is_read_exactly(#[case] text: &str, #[case] hundredths: i64) {
        let scaled = Decimal::parse(text).unwrap().in_units(100).unwrap();
        assert_eq!(scaled, Scaled { value: hundredths, snapped: false });
    }

    #[rstest]
    #[case("")]
    #[case(".")]
    #[case("-")]
    #[case("1,23")]
    #[case(",123")]
    #[case("1234,567")]
    #[case("1.2.3")]
    #[case("--1")]
    #[case("1e")]
    #[case("3亿")]
    #[case("12 34")]
    #[case("1.2,345")]
    #[case("NaN")]
    fn what_is_not_one_plain_number_is_refused(#[case] text: &str) {
        assert_eq!(Decimal::parse(text), Err(DecimalError::NotANumber));
    }

    #[test]
    fn a_typed_number_finer_than_the_unit_is_refused() {
        assert_eq!(Decimal::parse("1.005").unwrap().in_units(100), Err(DecimalError::TooManyDecimals));
    }

    #[rstest]
    #[case("12345.678900000001", 1_234_568)]
    #[case("0.30000000000000004", 30)]
    #[case("0.333333333333333", 33)]
    #[case("-0.66666666666666663", -67)]
    fn a_number_with_the_digits_of_a_double_snaps_and_says_so(#[case] text: &str, #[case] hundredths: i64) {
        assert_eq!(
            Decimal::parse(text).unwrap().in_units(100),
            Ok(Scaled { value: hundredths, snapped: true })
        );
    }

    #[rstest]
    #[case("123456789012345678901234567890")]
    #[case("1e25")]
    fn an_absurd_number_is_too_large(#[case] text: &str) {
        assert_eq!(Decimal::parse(text), Err(DecimalError::Overflow));
    }

    #[test]
    fn a_number_beyond_the_ledger_is_too_large() {
        assert_eq!(Decimal::parse("1e24").unwrap().in_units(1), Err(DecimalError::Overflow));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            if let Ok(decimal) = Decimal::parse(&text) {
                let _ = decimal.in_units(10_000_000_000);
            }
        }

        #[test]
        fn digits_that_look_like_numbers_are_answered(text in "[-+0-9.,eE]{0,60}") {
            if let Ok(decimal) = Decimal::parse(&text) {
                let _ = decimal.in_units(10_000_000_000);
            }
        }

        #[test]
        fn every_hundredth_is_read_back(value in -1_000_000_000_000i64..1_000_000_000_000) {
            let sign = if value < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", value.unsigned_abs() / 100, value.unsigned_abs() % 100);
            prop_assert_eq!(Decimal::parse(&text).unwrap().in_units(100).unwrap().value, value);
        }
    }
}
