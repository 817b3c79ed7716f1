//! Bulletins: drafted by `figures::bulletin` from one reading of the ledger, written as an official document with its annex
//! workbook.
//!
//! `taizhang bulletin`. Owns no table: a bulletin is made anew from a change number, a day and a template, and comes out the
//! same to the byte.

mod bookmarks;
pub mod command;
mod document;
mod document_table;
mod plain;
mod prepare;
mod workbook;
mod workbook_codes;

pub use bookmarks::CodeOf;
pub use document::document;
pub use plain::text;
pub use prepare::{NotDrafted, Order, drafted};
pub use workbook::workbook;
