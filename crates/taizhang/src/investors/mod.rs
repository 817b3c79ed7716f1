//! Investors: who they are, on which yearly lists they stand, and the projects in which they invest.
//!
//! Owns the record kinds `Investor` and `InvestorListing`. An investor belongs to no organisation: it is within an
//! actor's reach through the projects in which it invests.

mod edit;
mod facts_form;
mod listing;
mod reached;
mod show;

pub use facts_form::{markup as fields_of, read};

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::InvestorId;

/// The page of an investor.
pub fn path_of(investor: InvestorId) -> String {
    format!("/investors/{investor}")
}

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    let edit = Access::May(Permission::Edit);
    vec![
        route("/investors/{id}", read, get(show::page)),
        route("/investors/{id}/edit", edit, get(edit::page).post(edit::submit)),
        route("/investors/{id}/listings", edit, get(listing::page).post(listing::submit)),
        route("/investors/{id}/listings/{listing}/remove", edit, post(listing::remove)),
    ]
}
