//! Indicators and targets: figures that offices state about themselves, typed in with their source and never derived
//! (`domain.md` §2); and what offices did, their rosters, and numbers that old papers printed.
//!
//! Owns the record kinds `Indicator`, `Target`, `Occasion`, `RosterEntry` and `OldPrint`. They belong to an organisation: who reaches it reads them, who may edit
//! there keeps them. All are added, corrected and withdrawn by the same handlers ([`form`]).

mod affairs;
mod download;
mod form;
mod indicator;
mod list;
mod rows;
mod store;
mod tabled;
mod target;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{Indicator, Occasion, OldPrint, RosterEntry, Target};
use form::{Stated, add, add_page, correct, correct_page, withdraw};

/// The table of indicators and targets.
pub const PATH: &str = "/indicators";
/// What offices did, their rosters, and numbers in old papers.
const AFFAIRS: &str = "/indicators/affairs";
/// The same as files.
const XLSX: &str = "/indicators/export.xlsx";
const CSV: &str = "/indicators/export.csv";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    let mut lines = vec![
        route(PATH, read, get(list::page)),
        route(AFFAIRS, read, get(affairs::page)),
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
    lines.extend(of_kind::<Occasion>([
        "/indicators/occasions",
        "/indicators/occasions/{id}",
        "/indicators/occasions/{id}/withdraw",
    ]));
    lines.extend(of_kind::<RosterEntry>([
        "/indicators/roster",
        "/indicators/roster/{id}",
        "/indicators/roster/{id}/withdraw",
    ]));
    lines.extend(of_kind::<OldPrint>([
        "/indicators/prints",
        "/indicators/prints/{id}",
        "/indicators/prints/{id}/withdraw",
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
