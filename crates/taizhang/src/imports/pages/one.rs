//! One import: its counts, how its sheets were understood, the rows that wait, and its file.

use super::mending::carried;
use super::reading::{Chosen, Opened, impossible, kept_bytes, open, run};
use super::store::{Brought, Reach, by_id, layout, mendings};
use super::{IMPORTS, later, parts, waiting};
use crate::actor::Actor;
use crate::app::App;
use crate::history::{self, CHANGES, may_undo};
use crate::imports::outcome::{Mode, Options};
use crate::imports::recognize::layout_from_text;
use crate::imports::report::marks;
use crate::ledger::open_one;
use crate::text::Lang;
use crate::ui::layout::{self as frame, Noun};
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::{clock, shell, users};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::facts::Import;
use maud::{Markup, html};

/// The import, if the actor reaches it.
pub(super) async fn reached(app: &App, actor: &Actor, id: i64) -> Result<Brought, Problem> {
    let db = app.ledger.db();
    let snapshot = app.ledger.live().current().await?;
    let reach = Reach::read(db, snapshot.dimensions()).await?;
    by_id(db, id).await?.filter(|import| reach.sees(actor, import)).ok_or_else(Problem::not_found)
}

/// Shows it.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let import = reached(&app, &actor, id).await?;
    Ok(page::full(&asked, markup(&app, &asked, &actor, &import, &carried(&asked)).await?))
}

/// The page. Boxes and choices of its rows that wait stand as `form` has them.
pub(super) async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    import: &Brought,
    form: &Form,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let db = app.ledger.db();
    let layout = layout(db, import.id).await?.and_then(|text| layout_from_text(&text));
    let names = users::names(db).await?;
    let who = import.actor.and_then(|user| names.get(&user).cloned());
    let waiting = match (&layout, open_one::<Import>(db, import.id).await?) {
        (Some(layout), Some(kept)) => waiting::markup(app, asked, actor, (&kept, layout), form).await?,
        _ => html! {},
    };
    let later = later::markup(app, (lang, actor), import.id, layout.as_ref()).await?;
    let mendings = mendings(db, import).await?;
    let undo = may_undo(app, actor, import.since).await?;
    let here = format!("{IMPORTS}/{}", import.id);
    let actions = html! {
        a.button href={ (here) "/original" } { (lang.t("imports.original")) }
        a.button href={ (here) "/annotated" } { (lang.t("imports.annotated")) }
        @if undo { a.button href={ (CHANGES) "/" (import.since) "/undo" } { (lang.t("imports.undo")) } }
    };
    let body = html! {
        (frame::heading(&import.name, &actions))
        (head(lang, import, &who.unwrap_or_else(|| lang.t("imports.operator").to_owned())))
        (later)
        (waiting)
        @if !mendings.is_empty() {
            h2 { (lang.t("imports.mendings")) }
            ul { @for change in &mendings { li {
                a href={ (CHANGES) "/" (change.id) } { (lang.tf("imports.change_no", &[("change", &change.id)])) }
                " " (clock::words_of_ms(change.at_ms)) " " (history::state(lang, change))
            } } }
        }
        @if let Some(layout) = &layout {
            h2 { (lang.t("imports.layout")) }
            @if let Some(read_as) = &layout.read_as { p { (read_as.words(lang)) } }
            @for sheet in &layout.sheets { (parts::layout(lang, sheet)) }
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Imports, &import.name, &body))
}

fn head(lang: Lang, import: &Brought, who: &str) -> Markup {
    let [rows, created, changed, unchanged, parked] = import.counts;
    html! {
        dl.facts {
            dt { (lang.t("imports.at")) } dd { (clock::words_of_ms(import.at_ms)) }
            dt { (lang.t("imports.who")) } dd { (who) }
            dt { (lang.t("imports.as")) }
            dd {
                a href={ (CHANGES) "/" (import.since) } { (lang.tf("imports.change_no", &[("change", &import.since)])) }
                @if let Some(change) = import.undone_by {
                    " · " a href={ (CHANGES) "/" (change) } { (lang.tf("imports.undone_by", &[("change", &change)])) }
                }
            }
        }
        dl.cards {
            div { dt { (lang.t("imports.rows")) } dd { (parts::number(rows)) } }
            div { dt { (lang.t("imports.created")) } dd { (parts::number(created)) } }
            div { dt { (lang.t("imports.changed")) } dd { (parts::number(changed)) } }
            div { dt { (lang.t("imports.unchanged")) } dd { (parts::number(unchanged)) } }
            div { dt { (lang.t("imports.parked")) } dd { (parts::number(parked)) } }
            div { dt { (lang.t("imports.waiting")) } dd { (parts::number(import.waiting)) } }
        }
    }
}

/// Gives the file as it came.
pub(super) async fn original(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let import = reached(&app, &actor, id).await?;
    let bytes = kept_bytes(&app, &import.file).await?;
    Ok(Download::new(import.name, "application/octet-stream", bytes).into_response())
}

/// Gives the workbook with every problem at its cell, as the rules find them today.
pub(super) async fn annotated(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let import = reached(&app, &actor, id).await?;
    let zone = open_one::<Import>(app.ledger.db(), id).await?.and_then(|kept| kept.zone);
    let options = Options { zone, ..Options::default() };
    let chosen =
        Chosen { hash: import.file.clone(), name: import.name.clone(), layout: String::new(), options };
    let opened = open(&app, &chosen, kept_bytes(&app, &chosen.hash)).await?;
    let Opened { book, turn: _turn, .. } = opened;
    let report = run(&app, &actor, (&chosen, &book), None, Mode::DryRun).await.map_err(impossible)?;
    let marks = marks(&report, asked.lang);
    let written = tokio::task::spawn_blocking(move || office::annotate(&book, &marks)).await;
    let bytes =
        written.map_err(|error| Problem::internal(&error))?.map_err(|error| Problem::internal(&error))?;
    let stem = import.name.rsplit_once('.').map_or(import.name.as_str(), |(stem, _)| stem);
    let name = asked.lang.tf("imports.annotated_name", &[("file", &stem)]);
    Ok(Download::xlsx(&name, bytes).into_response())
}
