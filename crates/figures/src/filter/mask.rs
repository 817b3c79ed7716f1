//! A set of rows of one block, or of the entries of its rows.

/// One bit a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mask(Box<[u64]>);

const BITS: usize = u64::BITS as usize;
/// From so many of the rows of a word on, asking all of them costs less than finding those that are asked.
const DENSE_MIN: u32 = 40;

impl Mask {
    /// Of `len` rows, none.
    pub(crate) fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(BITS)].into())
    }

    /// Of `len` rows, all.
    pub(crate) fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(BITS)];
        if let (Some(last), over @ 1..) = (words.last_mut(), len % BITS) {
            *last = (1 << over) - 1;
        }
        Self(words.into())
    }

    /// The rows below `len` for which the test holds.
    pub(crate) fn of(len: usize, test: impl FnMut(usize) -> bool) -> Self {
        Self::all(len).keep(test)
    }

    /// Those of its rows for which the test holds. Where nearly all of a run of rows are asked, it is asked of all of
    /// them; what it says of the others counts for nothing.
    pub(crate) fn keep(&self, mut test: impl FnMut(usize) -> bool) -> Self {
        let full = self.0.len().saturating_sub(1);
        let words = self.0.iter().enumerate().map(|(place, asked)| {
            let first = place * BITS;
            // The last word may end before its last bit.
            if *asked == u64::MAX || (place < full && asked.count_ones() >= DENSE_MIN) {
                // A loop of known length, and no branch in it.
                asked & (0..BITS).fold(0, |word, bit| word | u64::from(test(first + bit)) << bit)
            } else {
                Bits(*asked).fold(0, |word, bit| word | u64::from(test(first + bit)) << bit)
            }
        });
        Self(words.collect())
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.0[row / BITS] >> (row % BITS) & 1 == 1
    }

    pub(crate) fn set(&mut self, row: usize) {
        self.0[row / BITS] |= 1 << (row % BITS);
    }

    pub(crate) fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, others)| *word |= others);
        self
    }

    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, others)| *word &= others);
        self
    }

    pub(crate) fn and_not(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, others)| *word &= !others);
        self
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The places of its rows, in order.
    pub(crate) fn places(&self) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.count());
        for (first, word) in (0..).step_by(BITS).zip(&self.0) {
            match *word {
                u64::MAX => places.extend(first..first + BITS as u32),
                word => Bits(word).for_each(|bit| places.push(first + bit as u32)),
            }
        }
        places
    }

    /// The rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(place, word)| Bits(*word).map(move |bit| place * BITS + bit))
    }
}

/// The places of the bits set in a word.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize);
        self.0 &= self.0.wrapping_sub(1);
        bit
    }
}
