//! All bulletins that the actor reads.

use super::opened::{PATH, is_there, page, path};
use super::{store, words};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::bulletins::templates::PATH as TEMPLATES;
use crate::ui::empty::Empty;
use crate::ui::layout::{self, CARRIED, Choice};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use maud::html;

/// The page, the latest first.
pub(super) async fn show(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.question(&AsOf::default()).await?;
    let mut known = store::all(app.ledger.db()).await?;
    known.retain(|it| is_there(&actor, at.snapshot.places(), it));
    known.sort_by_key(|it| std::cmp::Reverse((it.true_on, it.id)));
    let columns = vec![
        Column::new("title", lang.t("kept.title"), Kind::Lead),
        Column::new("state", lang.t("kept.state"), Kind::Text),
        Column::new("org", lang.t("kept.org"), Kind::Text),
        Column::new("template", lang.t("kept.template"), Kind::Text),
        Column::new("true_on", lang.t("ui.true_on"), Kind::Day),
        Column::new("known_by", lang.t("kept.known_by"), Kind::Number),
    ];
    let dims = at.snapshot.dimensions();
    let row = |it: &domain::facts::Kept<domain::facts::Bulletin>| Row {
        id: it.id.to_string(),
        name: it.title.clone(),
        cells: vec![
            html! { a href=(asked.here.carried_to(&path(it.id), &CARRIED)) { (it.title) } },
            words::state(lang, it),
            html! { (dims.org_shown(it.org).unwrap_or_default()) },
            html! { (words::template(lang, &at.snapshot, &it.template, it.true_on)) },
            html! { (it.true_on) },
            html! { (it.known_by) },
        ],
    };
    let mut table = Table::new(lang.t("ui.bulletins"), &asked.here, columns, known.iter().map(row).collect());
    let edits = actor.scope.may_anywhere(Permission::Edit);
    let new = format!("{PATH}/new");
    table.empty = Some(Empty {
        title: lang.t("kept.none").to_owned(),
        words: lang.t("kept.none_words").to_owned(),
        begin: edits.then(|| Choice::new(lang.t("kept.new"), new.clone())),
        sample: None,
    });
    let actions = html! {
        a href=(asked.here.carried_to(TEMPLATES, &CARRIED)) { (lang.t("templates.title")) }
        @if edits { a.button.primary href=(new) { (lang.t("kept.new")) } }
    };
    let body = html! { (layout::heading(lang.t("ui.bulletins"), &actions)) (table.render(lang)) };
    Ok(answer::full(&asked, page(&app, &asked, &actor, lang.t("ui.bulletins"), &body)))
}
