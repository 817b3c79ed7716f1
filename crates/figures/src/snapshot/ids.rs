//! Maps keyed by ids, and by what else is spread well enough.

use std::hash::{BuildHasherDefault, Hasher};

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

/// Ids below this number have a plain table: organisations come into a ledger before all that refers to them.
const NEAR_MAX: usize = 1 << 16;
/// In the table: no number.
const NO_CODE: u32 = u32::MAX;

/// A number for each of some ids, found without a search where ids are small.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IdCodes {
    near: Vec<u32>,
    far: IdMap<i64, u32>,
}

impl IdCodes {
    /// The number of an id, if it has one.
    pub(crate) fn get(&self, id: i64) -> Option<u32> {
        match near(id) {
            Some(place) => self.near.get(place).copied().filter(|code| *code != NO_CODE),
            None => self.far.get(&id).copied(),
        }
    }

    /// The number of an id; one that has none is given it.
    pub(crate) fn get_or_insert(&mut self, id: i64, code: impl FnOnce() -> u32) -> u32 {
        let Some(place) = near(id) else { return *self.far.entry(id).or_insert_with(code) };
        if place >= self.near.len() {
            self.near.resize(place + 1, NO_CODE);
        }
        let known = &mut self.near[place];
        if *known == NO_CODE {
            *known = code();
        }
        *known
    }
}

/// A set of ids of records, one bit each: ids are counted up, so they lie side by side.
#[derive(Debug, Clone, Default)]
pub(crate) struct IdMarks {
    near: Vec<u64>,
    far: IdSet<i64>,
}

/// Ids above this have no bit, which would take 16 MiB and more.
const MARKED_MAX: i64 = 1 << 27;

impl IdMarks {
    pub(crate) fn insert(&mut self, id: i64) {
        if !(0..MARKED_MAX).contains(&id) {
            self.far.insert(id);
            return;
        }
        let word = id as usize / 64;
        if word >= self.near.len() {
            self.near.resize(word + 1, 0);
        }
        self.near[word] |= 1 << (id % 64);
    }

    pub(crate) fn contains(&self, id: i64) -> bool {
        if !(0..MARKED_MAX).contains(&id) {
            return self.far.contains(&id);
        }
        self.near.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.near.is_empty() && self.far.is_empty()
    }
}

impl Extend<i64> for IdMarks {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, ids: I) {
        ids.into_iter().for_each(|id| self.insert(id));
    }
}

fn near(id: i64) -> Option<usize> {
    usize::try_from(id).ok().filter(|place| *place < NEAR_MAX)
}

/// A map keyed by ids.
pub(crate) type IdMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<IdHasher>>;
/// A set of ids.
pub(crate) type IdSet<K> = std::collections::HashSet<K, BuildHasherDefault<IdHasher>>;
