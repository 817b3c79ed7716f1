//! The pairs that wait for an answer, and the answers given.

use super::alike::{Alike, Candidate, Found, find};
use super::beside::likeness;
use super::{PATH, path_of};
use crate::actor::Actor;
use crate::app::App;
use crate::history::CHANGES;
use crate::project::path_of as project_path;
use crate::shell;
use crate::text::Lang;
use crate::ui::empty::Empty;
use crate::ui::layout::{self, Noun};
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::{once, page as answer};
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Dimensions, Kept, MatchAnswer, MatchVerdict};
use maud::{Markup, html};

/// Shows both.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let found = find(&app, &actor.scope).await?;
    let snapshot = app.ledger.live().current().await?;
    let title = lang.t("matching.title");
    let actions = html! { a href="/imports" { (lang.t("imports.title")) } };
    let body = html! {
        (layout::heading(title, &actions))
        p.muted { (lang.t("matching.about")) }
        h2 { (lang.t("matching.pairs")) }
        (pairs(&asked, snapshot.dimensions(), &found.pairs).render(lang))
        h2 { (lang.t("matching.answers")) }
        (answers(&asked, snapshot.dimensions(), &found).render(lang))
    };
    Ok(answer::full(&asked, shell::page(&app, &asked, &actor, Noun::Imports, title, &body)))
}

fn pairs<'a>(asked: &'a Asked, dims: &Dimensions, pairs: &[Alike]) -> Table<'a> {
    let lang = asked.lang;
    let paging = Paging::of(&asked.here).within(pairs.len());
    let row = |pair: &Alike| Row {
        id: format!("{}-{}", pair.ours.id, pair.theirs.id),
        name: pair.ours.title.clone(),
        cells: vec![
            project(dims, &pair.ours),
            project(dims, &pair.theirs),
            likeness(lang, i64::from(pair.likeness.score)),
            html! { (words::ground(lang, pair.likeness.grounds[0])) },
            html! { a.button href=(path_of(pair.ours.id, pair.theirs.id)) { (lang.t("matching.beside")) } },
        ],
    };
    let columns = vec![
        Column::new("ours", lang.t("matching.one"), Kind::Lead),
        Column::new("theirs", lang.t("matching.other"), Kind::Words),
        Column::new("score", lang.t("matching.score"), Kind::Text),
        Column::new("ground", lang.t("matching.ground"), Kind::Words),
        Column::new("acts", lang.t("matching.acts"), Kind::Act),
    ];
    let rows = paging.slice(pairs).iter().map(row).collect();
    let mut table = Table::new(lang.t("matching.pairs"), &asked.here, columns, rows);
    table.roomy = true;
    table.pager = Some(Pager { paging, total: pairs.len() });
    table.empty = Some(Empty {
        title: lang.t("matching.none").to_owned(),
        words: lang.t("matching.none_words").to_owned(),
        begin: None,
        sample: None,
    });
    table
}

fn project(dims: &Dimensions, it: &Candidate) -> Markup {
    html! {
        a href=(project_path(it.id)) { (it.title) }
        div.muted.small { (it.own_no) " · " (dims.org_shown(it.zone).unwrap_or_default()) }
    }
}

fn answers<'a>(asked: &'a Asked, dims: &Dimensions, found: &Found) -> Table<'a> {
    let lang = asked.lang;
    let mut answers: Vec<&Kept<MatchAnswer>> = found.answers.iter().collect();
    answers.sort_by_key(|answer| std::cmp::Reverse((answer.since, answer.id)));
    let columns = vec![
        Column::new("what", lang.t("matching.what"), Kind::Lead),
        Column::new("verdict", lang.t("matching.verdict"), Kind::Text),
        Column::new("project", lang.t("matching.project"), Kind::Words),
        Column::new("reason", lang.t("matching.reason"), Kind::Words),
        Column::new("change", lang.t("matching.change"), Kind::Text),
        Column::new("acts", lang.t("matching.acts"), Kind::Act),
    ];
    let rows = answers.into_iter().map(|answer| row(lang, dims, found, answer)).collect();
    let mut table = Table::new(lang.t("matching.answers"), &asked.here, columns, rows);
    table.roomy = true;
    table.empty = Some(Empty {
        title: lang.t("matching.no_answers").to_owned(),
        words: lang.t("matching.no_answers_words").to_owned(),
        begin: None,
        sample: None,
    });
    table
}

fn row(lang: Lang, dims: &Dimensions, found: &Found, answer: &Kept<MatchAnswer>) -> Row {
    let own_no = answer.own_no.as_deref().unwrap_or(lang.t("matching.no_number"));
    let of = found.candidates.get(&answer.project);
    let cells = vec![
        html! {
            (answer.title)
            div.muted.small { (own_no) " · " (dims.org_shown(answer.zone).unwrap_or_default()) }
        },
        html! { (words::match_verdict(lang, answer.verdict)) },
        html! { @if let Some(of) = of { (project(dims, of)) } },
        html! { (answer.reason.as_deref().unwrap_or(lang.t("matching.agreed"))) },
        html! { a href={ (CHANGES) "/" (answer.since) } { "#" (answer.since) } },
        html! {
            @if answer.verdict == MatchVerdict::Merged {
                a href={ (CHANGES) "/" (answer.since) "/undo" } { (lang.t("matching.undo")) }
            } @else {
                form method="post" action={ (PATH) "/answers/" (answer.id) "/revoke" } {
                    (once::field(&Form::default()))
                    button.link type="submit" { (lang.t("matching.revoke")) }
                }
            }
        },
    ];
    Row { id: answer.id.to_string(), name: answer.title.clone(), cells }
}
