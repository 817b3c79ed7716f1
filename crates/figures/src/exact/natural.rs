//! Natural numbers of any size: what exact fractions are made of.

use std::cmp::Ordering;

const LIMB_BITS: u32 = u32::BITS;
/// The largest power of ten in a limb, for printing.
const CHUNK: u32 = 1_000_000_000;
const CHUNK_DIGITS: usize = 9;

/// A natural number in limbs, least first, no zero at the top.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Natural(Vec<u32>);

impl Natural {
    pub(crate) fn one() -> Self {
        Self(vec![1])
    }

    fn of_limbs(mut limbs: Vec<u32>) -> Self {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Self(limbs)
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn is_one(&self) -> bool {
        self.0 == [1]
    }

    /// The number, where it fits: most do, and the processor is faster.
    fn small(&self) -> Option<u128> {
        let limbs = self.0.iter().rev();
        (self.0.len() <= 4).then(|| limbs.fold(0, |all, limb| all << LIMB_BITS | u128::from(*limb)))
    }

    pub(crate) fn bits(&self) -> u32 {
        self.0.last().map_or(0, |top| self.0.len() as u32 * LIMB_BITS - top.leading_zeros())
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let (long, short) = if self.0.len() >= other.0.len() { (self, other) } else { (other, self) };
        let mut limbs = Vec::with_capacity(long.0.len() + 1);
        let mut carry = 0u64;
        for (place, limb) in long.0.iter().enumerate() {
            carry += u64::from(*limb) + u64::from(short.0.get(place).copied().unwrap_or(0));
            limbs.push(carry as u32);
            carry >>= LIMB_BITS;
        }
        limbs.push(carry as u32);
        Self::of_limbs(limbs)
    }

    /// The difference; the other number is not the larger one.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        debug_assert!(self >= other, "a natural number has no sign");
        let mut limbs = Vec::with_capacity(self.0.len());
        let mut borrow = 0i64;
        for (place, limb) in self.0.iter().enumerate() {
            let rest = i64::from(*limb) - i64::from(other.0.get(place).copied().unwrap_or(0)) - borrow;
            borrow = i64::from(rest < 0);
            limbs.push((rest + (borrow << LIMB_BITS)) as u32);
        }
        Self::of_limbs(limbs)
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut limbs = vec![0u32; self.0.len() + other.0.len()];
        for (place, limb) in self.0.iter().enumerate() {
            let mut carry = 0u64;
            for (offset, others) in other.0.iter().enumerate() {
                carry += u64::from(limbs[place + offset]) + u64::from(*limb) * u64::from(*others);
                limbs[place + offset] = carry as u32;
                carry >>= LIMB_BITS;
            }
            limbs[place + other.0.len()] = carry as u32;
        }
        Self::of_limbs(limbs)
    }

    pub(crate) fn times_small(&self, factor: u32) -> Self {
        self.times(&Self::from(u128::from(factor)))
    }

    /// Quotient and remainder by a limb, which is not zero.
    pub(crate) fn by_small(&self, divisor: u32) -> (Self, u32) {
        let (mut limbs, mut rest) = (vec![0; self.0.len()], 0u64);
        for (place, limb) in self.0.iter().enumerate().rev() {
            rest = rest << LIMB_BITS | u64::from(*limb);
            limbs[place] = (rest / u64::from(divisor)) as u32;
            rest %= u64::from(divisor);
        }
        (Self::of_limbs(limbs), rest as u32)
    }

    /// Quotient and remainder; the divisor is not zero.
    pub(crate) fn by(&self, divisor: &Self) -> (Self, Self) {
        if let (Some(own), Some(divisor)) = (self.small(), divisor.small()) {
            return (Self::from(own / divisor), Self::from(own % divisor));
        }
        let mut quotient = vec![0u32; self.0.len()];
        let mut rest = self.clone();
        // Bit by bit: quotients here are short, since fractions are near one and greatest divisors come in small steps.
        for shift in (0..=self.bits().saturating_sub(divisor.bits())).rev() {
            let shifted = divisor.shifted(shift);
            if rest >= shifted {
                rest = rest.minus(&shifted);
                quotient[(shift / LIMB_BITS) as usize] |= 1 << (shift % LIMB_BITS);
            }
        }
        (Self::of_limbs(quotient), rest)
    }

