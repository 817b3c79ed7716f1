//! What an upload would do: the real import in a transaction that is taken back.

use super::reading::{Chosen, FITTING, UNLEARNED, impossible, open, run, uploaded_bytes};
use super::sections::{Section, section, ways};
use super::ticks::{CONFIRM, sweeps, ticks};
use super::{IMPORTS, layouts, list, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::history::Names;
use crate::imports::explain;
use crate::imports::learned::kept_for;
use crate::imports::outcome::{Mode, Report};
use crate::imports::report::remark_columns;
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Kept, LearnedLayout};
use maud::{Markup, html};

/// Shows it.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let chosen = Chosen::of(&actor, |name| asked.here.get(name)).ok_or_else(Problem::bad_request)?;
    let report = match read(&app, &actor, &chosen).await {
        Err(problem) => {
            return list::refused((&app, &asked, &actor), Form::filled(chosen.pairs()), problem).await;
        }
        Ok(report) => report,
    };
    let snapshot = app.ledger.live().current().await?;
    let names = Names::of(app.ledger.db(), snapshot.dimensions(), &[]).await?;
    let kept = kept_for(&app.ledger, &actor.scope, chosen.options.zone).await?;
    let shown = Section::asked(&asked.here, &report);
    let body = html! {
        (layout::heading(&lang.tf("imports.preview_of", &[("file", &chosen.name)]), &html! {}))
        p { strong { (lang.t("imports.nothing_written")) } }
        (summary(lang, &report))
        @if let Some(told) = &report.book { @for line in told.lines(lang) { p { strong { (line) } } } }
        @if let Some(read_as) = &report.layout.read_as { p { (read_as.words(lang)) } }
        @for line in remark_columns(&report.layout.sheets, lang) { p { (line) } }
        (sweeps(lang, &report))
        (by_layout(lang, &chosen, &report, &kept))
        (ticks(lang, &report, &names))
        (decision(&asked, &chosen, &report))
        (ways(&asked, &report, shown))
        (section((&asked, &actor), &report, &names, shown))
        details {
            summary { (lang.t("imports.layout")) }
            @for sheet in &report.layout.sheets { (parts::layout(lang, sheet)) }
        }
    };
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Imports, lang.t("imports.preview"), &body)))
}

async fn read(app: &App, actor: &Actor, chosen: &Chosen) -> Result<Report, Problem> {
    let opened = open(app, chosen, uploaded_bytes(app, actor, &chosen.hash)).await?;
    run(app, actor, (chosen, &opened.book), None, Mode::DryRun).await.map_err(impossible)
}

fn summary(lang: Lang, report: &Report) -> Markup {
    html! {
        dl.cards {
            div { dt { (lang.t("imports.rows")) } dd { (parts::counted(report.rows.len())) } }
            div { dt { (lang.t("imports.created")) } dd { (parts::counted(report.created())) } }
            div { dt { (lang.t("imports.changed")) } dd { (parts::counted(report.changed())) } }
            div { dt { (lang.t("imports.unchanged")) } dd { (parts::counted(report.unchanged())) } }
            div { dt { (lang.t("imports.parked")) } dd { (parts::counted(report.parked())) } }
        }
    }
}

/// By which layout the sheets were taken, the choice of another, and the way to the columns.
fn by_layout(lang: Lang, chosen: &Chosen, report: &Report, layouts: &[Kept<LearnedLayout>]) -> Markup {
    let taken = report.layout.sheets.iter().filter(|sheet| sheet.learned.is_some());
    let form = Form::filled([("layout", if chosen.layout.is_empty() { FITTING } else { &chosen.layout })]);
    let fitting = [
        Choice::new(FITTING, lang.t("layouts.fitting")),
        Choice::new(UNLEARNED, lang.t("layouts.unlearned")),
    ];
    let named = layouts.iter().map(|layout| Choice::new(layout.id.to_string(), layout.name.clone()));
    let choices: Vec<Choice> = fitting.into_iter().chain(named).collect();
    html! {
        @for sheet in taken { p { (sheet.name) (lang.t("ui.colon")) (explain::by_layout(lang, sheet).join(lang.gap())) } }
        div.row.no-print {
            @if !layouts.is_empty() {
                form.row method="get" action={ (IMPORTS) "/preview" } {
                    @for (name, value) in chosen.pairs() {
                        @if name != "layout" { input type="hidden" name=(name) value=(value); }
                    }
                    (field::select(lang, &form, Field::required("layout", lang.t("layouts.layout")), &choices))
                    button type="submit" { (lang.t("layouts.take_by")) }
                }
            }
            a.button href=(layouts::way(chosen)) { (lang.t("layouts.point")) }
        }
    }
}

/// The two ways on.
fn decision(asked: &Asked, chosen: &Chosen, report: &Report) -> Markup {
    let lang = asked.lang;
    let is_new = report.created() + report.changed() + report.parked() > 0;
    html! {
        @if report.parked() > 0 { p { (lang.tf("imports.parked_words", &[("n", &report.parked())])) } }
        @if report.sheet().is_none() { p { (lang.t("imports.only_compared")) } }
        @else if !is_new { p { (lang.t("imports.nothing_new")) } }
        div.row {
            @if is_new {
                form id=(CONFIRM) method="post" action={ (IMPORTS) "/confirm" } {
                    @for (name, value) in chosen.pairs() { input type="hidden" name=(name) value=(value); }
                    input type="hidden" name="once" value=(asked.nonce.as_str());
                    button.primary type="submit" { (lang.t("imports.confirm")) }
                }
            }
            form method="post" action={ (IMPORTS) "/discard" } {
                input type="hidden" name="file" value=(chosen.hash);
                button type="submit" { (lang.t("imports.discard")) }
            }
        }
    }
}
