//! The lists of the project page: stage events, investors, classes, rounds, parts, notes.

use super::cells::round_key;
use super::show::{Shown, when};
use super::store;
use crate::app::App;
use crate::investors;
use crate::project::remove_button;
use crate::text::money::ShownIn;
use crate::ui::badge;
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::problem::Problem;
use crate::words;
use domain::facts::{Entry, Kept, OrgId, ProjectId, StageEvent};
use domain::{Amount, Permission};
use maud::{Markup, html};

/// Other projects that the page names, in the reader's scope alone.
pub(super) struct Related {
    /// The project of which this is a part.
    pub parent: Option<(ProjectId, String)>,
    /// Its parts: id, own number, name.
    pub parts: Vec<(ProjectId, String, String)>,
}

impl Related {
    /// Fetches them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, shown: &Shown<'_>) -> Result<Self, Problem> {
        let db = app.ledger.db();
        let change = shown.opened.question.snapshot.change();
        let sees = |zone: i64, park: Option<i64>| {
            shown.actor.may(Permission::Read, OrgId(zone))
                || park.is_some_and(|park| shown.actor.may(Permission::Read, OrgId(park)))
        };
        let parts = store::parts_of(db, change, shown.opened.dossier.id()).await?;
        let parts = parts.into_iter().filter(|(_, zone, park, ..)| sees(*zone, *park));
        let parent = match shown.opened.project().parent {
            None => None,
            Some(parent) => store::parent_of(db, change, parent).await?,
        };
        Ok(Self {
            parent: parent
                .filter(|(zone, park, _)| sees(*zone, *park))
                .and_then(|(_, _, title)| Some((shown.opened.project().parent?, title))),
            parts: parts.map(|(id, _, _, own_no, title)| (ProjectId(id), own_no, title)).collect(),
        })
    }
}

/// Stage events with their recognition and the words that they came from.
pub(super) fn events(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let columns = vec![
        Column::new("stage", lang.t("projects.stage"), Kind::Lead),
        Column::new("day", lang.t("projects.day"), Kind::Day),
        Column::new("words", lang.t("projects.original"), Kind::Text),
        Column::new("recognition", lang.t("projects.recognition"), Kind::Text),
        Column::new("recorded", lang.t("projects.recorded_on"), Kind::Day),
        Column::new("reason", lang.t("projects.reason"), Kind::Words),
        Column::new("source", lang.t("projects.source"), Kind::Text),
        Column::new("act", lang.t("projects.act"), Kind::Act),
    ];
    let rows: Vec<Row> = shown.events().into_iter().map(|event| event_row(shown, event)).collect();
    html! {
        section {
            h2 { (lang.t("projects.events")) }
            @if rows.is_empty() { p.muted { (lang.t("projects.events_none")) } }
            @else { (Table::new(lang.t("projects.events"), &shown.asked.here, columns, rows).render(lang)) }
        }
    }
}

fn event_row(shown: &Shown<'_>, event: &Kept<StageEvent>) -> Row {
    let lang = shown.lang();
    let acts = shown.may_now(Permission::Recognize)
        || (shown.may_now(Permission::Edit) && super::judge_event::is_open(event));
    Row {
        id: format!("event-{}", event.id),
        name: words::stage(lang, event.stage).to_owned(),
        cells: vec![
            html! { (words::stage(lang, event.stage)) @if event.partial { " " (lang.t("projects.partial")) } },
            html! { (when(lang, event)) },
            html! { @if let Some(words) = &event.original { q { (words) } } },
            badge::recognition(lang, event.recognition),
            html! { (event.recorded_on) },
            html! { (event.reason.as_deref().unwrap_or_default()) },
            html! { (event.source.as_deref().unwrap_or_default()) },
            html! { @if acts {
                a href=(shown.below(&format!("stage-events/{}", event.id))) { (lang.t("projects.judge")) }
            } },
        ],
    }
}

/// Who invests, in order; the first decides the origin.
pub(super) fn investors(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let dims = shown.opened.dims();
    let mut links: Vec<_> = shown.opened.dossier.investors.iter().collect();
    links.sort_by_key(|link| (link.position, link.id));
    html! {
        section {
            h2 { (lang.t("projects.investors")) }
            @if links.is_empty() { p.muted { (lang.t("projects.investors_none")) } }
            ul.plain {
                @for link in links {
                    @if let Some(investor) = dims.investors.get(&link.investor.0) {
                        li.row {
                            a href=(investors::path_of(link.investor)) { strong { (investor.name) } }
                            @if let Some(class) = investor.class { span { (words::investor_class(lang, class)) } }
                            @if let Some(seat) = &investor.seat { span.muted { (seat) } }
                            @if let Some(code) = &investor.credit_code { span.muted { (code) } }
                            @for listing in dims.listings.values().filter(|it| it.investor == link.investor) {
                                span { (listing.list) " " (listing.year) @if let Some(rank) = listing.rank { " #" (rank) } }
                            }
                            (remove_button(shown, &format!("investors/{}/remove", link.id), "projects.remove"))
                        }
                    }
                }
            }
        }
    }
}

