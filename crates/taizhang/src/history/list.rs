//! The latest changes.

use super::latest::{latest, origin, who};
use super::{CHANGES, Names};
use crate::actor::Actor;
use crate::app::App;
use crate::clock::words_of_ms;
use crate::ledger::ChangeRow;
use crate::shell;
use crate::text::{Lang, counts};
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::{Empty, empty};
use crate::ui::figure_link;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::limits::PAGE_SIZE_DEFAULT;
use maud::{Markup, html};

/// The parameter that says before which change.
const BEFORE: &str = "before";

/// 403 unless the actor keeps or audits anything.
pub(super) fn must_look(actor: &Actor) -> Result<(), Problem> {
    let looks = [Permission::Audit, Permission::ManageOrgs, Permission::ManageUsers];
    let may = looks.into_iter().any(|permission| actor.scope.may_anywhere(permission));
    if may { Ok(()) } else { Err(Problem::forbidden()) }
}

/// Shows the changes.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    must_look(&actor)?;
    let lang = asked.lang;
    let db = app.ledger.db();
    let snapshot = app.ledger.live().current().await?;
    let before = asked.here.get(BEFORE).and_then(|id| id.parse().ok());
    let seen = latest(db, snapshot.dimensions(), &actor, before, PAGE_SIZE_DEFAULT).await?;
    let names = Names::of(db, snapshot.dimensions(), &[]).await?;
    let reach =
        Reach { actor: &actor, is_whole: actor.may_everywhere(Permission::Audit, snapshot.dimensions()) };
    let rows = seen.changes.iter().map(|change| row(lang, &names, change, &reach)).collect();
    let columns = vec![
        Column::new("change", lang.t("history.change"), Kind::Lead),
        Column::new("at", lang.t("history.at"), Kind::Day),
        Column::new("who", lang.t("history.who"), Kind::Text),
        Column::new("from", lang.t("history.from"), Kind::Text),
        Column::new("why", lang.t("history.why"), Kind::Words),
        Column::new("facts", lang.t("history.facts"), Kind::Number),
        Column::new("state", lang.t("history.state"), Kind::Text),
    ];
    let nothing = Empty {
        title: lang.t("history.none").to_owned(),
        words: lang.t("history.none_words").to_owned(),
        begin: None,
        sample: None,
    };
    let body = html! {
        (layout::heading(lang.t("history.title"), &html! {}))
        p.hint { (lang.t("history.words")) }
        @if seen.changes.is_empty() { (empty(&nothing)) }
        @else { (Table::new(lang.t("history.title"), &asked.here, columns, rows).render(lang)) }
        @if let Some(older) = seen.older {
            p.no-print { a rel="next" href=(asked.here.with(BEFORE, &older.to_string())) { (lang.t("history.older")) } }
        }
    };
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, lang.t("history.title"), &body)))
}

/// Whose changes a person sees whole: their own, and all when they may audit everywhere. Of another only its part in
/// their scope is theirs to see, and how much there is beside it is not.
pub(super) struct Reach<'a> {
    pub(super) actor: &'a Actor,
    pub(super) is_whole: bool,
}

impl Reach<'_> {
    /// Rows that a change wrote; one that wrote none took some out. Told where all of them are for these eyes.
    pub(super) fn facts(&self, lang: Lang, change: &ChangeRow) -> Markup {
        let sees_all = self.is_whole || change.actor == Some(self.actor.user);
        html! {
            @if sees_all && change.facts == 0 { (lang.t("history.facts_none")) }
            @else if sees_all { (counts::count(change.facts)) }
            @else { (figure_link::unknown(lang.t("history.facts_partly"))) }
        }
    }
}

fn row(lang: Lang, names: &Names, change: &ChangeRow, reach: &Reach<'_>) -> Row {
    Row {
        id: change.id.to_string(),
        name: change.id.to_string(),
        cells: vec![
            html! { a href={ (CHANGES) "/" (change.id) } { "#" (change.id) } },
            html! { (words_of_ms(change.at_ms)) },
            html! { (who(lang, names, change)) },
            html! { (origin(lang, change.origin)) },
            html! { (change.reason.as_deref().unwrap_or_default()) },
            reach.facts(lang, change),
            state(lang, change),
        ],
    }
}

/// Whether a change stands, was taken back, or takes another back.
pub fn state(lang: Lang, change: &ChangeRow) -> Markup {
    html! {
        @if let Some(by) = change.undone_by {
            (badge(Tone::Calm, "－", &lang.tf("history.undone_by", &[("change", &by)])))
        } @else if let Some(of) = change.undoes {
            (badge(Tone::Calm, "↩", &lang.tf("history.undoes", &[("change", &of)])))
        }
    }
}
