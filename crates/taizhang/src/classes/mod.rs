//! Industry taxonomies and their classes: the standard ones that a site takes over, and those of its own.
//!
//! Owns the record kinds `Taxonomy` and `Taxon`. An import adds to the zones' own taxonomy what a workbook names.

mod add;
mod edit;
mod lines;
mod list;
mod standard;

use crate::actor::Actor;
use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{Dimensions, Taxonomy};

/// The address of the taxonomies.
pub const CLASSES: &str = "/classes";

/// The slice's lines of the table. A taxonomy of the whole site is kept by who keeps every organisation.
pub fn routes() -> Vec<Route> {
    let manage = Access::May(Permission::ManageOrgs);
    vec![
        route(CLASSES, manage, get(list::page)),
        route("/classes/new", manage, get(add::page).post(add::submit)),
        route("/classes/standard/{code}", manage, post(standard::submit)),
        route("/classes/{id}", manage, get(edit::page).post(edit::submit)),
    ]
}

/// Whether the actor keeps a taxonomy: its organisation, or, for one of the whole site, every organisation.
fn keeps(actor: &Actor, dims: &Dimensions, taxonomy: &Taxonomy) -> bool {
    match taxonomy.org {
        Some(org) => actor.may(Permission::ManageOrgs, org),
        None => actor.may_everywhere(Permission::ManageOrgs, dims),
    }
}
