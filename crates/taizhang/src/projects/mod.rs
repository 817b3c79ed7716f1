//! The ledger page and the project page, with every action on a project.
//!
//! Owns the record kinds `Project`, `Note`, `ProjectInvestor`, `ProjectTaxon`, `KeyListing`, `StageEvent`, `Forecast` and
//! `Evidence`, and each person's `SavedView`s. A list is answered from the snapshot; SQL adds what the snapshot lacks for
//! the rows shown. One project is loaded through the door of [`crate::project`].

mod add_event;
mod add_forecast;
mod cells;
mod column_choice;
mod columns;
pub mod command;
mod create;
mod edit;
mod evidence;
pub mod exports;
mod facts;
mod facts_form;
mod filter_form;
pub mod filter_words;
mod history;
mod investor;
mod judge_event;
mod key_listing;
mod list;
mod list_table;
mod milestones;
pub mod numbers;
pub mod question;
mod sections;
mod show;
mod store;
mod story;
mod taxon;
mod to_round;
mod views;
mod warnings;
mod withdraw;

pub use crate::project::{PATH, editable, may, path_of};
use crate::project::{editing, inputs, load, parts, writing};
pub use cells::{Cell, Reading, day_text, round_key};
pub use columns::{Column, DEFAULT as DEFAULT_COLUMNS};
pub use list::link;
pub use list_table::money;
pub use store::{Fetched, fetch};

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// Where a new project is made.
pub const NEW: &str = "/projects/new";
/// Puts the choices of the filter form into the filter.
const FILTER: &str = "/projects/filter";
/// Where chosen projects are put into a round's list; their ids follow as `id`.
const TO_ROUND: &str = "/projects/to-round";
/// Saved views.
const VIEWS: &str = "/projects/views";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    let edit = Access::May(Permission::Edit);
    vec![
        route(PATH, read, get(list::page)),
        route(FILTER, read, get(filter_form::apply)),
        route(column_choice::PATH, read, get(column_choice::choose)),
        route(TO_ROUND, edit, get(to_round::page)),
        route(VIEWS, read, post(views::save)),
        route("/projects/views/{id}/delete", read, post(views::delete)),
        route(NEW, edit, get(create::page).post(create::submit)),
        route("/projects/{id}", read, get(show::page)),
        route("/projects/{id}/edit", edit, get(edit::page).post(edit::submit)),
        route("/projects/{id}/stage-events", edit, get(add_event::page).post(add_event::submit)),
        route("/projects/{id}/stage-events/{event}", edit, get(judge_event::page).post(judge_event::submit)),
        route("/projects/{id}/forecasts", edit, get(add_forecast::page).post(add_forecast::submit)),
        route("/projects/{id}/investors", edit, get(investor::page).post(investor::submit)),
        route("/projects/{id}/investors/{link}/remove", edit, post(investor::remove)),
        route("/projects/{id}/taxons", edit, get(taxon::page).post(taxon::submit)),
        route("/projects/{id}/taxons/{link}/remove", edit, post(taxon::remove)),
        route("/projects/{id}/key-listings", edit, get(key_listing::page).post(key_listing::submit)),
        route("/projects/{id}/key-listings/{listing}/remove", edit, post(key_listing::remove)),
        route("/projects/{id}/parts", edit, get(create::part_page).post(create::part_submit)),
        route("/projects/{id}/files", edit, get(evidence::page).post(evidence::attach)),
        route("/projects/{id}/files/{file}", read, get(evidence::download)),
        route("/projects/{id}/files/{file}/detach", edit, post(evidence::detach)),
        route("/projects/{id}/withdraw", edit, get(withdraw::page).post(withdraw::submit)),
    ]
}
