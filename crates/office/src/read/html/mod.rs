//! The tables of a web page, mostly of one that a system writes and calls `.xls`.
//!
//! - `tokens` takes the soup apart as browsers do (html5gum), and keeps of a tag what tables need.
//! - `walk` follows the tags and tells tables, rows, cells and texts apart; it keeps its own stack and goes no deeper
//!   than a bound.
//! - `table` lays one table out: spans, hidden rows and columns, texts with their white space folded.
//! - `attributes` is what tags say, `styles` what a page's styles hide, `value` what a cell comes to.
//! - `names` finds what the page says of its sheets, in the remarks that Excel leaves in its pages.
//! - `join` makes sheets of tables.

mod attributes;
mod join;
mod names;
mod styles;
mod table;
mod tokens;
mod value;
mod walk;

use super::{Meter, ReadLimits, stem};
use crate::error::{Foreign, Measure, ReadError};
use crate::sheet::{Book, Decoded, Kind, Sheet};
use names::Names;

/// Reads a page.
pub(super) fn read(
    text: &str,
    decoded: Decoded,
    name_hint: &str,
    limits: &ReadLimits,
) -> Result<Book, ReadError> {
    let mut pages = Pages::new(limits);
    pages.page(text, None)?;
    pages.into_book(Kind::Html, Some(decoded), name_hint)
}

/// What several pages come to together.
pub(super) struct Pages<'l> {
    meter: Meter<'l>,
    names: Names,
    sheets: Vec<Sheet>,
}

impl<'l> Pages<'l> {
    pub(super) fn new(limits: &'l ReadLimits) -> Self {
        Pages { meter: Meter::new(limits), names: Names::default(), sheets: Vec::new() }
    }

    /// Adds the tables of a page, which in an archive has a place.
    pub(super) fn page(&mut self, text: &str, place: Option<&str>) -> Result<(), ReadError> {
        let tables = walk::tables(text, &mut self.names, &mut self.meter)?;
        let first = self.sheets.len();
        self.sheets.extend(join::sheets(tables, &mut self.meter)?);
        if let (Some(place), true) = (place, self.sheets.len() == first + 1) {
            self.names.found(first, place);
        }
        let limit = self.meter.limits.max_sheets as u64;
        ReadError::check(Measure::Sheets, self.sheets.len() as u64, limit)
    }

    /// The sheets under their names. A page without any table is no book.
    pub(super) fn into_book(
        mut self,
        kind: Kind,
        decoded: Option<Decoded>,
        name_hint: &str,
    ) -> Result<Book, ReadError> {
        if self.sheets.is_empty() {
            let what = if kind == Kind::Html { Foreign::Html } else { Foreign::WebArchive };
            return Err(ReadError::Unsupported { what });
        }
        self.names.give(&mut self.sheets, &stem(name_hint));
        Ok(Book { kind, decoded, date1904: self.names.date1904, sheets: self.sheets })
    }
}
