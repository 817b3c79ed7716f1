//! The rankings that are fixed, on the page of all rankings.

use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::bulletins::kept::fixed_rankings;
use crate::figures::dim_word;
use crate::rankings::{PATH, labels};
use crate::scores::schemes::Known;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use ::figures::Dim;
use domain::Permission;
use domain::facts::{Bulletin, Kept};
use maud::{Markup, html};

/// The section, the latest period first; nothing where none is fixed that the actor reads.
pub(in crate::rankings) async fn section(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (at, known): (&Question, &Known),
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let mut fixed = fixed_rankings(app.ledger.db()).await?;
    fixed.retain(|it| actor.may(Permission::Read, it.org));
    fixed.sort_by_key(|it| std::cmp::Reverse((it.true_on, it.id)));
    if fixed.is_empty() {
        return Ok(html! {});
    }
    let columns = vec![
        Column::new("title", lang.t("rankings.ranking"), Kind::Lead),
        Column::new("scheme", lang.t("rankings.scheme"), Kind::Text),
        Column::new("level", lang.t("rankings.level"), Kind::Text),
        Column::new("org", lang.t("kept.org"), Kind::Text),
        Column::new("known_by", lang.t("kept.known_by"), Kind::Number),
        Column::new("issued", lang.t("rankings.fixed_on"), Kind::Day),
        Column::new("moved", "", Kind::Text),
    ];
    let row = |it: &Kept<Bulletin>| {
        let (scheme, level) = it.ranking().unwrap_or_default();
        let called = known.schemes.on(scheme, it.true_on);
        let called = called.map_or(scheme, |scheme| labels::title(lang, scheme)).to_owned();
        let level = level.parse::<Dim>().map_or("", |level| dim_word(lang, level));
        let org = at.snapshot.dimensions().org_shown(it.org).unwrap_or_default();
        Row {
            id: it.id.to_string(),
            name: it.title.clone(),
            cells: vec![
                html! { a href={ "/bulletins/" (it.id) } { (it.title) } },
                html! { (called) },
                html! { (level) },
                html! { (org) },
                html! { (it.known_by) },
                html! { @if let Some(day) = it.issued_on { (day) } },
                html! { a href={ (PATH) "/fixed/" (it.id) } { (lang.t("rankings.fixed_moved")) } },
            ],
        }
    };
    let rows = fixed.iter().map(row).collect();
    let table = Table::new(lang.t("rankings.fixed"), &asked.here, columns, rows);
    Ok(html! { h2 { (lang.t("rankings.fixed")) } (table.render(lang)) })
}
