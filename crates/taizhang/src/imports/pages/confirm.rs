//! Bringing a previewed upload in, or letting it go.

use super::reading::{Chosen, Opened, impossible, open, run, take_in, uploaded_bytes};
use super::store::by_change;
use super::ticks::ACCEPT;
use super::{IMPORTS, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::files;
use crate::history::CHANGES;
use crate::imports::outcome::{IntakeError, Mode};
use crate::imports::suspicion::Agreed;
use crate::ledger::LedgerError;
use crate::once_only::repeated;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::limits::CODE_MAX_CHARS;

/// Brings it in as one change. The form sent twice is one import.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let key = form.text("once", CODE_MAX_CHARS);
    let mut chosen = Chosen::of(&actor, |name| Some(form.value(name))).ok_or_else(Problem::bad_request)?;
    chosen.options.agreed = Agreed::of(form.all(ACCEPT));
    let opened = open(&app, &chosen, uploaded_bytes(&app, &actor, &chosen.hash)).await?;
    let Opened { bytes, book, turn: _turn } = opened;
    take_in(&app, &chosen, &bytes).await?;
    drop(bytes);
    let report = run(&app, &actor, (&chosen, &book), key, Mode::Commit).await;
    let report = match report {
        Err(IntakeError::Ledger(LedgerError::Repeated(change))) => {
            let import = by_change(app.ledger.db(), change).await?;
            let to = import.map_or_else(|| IMPORTS.to_owned(), |import| format!("{IMPORTS}/{}", import.id));
            return Ok(repeated(&asked, &to));
        }
        report => report.map_err(impossible)?,
    };
    let gone = files::let_go(&app.ledger, actor.user, &chosen.hash).await;
    gone.map_err(|error| Problem::internal(&error))?;
    let (Some(import), Some(change)) = (report.import, report.change) else {
        return Ok(page::redirect(&asked, IMPORTS, Some(&Flash::saying(lang.t("imports.nothing_new")))));
    };
    let words = [
        ("rows", parts::counted(report.rows.len())),
        ("created", parts::counted(report.created())),
        ("changed", parts::counted(report.changed())),
        ("unchanged", parts::counted(report.unchanged())),
        ("parked", parts::counted(report.parked())),
    ];
    let said = Flash::saying(lang.tf_kept("imports.done", &words))
        .with_undo(format!("{CHANGES}/{change}/undo"), lang.t("imports.undo"));
    Ok(page::redirect(&asked, &format!("{IMPORTS}/{import}"), Some(&said)))
}

/// Lets the waiting bytes go.
pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let gone = files::let_go(&app.ledger, actor.user, form.value("file")).await;
    gone.map_err(|error| Problem::internal(&error))?;
    Ok(page::redirect(&asked, IMPORTS, Some(&Flash::saying(asked.lang.t("imports.discarded")))))
}
