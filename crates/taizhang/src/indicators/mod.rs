//! Indicators and targets: figures that offices state about themselves, typed in with their source and never derived
//! (`domain.md` §2).
//!
//! Owns the record kinds `Indicator` and `Target`. They belong to an organisation: who reaches it reads them, who may edit
//! there keeps them. Both are added, corrected and withdrawn by the same handlers ([`form`]).

mod download;
mod form;
mod indicator;
mod list;
mod rows;
mod store;
mod target;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{Indicator, Target};
use form::{Stated, add, add_page, correct, correct_page, withdraw};

/// The table of indicators and targets.
pub const PATH: &str = "/indicators";
/// The same as files.
const XLSX: &str = "/indicators/export.xlsx";
const CSV: &str = "/indicators/export.csv";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    let mut lines = vec![
        route(PATH, read, get(list::page)),
        route(XLSX, read, get(download::xlsx)),
        route(CSV, read, get(download::csv)),
    ];
    lines.extend(of_kind::<Indicator>([
        "/indicators/values",
        "/indicators/values/{id}",
        "/indicators/values/{id}/withdraw",
    ]));
    lines.extend(of_kind::<Target>([
        "/indicators/targets",
        "/indicators/targets/{id}",
        "/indicators/targets/{id}/withdraw",
    ]));
    lines
}

fn of_kind<R: Stated>([all, one, end]: [&'static str; 3]) -> [Route; 3] {
    let edit = Access::May(Permission::Edit);
    [
        route(all, edit, get(add_page::<R>).post(add::<R>)),
        route(one, edit, get(correct_page::<R>).post(correct::<R>)),
        route(end, edit, post(withdraw::<R>)),
    ]
}
