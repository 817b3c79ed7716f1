//! Exact fractions of any size: what scores and estimated shares are until they are printed.

mod natural;

pub(crate) use natural::Natural;

use domain::Rounding;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// Digits that a written number may have, so that one line of data can't ask for unbounded work.
const DIGITS_MAX: usize = 36;

/// An exact number: a fraction in lowest terms of any size. It never overflows and is rounded once, when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exact {
    /// False of zero.
    negative: bool,
    numerator: Natural,
    /// Not zero.
    denominator: Natural,
}

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// `numerator ÷ denominator`; none over zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).over(&Self::from(denominator))
    }

    /// The number that a plain decimal (`-12.50`) writes; none for any other text.
    pub fn decimal(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) || whole.len() + fraction.len() > DIGITS_MAX {
            return None;
        }
        let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
        let denominator = Natural::power_of_ten(fraction.len() as u32);
        Some(Self::reduced(negative, &Natural::from(digits), &denominator))
    }

    fn reduced(negative: bool, numerator: &Natural, denominator: &Natural) -> Self {
        let common = numerator.common(denominator);
        let numerator = numerator.by(&common).0;
        Self { negative: negative && !numerator.is_zero(), numerator, denominator: denominator.by(&common).0 }
    }

    /// `numerator ÷ product of factors`, none of them zero. One pass is enough: after a factor has given all that it has in
    /// common with the numerator, nothing common is left between the two.
    pub(crate) fn over_factors(mut numerator: Natural, factors: &[u32]) -> Self {
        let mut denominator = Natural::one();
        for factor in factors {
            let common = common_small(*factor, numerator.by_small(*factor).1);
            numerator = numerator.by_small(common).0;
            denominator = denominator.times_small(factor / common);
        }
        Self { negative: false, numerator, denominator }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// The bits of the longer of its two numbers.
    pub(crate) fn bits(&self) -> u32 {
        self.numerator.bits().max(self.denominator.bits())
    }

    /// Whether it lies below zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// This divided by the other; none when that is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        let (numerator, denominator) =
            (self.numerator.times(&divisor.denominator), self.denominator.times(&divisor.numerator));
        Some(Self::reduced(self.negative != divisor.negative, &numerator, &denominator))
    }

    /// The number with so many decimals, rounded once.
    pub fn rounded(&self, places: u8, rounding: Rounding) -> Self {
        let scale = Natural::power_of_ten(u32::from(places));
        Self::reduced(self.negative, &self.scaled(&scale, rounding), &scale)
    }

    /// This times the scale as a whole number, without its sign.
    fn scaled(&self, scale: &Natural, rounding: Rounding) -> Natural {
        let (quotient, rest) = self.numerator.times(scale).by(&self.denominator);
        let is_half = rest.times_small(2) >= self.denominator;
        if rounding == Rounding::HalfUp && is_half { quotient.plus(&Natural::one()) } else { quotient }
    }

    /// The number printed with exactly so many decimals, rounded once; what rounds to zero carries no minus sign.
    pub fn print(&self, places: u8, rounding: Rounding) -> String {
        let scaled = self.scaled(&Natural::power_of_ten(u32::from(places)), rounding);
        let sign = if self.negative && !scaled.is_zero() { "-" } else { "" };
        let places = usize::from(places);
        let digits = format!("{:0>width$}", scaled.digits(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The number as a percentage without the sign: 82/94 is `87.23`.
    pub fn percent(&self, places: u8, rounding: Rounding) -> String {
        (self * &Self::from(100)).print(places, rounding)
    }
}

fn common_small(left: u32, right: u32) -> u32 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        let numerator = Natural::from(u128::from(number.unsigned_abs()));
        Self { negative: number < 0, numerator, denominator: Natural::one() }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        let denominator = self.denominator.times(&other.denominator);
        let (left, right) =
            (self.numerator.times(&other.denominator), other.numerator.times(&self.denominator));
        let (negative, numerator) = match (self.negative == other.negative, left >= right) {
            (true, _) => (self.negative, left.plus(&right)),
            (false, true) => (self.negative, left.minus(&right)),
            (false, false) => (other.negative, right.minus(&left)),
        };
        Exact::reduced(negative, &numerator, &denominator)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        let negative = self.negative != other.negative;
        let denominator = self.denominator.times(&other.denominator);
        Exact::reduced(negative, &self.numerator.times(&other.numerator), &denominator)
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact { negative: !self.negative && !self.is_zero(), ..self.clone() }
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(all: I) -> Self {
        all.fold(Self::zero(), |sum, one| &sum + one)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let sizes =
            || (self.numerator.times(&other.denominator)).cmp(&other.numerator.times(&self.denominator));
        match (self.negative, other.negative) {
            (false, false) => sizes(),
            (true, true) => sizes().reverse(),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

/// `107/3`, or `20` of a whole number.
impl fmt::Display for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(out, "{sign}{}", self.numerator.digits())?;
        if self.denominator.is_one() { Ok(()) } else { write!(out, "/{}", self.denominator.digits()) }
    }
}

/// As it is displayed.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("12.50", Some("25/2"))]
    #[case("-0.5", Some("-1/2"))]
    #[case("100", Some("100"))]
    #[case("-0", Some("0"))]
    #[case("1.", None)]
    #[case(".5", None)]
    #[case("1e3", None)]
    #[case("", None)]
    #[case("1234567890123456789012345678901234567", None)]
    fn a_plain_decimal_is_read_exactly(#[case] text: &str, #[case] exact: Option<&str>) {
        assert_eq!(Exact::decimal(text).map(|exact| exact.to_string()).as_deref(), exact);
    }

    #[rstest]
    #[case(107, 3, 2, Rounding::HalfUp, "35.67")]
    #[case(2, 3, 1, Rounding::Truncate, "0.6")]
    #[case(1, 8, 2, Rounding::HalfUp, "0.13")]
    #[case(-1, 8, 2, Rounding::HalfUp, "-0.13")]
    #[case(-1, 1000, 2, Rounding::HalfUp, "0.00")]
    #[case(5, 1, 0, Rounding::HalfUp, "5")]
    fn a_number_is_rounded_once_when_printed(
        #[case] numerator: i64,
        #[case] denominator: i64,
        #[case] places: u8,
        #[case] rounding: Rounding,
        #[case] printed: &str,
    ) {
        let exact = Exact::ratio(numerator, denominator).unwrap();
        assert_eq!(exact.print(places, rounding), printed);
        let cut = exact.rounded(places, rounding);
        assert_eq!(cut.print(places, Rounding::Truncate), printed);
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(Exact::from(1).over(&Exact::zero()), None);
    }

    proptest! {
        #[test]
        fn fractions_obey_the_rules_of_arithmetic(a: i64, b in 1i64.., c: i64, d in 1i64..) {
            let (left, right) = (Exact::ratio(a, b).unwrap(), Exact::ratio(c, d).unwrap());
            prop_assert_eq!(&(&(&left + &right) - &right), &left);
            prop_assert_eq!(&left * &right, &right * &left);
            if let Some(quotient) = left.over(&right) {
                prop_assert_eq!(&quotient * &right, left.clone());
            }
            let cross = (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
            prop_assert_eq!(left.cmp(&right), cross);
        }

        #[test]
        fn printing_agrees_with_the_ledgers_own(a: i64, b in 1i64.., places in 0u8..5) {
            for rounding in [Rounding::HalfUp, Rounding::Truncate] {
                let printed = domain::ratio::print_decimal(i128::from(a), i128::from(b), places, rounding);
                prop_assert_eq!(Exact::ratio(a, b).unwrap().print(places, rounding), printed);
            }
        }

        #[test]
        fn factors_reduce_as_their_product_does(top: u64, factors in proptest::collection::vec(1u32..500, 0..12)) {
            let numerator = Natural::from(u128::from(top));
            let product = factors.iter().fold(Natural::one(), |product, factor| product.times_small(*factor));
            prop_assert_eq!(Exact::over_factors(numerator.clone(), &factors), Exact::reduced(false, &numerator, &product));
        }
    }
}
