//! One worksheet part, walked once.

use super::Meter;
use super::formats::{self, Look};
use super::place::{self, Columns};
use super::xml::{Xml, attribute, flag, unescape_controls};
use crate::error::{Measure, ReadError};
use crate::sheet::{Cell, FORMULA_CELLS_MAX, GRID_COLS, GRID_ROWS, Range, Sheet, parse_address};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What cells refer to.
pub(super) struct Context<'a> {
    pub(super) strings: &'a [String],
    pub(super) looks: &'a [Look],
    pub(super) date1904: bool,
}

/// Reads the rows, merges, hidden rows and columns of a worksheet part; name and visibility are the workbook's to say.
pub(super) fn read(part: &str, context: &Context<'_>, meter: &mut Meter<'_>) -> Result<Sheet, ReadError> {
    let mut grid = Grid {
        xml: Xml::new(part),
        context,
        meter,
        sheet: Sheet::default(),
        row: 0,
        col: 0,
        scratch: String::new(),
        columns: Columns::default(),
    };
    grid.walk()?;
    grid.sheet.hidden_cols = grid.columns.into_hidden();
    grid.sheet.hidden_rows.sort_unstable();
    grid.sheet.hidden_rows.dedup();
    grid.sheet.formula_cells.sort_unstable();
    Ok(grid.sheet)
}

struct Grid<'p, 'c, 'm, 'l> {
    xml: Xml<'p>,
    context: &'c Context<'c>,
    meter: &'m mut Meter<'l>,
    sheet: Sheet,
    /// Position of the next cell that does not state its own.
    row: u32,
    col: u32,
    scratch: String,
    columns: Columns,
}

/// The stated kind of a cell's value (`t`).
#[derive(Clone, Copy, PartialEq)]
enum Stated {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Day,
}

