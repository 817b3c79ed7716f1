//! From bytes to a [`Book`], within limits.
//!
//! [`read`] looks at the content alone; the name only gives a text table its sheet name. What each format does:
//!
//! - `.xlsx`: `package` opens the zip and inflates single parts under a budget, `xlsx` finds the sheets, shared texts
//!   and formats, `grid` walks a sheet, `formats` tells dates from numbers.
//! - `.xls`: `cfb` opens the container and `biff` walks its records, so that calamine (`xls`) only sees a file whose
//!   claims are within limits.
//! - text: `charset` decodes, and `sniff` looks again at what came out. A workbook of Excel 2003 is read by
//!   `spreadsheetml`; a page, mostly one that a system calls `.xls`, by `html`, and one in a web archive is unwrapped by
//!   `mime` first; anything else is a text table, whose separator `text` finds and where it splits.
//!
//! Wherever cells come from, `place` puts them into the sheet.

mod biff;
mod cfb;
mod charset;
mod formats;
mod grid;
mod html;
mod mime;
mod package;
mod place;
mod sniff;
mod spreadsheetml;
mod text;
mod xls;
mod xlsx;
mod xml;

pub(crate) use formats::serial_of_day;

use crate::error::{Measure, ReadError};
use crate::sheet::Book;
use sniff::{Wrapping, Written};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much of a file is read before it is refused. The defaults take any workbook that people make by hand and keep a
/// reading process under about one gigabyte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLimits {
    /// Rows of a sheet, blank ones before a filled one included.
    pub max_rows: u32,
    /// Columns of a sheet.
    pub max_cols: u32,
    /// Cells of all sheets together, blank ones before a filled one included.
    pub max_cells: u64,
    /// Characters in one cell.
    pub max_cell_chars: usize,
    /// Inflated bytes of all parts together; also the bytes of all texts held, and of a text table.
    pub max_inflated_bytes: u64,
    /// Files in a workbook's zip container.
    pub max_zip_entries: usize,
    /// Inflated bytes for one compressed byte, for parts of more than a megabyte.
    pub max_ratio: u64,
    /// Entries in a workbook's table of shared texts.
    pub max_shared_strings: usize,
    /// Sheets of a workbook.
    pub max_sheets: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        ReadLimits {
            max_rows: 200_000,
            max_cols: 1_024,
            max_cells: 6_000_000,
            max_cell_chars: 32_767,
            max_inflated_bytes: 256 << 20,
            max_zip_entries: 4_096,
            max_ratio: 400,
            max_shared_strings: 2_000_000,
            max_sheets: 256,
        }
    }
}

/// Reads a workbook or text table. `name_hint` is the file's name; it decides nothing about how the bytes are read.
///
/// # Errors
/// See [`ReadError`]; no input makes this panic, and a panic inside a parser is answered as [`ReadError::Broken`].
pub fn read(bytes: &[u8], name_hint: &str, limits: &ReadLimits) -> Result<Book, ReadError> {
    let mut book = catch_unwind(AssertUnwindSafe(|| match sniff::wrapping(bytes)? {
        Wrapping::Zip => xlsx::read(bytes, limits),
        Wrapping::Container => xls::read(bytes, limits),
        Wrapping::Text => read_text(bytes, name_hint, limits),
    }))
    .unwrap_or_else(|_| Err(ReadError::broken("the parser gave up")))?;
    for sheet in &mut book.sheets {
        sheet.trim();
    }
    Ok(book)
}

fn read_text(bytes: &[u8], name_hint: &str, limits: &ReadLimits) -> Result<Book, ReadError> {
    ReadError::check(Measure::Bytes, bytes.len() as u64, limits.max_inflated_bytes)?;
    let (text, decoded) = charset::decode(bytes)?;
    match sniff::text(&text)? {
        Written::Table => text::read(&text, decoded, name_hint, limits),
        Written::SpreadsheetMl => spreadsheetml::read(&text, decoded, limits),
        Written::Page => html::read(&text, decoded, name_hint, limits),
        // Its parts have character sets of their own.
        Written::WebArchive => mime::read(bytes, name_hint, limits),
    }
}

/// The name of a file without its folders and ending.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

/// Counts what a book holds against the limits while it grows.
struct Meter<'a> {
    limits: &'a ReadLimits,
    cells: u64,
    text_bytes: u64,
}

impl<'a> Meter<'a> {
    fn new(limits: &'a ReadLimits) -> Self {
        Meter { limits, cells: 0, text_bytes: 0 }
    }

    /// The zero-based position of a filled cell is inside the sheet limits.
    fn position(&self, row: u32, col: u32) -> Result<(), ReadError> {
        ReadError::check(Measure::Rows, u64::from(row) + 1, u64::from(self.limits.max_rows))?;
        ReadError::check(Measure::Columns, u64::from(col) + 1, u64::from(self.limits.max_cols))
    }

    fn cells(&mut self, more: usize) -> Result<(), ReadError> {
        self.cells += more as u64;
        ReadError::check(Measure::Cells, self.cells, self.limits.max_cells)
    }

    /// Charges a text that is about to be stored. Texts are charged as often as they are used, because one long shared
    /// text in a million cells is a bomb too.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.text_bytes += text.len() as u64;
        ReadError::check(Measure::Bytes, self.text_bytes, self.limits.max_inflated_bytes)?;
        if text.len() > self.limits.max_cell_chars {
            let chars = text.chars().count() as u64;
            ReadError::check(Measure::CellChars, chars, self.limits.max_cell_chars as u64)?;
        }
        Ok(())
    }
}
