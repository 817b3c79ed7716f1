//! The big screen of a dispatch room: a few panels, large, one after the other, all from one snapshot.
//!
//! `/screen`; `?panel=` shows one of them, `?seconds=` says how long each stands. Owns no table.

mod frame;
mod page;
mod panel;
mod rates;
mod round;

use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The page.
const PATH: &str = "/screen";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    vec![route(PATH, Access::May(Permission::Read), get(page::page))]
}