    fn shifted(&self, bits: u32) -> Self {
        let mut limbs = vec![0; (bits / LIMB_BITS) as usize];
        let mut carry = 0u64;
        for limb in &self.0 {
            carry |= u64::from(*limb) << (bits % LIMB_BITS);
            limbs.push(carry as u32);
            carry >>= LIMB_BITS;
        }
        limbs.push(carry as u32);
        Self::of_limbs(limbs)
    }

    /// The greatest common divisor.
    pub(crate) fn common(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.clone(), other.clone());
        while !right.is_zero() {
            let rest = left.by(&right).1;
            (left, right) = (right, rest);
        }
        left
    }

    /// Ten to the power.
    pub(crate) fn power_of_ten(power: u32) -> Self {
        (0..power).fold(Self::one(), |product, _| product.times_small(10))
    }

    /// The decimal digits, at least one.
    pub(crate) fn digits(&self) -> String {
        let mut chunks = Vec::new();
        let mut rest = self.clone();
        while !rest.is_zero() {
            let (quotient, chunk) = rest.by_small(CHUNK);
            chunks.push(chunk);
            rest = quotient;
        }
        let top = chunks.pop().unwrap_or(0).to_string();
        chunks.iter().rev().fold(top, |text, chunk| format!("{text}{chunk:0CHUNK_DIGITS$}"))
    }
}

impl From<u128> for Natural {
    fn from(number: u128) -> Self {
        Self::of_limbs((0..4).map(|limb| (number >> (limb * LIMB_BITS)) as u32).collect())
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn natural(number: u128) -> Natural {
        Natural::from(number)
    }

    /// A number far beyond the processor's.
    fn large() -> impl Strategy<Value = Natural> {
        proptest::collection::vec(any::<u32>(), 0..12).prop_map(Natural::of_limbs)
    }

    #[test]
    fn a_number_beyond_the_processor_prints_all_its_digits() {
        let square = natural(u128::MAX).times(&natural(u128::MAX));
        assert_eq!(
            square.digits(),
            "115792089237316195423570985008687907852589419931798687112530834793049593217025"
        );
        assert_eq!(natural(0).digits(), "0");
        assert_eq!(natural(1_000_000_000).digits(), "1000000000");
    }

    proptest! {
        #[test]
        fn small_numbers_agree_with_the_processor(left: u64, right: u64) {
            let (l, r) = (u128::from(left), u128::from(right));
            prop_assert_eq!(natural(l).plus(&natural(r)), natural(l + r));
            prop_assert_eq!(natural(l).times(&natural(r)), natural(l * r));
            prop_assert_eq!(natural(l.max(r)).minus(&natural(l.min(r))), natural(l.max(r) - l.min(r)));
            prop_assert_eq!(natural(l).cmp(&natural(r)), l.cmp(&r));
            prop_assert_eq!(natural(l).digits(), l.to_string());
        }

        #[test]
        fn dividing_undoes_multiplying(number in large(), divisor in large(), small in 1u32..) {
            let divisor = divisor.plus(&Natural::one());
            let (quotient, rest) = number.by(&divisor);
            prop_assert!(rest < divisor);
            prop_assert_eq!(quotient.times(&divisor).plus(&rest), number.clone());
            let (quotient, rest) = number.by_small(small);
            prop_assert!(rest < small);
            prop_assert_eq!(quotient.times_small(small).plus(&natural(u128::from(rest))), number);
        }

        #[test]
        fn a_common_factor_is_found(left in large(), right in large(), factor in 2u32..) {
            let (left, right) = (left.times_small(factor), right.times_small(factor));
            let common = left.common(&right);
            if !common.is_zero() {
                prop_assert!(common.by_small(factor).1 == 0);
                prop_assert!(left.by(&common).1.is_zero() && right.by(&common).1.is_zero());
            }
        }
    }
}
