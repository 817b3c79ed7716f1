//! Places on lists of rounds, in columns: counts of entries read a few of them and no project.

use super::column::{Children, Column, Dict, NO_AMOUNT, columns};
use super::rows::{EntryRow, stands_on};
use domain::{Day, ListKind, Qualifier};
use std::ops::Range;

/// The entries of a block's projects.
pub(crate) type Entries = Children<EntryColumns>;

columns! {
    /// What is known of entries, each in its column; see [`EntryRow`].
    EntryColumns {
        id: Vec<i64>,
        round: Dict<i64, u32>,
        list: Vec<ListKind>,
        amount: Vec<i64>,
        output: Vec<i64>,
        converted_from: Vec<i64>,
        moved_in: Vec<i32>,
        moved_out: Vec<i32>,
        qualifier: Vec<Option<Qualifier>>,
    }
}

impl EntryColumns {
    /// See [`EntryRow::stands_on`].
    pub(crate) fn stands_on(&self, place: usize, true_on: Day) -> bool {
        stands_on(self.moved_in[place], self.moved_out[place], true_on)
    }

    pub(crate) fn is_converted(&self, place: usize) -> bool {
        self.converted_from[place] != NO_AMOUNT
    }

    pub(crate) fn get(&self, place: usize) -> EntryRow {
        EntryRow {
            id: self.id[place],
            round: *self.round.get(place),
            list: self.list[place],
            amount: self.amount[place],
            output: self.output[place],
            converted_from: self.converted_from[place],
            moved_in: self.moved_in[place],
            moved_out: self.moved_out[place],
            qualifier: self.qualifier[place],
        }
    }
}

impl Extend<EntryRow> for EntryColumns {
    fn extend<I: IntoIterator<Item = EntryRow>>(&mut self, entries: I) {
        for entry in entries {
            self.id.push(entry.id);
            self.round.push(&entry.round);
            self.list.push(entry.list);
            self.amount.push(entry.amount);
            self.output.push(entry.output);
            self.converted_from.push(entry.converted_from);
            self.moved_in.push(entry.moved_in);
            self.moved_out.push(entry.moved_out);
            self.qualifier.push(entry.qualifier);
        }
    }
}
