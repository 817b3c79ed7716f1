//! The desk's sections. Every number opens its projects.

use super::page::LISTED;
use crate::as_of::Question;
use crate::rounds;
use crate::text::money::ShownIn;
use crate::text::{Lang, counts::count, days};
use crate::ui::figure_link::{figure, sum};
use crate::ui::layout::{CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::words;
use ::figures::{Group, Population, ProjectView, Sort, SortField, Sum};
use domain::facts::{Kept, Round};
use domain::{ListKind, MilestoneCode, Stage};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The parameter of the ledger page that holds the filter.
const FILTER: &str = "q";
/// What the catalogue's figures count where nobody speaks of parts: phases count with their project.
const AS_LISTED: &str = "part:none";
/// What is late.
pub(crate) const LATE: &str = "overdue:start OR overdue:production";

/// The ledger page with a filter, at the same point of time.
fn projects(asked: &Asked, filter: &str) -> String {
    asked.here.carried_to(Noun::Projects.path(), &CARRIED).with(FILTER, filter).to_string()
}

/// Projects by stage.
pub(super) fn stages(asked: &Asked, stages: &[(Option<Stage>, Sum)]) -> Markup {
    let lang = asked.lang;
    let total = stages.iter().fold(Sum::default(), |sum, (_, tally)| sum.and(*tally));
    let rows = stages.iter().map(|(stage, tally)| {
        let filter = format!("stage:{} {AS_LISTED}", stage.map_or("none", Stage::code));
        let word = stage.map_or(lang.t("home.no_stage"), |stage| words::stage(lang, stage));
        row(asked, word, &projects(asked, &filter), *tally)
    });
    let columns = tally_columns(asked, "home.stage", "home.projects");
    let mut table = Table::new(lang.t("home.stages"), &asked.here, columns, rows.collect());
    table.totals = Some(row(asked, lang.t("home.total"), &projects(asked, AS_LISTED), total).cells);
    html! { h2 { (lang.t("home.stages")) } (table.render(lang)) }
}

fn shown_in(asked: &Asked) -> ShownIn {
    ShownIn::from_code(asked.here.get("unit"))
}

fn tally_columns(asked: &Asked, of: &'static str, counted: &'static str) -> Vec<Column> {
    let lang = asked.lang;
    vec![
        Column::new("of", lang.t(of), Kind::Lead),
        Column::new("projects", lang.t(counted), Kind::Number),
        Column::new("invest", lang.t("home.invest"), Kind::Number).in_unit(shown_in(asked).word(lang)),
    ]
}

fn row(asked: &Asked, word: &str, href: &str, tally: Sum) -> Row {
    Row {
        id: String::new(),
        name: word.to_owned(),
        cells: vec![
            html! { a href=(href) { (word) } },
            figure(&count(tally.number), href),
            sum(asked.lang, tally.fen, shown_in(asked), href),
        ],
    }
}

/// The running round with its three lists, as far as the reader's projects stand on them.
pub(super) fn round(
    (asked, at): (&Asked, &Question),
    round: &Kept<Round>,
    lists: &BTreeMap<ListKind, Sum>,
    links: &rounds::Links<'_>,
) -> Markup {
    let lang = asked.lang;
    let rows = ListKind::ALL.iter().map(|list| {
        let entries = links.entries(Some(*list), "", &Group::default());
        row(asked, words::list(lang, *list), &entries, lists.get(list).copied().unwrap_or_default())
    });
    let columns = tally_columns(asked, "home.list", "home.entries");
    let table = Table::new(lang.t("home.round"), &asked.here, columns, rows.collect());
    html! {
        h2 { (lang.t("home.round")) }
        p {
            a href=(asked.here.carried_to(&format!("{}/{}", Noun::Rounds.path(), round.id), &CARRIED)) {
                (lang.tf("home.round_name", &[("year", &round.year), ("n", &round.seq_in_year)]))
            }
            " · " (days::prose(lang, round.day)) " · " (rounds::state(asked, at, round))
        }
        (table.render(lang))
    }
}

/// Milestones that are late, the latest first.
pub(super) fn late(asked: &Asked, late: &Population, question: &Question) -> Markup {
    let lang = asked.lang;
    let sort = Sort { field: SortField::Late, descending: true };
    let rows = late.page(sort, 0, LISTED).into_iter().map(|project| {
        let (word, promised, by) = worst(lang, &project, question).unwrap_or_default();
        let mut cells = named(&project, question);
        cells.extend([
            html! { (word) },
            html! { (promised) },
            html! { span.alarm { (days::late(lang, by)) } },
        ]);
        Row { id: project.id().to_string(), name: project.title().to_owned(), cells }
    });
    let columns = vec![
        Column::new("title", lang.t("home.project"), Kind::Lead),
        Column::new("zone", lang.t("home.zone"), Kind::Text),
        Column::new("milestone", lang.t("home.milestone"), Kind::Text),
        Column::new("promised", lang.t("home.promised"), Kind::Day),
        Column::new("late", lang.t("home.late_by"), Kind::Text),
    ];
    let all = projects(asked, LATE);
    html! {
        h2 { (lang.t("home.late")) }
        @if late.is_empty() { p.muted { (lang.t("home.none_late")) } } @else {
            (Table::new(lang.t("home.late"), &asked.here, columns, rows.collect()).render(lang))
            p { a href=(all) { (lang.tf("home.all_late", &[("n", &late.len())])) } }
        }
    }
}

/// The milestone of a project that is overdue by most: its word, the day promised, the days.
pub(crate) fn worst(
    lang: Lang,
    project: &ProjectView<'_>,
    question: &Question,
) -> Option<(&'static str, String, i32)> {
    [MilestoneCode::Commencement, MilestoneCode::Production]
        .into_iter()
        .filter_map(|code| Some((project.days_overdue(code, question.true_on)?, code)))
        .max_by_key(|(by, _)| *by)
        .map(|(by, code)| {
            let promised = project.promise_on(code, question.true_on).map(|promise| promise.day.to_string());
            (words::milestone(lang, code), promised.unwrap_or_default(), by)
        })
}

fn named(project: &ProjectView<'_>, question: &Question) -> Vec<Markup> {
    let zone = question.snapshot.places().get(project.zone()).map_or("", figures::Place::shown);
    vec![html! { a href={ "/projects/" (project.id()) } { (project.title()) } }, html! { (zone) }]
}

/// Claimed events that wait for somebody to recognise them.
pub(super) fn claims(asked: &Asked, claimed: &Population, question: &Question) -> Markup {
    let lang = asked.lang;
    let rows = claimed.projects().take(LISTED).map(|project| {
        let events =
            project.events().iter().filter(|event| event.recognition == domain::Recognition::Claimed);
        let mut cells = named(&project, question);
        cells.push(html! {
            ul.plain { @for event in events {
                li { (words::stage(lang, event.stage)) @if let Some(day) = event.day() { " " (day) } }
            } }
        });
        Row { id: project.id().to_string(), name: project.title().to_owned(), cells }
    });
    let columns = vec![
        Column::new("title", lang.t("home.project"), Kind::Lead),
        Column::new("zone", lang.t("home.zone"), Kind::Text),
        Column::new("claims", lang.t("home.claimed_stages"), Kind::Words),
    ];
    html! {
        h2 { (lang.t("home.claims")) }
        @if claimed.is_empty() { p.muted { (lang.t("home.no_claims")) } } @else {
            (Table::new(lang.t("home.claims"), &asked.here, columns, rows.collect()).render(lang))
            p { a href=(projects(asked, "claimed:yes")) { (lang.tf("home.all_claims", &[("n", &claimed.len())])) } }
        }
    }
}
