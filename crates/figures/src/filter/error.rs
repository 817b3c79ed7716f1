//! Why a filter is refused.

use super::field::Field;
use domain::limits::{FILTER_MAX_CHARS, FILTER_NESTING_MAX, FILTER_TERMS_MAX};
use thiserror::Error;

/// A filter that can't be used, with the place in its text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("at character {at}: {kind}")]
pub struct FilterError {
    /// Place in the text, in characters from 1.
    pub at: usize,
    /// What is wrong there.
    pub kind: FilterErrorKind,
}

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilterErrorKind {
    /// Longer than [`FILTER_MAX_CHARS`] characters.
    #[error("the filter is longer than {FILTER_MAX_CHARS} characters")]
    TooLong,
    /// Brackets and `not` nested deeper than [`FILTER_NESTING_MAX`].
    #[error("brackets are nested deeper than {FILTER_NESTING_MAX}")]
    TooDeep,
    /// More terms than [`FILTER_TERMS_MAX`].
    #[error("the filter has more than {FILTER_TERMS_MAX} conditions")]
    TooManyTerms,
    /// A bracket or quotation mark is not closed.
    #[error("{0} is not closed")]
    Unclosed(char),
    /// Something stands where a term was expected.
    #[error("{0:?} stands where a condition was expected")]
    Unexpected(String),
    /// A field, `not` or `or` has nothing after it.
    #[error("something is missing after {0:?}")]
    Missing(String),
    /// No such field.
    #[error("there is no field {name:?}; near: {}", near.join(", "))]
    UnknownField {
        /// As written.
        name: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// No such value of the field.
    #[error("{} has no value {value:?}; near: {}", field.name(), near.join(", "))]
    UnknownValue {
        /// The field.
        field: Field,
        /// As written.
        value: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// A value that the field can't read (a day, an amount, a number).
    #[error("{} can't read {value:?}", field.name())]
    BadValue {
        /// The field.
        field: Field,
        /// As written.
        value: String,
    },
    /// The field has no order, so `<`, `>` and ranges say nothing.
    #[error("{} has no order: use : or !=", field.name())]
    NoOrder {
        /// The field.
        field: Field,
    },
}

/// Known names proposed at most.
const NEAR_MAX: usize = 5;

/// The known names nearest to what was written, the nearest first.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let ranked = ranked(written, known);
    ranked.into_iter().take(NEAR_MAX).map(|(_, name)| name.to_owned()).collect()
}

/// The same, but none that shares less than half with what was written: of many names the nearest may be far.
pub(crate) fn close<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let is_close =
        |(distance, name): &(usize, &str)| 2 * distance <= name.chars().count().max(written.chars().count());
    let ranked = ranked(written, known).into_iter().filter(is_close);
    ranked.take(NEAR_MAX).map(|(_, name)| name.to_owned()).collect()
}

fn ranked<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let folded: Vec<char> = domain::text::fold(written).chars().collect();
    let mut ranked: Vec<(usize, &str)> = known
        .into_iter()
        .map(|name| {
            let other: Vec<char> = domain::text::fold(name).chars().collect();
            (distance(&folded, &other), name)
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked
}

/// Letters to change, add or drop (Levenshtein); a name that contains the other is nearer than its length says.
fn distance(written: &[char], known: &[char]) -> usize {
    let contains = !written.is_empty() && known.windows(written.len()).any(|part| part == written);
    if contains {
        return 1;
    }
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (place, letter) in written.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = place + 1;
        for (column, other) in known.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = (diagonal + usize::from(letter != other)).min(above + 1).min(row[column] + 1);
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}
