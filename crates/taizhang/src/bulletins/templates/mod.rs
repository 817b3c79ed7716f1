//! How bulletins are worded: the templates that come with the program, and a site's own, each from its first day.
//!
//! `/bulletins/templates` (those in force, with the site's versions), `/bulletins/templates/new` (a form for a new template,
//! one in the place of another, or the end of the site's own, drafted by before it is decreed),
//! `/bulletins/templates/{id}/withdraw`; `taizhang bulletin NAME --template FILE` drafts by a file.
//!
//! Owns the record kind `BulletinRule`. Like a definition of a figure it belongs to the whole site: who may decree what
//! figures mean for every organisation decrees how their bulletins are worded.

pub(super) mod check;
mod form;
mod list;
mod proposal;
mod store;
mod wrong;

pub(crate) use wrong::unusable as unusable_words;

use crate::actor::Actor;
use crate::routes::{Access, Route, route};
use crate::text::Lang;
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::Dimensions;
use figures::bulletin::Kind;

/// The page of all templates.
pub(super) const PATH: &str = "/bulletins/templates";
/// The form.
const NEW: &str = "/bulletins/templates/new";

/// The lines of the table.
pub(super) fn routes() -> Vec<Route> {
    let (read, decree) = (Access::May(Permission::Read), Access::May(Permission::ManageFigures));
    vec![
        route(PATH, read, get(list::page)),
        route(NEW, decree, get(form::page).post(form::submit)),
        route("/bulletins/templates/{id}/withdraw", decree, post(form::withdraw)),
    ]
}

/// Whether the actor says how bulletins are worded: it holds for everybody, so it takes the permission everywhere.
fn decrees(actor: &Actor, dims: &Dimensions) -> bool {
    actor.may_everywhere(Permission::ManageFigures, dims)
}

/// What a template is about.
fn kind_word(lang: Lang, kind: Kind) -> &'static str {
    lang.t(match kind {
        Kind::Round => "templates.kind_round",
        Kind::FollowUp => "templates.kind_follow_up",
        Kind::Monthly => "templates.kind_monthly",
        Kind::Indicators => "templates.kind_indicators",
        Kind::Year => "templates.kind_year",
    })
}
