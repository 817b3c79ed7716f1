//! Imports as pages: the list with the upload form, the preview that writes nothing, one import with its waiting rows.
//!
//! The bytes of an upload wait under their hash for their uploader alone, so the preview is an address that can be
//! reloaded, and confirming needs no second upload; what nobody confirms is removed in time. Taking an import back is the journal's undo.

mod beside;
mod confirm;
mod later;
mod layouts;
mod list;
mod mending;
mod one;
mod parts;
mod preview;
mod reading;
mod sections;
mod sources;
mod store;
mod ticks;
mod waiting;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The address of the list.
const IMPORTS: &str = "/imports";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let edit = Access::May(Permission::Edit);
    let mut routes = layouts::routes();
    routes.extend([
        route("/projects/{id}/sources", Access::May(Permission::Audit), get(sources::page)),
        route(IMPORTS, edit, get(list::page).post(list::upload)),
        route("/imports/preview", edit, get(preview::page)),
        route("/imports/confirm", edit, post(confirm::submit)),
        route("/imports/discard", edit, post(confirm::discard)),
        route("/imports/{id}", edit, get(one::page)),
        route("/imports/{id}/original", edit, get(one::original)),
        route("/imports/{id}/annotated", edit, get(one::annotated)),
        route("/imports/{id}/waiting", edit, post(mending::submit)),
        route("/imports/{id}/waiting/{row}", edit, get(beside::show).post(beside::submit)),
    ]);
    routes
}
