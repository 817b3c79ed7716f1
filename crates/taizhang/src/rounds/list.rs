//! All rounds: when, where, how many on each list, published or not; those to come apart. Asked of a day that has
//! passed, what was held by then.

use super::parts::{Links, amount};
use super::tally::{Counted, Lists, place};
use super::{held, opened};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::not_given_at_all;
use crate::shell;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::{self, Empty};
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED, Choice, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Kept, Round, RoundId};
use domain::{Day, ListKind, Permission, Scope};
use figures::{Dim, FigureError, Filter, Group, KeyOf};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let org = shell::chosen(&asked, &actor, &at.snapshot)?;
    let narrow = shell::narrowed(&at.snapshot, &Filter::default(), org);
    let manages = actor.scope.may_anywhere(Permission::ManageRounds);
    let all = held::all(&at.snapshot, &actor.scope);
    let (held, to_come): (Vec<_>, Vec<_>) = all.iter().partition(|round| round.day <= at.true_on);
    let (to_come, later) = if at.is_of_the_past() { (Vec::new(), to_come) } else { (to_come, Vec::new()) };
    let mut counted = ByDay::default();
    let mut rows = |rounds: &[&Kept<Round>]| -> Result<Vec<Row>, Problem> {
        let row = |round: &&Kept<Round>| {
            let on_its_day = held::on_its_day(&at, round);
            let lines = counted.lines(&actor.scope, &on_its_day, &narrow);
            let lines = lines.map_err(|error| not_given_at_all(asked.lang, &error))?;
            let lists = lines.get(&KeyOf::Round(RoundId(round.id))).copied().unwrap_or_default();
            Ok(row(&asked, &at, &on_its_day, round, &lists))
        };
        rounds.iter().map(row).collect()
    };
    let (held, to_come) = (rows(&held)?, rows(&to_come)?);
    let actions = html! {
        a href=(asked.here.carried_to("/rounds/follow-up", &CARRIED)) { (lang.t("rounds.follow_up")) }
        @if manages { a.button.primary href="/rounds/new" { (lang.t("rounds.create")) } }
    };
    let body = html! {
        (layout::heading(lang.t("ui.rounds"), &actions))
        @if all.is_empty() { (empty::empty(&nothing(lang, manages))) }
        @if !to_come.is_empty() {
            h2 { (lang.t("rounds.to_come")) }
            (Table::new(lang.t("rounds.to_come"), &asked.here, columns(&asked), to_come).render(lang))
            @if !held.is_empty() { h2 { (lang.t("rounds.held_so_far")) } }
        }
        @if !held.is_empty() { (Table::new(lang.t("ui.rounds"), &asked.here, columns(&asked), held).render(lang)) }
        @if all.iter().any(|round| held::publication(round, at.true_on).is_some()) { p.muted.small { (lang.t("rounds.list_is_present")) } }
        @if !later.is_empty() {
            p.muted { (lang.tf("rounds.held_later", &[("n", &later.len()), ("day", &at.true_on)])) }
        }
    };
    let shell = shell::of(&asked, &actor, Noun::Rounds, app.ledger.clock().today(), Some(&at));
    Ok(page::full(&asked, layout::page(&shell, lang.t("ui.rounds"), &body)))
}

/// What a ledger without rounds teaches.
fn nothing(lang: Lang, manages: bool) -> Empty {
    Empty {
        title: lang.t("rounds.none").to_owned(),
        words: lang.t("rounds.none_words").to_owned(),
        begin: manages.then(|| Choice::new(lang.t("rounds.create"), "/rounds/new")),
        sample: None,
    }
}

/// The lists of all rounds, counted once for each day on which some of them are read: all that were held on the day
/// asked, each to come on its own.
#[derive(Default)]
struct ByDay(BTreeMap<Day, BTreeMap<KeyOf, Lists>>);

impl ByDay {
    fn lines(
        &mut self,
        scope: &Scope,
        at: &Question,
        narrow: &Filter,
    ) -> Result<&BTreeMap<KeyOf, Lists>, FigureError> {
        match self.0.entry(at.true_on) {
            Entry::Occupied(counted) => Ok(counted.into_mut()),
            Entry::Vacant(day) => {
                let lines = Counted { scope, at, filter: narrow.clone() }.by(Dim::Round)?;
                Ok(day.insert(lines.into_iter().map(|line| (line.key.of, line.lists)).collect()))
            }
        }
    }
}

fn columns(asked: &Asked) -> Vec<Column> {
    let lang = asked.lang;
    let mut columns = vec![
        Column::new("round", lang.t("rounds.round"), Kind::Lead),
        Column::new("running", lang.t("rounds.running"), Kind::Number),
        Column::new("day", lang.t("rounds.day"), Kind::Day),
        Column::new("holder", lang.t("rounds.holder"), Kind::Text),
    ];
    for list in ListKind::ALL {
        let word = words::list(lang, *list);
        columns.push(Column::new("entries", word, Kind::Number).in_unit(lang.t("rounds.unit_entries")));
        columns.push(
            Column::new("amount", lang.t("rounds.amount"), Kind::Number).in_unit(ShownIn::Yi.word(lang)),
        );
    }
    columns.push(Column::new("state", lang.t("rounds.state"), Kind::Text));
    columns
}

fn row(asked: &Asked, at: &Question, on_its_day: &Question, round: &Kept<Round>, lists: &Lists) -> Row {
    let lang = asked.lang;
    let label = opened::label(lang, round);
    let href = asked.here.carried_to(&format!("/rounds/{}", round.id), &CARRIED);
    let links = Links::of(&asked.here, on_its_day, round);
    let mut cells = vec![
        html! { a href=(href) { (label) } },
        html! { @match round.cumulative_seq { Some(number) => (number), None => (figure_link::unknown(lang.t("rounds.no_running"))) } },
        html! { (round.day) },
        html! { (holder(at, round)) },
    ];
    for list in ListKind::ALL {
        let cell = lists[place(*list)];
        let href = links.entries(Some(*list), "", &Group::default());
        cells.push(figure_link::figure(&count(cell.entries.number), &href));
        cells.push(amount(lang, cell, &href));
    }
    cells.push(state(asked, at, round));
    Row { id: round.id.to_string(), name: label, cells }
}

/// Being prepared, held, or published.
pub fn state(asked: &Asked, at: &Question, round: &Round) -> Markup {
    let lang = asked.lang;
    match held::publication(round, at.true_on) {
        Some((day, _)) => badge(Tone::Good, "✓", &lang.tf("rounds.published_on", &[("day", &day)])),
        None if round.day > at.true_on => badge(Tone::Calm, "○", lang.t("rounds.prepared")),
        None => badge(Tone::Warn, "▲", lang.t("rounds.held")),
    }
}

/// The name of who holds a round.
pub(super) fn holder(at: &Question, round: &Round) -> String {
    at.snapshot.dimensions().org_shown(round.org).unwrap_or_default().into_owned()
}
