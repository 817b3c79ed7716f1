//! What stands above and below the rows of a sheet: title, notes, headers.

use super::xlsx::write_text;
use super::{Table, Value};
use crate::error::WriteError;
use rust_xlsxwriter::{Color, Format as Style, FormatAlign, FormatBorder, Worksheet};

const TITLE_POINTS: f64 = 20.0;
const TITLE_ROW_HEIGHT_POINTS: f64 = 36.0;
/// A line of Chinese in 11 points: without room of its own a second line is cut off in some programs.
const LINE_HEIGHT_POINTS: f64 = 18.0;
/// No program shows a higher row.
const ROW_HEIGHT_MAX_POINTS: f64 = 409.0;
const PAPER_A4: u8 = 9;
/// Columns of so many letters can still be read on a page.
const PAGE_WIDTH: f64 = 220.0;
const HEADER_FILL: Color = Color::RGB(0xD9_E2_F3);

/// Title and notes above the header, column widths and the print set-up.
pub(super) fn head(sheet: &mut Worksheet, table: &Table) -> Result<(), WriteError> {
    let last_col = (table.columns.len() - 1) as u16;
    for (col, column) in table.columns.iter().enumerate() {
        sheet.set_column_width(col as u16, column.width)?;
        if column.hidden {
            sheet.set_column_hidden(col as u16)?;
        }
    }
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(pages_wide(table), 0);
    if table.frozen_columns > 0 {
        sheet.set_repeat_columns(0, table.frozen_columns - 1)?;
    }
    let mut row = 0;
    if let Some(title) = &table.title {
        let style = Style::new().set_bold().set_font_size(TITLE_POINTS).set_align(FormatAlign::Center);
        let style = style.set_align(FormatAlign::VerticalCenter);
        sheet.set_row_height(row, TITLE_ROW_HEIGHT_POINTS)?;
        if last_col > 0 {
            sheet.merge_range(row, 0, row, last_col, "", &style)?;
        }
        write_text(sheet, (row, 0), title, &style)?;
        row += 1;
    }
    let right = Style::new().set_align(FormatAlign::Right);
    match (&table.note_left, &table.note_right) {
        (None, None) => {}
        (Some(left), Some(both)) if last_col == 0 => {
            write_text(sheet, (row, 0), &format!("{left}  {both}"), &Style::new())?;
        }
        (left, note) => {
            if let Some(left) = left {
                write_text(sheet, (row, 0), left, &Style::new())?;
            }
            if let Some(note) = note {
                write_text(sheet, (row, last_col), note, &right)?;
            }
        }
    }
    Ok(())
}

/// Pages side by side: one, unless columns that stay say on each of several what its rows are about.
fn pages_wide(table: &Table) -> u16 {
    if table.frozen_columns == 0 {
        return 1;
    }
    let width: f64 = table.columns.iter().map(|column| column.width).sum();
    (width / PAGE_WIDTH).ceil().clamp(1.0, 20.0) as u16
}

/// The header, frozen and repeated on every printed page: a row, and one above it where columns share a header. Gives the
/// row just above the values.
pub(super) fn header(sheet: &mut Worksheet, table: &Table, first_row: u32) -> Result<u32, WriteError> {
    let style = Style::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(HEADER_FILL);
    let is_double = is_double(table);
    let lines = table.columns.iter().map(|column| lines(&column.header, column.width)).fold(1.0, f64::max);
    let row = first_row + u32::from(is_double);
    sheet.set_row_height(row, lines * LINE_HEIGHT_POINTS)?;
    if is_double {
        sheet.set_row_height(first_row, group_lines(table) * LINE_HEIGHT_POINTS)?;
        groups(sheet, table, (first_row, &style))?;
    }
    for (col, column) in table.columns.iter().enumerate() {
        if is_double && column.group.is_none() {
            sheet.write_blank(row, col as u16, &style)?;
        } else {
            write_text(sheet, (row, col as u16), &column.header, &style)?;
        }
    }
    sheet.set_freeze_panes(row + 1, table.frozen_columns)?;
    sheet.set_repeat_rows(0, row)?;
    Ok(row)
}

