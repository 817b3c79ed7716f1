//! Conversion cohorts: of what was signed in a quarter (or of any figure's projects), the share started, producing, at full
//! output after so many months, with honest censoring; cities and zones at equal age (`domain.md` §18, 9).
//!
//! `/figures/cohorts` (JSON by `Accept`), `/figures/cohorts/table.xlsx` and `.csv`, `/figures/cohorts/projects` (who is behind
//! a share). Owns no table: every answer is a reading of a snapshot by [`figures::cohort`].

mod answer;
mod asked;
pub mod command;
mod curves;
mod download;
mod page;
mod projects;
mod sheet;
mod table;

use crate::routes::{Access, Route, route};
use axum::routing::get;
use domain::Permission;

/// The page.
pub const PATH: &str = "/figures/cohorts";
const XLSX: &str = "/figures/cohorts/table.xlsx";
const CSV: &str = "/figures/cohorts/table.csv";
const PROJECTS: &str = "/figures/cohorts/projects";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let reads = Access::May(Permission::Read);
    vec![
        route(PATH, reads, get(page::page)),
        route(XLSX, reads, get(download::workbook)),
        route(CSV, reads, get(download::csv)),
        route(PROJECTS, reads, get(projects::page)),
    ]
}
