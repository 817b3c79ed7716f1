//! One round: what was held where, its three lists, its venues, its cities, and the entries of a list.

use super::named::counted_name;
use super::opened::{self, Opened};
use super::parts::{Links, ListsRow, amount, lists_table};
use super::tally::{Counted, Line, Lists, place};
use super::venues::{self, Venue};
use super::{entries, held, list};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::{COMPARE_TO, catalogue_lang, not_given, scope_name};
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::RoundId;
use domain::{ListKind, Permission};
use figures::{Catalogue, Dim, FigureError, Group};
use maud::{Markup, html};

/// The parameter that chooses a list.
pub(super) const LIST: &str = "list";

/// All that the page shows of the round's figures.
struct Shown<'a> {
    opened: &'a Opened,
    on_its_day: &'a Question,
    present: Lists,
    frozen: Option<(Question, Lists)>,
    zones: Vec<Line>,
    cities: Vec<Line>,
}

impl Shown<'_> {
    /// Whether the lists are no longer what publication froze.
    fn has_moved_on(&self) -> bool {
        self.frozen.as_ref().is_some_and(|(_, frozen)| *frozen != self.present)
    }
}

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let opened = opened::open(&app, &asked, &actor, RoundId(id)).await?;
    if opened.is_still_to_come() {
        let body = opened.to_come(&asked);
        return Ok(page::full(&asked, opened.page(&app, &asked, &actor, &opened.label(lang), &body)));
    }
    let on_its_day = held::on_its_day(&opened.at, &opened.round);
    let then = held::frozen(&app.ledger, &opened.at, &opened.round).await?;
    let list = asked.here.get(LIST).and_then(ListKind::from_code).unwrap_or(ListKind::Signing);
    let table = entries::section(&app, &asked, &actor, &opened, &on_its_day, list).await?;
    let label = opened.label(lang);
    let body = html! {
        (layout::heading(&label, &actions(&asked, &actor, &opened)))
        @match counted(&actor, &opened, &on_its_day, then) {
            Ok(shown) => {
                (sentences(lang, &actor, &shown))
                (facts(&asked, &opened))
                (summary(&asked, &shown))
                (venue_table(&asked, &shown))
                (lists_table(lang, &links(&asked, &shown), lang.t("rounds.by_city"), lang.t("rounds.city"), &rows(lang, Dim::City, &shown.cities)))
            }
            Err(error) => { (facts(&asked, &opened)) (not_given(&asked, &error)) }
        }
        (table)
    };
    Ok(page::full(&asked, opened.page(&app, &asked, &actor, &label, &body)))
}

/// The round's figures now, and as of its publication.
fn counted<'a>(
    actor: &Actor,
    opened: &'a Opened,
    on_its_day: &'a Question,
    then: Option<Question>,
) -> Result<Shown<'a>, FigureError> {
    let key = held::key(&opened.round);
    let counted = Counted::round(&actor.scope, on_its_day, key).and(&opened.narrow);
    let of = |at: &Question| Counted::round(&actor.scope, at, key).and(&opened.narrow).lists();
    let frozen = then.map(|then| of(&then).map(|lists| (then, lists)));
    Ok(Shown {
        opened,
        on_its_day,
        present: counted.lists()?,
        frozen: frozen.transpose()?,
        zones: counted.by(Dim::Zone)?,
        cities: counted.by(Dim::City)?,
    })
}

fn links<'a>(asked: &'a Asked, shown: &'a Shown<'_>) -> Links<'a> {
    Links::of(&asked.here, shown.on_its_day, &shown.opened.round)
}

fn rows(lang: Lang, dim: Dim, lines: &[Line]) -> Vec<ListsRow> {
    lines.iter().map(|line| ListsRow::of_key(lang, dim, &line.key, line.lists)).collect()
}

fn actions(asked: &Asked, actor: &Actor, opened: &Opened) -> Markup {
    let lang = asked.lang;
    let path = opened.path();
    let manages = actor.may(Permission::ManageRounds, opened.round.org);
    html! {
        a href=(asked.here.carried_to(&format!("{path}/statistics"), &CARRIED)) { (lang.t("rounds.statistics")) }
        @if actor.scope.may_anywhere(Permission::Edit) {
            a.button href={ (path) "/pick" } { (lang.t("rounds.pick")) }
        }
        @if manages {
            a.button href={ (path) "/edit" } { (lang.t("rounds.edit")) }
            @if opened.round.published_change.is_none() {
                a.button.primary href={ (path) "/publish" } { (lang.t("rounds.publish")) }
            }
        }
    }
}

/// The sentences of official bulletins (F108, F201–F205; formats.md §3, T1).
fn sentences(lang: Lang, actor: &Actor, shown: &Shown<'_>) -> Markup {
    // What was published is what was said.
    let (at, lists) = match &shown.frozen {
        Some((then, frozen)) => (then, frozen),
        None => (shown.on_its_day, &shown.present),
    };
    let round = &shown.opened.round;
    let holder = scope_name(lang, at, &[round.org]);
    let held = figures::round_held(Catalogue::builtin(), round, &holder, catalogue_lang(lang));
    let [signed, started, produced] = lists.map(|list| list.entries.number);
    let scope = counted_name(lang, at, &actor.scope, &[round.org], shown.opened.chosen);
    let filter = held::entries(held::key(round), None).and(&shown.opened.narrow);
    let question = figures::Question {
        filter: Some(&filter),
        ..figures::Question::new(&at.snapshot, &actor.scope, at.true_on)
    };
    let industries = figures::round_industries(at.catalogue(), &question, catalogue_lang(lang));
    let told = match industries {
        Ok((keys, industries)) if !keys.is_empty() => lang.tf(
            "rounds.told_of",
            &[
                ("scope", &scope),
                ("n1", &signed),
                ("n2", &started),
                ("n3", &produced),
                ("industries", &industries),
            ],
        ),
        _ => {
            lang.tf("rounds.told", &[("scope", &scope), ("n1", &signed), ("n2", &started), ("n3", &produced)])
        }
    };
    html! {
        p.lead { (held) }
        p {
            (told)
            @if shown.has_moved_on() { (lang.gap()) span.muted { (lang.t("rounds.told_as_published")) } }
        }
    }
}

