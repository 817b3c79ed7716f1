//! Lists to take away: workbooks with typed cells, and comma-separated text. The same question as the page asks, row by
//! row, so that 200,000 projects need no more memory than one.
//!
//! The plain set has the headers that an import reads back: exporting and importing again changes nothing.

mod further;
mod layout;
mod page;
mod rows;
mod whole;
mod write;

pub use layout::{Layout, PlainColumn};
pub use page::{problem, streamed, unnamed_file};
pub use write::{ExportError, Kind, Order, sheets, write, write_behind};

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The workbook of a list.
pub const XLSX: &str = "/projects/export.xlsx";
/// The text table of a list; `bom=0` leaves out the byte-order mark.
pub const CSV: &str = "/projects/export.csv";
/// The workbook of chosen projects.
pub const SELECTED: &str = "/projects/export";
/// The complete workbook of the zone to which the address is narrowed; the slice `books` answers it.
pub const BOOK: &str = "/projects/book.xlsx";
/// The value of `columns` that asks for the plain set.
pub const PLAIN: &str = "plain";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    vec![
        route(XLSX, read, get(page::xlsx)),
        route(CSV, read, get(page::csv)),
        route(SELECTED, read, post(page::selected)),
    ]
}
