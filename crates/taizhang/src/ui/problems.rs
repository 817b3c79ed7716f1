//! Problems of rows, cells or records: where, what, which value, and what to do.

use super::badge::{Tone, badge};
use crate::text::Lang;
use maud::{Markup, html};

/// One problem.
#[derive(Debug, Clone)]
pub struct Found {
    /// [`Tone::Alarm`] stops something; [`Tone::Warn`] only warns.
    pub tone: Tone,
    /// Where: sheet and cell, field, project.
    pub place: String,
    /// What is wrong.
    pub words: String,
    /// The value as it stands.
    pub value: Option<String>,
    /// What to do, or what is proposed instead.
    pub advice: Option<String>,
    /// Where it can be mended.
    pub href: Option<String>,
    /// The way to the other thing that it speaks of.
    pub other: Option<Way>,
}

/// A way from a problem to something else.
#[derive(Debug, Clone)]
pub struct Way {
    /// Its address.
    pub href: String,
    /// What it is called.
    pub label: String,
}

/// The problems in the order given.
#[must_use]
pub fn problems(lang: Lang, found: &[Found]) -> Markup {
    html! {
        ul.problems {
            @for problem in found {
                li class=(problem.tone.class()) {
                    (tone_badge(lang, problem.tone)) " "
                    @match &problem.href {
                        Some(href) => a.where href=(href) { (problem.place) },
                        None => span.where { (problem.place) },
                    }
                    (problem.words)
                    @if let Some(value) = &problem.value { " " q { (value) } }
                    @if let Some(other) = &problem.other { " " a href=(other.href) { (other.label) } }
                    @if let Some(advice) = &problem.advice { p.advice { (advice) } }
                }
            }
        }
    }
}

fn tone_badge(lang: Lang, tone: Tone) -> Markup {
    match tone {
        Tone::Alarm => badge(tone, "■", lang.t("ui.must_mend")),
        Tone::Warn => badge(tone, "▲", lang.t("ui.to_check")),
        Tone::Good | Tone::Calm => badge(tone, "○", lang.t("ui.for_information")),
    }
}
