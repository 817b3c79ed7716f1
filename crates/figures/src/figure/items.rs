//! The counted items of a block, in columns.

use crate::catalogue::Measure;
use crate::filter::mask::Mask;
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::{Block, EntryRow};

/// What a figure counts in one block: projects, or entries.
pub(crate) struct Items<'a> {
    pub(crate) block: &'a Block,
    /// Which block of the snapshot it is.
    pub(crate) place: usize,
    /// The row of each item, ascending: entries of one project come one after another.
    pub(crate) rows: Vec<u32>,
    /// The place of each item among the block's entries; none when projects are counted.
    pub(crate) entries: Option<Vec<u32>>,
    /// The amount of each in fen, or [`NO_AMOUNT`].
    pub(crate) amounts: Vec<i64>,
    /// Of a rate: what is above the line.
    pub(crate) numerator: Option<Above>,
}

/// What is above the line of a rate: some entries, or all that is counted of some rows.
pub(crate) enum Above {
    Rows(Mask),
    Entries(Mask),
}

impl<'a> Items<'a> {
    pub(crate) fn projects(
        (place, block): (usize, &'a Block),
        counted: &Mask,
        measure: Measure,
        numerator: Option<Above>,
    ) -> Self {
        let amounts = match measure {
            Measure::Invest => &block.invest,
            Measure::Contract => &block.contract,
            Measure::Output => &block.output,
        };
        let rows = counted.places();
        let amounts = rows.iter().map(|row| amounts[*row as usize]).collect();
        Self { block, place, rows, entries: None, amounts, numerator }
    }

    pub(crate) fn entries(
        (place, block): (usize, &'a Block),
        counted: &Mask,
        measure: Measure,
        numerator: Option<Above>,
    ) -> Self {
        let columns = &block.entries.items;
        let amounts = if measure == Measure::Output { &columns.output } else { &columns.amount };
        let entries = counted.places();
        let rows = block.entries.owners(&entries);
        let amounts = entries.iter().map(|entry| amounts[*entry as usize]).collect();
        Self { block, place, rows, entries: Some(entries), amounts, numerator }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn project(&self, item: usize) -> i64 {
        self.block.ids[self.rows[item] as usize]
    }

    pub(crate) fn entry(&self, item: usize) -> Option<EntryRow> {
        self.entries.as_ref().map(|entries| self.block.entries.items.get(entries[item] as usize))
    }

    pub(crate) fn round(&self, item: usize) -> Option<i64> {
        let entries = self.entries.as_ref()?;
        Some(*self.block.entries.items.round.get(entries[item] as usize))
    }

    pub(crate) fn amount_fen(&self, item: usize) -> Option<i64> {
        Some(self.amounts[item]).filter(|fen| *fen != NO_AMOUNT)
    }

    pub(crate) fn in_numerator(&self, item: usize) -> bool {
        match &self.numerator {
            None => false,
            Some(Above::Rows(rows)) => rows.has(self.rows[item] as usize),
            Some(Above::Entries(above)) => {
                self.entries.as_ref().is_some_and(|entries| above.has(entries[item] as usize))
            }
        }
    }
}
