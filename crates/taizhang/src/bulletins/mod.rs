//! Bulletins: drafted by `figures::bulletin` from one reading of the ledger, written as an official document with its annex
//! workbook.
//!
//! `taizhang bulletin`, and the pages of [`kept`]. A bulletin is made anew from a change number, a day and a template, and
//! comes out the same to the byte; what was written on it by hand, and what was issued, is kept. By which template it is
//! worded on a day, the site decrees: [`templates`].

mod bookmarks;
pub mod command;
mod document;
mod document_table;
mod document_widths;
pub mod kept;
mod places;
mod plain;
mod prepare;
mod templates;
mod workbook;
mod workbook_codes;

pub use bookmarks::CodeOf;
pub use document::document;
pub use plain::text;
pub(crate) use plain::{annex_label, heading_mark};
pub use prepare::{NotDrafted, Order, drafted};
pub(crate) use templates::unusable_words;
pub use workbook::workbook;

use crate::routes::Route;

/// The lines of the table.
pub fn routes() -> Vec<Route> {
    let mut routes = kept::routes();
    routes.extend(templates::routes());
    routes
}
