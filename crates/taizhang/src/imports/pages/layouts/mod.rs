//! Learned layouts as pages: the columns of an upload pointed at and kept, the layouts that hold, one of them as text.
//!
//! `/imports/columns` (what each column of an upload means, said once and kept), `/imports/layouts` (the layouts),
//! `/imports/layouts/new` and `/imports/layouts/{id}` (a layout as text, held against a sample before it is kept),
//! `/imports/layouts/{id}/file.toml`, `/imports/layouts/{id}/withdraw`.
//!
//! Owns the record kind `LearnedLayout`: an organisation's own, which holds for whatever comes in there and below.

mod columns;
mod columns_form;
mod list;
mod text_form;
mod tried;

pub(super) use columns::way;

use crate::actor::Actor;
use crate::app::App;
use crate::imports::learned::{of_name, of_org};
use crate::ledger::{Writer, open_one};
use crate::routes::{Access, Route, route};
use crate::web::problem::Problem;
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{Kept, LearnedLayout};
use domain::limits::LAYOUTS_MAX;

/// The page of all layouts.
pub(super) const PATH: &str = "/imports/layouts";
/// The form of a new layout as text.
const NEW: &str = "/imports/layouts/new";
/// The columns of an upload.
const COLUMNS: &str = "/imports/columns";

/// The lines of the table.
pub(super) fn routes() -> Vec<Route> {
    let edit = Access::May(Permission::Edit);
    vec![
        route(COLUMNS, edit, get(columns::page).post(columns::submit)),
        route(PATH, edit, get(list::page)),
        route(NEW, edit, get(text_form::add_page).post(text_form::add)),
        route("/imports/layouts/{id}", edit, get(text_form::correct_page).post(text_form::correct)),
        route("/imports/layouts/{id}/file.toml", edit, get(text_form::file)),
        route("/imports/layouts/{id}/withdraw", edit, post(text_form::withdraw)),
    ]
}

/// A layout that concerns the actor: one of an office above them too.
async fn reached(app: &App, actor: &Actor, id: i64) -> Result<Kept<LearnedLayout>, Problem> {
    let record = open_one::<LearnedLayout>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    let snapshot = app.ledger.live().current().await?;
    match snapshot.places().concern(&actor.scope, record.org) {
        true => Ok(record),
        false => Err(Problem::not_found()),
    }
}

/// The same, when the actor keeps it.
async fn editable(app: &App, actor: &Actor, id: i64) -> Result<Kept<LearnedLayout>, Problem> {
    let record = reached(app, actor, id).await?;
    actor.must(Permission::Edit, record.org)?;
    Ok(record)
}

/// Why a layout is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NotKept {
    /// The organisation has another of this name.
    SameName,
    /// The organisation has as many as are kept.
    TooMany,
}

impl NotKept {
    const fn key(self) -> &'static str {
        match self {
            Self::SameName => "layouts.same_name",
            Self::TooMany => "layouts.too_many",
        }
    }
}

/// Writes a layout in the place of the one before; what hinders it is said.
async fn put(
    writer: &mut Writer,
    before: Option<&Kept<LearnedLayout>>,
    record: &LearnedLayout,
) -> Result<Result<(), NotKept>, Problem> {
    let namesake = of_name(writer, record.org, &record.name).await?;
    if namesake.is_some_and(|other| before.is_none_or(|before| before.id != other.id)) {
        return Ok(Err(NotKept::SameName));
    }
    match before {
        Some(before) => {
            writer.replace(before, record, None);
        }
        None if of_org(writer, record.org).await?.len() >= LAYOUTS_MAX => return Ok(Err(NotKept::TooMany)),
        None => {
            writer.create(record);
        }
    }
    Ok(Ok(()))
}
