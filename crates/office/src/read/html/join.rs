//! Sheets out of the tables of a page.
//!
//! A spreadsheet program shows a page as one sheet; but tables of different things in one sheet would be taken for each
//! other's columns. So a table has a sheet of its own, but for three cases: a table of one column and a few rows is the
//! title of the next one, as is text before a table; and a table as wide as the one before it and without headings of its
//! own goes on with it, because systems write headings and rows as two tables.

use super::table::Table;
use crate::error::{Measure, ReadError};
use crate::read::Meter;
use crate::sheet::{Cell, Range, Sheet};

/// Rows of a table of one column that is a title.
const TITLE_ROWS_MAX: usize = 3;

/// The sheets, in the order of the page.
pub(super) fn sheets(tables: Vec<Table>, meter: &mut Meter<'_>) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut title = Vec::new();
    let mut left = tables.len();
    for table in tables {
        left -= 1;
        let (lead, sheet, has_heads) = table.into_parts();
        let width = sheet.width();
        let says_before = !title.is_empty() || !lead.is_empty();
        for line in lead {
            meter.text(&line)?;
            title.push(vec![Cell::Text(line)]);
        }
        if width == 1 && sheet.rows.len() <= TITLE_ROWS_MAX && left > 0 && !sheet.hidden {
            title.extend(sheet.rows);
            continue;
        }
        let goes_on = |before: &&mut Sheet| {
            !has_heads && !says_before && before.width() == width && before.hidden == sheet.hidden
        };
        if let Some(before) = sheets.last_mut().filter(goes_on) {
            append(before, sheet, meter)?;
            continue;
        }
        meter.cells(title.len())?;
        let mut whole = Sheet { rows: std::mem::take(&mut title), hidden: sheet.hidden, ..Sheet::default() };
        append(&mut whole, sheet, meter)?;
        sheets.push(whole);
    }
    Ok(sheets)
}

/// Puts the rows of a table below those of a sheet.
fn append(sheet: &mut Sheet, table: Sheet, meter: &Meter<'_>) -> Result<(), ReadError> {
    let limit = u64::from(meter.limits.max_rows);
    ReadError::check(Measure::Rows, (sheet.rows.len() + table.rows.len()) as u64, limit)?;
    let down = sheet.rows.len() as u32;
    sheet.rows.extend(table.rows);
    let moved = |range: Range| Range {
        first_row: range.first_row + down,
        last_row: range.last_row.saturating_add(down),
        ..range
    };
    sheet.merges.extend(table.merges.into_iter().map(moved));
    sheet.hidden_rows.extend(table.hidden_rows.into_iter().map(|row| row + down));
    sheet.hidden_cols.extend(table.hidden_cols);
    sheet.hidden_cols.sort_unstable();
    sheet.hidden_cols.dedup();
    Ok(())
}
