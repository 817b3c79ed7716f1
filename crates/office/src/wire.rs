//! A [`Book`], or the [`ReadError`] instead of it, over a pipe.
//!
//! The reading process may have been taken over by the file that it read, so the receiver trusts nothing: every count
//! is bounded by the limits, nothing is reserved on a claim alone, and malformed input is an error. Numbers are
//! variable-length (LEB128), texts are length and UTF-8, a cell is a tag and its value.

use crate::error::{Measure, ReadError};
use crate::read::ReadLimits;
use crate::sheet::{Book, Cell, Decoded, FORMULA_CELLS_MAX, Kind, Number, Range, Sheet};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"TBK2";
/// Longest message of a [`ReadError`] that is accepted.
const MAX_ERROR_BYTES: u64 = 64 << 10;
const MAX_NAME_BYTES: u64 = 4 << 10;
/// The kinds by their numbers on the wire.
const KINDS: [Kind; 6] =
    [Kind::Xlsx, Kind::Xls, Kind::Csv, Kind::SpreadsheetMl, Kind::Html, Kind::WebArchive];

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const NUMBER: u8 = 2;
const DAY: u8 = 3;
const MONTH: u8 = 4;
const FALSE: u8 = 5;
const TRUE: u8 = 6;
const ERROR: u8 = 7;

