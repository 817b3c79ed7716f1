//! Dashboards: questions of the explorer, pinned side by side, each answered anew for whoever looks, in their own scope and
//! from one snapshot.
//!
//! `/boards` (those that one sees), `/boards/new`, `/boards/pin` (a question pinned), `/boards/{id}` with `arrange`, `name`,
//! `withdraw` and `cards/{card}` below it.
//!
//! Owns the record kinds `Board` and `BoardCard`. A board is one person's own, or an organisation's: then everybody sees it
//! whom the organisation concerns, and who may edit there arranges it.

mod address;
mod arrange;
mod cards;
mod create;
mod list;
mod name;
mod opened;
mod pin;
mod pin_form;
mod show;
mod store;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The boards that one sees.
const PATH: &str = "/boards";
/// Where a question is pinned: the explorer's address under this path.
const PIN: &str = "/boards/pin";
/// A new board.
const NEW: &str = "/boards/new";

/// The slice's lines of the table. Whoever reads may have boards of their own; whose a board is, is asked where it is loaded.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    vec![
        route(PATH, reads, get(list::page)),
        route(NEW, reads, get(create::form_page).post(create::submit)),
        route(PIN, reads, get(pin_form::page).post(pin::submit)),
        route("/boards/{id}", reads, get(show::page)),
        route("/boards/{id}/arrange", reads, get(arrange::page)),
        route("/boards/{id}/name", reads, post(name::submit)),
        route("/boards/{id}/withdraw", reads, post(name::withdraw)),
        route("/boards/{id}/cards/{card}", reads, post(cards::rename)),
        route("/boards/{id}/cards/{card}/move", reads, post(cards::shift)),
        route("/boards/{id}/cards/{card}/remove", reads, post(cards::remove)),
    ]
}
