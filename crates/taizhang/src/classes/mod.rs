//! Industry taxonomies and their classes: the standard ones that a site takes over, and those of its own.
//!
//! Owns the record kinds `Taxonomy` and `Taxon`. An import adds to the zones' own taxonomy what a workbook names.

mod add;
mod edit;
mod lines;
mod list;
mod standard;

use crate::actor::Actor;
use crate::app::App;
use crate::routes::{Access, Route, route};
use crate::web::problem::Problem;
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{OrgId, Taxonomy};

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
async fn keeps(app: &App, actor: &Actor, taxonomy: &Taxonomy) -> Result<bool, Problem> {
    match taxonomy.org {
        Some(org) => Ok(actor.may(Permission::ManageOrgs, org)),
        None => keeps_site(app, actor).await,
    }
}

/// Whether the actor keeps every organisation.
async fn keeps_site(app: &App, actor: &Actor) -> Result<bool, Problem> {
    let snapshot = app.ledger.live().current().await?;
    let mut orgs = snapshot.dimensions().orgs.keys();
    Ok(orgs.all(|org| actor.may(Permission::ManageOrgs, OrgId(*org))))
}
