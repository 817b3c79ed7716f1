//! The official figures: asked on the page and on the command line, each number opening into what it counted.
//!
//! `/figures` (all at a glance; with `?name=` the explorer), `/figures/{name}/members` (what a number counted),
//! `/figures/definitions` (what they mean), `/figures/side` (several side by side), `/figures/starts` (the identity of planned
//! and actual starts); JSON by `Accept` or `/figures.json`, tables as `/figures/table.xlsx` and `.csv`.
//! Owns no table: every answer is a reading of a snapshot by the crate of the same name.

mod answer;
mod asked;
mod beside;
mod chart;
pub mod command;
mod compared;
mod definitions;
mod difference;
mod drawn;
mod explorer;
mod heat;
mod item;
mod item_table;
mod labels;
mod link;
mod members;
mod not_given;
mod overview;
mod pinned;
mod project_list;
mod sheet;
mod side;
mod starts;
mod store;
mod table;

pub(crate) use answer::Asking;
pub use answer::{Answer, At, PINNED, scope_name};
pub use asked::{BY, COMPARE_TO, NAME, Q, TAXONOMY, bad_filter, point};
pub(crate) use asked::{Read, Unread, read, refused};
pub(crate) use chart::along_axis as chart;
pub(crate) use command::{dim as dim_argument, filter as filter_argument, refused as figure_refused};
pub(crate) use definitions::{misread, unusable_words};
pub use difference::{Difference, Line};
pub(crate) use drawn::{Card, DRAW, Ranked, card, funnel, rank};
pub use item_table::stage_badge;
pub(crate) use labels::catalogue_title;
pub use labels::{catalogue_lang, dim as dim_word, footnote, key as key_word, round as round_word, title};
pub(crate) use labels::{group as group_words, key_in_sentence};
pub use link::Link;
pub(crate) use link::{KEY, key_text, names};
pub(crate) use not_given::{not_given, not_given_at_all, not_given_words};
pub(crate) use pinned::{Pinned, counted_sheet, counted_table, pinned};
pub(crate) use project_list::{Listed, render as project_list};

use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    let mut routes = definitions::routes();
    routes.extend([
        route("/figures", reads, get(explorer::page)),
        route("/figures.json", reads, get(explorer::json)),
        route("/figures/table.xlsx", reads, get(explorer::workbook)),
        route("/figures/table.csv", reads, get(explorer::csv)),
        route("/figures/starts", reads, get(starts::page)),
        route("/figures/starts/projects", reads, get(starts::projects)),
        route(side::PATH, reads, get(side::page)),
        route(side::XLSX, reads, get(side::xlsx)),
        route(side::CSV, reads, get(side::csv)),
        route("/figures/{name}/members", reads, get(members::page)),
        route("/figures/{name}/members.xlsx", reads, get(members::workbook)),
        route("/figures/{name}/members.csv", reads, get(members::csv)),
    ]);
    routes
}
