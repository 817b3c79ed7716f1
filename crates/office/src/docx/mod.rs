//! Documents to `.docx` in the layout of GB/T 9704-2012, the standard for official documents.
//!
//! A [`Document`] is plain data: sections of [`Block`]s, which hold [`Inline`]s. It says what a thing is (a title, a
//! heading of level 2, a note); how that looks is the standard's to say, so [`write`] knows it and the caller does not:
//! A4 with a text area of 156 × 225 mm, 22 lines of 28 characters, the title in 2号小标宋, the body in 3号仿宋, page
//! numbers between dashes at the outer edge, wide tables on landscape pages whose numbers stay where they are on the
//! bound sheet. Where the standard names a setting that offices choose, it stands in [`Layout`].
//!
//! The bytes depend on the document alone: no clock is read, parts and zip entries have a fixed order and a fixed time.
//! Everything is in styles and nothing in direct formatting, so an office that loads its own template changes the look
//! at once. Fonts are named, not embedded.
//!
//! [`check`] reads a written file back and tells what a word processor would stumble over; tests of documents use it.
//!
//! # Sides
//!
//! Bound at its left edge, a landscape page is turned so that the head of its table lies at the left. Its number, which
//! has to stay at the lower outer corner of the sheet, is therefore turned too and stands left of the table, for odd
//! pages at the table's foot and for even pages at its head.

mod body;
pub mod check;
mod error;
mod footers;
mod grid;
mod item;
mod layout;
mod looks;
mod model;
mod names;
mod notes;
mod package;
mod settings;
mod styles;
mod tables;
mod xml;

pub use error::{DocxError, Measure, NameFault, TableFault};
pub use layout::{Fonts, Layout};
pub use model::{
    Align, Block, Cell, Column, Document, Imprint, Inline, Level, Orientation, Row, Section, Start, Table,
    Target, TextSize, Width, heading_number,
};
pub use names::bookmark_name;

/// Bounds on what one document may hold. They are far above any official document, and far below what makes word
/// processors slow or the container format overflow.
pub mod limits {
    /// Columns of a table: what Word can show.
    pub const TABLE_COLUMNS: usize = 63;
    /// Cells of all tables together.
    pub const TABLE_CELLS: usize = 200_000;
    /// Paragraphs outside of tables.
    pub const PARAGRAPHS: usize = 100_000;
    /// Notes.
    pub const NOTES: usize = 10_000;
    /// Bookmarks.
    pub const BOOKMARKS: usize = 200_000;
    /// Characters of a bookmark's name (UTF-16 units): what Word keeps.
    pub const BOOKMARK_NAME: usize = 40;
    /// Characters of a field's label (UTF-16 units); Word calls a file with a longer one damaged.
    pub const FIELD_LABEL: usize = 64;
    /// Bytes of an address that a link leads to: what Word follows.
    pub const ADDRESS_BYTES: usize = 2_083;
    /// Bytes of all texts together.
    pub const TEXT_BYTES: usize = 64 << 20;
}

/// Writes a document as `.docx`. Equal documents give equal bytes. Characters that XML 1.0 forbids are dropped; a line
/// break in a text breaks the line, a tab stays a tab.
///
/// # Errors
/// When a name, a link, a table or the size of the document is not one that word processors take; nothing is repaired
/// in silence.
pub fn write(document: &Document) -> Result<Vec<u8>, DocxError> {
    document.layout.check()?;
    let sections = item::lower(document)?;
    names::check(&sections)?;
    let written = body::write(&sections, &document.layout);
    package::pack(document, written)
}
