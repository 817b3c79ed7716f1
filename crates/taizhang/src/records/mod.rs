//! Records as rows of sheets: for each kind one table of columns, by which a workbook's sheets are written and read, so that
//! what one writes the other reads back unchanged.
//!
//! A record is handled here as its stored values in the order of its declaration; [`put`] and [`open`] lead back to the
//! typed records of the ledger.

mod columns;
mod span;
mod stored;
mod words;
mod write;

pub use columns::{Cell, Column, SHEETS, Sheet, sheet_of};
pub use span::Span;
pub use stored::{Known, Stored, of_stored, open, put, to_stored, valid};
pub use words::{Coded, choices, code_of, is_of_counts, word_of};
pub use write::{header_columns, org_columns, row};