/// Why a message could not be received.
#[derive(Debug, Error)]
pub enum WireError {
    /// The pipe failed or ended early: the sender died.
    #[error("the message ended early: {0}")]
    Io(#[from] io::Error),
    /// What arrived is no message, or exceeds the limits.
    #[error("the message is malformed: {0}")]
    Malformed(&'static str),
}

/// Sends what reading came to.
///
/// # Errors
/// When the destination fails.
pub fn encode_outcome(outcome: &Result<Book, ReadError>, to: impl Write) -> io::Result<()> {
    let mut sink = Sink(BufWriter::with_capacity(64 << 10, to));
    match outcome {
        Ok(book) => {
            sink.0.write_all(&[1])?;
            sink.book(book)?;
        }
        Err(error) => {
            sink.0.write_all(&[0])?;
            sink.text(&serde_json::to_string(error)?)?;
        }
    }
    sink.0.flush()
}

/// Receives what [`encode_outcome`] sent.
///
/// # Errors
/// When the pipe ends early or its content is not such a message within `limits`.
pub fn decode_outcome(from: impl Read, limits: &ReadLimits) -> Result<Result<Book, ReadError>, WireError> {
    let mut source =
        Source { from: BufReader::with_capacity(64 << 10, from), limits, cells: 0, text_bytes: 0 };
    match source.byte()? {
        1 => source.book().map(Ok),
        0 => {
            let text = source.text(MAX_ERROR_BYTES)?;
            serde_json::from_str(&text).map(Err).map_err(|_| WireError::Malformed("error"))
        }
        _ => Err(WireError::Malformed("outcome")),
    }
}

/// Sends a book alone.
///
/// # Errors
/// When the destination fails.
pub fn encode(book: &Book, to: impl Write) -> io::Result<()> {
    let mut sink = Sink(BufWriter::with_capacity(64 << 10, to));
    sink.book(book)?;
    sink.0.flush()
}

/// Receives what [`encode`] sent.
///
/// # Errors
/// When the pipe ends early or its content is not a book within `limits`.
pub fn decode(from: impl Read, limits: &ReadLimits) -> Result<Book, WireError> {
    Source { from: BufReader::with_capacity(64 << 10, from), limits, cells: 0, text_bytes: 0 }.book()
}

struct Sink<W: Write>(BufWriter<W>);

impl<W: Write> Sink<W> {
    fn number(&mut self, mut value: u64) -> io::Result<()> {
        let mut bytes = [0u8; 10];
        let mut length = 0;
        loop {
            bytes[length] = (value & 0x7f) as u8 | if value > 0x7f { 0x80 } else { 0 };
            length += 1;
            value >>= 7;
            if value == 0 {
                return self.0.write_all(&bytes[..length]);
            }
        }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.number(text.len() as u64)?;
        self.0.write_all(text.as_bytes())
    }

    fn book(&mut self, book: &Book) -> io::Result<()> {
        self.0.write_all(MAGIC)?;
        let kind = KINDS.iter().position(|kind| *kind == book.kind).unwrap_or_default() as u8;
        self.0.write_all(&[kind, u8::from(book.date1904), u8::from(book.decoded.is_some())])?;
        if let Some(decoded) = &book.decoded {
            self.text(&decoded.charset)?;
            self.0.write_all(&[u8::from(decoded.guessed)])?;
            self.number(decoded.separator.map_or(0, |separator| u64::from(u32::from(separator))))?;
        }
        self.number(book.sheets.len() as u64)?;
        book.sheets.iter().try_for_each(|sheet| self.sheet(sheet))
    }

    fn sheet(&mut self, sheet: &Sheet) -> io::Result<()> {
        self.text(&sheet.name)?;
        self.0.write_all(&[u8::from(sheet.hidden)])?;
        self.number(u64::from(sheet.formulas_without_value))?;
        self.number(sheet.formula_cells.len() as u64)?;
        for (row, col) in &sheet.formula_cells {
            self.number(u64::from(*row))?;
            self.number(u64::from(*col))?;
        }
        self.number(sheet.merges.len() as u64)?;
        for merge in &sheet.merges {
            for edge in [merge.first_row, merge.first_col, merge.last_row, merge.last_col] {
                self.number(u64::from(edge))?;
            }
        }
        for hidden in [&sheet.hidden_rows, &sheet.hidden_cols] {
            self.number(hidden.len() as u64)?;
            for number in hidden {
                self.number(u64::from(*number))?;
            }
        }
        self.number(sheet.rows.len() as u64)?;
        for row in &sheet.rows {
            self.number(row.len() as u64)?;
            row.iter().try_for_each(|cell| self.cell(cell))?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) -> io::Result<()> {
        match cell {
            Cell::Empty => self.0.write_all(&[EMPTY]),
            Cell::Text(text) => {
                self.0.write_all(&[TEXT])?;
                self.text(text)
            }
            Cell::Number(number) => {
                let mut bytes = [NUMBER; 9];
                bytes[1..].copy_from_slice(&number.value().to_le_bytes());
                self.0.write_all(&bytes)
            }
            Cell::Date { year, month, day, month_only } => {
                let [low, high] = (*year as u16).to_le_bytes();
                self.0.write_all(&[if *month_only { MONTH } else { DAY }, low, high, *month, *day])
            }
            Cell::Bool(value) => self.0.write_all(&[if *value { TRUE } else { FALSE }]),
            Cell::Error(text) => {
                self.0.write_all(&[ERROR])?;
                self.text(text)
            }
        }
    }
}

struct Source<'l, R: Read> {
    from: BufReader<R>,
    limits: &'l ReadLimits,
    cells: u64,
    text_bytes: u64,
}

impl<R: Read> Source<'_, R> {
    fn byte(&mut self) -> Result<u8, WireError> {
        let byte = self.from.fill_buf()?.first().copied();
        let byte = byte.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        self.from.consume(1);
        Ok(byte)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn flag(&mut self) -> Result<bool, WireError> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(WireError::Malformed("flag")),
        }
    }

