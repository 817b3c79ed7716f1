//! A sheet as a reader of the printed page sees it: a merged cell shows its value over its whole range.

use domain::text::fold;
use office::{Cell, Range, Sheet};
use std::collections::HashMap;

/// Cells of merges that are looked up singly; a hostile file claims more.
const MERGED_CELLS_MAX: u64 = 500_000;

/// A sheet with its merges resolved.
pub struct Grid<'a> {
    sheet: &'a Sheet,
    /// Covered cell → the merge that covers it.
    merged: HashMap<(u32, u32), Range>,
}

impl<'a> Grid<'a> {
    /// Looks at a sheet. Merges beyond the limit are as if they weren't.
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut merged = HashMap::new();
        let mut left = MERGED_CELLS_MAX;
        for range in &sheet.merges {
            let width = u64::from(range.last_col.saturating_sub(range.first_col)) + 1;
            let cells = (u64::from(range.last_row.saturating_sub(range.first_row)) + 1).saturating_mul(width);
            if cells > left {
                continue;
            }
            left -= cells;
            for row in range.first_row..=range.last_row {
                for col in range.first_col..=range.last_col {
                    merged.insert((row, col), *range);
                }
            }
        }
        Self { sheet, merged }
    }

    /// The sheet itself.
    pub fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// Rows of the sheet.
    pub fn rows(&self) -> u32 {
        u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX)
    }

    /// Columns of the widest row.
    pub fn width(&self) -> u32 {
        u32::try_from(self.sheet.width()).unwrap_or(u32::MAX)
    }

    /// The merge that covers a cell.
    pub fn merge(&self, row: u32, col: u32) -> Option<&Range> {
        if self.merged.is_empty() { None } else { self.merged.get(&(row, col)) }
    }

    /// What is seen at a cell: the value of the merge that covers it, or its own.
    pub fn seen(&self, row: u32, col: u32) -> &'a Cell {
        match self.merge(row, col) {
            Some(range) => self.sheet.cell(range.first_row, range.first_col),
            None => self.sheet.cell(row, col),
        }
    }

    /// What a row of data says in a column: its own cell, or that of a merge from above. A merge over several columns
    /// speaks for its first only.
    pub fn said(&self, row: u32, col: u32) -> &'a Cell {
        match self.merge(row, col) {
            Some(range) if range.first_col == col => self.sheet.cell(range.first_row, col),
            Some(_) => &Cell::Empty,
            None => self.sheet.cell(row, col),
        }
    }

    /// The columns of a row's own filled cells.
    pub fn filled(&self, row: u32) -> impl Iterator<Item = u32> {
        let cells = self.sheet.rows.get(row as usize).map_or(&[][..], Vec::as_slice);
        cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !is_blank(cell))
            .map(|(col, _)| u32::try_from(col).unwrap_or(u32::MAX))
    }

    /// Whether a row holds nothing.
    pub fn is_blank(&self, row: u32) -> bool {
        self.filled(row).next().is_none()
    }

    /// The only filled cell of a row.
    pub fn only(&self, row: u32) -> Option<u32> {
        let mut filled = self.filled(row);
        filled.next().filter(|_| filled.next().is_none())
    }

    /// Whether the cell belongs to a merge of two columns or more.
    pub fn is_wide(&self, row: u32, col: u32) -> bool {
        self.merge(row, col).is_some_and(|range| range.last_col > range.first_col)
    }

    /// The folded text of what is seen.
    pub fn word(&self, row: u32, col: u32) -> String {
        fold(&self.seen(row, col).text())
    }
}

/// Whether a cell holds nothing that is seen.
pub fn is_blank(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.chars().all(domain::text::is_invisible),
        _ => false,
    }
}