impl Grid<'_, '_, '_, '_> {
    fn walk(&mut self) -> Result<(), ReadError> {
        let mut complete = false;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => self.open(&tag, true)?,
                Event::Empty(tag) => {
                    complete |= tag.local_name().into_inner() == "sheetData";
                    self.open(&tag, false)?;
                }
                Event::End(tag) => match tag.local_name().into_inner() {
                    "row" => self.row = self.row.saturating_add(1),
                    "sheetData" => complete = true,
                    _ => {}
                },
                Event::Eof if complete => return Ok(()),
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        match tag.local_name().into_inner() {
            "c" => self.cell(tag, has_content),
            "row" => self.open_row(tag, has_content),
            "dimension" => self.check_dimension(tag),
            "mergeCell" => self.merge(tag),
            "col" => self.column(tag),
            _ => Ok(()),
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.columns.describe()?;
        let number = |name: &str| -> Result<Option<u32>, ReadError> {
            Ok(attribute(tag, name)?.and_then(|text| text.trim().parse().ok()))
        };
        if flag(tag, "hidden")?
            && let (Some(first @ 1..), Some(last)) = (number("min")?, number("max")?)
        {
            self.columns.hide(first - 1, last, self.meter);
        }
        Ok(())
    }

    /// A sheet that claims (nearly) the whole grid is refused; one that claims whole rows or whole columns is not,
    /// because formatting them is enough to make that claim. What is really there is counted cell by cell.
    fn check_dimension(&self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let claimed = attribute(tag, "ref")?.and_then(|text| Range::parse(&text));
        let Some(range) = claimed else { return Ok(()) };
        let (rows, cols) = (range.last_row + 1, range.last_col + 1);
        let limits = self.meter.limits;
        if rows > limits.max_rows && cols > limits.max_cols {
            let found = u64::from(rows) * u64::from(cols);
            return Err(ReadError::TooBig { what: Measure::Cells, limit: limits.max_cells, found });
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        self.col = 0;
        if let Some(text) = attribute(tag, "r")? {
            let number: u32 = text.trim().parse().map_err(|_| ReadError::broken("a row without number"))?;
            if !(1..=GRID_ROWS).contains(&number) {
                return Err(ReadError::broken("a row outside the grid"));
            }
            self.row = number - 1;
        }
        if self.row < self.meter.limits.max_rows && flag(tag, "hidden")? {
            self.sheet.hidden_rows.push(self.row);
        }
        if !has_content {
            self.row = self.row.saturating_add(1);
        }
        Ok(())
    }

    fn merge(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match attribute(tag, "ref")?.and_then(|text| Range::parse(&text)) {
            Some(range) => place::merge(&mut self.sheet, range, self.meter),
            None => Ok(()),
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), ReadError> {
        let (mut stated, mut style) = (Stated::Number, 0usize);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(ReadError::broken)?;
            match attribute.key.0 {
                "r" => {
                    let position = parse_address(&attribute.value);
                    (self.row, self.col) =
                        position.ok_or_else(|| ReadError::broken("a cell outside the grid"))?;
                }
                "t" => stated = Stated::of(&attribute.value),
                "s" => style = attribute.value.parse().unwrap_or(0),
                _ => {}
            }
        }
        if has_content {
            let cell = self.content(stated, style)?;
            if !cell.is_empty() {
                place::cell(&mut self.sheet, (self.row, self.col), cell, self.meter)?;
            }
        }
        self.col = (self.col + 1).min(GRID_COLS);
        Ok(())
    }

    /// Reads up to the end of the cell just opened.
    fn content(&mut self, stated: Stated, style: usize) -> Result<Cell, ReadError> {
        let (mut formula, mut valued) = (false, false);
        self.scratch.clear();
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "v" => {
                        valued = true;
                        self.xml.text_into(&mut self.scratch)?;
                    }
                    "is" => {
                        self.xml.rich_text_into(&mut self.scratch)?;
                        // An inline text is text whatever the cell states.
                        self.xml.skip()?;
                        return self.text_cell(false);
                    }
                    other => {
                        formula |= other == "f";
                        self.xml.skip()?;
                    }
                },
                Event::Empty(tag) => formula |= tag.local_name().into_inner() == "f",
                Event::End(_) => break,
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
        if formula && !valued {
            self.sheet.formulas_without_value += 1;
            if self.sheet.formula_cells.len() < FORMULA_CELLS_MAX {
                self.sheet.formula_cells.push((self.row, self.col));
            }
        }
        self.value(stated, style)
    }

    fn value(&mut self, stated: Stated, style: usize) -> Result<Cell, ReadError> {
        if self.scratch.is_empty() {
            return Ok(Cell::Empty);
        }
        match stated {
            Stated::Text => self.text_cell(true),
            Stated::Shared => {
                let index: Option<usize> = self.scratch.trim().parse().ok();
                let text = index.and_then(|index| self.context.strings.get(index));
                let text = text.ok_or_else(|| ReadError::broken("a cell without its shared text"))?;
                self.meter.text(text)?;
                Ok(if text.is_empty() { Cell::Empty } else { Cell::Text(text.clone()) })
            }
            Stated::Bool => Ok(Cell::Bool(matches!(self.scratch.trim(), "1" | "true"))),
            Stated::Error => {
                self.meter.text(&self.scratch)?;
                Ok(Cell::Error(self.scratch.as_str().into()))
            }
            Stated::Day => match formats::iso_day(self.scratch.trim()) {
                Some(day) => Ok(day),
                None => self.text_cell(true),
            },
            Stated::Number => {
                let look = self.context.looks.get(style).copied().unwrap_or_default();
                let value: Option<f64> = self.scratch.trim().parse().ok();
                match value.and_then(|value| formats::dated(value, look, self.context.date1904)) {
                    Some(cell) => Ok(cell),
                    None => self.text_cell(true),
                }
            }
        }
    }

    fn text_cell(&mut self, escaped: bool) -> Result<Cell, ReadError> {
        let plain = escaped.then(|| unescape_controls(&self.scratch)).flatten();
        let text = plain.map_or(Cow::Borrowed(self.scratch.as_str()), Cow::Owned);
        self.meter.text(&text)?;
        Ok(if text.is_empty() { Cell::Empty } else { Cell::Text(text.into_owned()) })
    }
}

impl Stated {
    fn of(text: &str) -> Stated {
        match text {
            "s" => Stated::Shared,
            "str" | "inlineStr" => Stated::Text,
            "b" => Stated::Bool,
            "e" => Stated::Error,
            "d" => Stated::Day,
            _ => Stated::Number,
        }
    }
}