/// Its classes in every taxonomy, and its places on lists of key projects.
pub(super) fn classes(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let (dims, dossier) = (shown.opened.dims(), &shown.opened.dossier);
    html! {
        section {
            h2 { (lang.t("projects.classes")) }
            @if dossier.taxons.is_empty() && dossier.key_listings.is_empty() { p.muted { (lang.t("projects.classes_none")) } }
            ul.plain {
                @for link in &dossier.taxons {
                    @if let Some(class) = dims.taxons.get(&link.taxon.0) {
                        li.row {
                            strong { (class.name) }
                            @if let Some(taxonomy) = dims.taxonomies.get(&class.taxonomy.0) {
                                span.muted { (taxonomy.name) " " (taxonomy.version) }
                            }
                            (remove_button(shown, &format!("taxons/{}/remove", link.id), "projects.remove"))
                        }
                    }
                }
                @for listing in &dossier.key_listings {
                    li.row {
                        strong { (lang.tf("projects.key_of", &[("year", &listing.year), ("level", &words::key_level(lang, listing.level))])) }
                        span.muted { (listing.version) }
                        (remove_button(shown, &format!("key-listings/{}/remove", listing.id), "projects.remove"))
                    }
                }
            }
        }
    }
}

/// The rounds in which it stood: what was frozen then beside what holds now.
pub(super) fn rounds(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let columns = vec![
        Column::new("round", lang.t("projects.round"), Kind::Lead),
        Column::new("list", lang.t("projects.list"), Kind::Text),
        Column::new("then", lang.t("projects.name_then"), Kind::Words),
        Column::new("amount-then", lang.t("projects.invest_then"), Kind::Number)
            .in_unit(shown.unit.word(lang)),
        Column::new("amount-now", lang.t("projects.invest_now"), Kind::Number).in_unit(shown.unit.word(lang)),
        Column::new("moves", lang.t("projects.moves"), Kind::Words),
    ];
    let rows: Vec<Row> = shown.opened.dossier.entries.iter().map(|entry| entry_row(shown, entry)).collect();
    html! {
        section {
            h2 { (lang.t("projects.rounds")) }
            @if rows.is_empty() { p.muted { (lang.t("projects.rounds_none")) } }
            @else { (Table::new(lang.t("projects.rounds"), &shown.asked.here, columns, rows).render(lang)) }
        }
    }
}

fn entry_row(shown: &Shown<'_>, entry: &Kept<Entry>) -> Row {
    let lang = shown.lang();
    let project = shown.opened.project();
    let round = round_key(shown.opened.dims(), entry.round.0).map(|key| key.to_string()).unwrap_or_default();
    let amount = |money, qualifier| {
        let shown_in: ShownIn = shown.unit;
        match money {
            Some(money) => super::list_table::money(lang, shown_in, Amount { money, qualifier }),
            None => figure_link::unknown(lang.t("projects.not_stated")),
        }
    };
    Row {
        id: format!("entry-{}", entry.id),
        name: round.clone(),
        cells: vec![
            html! { a href={ "/rounds/" (entry.round) } { (round) } },
            html! { (words::list(lang, entry.list)) },
            html! { (entry.title) br; span.muted { (entry.unit) } },
            amount(entry.amount_fen, entry.amount_qualifier),
            amount(project.invest_fen, project.invest_qualifier),
            moves(shown, entry),
        ],
    }
}

fn moves(shown: &Shown<'_>, entry: &Entry) -> Markup {
    let lang = shown.lang();
    html! {
        @if entry.converted_from.is_some() { div { (lang.t("projects.converted")) } }
        @if let Some(day) = entry.moved_in_on { div { (lang.tf("projects.moved_in", &[("day", &day)])) } }
        @if let Some(day) = entry.moved_out_on { div { (lang.tf("projects.moved_out", &[("day", &day)])) } }
        @if let Some(reason) = &entry.move_reason { div.muted { (reason) } }
    }
}

/// Its phases and package parts.
pub(super) fn parts(shown: &Shown<'_>, related: &Related) -> Markup {
    let lang = shown.lang();
    html! {
        @if !related.parts.is_empty() {
            section {
                h2 { (lang.t("projects.parts")) }
                ul.plain {
                    @for (id, own_no, title) in &related.parts {
                        li { a href=(shown.project_link(*id)) { (title) } " " span.muted { (own_no) } }
                    }
                }
            }
        }
    }
}

/// Columns of workbooks that the ledger has no field for.
pub(super) fn notes(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    html! {
        @if !shown.opened.dossier.notes.is_empty() {
            section {
                h2 { (lang.t("projects.notes")) }
                dl.facts {
                    @for note in &shown.opened.dossier.notes {
                        dt { (note.label) }
                        dd { (note.text) @if let Some(source) = &note.source { " " span.muted.small { (source) } } }
                    }
                }
            }
        }
    }
}
