//! What is worth a look on a project: codes whose check fails (`domain.md` §13, warns and never blocks), stages claimed
//! and not yet recognised, stages without a day.

use super::show::Shown;
use crate::fields;
use crate::matching;
use crate::text::Lang;
use crate::ui::badge::Tone;
use crate::ui::problems::{Found, Way, problems};
use crate::words;
use domain::credit_code::{self, CreditCodeCheck};
use domain::facts::{ProjectId, RecordKind};
use domain::project_code::{self, ProjectCodeCheck};
use domain::text::fold;
use domain::{Permission, Recognition};
use figures::{Population, ProjectView};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Namesakes that a page names.
const NAMESAKES_MAX: usize = 5;

/// The warnings, or nothing. Of namesakes in `others` nobody asks.
pub(super) fn section(shown: &Shown<'_>, others: &BTreeSet<ProjectId>) -> Markup {
    let lang = shown.lang();
    let project = shown.opened.project();
    let edit = shown.may_now(Permission::Edit).then(|| shown.below("edit"));
    let mut found = Vec::new();
    let mut warn = |field: &str, value: &str, words: Option<String>| {
        if let Some(words) = words {
            found.push(Found {
                tone: Tone::Warn,
                place: fields::label(lang, RecordKind::Project, field),
                words,
                value: Some(value.to_owned()),
                advice: Some(lang.t("projects.code_advice").to_owned()),
                href: edit.clone(),
                other: None,
            });
        }
    };
    if let Some(code) = &project.credit_code {
        warn("credit_code", code, credit(lang, code));
    }
    if let Some(code) = &project.project_code {
        warn("project_code", code, national(lang, code));
    }
    found.extend(namesakes(shown, others));
    found.extend(events(shown));
    html! { @if !found.is_empty() { (problems(lang, &found)) } }
}

/// What is wrong with a credit code.
pub(super) fn credit(lang: Lang, code: &str) -> Option<String> {
    match credit_code::check(code) {
        CreditCodeCheck::Ok => None,
        CreditCodeCheck::WrongCheckDigit { expected } | CreditCodeCheck::WrongBodyCheckDigit { expected } => {
            Some(lang.tf("projects.code_check", &[("expected", &expected)]))
        }
        CreditCodeCheck::Malformed(_) => Some(lang.t("projects.code_form_credit").to_owned()),
    }
}

/// What is wrong with a national project code.
pub(super) fn national(lang: Lang, code: &str) -> Option<String> {
    match project_code::check(code) {
        ProjectCodeCheck::Ok(_) => None,
        ProjectCodeCheck::WrongCheckDigit { expected } => {
            Some(lang.tf("projects.code_check", &[("expected", &expected)]))
        }
        ProjectCodeCheck::Malformed(_) => Some(lang.t("projects.code_form_project").to_owned()),
    }
}

/// Other projects of the zone with the same name: on both of their pages, for one may be the other entered twice. A whole and
/// its parts may well share a name, and of those in `others` somebody has said that they are others.
fn namesakes(shown: &Shown<'_>, others: &BTreeSet<ProjectId>) -> Vec<Found> {
    let (lang, own) = (shown.lang(), shown.opened.project());
    let question = &shown.opened.question;
    let population = Population::new(&question.snapshot, &shown.actor.scope, None, question.true_on);
    let Ok(population) = population else { return Vec::new() };
    let title = fold(&own.title);
    let is_kin =
        |other: &ProjectView<'_>| other.parent() == Some(ProjectId(own.id)) || own.parent == Some(other.id());
    let is_namesake = |other: &ProjectView<'_>| {
        other.zone() == own.zone
            && other.id().0 != own.id
            && fold(other.title()) == title
            && !is_kin(other)
            && !others.contains(&other.id())
    };
    let found = |other: ProjectView<'_>| Found {
        tone: Tone::Warn,
        place: fields::label(lang, RecordKind::Project, "title"),
        words: lang.t("projects.warn_namesake").to_owned(),
        value: None,
        advice: Some(lang.t("projects.advice_namesake").to_owned()),
        href: None,
        other: Some(Way {
            href: match shown.may_now(Permission::Edit) {
                true => matching::path_of(ProjectId(own.id), other.id()),
                false => shown.project_link(other.id()),
            },
            label: other.own_no().to_owned(),
        }),
    };
    population.projects().filter(is_namesake).take(NAMESAKES_MAX).map(found).collect()
}

fn events(shown: &Shown<'_>) -> Vec<Found> {
    let lang = shown.lang();
    let found = |event: &domain::facts::Kept<domain::facts::StageEvent>, words: &str, advice: &str| Found {
        tone: Tone::Calm,
        place: words::stage(lang, event.stage).to_owned(),
        words: words.to_owned(),
        value: event.original.clone(),
        advice: Some(advice.to_owned()),
        href: shown.may_now(Permission::Edit).then(|| shown.below(&format!("stage-events/{}", event.id))),
        other: None,
    };
    let events = shown.events();
    let claimed = events.iter().filter(|event| event.recognition == Recognition::Claimed);
    let undated =
        events.iter().filter(|event| event.day.is_none() && event.recognition == Recognition::Recognized);
    claimed
        .map(|event| found(event, lang.t("projects.warn_claimed"), lang.t("projects.advice_claimed")))
        .chain(
            undated.map(|event| {
                found(event, lang.t("projects.warn_undated"), lang.t("projects.advice_undated"))
            }),
        )
        .collect()
}
