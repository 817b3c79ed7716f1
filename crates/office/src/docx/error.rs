//! Why a document cannot be written.

use std::fmt;
use thiserror::Error;

/// Why a document could not be written. Words for people are made by the caller.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocxError {
    /// There is no section, or one without blocks.
    #[error("section {section} holds nothing")]
    NothingIn {
        /// From zero.
        section: usize,
    },
    /// The line pitch is not one that official documents use.
    #[error("a line pitch of {twips} twips is not between 28 and 30 points")]
    LinePitch {
        /// What was asked for, in twentieths of a point.
        twips: u32,
    },
    /// A bookmark's name is not one that Word takes.
    #[error("{name:?} cannot name a bookmark: {why}")]
    BookmarkName {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: NameFault,
    },
    /// Two bookmarks have one name; word processors do not tell capitals from small letters.
    #[error("two bookmarks are named {0:?}")]
    BookmarkTwice(String),
    /// A link leads to a bookmark that the document does not have.
    #[error("a link leads to {0:?}, which is no bookmark")]
    NoSuchBookmark(String),
    /// A link leads to what is no `http`, `https` or `mailto` address, or to one that is too long.
    #[error("{0:?} is not an address to link to")]
    Address(String),
    /// A field's label is too long.
    #[error("the label {0:?} of a field is too long")]
    FieldLabel(String),
    /// A note stands inside a note, in a header row or in the imprint, where word processors cannot put one.
    #[error("a note stands inside a note, a header row or an imprint")]
    NoteNotHere,
    /// An imprint stands elsewhere than at the end of the document.
    #[error("an imprint stands before the end of the document")]
    ImprintNotLast,
    /// A table does not fit its own grid, or the page.
    #[error("table {table}: {why}")]
    Table {
        /// From zero, over all sections.
        table: usize,
        /// What is wrong with it.
        why: TableFault,
    },
    /// The document is too large.
    #[error("too many {what}: {found}, limit {limit}")]
    TooMany {
        /// What there is too much of.
        what: Measure,
        /// The limit, see [`limits`](super::limits).
        limit: usize,
        /// What was counted.
        found: usize,
    },
    /// The container could not be written; the text is for logs, in English.
    #[error("cannot pack the document: {0}")]
    Pack(String),
}

/// What is wrong with the name of a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameFault {
    /// It is empty.
    #[error("it is empty")]
    Empty,
    /// It has more than 40 characters.
    #[error("it is too long")]
    TooLong,
    /// It does not begin with a letter.
    #[error("it does not begin with a letter")]
    NoLetterFirst,
    /// It holds something else than letters, digits and low lines.
    #[error("it holds other characters than letters, digits and low lines")]
    Character,
}

/// What is wrong with a table. Rows count from zero, header rows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TableFault {
    /// It has no column or no row.
    #[error("it has no cells")]
    Empty,
    /// It has more columns than Word can show.
    #[error("it has {0} columns")]
    TooManyColumns(usize),
    /// Its columns together are wider than the text area.
    #[error("it is wider than the page")]
    TooWide,
    /// A column is too narrow to hold a character.
    #[error("column {0} is too narrow")]
    ColumnTooNarrow(usize),
    /// The cells of a row, with those that reach down into it, do not fill its columns.
    #[error("row {0} has too few cells")]
    RowShort(usize),
    /// The cells of a row reach beyond the last column, or into a cell from above.
    #[error("row {0} has too many cells")]
    RowLong(usize),
    /// A cell covers no row or no column.
    #[error("row {0} has a cell without extent")]
    NoExtent(usize),
    /// A cell reaches down beyond the last row, or out of the header rows.
    #[error("row {0} has a cell that reaches too far down")]
    SpanOutside(usize),
}

/// What a limit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Cells of all tables together.
    TableCells,
    /// Paragraphs outside of tables.
    Paragraphs,
    /// Notes.
    Notes,
    /// Bookmarks.
    Bookmarks,
    /// Bytes of text.
    TextBytes,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Measure::TableCells => "table cells",
            Measure::Paragraphs => "paragraphs",
            Measure::Notes => "notes",
            Measure::Bookmarks => "bookmarks",
            Measure::TextBytes => "bytes of text",
        })
    }
}

impl DocxError {
    /// A stable name for logs, JSON and message catalogues.
    pub fn code(&self) -> &'static str {
        match self {
            DocxError::NothingIn { .. } => "nothing_in",
            DocxError::LinePitch { .. } => "line_pitch",
            DocxError::BookmarkName { .. } => "bookmark_name",
            DocxError::BookmarkTwice(_) => "bookmark_twice",
            DocxError::NoSuchBookmark(_) => "no_such_bookmark",
            DocxError::Address(_) => "address",
            DocxError::FieldLabel(_) => "field_label",
            DocxError::NoteNotHere => "note_not_here",
            DocxError::ImprintNotLast => "imprint_not_last",
            DocxError::Table { .. } => "table",
            DocxError::TooMany { .. } => "too_many",
            DocxError::Pack(_) => "pack",
        }
    }

    /// Refuses `found` above `limit`.
    pub(super) fn limit(what: Measure, found: usize, limit: usize) -> Result<(), DocxError> {
        if found > limit { Err(DocxError::TooMany { what, limit, found }) } else { Ok(()) }
    }
}
