//! The table of a year's indicators by organisation and period, and the targets below it.

use super::form::{Stated, label};
use super::rows::{grouped, is_money, marks, period};
use super::{AFFAIRS, CSV, PATH, XLSX, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::shell;
use crate::text::money::ShownIn;
use crate::text::{Lang, counts};
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::Empty;
use crate::ui::figure_link;
use crate::ui::layout::{self, Choice, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Indicator, Kept, OrgId, Target};
use domain::{Money, Permission};
use figures::Places;
use figures::bulletin::has_ended;
use maud::{Markup, html};

/// The parameter that chooses the year.
pub(super) const YEAR: &str = "year";

/// What an address asks for, read.
pub(super) struct Year {
    pub(super) question: Question,
    pub(super) year: i64,
    pub(super) indicators: Vec<Kept<Indicator>>,
    pub(super) targets: Vec<Kept<Target>>,
}

impl Year {
    /// Reads it: as of the two clocks, of the organisations below the one asked that the actor reaches, in their order.
    pub(super) async fn of(app: &App, asked: &Asked, actor: &Actor) -> Result<Self, Problem> {
        let question = app.reading(asked).await?;
        let at = shell::chosen(asked, actor, &question.snapshot)?;
        let year = asked.here.get(YEAR).and_then(|year| year.parse().ok());
        let year = year.unwrap_or_else(|| question.true_on.year().into());
        let (db, change) = (app.ledger.db(), question.snapshot.change());
        let mut indicators = store::indicators(db, change, actor, year).await?;
        let mut targets = store::targets(db, change, actor, year).await?;
        let places = question.snapshot.places();
        let below = |org: OrgId| is_below(places, org, at);
        let rank = |org: OrgId| places.get(org).map(|place| place.rank);
        // What was expected before its months had ended was stated by then all the same.
        let is_known = |it: &Indicator| has_ended(it, question.true_on) || it.recorded_on <= question.true_on;
        indicators.retain(|it| below(it.org) && is_known(it));
        targets.retain(|it| below(it.org) && it.decided_on <= question.true_on);
        indicators.sort_by_cached_key(|it| {
            let period = (it.period_kind, it.period_no, it.cumulative);
            (rank(it.org), it.name.clone(), std::cmp::Reverse(period), it.id)
        });
        targets.sort_by_key(|it| (rank(it.org), it.measure, std::cmp::Reverse(it.version)));
        Ok(Self { question, year, indicators, targets })
    }

    /// The name of an organisation.
    pub(super) fn org(&self, org: OrgId) -> &str {
        self.question.snapshot.dimensions().orgs.get(&org.0).map_or("", |org| org.name.as_str())
    }

    /// Whether a target is the version in force.
    pub(super) fn in_force(&self, target: &Target) -> bool {
        let same = |it: &&Kept<Target>| (it.org, it.measure) == (target.org, target.measure);
        self.targets.iter().filter(same).all(|it| it.version <= target.version)
    }
}

/// Shows the page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let shown = Year::of(&app, &asked, &actor).await?;
    let years = store::years(app.ledger.db()).await?;
    let edits = shown.question.as_of.is_now() && actor.scope.may_anywhere(Permission::Edit);
    let actions = html! {
        @if edits {
            a.button.primary href={ (PATH) "/" (Indicator::BELOW) } { (lang.t(Indicator::WORDS.add)) }
            a.button href={ (PATH) "/" (Target::BELOW) } { (lang.t(Target::WORDS.add)) }
        }
        a.button href=(asked.here.carried_to(XLSX, &[YEAR, shell::SCOPE, "true-on", "known-by"])) { (lang.t("indicators.export_xlsx")) }
        a.button href=(asked.here.carried_to(CSV, &[YEAR, shell::SCOPE, "true-on", "known-by"])) { (lang.t("indicators.export_csv")) }
    };
    let body = html! {
        (layout::heading(lang.t("indicators.title"), &actions))
        (tabs(&asked, shown.year, &years))
        p { a href=(asked.here.carried_to(AFFAIRS, &[YEAR, shell::SCOPE, "true-on", "known-by"])) { (lang.t("indicators.affairs")) } }
        p.muted { (lang.t("indicators.note")) }
        (indicators(&asked, &actor, &shown, edits).render(lang))
        h2 { (lang.t("indicators.targets")) }
        @if shown.targets.is_empty() { p.muted { (lang.t("indicators.targets_none")) } }
        @else { (targets(&asked, &actor, &shown, edits).render(lang)) }
    };
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Indicators, today, Some(&shown.question));
    Ok(page::full(&asked, layout::page(&frame, lang.t("indicators.title"), &body)))
}

/// Whether an organisation is the one asked or lies below it.
pub(super) fn is_below(places: &Places, org: OrgId, at: Option<OrgId>) -> bool {
    match at {
        None => true,
        Some(at) => places.get(org).is_some_and(|place| place.lineage.contains(&at) || place.id == at),
    }
}

