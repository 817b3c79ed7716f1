//! Who is behind a share: the projects of a cohort by what became of them at an age.

use super::PATH;
use super::asked::{to, unread, wanted};
use super::table::{FATE, MONTHS, NOT_BEGUN, UNTIMED, WHOLE, name, step_word};
use crate::actor::Actor;
use crate::app::App;
use crate::figures::{KEY, Listed, names, project_list};
use crate::shell;
use crate::text::Lang;
use crate::text::counts::count;
use crate::ui::figure_link;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::cohort::{Cohort, End, Fate, StepTable, Watched};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::facts::ProjectId;
use maud::{Markup, html};
use serde_json::json;
use std::collections::HashMap;

/// Which of a cohort's projects are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Fate(Fate, u16),
    Untimed,
    NotBegun,
}

/// The list; JSON for programs.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let wanted = wanted(&app, &asked, &actor).await?;
    let which = which(&asked).ok_or_else(Problem::not_found)?;
    let of_whole = asked.here.get(WHOLE).is_some();
    let cohorts = if of_whole { wanted.compared(&actor) } else { wanted.cohorts(&actor) };
    let cohorts = cohorts.map_err(|error| unread(&asked, error))?;
    let cohort = cohorts.iter().find(|cohort| is_asked(&asked, cohort)).ok_or_else(Problem::not_found)?;
    let table = cohort.steps.iter().find(|table| table.step == wanted.step).ok_or_else(Problem::not_found)?;
    let ids = ids(cohort, table, which);
    if asked.json {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        return Ok(axum::Json(json!({ "count": ids.len(), "projects": ids })).into_response());
    }
    let title = format!("{} · {}", name(lang, &cohort.group), step_word(lang, wanted.step));
    let body = html! {
        (layout::heading(&title, &html! { a href=(to(&asked.here, PATH)) { (lang.t("cohorts.title")) } }))
        (tabs(&asked, cohort, table, which))
        p.lead { (words(lang, which)) "：" (lang.tf("figures.listed", &[("n", &ids.len())])) }
        (project_list(&asked, (&wanted.read.at, &actor.scope), &title, columns(lang), &listed(lang, table, &ids)))
    };
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&wanted.read.at));
    Ok(page::full(&asked, layout::page(&frame, &title, &body)))
}

fn which(asked: &Asked) -> Option<Which> {
    match asked.here.get(FATE) {
        None => Some(Which::All),
        Some(UNTIMED) => Some(Which::Untimed),
        Some(NOT_BEGUN) => Some(Which::NotBegun),
        Some(code) => {
            let fate = Fate::ALL.into_iter().find(|fate| fate.code() == code)?;
            Some(Which::Fate(fate, asked.here.get(MONTHS)?.parse().ok()?))
        }
    }
}

fn is_asked(asked: &Asked, cohort: &Cohort) -> bool {
    let keys: Vec<&str> = asked.here.all(KEY).collect();
    let group = &cohort.group.0;
    group.len() == keys.len() && group.iter().zip(&keys).all(|((_, key), text)| names(text, key))
}

fn ids(cohort: &Cohort, table: &StepTable, which: Which) -> Vec<ProjectId> {
    match which {
        Which::All => cohort.projects.clone(),
        Which::Fate(fate, months) => table.projects(months, fate),
        Which::Untimed => table.untimed.clone(),
        Which::NotBegun => table.not_begun.clone(),
    }
}

fn words(lang: Lang, which: Which) -> String {
    let at = |key, months: u16| lang.tf(key, &[("n", &months)]);
    match which {
        Which::All => lang.t("cohorts.everyone").to_owned(),
        Which::Fate(Fate::Reached, months) => at("cohorts.reached_by", months),
        Which::Fate(Fate::GivenUp, months) => at("cohorts.given_up_by", months),
        Which::Fate(Fate::Censored, months) => at("cohorts.censored_at", months),
        Which::Fate(Fate::AtRisk, months) => at("cohorts.at_risk_at", months),
        Which::Untimed => lang.t("cohorts.untimed").to_owned(),
        Which::NotBegun => lang.t("cohorts.not_begun").to_owned(),
    }
}

/// The other parts of the cohort: at the age asked they add up to it.
fn tabs(asked: &Asked, cohort: &Cohort, table: &StepTable, which: Which) -> Markup {
    let months = match which {
        Which::Fate(_, months) => Some(months),
        _ => None,
    };
    let fates = months.iter().flat_map(|months| Fate::ALL.map(|fate| Which::Fate(fate, *months)));
    let parts = [Which::All].into_iter().chain(fates).chain([Which::Untimed, Which::NotBegun]);
    let code = |part: Which| match part {
        Which::All => "",
        Which::Fate(fate, _) => fate.code(),
        Which::Untimed => UNTIMED,
        Which::NotBegun => NOT_BEGUN,
    };
    let tab = |part: Which| {
        let label = format!("{} {}", words(asked.lang, part), ids(cohort, table, part).len());
        Tab::new(label, asked.here.with(FATE, code(part)).to_string(), part == which)
    };
    tabs::tabs(asked.lang.t("cohorts.parts"), parts.map(tab))
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::new("watched", lang.t("cohorts.watched_days"), Kind::Number).in_unit(lang.t("cohorts.days")),
        Column::new("end", lang.t("cohorts.end"), Kind::Text),
    ]
}

fn listed(lang: Lang, table: &StepTable, ids: &[ProjectId]) -> Vec<Listed> {
    let watched: HashMap<ProjectId, &Watched> = table.watched.iter().map(|one| (one.project, one)).collect();
    let row = |id: &ProjectId| {
        let one = watched.get(id);
        let end = one.map(|one| match one.end {
            End::Reached => lang.t("cohorts.end_reached"),
            End::GivenUp => lang.t("cohorts.end_given_up"),
            End::Open => lang.t("cohorts.end_open"),
        });
        let days = html! {
            @match one {
                Some(one) => {
                    (count(one.days.into()))
                    @if one.inexact { span title=(lang.t("cohorts.inexact")) { " ≈" span.unseen { (lang.t("cohorts.inexact")) } } }
                },
                None => (figure_link::unknown(lang.t("cohorts.not_watched"))),
            }
        };
        Listed { project: *id, more: vec![days, html! { (end.unwrap_or_default()) }] }
    };
    ids.iter().map(row).collect()
}
