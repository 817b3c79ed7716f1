//! Two that look like one project: a page on which they lie side by side, and the answer that a person gives, remembered with its
//! reason. Owns the record `MatchAnswer`; a row of a workbook is answered for on its import's page, by the same parts.
//!
//! [`alike`] finds pairs of projects in the snapshot; [`pair`] shows two of them and takes the answer; [`merge`] makes one of them
//! out of a form; [`kept`] tells on a project's page what was made one with it, and leads there from the other's address.

mod alike;
mod beside;
mod kept;
mod list;
mod merge;
mod pair;
mod revoke;
mod store;

pub use beside::grounds;
pub use kept::{into_which, said_others, section};
pub use store::keep_answer;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::ProjectId;

/// The address of the list.
pub const PATH: &str = "/matching";

/// The address of two projects side by side.
pub fn path_of(ours: ProjectId, theirs: ProjectId) -> String {
    format!("{PATH}/{ours}/{theirs}")
}

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let edit = Access::May(Permission::Edit);
    vec![
        route(PATH, edit, get(list::page)),
        route("/matching/{ours}/{theirs}", edit, get(pair::page).post(pair::submit)),
        route("/matching/answers/{id}/revoke", edit, post(revoke::submit)),
    ]
}
