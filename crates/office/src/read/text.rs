//! Text tables: comma, semicolon or tab separated (RFC 4180), every cell a text.
//!
//! Limits bind while the text is walked, so that one endless line costs no more than one cell. Cells that our own
//! writer guarded against being taken for a formula get back the text they had, see [`crate::write::guard`].

use super::{Meter, ReadLimits, stem};
use crate::error::{Measure, ReadError};
use crate::sheet::{Book, Cell, Decoded, Kind, Sheet};
use crate::write::guard::unguard;

/// Lines that the separator is told from.
const SAMPLE_LINES: usize = 50;
/// Bytes that it is told from at most, should the lines be long.
const SAMPLE_BYTES: usize = 1 << 20;
/// Longest character in any of the character sets, in bytes.
const MAX_CHAR_BYTES: usize = 4;

/// Reads a text table as a book of one sheet.
pub(super) fn read(
    text: &str,
    decoded: Decoded,
    name_hint: &str,
    limits: &ReadLimits,
) -> Result<Book, ReadError> {
    refuse_endless_run(text, limits)?;
    let (separator, body) = separator(text);
    let lines_before = line_at(text, text.len() - body.len()) - 1;
    let rows = Splitter { text: body, lines_before, separator, at: 0, meter: Meter::new(limits) }.rows()?;
    let sheet = Sheet { name: stem(name_hint), rows, ..Sheet::default() };
    let decoded = Decoded { separator: Some(char::from(separator)), ..decoded };
    Ok(Book { kind: Kind::Csv, decoded: Some(decoded), date1904: false, sheets: vec![sheet] })
}

/// A run without any separator or line end that is longer than a cell may be is refused before anything else looks at it.
fn refuse_endless_run(text: &str, limits: &ReadLimits) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let longest = limits.max_cell_chars.saturating_mul(MAX_CHAR_BYTES);
    let ends = |byte: &u8| matches!(byte, b',' | b';' | b'\t' | b'\n' | b'\r');
    let mut at = 0;
    // Each window is searched from its end, so a text with separators is skipped through rather than read.
    while bytes.len() - at > longest {
        let Some(last) = bytes[at..=at + longest].iter().rposition(ends) else {
            return Err(ReadError::LongCell { line: line_at(text, at), limit: limits.max_cell_chars as u64 });
        };
        at += last + 1;
    }
    Ok(())
}

/// The line, from 1, in which a place of the text lies.
fn line_at(text: &str, at: usize) -> u64 {
    let before = &text.as_bytes()[..at];
    let ends = |pair: &[u8]| pair[0] == b'\n' || (pair[0] == b'\r' && pair[1] != b'\n');
    let last = matches!(before.last(), Some(b'\n' | b'\r'));
    (before.windows(2).filter(|pair| ends(pair)).count() + usize::from(last) + 1) as u64
}

/// The separator, and the text after a `sep=;` line if there is one. Otherwise the separator is the one that stands
/// equally often, outside of quotes, in most of the first lines; a comma when there is none.
fn separator(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(separator @ (b',' | b';' | b'\t')) = rest.bytes().next()
        && let Some(body) = rest[1..].strip_prefix("\r\n").or_else(|| rest[1..].strip_prefix('\n'))
    {
        return (separator, body);
    }
    let candidates = [b'\t', b',', b';'];
    let lines = sample(text, candidates);
    let score = |candidate: usize| {
        let counts = || lines.iter().map(|line| line[candidate]).filter(|count| *count > 0);
        counts().map(|count| counts().filter(|other| *other == count).count()).max().unwrap_or(0)
    };
    // max_by_key takes the last of equals, so the order is reversed: a tab is rarest inside a cell.
    let best = (0..candidates.len()).rev().max_by_key(|candidate| score(*candidate));
    let best = best.filter(|candidate| score(*candidate) > 0).unwrap_or(1);
    (candidates[best], text)
}

/// How often each candidate stands outside of quotes, for each of the first lines that is not blank.
fn sample(text: &str, candidates: [u8; 3]) -> Vec<[u32; 3]> {
    let mut lines = vec![[0u32; 3]];
    let (mut quoted, mut blank) = (false, true);
    for byte in text.bytes().take(SAMPLE_BYTES) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    lines.push([0; 3]);
                    blank = true;
                }
                if lines.len() > SAMPLE_LINES {
                    break;
                }
                continue;
            }
            _ if !quoted => {
                if let Some(at) = candidates.iter().position(|candidate| *candidate == byte)
                    && let Some(line) = lines.last_mut()
                {
                    line[at] += 1;
                }
            }
            _ => {}
        }
        blank = false;
    }
    lines
}

