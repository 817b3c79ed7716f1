//! The rounds of a snapshot, for the entries that stand in them.

use super::Block;
use super::column::Column;
use super::ids::IdMap;
use crate::filter::mask::Mask;
use domain::facts::Dimensions;
use domain::{Day, RoundKey};

/// Keys and days of all rounds.
#[derive(Debug, Clone)]
pub(crate) struct Rounds(IdMap<i64, KnownRound>);

#[derive(Debug, Clone, Copy)]
struct KnownRound {
    key: RoundKey,
    day: Day,
}

impl Rounds {
    pub(super) fn of(dimensions: &Dimensions) -> Self {
        let rounds = dimensions.rounds.values().map(|round| {
            let year = i16::try_from(round.year).unwrap_or(0);
            let key = RoundKey { year, seq_in_year: u8::try_from(round.seq_in_year).unwrap_or(0) };
            (round.id, KnownRound { key, day: round.day })
        });
        Self(rounds.collect())
    }

    pub(crate) fn key(&self, round: i64) -> Option<RoundKey> {
        self.0.get(&round).map(|round| round.key)
    }

    pub(crate) fn day(&self, round: i64) -> Option<Day> {
        self.0.get(&round).map(|round| round.day)
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = Day> {
        self.0.values().map(|round| round.day)
    }

    /// The entries of a block that count on a day: their round held by then, and they on its list.
    pub(crate) fn standing(&self, block: &Block, true_on: Day) -> Mask {
        let entries = &block.entries.items;
        let held = entries.round.map(|round| self.day(*round).is_some_and(|day| day <= true_on));
        Mask::of(entries.len(), |place| held[entries.round.place(place)] && entries.stands_on(place, true_on))
    }
}
