//! The XML workbook of Excel 2003, walked once.
//!
//! Rows and cells that follow each other need not say where they are; `ss:Index` jumps. Nothing repeats: what a merge
//! covers is jumped over by an index too.

use super::formats::{self, Look};
use super::place::{self, Columns};
use super::xml::{Xml, attribute, flag};
use super::{Meter, ReadLimits};
use crate::error::{Measure, ReadError};
use crate::sheet::{
    Book, Cell, Decoded, FORMULA_CELLS_MAX, GRID_COLS, GRID_ROWS, Kind, Number, Range, Sheet,
};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Reads the workbook.
pub(super) fn read(text: &str, decoded: Decoded, limits: &ReadLimits) -> Result<Book, ReadError> {
    let mut workbook = Workbook {
        xml: Xml::new(text),
        meter: Meter::new(limits),
        looks: HashMap::new(),
        style: None,
        date1904: false,
        open: None,
        sheets: Vec::new(),
    };
    workbook.walk()?;
    let Workbook { date1904, sheets, .. } = workbook;
    Ok(Book { kind: Kind::SpreadsheetMl, decoded: Some(decoded), date1904, sheets })
}

struct Workbook<'t, 'l> {
    xml: Xml<'t>,
    meter: Meter<'l>,
    /// What the styles make of numbers, by id.
    looks: HashMap<String, Look>,
    /// The style that is being described.
    style: Option<String>,
    date1904: bool,
    open: Option<Open>,
    sheets: Vec<Sheet>,
}

/// The sheet that is being read.
#[derive(Default)]
struct Open {
    sheet: Sheet,
    columns: Columns,
    col_looks: Vec<Option<Look>>,
    next_col_description: u32,
    /// Position of the next cell that doesn't state its own.
    row: u32,
    col: u32,
    row_look: Option<Look>,
    /// Rows that the open one stands for beyond itself.
    row_span: u32,
}

/// What a cell says of itself.
struct Head {
    look: Look,
    across: u32,
    down: u32,
    is_formula: bool,
}

impl Workbook<'_, '_> {
    fn walk(&mut self) -> Result<(), ReadError> {
        let mut complete = false;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => self.start(&tag, true)?,
                Event::Empty(tag) => {
                    complete |= tag.local_name().into_inner() == "Workbook";
                    self.start(&tag, false)?;
                }
                Event::End(tag) => match tag.local_name().into_inner() {
                    "Row" => self.end_row(),
                    "Style" => self.style = None,
                    "Worksheet" => self.end_sheet()?,
                    "Workbook" => complete = true,
                    _ => {}
                },
                Event::Eof if complete => return Ok(()),
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        match tag.local_name().into_inner() {
            "Date1904" => self.date1904 = true,
            "Style" => self.style(tag, has_content)?,
            "NumberFormat" => self.number_format(tag)?,
            "Worksheet" => {
                let name = attribute(tag, "Name")?.unwrap_or_default();
                self.meter.text(&name)?;
                let sheet = Sheet { name: name.into_owned(), ..Sheet::default() };
                self.open = Some(Open { sheet, ..Open::default() });
                if !has_content {
                    self.end_sheet()?;
                }
            }
            "Visible" if has_content => {
                let mut text = String::new();
                self.xml.text_into(&mut text)?;
                if let Some(open) = &mut self.open {
                    open.sheet.hidden = text.trim() != "SheetVisible";
                }
            }
            "Column" => self.column(tag)?,
            "Row" => self.row(tag, has_content)?,
            "Cell" => self.cell(tag, has_content)?,
            _ => {}
        }
        Ok(())
    }

    /// A style looks like its parent, which stands before it, until it says otherwise.
    fn style(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        let id = attribute(tag, "ID")?.unwrap_or_default().into_owned();
        let parent = attribute(tag, "Parent")?;
        let look = parent.and_then(|parent| self.looks.get(parent.as_ref()).copied());
        self.looks.insert(id.clone(), look.unwrap_or_default());
        self.style = Some(id).filter(|_| has_content);
        Ok(())
    }

