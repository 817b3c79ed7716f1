//! A filter made ready for one snapshot and day.

use super::mask::Mask;
use crate::snapshot::column::Column;
use crate::snapshot::{Block, Entries, Rounds};
use domain::Day;

/// Which of the rows asked about meet the condition.
pub(crate) type RowTest = Box<dyn Fn(&Block, &Mask) -> Mask + Send + Sync>;
/// Which of the entries asked about meet the condition.
pub(crate) type EntryTest = Box<dyn Fn(&Entries, &Mask) -> Mask + Send + Sync>;

/// A compiled condition: about a project, or about an entry of it.
pub(crate) enum Node {
    All,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Rows(RowTest),
    Entry(EntryTest),
}

/// What conditions on entries need beside the block: an entry must stand on its list on the day.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) rounds: &'a Rounds,
    pub(crate) true_on: Day,
}

impl Asking<'_> {
    fn standing(&self, block: &Block) -> Mask {
        self.rounds.standing(block, self.true_on)
    }
}

impl Node {
    /// All of them together. What stands in brackets stands beside the rest, so that brackets and the joining of filters
    /// don't let two entries meet what one must.
    pub(super) fn and(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::And(inner) => inner,
            other => vec![other],
        });
        Self::And(flat.collect())
    }

    /// Whether the condition speaks of one entry and can be joined with its neighbours to speak of the same one.
    fn is_of_entry(&self) -> bool {
        match self {
            Self::Entry(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_of_entry),
            Self::All | Self::Not(_) | Self::Rows(_) => false,
        }
    }

    /// Whether the condition speaks of entries anywhere.
    pub(crate) fn has_entry(&self) -> bool {
        match self {
            Self::Entry(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::has_entry),
            Self::Not(inner) => inner.has_entry(),
            Self::All | Self::Rows(_) => false,
        }
    }

    /// The projects among `asked` for which the condition holds. Conditions on entries that stand side by side must be
    /// met by one and the same entry, which must stand on its list.
    pub(crate) fn mask(&self, block: &Block, asked: &Mask, asking: Asking<'_>) -> Mask {
        match self {
            Self::All => asked.clone(),
            Self::Rows(test) => test(block, asked),
            Self::Not(inner) => asked.clone().and_not(&inner.mask(block, asked, asking)),
            Self::And(parts) => {
                let (of_entry, of_project): (Vec<&Self>, Vec<&Self>) =
                    parts.iter().partition(|part| part.is_of_entry());
                let left =
                    of_project.iter().fold(asked.clone(), |left, part| part.mask(block, &left, asking));
                if of_entry.is_empty() || left.is_empty() {
                    return left;
                }
                let standing = asking.standing(block);
                any_entry(block, &left, &of_entry.iter().fold(standing, |left, part| part.met(block, &left)))
            }
            Self::Or(parts) => parts
                .iter()
                .fold(Mask::none(block.len()), |mask, part| mask.or(&part.mask(block, asked, asking))),
            Self::Entry(_) => any_entry(block, asked, &self.met(block, &asking.standing(block))),
        }
    }

    /// The entries among `asked` that meet a condition that is of entries throughout.
    fn met(&self, block: &Block, asked: &Mask) -> Mask {
        match self {
            Self::Entry(test) => test(&block.entries, asked),
            Self::And(parts) => parts.iter().fold(asked.clone(), |left, part| part.met(block, &left)),
            Self::Or(parts) => parts
                .iter()
                .fold(Mask::none(block.entries.items.len()), |met, part| met.or(&part.met(block, asked))),
            Self::All | Self::Not(_) | Self::Rows(_) => Mask::none(block.entries.items.len()),
        }
    }

    /// The entries to count: those of the rows in scope that stand on their lists and meet the condition, where parts
    /// about projects hold for all entries of a project, and parts about entries for each by itself.
    pub(crate) fn counted(&self, block: &Block, in_scope: &Mask, asking: Asking<'_>) -> Mask {
        let standing = asking.standing(block).and(&entries_of(block, in_scope));
        self.entries(block, (in_scope, &standing), asking)
    }

    /// The entries among `asked`, all of these rows, that meet the condition.
    pub(crate) fn entries(&self, block: &Block, (rows, asked): (&Mask, &Mask), asking: Asking<'_>) -> Mask {
        if !self.has_entry() {
            return entries_of(block, &self.mask(block, rows, asking)).and(asked);
        }
        let part = |part: &Self, asked: &Mask| part.entries(block, (rows, asked), asking);
        match self {
            Self::Entry(test) => test(&block.entries, asked),
            Self::And(parts) => parts.iter().fold(asked.clone(), |left, it| part(it, &left)),
            Self::Or(parts) => {
                parts.iter().fold(Mask::none(block.entries.items.len()), |mask, it| mask.or(&part(it, asked)))
            }
            Self::Not(inner) => asked.clone().and_not(&part(inner, asked)),
            Self::All | Self::Rows(_) => asked.clone(),
        }
    }
}

/// The rows that have any of these entries.
fn any_entry(block: &Block, asked: &Mask, entries: &Mask) -> Mask {
    asked.keep(|row| block.entries.of(row).any(|place| entries.has(place)))
}

/// The entries of these rows.
fn entries_of(block: &Block, rows: &Mask) -> Mask {
    let len = block.entries.items.len();
    if rows.count() == block.len() {
        return Mask::all(len);
    }
    let mut entries = Mask::none(len);
    rows.rows().flat_map(|row| block.entries.of(row)).for_each(|place| entries.set(place));
    entries
}

/// The rows that these entries belong to.
pub(crate) fn rows_of(block: &Block, entries: &Mask) -> Mask {
    let mut rows = Mask::none(block.len());
    block.entries.owners(&entries.places()).into_iter().for_each(|row| rows.set(row as usize));
    rows
}
