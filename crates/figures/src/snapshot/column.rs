//! The building bricks of a block: plain columns that can be appended to each other by copying.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;

/// What stands for "no amount" in a money column: no project is worth this.
pub(crate) const NO_AMOUNT: i64 = i64::MIN;
/// What stands for "no day" in a day column: later than any day, so that `day <= true_on` needs no second test.
pub(crate) const NO_DAY: i32 = i32::MAX;

/// A hasher for ids that are already well spread: one multiplication instead of SipHash's rounds.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }
    fn write_i64(&mut self, word: i64) {
        self.write_u64(word.cast_unsigned());
    }
    fn write_u128(&mut self, word: u128) {
        self.write_u64(word as u64);
        self.write_u64((word >> 64) as u64);
    }
}

/// A map keyed by ids.
pub(crate) type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;
/// A set of ids.
pub(crate) type IdSet<K> = std::collections::HashSet<K, BuildHasherDefault<IdHasher>>;

/// Texts one after another in one string, so that 200,000 titles are a few hundred allocations.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    ends: Vec<u32>,
    text: String,
}

impl Default for Texts {
    fn default() -> Self {
        Self { ends: vec![0], text: String::new() }
    }
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        &self.text[self.ends[row] as usize..self.ends[row + 1] as usize]
    }

    pub(crate) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let (from, to) = (other.ends[rows.start], other.ends[rows.end]);
        let base = self.text.len() as u32;
        self.text.push_str(&other.text[from as usize..to as usize]);
        self.ends.extend(other.ends[rows.start + 1..=rows.end].iter().map(|end| end - from + base));
    }

    pub(crate) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.ends.capacity() * 4 + self.text.capacity()
    }
}

/// A column of few distinct values: the values of this block, and for each row which one.
///
/// A question about the value (is this zone in that city?) is asked once a block and value, not once a row.
#[derive(Debug, Clone)]
pub(crate) struct Dict<T> {
    pub(crate) values: Vec<T>,
    pub(crate) codes: Vec<u16>,
    /// Where each value stands, while the column is being filled: names of people are many in a block.
    places: HashMap<T, u16>,
}

impl<T> Default for Dict<T> {
    fn default() -> Self {
        Self { values: Vec::new(), codes: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Eq + Hash + Clone> Dict<T> {
    pub(crate) fn push(&mut self, value: &T) {
        let code = self.code_of(value);
        self.codes.push(code);
    }

    fn code_of(&mut self, value: &T) -> u16 {
        // Neighbours are often alike.
        match self.codes.last() {
            Some(latest) if self.values[usize::from(*latest)] == *value => return *latest,
            _ => {}
        }
        if let Some(known) = self.places.get(value) {
            return *known;
        }
        let code = self.values.len() as u16;
        self.values.push(value.clone());
        self.places.insert(value.clone(), code);
        code
    }

    pub(crate) fn get(&self, row: usize) -> &T {
        &self.values[usize::from(self.codes[row])]
    }

    pub(crate) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let mut translated: Vec<Option<u16>> = vec![None; other.values.len()];
        for &code in &other.codes[rows] {
            let slot = usize::from(code);
            let own = match translated[slot] {
                Some(own) => own,
                None => *translated[slot].insert(self.code_of(&other.values[slot])),
            };
            self.codes.push(own);
        }
    }

    /// The answer of a test for each row, asked once for each distinct value.
    pub(crate) fn map<R>(&self, answer: impl FnMut(&T) -> R) -> Vec<R> {
        self.values.iter().map(answer).collect()
    }

    /// Ends the filling: what is pushed later would not find the values that are there.
    pub(crate) fn shrink(&mut self) {
        self.places = HashMap::new();
        self.values.shrink_to_fit();
        self.codes.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<T>() + self.codes.capacity() * 2
    }
}

/// Rows that belong to projects (events, entries …), flat, with the place where each project's begin.
#[derive(Debug, Clone)]
pub(crate) struct Children<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Children<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Children<T> {
    pub(crate) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.starts.push(self.items.len() as u32);
    }

    pub(crate) fn get(&self, row: usize) -> &[T] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    pub(crate) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let (from, to) = (other.starts[rows.start], other.starts[rows.end]);
        let base = self.items.len() as u32;
        self.items.extend_from_slice(&other.items[from as usize..to as usize]);
        self.starts.extend(other.starts[rows.start + 1..=rows.end].iter().map(|start| start - from + base));
    }

    pub(crate) fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.items.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.starts.capacity() * 4 + self.items.capacity() * size_of::<T>()
    }
}
