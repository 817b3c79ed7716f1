//! The users of what the actor administers.

use super::{keep, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::all_open;
use crate::shell;
use crate::ui::badge::{Tone, badge};
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Grant, Kept, User, UserId};
use maud::html;
use std::collections::BTreeMap;

/// Lists the users.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let mut users = all_open::<User>(app.ledger.db()).await?;
    users.sort_by(|one, other| one.login.cmp(&other.login));
    let mut held: BTreeMap<UserId, Vec<Kept<Grant>>> = BTreeMap::new();
    for grant in all_open::<Grant>(app.ledger.db()).await? {
        held.entry(grant.user).or_default().push(grant);
    }
    let snapshot = app.ledger.live().current().await?;
    let rows = users.iter().filter_map(|user| {
        let grants = held.get(&UserId(user.id)).map_or(&[][..], Vec::as_slice);
        keep::sees(&actor, grants).then(|| Row {
            id: user.id.to_string(),
            name: user.name.clone(),
            cells: vec![
                html! { a href={ (super::USERS) "/" (user.id) } { (user.name) } },
                html! { (user.login) },
                html! { ul.plain { @for grant in grants { li { (parts::held(lang, snapshot.dimensions(), grant)) } } } },
                html! {
                    @if user.disabled { (badge(Tone::Calm, "－", lang.t("users.disabled"))) }
                    @else { (badge(Tone::Good, "●", lang.t("users.enabled"))) }
                },
            ],
        })
    });
    let columns = vec![
        Column::new("name", lang.t("users.name"), Kind::Lead),
        Column::new("login", lang.t("sessions.login"), Kind::Text),
        Column::new("roles", lang.t("users.roles"), Kind::Words),
        Column::new("state", lang.t("users.state"), Kind::Text),
    ];
    let table = Table::new(lang.t("users.title"), &asked.here, columns, rows.collect());
    let body = html! {
        (layout::heading(lang.t("users.title"), &html! { a.button.primary href="/users/new" { (lang.t("users.add")) } }))
        (table.render(lang))
    };
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, lang.t("users.title"), &body)))
}
