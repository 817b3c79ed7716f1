//! The records of an `.xls` stream, walked before calamine reads them.
//!
//! calamine reserves memory for what a sheet claims and fills the rectangle around its cells; so claims and rectangle
//! are held against the limits first. On the way this notes what calamine does not tell: which cells are months, and
//! which rows and columns are hidden.

use super::ReadLimits;
use super::cfb::{u16_at, u32_at};
use super::formats::{self, Look};
use crate::error::{Foreign, Measure, ReadError};
use crate::sheet::GRID_COLS;
use std::collections::HashMap;

/// Rows and columns that the format has.
const BIFF8_ROWS: u32 = 65_536;
const BIFF8_COLS: u32 = 256;
const BIFF8: u16 = 0x0600;

/// What the walk found, by zero-based row and column.
#[derive(Default)]
pub(super) struct SheetFacts {
    pub(super) look_of: HashMap<(u32, u32), Look>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_cols: Vec<u32>,
}

/// The facts of each sheet, in the order of the workbook's list of sheets.
pub(super) fn scan(stream: &[u8], limits: &ReadLimits) -> Result<Vec<SheetFacts>, ReadError> {
    let globals = Globals::read(stream, limits)?;
    let mut cells = 0u64;
    let mut facts = Vec::with_capacity(globals.sheet_offsets.len());
    for offset in &globals.sheet_offsets {
        let part = stream.get(*offset..).ok_or(ReadError::Truncated)?;
        let (sheet, rows, cols) = scan_sheet(part, &globals.looks, limits)?;
        cells += u64::from(rows) * u64::from(cols);
        ReadError::check(Measure::Cells, cells, limits.max_cells)?;
        facts.push(sheet);
    }
    Ok(facts)
}

/// What the first substream says about the workbook.
struct Globals {
    sheet_offsets: Vec<usize>,
    looks: Vec<Look>,
}

impl Globals {
    fn read(stream: &[u8], limits: &ReadLimits) -> Result<Globals, ReadError> {
        let mut custom: HashMap<u16, Look> = HashMap::new();
        let mut format_ids = Vec::new();
        let mut sheet_offsets = Vec::new();
        for record in Records(stream) {
            let (kind, data) = record?;
            match kind {
                BOF if u16_at(data, 0)? != BIFF8 => {
                    return Err(ReadError::Unsupported { what: Foreign::OldExcel });
                }
                FILE_PASS if u16_at(data, 0)? != 0 => return Err(ReadError::Encrypted),
                FORMAT => drop(custom.insert(u16_at(data, 0)?, format_look(data)?)),
                XF => format_ids.push(u16_at(data, 2)?),
                BOUND_SHEET => sheet_offsets.push(u32_at(data, 0)? as usize),
                SST => {
                    let claimed = u64::from(u32_at(data, 4)?);
                    ReadError::check(Measure::SharedStrings, claimed, limits.max_shared_strings as u64)?;
                }
                EOF => break,
                _ => {}
            }
        }
        ReadError::check(Measure::Sheets, sheet_offsets.len() as u64, limits.max_sheets as u64)?;
        let look = |id: &u16| custom.get(id).copied().unwrap_or_else(|| formats::built_in(u32::from(*id)));
        Ok(Globals { sheet_offsets, looks: format_ids.iter().map(look).collect() })
    }
}

