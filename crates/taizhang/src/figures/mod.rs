//! The official figures: asked on the page and on the command line, each number opening into what it counted.
//!
//! `/figures` (all at a glance; with `?name=` the explorer), `/figures/{name}/members` (what a number counted),
//! `/figures/definitions`; JSON by `Accept` or `/figures.json`, tables as `/figures/table.xlsx` and `.csv`.
//! Owns no table: every answer is a reading of a snapshot by the crate of the same name.

mod answer;
mod asked;
mod chart;
pub mod command;
mod compared;
mod definitions;
mod difference;
mod explorer;
mod item;
mod item_table;
mod labels;
mod link;
mod members;
mod overview;
mod sheet;
mod store;
mod table;

pub use answer::{Answer, At, PINNED, scope_name};
pub use asked::{COMPARE_TO, Q, bad_filter, point};
pub use difference::{Difference, Line};
pub use item_table::stage_badge;
pub(crate) use labels::key_in_sentence;
pub use labels::{catalogue_lang, dim as dim_word, footnote, key as key_word, round as round_word, title};
pub use link::Link;

use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    vec![
        route("/figures", reads, get(explorer::page)),
        route("/figures.json", reads, get(explorer::json)),
        route("/figures/table.xlsx", reads, get(explorer::workbook)),
        route("/figures/table.csv", reads, get(explorer::csv)),
        route("/figures/definitions", reads, get(definitions::page)),
        route("/figures/{name}/members", reads, get(members::page)),
        route("/figures/{name}/members.xlsx", reads, get(members::workbook)),
        route("/figures/{name}/members.csv", reads, get(members::csv)),
    ]
}
