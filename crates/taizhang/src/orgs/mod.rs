//! Organisations: the tree on which projects, users and rounds stand.
//!
//! Owns the record kind `Org`. Others write organisations through [`OrgTree`], inside their own change.

mod add;
pub mod command;
mod edit;
mod list;
mod parts;
mod store;
mod tree;
mod zone_named;

pub use parts::{choices, chosen, named, zones};
pub use tree::{OrgRefusal, OrgTree, plain, region_named};
pub use zone_named::zone_named;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The address of the tree.
pub const ORGS: &str = "/orgs";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let manage = Access::May(Permission::ManageOrgs);
    vec![
        route(ORGS, manage, get(list::page).post(add::submit)),
        route("/orgs/new", manage, get(add::page)),
        route("/orgs/{id}", manage, get(edit::page).post(edit::submit)),
        route("/orgs/{id}/remove", manage, post(edit::remove)),
    ]
}