/// The years of which anything is told.
pub(super) fn tabs(asked: &Asked, current: i64, years: &[i64]) -> Markup {
    let missing = (!years.contains(&current)).then_some(current);
    let tab = |year: &i64| {
        let written = year.to_string();
        Tab::new(written.as_str(), asked.here.with(YEAR, &written).to_string(), *year == current)
    };
    tabs::tabs(asked.lang.t("indicators.years"), missing.iter().chain(years).map(tab))
}

fn indicators<'a>(asked: &'a Asked, actor: &Actor, shown: &Year, edits: bool) -> Table<'a> {
    let lang = asked.lang;
    let name = |name| label::<Indicator>(lang, name);
    let columns = vec![
        Column::new("org", name("org"), Kind::Lead),
        Column::new("name", name("name"), Kind::Text),
        Column::new("period", lang.t("indicators.period"), Kind::Text),
        Column::new("value", name("value_e4"), Kind::Number),
        Column::new("unit", name("unit"), Kind::Text),
        Column::new("growth", name("growth_e4"), Kind::Number).in_unit("%"),
        Column::new("target", name("target_e4"), Kind::Number),
        Column::new("source", name("data_source"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let begin =
        edits.then(|| Choice::new(lang.t(Indicator::WORDS.add), format!("{PATH}/{}", Indicator::BELOW)));
    let rows = shown.indicators.iter().map(|it| row(lang, actor, shown, it, edits)).collect();
    let empty = Empty {
        title: lang.tf("indicators.none", &[("year", &shown.year)]),
        words: lang.t("indicators.none_words").to_owned(),
        begin,
        sample: None,
    };
    Table { empty: Some(empty), ..Table::new(lang.t("indicators.title"), &asked.here, columns, rows) }
}

fn row(lang: Lang, actor: &Actor, shown: &Year, it: &Kept<Indicator>, edits: bool) -> Row {
    let number = |e4: Option<i64>| match e4 {
        Some(e4) => html! { (grouped(e4)) },
        None => figure_link::unknown(lang.t("indicators.not_stated")),
    };
    let marks = marks(lang, it);
    let org = shown.org(it.org).to_owned();
    Row {
        id: format!("indicator-{}", it.id),
        name: org.clone(),
        cells: vec![
            html! { (org) },
            html! { (it.name) },
            html! { (period(lang, it)) },
            html! { @if !marks.is_empty() { span.muted.small { (marks) } " " } (number(it.value_e4)) },
            html! { (it.unit) },
            number(it.growth_e4),
            number(it.target_e4),
            html! { (it.data_source) },
            acts::<Indicator>(lang, actor, it, edits),
        ],
    }
}

fn targets<'a>(asked: &'a Asked, actor: &Actor, shown: &Year, edits: bool) -> Table<'a> {
    let lang = asked.lang;
    let name = |name| label::<Target>(lang, name);
    let columns = vec![
        Column::new("org", name("org"), Kind::Lead),
        Column::new("measure", name("measure"), Kind::Text),
        Column::new("value", name("value"), Kind::Number),
        Column::new("unit", label::<Indicator>(lang, "unit"), Kind::Text),
        Column::new("decided", name("decided_on"), Kind::Day),
        Column::new("version", name("version"), Kind::Text),
        Column::new("acts", "", Kind::Text),
    ];
    let rows = shown.targets.iter().map(|it| target_row(lang, actor, shown, it, edits)).collect();
    Table::new(lang.t("indicators.targets"), &asked.here, columns, rows)
}

fn target_row(lang: Lang, actor: &Actor, shown: &Year, it: &Kept<Target>, edits: bool) -> Row {
    let org = shown.org(it.org).to_owned();
    let value = match is_money(it) {
        true => figure_link::amount(lang, Money::from_fen(it.value), ShownIn::Wan, None),
        false => html! { (counts::count(it.value)) },
    };
    let unit = lang.t(if is_money(it) { "ui.unit_wan" } else { "indicators.unit_projects" });
    Row {
        id: format!("target-{}", it.id),
        name: org.clone(),
        cells: vec![
            html! { (org) },
            html! { (crate::words::target_measure(lang, it.measure)) },
            value,
            html! { (unit) },
            html! { (it.decided_on) },
            html! {
                (lang.tf("progress.version", &[("version", &it.version)])) " "
                @if shown.in_force(it) { (badge(Tone::Good, "●", lang.t("progress.in_force"))) }
            },
            acts::<Target>(lang, actor, it, edits),
        ],
    }
}

/// What may be done to a record.
pub(super) fn acts<R: Stated>(lang: Lang, actor: &Actor, record: &Kept<R>, edits: bool) -> Markup {
    let path = format!("{PATH}/{}/{}", R::BELOW, record.id);
    html! {
        @if edits && actor.may(Permission::Edit, record.org()) {
            div.row.no-print {
                a href=(path) { (lang.t("progress.correct")) }
                form method="post" action={ (path) "/withdraw" } {
                    (once::field(&Form::default()))
                    button.link type="submit" { (lang.t("progress.withdraw")) }
                }
            }
        }
    }
}
