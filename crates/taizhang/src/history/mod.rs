//! The journal as pages: the latest changes, one change field by field, and taking it back.
//!
//! Owns no table: history is a reading of the facts. A change is shown to whoever may audit something that it touched,
//! and of it only what they may audit.

mod change;
mod latest;
mod list;
mod names;
mod obstacles;
mod touched;
mod undo;
mod value;

pub use change::edits;
pub use latest::{Seen, latest, line, origin, who};
pub use list::state;
pub use names::Names;
pub use undo::may_undo;
pub use value::value;

use crate::routes::{Access, Route, route};
use axum::routing::get;

/// The address of the latest changes.
pub const CHANGES: &str = "/changes";

/// The slice's lines of the table. Who may see which change depends on what it touched, so the pages ask themselves.
pub fn routes() -> Vec<Route> {
    vec![
        route(CHANGES, Access::SignedIn, get(list::page)),
        route("/changes/{id}", Access::SignedIn, get(change::page)),
        route("/changes/{id}/undo", Access::SignedIn, get(undo::preview).post(undo::submit)),
    ]
}
