//! Cells and merges put where they belong in a sheet that grows, within the limits.

use super::Meter;
use crate::error::{Measure, ReadError};
use crate::sheet::{Cell, Range, Sheet};

/// Puts a filled cell at its place; what was there before is replaced.
pub(super) fn cell(
    sheet: &mut Sheet,
    (row, col): (u32, u32),
    cell: Cell,
    meter: &mut Meter<'_>,
) -> Result<(), ReadError> {
    meter.position(row, col)?;
    let (row, col) = (row as usize, col as usize);
    let rows = &mut sheet.rows;
    if rows.len() <= row {
        let width = rows.last().map_or(0, Vec::len);
        rows.resize_with(row, Vec::new);
        rows.push(Vec::with_capacity(width));
    }
    let cells = &mut rows[row];
    if cells.len() <= col {
        meter.cells(col + 1 - cells.len())?;
        cells.resize(col, Cell::Empty);
        cells.push(cell);
    } else {
        cells[col] = cell;
    }
    Ok(())
}

/// Adds a merge, clipped to the limits; one of a single cell is none.
pub(super) fn merge(sheet: &mut Sheet, mut range: Range, meter: &Meter<'_>) -> Result<(), ReadError> {
    let limits = meter.limits;
    range.last_row = range.last_row.min(limits.max_rows.saturating_sub(1));
    range.last_col = range.last_col.min(limits.max_cols.saturating_sub(1));
    let single = range.first_row == range.last_row && range.first_col == range.last_col;
    if !single && range.first_row <= range.last_row && range.first_col <= range.last_col {
        sheet.merges.push(range);
        ReadError::check(Measure::Cells, sheet.merges.len() as u64, limits.max_cells)?;
    }
    Ok(())
}

/// The runs of columns that a sheet describes, and which of them are hidden.
#[derive(Default)]
pub(super) struct Columns {
    described: u32,
    /// For each column whether it is hidden. Flat, because a hostile sheet hides the same thousand columns in each row.
    hidden: Vec<bool>,
}

impl Columns {
    /// Counts a description; a sheet needs no more of them than it has columns.
    pub(super) fn describe(&mut self) -> Result<(), ReadError> {
        self.described += 1;
        let limit = crate::sheet::GRID_COLS;
        ReadError::check(Measure::Columns, u64::from(self.described), u64::from(limit))
    }

    /// Hides columns from `first` to before `end`, as far as they are read.
    pub(super) fn hide(&mut self, first: u32, end: u32, meter: &Meter<'_>) {
        let (first, end) = (first as usize, end.min(meter.limits.max_cols) as usize);
        self.hidden.resize(self.hidden.len().max(end), false);
        if let Some(columns) = self.hidden.get_mut(first..end) {
            columns.fill(true);
        }
    }

    /// The hidden ones, ascending.
    pub(super) fn into_hidden(self) -> Vec<u32> {
        (0..).zip(self.hidden).filter_map(|(col, hidden)| hidden.then_some(col)).collect()
    }
}