/// Whether some columns share a header.
pub(super) fn is_double(table: &Table) -> bool {
    table.columns.iter().any(|column| column.group.is_some())
}

/// The row of shared headers: each merged over its columns, a header of its own merged with the row below.
fn groups(sheet: &mut Worksheet, table: &Table, (row, style): (u32, &Style)) -> Result<(), WriteError> {
    let columns = &table.columns;
    let mut first = 0;
    while first < columns.len() {
        let group = &columns[first].group;
        let same = columns[first..].iter().take_while(|column| column.group == *group && group.is_some());
        let last = first + same.count().max(1) - 1;
        let (from, to) = (first as u16, last as u16);
        let words = group.as_deref().unwrap_or(&columns[first].header);
        let below = row + u32::from(group.is_none());
        if (row, from) != (below, to) {
            sheet.merge_range(row, from, below, to, "", style)?;
        }
        write_text(sheet, (row, from), words, style)?;
        first = last + 1;
    }
    Ok(())
}

/// A note over all columns, as high as its text needs.
pub(super) fn note(sheet: &mut Worksheet, table: &Table, (row, text): (u32, &str)) -> Result<(), WriteError> {
    let style = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    let last_col = (table.columns.len() - 1) as u16;
    if last_col > 0 {
        sheet.merge_range(row, 0, row, last_col, "", &style)?;
    }
    write_text(sheet, (row, 0), text, &style)?;
    let room: f64 = table.columns.iter().map(|column| column.width).sum();
    sheet.set_row_height(row, lines(text, room) * LINE_HEIGHT_POINTS)?;
    Ok(())
}

/// Makes a row as high as its longest text needs; not every program does so by itself.
pub(super) fn fit_row(
    sheet: &mut Worksheet,
    table: &Table,
    (row, values): (u32, &[Value<'_>]),
) -> Result<(), WriteError> {
    let of_cell = |(value, column): (&Value<'_>, &super::Column)| match value {
        Value::Text(text) => cell_lines(text, column.width),
        _ => 1.0,
    };
    let highest = values.iter().zip(&table.columns).map(of_cell).fold(1.0, f64::max);
    if highest > 1.0 {
        sheet.set_row_height(row, (highest * LINE_HEIGHT_POINTS).min(ROW_HEIGHT_MAX_POINTS))?;
    }
    Ok(())
}

/// The lines of a cell, each of its own lines broken where the column ends.
fn cell_lines(text: &str, room: f64) -> f64 {
    // Most texts are short: no letter is wider than its bytes.
    if (text.len() as f64) <= room && !text.contains('\n') {
        return 1.0;
    }
    text.split('\n').map(|line| lines(line, room)).sum()
}

/// The lines that a text takes in so many half-width characters: a whole character may be left over at the end of each.
fn lines(text: &str, room: f64) -> f64 {
    let wide: usize = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    if wide as f64 <= room { 1.0 } else { (wide as f64 / (room - 1.0).max(1.0)).ceil() }
}

/// The lines that the highest of the shared headers takes over its columns.
fn group_lines(table: &Table) -> f64 {
    let of_group = |column: &super::Column| {
        let group = column.group.as_ref()?;
        let room: f64 = table
            .columns
            .iter()
            .filter(|other| other.group.as_ref() == Some(group))
            .map(|other| other.width)
            .sum();
        Some(lines(group, room))
    };
    table.columns.iter().filter_map(of_group).fold(1.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_takes_the_lines_that_its_words_need() {
        assert_eq!(cell_lines("短", 2.0), 1.0);
        assert_eq!(cell_lines("十个字的一句话在这里", 20.0), 1.0);
        assert_eq!(cell_lines("十个字的一句话在这里了", 20.0), 2.0);
        assert_eq!(cell_lines("ten\nlines", 80.0), 2.0);
        assert_eq!(cell_lines("", 8.0), 1.0);
    }
}
