//! The entries of one list: frozen name and money, the stage that they have reached since.

use super::opened::Opened;
use super::show::LIST;
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::stage_badge;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::Empty;
use crate::ui::figure_link;
use crate::ui::layout::{CARRIED, Choice};
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::words;
use domain::facts::{Entry, Kept, RoundId};
use domain::{ListKind, Money, Permission};
use figures::{Population, ProjectView};
use maud::{Markup, html};

/// The section of one list, with the way to the others.
pub(super) async fn section(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    opened: &Opened,
    on_its_day: &Question,
    list: ListKind,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let narrow = Some(&opened.narrow);
    let seen = Population::new(&opened.at.snapshot, &actor.scope, narrow, opened.at.true_on);
    let seen = seen.map_err(|error| Problem::internal(&error))?;
    let change = opened.at.snapshot.change();
    let mut all = store::entries_of(app.ledger.db(), change, RoundId(opened.round.id)).await?;
    all.retain(|entry| entry.list == list && seen.contains(entry.project));
    let rank = |entry: &Kept<Entry>| {
        let zone = seen.get(entry.project).map(|project| project.zone());
        let rank =
            zone.and_then(|zone| opened.at.snapshot.places().get(zone)).map_or(u32::MAX, |place| place.rank);
        (entry.moved_out_on.is_some_and(|day| day <= on_its_day.true_on), rank, entry.id)
    };
    all.sort_by_key(rank);
    let paging = Paging::of(&asked.here).within(all.len());
    let rows = paging.slice(&all).iter().filter_map(|entry| {
        seen.get(entry.project).map(|project| row(asked, actor, opened, entry, &project))
    });
    let mut table = Table::new(words::list(lang, list), &asked.here, columns(lang), rows.collect());
    table.short = false;
    table.pager = Some(Pager { paging, total: all.len() });
    table.empty = Some(Empty {
        title: lang.t("rounds.list_empty").to_owned(),
        words: lang.t("rounds.list_empty_words").to_owned(),
        begin: actor.scope.may_anywhere(Permission::Edit).then(|| {
            Choice::new(lang.t("rounds.pick"), format!("{}/pick?list={}", opened.path(), list.code()))
        }),
        sample: None,
    });
    Ok(html! {
        section #entries {
            (tabs(asked, list))
            (table.render(lang))
        }
    })
}

fn tabs(asked: &Asked, current: ListKind) -> Markup {
    let tab = |list: &ListKind| {
        let href = format!("{}#entries", asked.here.with(LIST, list.code()));
        Tab::new(words::list(asked.lang, *list), href, *list == current)
    };
    html! {
        h2 { (words::list(asked.lang, current)) }
        (tabs::tabs(asked.lang.t("rounds.list"), ListKind::ALL.iter().map(tab)))
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::new("title", lang.t("rounds.frozen_title"), Kind::Lead),
        Column::new("unit", lang.t("rounds.unit"), Kind::Text),
        Column::new("amount", lang.t("rounds.frozen_money"), Kind::Number).in_unit(ShownIn::Yi.word(lang)),
        Column::new("stage", lang.t("rounds.stage_now"), Kind::Text),
        Column::new("state", lang.t("rounds.entry_state"), Kind::Words),
        Column::new("act", lang.t("rounds.act"), Kind::Act),
    ]
}

fn row(asked: &Asked, actor: &Actor, opened: &Opened, entry: &Kept<Entry>, project: &ProjectView<'_>) -> Row {
    let lang = asked.lang;
    let href = asked.here.carried_to(&format!("/projects/{}", entry.project), &CARRIED);
    let renamed = project.title() != entry.title;
    let may_edit = actor.may(Permission::Edit, project.zone());
    let cells = vec![
        html! {
            a href=(href) { (entry.title) }
            @if renamed { " " span.muted.small { (lang.tf("rounds.now_called", &[("title", &project.title())])) } }
        },
        html! { (entry.unit) },
        money(lang, entry, project),
        stage_badge(lang, project.stage_on(opened.at.true_on)),
        state(lang, entry),
        html! { @if may_edit { (act(lang, opened, entry)) } },
    ];
    Row { id: entry.id.to_string(), name: entry.title.clone(), cells }
}

/// The frozen money, and the present one beside it where it is another.
fn money(lang: Lang, entry: &Entry, project: &ProjectView<'_>) -> Markup {
    let now = project.invest_fen().map(Money::from_fen);
    html! {
        @match entry.amount_fen {
            Some(amount) => {
                @if let Some(word) = entry.amount_qualifier { span.muted { (words::qualifier(lang, word)) } (lang.gap()) }
                (figure_link::amount(lang, amount, ShownIn::Yi, None))
            }
            None => (figure_link::unknown(lang.t("rounds.no_amount"))),
        }
        @if let (true, Some(now)) = (now != entry.amount_fen, now) {
            " " span.muted.small { (lang.tf("rounds.now_money", &[("amount", &ShownIn::Yi.print(now))])) }
        }
    }
}

fn state(lang: Lang, entry: &Entry) -> Markup {
    let reason = entry.move_reason.as_deref().unwrap_or_default();
    let approver = entry.approver.as_deref().unwrap_or_default();
    let told =
        |key, day: domain::Day| lang.tf(key, &[("day", &day), ("reason", &reason), ("approver", &approver)]);
    html! {
        @if entry.converted_from.is_some() { (badge(Tone::Calm, "↻", lang.t("rounds.converted"))) " " }
        @if let Some(day) = entry.moved_out_on { (badge(Tone::Alarm, "✕", lang.t("rounds.moved_out"))) " " (told("rounds.moved_words", day)) }
        @else if let Some(day) = entry.moved_in_on { (badge(Tone::Warn, "＋", lang.t("rounds.moved_in"))) " " (told("rounds.moved_words", day)) }
    }
}

/// Before publication an entry is taken off; afterwards it is moved out.
fn act(lang: Lang, opened: &Opened, entry: &Kept<Entry>) -> Markup {
    let path = format!("{}/entries/{}", opened.path(), entry.id);
    html! {
        @if entry.moved_out_on.is_some() {}
        @else if opened.round.published_change.is_some() {
            a.no-print href={ (path) "/move-out" } { (lang.t("rounds.move_out")) }
        } @else {
            form.no-print method="post" action={ (path) "/remove" } {
                button.link type="submit" { (lang.t("rounds.remove")) }
            }
        }
    }
}
