//! A set of rows of one block.

use crate::snapshot::BLOCK_ROWS_MAX;

const WORDS: usize = BLOCK_ROWS_MAX / 64;

/// One bit a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mask([u64; WORDS]);

impl Mask {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// The first `len` rows.
    pub(crate) fn all(len: usize) -> Self {
        Self::of(len, |_| true)
    }

    /// The rows below `len` for which the test holds.
    pub(crate) fn of(len: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut mask = Self::EMPTY;
        for (place, word) in mask.0.iter_mut().enumerate().take(len.div_ceil(64)) {
            let first = place * 64;
            for bit in 0..(len - first).min(64) {
                *word |= u64::from(test(first + bit)) << bit;
            }
        }
        mask
    }

    /// Those of its rows for which the test holds; the test is asked of no other.
    pub(crate) fn keep(&self, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut kept = Self::EMPTY;
        for (place, (word, all)) in kept.0.iter_mut().zip(&self.0).enumerate() {
            if *all == u64::MAX {
                for bit in 0..64 {
                    *word |= u64::from(test(place * 64 + bit)) << bit;
                }
            } else {
                for bit in Bits(*all) {
                    *word |= u64::from(test(place * 64 + bit)) << bit;
                }
            }
        }
        kept
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.0[row / 64] >> (row % 64) & 1 == 1
    }

    pub(crate) fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, others)| *word |= others);
        self
    }

    pub(crate) fn and_not(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, others)| *word &= !others);
        self
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(place, word)| Bits(*word).map(move |bit| place * 64 + bit))
    }
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize);
        self.0 &= self.0.wrapping_sub(1);
        bit
    }
}
