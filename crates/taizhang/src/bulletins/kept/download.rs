//! The bulletin as a document and its annexes as a workbook.

use super::contents::Contents;
use super::opened::{contents, lang_of, read};
use crate::actor::Actor;
use crate::app::App;
use crate::bulletins::{document, workbook};
use crate::web::download::Download;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::facts::{Bulletin, Kept};

/// The document.
pub(super) async fn docx(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (bulletin, contents) = opened(&app, &actor, id).await?;
    let bytes = document(&contents.printed, lang_of(&bulletin), &|figure| contents.code(figure));
    let bytes = bytes.map_err(|error| Problem::internal(&error))?;
    Ok(Download::docx(&bulletin.title, bytes).into_response())
}

/// The annexes.
pub(super) async fn xlsx(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (bulletin, contents) = opened(&app, &actor, id).await?;
    let bytes = workbook(&contents.printed, (lang_of(&bulletin), &contents.at.snapshot), &|figure| {
        contents.code(figure)
    });
    let bytes = bytes.map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&bulletin.title, bytes).into_response())
}

async fn opened(app: &App, actor: &Actor, id: i64) -> Result<(Kept<Bulletin>, Contents), Problem> {
    let bulletin = read(app, actor, id).await?;
    let contents = contents(app, actor, &bulletin).await?;
    Ok((bulletin, contents))
}
