//! What figures mean: the definitions that come with the program, and a site's own, each from its first day.
//!
//! `/figures/definitions` (all, with their current values), `/figures/definitions/new` (a form for a new definition, one in the
//! place of another, or the end of the site's own, tried out over the months before it is decreed),
//! `/figures/definitions/{id}/withdraw`.
//!
//! Owns the record kind `FigureRule`. It belongs to the whole site: who may decree for every organisation decrees.

mod check;
mod contents;
mod dry_run;
mod dry_table;
mod form;
mod list;
mod proposal;
mod wrong;

pub(super) use check::{CheckArgs, run as check};
pub(crate) use wrong::{misread, unusable as unusable_words};

use crate::actor::Actor;
use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::Dimensions;

/// The page of all definitions.
const PATH: &str = "/figures/definitions";
/// The form.
const NEW: &str = "/figures/definitions/new";

/// The lines of the table.
pub(super) fn routes() -> Vec<Route> {
    let (read, decree) = (Access::May(Permission::Read), Access::May(Permission::ManageFigures));
    vec![
        route(PATH, read, get(list::page)),
        route(NEW, decree, get(form::page).post(form::submit)),
        route("/figures/definitions/{id}/withdraw", decree, post(form::withdraw)),
    ]
}

/// Whether the actor says what figures mean: they hold for everybody, so it takes the permission everywhere.
fn decrees(actor: &Actor, dims: &Dimensions) -> bool {
    actor.may_everywhere(Permission::ManageFigures, dims)
}
