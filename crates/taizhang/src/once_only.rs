//! A form that is sent again leads on to where it led at first: the change is made once, and nobody is told of a clash.

use crate::actor::Actor;
use crate::app::App;
use crate::ledger;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::response::Response;
use domain::facts::ChangeId;

/// Does what a form asks unless it was done before; `to` says where it led then. That is asked before, since what was done
/// may no longer be there to be done: a round is published, an entry moved out. And it is asked after a refusal, since the
/// form may have been sent twice at once, and the other post was the first.
///
/// # Errors
/// What the doing gives; when the database fails.
pub async fn once_only(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: Form,
    to: impl AsyncFnOnce(ChangeId) -> Result<String, Problem>,
    doing: impl AsyncFnOnce(Form) -> Result<Response, Problem>,
) -> Result<Response, Problem> {
    let Some(key) = once::key(actor.user, &form) else { return doing(form).await };
    let db = app.ledger.db();
    if let Some(change) = ledger::change_of_key(db, &key).await? {
        return Ok(repeated(asked, &to(change).await?));
    }
    let answer = doing(form).await;
    let done = match &answer {
        Ok(answer) if !answer.status().is_client_error() => None,
        // The writer's seat knows of changes that are on their way to the disk and that nobody reads yet.
        Err(problem) if problem.repeats().is_some() => problem.repeats().map(ChangeId),
        _ => ledger::change_of_key(db, &key).await?,
    };
    match done {
        Some(change) => Ok(repeated(asked, &to(change).await?)),
        None => answer,
    }
}

/// Where a repeated post leads, with a sentence that says so.
pub fn repeated(asked: &Asked, to: &str) -> Response {
    page::redirect(asked, to, Some(&Flash::saying(asked.lang.t("web.repeated"))))
}
