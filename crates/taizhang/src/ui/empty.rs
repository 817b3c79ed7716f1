//! Empty lists teach: what belongs here, one button to begin, one link to a sample.

use super::layout::Choice;
use maud::{Markup, html};

/// What an empty list says.
#[derive(Debug, Clone)]
pub struct Empty {
    /// What is not there.
    pub title: String,
    /// What belongs here and where it comes from.
    pub words: String,
    /// The way to begin.
    pub begin: Option<Choice>,
    /// A sample to learn from.
    pub sample: Option<Choice>,
}

/// The words in place of a table.
#[must_use]
pub fn empty(empty: &Empty) -> Markup {
    html! {
        section.empty {
            h2 { (empty.title) }
            p { (empty.words) }
            div.row {
                @if let Some(begin) = &empty.begin { a.button.primary href=(begin.href) { (begin.label) } }
                @if let Some(sample) = &empty.sample { a href=(sample.href) { (sample.label) } }
            }
        }
    }
}
