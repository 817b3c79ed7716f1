//! The imports that the actor reaches, and the form that begins another.

use super::reading::{Chosen, may_create};
use super::store::{Brought, Reach, newest};
use super::{IMPORTS, layouts, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::matching;
use crate::ui::empty::Empty;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, Noun};
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::upload::{Limits, receive};
use crate::{clock, files, history, shell, users};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::facts::UserId;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The endings of files that are read.
pub(super) const ACCEPTED: &str = ".xlsx,.xlsm,.xls,.et,.csv,.tsv,.txt,.xml,.htm,.html,.mht,.mhtml";
/// What a form says whose file has no header that means projects: its columns can be pointed at.
const POINTED: &str = "pointed";

/// Shows the list.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    Ok(page::full(&asked, markup(&app, &asked, &actor, &Form::default()).await?))
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let reach = Reach::read(app.ledger.db(), snapshot.dimensions()).await?;
    let imports: Vec<Brought> =
        newest(app.ledger.db()).await?.into_iter().filter(|import| reach.sees(actor, import)).collect();
    let names = users::names(app.ledger.db()).await?;
    let zones = parts::zones(snapshot.dimensions(), actor);
    let form = &with_only_zone(form, &zones);
    let body = html! {
        (layout::heading(lang.t("imports.title"), &html! {
            a href=(matching::PATH) { (lang.t("matching.title")) }
            a href=(layouts::PATH) { (lang.t("layouts.title")) }
        }))
        form.narrow method="post" action=(IMPORTS) enctype="multipart/form-data" {
            (field::with_summary(lang, form, &html! {
                (field::file(lang, form, Field::required("file", lang.t("imports.file")).hint(lang.t("imports.file_hint")), ACCEPTED))
                (field::select(lang, form, Field::optional("zone", lang.t("imports.zone")).hint(lang.t("imports.zone_hint")), &zones))
                @if may_create(actor) {
                    (field::checkbox(lang, form, Field::optional("create", lang.t("imports.create")).hint(lang.t("imports.create_hint"))))
                }
                @if form.ticked(POINTED) && let Some(chosen) = Chosen::of(actor, |name| Some(form.value(name))) {
                    p { a.button href=(layouts::way(&chosen)) { (lang.t("layouts.point")) } " " (lang.t("layouts.point_hint")) }
                }
                div.row { button.primary type="submit" { (lang.t("imports.preview")) } }
                p.hint { (lang.t("imports.preview_hint")) }
            }))
        }
        h2 { (lang.t("imports.earlier")) }
        (table(asked, &names, &imports).render(lang))
    };
    Ok(shell::page(app, asked, actor, Noun::Imports, lang.t("imports.title"), &body))
}

/// The form with the zone chosen where there is no choice.
fn with_only_zone(form: &Form, zones: &[Choice]) -> Form {
    let mut form = form.clone();
    if let ([only], "") = (zones, form.value("zone")) {
        form.set("zone", only.code.clone());
    }
    form
}

fn table<'a>(asked: &'a Asked, names: &BTreeMap<UserId, String>, imports: &[Brought]) -> Table<'a> {
    let lang = asked.lang;
    let paging = Paging::of(&asked.here).within(imports.len());
    let rows = paging.slice(imports).iter().map(|import| Row {
        id: import.id.to_string(),
        name: import.name.clone(),
        cells: row(lang, names, import),
    });
    let number = |key, label| Column::new(key, label, Kind::Number);
    let columns = vec![
        Column::new("file", lang.t("imports.file"), Kind::Lead),
        Column::new("at", lang.t("imports.at"), Kind::Day),
        Column::new("who", lang.t("imports.who"), Kind::Text),
        number("rows", lang.t("imports.rows")),
        number("created", lang.t("imports.created")),
        number("changed", lang.t("imports.changed")),
        number("unchanged", lang.t("imports.unchanged")),
        number("waiting", lang.t("imports.waiting")),
        Column::new("state", lang.t("imports.state"), Kind::Text),
    ];
    let mut table = Table::new(lang.t("imports.earlier"), &asked.here, columns, rows.collect());
    table.pager = Some(Pager { paging, total: imports.len() });
    table.empty = Some(Empty {
        title: lang.t("imports.none").to_owned(),
        words: lang.t("imports.none_words").to_owned(),
        begin: None,
        sample: None,
    });
    table
}

fn row(lang: crate::text::Lang, names: &BTreeMap<UserId, String>, import: &Brought) -> Vec<Markup> {
    let [rows, created, changed, unchanged, _] = import.counts;
    let who = import.actor.and_then(|user| names.get(&user).map(String::as_str));
    vec![
        html! { a href={ (IMPORTS) "/" (import.id) } { (import.name) } },
        html! { (clock::words_of_ms(import.at_ms)) },
        html! { (who.unwrap_or(lang.t("imports.operator"))) },
        html! { (parts::number(rows)) },
        html! { (parts::number(created)) },
        html! { (parts::number(changed)) },
        html! { (parts::number(unchanged)) },
        html! { (parts::number(import.waiting)) },
        html! {
            @match import.undone_by {
                Some(change) => a href={ (history::CHANGES) "/" (change) } { (lang.t("imports.undone")) },
                None if import.waiting > 0 => (lang.t("imports.state_waiting")),
                None => (lang.t("imports.state_done")),
            }
        },
    ]
}

/// The form again with the words at the file, where the file is what is refused; any other problem goes on its way, and
/// programs read problems.
pub(super) async fn refused(
    (app, asked, actor): (&App, &Asked, &Actor),
    mut form: Form,
    problem: Problem,
) -> Result<Response, Problem> {
    let is_of_file =
        matches!(problem.status, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::PAYLOAD_TOO_LARGE);
    let is_unknown = |key: &str| matches!(key, "imports.no_header" | "imports.only_sums");
    if problem.detail.as_ref().is_some_and(|(key, _)| is_unknown(key)) {
        form.set(POINTED, "1");
    }
    match &problem.detail {
        Some((key, args)) if is_of_file && !asked.json => form.refuse_with("file", key, args.clone()),
        _ => return Err(problem),
    }
    let mut response = page::refused(asked, markup(app, asked, actor, &form).await?);
    *response.status_mut() = problem.status;
    Ok(response)
}

/// Keeps the bytes and goes on to the preview.
pub(super) async fn upload(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    request: Request,
) -> Result<Response, Problem> {
    let folder = files::incoming(&app.ledger).await.map_err(|error| Problem::internal(&error))?;
    let received = match receive(request, &folder, Limits::default()).await {
        Err(problem) => return refused((&app, &asked, &actor), Form::default(), problem).await,
        Ok(received) => received,
    };
    let mut form = received.form;
    let Some(file) = received.files.into_iter().next() else {
        form.refuse("file", "web.required");
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?));
    };
    let name = file.name.clone();
    let kept = files::keep_waiting(&app.ledger, actor.user, file).await;
    let kept = kept.map_err(|error| Problem::internal(&error))?;
    if let Err(error) = files::sweep(&app.ledger).await {
        tracing::warn!(%error, "uploads that were left can't be removed");
    }
    form.set("file", kept.hash);
    form.set("name", name);
    let chosen = Chosen::of(&actor, |field| Some(form.value(field))).ok_or_else(Problem::bad_request)?;
    let to = chosen
        .pairs()
        .iter()
        .fold(Query::of_path("/imports/preview"), |to, (name, value)| to.with(name, value));
    Ok(page::redirect(&asked, &to.to_string(), None))
}
