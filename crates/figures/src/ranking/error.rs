//! Mistakes in schemes, and why there is no ranking.

use crate::catalogue::{Misread, line_of, near_words};
use crate::figure::{Dim, FigureError};
use crate::filter::FilterError;
use thiserror::Error;
use toml::Spanned;

/// A mistake in a text of schemes, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, scheme {scheme:?}, key {key:?}: {problem}")]
pub struct SchemeError {
    /// Line, from 1.
    pub line: usize,
    /// The scheme's name; empty when the text has not the form of schemes.
    pub scheme: String,
    /// The key; empty when the text is no TOML at all.
    pub key: String,
    /// What is wrong.
    pub problem: SchemeProblem,
}

/// What is wrong in a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemeProblem {
    /// Not the form of schemes: an unknown key, a key left out, a value of another kind.
    #[error("{0}")]
    Syntax(Misread),
    /// A name that stands twice; of schemes, with the same first day.
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
    /// A filter of a figure that is none.
    #[error("{0}")]
    Filter(#[from] FilterError),
    /// Weights that do not add to what they must.
    #[error("the weights add to {sum}, not to {full}")]
    Weights {
        /// What they add to.
        sum: String,
        /// What they must add to.
        full: String,
    },
    /// A number below zero, or not above it where it must be, or out of its range.
    #[error("{0} is out of range")]
    Range(String),
    /// Steps that do not ascend, or points that go up and down over them.
    #[error("the steps must ascend, and their points go one way")]
    Order,
    /// A roll-up that is made of itself.
    #[error("it is made of itself: {}", .0.join(" → "))]
    Circular(Vec<String>),
    /// A part whose period is longer than that of the whole.
    #[error("its period is longer than that of the whole")]
    Longer,
}

impl SchemeError {
    pub(super) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let (place, misread) = Misread::of(text, error, "scheme");
        Self { line: place.line, scheme: place.name, key: place.key, problem: SchemeProblem::Syntax(misread) }
    }

    pub(super) fn at<T>(
        text: &str,
        value: &Spanned<T>,
        (scheme, key): (&str, &str),
        problem: SchemeProblem,
    ) -> Self {
        let line = line_of(text, value.span().start);
        Self { line, scheme: scheme.to_owned(), key: key.to_owned(), problem }
    }
}

/// Why there is no ranking.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RankError {
    /// A figure can't be given.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// Units are organisations; figures are not grouped into them by this dimension.
    #[error("units are not told apart by {}", .0.name())]
    NotUnits(Dim),
    /// The organisation is no unit of the dimension: a city among zones, or one that the ledger doesn't have.
    #[error("{unit} is no {}", dim.name())]
    OtherUnit {
        /// The organisation.
        unit: String,
        /// The dimension.
        dim: Dim,
    },
    /// Groups are ranked apart, and the unit is in none of them.
    #[error("the unit {unit} is in none of the groups that are ranked apart")]
    NoGroup {
        /// The unit.
        unit: String,
    },
    /// The reader may not see what the unit's figures count.
    #[error("the reader does not see the unit {unit}")]
    OutOfScope {
        /// The unit.
        unit: String,
    },
    /// No such unit, or one without a rank.
    #[error("the unit {0} has no rank")]
    NotRanked(String),
    /// No such scheme on that day.
    #[error("there is no scheme {0:?} on that day")]
    UnknownScheme(String),
    /// The scheme scores items, or sums periods up, and not the other.
    #[error("the scheme {0:?} is of the other kind")]
    OtherKind(String),
    /// The period is not one of the scheme's.
    #[error("the scheme {0:?} is not for such a period")]
    OtherPeriod(String),
}
