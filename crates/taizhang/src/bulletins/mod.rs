//! Bulletins: drafted by `figures::bulletin` from one reading of the ledger, written as an official document with its annex
//! workbook.
//!
//! `taizhang bulletin`, and the pages of [`kept`]. A bulletin is made anew from a change number, a day and a template, and
//! comes out the same to the byte; what was written on it by hand, and what was issued, is kept.

mod bookmarks;
pub mod command;
mod document;
mod document_table;
mod document_widths;
pub mod kept;
mod own_templates;
mod places;
mod plain;
mod prepare;
mod workbook;
mod workbook_codes;

pub use bookmarks::CodeOf;
pub use document::document;
pub use kept::routes;
pub use plain::text;
pub(crate) use plain::{annex_label, heading_mark};
pub use prepare::{NotDrafted, Order, drafted};
pub use workbook::workbook;
