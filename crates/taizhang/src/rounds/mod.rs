//! Rounds of 三个一批: what they are, who stands on their lists, and what became of it.
//!
//! `/rounds`, `/rounds/new`, `/rounds/follow-up`, `/rounds/{id}` with `edit`, `pick`, `publish`, `statistics` and
//! `entries/{entry}/move-out` below it.
//!
//! Owns the record kinds `Round` and `Entry`, and of `Setting` the lowest investment that a round asks for.
//! Membership is an entry with its own frozen name and amount (`domain.md` §5), never a column of the project.
//! Publication freezes a round's figures at a change number; afterwards entries come and go only as moves.

mod add;
mod candidates;
mod checks;
pub mod command;
mod define;
mod entries;
mod follow_up;
mod held;
mod list;
mod moves;
mod named;
mod opened;
mod parts;
mod pick;
mod pick_form;
mod publish;
mod publish_page;
mod show;
mod statistics;
mod statistics_files;
mod store;
mod tally;
mod venues;

pub use held::{concerns, is_in_sight, key, on_its_day, publication};
pub use list::state;
pub use parts::Links;
pub use tally::{Counted, list_of};

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    let edits = Access::May(Permission::Edit);
    let manages = Access::May(Permission::ManageRounds);
    vec![
        route("/rounds", reads, get(list::page)),
        route("/rounds/new", manages, get(define::new_page).post(define::create)),
        route("/rounds/follow-up", reads, get(follow_up::page)),
        route("/rounds/{id}", reads, get(show::page)),
        route("/rounds/{id}/edit", manages, get(define::edit_page).post(define::change)),
        route("/rounds/{id}/statistics", reads, get(statistics::page)),
        route("/rounds/{id}/statistics.json", reads, get(statistics_files::json)),
        route("/rounds/{id}/statistics/table.xlsx", reads, get(statistics_files::xlsx)),
        route("/rounds/{id}/statistics/table.csv", reads, get(statistics_files::csv)),
        route("/rounds/{id}/pick", edits, get(pick::page).post(pick::submit)),
        route("/rounds/{id}/publish", manages, get(publish_page::page).post(publish_page::submit)),
        route("/rounds/{id}/entries/{entry}/move-out", edits, get(moves::page).post(moves::submit)),
        route("/rounds/{id}/entries/{entry}/remove", edits, post(moves::remove)),
    ]
}
