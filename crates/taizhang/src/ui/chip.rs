//! Filters as chips that can be taken away.

use crate::{text::Lang, web::query::Query};
use maud::{Markup, html};

/// One part of a filter.
#[derive(Debug, Clone)]
pub struct Chip {
    /// What it says: 「阶段：已开工」.
    pub label: String,
    /// The address without it.
    pub without: Query,
}

/// The chips, and a way to be rid of all when there are several.
#[must_use]
pub fn chips(lang: Lang, chips: &[Chip], none: &Query) -> Markup {
    html! {
        @if !chips.is_empty() {
            ul.chips aria-label=(lang.t("ui.filters")) {
                @for chip in chips {
                    li.chip {
                        span title=(chip.label) { (chip.label) }
                        a href=(chip.without) aria-label=(lang.tf("ui.without", &[("filter", &chip.label)])) { "✕" }
                    }
                }
                @if chips.len() > 1 { li.no-print { a href=(none) { (lang.t("ui.without_any")) } } }
            }
        }
    }
}
