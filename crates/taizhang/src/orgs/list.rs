//! The tree as a page.

use super::parts::order;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::fields;
use crate::shell;
use crate::ui::empty::{Empty, empty};
use crate::ui::layout::{self, Choice, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Dimensions, RecordKind};
use maud::{Markup, html};

/// Shows the organisations that the actor keeps.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let question = app.question(&AsOf::default()).await?;
    let today = app.ledger.clock().today();
    let body = markup(&asked, &actor, question.snapshot.dimensions());
    let shell = shell::of(&asked, &actor, Noun::Settings, today, None);
    Ok(page::full(&asked, layout::page(&shell, asked.lang.t("orgs.title"), &body)))
}

fn markup(asked: &Asked, actor: &Actor, dims: &Dimensions) -> Markup {
    let lang = asked.lang;
    let ordered = order(dims, |org| actor.may(Permission::ManageOrgs, org));
    let label = |name| fields::label(lang, RecordKind::Org, name);
    let columns = vec![
        Column::new("name", label("name"), Kind::Lead),
        Column::new("kind", label("kind"), Kind::Text),
        Column::new("level", label("level"), Kind::Text),
        Column::new("code", label("code"), Kind::Text),
        Column::new("region", label("region"), Kind::Text),
        Column::new("valid_from", label("valid_from"), Kind::Day),
        Column::new("valid_to", label("valid_to"), Kind::Day),
        Column::new("add", lang.t("orgs.below"), Kind::Text),
    ];
    let day = |day: Option<domain::Day>| html! { (day.map(|day| day.to_string()).unwrap_or_default()) };
    let rows = ordered.iter().map(|(level, org)| Row {
        id: org.id.to_string(),
        name: org.name.clone(),
        cells: vec![
            html! { @for _ in 0..*level { span aria-hidden="true" { "\u{3000}" } } a href={ "/orgs/" (org.id) } { (org.name) } },
            html! { (words::org_kind(lang, org.kind)) },
            html! { @if let Some(level) = org.level { (words::zone_level(lang, level)) } },
            html! { (org.code.as_deref().unwrap_or_default()) },
            html! { @if let Some(region) = org.region { (region) } },
            day(org.valid_from),
            day(org.valid_to),
            html! { a href={ "/orgs/new?parent=" (org.id) } { (lang.t("orgs.add_below")) } },
        ],
    });
    let mut table = Table::new(lang.t("orgs.title"), &asked.here, columns, rows.collect());
    table.empty = Some(Empty {
        title: lang.t("orgs.none").to_owned(),
        words: lang.t("orgs.none_words").to_owned(),
        begin: None,
        sample: None,
    });
    let add = Choice::new(lang.t("orgs.add"), "/orgs/new");
    html! {
        (layout::heading(lang.t("orgs.title"), &html! { a.button.primary href=(add.href) { (add.label) } }))
        p.hint { (lang.t("orgs.words")) }
        @if ordered.is_empty() { @if let Some(words) = &table.empty { (empty(words)) } } @else { (table.render(lang)) }
    }
}
