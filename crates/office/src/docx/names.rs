//! Names, links, notes and sizes: what only a look at the whole document shows.

use super::error::{DocxError, Measure, NameFault};
use super::item::{Item, Lowered};
use super::limits;
use super::model::{Imprint, Inline, Target};
use super::xml::is_allowed;
use std::collections::HashSet;

/// Whether Word takes a name for a bookmark: 1 to 40 characters, a letter first, then letters, digits and low lines.
/// Chinese characters are letters.
///
/// # Errors
/// What is wrong with it.
pub fn bookmark_name(name: &str) -> Result<(), NameFault> {
    let first = name.chars().next().ok_or(NameFault::Empty)?;
    if name.encode_utf16().count() > limits::BOOKMARK_NAME {
        return Err(NameFault::TooLong);
    }
    if !first.is_alphabetic() {
        return Err(NameFault::NoLetterFirst);
    }
    let fits = |letter: char| letter.is_alphabetic() || letter.is_ascii_digit() || letter == '_';
    if name.chars().all(fits) { Ok(()) } else { Err(NameFault::Character) }
}

/// Refuses a document that word processors would not take as it is meant.
pub(super) fn check(sections: &[Lowered<'_>]) -> Result<(), DocxError> {
    let mut census = Census::default();
    for item in sections.iter().flat_map(|section| &section.items) {
        match item {
            Item::Paragraph(paragraph) => {
                census.paragraphs += 1;
                paragraph.lines.iter().try_for_each(|line| census.count(line, Notes::Here))?;
            }
            Item::Table(grid) => {
                for row in &grid.rows {
                    census.cells += row.cells.len();
                    let notes = if row.header { Notes::Nowhere } else { Notes::Here };
                    row.cells.iter().try_for_each(|cell| census.count(cell.content, notes))?;
                }
            }
            Item::Imprint(Imprint { copies, issuer, issued }) => {
                [copies, issuer, issued].iter().try_for_each(|line| census.count(line, Notes::Nowhere))?;
            }
        }
    }
    census.judge()
}

/// Whether a note may stand in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notes {
    Here,
    Nowhere,
}

#[derive(Default)]
struct Census<'a> {
    /// In small letters.
    names: HashSet<String>,
    led_to: Vec<&'a str>,
    paragraphs: usize,
    cells: usize,
    notes: usize,
    bytes: usize,
}

impl<'a> Census<'a> {
    fn count(&mut self, content: &'a [Inline], notes: Notes) -> Result<(), DocxError> {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Strong(text) => self.bytes += text.len(),
                Inline::Field { label, text } => {
                    self.bytes += text.len();
                    if label.encode_utf16().count() > limits::FIELD_LABEL {
                        return Err(DocxError::FieldLabel(label.clone()));
                    }
                }
                Inline::Bookmark { name, content } => {
                    self.name(name)?;
                    self.count(content, notes)?;
                }
                Inline::Note(_) if notes == Notes::Nowhere => return Err(DocxError::NoteNotHere),
                Inline::Note(content) => {
                    self.notes += 1;
                    self.count(content, Notes::Nowhere)?;
                }
                Inline::Link { to, text } => {
                    self.bytes += text.len();
                    match to {
                        Target::Bookmark(name) => self.led_to.push(name),
                        Target::Address(address) => check_address(address)?,
                    }
                }
            }
        }
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), DocxError> {
        bookmark_name(name).map_err(|why| DocxError::BookmarkName { name: name.to_owned(), why })?;
        let is_new = self.names.insert(name.to_lowercase());
        if is_new { Ok(()) } else { Err(DocxError::BookmarkTwice(name.to_owned())) }
    }

    fn judge(self) -> Result<(), DocxError> {
        DocxError::limit(Measure::Paragraphs, self.paragraphs, limits::PARAGRAPHS)?;
        DocxError::limit(Measure::TableCells, self.cells, limits::TABLE_CELLS)?;
        DocxError::limit(Measure::Notes, self.notes, limits::NOTES)?;
        DocxError::limit(Measure::Bookmarks, self.names.len(), limits::BOOKMARKS)?;
        DocxError::limit(Measure::TextBytes, self.bytes, limits::TEXT_BYTES)?;
        match self.led_to.iter().find(|name| !self.names.contains(&name.to_lowercase())) {
            Some(missing) => Err(DocxError::NoSuchBookmark((*missing).to_owned())),
            None => Ok(()),
        }
    }
}

fn check_address(address: &str) -> Result<(), DocxError> {
    let is_known = ["http://", "https://", "mailto:"]
        .into_iter()
        .any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    let is_clean =
        !address.chars().any(|letter| letter.is_whitespace() || letter.is_control() || !is_allowed(letter));
    let fits = address.len() <= limits::ADDRESS_BYTES && is_clean && is_known;
    if fits { Ok(()) } else { Err(DocxError::Address(address.to_owned())) }
}
