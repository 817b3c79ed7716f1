//! Complete workbooks of zones: everything that an import reads back, in one file in which a zone goes on working while the
//! server can't be reached. The first sheet says which zone, day and change of the journal it was made of.
//!
//! Nothing is kept of a book that was handed out: the ledger remembers what it knew by every change, so what stood in the
//! book is made again when the book comes home ([`remade`]).

pub mod command;
mod cover;
mod page;
mod zone;

pub use cover::{Cover, is_cover};
pub use zone::remade;

use crate::projects::exports::BOOK;
use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    vec![route(BOOK, Access::May(Permission::Read), get(page::book))]
}
