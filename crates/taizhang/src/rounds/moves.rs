//! Taking an entry off a list: simply, while the list is being made; with day, reason and approver once it is
//! published. Either way the history keeps it.

use super::opened::{self, Opened, act, done};
use super::show::LIST;
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::open_one;
use crate::once_only::once_only;
use crate::ui::field::{self, Field};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{Entry, Kept, RoundId};
use domain::limits::{NAME_MAX_CHARS, REASON_MAX_CHARS};
use figures::Population;
use maud::{Markup, html};

/// The form that moves an entry out.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((round, entry)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let (opened, entry) = editable(&app, &asked, &actor, round, entry).await?;
    let form = Form::filled([("on", app.ledger.clock().today().to_string())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened, &entry, &form)))
}

/// Moves it out.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((round, entry)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(format!("/rounds/{round}"));
    let doing = async |form| moved_out(&app, &asked, &actor, (round, entry), form).await;
    once_only((&app, &asked, &actor), form, to, doing).await
}

async fn moved_out(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (round, entry): (i64, i64),
    mut form: Form,
) -> Result<Response, Problem> {
    let (opened, entry) = editable(app, asked, actor, round, entry).await?;
    let on = opened.day_of_move(&mut form, app.ledger.clock().today());
    if let (Some(on), Some(came_on)) = (on, entry.moved_in_on)
        && on < came_on
    {
        form.refuse("on", "rounds.before_moved_in");
    }
    let reason = form.required("reason", REASON_MAX_CHARS);
    let approver = form.required("approver", NAME_MAX_CHARS);
    let (Some(on), Some(reason), Some(approver), true) = (on, reason, approver, form.is_fine()) else {
        return Ok(page::refused(asked, markup(app, asked, actor, &opened, &entry, &form)));
    };
    let mut writer = app.ledger.write(act(actor, &form).because(reason.clone())).await?;
    let body = Entry {
        moved_out_on: Some(on),
        move_reason: Some(reason),
        approver: Some(approver),
        ..entry.body.clone()
    };
    writer.replace(&entry, &body, None);
    let outcome = writer.commit().await?;
    let to = format!("{}?{LIST}={}", opened.path(), entry.list.code());
    let said = asked.lang.tf("rounds.moved_out_said", &[("title", &entry.title)]);
    Ok(done(asked, &to, outcome.change, said))
}

/// Takes an entry off a list that is not published yet, unless an entry of a later list is its conversion.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((round, entry)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(format!("/rounds/{round}"));
    let doing = async |form| removed(&app, &asked, &actor, (round, entry), form).await;
    once_only((&app, &asked, &actor), form, to, doing).await
}

async fn removed(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (round, entry): (i64, i64),
    form: Form,
) -> Result<Response, Problem> {
    let (opened, entry) = editable(app, asked, actor, round, entry).await?;
    let mut writer = app.ledger.write(act(actor, &form)).await?;
    if store::is_published(&mut writer, RoundId(round)).await? != Some(false) {
        return Err(Problem::conflict().because("rounds.only_moves"));
    }
    let converted = writer.open_by::<Entry>("converted_from = $1", vec![Val::Int(entry.id)]).await?;
    if !converted.is_empty() {
        return Err(Problem::conflict().because("rounds.is_converted"));
    }
    writer.close(&entry);
    let outcome = writer.commit().await?;
    let to = format!("{}?{LIST}={}", opened.path(), entry.list.code());
    let said = asked.lang.tf("rounds.removed_said", &[("title", &entry.title)]);
    Ok(done(asked, &to, outcome.change, said))
}

/// Loads and permits in one call: out of scope 404, not allowed 403, moved out already 404.
async fn editable(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    round: i64,
    entry: i64,
) -> Result<(Opened, Kept<Entry>), Problem> {
    let opened = opened::open_now(app, asked, actor, RoundId(round)).await?;
    let entry = open_one::<Entry>(app.ledger.db(), entry).await?;
    let stands = |entry: &Kept<Entry>| entry.round == RoundId(round) && entry.moved_out_on.is_none();
    let entry = entry.filter(stands).ok_or_else(Problem::not_found)?;
    let seen = Population::new(&opened.at.snapshot, &actor.scope, None, opened.at.true_on);
    let seen = seen.map_err(|error| Problem::internal(&error))?;
    let zone = seen.get(entry.project).ok_or_else(Problem::not_found)?.zone();
    actor.must(Permission::Edit, zone)?;
    Ok((opened, entry))
}

fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    opened: &Opened,
    entry: &Kept<Entry>,
    form: &Form,
) -> Markup {
    let lang = asked.lang;
    let title = lang.t("rounds.move_out");
    let body = html! {
        form.narrow method="post" action={ (opened.path()) "/entries/" (entry.id) "/move-out" } {
            h1 { (title) }
            p { (opened.label(lang)) " · " (words::list(lang, entry.list)) " · " strong { (entry.title) } }
            p.hint { (lang.t("rounds.move_out_words")) }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (field::day(lang, form, Field::required("on", lang.t("rounds.move_on"))))
                (field::textarea(lang, form, Field::required("reason", lang.t("rounds.move_reason"))))
                (field::text(lang, form, Field::required("approver", lang.t("rounds.approver"))))
                div.submit { button.primary type="submit" { (title) } }
            }))
        }
    };
    opened.page(app, asked, actor, title, &body)
}