fn facts(asked: &Asked, opened: &Opened) -> Markup {
    let lang = asked.lang;
    let round = &opened.round;
    html! {
        dl.facts {
            dt { (lang.t("rounds.day")) } dd { (round.day) }
            dt { (lang.t("rounds.holder")) } dd { (list::holder(&opened.at, round)) " · " (words::round_level(lang, round.level)) }
            @if let Some(number) = round.cumulative_seq { dt { (lang.t("rounds.running")) } dd { (number) } }
            dt { (lang.t("rounds.state")) }
            dd {
                (list::state(asked, &opened.at, round))
                @if let Some((_, change)) = held::publication(round, opened.at.true_on) { " " span.muted { (lang.tf("rounds.frozen_at", &[("change", &change)])) } }
            }
        }
    }
}

/// The three lists: now, and as frozen where publication froze something else.
fn summary(asked: &Asked, shown: &Shown<'_>) -> Markup {
    let lang = asked.lang;
    let links = links(asked, shown);
    let differs = shown.has_moved_on();
    let number = |key, label: &'static str| Column::new(key, lang.t(label), Kind::Number);
    let mut columns = vec![Column::new("list", lang.t("rounds.list"), Kind::Lead)];
    if shown.frozen.is_some() {
        columns.push(number("frozen", "rounds.frozen").in_unit(lang.t("rounds.unit_entries")));
        columns.push(number("frozen_amount", "rounds.frozen_amount").in_unit(ShownIn::Yi.word(lang)));
    }
    if differs || shown.frozen.is_none() {
        columns.push(number("entries", "rounds.present").in_unit(lang.t("rounds.unit_entries")));
        columns.push(number("new", "rounds.new_entries").in_unit(lang.t("rounds.unit_entries")));
        columns.push(number("amount", "rounds.present_amount").in_unit(ShownIn::Yi.word(lang)));
    }
    let row = |list: &ListKind| {
        let word = words::list(lang, *list);
        let here = asked.here.with(LIST, list.code());
        let mut cells = vec![html! { a href={ (here) "#entries" } { (word) } }];
        if let Some((then, frozen)) = &shown.frozen {
            cells.extend(frozen_cells(asked, shown, then, frozen, *list));
        }
        if differs || shown.frozen.is_none() {
            let cell = shown.present[place(*list)];
            let href = links.entries(Some(*list), "", &Group::default());
            let new = links.named("newRoundEntries", Some(*list), "").members(&Group::default());
            cells.push(figure_link::figure(&count(cell.entries.number), &href));
            cells.push(figure_link::figure(&count(cell.new_entries), &new));
            cells.push(amount(lang, cell, &href));
        }
        Row { id: list.code().to_owned(), name: word.to_owned(), cells }
    };
    let rows = ListKind::ALL.iter().map(row).collect();
    html! {
        (Table::new(lang.t("rounds.lists"), &asked.here, columns, rows).render(lang))
        p.muted.small {
            (lang.t("rounds.entries_note"))
            @if let (true, Some((then, _))) = (differs, &shown.frozen) {
                " " a href=(difference(asked, shown, then)) { (lang.t("rounds.why_different")) }
            }
        }
    }
}

/// The numbers of publication; their links read the ledger as it was known then.
fn frozen_cells(
    asked: &Asked,
    shown: &Shown<'_>,
    then: &Question,
    frozen: &Lists,
    list: ListKind,
) -> [Markup; 2] {
    let links = Links::of(&asked.here, then, &shown.opened.round);
    let href = links.entries(Some(list), "", &Group::default());
    let cell = frozen[place(list)];
    [figure_link::figure(&count(cell.entries.number), &href), amount(asked.lang, cell, &href)]
}

/// The explorer with the lists that explain what became different since publication.
fn difference(asked: &Asked, shown: &Shown<'_>, then: &Question) -> String {
    let point = format!("{}@{}", then.true_on, then.snapshot.change());
    let link = links(asked, shown).named("roundEntries", None, "");
    format!("{}#difference", link.figure(&[Dim::List]).with(COMPARE_TO, &point))
}

fn venue_table(asked: &Asked, shown: &Shown<'_>) -> Markup {
    let lang = asked.lang;
    let snapshot = &shown.on_its_day.snapshot;
    let venues = venues::of(snapshot, &shown.opened.round, lang.t("rounds.main_venue"), &shown.zones);
    let row = |venue: &Venue| ListsRow {
        label: html! {
            (venue.name)
            @if venue.main { " " span.muted { (lang.t("rounds.main_venue")) } }
            @else if venue.org.is_none() { " " span.muted { (lang.t("rounds.venue_without_place")) } }
        },
        name: venue.name.clone(),
        lists: venue.lists,
        group: Group::default(),
        more: venues::condition(snapshot, &venues, venue),
    };
    let rows: Vec<ListsRow> = venues.iter().map(row).collect();
    if rows.len() < 2 {
        return html! {};
    }
    lists_table(lang, &links(asked, shown), lang.t("rounds.by_venue"), lang.t("rounds.venue"), &rows)
}
