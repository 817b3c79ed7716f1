//! Workbooks and documents as plain data; no business word inside.
//!
//! For workbooks the crate has three doors and one vocabulary:
//!
//! - [`sheet`] is the vocabulary: a [`Book`](sheet::Book) of sheets of cells, with no trace of the file it came from.
//! - [`read`](mod@read) turns bytes into a `Book`. It recognises files by content, keeps to
//!   [`ReadLimits`](read::ReadLimits) whatever the file claims, and answers everything else with a typed
//!   [`ReadError`](error::ReadError). It never panics; it is still meant to run in a child process, because the parser
//!   behind `.xls` allocates on its own.
//! - [`write`](mod@write) streams typed tables to `.xlsx` or `.csv`; [`annotate`](mod@annotate) gives a workbook back
//!   with coloured cells and comments.
//! - [`wire`] carries a `Book`, or the error instead of it, from that child process to its parent.
//!
//! [`docx`] writes documents, in a vocabulary of their own: what official documents are made of, laid out as
//! GB/T 9704-2012 says.
//!
//! # Why `.xlsx` is read by our own reader
//!
//! An `.xlsx` part is inflated once under a byte budget and walked once. In that one pass the reader sees what callers
//! need and what a second library would need a second pass for: merged ranges, hidden rows, formulas that carry no
//! value, and number formats that hide the day of a date. Limits bind while cells arrive, so a workbook that lies about
//! its size costs nothing. The old binary `.xls` is left to calamine, after its container and records have been checked.

pub mod annotate;
pub mod docx;
pub mod error;
pub mod read;
pub mod sheet;
pub mod wire;
pub mod write;

pub use annotate::annotate;
pub use error::{ReadError, WriteError};
pub use read::{ReadLimits, read};
pub use sheet::{Book, Cell, Decoded, Kind, Range, Sheet, address};
