//! A sheet that is the form of one project: labels with their values beside them (`domain.md` §14, L5).

use super::grid::{Grid, is_blank};
use super::header::give_unit;
use super::units::{split_header, unit_of_line};
use super::{Column, SheetLayout, Why, title};
use crate::imports::headers::{Field, bare, field_of};
use office::Cell;
use std::sync::Arc;

/// Rows of a form at most.
const CARD_ROWS_MAX: u32 = 120;
/// Labels that make a form.
const LABELS_MIN: usize = 3;
/// Characters of a label at most.
const LABEL_MAX_CHARS: usize = 40;

/// Reads the sheet as a form; `None` when it isn't one.
pub fn find(grid: &Grid<'_>, mut layout: SheetLayout) -> Option<SheetLayout> {
    if grid.rows() > CARD_ROWS_MAX {
        return None;
    }
    let mut sheet_unit = None;
    let mut first_line = None;
    for row in 0..grid.rows() {
        let mut col = 0;
        while col < grid.width() {
            let cell = grid.sheet().cell(row, col);
            if let Cell::Text(text) = cell {
                sheet_unit = sheet_unit.or_else(|| unit_of_line(text));
                layout.reference = layout.reference.or_else(|| title::day_in(text).filter(|_| row < 3));
                if first_line.is_none() && grid.only(row).is_some() {
                    first_line = Some((row, col));
                }
                if let Some(column) = labelled(grid, row, col, text, &layout.columns) {
                    col = column.col;
                    layout.columns.push(column);
                }
            }
            col += 1;
        }
    }
    let known = layout.columns.iter().filter(|column| column.field.is_some()).count();
    if known < LABELS_MIN {
        return None;
    }
    name_from_title(&mut layout, first_line)?;
    give_unit(&mut layout.columns, sheet_unit);
    Some(layout)
}

/// The value beside a label: the next cell to the right that isn't part of the label's own merge.
fn labelled(grid: &Grid<'_>, row: u32, col: u32, text: &str, before: &[Column]) -> Option<Column> {
    if text.chars().count() > LABEL_MAX_CHARS {
        return None;
    }
    let (stem, unit) = split_header(text);
    let field = field_of(&bare(text)).or_else(|| field_of(&bare(&stem)))?;
    let value_col = grid.merge(row, col).map_or(col, |range| range.last_col) + 1;
    if value_col >= grid.width() || before.iter().any(|column| column.field == Some(field)) {
        return None;
    }
    let value = grid.sheet().cell(row, value_col);
    let is_label = matches!(value, Cell::Text(text) if field_of(&bare(&split_header(text).0)).is_some());
    if is_blank(value) || is_label {
        return None;
    }
    let header: Arc<str> = Arc::from(text.trim());
    Some(Column::headed((value_col, Some(row)), header, (Some(field), Why::Header), unit))
}

/// A form without a label for the name is headed by it.
fn name_from_title(layout: &mut SheetLayout, first_line: Option<(u32, u32)>) -> Option<()> {
    if layout.has(Field::Title) || layout.has(Field::OwnNo) {
        return Some(());
    }
    let (row, col) = first_line?;
    let header = Arc::from("项目名称");
    layout.columns.push(Column::headed((col, Some(row)), header, (Some(Field::Title), Why::Header), None));
    Some(())
}
