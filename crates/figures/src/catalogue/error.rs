//! Mistakes in a catalogue.

use crate::filter::{FilterError, close};
use domain::limits::FORMULA_TERMS_MAX;
use std::ops::Range;
use thiserror::Error;
use toml::Spanned;

/// A mistake in a catalogue, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, figure {figure:?}, key {key:?}: {problem}")]
pub struct CatalogueError {
    /// Line, from 1.
    pub line: usize,
    /// The figure's name; empty when the text is no catalogue at all.
    pub figure: String,
    /// The key; empty where the mistake is at none.
    pub key: String,
    /// What is wrong.
    pub problem: CatalogueProblem,
}

/// What is wrong in a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CatalogueProblem {
    /// Not the form of a catalogue.
    #[error("{0}")]
    Syntax(String),
    /// A name that stands twice.
    #[error("the name stands twice")]
    Twice,
    /// A population or numerator that is no filter.
    #[error("{0}")]
    Filter(#[from] FilterError),
    /// A key that this kind of figure needs.
    #[error("this kind of figure needs the key")]
    Missing,
    /// A key that definitions do not have.
    #[error("there is no key {key:?}{}", near_words(near))]
    Key {
        /// As written.
        key: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// A value that is none of the known ones.
    #[error("{value:?} is not known here{}", near_words(near))]
    Unknown {
        /// As written.
        value: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// A number of decimals that nothing is printed with.
    #[error("{0} is out of range")]
    Range(String),
    /// A name that can't stand in formulas and addresses.
    #[error("a name is a lower-case letter, then letters and digits: {0:?}")]
    Name(String),
    /// A text that must hold one figure, of the name under which it is kept, and holds so many.
    #[error("one figure of this name must stand here, not {0}")]
    Alone(usize),
    /// A phrase among a site's definitions.
    #[error("phrases can't be defined here")]
    Phrase,
    /// What a figure that comes with the program keeps.
    #[error("a figure that comes with the program keeps this")]
    Official,
    /// A sentence that a figure which comes with the program is known to have.
    #[error("the sentence {0:?} is needed")]
    Variant(String),
    /// Another figure that could not be given any more.
    #[error("{figure} could not be given any more: key {key:?}: {problem}")]
    Breaks {
        /// That figure.
        figure: String,
        /// Its key.
        key: &'static str,
        /// What would be wrong with it.
        problem: Box<CatalogueProblem>,
    },
    /// A formula that can't be read, with what stands in the way.
    #[error("the formula can't be read at {0:?}")]
    Formula(String),
    /// A formula of more terms than there may be.
    #[error("a formula has {FORMULA_TERMS_MAX} terms at most")]
    Terms,
    /// A formula for which more figures would be asked than may be, those of the formulas in it included.
    #[error("a formula asks {FORMULA_TERMS_MAX} figures at most, those of the formulas in it included")]
    TooWide,
    /// Groups that the figure can't have: of entries alone, by an event that it lacks, twice, or too many.
    #[error("the figure can't be grouped by {0:?}")]
    Ungroupable(&'static str),
    /// A formula that needs itself, with the figures on the way.
    #[error("the definition needs itself: {}", .0.join(" → "))]
    Circular(Vec<String>),
    /// A placeholder in a sentence that nothing fills.
    #[error("nothing fills the placeholder {0:?}")]
    Placeholder(String),
}

impl CatalogueError {
    pub(super) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let (line, key) = syntax_at(text, error);
        let problem = unknown_key(error.message())
            .unwrap_or_else(|| CatalogueProblem::Syntax(error.message().to_owned()));
        Self { line, figure: figure_at(text, line), key, problem }
    }

    /// A mistake that has no place of its own.
    pub(super) fn whole(problem: CatalogueProblem) -> Self {
        Self { line: 1, figure: String::new(), key: String::new(), problem }
    }

    pub(super) fn at<T>(
        text: &str,
        value: &Spanned<T>,
        (figure, key): (&str, &str),
        problem: CatalogueProblem,
    ) -> Self {
        let line = line_of(text, value.span().start);
        Self { line, figure: figure.to_owned(), key: key.to_owned(), problem }
    }
}

/// The figure in whose definition a line stands: the last name above it.
fn figure_at(text: &str, line: usize) -> String {
    let names = text.lines().take(line).filter_map(|line| line.strip_prefix("name = "));
    names
        .last()
        .map(|name| name.trim_matches(|mark: char| mark == '"' || mark.is_whitespace()).to_owned())
        .unwrap_or_default()
}

/// The known keys near one that is not known, from what the reader of the form says of it.
fn unknown_key(message: &str) -> Option<CatalogueProblem> {
    let mut quoted = message.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    let key = quoted.next()?.to_owned();
    let near = close(&key, quoted);
    Some(CatalogueProblem::Key { key, near })
}

pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// What an error adds when near words are known.
pub(crate) fn near_words(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) }
}

/// The line and the key of which a reader of TOML complains: what it marks, where a key is not known; else that of the
/// line.
pub(crate) fn syntax_at(text: &str, error: &toml::de::Error) -> (usize, String) {
    let span = error.span().unwrap_or(0..0);
    (line_of(text, span.start), key_at(text, &span))
}

fn key_at(text: &str, span: &Range<usize>) -> String {
    let marked = text.get(span.clone()).unwrap_or_default().trim();
    let after = text.get(span.end..).unwrap_or_default().trim_start();
    if after.starts_with('=') {
        return marked.to_owned();
    }
    let line = text.lines().nth(line_of(text, span.start) - 1).unwrap_or_default();
    line.split_once('=').map_or_else(String::new, |(key, _)| key.trim().to_owned())
}
