//! The same cohorts as files.

use super::asked::{unread, wanted};
use super::sheet::{self, Naming};
use crate::actor::Actor;
use crate::app::App;
use crate::figures;
use crate::sheets::{self, Sheet};
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// As a workbook.
pub(super) async fn workbook(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let (name, sheet) = exported(&app, &asked, &actor).await?;
    let bytes = sheets::xlsx(&[sheet]).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&name, bytes).into_response())
}

/// As comma-separated text.
pub(super) async fn csv(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let (name, sheet) = exported(&app, &asked, &actor).await?;
    let bytes = sheet.csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&name, bytes).into_response())
}

async fn exported(app: &App, asked: &Asked, actor: &Actor) -> Result<(String, Sheet), Problem> {
    let lang = asked.lang;
    let wanted = wanted(app, asked, actor).await?;
    let cohorts = wanted.cohorts(actor).map_err(|error| unread(asked, error))?;
    let title = lang.t("cohorts.title");
    let mut sheet = sheet::of(Naming::Words(lang), title, &cohorts);
    sheet.table.title = Some(format!("{title}：{}", figures::title(lang, &wanted.read.spec)));
    sheet.table.note_left = Some(layout::as_of_words(lang, wanted.read.at.true_on));
    Ok((format!("{title} {}", wanted.read.at.true_on), sheet))
}
