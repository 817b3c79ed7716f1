//! Exports of the ledger page: the whole list asked for, or the rows that were chosen.

use super::layout::Layout;
use super::write::{ExportError, Kind, Order, write};
use crate::actor::Actor;
use crate::app::App;
use crate::files;
use crate::projects::question::{self, COLUMNS, Q};
use crate::shell;
use crate::text::days;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Permission;
use domain::facts::{OrgId, ProjectId};
use domain::limits::EXPORT_ROWS_MAX;
use figures::{Filter, Place, Population, Snapshot};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use tokio_util::io::ReaderStream;

/// The parameter that leaves out the byte-order mark.
const BOM: &str = "bom";
/// The field with the ids of chosen rows.
const ID: &str = "id";
/// Chosen rows at most: as many as a form holds.
const CHOSEN_MAX: usize = 10_000;

/// The list as a workbook.
pub(super) async fn xlsx(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let order = order(&app, &asked, &actor, None).await?;
    download(&app, &asked, order, Kind::Xlsx).await
}

/// The list as text.
pub(super) async fn csv(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let order = Order { has_further_sheets: false, ..order(&app, &asked, &actor, None).await? };
    let byte_order_mark = asked.here.get(BOM) != Some("0");
    download(&app, &asked, order, Kind::Csv { byte_order_mark }).await
}

/// The chosen rows as a workbook.
pub(super) async fn selected(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let ids = form.ids(ID, CHOSEN_MAX);
    if !form.is_fine() {
        return Err(form.into_problem());
    }
    if ids.is_empty() {
        return Err(Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because("exports.none_chosen"));
    }
    let chosen = ids.into_iter().map(ProjectId).collect();
    let order = order(&app, &asked, &actor, Some(chosen)).await?;
    download(&app, &asked, order, Kind::Xlsx).await
}

async fn order(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    chosen: Option<BTreeSet<ProjectId>>,
) -> Result<Order, Problem> {
    let question = app.reading(asked).await?;
    let unreadable = |_| Problem::bad_request().because("exports.filter");
    let filter = Filter::parse(asked.here.get(Q).unwrap_or_default()).map_err(unreadable)?;
    let at = shell::chosen(asked, actor, &question.snapshot)?;
    let filter = shell::narrowed(&question.snapshot, &filter, at);
    let population = Population::new(&question.snapshot, &actor.scope, Some(&filter), question.true_on)
        .map_err(unreadable)?;
    let plain = asked.here.all(COLUMNS).any(|columns| columns == super::PLAIN);
    let layout = if plain { Layout::Plain } else { Layout::Shown(question::columns_of(&asked.here)) };
    let lang = layout.lang(asked.lang);
    let note = lang.tf("exports.as_of", &[("day", &days::prose(lang, question.true_on))]);
    let sort = question::sort_of(&asked.here);
    let orgs = if plain && chosen.is_none() { orgs(&question.snapshot, actor, at) } else { Vec::new() };
    Ok(Order { population, chosen, sort, layout, lang: asked.lang, note, has_further_sheets: plain, orgs })
}

/// The organisations that the actor reads, at and below the one asked, in the offices' order.
fn orgs(snapshot: &Snapshot, actor: &Actor, at: Option<OrgId>) -> Vec<OrgId> {
    let is_asked = |place: &&Place| {
        actor.may(Permission::Read, place.id) && at.is_none_or(|at| place.lineage.contains(&at))
    };
    let mut places: Vec<&Place> = snapshot.places().iter().filter(is_asked).collect();
    places.sort_by_key(|place| place.rank);
    places.into_iter().map(|place| place.id).collect()
}

async fn download(app: &App, asked: &Asked, order: Order, kind: Kind) -> Result<Response, Problem> {
    let name = asked.lang.tf("exports.file_name", &[("day", &order.population.true_on())]);
    let file = unnamed_file(app).await?;
    let again = file.try_clone().map_err(|error| Problem::internal(&error))?;
    write(app.ledger.db(), order, kind, file).await.map_err(problem)?;
    let body = streamed(again)?;
    let download = match kind {
        Kind::Xlsx => Download::xlsx(&name, body),
        Kind::Csv { .. } => Download::csv(&name, body),
    };
    Ok(download.into_response())
}

/// A file for what is to be handed over. An open file lives on without its name: whatever happens, nothing stays behind.
///
/// # Errors
/// When it can't be made.
pub async fn unnamed_file(app: &App) -> Result<File, Problem> {
    let folder = files::incoming(&app.ledger).await.map_err(|error| Problem::internal(&error))?;
    let path = folder.join(format!("export-{:032x}.part", rand::random::<u128>()));
    let file = File::options().read(true).write(true).create_new(true).open(&path);
    let file = file.map_err(|error| Problem::internal(&error))?;
    std::fs::remove_file(&path).map_err(|error| Problem::internal(&error))?;
    Ok(file)
}

/// What was written to such a file, from its beginning.
///
/// # Errors
/// When it can't be read.
pub fn streamed(mut file: File) -> Result<Body, Problem> {
    file.seek(SeekFrom::Start(0)).map_err(|error| Problem::internal(&error))?;
    Ok(Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file))))
}

/// An export that failed, as a page says it.
pub fn problem(error: ExportError) -> Problem {
    match error {
        ExportError::Ledger(error) => error.into(),
        ExportError::TooMany(_) => Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY)
            .because("exports.too_many")
            .with("max", EXPORT_ROWS_MAX),
        error => Problem::internal(&error),
    }
}
