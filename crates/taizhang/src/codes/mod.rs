//! Short codes: every number of an issued bulletin, and every number that somebody pinned, opens exactly as it was printed.
//!
//! `/f/CODE`, and the code typed into the search box. Owns the record kind `PrintedFigure`; the bulletins' slice writes those
//! of its bulletins. The code is the record's own number with a check character (`domain::short_code`), so it needs no
//! table and is never given twice.

mod aspect;
mod opened;
mod page;
mod pin;
mod search;
mod store;

pub use aspect::aspect_word;
pub use search::address_of;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    vec![route("/f", reads, post(pin::submit)), route("/f/{code}", reads, get(page::page))]
}

/// The address of a printed figure.
pub fn address(number: i64) -> String {
    format!("/f/{}", domain::short_code::encode(number))
}
