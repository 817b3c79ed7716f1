//! A workbook given back with its problems marked where they are.

use crate::error::WriteError;
use crate::read::serial_of_day;
use crate::sheet::{Book, Cell, Range, Sheet};
use crate::write::{new_workbook, tab_name};
use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// How bad a marked place is. The worst mark on a cell gives its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information: blue.
    Info,
    /// Taken, but to be looked at: yellow.
    Warning,
    /// Not taken: red.
    Error,
}

/// A mark on a cell or on a whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Index of the sheet in the book.
    pub sheet: usize,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column; None marks the whole row, with the comment at its first cell.
    pub col: Option<u32>,
    /// How bad it is.
    pub severity: Severity,
    /// What is said in the comment; several on one cell stand one below the other.
    pub comment: String,
}

/// Longest comment that a cell can carry, less the room the library keeps for a name.
const MAX_COMMENT_UNITS: usize = 32_000;
const COMMENT_WIDTH_PIXELS: u32 = 280;
const COMMENT_LINE_PIXELS: u32 = 20;
const COMMENT_LINE_CHARS: usize = 20;
const MAX_COMMENT_LINES: usize = 20;
/// Cells of all merges together that are kept.
const MAX_MERGED_CELLS: u64 = 500_000;
/// Rows that column widths are taken from.
const WIDTH_SAMPLE_ROWS: usize = 200;
const MIN_WIDTH: usize = 8;
const MAX_WIDTH: usize = 40;

/// Writes the values of a book as `.xlsx`, with coloured cells and comments on the marks. Types, merges, hidden rows
/// and hidden sheets are kept; fonts, widths and formulas are not, for the original file is kept beside it. Marks
/// outside of the book's sheets are ignored.
///
/// # Errors
/// When a text is too long for a cell (not after reading with the default limits) or the sheet does not fit the grid.
pub fn annotate(original: &Book, marks: &[Mark]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = new_workbook()?;
    let styles = Styles::new();
    let mut names = Vec::new();
    for (number, sheet) in original.sheets.iter().enumerate() {
        let name = tab_name(&sheet.name, &names);
        let marks = SheetMarks::of(marks.iter().filter(|mark| mark.sheet == number));
        let target = worksheet(&mut workbook, sheet)?;
        target.set_name(&name)?;
        Copier { target, sheet, marks: &marks, styles: &styles }.copy()?;
        names.push(name);
    }
    // A workbook needs a sheet that can be seen; the first of them is shown first.
    if let Some(first) = original.sheets.iter().position(|sheet| !sheet.hidden) {
        for (number, _) in original.sheets.iter().enumerate().filter(|(_, sheet)| sheet.hidden) {
            workbook.worksheet_from_index(number)?.set_hidden(true);
        }
        workbook.worksheet_from_index(first)?.set_active(true);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Merges over several rows write ahead, which the row-by-row mode cannot take back; without them memory stays flat.
fn has_tall_merges(sheet: &Sheet) -> bool {
    sheet.merges.iter().any(|merge| merge.first_row != merge.last_row)
}

/// The merges to lay down before all rows, and those to lay down when their row comes. The library remembers each merged
/// cell, so merges beyond a sum of cells, which only a hostile file has, are left out.
fn merges(sheet: &Sheet) -> (Vec<Range>, BTreeMap<u32, Vec<Range>>) {
    let mut left = MAX_MERGED_CELLS;
    let kept = sheet.merges.iter().copied().filter(|range| {
        let cells =
            u64::from(range.last_row - range.first_row + 1) * u64::from(range.last_col - range.first_col + 1);
        let fits = cells <= left;
        left -= if fits { cells } else { 0 };
        fits
    });
    if has_tall_merges(sheet) {
        return (kept.collect(), BTreeMap::new());
    }
    let mut by_row: BTreeMap<u32, Vec<Range>> = BTreeMap::new();
    for range in kept {
        by_row.entry(range.first_row).or_default().push(range);
    }
    (Vec::new(), by_row)
}

fn worksheet<'w>(workbook: &'w mut Workbook, sheet: &Sheet) -> Result<&'w mut Worksheet, WriteError> {
    let tall = has_tall_merges(sheet);
    Ok(if tall { workbook.add_worksheet() } else { workbook.add_worksheet_with_constant_memory()? })
}

