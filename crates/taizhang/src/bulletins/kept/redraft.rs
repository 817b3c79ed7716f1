//! Drafting anew as of now, and giving a draft up.

use super::contents::{draft, worded_by};
use super::opened::{PATH, path, still_open, to_work_on};
use super::{edits, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::project::writing::{self, Begun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Bulletin, BulletinId};

/// Takes the ledger's last change. What was written by hand stays, and says what moved under it.
pub(super) async fn redraft(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let bulletin = to_work_on(&app, &actor, id).await?;
    let true_on = form.day("true_on");
    if !form.is_fine() {
        return Err(form.into_problem());
    }
    let true_on = true_on.unwrap_or(bulletin.true_on);
    let at = app.question(&AsOf { true_on: Some(true_on), known_by: KnownBy::Now }).await?;
    let anew = Bulletin { true_on, known_by: at.snapshot.change(), ..bulletin.body.clone() };
    let drafted = draft(&app.ledger, &at, &actor.scope, &anew).await?;
    let edits = store::edits(app.ledger.db(), BulletinId(id)).await?;
    let (printed, _) = edits::applied(&drafted, edits);
    let anew = Bulletin { title: printed.title_line(), ..anew };
    let said = match worded_by(&before(&app, &bulletin).await?, &bulletin) == worded_by(&at, &anew) {
        true => "kept.redrafted",
        false => "kept.redrafted_by_other",
    };
    let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, &path(id)));
    };
    writer.replace(&bulletin, &anew, None);
    writing::done(writer, &asked, &path(id), said).await
}

/// The ledger of which the draft was made until now.
async fn before(app: &App, bulletin: &Bulletin) -> Result<Question, Problem> {
    let as_of = AsOf { true_on: Some(bulletin.true_on), known_by: KnownBy::Change(bulletin.known_by) };
    Ok(app.question(&as_of).await?)
}

/// Gives a draft up, with what was written by hand.
pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    to_work_on(&app, &actor, id).await?;
    let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, PATH));
    };
    let bulletin =
        store::bulletin_within(&mut writer, BulletinId(id)).await?.ok_or_else(Problem::not_found)?;
    still_open(&bulletin)?;
    for edit in store::edits_within(&mut writer, BulletinId(id)).await? {
        writer.close(&edit);
    }
    writer.close(&bulletin);
    writing::done(writer, &asked, PATH, "kept.discarded").await
}
