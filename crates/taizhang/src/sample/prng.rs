//! A small generator of numbers (splitmix64): the same seed gives the same sample on every machine, for good.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Prng(u64);

impl Prng {
    /// The stream of a seed, a subject (`stream`) and a number within it, so that the thousandth project can be made
    /// without making the 999 before it.
    pub(super) fn of(seed: u64, stream: u64, index: u64) -> Self {
        let mut mixer = Self(seed ^ stream.wrapping_mul(0xA076_1D64_78BD_642F));
        let start = mixer.next() ^ index.wrapping_mul(0xE703_7ED1_A0B4_28DB);
        Self(Self(start).next())
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is above 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).expect("the upper half of a product is below the factor")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).expect("the bounds are in order");
        low + i64::try_from(self.below(span)).expect("a number below a span of i64 fits")
    }

    /// Days from `low` to `high`, both included.
    pub(super) fn days(&mut self, low: i32, high: i32) -> i32 {
        i32::try_from(self.between(low.into(), high.into())).expect("it lies between two i32")
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, permille: u64) -> bool {
        self.below(1000) < permille
    }

    /// One of them.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.place(choices.len())]
    }

    /// A place in a list of that length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("it is below a length")
    }

    /// One of them, each as often as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, choices: &[(u64, T)]) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, choice) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        unreachable!("the weights add up to the total")
    }
}

#[cfg(test)]
mod tests {
    use super::Prng;

    #[test]
    fn a_stream_is_the_published_splitmix64() {
        let mut prng = Prng(1_234_567);
        assert_eq!(prng.next(), 6_457_827_717_110_365_317);
        assert_eq!(prng.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn neighbouring_numbers_have_unlike_streams() {
        let firsts: std::collections::HashSet<u64> =
            (0..10_000).map(|index| Prng::of(1, 2, index).next()).collect();
        assert_eq!(firsts.len(), 10_000);
    }

    #[test]
    fn weights_are_kept() {
        let mut prng = Prng::of(3, 0, 0);
        let heavy = (0..10_000).filter(|_| prng.weighted(&[(900, true), (100, false)])).count();
        assert!((8_850..9_150).contains(&heavy), "{heavy}");
    }
}