/// The marks of one sheet by place.
#[derive(Default)]
struct SheetMarks {
    rows: BTreeMap<u32, Severity>,
    cells: BTreeMap<(u32, u32), Severity>,
    comments: BTreeMap<(u32, u32), String>,
}

impl SheetMarks {
    fn of<'m>(marks: impl Iterator<Item = &'m Mark>) -> SheetMarks {
        let mut all = SheetMarks::default();
        for mark in marks {
            let severity = match mark.col {
                Some(col) => all.cells.entry((mark.row, col)).or_insert(mark.severity),
                None => all.rows.entry(mark.row).or_insert(mark.severity),
            };
            *severity = mark.severity.max(*severity);
            if mark.comment.is_empty() {
                continue;
            }
            let comment = all.comments.entry((mark.row, mark.col.unwrap_or(0))).or_default();
            if !comment.is_empty() {
                comment.push('\n');
            }
            comment.push_str(&mark.comment);
        }
        all
    }

    fn at(&self, row: u32, col: u32) -> Option<Severity> {
        self.cells.get(&(row, col)).or_else(|| self.rows.get(&row)).copied()
    }

    fn last_row(&self) -> Option<u32> {
        self.rows.keys().next_back().copied().max(self.cells.keys().next_back().map(|(row, _)| *row))
    }

    /// Columns that marks of a row reach to.
    fn width(&self, row: u32) -> u32 {
        self.cells.range((row, 0)..=(row, u32::MAX)).next_back().map_or(0, |((_, col), _)| col + 1)
    }
}

struct Copier<'a> {
    target: &'a mut Worksheet,
    sheet: &'a Sheet,
    marks: &'a SheetMarks,
    styles: &'a Styles,
}

