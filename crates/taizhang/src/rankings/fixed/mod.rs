//! Rankings of closed periods that are fixed: issued like a bulletin, printed again to the letter, compared with what the
//! ledger knows since.
//!
//! `/rankings/of/{scheme}/fix` (what will be fixed, and fixing it), `/rankings/fixed/{id}` (what moved since). The words are a
//! bulletin's (`bulletins::kept`), so that document, workbook and short codes are those of every bulletin.

mod confirm;
mod draft;
mod listed;
mod moved;
mod run;

pub(super) use listed::section;

use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The lines of the table.
pub(super) fn routes() -> Vec<Route> {
    let (read, fix) = (Access::May(Permission::Read), Access::May(Permission::ManageRounds));
    vec![
        route("/rankings/of/{scheme}/fix", fix, get(confirm::page).post(confirm::submit)),
        route("/rankings/fixed/{id}", read, get(moved::page)),
    ]
}
