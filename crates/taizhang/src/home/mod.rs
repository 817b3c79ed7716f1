//! 工作台: what stands how, what is late, what waits, what was done last.
//!
//! Owns no table.

mod begin;
mod counts;
mod page;
mod parts;

pub(crate) use counts::{of_round, running};
pub(crate) use parts::{LATE, worst};

use crate::routes::{Access, Route, route};
use axum::routing::get;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    vec![route("/", Access::SignedIn, get(page::page))]
}
