//! A filter made ready for one snapshot and day.

use super::mask::Mask;
use crate::snapshot::{Block, EntryRow};

pub(crate) type RowTest = Box<dyn Fn(&Block) -> Mask + Send + Sync>;
pub(crate) type EntryTest = Box<dyn Fn(&EntryRow) -> bool + Send + Sync>;

/// A compiled condition: about a project, or about an entry of it.
pub(crate) enum Node {
    All,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Rows(RowTest),
    Entry(EntryTest),
}

impl Node {
    /// Whether the condition speaks of one entry and can be joined with its neighbours to speak of the same one.
    fn is_of_entry(&self) -> bool {
        match self {
            Self::Entry(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_of_entry),
            Self::All | Self::Not(_) | Self::Rows(_) => false,
        }
    }

    fn has_entry(&self) -> bool {
        match self {
            Self::Entry(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::has_entry),
            Self::Not(inner) => inner.has_entry(),
            Self::All | Self::Rows(_) => false,
        }
    }

    /// The projects for which the condition holds. Conditions on entries that stand side by side must be met by one
    /// and the same entry, which must stand on its list (`stands`).
    pub(crate) fn mask(&self, block: &Block, stands: &dyn Fn(&EntryRow) -> bool) -> Mask {
        match self {
            Self::All => Mask::all(block.len()),
            Self::Rows(test) => test(block),
            Self::Not(inner) => Mask::all(block.len()).and_not(&inner.mask(block, stands)),
            Self::And(parts) => {
                let (of_entry, of_project): (Vec<&Self>, Vec<&Self>) =
                    parts.iter().partition(|part| part.is_of_entry());
                let mut mask = Mask::all(block.len());
                if !of_entry.is_empty() {
                    mask = any_entry(block, |entry| {
                        stands(entry) && of_entry.iter().all(|part| part.holds_for(entry))
                    });
                }
                of_project.iter().fold(mask, |mask, part| mask.and(&part.mask(block, stands)))
            }
            Self::Or(parts) => {
                parts.iter().fold(Mask::EMPTY, |mask, part| mask.or(&part.mask(block, stands)))
            }
            Self::Entry(test) => any_entry(block, |entry| stands(entry) && test(entry)),
        }
    }

    /// Only for conditions that are of entries throughout.
    fn holds_for(&self, entry: &EntryRow) -> bool {
        match self {
            Self::Entry(test) => test(entry),
            Self::And(parts) => parts.iter().all(|part| part.holds_for(entry)),
            Self::Or(parts) => parts.iter().any(|part| part.holds_for(entry)),
            Self::All | Self::Not(_) | Self::Rows(_) => false,
        }
    }

    /// The condition for a count of entries: parts about projects evaluated once for the block, parts about entries
    /// left to be asked of each.
    pub(crate) fn for_entries<'a>(
        &'a self,
        block: &Block,
        stands: &dyn Fn(&EntryRow) -> bool,
    ) -> EntryCheck<'a> {
        if !self.has_entry() {
            return EntryCheck::Rows(Box::new(self.mask(block, stands)));
        }
        let each = |parts: &'a [Self]| parts.iter().map(|part| part.for_entries(block, stands)).collect();
        match self {
            Self::And(parts) => EntryCheck::And(each(parts)),
            Self::Or(parts) => EntryCheck::Or(each(parts)),
            Self::Not(inner) => EntryCheck::Not(Box::new(inner.for_entries(block, stands))),
            Self::Entry(test) => EntryCheck::Entry(test),
            Self::All | Self::Rows(_) => EntryCheck::Rows(Box::new(self.mask(block, stands))),
        }
    }
}

fn any_entry(block: &Block, holds: impl Fn(&EntryRow) -> bool) -> Mask {
    Mask::of(block.len(), |row| block.entries.get(row).iter().any(&holds))
}

/// A condition prepared for the entries of one block.
pub(crate) enum EntryCheck<'a> {
    Rows(Box<Mask>),
    Entry(&'a EntryTest),
    And(Vec<EntryCheck<'a>>),
    Or(Vec<EntryCheck<'a>>),
    Not(Box<EntryCheck<'a>>),
}

impl EntryCheck<'_> {
    pub(crate) fn holds(&self, row: usize, entry: &EntryRow) -> bool {
        match self {
            Self::Rows(mask) => mask.has(row),
            Self::Entry(test) => test(entry),
            Self::And(parts) => parts.iter().all(|part| part.holds(row, entry)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(row, entry)),
            Self::Not(inner) => !inner.holds(row, entry),
        }
    }
}
