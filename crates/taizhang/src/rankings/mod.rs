//! Rankings: units scored and ranked by schemes that are data (`domain.md` §9, `formats.md` §4).
//!
//! `/rankings` (the schemes), `/rankings/of/{scheme}` (the ranking of a day; JSON by `Accept`; as files below it),
//! `/rankings/of/{scheme}/units/{id}` (a score opened into its parts, and what would lift the unit) with `/inputs` (what is
//! typed in), `/rankings/schemes` (a site's own schemes), `/rankings/fixed` (rankings of closed periods that are kept).
//!
//! Owns the record kinds `RankScheme`, `ScoreInput` and `RankSeat`. They belong to the office that assesses: it stands above
//! the unit, which reads its scores and can't change them.

mod answer;
mod asked;
pub mod command;
mod download;
mod fixed;
mod inputs;
mod list;
mod page;
mod parts;
mod scheme_form;
mod sheet;
mod table;
mod trial;
mod unit;
mod unscored;
mod what_if;

use crate::scores::{RANKINGS, annex, labels, ranked, schemes, store};

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The list of schemes.
pub const PATH: &str = RANKINGS;
/// A site's own schemes.
const SCHEMES: &str = "/rankings/schemes";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let (read, edit) = (Access::May(Permission::Read), Access::May(Permission::Edit));
    let mut routes = fixed::routes();
    routes.extend([
        route(PATH, read, get(list::page)),
        route(SCHEMES, edit, get(scheme_form::add_page).post(scheme_form::add)),
        route("/rankings/schemes/{id}", edit, get(scheme_form::correct_page).post(scheme_form::correct)),
        route("/rankings/schemes/{id}/withdraw", edit, post(scheme_form::withdraw)),
        route("/rankings/of/{scheme}", read, get(page::page)),
        route("/rankings/of/{scheme}/table.xlsx", read, get(download::workbook)),
        route("/rankings/of/{scheme}/table.csv", read, get(download::csv)),
        route("/rankings/of/{scheme}/units/{id}", read, get(unit::page)),
        route("/rankings/of/{scheme}/units/{id}/inputs", edit, get(inputs::page).post(inputs::submit)),
    ]);
    routes
}