    fn number(&mut self) -> Result<u64, WireError> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(WireError::Malformed("number"))
    }

    fn count(&mut self, limit: u64, what: Measure) -> Result<u64, WireError> {
        let count = self.number()?;
        if count > limit { Err(WireError::Malformed(what.code())) } else { Ok(count) }
    }

    fn small(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.number()?).map_err(|_| WireError::Malformed("number"))
    }

    fn text(&mut self, limit: u64) -> Result<String, WireError> {
        let length = self.count(limit, Measure::CellChars)?;
        self.text_bytes += length;
        if self.text_bytes > self.limits.max_inflated_bytes.saturating_add(MAX_ERROR_BYTES) {
            return Err(WireError::Malformed("bytes"));
        }
        let mut bytes = vec![0; length as usize];
        self.from.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| WireError::Malformed("text"))
    }

    fn book(&mut self) -> Result<Book, WireError> {
        if self.bytes::<4>()? != *MAGIC {
            return Err(WireError::Malformed("magic"));
        }
        let kind = KINDS.get(usize::from(self.byte()?)).copied().ok_or(WireError::Malformed("kind"))?;
        let date1904 = self.flag()?;
        let decoded = if self.flag()? { Some(self.decoded()?) } else { None };
        let count = self.count(self.limits.max_sheets as u64, Measure::Sheets)?;
        let sheets = (0..count).map(|_| self.sheet()).collect::<Result<_, _>>()?;
        Ok(Book { kind, decoded, date1904, sheets })
    }

    fn decoded(&mut self) -> Result<Decoded, WireError> {
        let (charset, guessed) = (self.text(MAX_NAME_BYTES)?, self.flag()?);
        let separator = match self.small()? {
            0 => None,
            code => Some(char::from_u32(code).ok_or(WireError::Malformed("separator"))?),
        };
        Ok(Decoded { charset, guessed, separator })
    }

    fn sheet(&mut self) -> Result<Sheet, WireError> {
        let mut sheet = Sheet { name: self.text(MAX_NAME_BYTES)?, hidden: self.flag()?, ..Sheet::default() };
        sheet.formulas_without_value = self.small()?;
        for _ in 0..self.count(FORMULA_CELLS_MAX as u64, Measure::Cells)? {
            sheet.formula_cells.push((self.small()?, self.small()?));
        }
        for _ in 0..self.count(self.limits.max_cells, Measure::Cells)? {
            let (first_row, first_col) = (self.small()?, self.small()?);
            let (last_row, last_col) = (self.small()?, self.small()?);
            if first_row > last_row || first_col > last_col {
                return Err(WireError::Malformed("merge"));
            }
            sheet.merges.push(Range { first_row, first_col, last_row, last_col });
        }
        let max_rows = u64::from(self.limits.max_rows);
        for _ in 0..self.count(max_rows, Measure::Rows)? {
            sheet.hidden_rows.push(self.small()?);
        }
        let max_cols = u64::from(self.limits.max_cols);
        for _ in 0..self.count(max_cols, Measure::Columns)? {
            sheet.hidden_cols.push(self.small()?);
        }
        for _ in 0..self.count(max_rows, Measure::Rows)? {
            let width = self.count(max_cols, Measure::Columns)?;
            self.cells += width;
            if self.cells > self.limits.max_cells {
                return Err(WireError::Malformed(Measure::Cells.code()));
            }
            sheet.rows.push((0..width).map(|_| self.cell()).collect::<Result<_, _>>()?);
        }
        Ok(sheet)
    }

    fn cell(&mut self) -> Result<Cell, WireError> {
        const MAX_CHAR_BYTES: u64 = 4;
        let longest = (self.limits.max_cell_chars as u64).saturating_mul(MAX_CHAR_BYTES);
        Ok(match self.byte()? {
            EMPTY => Cell::Empty,
            TEXT => Cell::Text(self.text(longest)?),
            NUMBER => {
                let value = Number::new(f64::from_le_bytes(self.bytes()?));
                Cell::Number(value.ok_or(WireError::Malformed("number"))?)
            }
            tag @ (DAY | MONTH) => {
                let [low, high, month, day] = self.bytes()?;
                let year = u16::from_le_bytes([low, high]);
                let real = jiff::civil::Date::new(year as i16, month as i8, day as i8).is_ok();
                if !real {
                    return Err(WireError::Malformed("day"));
                }
                Cell::Date { year: i32::from(year), month, day, month_only: tag == MONTH }
            }
            FALSE => Cell::Bool(false),
            TRUE => Cell::Bool(true),
            ERROR => Cell::Error(self.text(longest)?.into()),
            _ => return Err(WireError::Malformed("cell")),
        })
    }
}
