//! What all actions share: a repeated post is one change, and a sentence says what was done.

use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, LedgerError, Origin, Writer};
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::response::Response;
use domain::facts::{ChangeId, Kept, Record};

pub use crate::once_only::repeated;

/// A change that begins, or one that the same form made before.
pub enum Begun {
    /// To be written.
    New(Box<Writer>),
    /// Done already.
    Repeated(ChangeId),
}

/// What the three acts on a kind of record are called.
pub struct Words {
    /// The title of the form that adds.
    pub add: &'static str,
    /// The title of the form that corrects.
    pub correct: &'static str,
    /// What is said after each.
    pub added: &'static str,
    /// The same after a correction.
    pub corrected: &'static str,
    /// The same after a withdrawal.
    pub withdrawn: &'static str,
}

impl Words {
    /// Writes a record, as a new one or in the place of the one before; what is then said.
    pub fn put<R: Record + Clone + PartialEq + Send + 'static>(
        &self,
        writer: &mut Writer,
        before: Option<&Kept<R>>,
        record: &R,
    ) -> &'static str {
        match before {
            None => {
                writer.create(record);
                self.added
            }
            Some(before) => {
                writer.replace(before, record, None);
                self.corrected
            }
        }
    }
}

/// Begins the change of a form.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App, actor: &Actor, form: &Form) -> Result<Begun, Problem> {
    begin_because(app, actor, form, None).await
}

/// Begins the change of a form, with its reason.
///
/// # Errors
/// When the database fails.
pub async fn begin_because(
    app: &App,
    actor: &Actor,
    form: &Form,
    reason: Option<String>,
) -> Result<Begun, Problem> {
    let act = Act { reason, ..Act::new(Some(actor.user), Origin::Web) }.keyed(once::key(actor.user, form));
    match app.ledger.write(act).await {
        Ok(writer) => Ok(Begun::New(Box::new(writer))),
        Err(LedgerError::Repeated(change)) => Ok(Begun::Repeated(change)),
        Err(error) => Err(error.into()),
    }
}

/// Commits and leads to a page that says so, with undo beside it.
///
/// # Errors
/// 409 when somebody replaced a record meanwhile.
pub async fn done(
    writer: Box<Writer>,
    asked: &Asked,
    to: &str,
    said: &'static str,
) -> Result<Response, Problem> {
    let outcome = writer.commit().await?;
    Ok(page::redirect(asked, to, Some(&flash(asked.lang, outcome.change, said))))
}

/// What is said after a change.
pub fn flash(lang: Lang, change: Option<ChangeId>, said: &'static str) -> Flash {
    match change {
        None => Flash::saying(lang.t("projects.nothing_changed")),
        Some(change) => {
            Flash::saying(lang.t(said)).with_undo(format!("/changes/{change}/undo"), lang.t("projects.undo"))
        }
    }
}
