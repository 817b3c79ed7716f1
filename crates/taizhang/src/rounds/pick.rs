//! Picking entries: projects of the ledger or of an earlier list, each with what the checks say before it is added.

use super::add::{self, Added, Addition, Move};
use super::candidates::{Candidate, FROM, Q, Search, chosen};
use super::checks::Checks;
use super::opened::{self, Opened, act, done};
use super::show::LIST;
use super::{held, pick_form};
use crate::actor::Actor;
use crate::app::App;
use crate::once_only::once_only;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{ProjectId, RoundId};
use domain::limits::{LIST_ENTRIES_MAX, NAME_MAX_CHARS, REASON_MAX_CHARS};
use domain::{Day, ListKind};
use maud::{Markup, html};

/// The field that asks for all candidates without a finding instead of the ticked ones.
pub(super) const CLEAN: &str = "clean";
/// The field with the ticked projects.
pub(super) const PROJECT: &str = "project";

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = opened::open_now(&app, &asked, &actor, RoundId(id)).await?;
    let mut form = Form::filled(asked.here.parameters().collect::<Vec<_>>());
    form.set("on", app.ledger.clock().today().to_string());
    let refused = shown(&app, &asked, &actor, &opened, &mut form).await?;
    Ok(if form.is_fine() { page::full(&asked, refused) } else { page::refused(&asked, refused) })
}

/// Adds what was ticked, or everything without a finding.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let list = form.value(LIST).to_owned();
    let to = async |_| Ok(Query::of_path(&format!("/rounds/{id}")).with(LIST, &list).to_string());
    once_only((&app, &asked, &actor), form, to, async |form| picked(&app, &asked, &actor, id, form).await)
        .await
}

async fn picked(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: i64,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = opened::open_now(app, asked, actor, RoundId(id)).await?;
    match added(app, actor, &opened, &mut form).await? {
        Some((count, change)) => {
            let to = format!("{}?{LIST}={}#entries", opened.path(), form.value(LIST));
            Ok(done(asked, &to, change, asked.lang.tf("rounds.added_said", &[("n", &count)])))
        }
        None => {
            let again = shown(app, asked, actor, &opened, &mut form).await?;
            Ok(page::refused(asked, again))
        }
    }
}

async fn added(
    app: &App,
    actor: &Actor,
    opened: &Opened,
    form: &mut Form,
) -> Result<Option<(usize, Option<domain::facts::ChangeId>)>, Problem> {
    let today = app.ledger.clock().today();
    let moved_in = if opened.round.published_change.is_some() { moved(opened, form, today) } else { None };
    let all = form.ticked(CLEAN);
    let ids: Vec<ProjectId> = form.ids(PROJECT, LIST_ENTRIES_MAX).into_iter().map(ProjectId).collect();
    if !all && ids.is_empty() {
        form.refuse(PROJECT, "rounds.nothing_chosen");
    }
    if !form.is_fine() {
        return Ok(None);
    }
    let typed = form.clone();
    let value = |name: &str| Some(typed.value(name)).filter(|value| !value.is_empty());
    let Ok(mut search) = Search::read(opened, actor, value) else { return Ok(None) };
    if !all {
        // What was ticked was ticked, whatever the condition says by now.
        search.filter = figures::Filter::default();
    }
    let Ok(population) = search.population(opened, actor) else { return Ok(None) };
    let checks = Checks::of(app, actor, opened).await?;
    let found = search.candidates(opened, actor, &population, &checks);
    let projects = if all {
        let clean = found.iter().filter(|candidate| candidate.findings.is_empty());
        clean.map(|candidate| (candidate.project, candidate.converted_from)).collect()
    } else {
        chosen(&found, &ids)
    };
    if projects.is_empty() || (!all && projects.len() < ids.len()) {
        // Out of scope, of another holder, or not to be edited: not found.
        return Err(Problem::not_found());
    }
    let addition = Addition { round: &opened.round, list: search.list, projects, moved_in };
    match add::add(&app.ledger, act(actor, form), &opened.at.snapshot, &addition).await? {
        Added::Done(count, change) => Ok(Some((count, change))),
        Added::Duplicates(ids) => {
            form.refuse_with(PROJECT, "rounds.duplicates", vec![("n", ids.len().to_string())]);
            Ok(None)
        }
        Added::LeftLater(n, last) => {
            let field = if addition.moved_in.is_some() { "on" } else { PROJECT };
            let args = vec![("n", n.to_string()), ("day", last.to_string())];
            form.refuse_with(field, "rounds.left_later", args);
            Ok(None)
        }
        Added::PublishedMeanwhile => Err(Problem::conflict().because("rounds.published_meanwhile")),
        Added::TooMany => {
            form.refuse_with(PROJECT, "rounds.too_many", vec![("max", LIST_ENTRIES_MAX.to_string())]);
            Ok(None)
        }
    }
}

/// After publication entries come in by a move alone.
fn moved(opened: &Opened, form: &mut Form, today: Day) -> Option<Move> {
    let on = opened.day_of_move(form, today);
    let reason = form.required("reason", REASON_MAX_CHARS);
    let approver = form.required("approver", NAME_MAX_CHARS);
    Some(Move { on: on?, reason: reason?, approver: approver? })
}

async fn shown(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    opened: &Opened,
    form: &mut Form,
) -> Result<Markup, Problem> {
    if ListKind::from_code(form.value(LIST)).is_none() {
        form.set(LIST, ListKind::Signing.code());
    }
    let typed = form.clone();
    let value = |name: &str| Some(typed.value(name)).filter(|value| !value.is_empty());
    let searched = Search::read(opened, actor, value)
        .and_then(|search| search.population(opened, actor).map(|population| (search, population)));
    let table = match &searched {
        Err(error) => {
            let error = crate::figures::bad_filter(asked.lang, error);
            form.refuse_with(Q, error.key, error.args);
            html! {}
        }
        Ok((search, population)) => {
            let checks = Checks::of(app, actor, opened).await?;
            let found = search.candidates(opened, actor, population, &checks);
            let paging = Paging::of(&asked.here).within(found.len());
            pick_form::candidates_form(asked, opened, search, form, &found, paging)
        }
    };
    let earlier: Vec<_> = held::all(&opened.at.snapshot, &actor.scope)
        .into_iter()
        .filter(|round| round.day <= opened.round.day && round.id != opened.round.id)
        .collect();
    let title = asked.lang.tf("rounds.pick_title", &[("round", &opened.label(asked.lang))]);
    let body = html! {
        h1 { (title) }
        (crate::ui::field::with_summary(asked.lang, form, &html! {
            (pick_form::lists(asked, opened, form))
            (pick_form::search_form(asked, opened, form, &earlier))
            (table)
        }))
    };
    Ok(opened.page(app, asked, actor, &title, &body))
}

/// The hidden fields that keep what was looked for.
pub(super) fn kept(form: &Form) -> Markup {
    html! {
        (once::field(form))
        @for name in [LIST, Q, FROM] { input type="hidden" name=(name) value=(form.value(name)); }
    }
}

/// How many candidates have no finding.
pub(super) fn clean(found: &[Candidate<'_>]) -> usize {
    found.iter().filter(|candidate| candidate.findings.is_empty()).count()
}
