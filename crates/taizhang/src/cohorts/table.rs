//! The tables of cohorts: by cohort and age, by step, side by side at equal age.

use super::PROJECTS;
use super::asked::{STEP, step_code, to};
use crate::figures::{KEY, dim_word, group_words, key_text};
use crate::text::Lang;
use crate::text::counts::count;
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use crate::words;
use ::figures::Group;
use ::figures::cohort::{AgeShare, Cohort, Fate, Step, StepTable};
use maud::{Markup, html};

/// The parameter of an age in months.
pub(super) const MONTHS: &str = "months";
/// The parameter of what became of the projects by then.
pub(super) const FATE: &str = "fate";
/// Its values for those in no share.
pub(super) const UNTIMED: &str = "untimed";
/// The same of those that did not reach the beginning of the step.
pub(super) const NOT_BEGUN: &str = "notBegun";
/// The parameter that says that the list is of a group without its span.
pub(super) const WHOLE: &str = "whole";
/// Longer tables scroll inside themselves.
const SHORT_ROWS_MAX: usize = 30;

/// 签约 → 开工.
pub(super) fn step_word(lang: Lang, step: Step) -> String {
    format!("{} → {}", words::stage(lang, step.from), words::stage(lang, step.to))
}

/// What a cohort is called: its keys, or all together.
pub(super) fn name(lang: Lang, group: &Group) -> String {
    if group.is_whole() { lang.t("cohorts.all").to_owned() } else { group_words(lang, group) }
}

/// Where the lists of projects are.
pub(super) struct List {
    base: Query,
}

impl List {
    /// Of the page's question; of all of a group together when `whole`.
    pub(super) fn new(here: &Query, whole: bool) -> Self {
        let base = to(here, PROJECTS);
        Self { base: if whole { base.with(WHOLE, "1") } else { base } }
    }

    /// The projects of a cohort at an age, of one fate or all of them.
    pub(super) fn of(&self, group: &Group, step: Step, months: u16, fate: Option<Fate>) -> String {
        let query = self.group(group, step).with(MONTHS, &months.to_string());
        query.with(FATE, fate.map_or("", Fate::code)).to_string()
    }

    /// The projects of a cohort that are in no share.
    pub(super) fn left_out(&self, group: &Group, step: Step, fate: &str) -> String {
        self.group(group, step).with(FATE, fate).to_string()
    }

    /// All projects of a cohort.
    pub(super) fn all(&self, group: &Group, step: Step) -> String {
        self.group(group, step).to_string()
    }

    fn group(&self, group: &Group, step: Step) -> Query {
        let query = self.base.with(STEP, &step_code(step));
        group.0.iter().fold(query, |query, (_, key)| query.and(KEY, &key_text(key)))
    }
}

fn counted(number: usize) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The share at an age with those known to be in it, of all watched: 66.7% 4/6.
fn share(lang: Lang, cohort: &Cohort, step: Step, age: &AgeShare, list: &List) -> Markup {
    let watched = age.reached + age.given_up + age.censored + age.at_risk;
    html! {
        @if age.shares.is_some() {
            a.figure href=(list.of(&cohort.group, step, age.months, Some(Fate::Reached))) {
                (age.printed)
                span.of { (age.reached) span aria-hidden="true" { "/" } span.unseen { " / " } (watched) }
            }
        } @else { (figure_link::unknown(lang.t("cohorts.too_young"))) }
        @if age.censored > 0 {
            " " a.small.muted href=(list.of(&cohort.group, step, age.months, Some(Fate::Censored))) {
                (lang.tf("cohorts.young", &[("n", &age.censored)]))
            }
        }
    }
}

fn median(lang: Lang, table: &StepTable) -> Markup {
    match table.median_days {
        Some(days) => html! { (count(days.into())) },
        None => figure_link::unknown(lang.t("cohorts.no_median")),
    }
}

