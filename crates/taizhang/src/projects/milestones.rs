//! Promise, later forecasts and fact of each milestone: as lines, and as one table with the days late.

use super::cells::day_text;
use super::show::Shown;
use crate::text::{counts, days};
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::timeline::{Kind as MarkKind, Mark, Timeline};
use crate::words;
use domain::facts::{Forecast, Kept};
use domain::{Day, MilestoneCode, Precision, Stage, days_late};
use maud::{Markup, html};

/// One milestone of a project.
struct Milestone<'a> {
    code: MilestoneCode,
    /// The promise, then every later forecast, in the order in which they were recorded.
    said: Vec<&'a Kept<Forecast>>,
    /// The day on which it was met, as far as it is known.
    met: Option<(Day, Precision)>,
    /// Met, also without a day of its own.
    is_met: bool,
}

/// The section.
pub(super) fn section(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let milestones = milestones(shown);
    html! {
        section {
            h2 { (lang.t("projects.milestones")) }
            @if milestones.is_empty() {
                p.muted { (lang.t("projects.milestones_none")) }
            } @else {
                (table(shown, &milestones))
                @for milestone in milestones.iter().filter(|it| !it.said.is_empty()) { (line(shown, milestone)) }
            }
        }
    }
}

fn milestones<'a>(shown: &'a Shown<'_>) -> Vec<Milestone<'a>> {
    let events = shown.events();
    let furthest = shown.furthest();
    let all = MilestoneCode::ALL.iter().map(|code| {
        let mut said: Vec<_> =
            shown.opened.dossier.forecasts.iter().filter(|forecast| forecast.code == *code).collect();
        said.sort_by_key(|forecast| forecast.id);
        // What was said after the day asked is not known on it, save the promise of papers taken over later.
        let kept = said.iter().filter(|forecast| forecast.said_on <= shown.true_on()).count().max(1);
        said.truncate(kept);
        let fact = code.stage().and_then(|stage| {
            events.iter().find(|it| it.stage == stage && it.counts_on(shown.true_on()) && it.day.is_some())
        });
        let met = fact.and_then(|event| Some((event.day?, event.precision.unwrap_or(Precision::Day))));
        let is_met = met.is_some() || code.stage().is_some_and(|stage| furthest >= Some(stage));
        Milestone { code: *code, said, met, is_met }
    });
    // 备案 and 注册 share a stage: without a promise of its own a milestone is told by its stage alone.
    all.filter(|it| !it.said.is_empty() || (it.met.is_some() && it.code != MilestoneCode::Registration))
        .collect()
}

fn table(shown: &Shown<'_>, milestones: &[Milestone<'_>]) -> Markup {
    let lang = shown.lang();
    let columns = vec![
        Column::new("milestone", lang.t("projects.milestone"), Kind::Lead),
        Column::new("promise", lang.t("projects.first_promise"), Kind::Day),
        Column::new("forecasts", lang.t("projects.later_forecasts"), Kind::Words),
        Column::new("fact", lang.t("projects.fact"), Kind::Day),
        Column::new("late", lang.t("projects.days_late"), Kind::Number),
    ];
    let rows = milestones.iter().map(|milestone| row(shown, milestone)).collect();
    Table::new(lang.t("projects.milestones"), &shown.asked.here, columns, rows).render(lang)
}

fn row(shown: &Shown<'_>, milestone: &Milestone<'_>) -> Row {
    let lang = shown.lang();
    let name = words::milestone(lang, milestone.code);
    let promise = milestone.said.first();
    let unknown = || figure_link::unknown(lang.t("projects.not_stated"));
    Row {
        id: milestone.code.code().to_owned(),
        name: name.to_owned(),
        cells: vec![
            html! { (name) },
            promise.map_or_else(unknown, |said| html! { (day_text(said.day, said.precision)) }),
            html! { @for said in milestone.said.iter().skip(1) { (forecast(said)) } },
            match (milestone.met, milestone.is_met) {
                (Some((day, precision)), _) => html! { (day_text(day, precision)) },
                (None, true) => html! { span.muted { (lang.t("projects.met_undated")) } },
                (None, false) => unknown(),
            },
            late(shown, milestone),
        ],
    }
}

fn forecast(said: &Forecast) -> Markup {
    html! {
        div { span.nowrap { (day_text(said.day, said.precision)) }
            @if let Some(reason) = &said.reason { " " span.muted { (reason) } }
        }
    }
}

/// Days after the first promise: to the fact, or to the day asked while it is not met and the project goes on.
fn late(shown: &Shown<'_>, milestone: &Milestone<'_>) -> Markup {
    let Some(promise) = milestone.said.first() else { return Markup::default() };
    let given_up = shown.stage().is_some_and(Stage::is_final_exit);
    let met = milestone.met.map(|(day, _)| day);
    if met.is_none() && (given_up || milestone.is_met) {
        return figure_link::unknown(shown.lang().t("projects.late_unknown"));
    }
    match days_late(promise.day, met, shown.true_on()) {
        Some(late) => {
            html! { span.alarm title=(days::late(shown.lang(), late)) { (counts::count(late.into())) } }
        }
        None => html! { "0" },
    }
}

fn line(shown: &Shown<'_>, milestone: &Milestone<'_>) -> Markup {
    let lang = shown.lang();
    let mark = |(place, said): (usize, &&Kept<Forecast>)| Mark {
        kind: if place == 0 { MarkKind::Promise } else { MarkKind::Forecast },
        day: said.day,
        printed: day_text(said.day, said.precision),
        note: said.reason.clone(),
    };
    let fact = milestone.met.map(|(day, precision)| Mark {
        kind: MarkKind::Fact,
        day,
        printed: day_text(day, precision),
        note: None,
    });
    let marks = milestone.said.iter().enumerate().map(mark).chain(fact).collect();
    let label = words::milestone(lang, milestone.code).to_owned();
    html! {
        h3 { (label) }
        (Timeline { label: label.clone(), marks, today: shown.true_on() }.render(lang))
    }
}
