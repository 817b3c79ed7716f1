//! Parts that pages with two candidates share: the score, and what speaks for and against.

use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::words;
use domain::likeness::{ASKED_MIN, Ground, Likeness};
use maud::{Markup, html};

/// The score, with a word beside its colour.
pub fn likeness(lang: Lang, score: i64) -> Markup {
    let is_high = score >= i64::from(ASKED_MIN);
    let (tone, shape) = if is_high { (Tone::Warn, "▲") } else { (Tone::Calm, "○") };
    badge(tone, shape, &lang.tf("matching.likeness", &[("score", &score)]))
}

/// The score and its grounds, those for one project before those against.
pub fn grounds(lang: Lang, of: &Likeness) -> Markup {
    let side = |is_for: bool| {
        let words = of.grounds.iter().filter(move |ground| ground.is_for() == is_for);
        words.map(|ground: &Ground| words::ground(lang, *ground).to_owned()).collect::<Vec<_>>()
    };
    let (likes, differs) = (side(true), side(false));
    html! {
        p { (likeness(lang, i64::from(of.score))) }
        dl.facts {
            @for (label, words) in [("matching.for", likes), ("matching.against", differs)] {
                @if !words.is_empty() {
                    dt { (lang.t(label)) }
                    dd { ul.plain { @for words in words { li { (words) } } } }
                }
            }
        }
    }
}