struct Splitter<'a, 'l> {
    text: &'a str,
    /// Lines of the file before the text.
    lines_before: u64,
    separator: u8,
    at: usize,
    meter: Meter<'l>,
}

/// What stands behind a cell.
#[derive(PartialEq)]
enum After {
    Cell,
    Row,
    End,
}

impl Splitter<'_, '_> {
    fn rows(mut self) -> Result<Vec<Vec<Cell>>, ReadError> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        while self.at < self.text.len() {
            let mut row = Vec::with_capacity(rows.last().map_or(0, Vec::len));
            let position = (rows.len() as u64).min(u64::from(u32::MAX)) as u32;
            loop {
                let begin = self.at;
                let (cell, after) = self.cell().map_err(|error| self.in_line(error, begin))?;
                self.meter.position(position, row.len().min(u32::MAX as usize) as u32)?;
                self.meter.cells(1)?;
                row.push(cell);
                if after != After::Cell {
                    break;
                }
            }
            while row.last().is_some_and(Cell::is_empty) {
                row.pop();
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// The error of a cell, with the line in which it begins where it is too long.
    fn in_line(&self, error: ReadError, begin: usize) -> ReadError {
        match error {
            ReadError::TooBig { what: Measure::CellChars, limit, .. } => {
                ReadError::LongCell { line: self.lines_before + line_at(self.text, begin), limit }
            }
            error => error,
        }
    }

    fn cell(&mut self) -> Result<(Cell, After), ReadError> {
        if self.peek() == Some(b'"') {
            return self.quoted();
        }
        let start = self.at;
        let end = self.run_end(start)?;
        self.at = end;
        let cell = self.store(&self.text[start..end])?;
        Ok((cell, self.after()))
    }

    /// A quoted cell: doubled quotes are one quote; text between the closing quote and the separator is kept as it is.
    fn quoted(&mut self) -> Result<(Cell, After), ReadError> {
        let mut text = String::new();
        self.at += 1;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let length = self.bounded(rest, text.len(), |byte| byte == b'"')?;
            let Some(length) = length else { return Err(ReadError::broken("a quote is not closed")) };
            text.push_str(&self.text[self.at..self.at + length]);
            self.at += length + 1;
            if self.peek() != Some(b'"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let end = self.run_end(self.at)?;
        text.push_str(&self.text[self.at..end]);
        self.at = end;
        let cell = self.store(&text)?;
        Ok((cell, self.after()))
    }

    /// The end of the cell that goes on at `start`.
    fn run_end(&self, start: usize) -> Result<usize, ReadError> {
        let separator = self.separator;
        let rest = &self.text.as_bytes()[start..];
        let length = self.bounded(rest, 0, |byte| byte == separator || byte == b'\n' || byte == b'\r')?;
        Ok(start + length.unwrap_or(rest.len()))
    }

    /// The first byte that `stops`, looked for no further than a cell may be long.
    fn bounded(
        &self,
        rest: &[u8],
        held: usize,
        stops: impl Fn(u8) -> bool,
    ) -> Result<Option<usize>, ReadError> {
        let limit = self.meter.limits.max_cell_chars;
        let longest = limit.saturating_mul(MAX_CHAR_BYTES);
        let left = longest.saturating_sub(held);
        let found = rest.iter().take(left.saturating_add(1)).position(|byte| stops(*byte));
        if held > longest || (found.is_none() && rest.len() > left) {
            let limit = limit as u64;
            return Err(ReadError::TooBig { what: Measure::CellChars, limit, found: limit + 1 });
        }
        Ok(found)
    }

    fn store(&mut self, text: &str) -> Result<Cell, ReadError> {
        self.meter.text(text)?;
        Ok(if text.is_empty() { Cell::Empty } else { Cell::Text(unguard(text).to_owned()) })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn after(&mut self) -> After {
        match self.peek() {
            None => After::End,
            Some(b'\r') => {
                self.at += if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                After::Row
            }
            Some(b'\n') => {
                self.at += 1;
                After::Row
            }
            Some(_) => {
                self.at += 1;
                After::Cell
            }
        }
    }
}
