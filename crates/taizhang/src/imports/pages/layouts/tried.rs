//! What a layout would come to, shown before it is kept.

use super::super::parts;
use crate::imports::learned::Trial;
use crate::imports::outcome::Report;
use crate::imports::problem::Problem as Trouble;
use crate::text::Lang;
use crate::ui::problems::problems;
use maud::{Markup, html};

/// Problems that are shown: enough to see that a column is taken wrongly.
const SHOWN_MAX: usize = 20;

/// An import by the layout that was taken back.
pub fn import(lang: Lang, report: &Report) -> Markup {
    let words = [
        ("rows", parts::counted(report.rows.len())),
        ("created", parts::counted(report.created())),
        ("changed", parts::counted(report.changed())),
        ("unchanged", parts::counted(report.unchanged())),
        ("parked", parts::counted(report.parked())),
    ];
    html! {
        section id="tried" {
            h2 { (lang.t("layouts.tried_title")) }
            p { (lang.tf_kept("imports.done_dry", &words)) }
            (first_problems(lang, &report.problems))
        }
    }
}

/// A sample by the layout.
pub fn sample(lang: Lang, trial: &Trial) -> Markup {
    let blocked = trial.problems.iter().filter(|problem| problem.blocks()).count();
    html! {
        section id="tried" {
            h2 { (lang.t("layouts.tried_title")) }
            p { (lang.tf("layouts.tried", &[("rows", &trial.rows), ("problems", &blocked)])) }
            @for sheet in trial.fitting() { (parts::layout(lang, sheet)) }
            (first_problems(lang, &trial.problems))
        }
    }
}

fn first_problems(lang: Lang, all: &[Trouble]) -> Markup {
    let mut found: Vec<&Trouble> = all.iter().collect();
    found.sort_by_key(|problem| std::cmp::Reverse(problem.blocks()));
    let more = found.len().saturating_sub(SHOWN_MAX);
    let found: Vec<_> = found.iter().take(SHOWN_MAX).map(|problem| parts::found(lang, problem)).collect();
    html! {
        (problems(lang, &found))
        @if more > 0 { p.muted { (lang.tf("layouts.more_problems", &[("n", &more)])) } }
    }
}