/// A row for each cohort, a column for each age.
pub(super) fn by_age(lang: Lang, here: &Query, cohorts: &[Cohort], step: Step, list: &List) -> Markup {
    let own = |cohort: &Cohort| cohort.steps.iter().position(|table| table.step == step);
    let ages: Vec<u16> = cohorts
        .first()
        .and_then(|cohort| Some(cohort.steps[own(cohort)?].ages.iter().map(|age| age.months).collect()))
        .unwrap_or_default();
    let mut columns = vec![
        Column::new("cohort", lang.t("cohorts.cohort"), Kind::Lead),
        Column::new("projects", lang.t("cohorts.projects"), Kind::Number),
    ];
    columns.extend(
        ages.iter()
            .map(|months| Column::new("age", lang.tf("cohorts.after", &[("n", months)]), Kind::Number)),
    );
    columns
        .push(Column::new("median", lang.t("cohorts.median"), Kind::Number).in_unit(lang.t("cohorts.days")));
    let rows = cohorts.iter().filter_map(|cohort| {
        let table = &cohort.steps[own(cohort)?];
        let name = name(lang, &cohort.group);
        let mut cells = vec![
            html! { (name) },
            figure_link::figure(&counted(cohort.projects.len()), &list.all(&cohort.group, step)),
        ];
        cells.extend(table.ages.iter().map(|age| share(lang, cohort, step, age, list)));
        cells.push(median(lang, table));
        Some(Row { id: name.clone(), name, cells })
    });
    let mut table = Table::new(step_word(lang, step), here, columns, rows.collect());
    table.short = table.rows.len() <= SHORT_ROWS_MAX;
    table.render(lang)
}

/// A row for each step of one cohort: who is in the estimate, who is not, and the median.
pub(super) fn by_step(lang: Lang, here: &Query, cohort: &Cohort, list: &List) -> Markup {
    let number = |key, label: &'static str| Column::new(key, lang.t(label), Kind::Number);
    let columns = vec![
        Column::new("step", lang.t("cohorts.step"), Kind::Lead),
        number("watched", "cohorts.watched"),
        number("reached", "cohorts.reached"),
        number("given_up", "cohorts.given_up"),
        number("open", "cohorts.open"),
        number("untimed", "cohorts.untimed"),
        number("not_begun", "cohorts.not_begun"),
        number("median", "cohorts.median").in_unit(lang.t("cohorts.days")),
    ];
    let rows = cohort.steps.iter().map(|table| {
        let ends = |end| table.watched.iter().filter(|watched| watched.end == end).count();
        let all = |n: usize| html! { (counted(n)) };
        let left_out = |n: usize, fate| {
            figure_link::figure(&counted(n), &list.left_out(&cohort.group, table.step, fate))
        };
        use ::figures::cohort::End;
        Row {
            id: step_code(table.step),
            name: step_word(lang, table.step),
            cells: vec![
                html! { a href=(to(here, super::PATH).with(STEP, &step_code(table.step))) { (step_word(lang, table.step)) } },
                figure_link::figure(&counted(table.watched.len()), &list.all(&cohort.group, table.step)),
                all(ends(End::Reached)),
                all(ends(End::GivenUp)),
                all(ends(End::Open)),
                left_out(table.untimed.len(), UNTIMED),
                left_out(table.not_begun.len(), NOT_BEGUN),
                median(lang, table),
            ],
        }
    });
    Table::new(lang.t("cohorts.steps"), here, columns, rows.collect()).render(lang)
}

/// Groups side by side at one age, the highest share first.
pub(super) fn at_equal_age(
    lang: Lang,
    here: &Query,
    side_by_side: &[(&Cohort, &AgeShare)],
    (step, months): (Step, u16),
    list: &List,
) -> Markup {
    let dim = side_by_side.first().and_then(|(cohort, _)| cohort.group.0.first());
    let lead = dim.map_or("", |(dim, _)| dim_word(lang, *dim));
    let columns = vec![
        Column::new("group", lead, Kind::Lead),
        Column::new("projects", lang.t("cohorts.projects"), Kind::Number),
        Column::new("share", lang.tf("cohorts.after", &[("n", &months)]), Kind::Number),
        Column::new("given_up", lang.t("cohorts.given_up"), Kind::Number),
        Column::new("median", lang.t("cohorts.median"), Kind::Number).in_unit(lang.t("cohorts.days")),
    ];
    let rows = side_by_side.iter().filter_map(|(cohort, age)| {
        let table = cohort.steps.iter().find(|table| table.step == step)?;
        let name = name(lang, &cohort.group);
        let given_up = list.of(&cohort.group, step, months, Some(Fate::GivenUp));
        let cells = vec![
            html! { (name) },
            figure_link::figure(&counted(cohort.projects.len()), &list.all(&cohort.group, step)),
            share(lang, cohort, step, age, list),
            figure_link::figure(&counted(age.given_up), &given_up),
            median(lang, table),
        ];
        Some(Row { id: name.clone(), name, cells })
    });
    let mut table = Table::new(lang.t("cohorts.equal_age"), here, columns, rows.collect());
    table.short = table.rows.len() <= SHORT_ROWS_MAX;
    table.render(lang)
}
