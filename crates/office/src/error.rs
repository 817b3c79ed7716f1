//! What can go wrong, as small types; words for people are made by the caller.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Why bytes could not be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// The workbook is protected by a password for opening.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// Binary data of no known kind.
    #[error("the file is not a table")]
    NotATable,
    /// A known kind of file that is not read.
    #[error("the file is {what}, which is not read")]
    Unsupported {
        /// What it is.
        what: Foreign,
    },
    /// The file ends before it is complete.
    #[error("the file is cut off")]
    Truncated,
    /// The file has, or claims to have, more than the limits allow.
    #[error("too many {what}: at least {found}, limit {limit}")]
    TooBig {
        /// What there is too much of.
        what: Measure,
        /// The limit.
        limit: u64,
        /// What was claimed, or counted when reading stopped.
        found: u64,
    },
    /// A cell of a text table is longer than the limits allow.
    #[error("the cell in line {line} has more than {limit} characters")]
    LongCell {
        /// The line in which the cell begins, from 1.
        line: u64,
        /// The limit.
        limit: u64,
    },
    /// The workbook declares a document type or entities, which no spreadsheet program writes.
    #[error("the workbook holds a document type declaration")]
    Forbidden,
    /// The file breaks the rules of its format; the text is for logs and support, in English.
    #[error("the file is damaged: {0}")]
    Broken(String),
}

impl ReadError {
    /// A stable name for logs, JSON and message catalogues.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Empty => "empty",
            ReadError::Encrypted => "encrypted",
            ReadError::NotATable => "not_a_table",
            ReadError::Unsupported { .. } => "unsupported",
            ReadError::Truncated => "truncated",
            ReadError::TooBig { .. } | ReadError::LongCell { .. } => "too_big",
            ReadError::Forbidden => "forbidden",
            ReadError::Broken(_) => "broken",
        }
    }

    pub(crate) fn broken(why: impl fmt::Display) -> ReadError {
        ReadError::Broken(why.to_string())
    }

    /// Refuses `found` above `limit`.
    pub(crate) fn check(what: Measure, found: u64, limit: u64) -> Result<(), ReadError> {
        if found > limit { Err(ReadError::TooBig { what, limit, found }) } else { Ok(()) }
    }
}

/// What a limit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Sheets of the workbook.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Cells of all sheets together, empty ones before a filled one included.
    Cells,
    /// Characters in one cell.
    CellChars,
    /// Bytes of text or of inflated parts.
    Bytes,
    /// Files inside the workbook's zip container.
    ZipEntries,
    /// Inflated bytes for one compressed byte.
    Ratio,
    /// Entries in the table of shared texts.
    SharedStrings,
}

impl Measure {
    /// A stable name for logs, JSON and message catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Measure::Sheets => "sheets",
            Measure::Rows => "rows",
            Measure::Columns => "columns",
            Measure::Cells => "cells",
            Measure::CellChars => "cell_chars",
            Measure::Bytes => "bytes",
            Measure::ZipEntries => "zip_entries",
            Measure::Ratio => "ratio",
            Measure::SharedStrings => "shared_strings",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Kinds of files that are recognised so that the user can be told what to do, but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// A web page without any table: often the login page that came instead of the export.
    Html,
    /// A web page in one file (`.mht`) without any table that can be read.
    WebArchive,
    /// XML that is no workbook.
    Xml,
    /// The binary workbook `.xlsb`.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A workbook older than Excel 97's container.
    OldExcel,
    /// Something else in the container of old office files, such as another program's own format.
    OldOffice,
    /// A Word document, of either format.
    Word,
    /// A presentation.
    Slides,
    /// A PDF.
    Pdf,
    /// Rich text.
    Rtf,
    /// A picture.
    Image,
    /// A compressed archive.
    Archive,
}

impl Foreign {
    /// A stable name for logs, JSON and message catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Foreign::Html => "html",
            Foreign::WebArchive => "web_archive",
            Foreign::Xml => "xml",
            Foreign::Xlsb => "xlsb",
            Foreign::Ods => "ods",
            Foreign::OldExcel => "old_excel",
            Foreign::OldOffice => "old_office",
            Foreign::Word => "word",
            Foreign::Slides => "slides",
            Foreign::Pdf => "pdf",
            Foreign::Rtf => "rtf",
            Foreign::Image => "image",
            Foreign::Archive => "archive",
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Foreign::Html => "a web page without a table",
            Foreign::WebArchive => "a web archive without a table",
            Foreign::Xml => "an XML document",
            Foreign::Xlsb => "a binary workbook (xlsb)",
            Foreign::Ods => "an OpenDocument spreadsheet",
            Foreign::OldExcel => "a workbook from before Excel 97",
            Foreign::OldOffice => "an old office file without a workbook",
            Foreign::Word => "a Word document",
            Foreign::Slides => "a presentation",
            Foreign::Pdf => "a PDF",
            Foreign::Rtf => "a rich text document",
            Foreign::Image => "a picture",
            Foreign::Archive => "an archive",
        })
    }
}

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A text is longer than a spreadsheet cell can hold (32,767 UTF-16 units).
    #[error("the text at row {row}, column {col} is too long for a cell")]
    TextTooLong {
        /// Zero-based row.
        row: u32,
        /// Zero-based column.
        col: u32,
    },
    /// More rows or columns than a spreadsheet has.
    #[error("the table does not fit on a sheet")]
    GridFull,
    /// A row was given before any sheet was begun.
    #[error("no sheet was begun")]
    NoSheet,
    /// A day that the calendar or the spreadsheet (1900 to 9999) does not have.
    #[error("there is no day {0}-{1}-{2} on a sheet")]
    NoSuchDay(i32, u8, u8),
    /// The workbook library refused.
    #[error("cannot write the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The destination failed.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
}
