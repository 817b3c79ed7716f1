//! Text tables by RFC 4180.

use super::Value;
use super::guard::guard;
use crate::error::WriteError;
use std::io::Write;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Choices of a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvOptions {
    /// Begin with the UTF-8 mark. Excel and WPS take a file without it for GBK; programs may not want it.
    pub byte_order_mark: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions { byte_order_mark: true }
    }
}

/// Writes rows of comma-separated cells that end with CR LF.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    to: W,
    line: String,
    /// Cells in `line`.
    cells: usize,
}

impl<W: Write> CsvWriter<W> {
    /// Begins a table on `to`, which should be buffered.
    ///
    /// # Errors
    /// When the destination fails.
    pub fn new(mut to: W, options: CsvOptions) -> Result<Self, WriteError> {
        if options.byte_order_mark {
            to.write_all(BYTE_ORDER_MARK)?;
        }
        Ok(CsvWriter { to, line: String::new(), cells: 0 })
    }

    /// Writes a row of texts, such as the headers.
    ///
    /// # Errors
    /// When the destination fails.
    pub fn header<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Result<(), WriteError> {
        for text in texts {
            self.push(&guard(text));
        }
        self.end_row()
    }

    /// Writes a row. Texts are guarded, see [`guard`](mod@super::guard); numbers and days never are.
    ///
    /// # Errors
    /// When the destination fails.
    pub fn row(&mut self, values: &[Value<'_>]) -> Result<(), WriteError> {
        for value in values {
            match value {
                Value::Text(text) => self.push(&guard(text)),
                other => self.push(&other.plain()),
            }
        }
        self.end_row()
    }

    /// Flushes and returns the destination.
    ///
    /// # Errors
    /// When the destination fails.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.to.flush()?;
        Ok(self.to)
    }

    /// Quotes what must be quoted, and what holds any separator a reader might guess at.
    fn push(&mut self, text: &str) {
        if self.cells > 0 {
            self.line.push(',');
        }
        self.cells += 1;
        let plain = !text.contains(['"', ',', ';', '\t', '\r', '\n']) && text.trim() == text;
        if plain {
            self.line.push_str(text);
            return;
        }
        self.line.push('"');
        for piece in text.split_inclusive('"') {
            self.line.push_str(piece);
            if piece.ends_with('"') {
                self.line.push('"');
            }
        }
        self.line.push('"');
    }

    fn end_row(&mut self) -> Result<(), WriteError> {
        // Many readers skip blank lines; a row of one empty cell must not look like one.
        if self.line.is_empty() && self.cells == 1 {
            self.line.push_str("\"\"");
        }
        self.cells = 0;
        self.line.push_str("\r\n");
        self.to.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}