/// A sheet's facts, and the size of the rectangle from A1 around its cells.
fn scan_sheet(part: &[u8], looks: &[Look], limits: &ReadLimits) -> Result<(SheetFacts, u32, u32), ReadError> {
    let mut facts = SheetFacts::default();
    let (mut rows, mut cols) = (0u32, 0u32);
    // Charts inside the sheet are streams of their own, with records that look like cells.
    let mut depth = 0u32;
    for record in Records(part) {
        let (kind, data) = record?;
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => check_dimensions(data, limits)?,
            ROW if u16_at(data, 12)? & 0x20 != 0 => facts.hidden_rows.push(u32::from(u16_at(data, 0)?)),
            COL_INFO if u16_at(data, 8)? & 1 != 0 => {
                let (first, last) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                facts
                    .hidden_cols
                    .extend(first..=last.min(BIFF8_COLS - 1).min(limits.max_cols.saturating_sub(1)));
                // Each column is described once; more is a file that only wants memory.
                ReadError::check(Measure::Columns, facts.hidden_cols.len() as u64, u64::from(GRID_COLS))?;
            }
            FORMULA | NUMBER | LABEL | RSTRING | BOOL_ERR | LABEL_SST | RK | MUL_RK => {
                let (row, first) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                // A run of numbers holds six bytes for each, between its first and its last column.
                let step = if kind == MUL_RK { 6 } else { data.len().max(6) };
                let count = if kind == MUL_RK { data.len().saturating_sub(6) / 6 } else { 1 };
                for number in 0..count {
                    let col = first + number as u32;
                    let look = looks.get(usize::from(u16_at(data, 4 + number * step)?)).copied();
                    if let Some(look @ (Look::Month | Look::Day)) = look {
                        facts.look_of.insert((row, col), look);
                    }
                    (rows, cols) = (rows.max(row + 1), cols.max(col + 1));
                }
            }
            _ => {}
        }
        ReadError::check(Measure::Rows, u64::from(rows), u64::from(limits.max_rows))?;
        ReadError::check(Measure::Columns, u64::from(cols), u64::from(limits.max_cols))?;
    }
    for hidden in [&mut facts.hidden_rows, &mut facts.hidden_cols] {
        hidden.sort_unstable();
        hidden.dedup();
    }
    Ok((facts, rows, cols))
}

/// The format has 65,536 rows and 256 columns; a claim beyond them is a lie to make readers reserve memory.
fn check_dimensions(data: &[u8], limits: &ReadLimits) -> Result<(), ReadError> {
    let (first_row, last_row) = (u32_at(data, 0)?, u32_at(data, 4)?);
    let (first_col, last_col) = (u32::from(u16_at(data, 8)?), u32::from(u16_at(data, 10)?));
    ReadError::check(Measure::Rows, u64::from(last_row), u64::from(BIFF8_ROWS))?;
    ReadError::check(Measure::Columns, u64::from(last_col), u64::from(BIFF8_COLS))?;
    if last_row == 0 || last_col == 0 {
        return Ok(());
    }
    if first_row >= last_row || first_col >= last_col {
        return Err(ReadError::broken("xls: dimensions"));
    }
    let claimed = u64::from(last_row - first_row) * u64::from(last_col - first_col);
    ReadError::check(Measure::Cells, claimed, limits.max_cells)
}

/// The look of a format record: an id, then a text of one or two bytes a character.
fn format_look(data: &[u8]) -> Result<Look, ReadError> {
    let chars = usize::from(u16_at(data, 2)?);
    let wide = data.get(4).ok_or(ReadError::Truncated)? & 1 == 1;
    let text = &data[5..];
    let code: String = if wide {
        let units = text.chunks_exact(2).take(chars).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        text.iter().take(chars).map(|byte| char::from(*byte)).collect()
    };
    Ok(formats::custom(&code))
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;
const BOUND_SHEET: u16 = 0x0085;
const SST: u16 = 0x00fc;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COL_INFO: u16 = 0x007d;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RSTRING: u16 = 0x00d6;
const BOOL_ERR: u16 = 0x0205;
const LABEL_SST: u16 = 0x00fd;
const RK: u16 = 0x027e;
const MUL_RK: u16 = 0x00bd;

/// Kind and data of one record after the other.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.len() < 4 {
            return None;
        }
        let kind = u16::from_le_bytes([self.0[0], self.0[1]]);
        let length = usize::from(u16::from_le_bytes([self.0[2], self.0[3]]));
        let Some(data) = self.0.get(4..4 + length) else {
            self.0 = &[];
            return Some(Err(ReadError::Truncated));
        };
        self.0 = &self.0[4 + length..];
        Some(Ok((kind, data)))
    }
}