    fn number_format(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        if let (Some(id), Some(format)) = (&self.style, attribute(tag, "Format")?) {
            self.looks.insert(id.clone(), look(&format));
        }
        Ok(())
    }

    fn style_of(&self, tag: &BytesStart<'_>) -> Result<Option<Look>, ReadError> {
        Ok(attribute(tag, "StyleID")?.and_then(|id| self.looks.get(id.as_ref()).copied()))
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let look = self.style_of(tag)?;
        let Some(open) = &mut self.open else { return Ok(()) };
        open.columns.describe()?;
        let first = index(tag, GRID_COLS)?.unwrap_or(open.next_col_description);
        let end = first.saturating_add(number(tag, "Span")?).saturating_add(1).min(GRID_COLS);
        open.next_col_description = end;
        if flag(tag, "Hidden")? {
            open.columns.hide(first, end, &self.meter);
        }
        let end = end.min(self.meter.limits.max_cols) as usize;
        if look.is_some() && open.col_looks.len() < end {
            open.col_looks.resize(end, None);
        }
        open.col_looks.iter_mut().take(end).skip(first as usize).for_each(|of_col| *of_col = look);
        Ok(())
    }

    fn row(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        let look = self.style_of(tag)?;
        let Some(open) = &mut self.open else { return Ok(()) };
        open.row = index(tag, GRID_ROWS)?.unwrap_or(open.row);
        (open.col, open.row_look) = (0, look);
        open.row_span = number(tag, "Span")?.min(GRID_ROWS);
        if flag(tag, "Hidden")? {
            let max_rows = self.meter.limits.max_rows;
            let end = open.row.saturating_add(open.row_span).saturating_add(1).min(max_rows);
            open.sheet.hidden_rows.extend(open.row..end);
            let hidden = open.sheet.hidden_rows.len() as u64;
            ReadError::check(Measure::Rows, hidden, u64::from(max_rows))?;
        }
        if !has_content {
            self.end_row();
        }
        Ok(())
    }

    fn end_row(&mut self) {
        if let Some(open) = &mut self.open {
            open.row = open.row.saturating_add(1).saturating_add(open.row_span);
            open.row_span = 0;
        }
    }

    fn end_sheet(&mut self) -> Result<(), ReadError> {
        let Some(Open { mut sheet, columns, .. }) = self.open.take() else { return Ok(()) };
        sheet.hidden_rows.sort_unstable();
        sheet.hidden_rows.dedup();
        sheet.hidden_cols = columns.into_hidden();
        self.sheets.push(sheet);
        let limit = self.meter.limits.max_sheets as u64;
        ReadError::check(Measure::Sheets, self.sheets.len() as u64, limit)
    }

    fn cell(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        let Some((row, col)) = self.place(tag)? else { return Ok(()) };
        let head = self.head(tag, col)?;
        let cell = if has_content { self.content(head.look)? } else { None };
        let Some(open) = &mut self.open else { return Ok(()) };
        open.col = col.saturating_add(1).saturating_add(head.across);
        if head.across > 0 || head.down > 0 {
            let (last_row, last_col) = (row.saturating_add(head.down), col.saturating_add(head.across));
            let range = Range { first_row: row, first_col: col, last_row, last_col };
            place::merge(&mut open.sheet, range, &self.meter)?;
        }
        if head.is_formula && cell.is_none() {
            open.sheet.formulas_without_value += 1;
            if open.sheet.formula_cells.len() < FORMULA_CELLS_MAX {
                open.sheet.formula_cells.push((row, col));
            }
        }
        match cell {
            Some(cell) if !cell.is_empty() => place::cell(&mut open.sheet, (row, col), cell, &mut self.meter),
            _ => Ok(()),
        }
    }

    fn place(&self, tag: &BytesStart<'_>) -> Result<Option<(u32, u32)>, ReadError> {
        let Some(open) = &self.open else { return Ok(None) };
        Ok(Some((open.row, index(tag, GRID_COLS)?.unwrap_or(open.col))))
    }

