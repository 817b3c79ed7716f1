//! The schemes: those that come with the program and the site's own, with their editions.

use super::asked::to;
use super::schemes::{Known, known};
use super::{SCHEMES, labels};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{KnownBy, Question};
use crate::shell;
use crate::ui::badge::{Tone, badge};
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use ::figures::ranking::{Scheme, SchemeError, Schemes};
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, RankScheme};
use maud::{Markup, html};

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let known = known(app.ledger.db(), &at, &actor.scope).await?;
    let edits = at.as_of.known_by == KnownBy::Now && actor.scope.may_anywhere(Permission::Edit);
    let actions = html! {
        @if edits { a.button.primary href=(SCHEMES) { (lang.t("rankings.add")) } }
        a href=(asked.here.carried_to("/figures", &CARRIED)) { (lang.t("ui.figures")) }
    };
    let body = html! {
        (layout::heading(lang.t("rankings.schemes"), &actions))
        p.muted { (lang.t("rankings.schemes_note")) }
        (editions(&asked, &at, &known))
        (super::fixed::section(&app, &asked, &actor, (&at, &known)).await?)
        @if !known.texts.is_empty() {
            h2 { (lang.t("rankings.own")) }
            (texts(&asked, &at, &actor, &known, edits))
        }
    };
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&at));
    Ok(page::full(&asked, layout::page(&frame, lang.t("rankings.schemes"), &body)))
}

fn editions(asked: &Asked, at: &Question, known: &Known) -> Markup {
    let lang = asked.lang;
    let columns = vec![
        Column::new("scheme", lang.t("rankings.scheme"), Kind::Lead),
        Column::new("period", lang.t("rankings.period"), Kind::Text),
        Column::new("version", lang.t("rankings.version"), Kind::Text),
        Column::new("from", lang.t("rankings.from"), Kind::Day),
        Column::new("state", lang.t("rankings.state"), Kind::Text),
        Column::new("whose", lang.t("rankings.whose"), Kind::Text),
        Column::new("note", lang.t("rankings.note"), Kind::Words),
    ];
    let rows = known.schemes.all().iter().map(|scheme| edition(asked, at, known, scheme)).collect();
    Table::new(lang.t("rankings.schemes"), &asked.here, columns, rows).render(lang)
}

fn edition(asked: &Asked, at: &Question, known: &Known, scheme: &Scheme) -> Row {
    let lang = asked.lang;
    let in_force = known.schemes.on(&scheme.name, at.true_on) == Some(scheme);
    let title = labels::title(lang, scheme).to_owned();
    let is_example = Schemes::builtin().all().contains(scheme);
    let cells = vec![
        html! {
            @if in_force { a href=(to(&asked.here, &scheme.name, "")) { (title) } } @else { (title) }
        },
        html! { (labels::period_kind(lang, scheme.period)) },
        html! { (scheme.version) },
        html! { (scheme.from) },
        html! { @if in_force { (badge(Tone::Good, "●", lang.t("progress.in_force"))) } },
        html! { (lang.t(if is_example { "rankings.example" } else { "rankings.own_word" })) },
        html! { (scheme.note.get(crate::figures::catalogue_lang(lang))) },
    ];
    Row { id: format!("{}-{}", scheme.name, scheme.from), name: title, cells }
}

fn texts(asked: &Asked, at: &Question, actor: &Actor, known: &Known, edits: bool) -> Markup {
    let lang = asked.lang;
    let columns = vec![
        Column::new(
            "name",
            crate::fields::label(lang, domain::facts::RecordKind::RankScheme, "name"),
            Kind::Lead,
        ),
        Column::new(
            "org",
            crate::fields::label(lang, domain::facts::RecordKind::RankScheme, "org"),
            Kind::Text,
        ),
        Column::new("state", lang.t("rankings.state"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let row = |(text, wrong): &(Kept<RankScheme>, Option<SchemeError>)| {
        let org = at.snapshot.places().get(text.org).map_or("", |place| place.shown());
        let may = edits && actor.may(Permission::Edit, text.org);
        let path = format!("{SCHEMES}/{}", text.id);
        let cells = vec![
            html! { (text.name) },
            html! { (org) },
            html! {
                @match wrong {
                    Some(error) => (badge(Tone::Alarm, "■", &labels::wrong(lang, error))),
                    None => (badge(Tone::Good, "●", lang.t("rankings.usable"))),
                }
            },
            html! {
                @if may {
                    div.row.no-print {
                        a href=(path) { (lang.t("progress.correct")) }
                        form method="post" action={ (path) "/withdraw" } {
                            (once::field(&Form::default()))
                            button.link type="submit" { (lang.t("progress.withdraw")) }
                        }
                    }
                }
            },
        ];
        Row { id: text.id.to_string(), name: text.name.clone(), cells }
    };
    let rows = known.texts.iter().map(row).collect();
    Table::new(lang.t("rankings.own"), &asked.here, columns, rows).render(lang)
}
