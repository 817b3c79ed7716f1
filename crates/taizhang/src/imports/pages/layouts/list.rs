//! The layouts that concern the reader: whose each is, of what it speaks, and whether it can still be used.

use super::super::IMPORTS;
use super::{NEW, PATH};
use crate::actor::Actor;
use crate::app::App;
use crate::fields;
use crate::imports::learned::{Learned, SheetRule, kept_for, wrong};
use crate::shell;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::Empty;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page as answer};
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, LearnedLayout, RecordKind};
use figures::Snapshot;
use maud::{Markup, html};

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let layouts = kept_for(&app.ledger, &actor.scope, None).await?;
    let title = lang.t("layouts.title");
    let actions = html! {
        a.button href=(NEW) { (lang.t("layouts.new")) }
        a href=(IMPORTS) { (lang.t("imports.title")) }
    };
    let label = |name| fields::label(lang, RecordKind::LearnedLayout, name);
    let columns = vec![
        Column::new("name", label("name"), Kind::Lead),
        Column::new("org", label("org"), Kind::Text),
        Column::new("of", lang.t("layouts.of"), Kind::Words),
        Column::new("state", lang.t("layouts.state"), Kind::Words),
        Column::new("acts", lang.t("layouts.acts"), Kind::Act),
    ];
    let rows = layouts.iter().map(|kept| row(lang, &snapshot, &actor, kept)).collect();
    let mut table = Table::new(title, &asked.here, columns, rows);
    table.short = true;
    table.empty = Some(Empty {
        title: lang.t("layouts.none").to_owned(),
        words: lang.t("layouts.none_words").to_owned(),
        begin: None,
        sample: None,
    });
    let body = html! {
        (layout::heading(title, &actions))
        p.muted { (lang.t("layouts.about")) }
        (table.render(lang))
    };
    Ok(answer::full(&asked, shell::page(&app, &asked, &actor, Noun::Imports, title, &body)))
}

fn row(lang: Lang, snapshot: &Snapshot, actor: &Actor, kept: &Kept<LearnedLayout>) -> Row {
    let path = format!("{PATH}/{}", kept.id);
    let read = Learned::parse(&kept.text);
    let whose = snapshot.places().get(kept.org).map_or("", |place| place.shown());
    let cells = vec![
        html! { a href=(path) { (kept.name) } },
        html! { (whose) },
        html! { @if let Ok(learned) = &read { (spoken_of(lang, learned)) } },
        html! {
            @match &read {
                Ok(_) => (badge(Tone::Good, "●", lang.t("layouts.usable"))),
                Err(error) => (badge(Tone::Alarm, "■", &wrong(lang, error))),
            }
        },
        html! {
            div.row.no-print {
                a href={ (path) "/file.toml" } { (lang.t("layouts.download")) }
                @if actor.may(Permission::Edit, kept.org) {
                    a href=(path) { (lang.t("progress.correct")) }
                    form method="post" action={ (path) "/withdraw" } {
                        (once::field(&Form::default()))
                        button.link type="submit" { (lang.t("progress.withdraw")) }
                    }
                }
            }
        },
    ];
    Row { id: kept.id.to_string(), name: kept.name.clone(), cells }
}

/// The sheets of a layout, each with its columns and how many of them are fields.
fn spoken_of(lang: Lang, learned: &Learned) -> Markup {
    let line = |rule: &SheetRule| {
        let told = rule.columns.iter().filter(|column| column.field.is_some()).count();
        let args: [(&str, &dyn std::fmt::Display); 3] =
            [("sheet", &rule.sheet.as_deref().unwrap_or("—")), ("n", &rule.columns.len()), ("told", &told)];
        lang.tf("layouts.sheet_of", &args)
    };
    html! { ul.plain { @for rule in &learned.sheets { li { (line(rule)) } } } }
}
