//! The same ranking as files.

use super::asked::{Read, read};
use super::{labels, page, sheet, table};
use crate::actor::Actor;
use crate::app::App;
use crate::sheets;
use crate::text::Lang;
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// As a workbook.
pub(super) async fn workbook(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let read = read(&app, &asked, &actor, &name).await?;
    let notes = [layout::as_of_words(lang, read.at.true_on), labels::period(lang, read.ranked.period)];
    let sheets = sheet::all((lang, read.at.catalogue()), &read.ranked, &titles(lang, &read), &notes);
    let bytes = sheets::xlsx(&sheets).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&file_name(lang, &read), bytes).into_response())
}

/// As comma-separated text.
pub(super) async fn csv(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let read = read(&app, &asked, &actor, &name).await?;
    let sheet = sheet::flat(lang, &read.ranked, &titles(lang, &read));
    let bytes = sheet.csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&file_name(lang, &read), bytes).into_response())
}

fn titles(lang: Lang, read: &Read) -> Vec<String> {
    table::columns(lang, &read.ranked, |name| page::part_title(lang, read, name))
}

fn file_name(lang: Lang, read: &Read) -> String {
    format!("{} {}", labels::title(lang, &read.ranked.scheme), read.at.true_on)
}
