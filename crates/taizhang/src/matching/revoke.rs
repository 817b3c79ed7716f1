//! An answer taken back: the next workbook asks again. What was made one is made two again by taking its change back.

use super::PATH;
use crate::actor::Actor;
use crate::app::App;
use crate::history::CHANGES;
use crate::project::editable;
use crate::project::writing::{Begun, begin, done, repeated};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{MatchAnswer, MatchVerdict};

/// Takes it back.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let mut writer = match begin(&app, &actor, &form).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(repeated(&asked, PATH)),
    };
    let answer = writer.open_by::<MatchAnswer>("id = $1", vec![Val::Int(id)]).await?.pop();
    let answer = answer.ok_or_else(Problem::not_found)?;
    editable(&mut writer, &actor, answer.project, Permission::Edit).await?;
    if answer.verdict == MatchVerdict::Merged {
        return Ok(page::redirect(&asked, &format!("{CHANGES}/{}/undo", answer.since), None));
    }
    writer.close(&answer);
    done(writer, &asked, PATH, "matching.revoked").await
}
