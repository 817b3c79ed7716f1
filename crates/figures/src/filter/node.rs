//! A filter made ready for one snapshot and day.

use super::mask::Mask;
use crate::snapshot::{Block, EntryRow};

/// Which of the rows asked about meet the condition.
pub(crate) type RowTest = Box<dyn Fn(&Block, &Mask) -> Mask + Send + Sync>;
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

    /// The projects among `asked` for which the condition holds. Conditions on entries that stand side by side must be
    /// met by one and the same entry, which must stand on its list (`stands`).
    pub(crate) fn mask(&self, block: &Block, asked: &Mask, stands: &dyn Fn(&EntryRow) -> bool) -> Mask {
        match self {
            Self::All => *asked,
            Self::Rows(test) => test(block, asked),
            Self::Not(inner) => asked.and_not(&inner.mask(block, asked, stands)),
            Self::And(parts) => {
                let (of_entry, of_project): (Vec<&Self>, Vec<&Self>) =
                    parts.iter().partition(|part| part.is_of_entry());
                let left = of_project.iter().fold(*asked, |left, part| part.mask(block, &left, stands));
                if of_entry.is_empty() {
                    return left;
                }
                any_entry(block, &left, |entry| {
                    of_entry.iter().all(|part| part.holds_for(entry)) && stands(entry)
                })
            }
            Self::Or(parts) => {
                parts.iter().fold(Mask::EMPTY, |mask, part| mask.or(&part.mask(block, asked, stands)))
            }
            Self::Entry(test) => any_entry(block, asked, |entry| test(entry) && stands(entry)),
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
        asked: &Mask,
        stands: &dyn Fn(&EntryRow) -> bool,
    ) -> EntryCheck<'a> {
        if !self.has_entry() {
            return EntryCheck::Rows(Box::new(self.mask(block, asked, stands)));
        }
        let each =
            |parts: &'a [Self]| parts.iter().map(|part| part.for_entries(block, asked, stands)).collect();
        match self {
            Self::And(parts) => EntryCheck::And(each(parts)),
            Self::Or(parts) => EntryCheck::Or(each(parts)),
            Self::Not(inner) => EntryCheck::Not(Box::new(inner.for_entries(block, asked, stands))),
            Self::Entry(test) => EntryCheck::Entry(test),
            Self::All | Self::Rows(_) => EntryCheck::Rows(Box::new(self.mask(block, asked, stands))),
        }
    }
}

fn any_entry(block: &Block, asked: &Mask, holds: impl Fn(&EntryRow) -> bool) -> Mask {
    asked.keep(|row| block.entries.get(row).iter().any(&holds))
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
