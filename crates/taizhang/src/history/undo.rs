//! Taking a change back: previewed by the same code that does it.

use super::CHANGES;
use super::change::{Told, edits, head};
use super::obstacles::Hindered;
use super::touched::Touched;
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{self, Act, LedgerError, Origin, Outcome};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::users;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::ChangeId;
use domain::limits::REASON_MAX_CHARS;
use maud::{Markup, html};

/// The change, if the actor may take it back.
async fn undoable(app: &App, lang: Lang, actor: &Actor, id: ChangeId) -> Result<Told, Problem> {
    let told = Told::of(app, lang, actor, id).await?;
    if !told.may_undo {
        return Err(Problem::forbidden());
    }
    if told.change.undone_by.is_some() {
        return Err(Problem::conflict().because("history.undone_already"));
    }
    if told.touched.users() && !users::administered_without(app.ledger.db(), id).await? {
        return Err(Problem::conflict().because("users.last_administrator"));
    }
    Ok(told)
}

/// Whether a page may offer the actor to take the change back: they may, and nobody has.
///
/// # Errors
/// When the ledger can't be read.
pub async fn may_undo(app: &App, actor: &Actor, id: ChangeId) -> Result<bool, LedgerError> {
    let db = app.ledger.db();
    let change = ledger::change(db, id).await?;
    if change.undone_by.is_some() {
        return Ok(false);
    }
    let touched = Touched::by(db, id).await?;
    let snapshot = app.ledger.live().current().await?;
    Ok(touched.undone_by(actor, snapshot.dimensions(), &change))
}

/// Where a change is taken back; `then` is the change that was to be taken back and waits for this one.
pub(super) fn address(id: ChangeId, then: Option<ChangeId>) -> String {
    let back = then.map_or_else(String::new, |then| format!("?{THEN}={then}"));
    format!("{CHANGES}/{id}/undo{back}")
}

/// The parameter of the change that waits.
const THEN: &str = "then";

fn waiting(text: &str) -> Option<ChangeId> {
    text.parse().ok().map(ChangeId)
}

fn act(actor: &Actor) -> Act {
    Act::new(Some(actor.user), Origin::Undo)
}

/// Shows what would be closed and restored, and what stands in the way.
pub(super) async fn preview(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let told = undoable(&app, asked.lang, &actor, ChangeId(id)).await?;
    let outcome = match ledger::undo(&app.ledger, act(&actor), ChangeId(id)).await {
        Ok(writer) => Ok(writer.dry_run().await?),
        Err(LedgerError::BuiltUpon { obstacles, .. }) => {
            Err(Hindered::by(&app, (asked.lang, &actor), told.change.id, &obstacles).await?)
        }
        Err(error) => return Err(error.into()),
    };
    let then = asked.here.get(THEN).and_then(waiting);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &told, &outcome, then)))
}

fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    told: &Told,
    outcome: &Result<Outcome, Hindered>,
    then: Option<ChangeId>,
) -> Markup {
    let lang = asked.lang;
    let id = told.change.id;
    let title = lang.tf("history.undo_no", &[("change", &id)]);
    let body = html! {
        (layout::heading(&title, &html! { a href={ (CHANGES) "/" (id) } { (lang.tf("history.change_no", &[("change", &id)])) } }))
        (head(lang, told))
        @match outcome {
            Ok(outcome) => {
                p { (lang.tf("history.would", &[("closed", &outcome.closed), ("written", &outcome.written)])) }
                @if let Some(then) = then { p.hint { (lang.tf("history.then", &[("change", &then)])) } }
                form.narrow method="post" action=(address(id, then)) {
                    (field::text(lang, &Form::default(), Field::optional("reason", lang.t("history.why"))))
                    div.row {
                        button.danger type="submit" { (lang.t("history.undo")) }
                        a href=(then.map_or_else(|| format!("{CHANGES}/{id}"), |then| address(then, None))) { (lang.t("history.leave")) }
                    }
                }
                h2 { (lang.t("history.taken_back")) }
                (edits(lang, &told.names, &told.edits))
            }
            Err(hindered) => (hindered.markup(lang)),
        }
    };
    shell::page(app, asked, actor, Noun::Settings, &title, &body)
}

/// Takes the change back.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let told = undoable(&app, asked.lang, &actor, ChangeId(id)).await?;
    let mut act = act(&actor);
    act.reason = form.text("reason", REASON_MAX_CHARS);
    let then = asked.here.get(THEN).and_then(waiting);
    let writer = match ledger::undo(&app.ledger, act, ChangeId(id)).await {
        Err(LedgerError::BuiltUpon { obstacles, .. }) => {
            let hindered = Hindered::by(&app, (asked.lang, &actor), told.change.id, &obstacles).await?;
            return Ok(page::conflict(&asked, markup(&app, &asked, &actor, &told, &Err(hindered), then)));
        }
        writer => writer?,
    };
    let done = writer.commit().await?.change;
    let to = match (then, done) {
        (Some(then), _) => address(then, None),
        (None, Some(done)) => format!("{CHANGES}/{done}"),
        (None, None) => CHANGES.to_owned(),
    };
    let said = Flash::saying(asked.lang.tf("history.was_undone", &[("change", &id)]));
    Ok(page::redirect(&asked, &to, Some(&said)))
}
