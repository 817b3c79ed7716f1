//! Mistakes in a catalogue.

use super::misread::Misread;
use crate::filter::FilterError;
use domain::limits::FORMULA_TERMS_MAX;
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
    Syntax(Misread),
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
        let (place, misread) = Misread::of(text, error, "figure");
        let problem = match misread {
            Misread::Key { key, near } => CatalogueProblem::Key { key, near },
            misread => CatalogueProblem::Syntax(misread),
        };
        Self { line: place.line, figure: place.name, key: place.key, problem }
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

/// The line, from 1, in which a byte of a text stands.
pub fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// What an error adds when near words are known.
pub(crate) fn near_words(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) }
}