impl Copier<'_> {
    fn copy(mut self) -> Result<(), WriteError> {
        self.widths()?;
        for row in &self.sheet.hidden_rows {
            self.target.set_row_hidden(*row)?;
        }
        for col in &self.sheet.hidden_cols {
            self.target.set_column_hidden(column(*col)?)?;
        }
        let (early, mut merges) = merges(self.sheet);
        for range in early {
            self.merge(&range)?;
        }
        let rows =
            (self.sheet.rows.len() as u32).max(self.marks.last_row().map_or(0, |row| row.saturating_add(1)));
        let sheet_width = self.sheet.width() as u32;
        for row in 0..rows {
            for range in merges.remove(&row).unwrap_or_default() {
                self.merge(&range)?;
            }
            let filled = self.sheet.rows.get(row as usize).map_or(0, Vec::len) as u32;
            let whole = if self.marks.rows.contains_key(&row) { sheet_width } else { 0 };
            for col in 0..filled.max(whole).max(self.marks.width(row)) {
                self.cell(row, col)?;
            }
        }
        self.comments()
    }

    fn widths(&mut self) -> Result<(), WriteError> {
        let mut widths = vec![MIN_WIDTH; self.sheet.width()];
        for cells in self.sheet.rows.iter().take(WIDTH_SAMPLE_ROWS) {
            for (width, cell) in widths.iter_mut().zip(cells) {
                let text = cell.text();
                let chars = text.chars().take(MAX_WIDTH).map(|c| if c.is_ascii() { 1 } else { 2 });
                *width = (chars.sum::<usize>() + 2).clamp(*width, MAX_WIDTH);
            }
        }
        for (col, width) in widths.into_iter().enumerate() {
            self.target.set_column_width(column(col as u32)?, width as f64)?;
        }
        Ok(())
    }

    /// Merges are laid down before their cells are written over them. Overlapping ones, which a spreadsheet program would
    /// call damage, are left out.
    fn merge(&mut self, range: &Range) -> Result<(), WriteError> {
        let (first, last) = (column(range.first_col)?, column(range.last_col)?);
        let merged =
            self.target.merge_range(range.first_row, first, range.last_row, last, "", &self.styles.merged);
        match merged {
            Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }

    fn cell(&mut self, row: u32, col: u32) -> Result<(), WriteError> {
        let value = self.sheet.cell(row, col);
        let mark = self.marks.at(row, col);
        let position = column(col)?;
        match value {
            Cell::Empty if mark.is_none() => return Ok(()),
            Cell::Empty => drop(self.target.write_blank(row, position, self.styles.of(Look::Text, mark))?),
            Cell::Number(number) => {
                let style = self.styles.of(Look::Number, mark);
                self.target.write_number_with_format(row, position, number.value(), style)?;
            }
            Cell::Bool(value) => {
                self.target.write_boolean_with_format(
                    row,
                    position,
                    *value,
                    self.styles.of(Look::Number, mark),
                )?;
            }
            Cell::Date { year, month, day, month_only } => match serial_of_day(*year, *month, *day) {
                Some(serial) => {
                    let style = self.styles.of(if *month_only { Look::Month } else { Look::Day }, mark);
                    self.target.write_number_with_format(row, position, serial as f64, style)?;
                }
                None => self.text(row, position, &value.text(), mark)?,
            },
            Cell::Text(text) => self.text(row, position, text, mark)?,
            Cell::Error(text) => self.text(row, position, text, mark)?,
        }
        Ok(())
    }

    fn text(&mut self, row: u32, col: u16, text: &str, mark: Option<Severity>) -> Result<(), WriteError> {
        let style = self.styles.of(Look::Text, mark);
        match self.target.write_string_with_format(row, col, text, style) {
            Ok(_) => Ok(()),
            Err(XlsxError::MaxStringLengthExceeded) => {
                Err(WriteError::TextTooLong { row, col: u32::from(col) })
            }
            Err(other) => Err(other.into()),
        }
    }

    fn comments(&mut self) -> Result<(), WriteError> {
        for ((row, col), comment) in &self.marks.comments {
            let text = shorten(comment);
            let lines: usize = text.lines().map(|line| line.chars().count() / COMMENT_LINE_CHARS + 1).sum();
            let height = COMMENT_LINE_PIXELS * (lines.clamp(2, MAX_COMMENT_LINES) as u32 + 1);
            let note = Note::new(text).add_author_prefix(false);
            let note = note.set_width(COMMENT_WIDTH_PIXELS).set_height(height);
            self.target.insert_note(*row, column(*col)?, &note)?;
        }
        Ok(())
    }
}

fn column(col: u32) -> Result<u16, WriteError> {
    u16::try_from(col).map_err(|_| WriteError::GridFull)
}

fn shorten(comment: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_COMMENT_UNITS
    };
    comment.chars().take_while(fits).collect()
}

#[derive(Clone, Copy)]
enum Look {
    Text,
    Number,
    Day,
    Month,
}

/// One style for every look and mark.
struct Styles {
    by_look: [[Format; 4]; 4],
    merged: Format,
}

impl Styles {
    fn new() -> Styles {
        let looks = ["@", "General", "yyyy\\-mm\\-dd", "yyyy\\-mm"];
        let colours =
            [None, Some(Color::RGB(0xDD_EB_F7)), Some(Color::RGB(0xFF_E6_99)), Some(Color::RGB(0xF4_B0_84))];
        let style = |look: &str, colour: Option<Color>| {
            let style = Format::new().set_num_format(look);
            match colour {
                Some(colour) => style.set_background_color(colour),
                None => style,
            }
        };
        Styles { by_look: looks.map(|look| colours.map(|colour| style(look, colour))), merged: Format::new() }
    }

    fn of(&self, look: Look, mark: Option<Severity>) -> &Format {
        &self.by_look[look as usize][mark.map_or(0, |severity| severity as usize + 1)]
    }
}
