//! Mistakes in templates, and why there is no draft.

use crate::catalogue::{Misread, line_of, near_words};
use crate::figure::FigureError;
use crate::filter::{FilterError, nearest};
use domain::RoundKey;
use thiserror::Error;
use toml::Spanned;

/// A mistake in a text of templates, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, template {template:?}, key {key:?}: {problem}")]
pub struct TemplateError {
    /// Line, from 1.
    pub line: usize,
    /// The template's name; empty when the text has not the form of templates.
    pub template: String,
    /// The key; empty when the text is no TOML at all.
    pub key: String,
    /// What is wrong.
    pub problem: TemplateProblem,
}

/// What is wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateProblem {
    /// Not the form of templates: an unknown key, a key left out, a value of another kind.
    #[error("{0}")]
    Syntax(Misread),
    /// A name or a slot that stands twice; of templates, with the same first day.
    #[error("the name stands twice")]
    Twice,
    /// A key that is needed here.
    #[error("the key is needed here")]
    Missing,
    /// A key that says nothing here.
    #[error("the key says nothing here")]
    NotHere,
    /// A value that is none of the known ones.
    #[error("{value:?} is not known here{}", near_words(near))]
    Unknown {
        /// As written.
        value: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// A condition that is no filter.
    #[error("{0}")]
    Filter(#[from] FilterError),
    /// A number out of its range.
    #[error("{0} is out of range")]
    Range(u32),
    /// A number whose condition stands upon itself, with the keys on the way.
    #[error("the definition needs itself: {}", .0.join(" → "))]
    Circular(Vec<String>),
    /// A placeholder that nothing fills.
    #[error("nothing fills the placeholder {0:?}")]
    Placeholder(String),
    /// A name by which a site's own template can't be asked for.
    #[error("{0:?} is no name of a template")]
    Name(String),
    /// Not the one template of its name that a text has to hold; the number found.
    #[error("one template of the name is needed, {0} are there")]
    Alone(usize),
    /// What a template that comes with the program keeps.
    #[error("a template that comes with the program keeps this")]
    Official,
    /// A paragraph that does not end with a full stop: bulletins lose their punctuation that way.
    #[error("the text does not end with a full stop")]
    Unended,
}

impl TemplateProblem {
    pub(super) fn unknown<'a>(value: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Unknown { value: value.to_owned(), near: nearest(value, known) }
    }
}

impl TemplateError {
    pub(super) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let (place, misread) = Misread::of(text, error, "template");
        Self {
            line: place.line,
            template: place.name,
            key: place.key,
            problem: TemplateProblem::Syntax(misread),
        }
    }

    pub(super) fn at<T>(
        text: &str,
        value: &Spanned<T>,
        (template, key): (&str, &str),
        problem: TemplateProblem,
    ) -> Self {
        let line = line_of(text, value.span().start);
        Self { line, template: template.to_owned(), key: key.to_owned(), problem }
    }
}

/// Why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BulletinError {
    /// A figure can't be given.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// No such round.
    #[error("there is no round {0}")]
    NoRound(RoundKey),
    /// A bulletin over rounds, and none was held by the day.
    #[error("no round was held by the day")]
    NothingHeld,
}
