//! Mistakes in a catalogue.

use crate::filter::FilterError;
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
    /// A value that is none of the known ones.
    #[error("{0:?} is not known here")]
    Unknown(String),
    /// A formula that can't be read, with what stands in the way.
    #[error("the formula can't be read at {0:?}")]
    Formula(String),
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
        let problem = CatalogueProblem::Syntax(error.message().to_owned());
        Self { line, figure: String::new(), key, problem }
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