    /// A cell looks as its own style says, else as its row's, else as its column's.
    fn head(&self, tag: &BytesStart<'_>, col: u32) -> Result<Head, ReadError> {
        let of_row = self.open.as_ref().and_then(|open| open.row_look);
        let of_col = || self.open.as_ref()?.col_looks.get(col as usize).copied().flatten();
        Ok(Head {
            look: self.style_of(tag)?.or(of_row).or_else(of_col).unwrap_or_default(),
            across: number(tag, "MergeAcross")?,
            down: number(tag, "MergeDown")?,
            is_formula: attribute(tag, "Formula")?.is_some(),
        })
    }

    /// Reads up to the end of the cell just opened; None when it holds no data.
    fn content(&mut self, look: Look) -> Result<Option<Cell>, ReadError> {
        let mut cell = None;
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.local_name().into_inner() == "Data" => {
                    let kind = attribute(&tag, "Type")?.unwrap_or_default().into_owned();
                    let mut text = String::new();
                    self.xml.text_into(&mut text)?;
                    self.meter.text(&text)?;
                    cell = Some(value(&kind, text, look, self.date1904));
                }
                // A comment holds data too, which is not the cell's.
                Event::Start(_) => self.xml.skip()?,
                Event::End(_) => return Ok(cell),
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
    }
}

fn value(kind: &str, text: String, look: Look, date1904: bool) -> Cell {
    let plain = text.trim();
    let value = match kind {
        _ if text.is_empty() => Some(Cell::Empty),
        "Number" => plain.parse().ok().and_then(|value| formats::dated(value, look, date1904)),
        "DateTime" => moment(plain, look),
        "Boolean" => Some(Cell::Bool(matches!(plain, "1" | "true" | "True"))),
        "Error" => Some(Cell::Error(plain.into())),
        _ => None,
    };
    value.unwrap_or(Cell::Text(text))
}

/// A day, or the share of a day when there is only a clock time, which stands on the day before the first.
fn moment(text: &str, look: Look) -> Option<Cell> {
    let moment: jiff::civil::DateTime = text.parse().ok()?;
    if moment.year() < 1900 {
        let midnight = moment.date().at(0, 0, 0, 0);
        let seconds = moment.duration_since(midnight).as_secs_f64();
        return Number::new(seconds / 86_400.0).map(Cell::Number);
    }
    match formats::iso_day(text)? {
        Cell::Date { year, month, day, .. } => {
            Some(Cell::Date { year, month, day, month_only: look == Look::Month })
        }
        other => Some(other),
    }
}

/// The look of a format, which may have a name instead of a text.
fn look(format: &str) -> Look {
    match format {
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Look::Day,
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Percent" | "Scientific"
        | "Yes/No" | "True/False" | "On/Off" | "Long Time" | "Medium Time" | "Short Time" => Look::Number,
        code => formats::custom(code),
    }
}

/// The zero-based position that an element states.
fn index(tag: &BytesStart<'_>, most: u32) -> Result<Option<u32>, ReadError> {
    let Some(text) = attribute(tag, "Index")? else { return Ok(None) };
    let number: Option<u32> = text.trim().parse().ok().filter(|number| (1..=most).contains(number));
    number.map(|number| Some(number - 1)).ok_or_else(|| ReadError::broken("an index outside the grid"))
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    Ok(attribute(tag, name)?.and_then(|text| text.trim().parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("General Number", Look::Number)]
    #[case("Medium Time", Look::Number)]
    #[case("Short Date", Look::Day)]
    #[case("yyyy\"年\"m\"月\"", Look::Month)]
    fn a_format_may_have_a_name(#[case] format: &str, #[case] expected: Look) {
        assert_eq!(look(format), expected);
    }

    #[test]
    fn a_clock_time_is_a_share_of_a_day() {
        let half = Number::new(0.5).map(Cell::Number);
        assert_eq!(moment("1899-12-31T12:00:00.000", Look::Number), half);
        let month = Cell::Date { year: 2022, month: 3, day: 1, month_only: true };
        assert_eq!(moment("2022-03-01T00:00:00.000", Look::Month), Some(month));
    }
}
