//! The book of the zone to which the address is narrowed, to be saved.

use super::zone::{Making, write};
use crate::actor::Actor;
use crate::app::App;
use crate::projects::exports::{problem, streamed, unnamed_file};
use crate::shell;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::OrgKind;

/// Hands it over.
pub(super) async fn book(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    // Always of now: a book of the past would bring nothing home but what was changed since.
    let snapshot = app.ledger.live().current().await?;
    let zone = shell::chosen(&asked, &actor, &snapshot)?;
    let zone = zone.and_then(|zone| snapshot.places().get(zone)).filter(|place| place.kind == OrgKind::Zone);
    let zone = zone.ok_or_else(|| Problem::not_found().because("books.no_zone"))?;
    let day = app.ledger.clock().today();
    let making =
        Making { db: app.ledger.db(), snapshot: &snapshot, scope: &actor.scope, day, lang: asked.lang };
    let file = unnamed_file(&app).await?;
    let again = file.try_clone().map_err(|error| Problem::internal(&error))?;
    write(making, zone.id, file).await.map_err(problem)?;
    let name = asked.lang.tf("books.file_name", &[("zone", &zone.name), ("day", &day)]);
    Ok(Download::xlsx(&name, streamed(again)?).into_response())
}
