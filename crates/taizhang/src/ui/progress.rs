//! Long work: how far it is, how long it may take, and a way to stop it.

use crate::text::{Lang, counts::count};
use maud::{Markup, html};

/// How far long work is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// What is being done.
    pub words: String,
    /// Units done.
    pub done: i64,
    /// Units in all, when known.
    pub total: Option<i64>,
    /// Seconds that it may still take.
    pub remaining_s: Option<i64>,
    /// The address to go to at the end; `Some` ends the asking.
    pub finished: Option<String>,
    /// The path that the stop button posts to.
    pub cancel: Option<String>,
}

/// The bar with its island: asks `url` for [`bar`] until it is finished. Without script, a link looks again.
#[must_use]
pub fn watched(lang: Lang, url: &str, progress: &Progress) -> Markup {
    html! {
        section.progress data-island="progress" data-url=(url) data-every="1000" aria-live="polite" { (bar(lang, progress)) }
        noscript { p { a href="" { (lang.t("ui.look_again")) } } }
    }
}

/// The fragment that the island asks for.
#[must_use]
pub fn bar(lang: Lang, progress: &Progress) -> Markup {
    html! {
        p { (progress.words) }
        progress value=[progress.total.map(|_| progress.done)] max=[progress.total] aria-label=(progress.words) {}
        p.muted.small {
            (count(progress.done)) @if let Some(total) = progress.total { " / " (count(total)) }
            @if let Some(seconds) = progress.remaining_s { " · " (lang.tf("ui.remaining", &[("s", &seconds)])) }
        }
        @if let Some(next) = &progress.finished {
            p data-done data-next=(next) { a.button.primary href=(next) { (lang.t("ui.see_result")) } }
        } @else if let Some(cancel) = &progress.cancel {
            form method="post" action=(cancel) { button type="submit" { (lang.t("ui.stop_work")) } }
        }
    }
}
