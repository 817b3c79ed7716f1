//! What moved under a paragraph written by hand, in words and shape.

use super::contents::Contents;
use super::edits::{Edited, Moved};
use super::overwritten::Overwritten;
use crate::bulletins::places::Places;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use domain::Day;
use maud::{Markup, html};

/// Beside the paragraph: each number, old → new.
pub(super) fn flag(lang: Lang, edited: &Edited) -> Markup {
    html! {
        div.flagged {
            p {
                (badge(Tone::Alarm, "▲", lang.t("kept.flagged"))) " "
                (lang.t(if edited.moved.is_empty() { "kept.words_moved" } else { "kept.figures_moved" }))
            }
            @if !edited.moved.is_empty() {
                ul { @for moved in &edited.moved { li { (old_and_new(lang, moved)) } } }
            }
            @if let Some(drafted) = &edited.drafted { p.muted { (lang.t("kept.drafted_now")) (lang.t("ui.colon")) (drafted) } }
        }
    }
}

/// Of a draft that tells a day or a round to come: that it does.
pub(super) fn early(lang: Lang, contents: &Contents, today: Day) -> Markup {
    html! {
        @if contents.is_early(today) {
            div.refusals role="status" {
                p { (badge(Tone::Alarm, "▲", &lang.tf("kept.early", &[("day", &contents.printed.true_on)]))) " " (lang.t("kept.early_words")) }
            }
        }
    }
}

fn old_and_new(lang: Lang, moved: &Moved) -> Markup {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| lang.t("kept.not_there").to_owned());
    html! { span.old { (side(&moved.old)) } " → " strong.new { (side(&moved.new)) } }
}

/// Above the words: how many paragraphs must be looked at, and those that have no place any more.
pub(super) fn summary(lang: Lang, contents: &Contents) -> Markup {
    let flagged: Vec<&Edited> = contents.flagged().collect();
    let lost = flagged.iter().filter(|edited| edited.drafted.is_none());
    html! {
        @if !flagged.is_empty() {
            div.refusals role="status" {
                p { (badge(Tone::Alarm, "▲", &lang.tf("kept.to_look_at", &[("n", &flagged.len())]))) }
                ul {
                    @for edited in flagged.iter().filter(|edited| edited.drafted.is_some()) {
                        li { a href={ "#slot-" (edited.edit.slot) } { (first_words(&edited.edit.text)) } }
                    }
                    @for edited in lost {
                        li { (lang.t("kept.lost")) (lang.t("ui.colon")) (edited.edit.text) }
                    }
                }
            }
        }
    }
}

/// Above the words: which paragraphs by hand say other numbers than the draft, and which.
pub(super) fn overwritten(lang: Lang, contents: &Contents) -> Markup {
    let places = Places::of(lang, &contents.printed);
    html! {
        @if !contents.overwritten.is_empty() {
            div.flagged role="status" {
                p { (badge(Tone::Warn, "≠", &lang.tf("kept.overwritten_n", &[("n", &contents.overwritten.len())]))) (lang.gap()) (lang.t("kept.overwritten_arrow")) }
                ul {
                    @for it in &contents.overwritten {
                        li { a href={ "#slot-" (it.slot) } { (places.paragraph(lang, &it.slot)) } (lang.t("ui.colon")) (lang.gap()) (as_drafted(lang, it)) }
                    }
                }
            }
        }
    }
}

/// Beside a paragraph: its numbers that are not as drafted.
pub(super) fn overwritten_at(lang: Lang, contents: &Contents, slot: &str) -> Markup {
    let of_slot = || contents.overwritten.iter().filter(|it| it.slot == slot);
    html! {
        @if of_slot().next().is_some() {
            div.flagged {
                p { (badge(Tone::Warn, "≠", lang.t("kept.overwritten"))) (lang.gap()) (lang.t("kept.overwritten_arrow")) }
                ul { @for it in of_slot() { li { (as_drafted(lang, it)) } } }
            }
        }
    }
}

/// What the draft says, and what the words by hand say in its place.
fn as_drafted(lang: Lang, it: &Overwritten) -> Markup {
    html! {
        (it.before) strong { (it.drafted) } (it.after) " → "
        @match &it.now {
            Some(now) => strong { (now) },
            None => (lang.t("kept.by_hand_none")),
        }
        @if it.drops_note { (lang.gap()) (lang.t("kept.note_dropped")) }
    }
}

fn first_words(text: &str) -> String {
    const SHOWN_CHARS: usize = 30;
    let short: String = text.chars().take(SHOWN_CHARS).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
