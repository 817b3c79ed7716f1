//! A board renamed, or given up with its cards.

use super::create::may_stand;
use super::{PATH, address, arrange, opened, store};
use crate::actor::Actor;
use crate::app::App;
use crate::project::writing::{done, repeated};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{clash, page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::Board;
use domain::limits::NAME_MAX_CHARS;

/// Renames it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let shown = opened::to_arrange(&app, &actor, id).await?;
    clash::found(&mut form, shown.since, &[("name", shown.name.clone())]);
    let name = form.required("name", NAME_MAX_CHARS);
    if let (Some(name), true) = (name, form.is_fine()) {
        let Some((mut writer, board)) = opened::begin(&app, &actor, &form, id).await? else {
            return Ok(repeated(&asked, &address::of(id)));
        };
        let renamed = Board { name, ..board.body.clone() };
        if may_stand(&mut writer, &mut form, &renamed, Some(id)).await? {
            writer.replace(&board, &renamed, None);
            return done(writer, &asked, &address::of(id), "boards.renamed").await;
        }
    }
    Ok(page::refused(&asked, arrange::markup(&app, &asked, &actor, &shown, &form).await?))
}

/// Gives it up.
pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let Some((mut writer, board)) = opened::begin(&app, &actor, &form, id).await? else {
        return Ok(repeated(&asked, PATH));
    };
    for card in store::cards_in(&mut writer, id).await? {
        writer.close(&card);
    }
    writer.close(&board);
    done(writer, &asked, PATH, "boards.withdrawn").await
}
