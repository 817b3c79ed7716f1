//! The settings page: the way to organisations, users and the journal, and what the site decides for itself.
//!
//! Owns the keys of `Setting` named here; other slices own theirs. A setting is a fact like any other: who changed it
//! when is in the history, and it can be taken back.

mod page;
mod store;

pub use store::imported_dates;

use crate::routes::{Access, Route, route};
use axum::routing::get;

/// The address of the settings.
pub const SETTINGS: &str = "/settings";

/// The slice's lines of the table. Each part of the page asks for the permission of what it leads to.
pub fn routes() -> Vec<Route> {
    vec![route(SETTINGS, Access::SignedIn, get(page::page).post(page::submit))]
}
