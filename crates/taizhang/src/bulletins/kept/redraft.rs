//! Drafting anew as of now, and giving a draft up.

use super::contents::{draft, worded_by};
use super::opened::{PATH, contents, path, still_open, to_work_on};
use super::seen::{SEEN, Seen};
use super::{edits, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::project::writing::{self, Begun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::{FieldError, Problem};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Bulletin, BulletinId};

/// Takes the ledger's last change: only from the draft that was seen. What was written by hand stays, and says what moved under it.
pub(super) async fn redraft(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let bulletin = to_work_on(&app, &actor, id).await?;
    Seen::refuse_other_clocks(&mut form, asked.lang, &bulletin);
    if let Some(refused) = form.error(SEEN) {
        return Err(again(id, refused));
    }
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
    let (now, _) = Seen::within(&mut writer, BulletinId(id)).await?;
    still_open(&now)?;
    if now.since != bulletin.since {
        return Err(Problem::conflict().leading_to(path(id), "kept.look_again"));
    }
    writer.replace(&bulletin, &anew, None);
    writing::done(writer, &asked, &path(id), said).await
}

/// The ledger of which the draft was made until now.
async fn before(app: &App, bulletin: &Bulletin) -> Result<Question, Problem> {
    let as_of = AsOf { true_on: Some(bulletin.true_on), known_by: KnownBy::Change(bulletin.known_by) };
    Ok(app.question(&as_of).await?)
}

/// Gives a draft up, with what was written by hand: only as it was seen.
pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let bulletin = to_work_on(&app, &actor, id).await?;
    let contents = contents(&app, &actor, &bulletin).await?;
    contents.seen(&bulletin).refuse_other(&mut form, asked.lang, &contents.printed);
    if let Some(refused) = form.error(SEEN) {
        return Err(again(id, refused));
    }
    let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, PATH));
    };
    let (bulletin, now) = Seen::within(&mut writer, BulletinId(id)).await?;
    still_open(&bulletin)?;
    if Seen::told(&form) != Some(now) {
        return Err(Problem::conflict().leading_to(path(id), "kept.look_again"));
    }
    for edit in store::edits_within(&mut writer, BulletinId(id)).await? {
        writer.close(&edit);
    }
    writer.close(&bulletin);
    writing::done(writer, &asked, PATH, "kept.discarded").await
}

/// 409 for who saw another draft, with the way to the present one.
fn again(id: i64, refused: &FieldError) -> Problem {
    let detail = Some((refused.key, refused.args.clone()));
    Problem { detail, ..Problem::conflict() }.leading_to(path(id), "kept.look_again")
}
