//! A layout held against a workbook before it holds: what its sheets would be taken for, and which cells can't be read so.
//! Nothing is asked of the ledger, and nothing written.

use super::Learned;
use crate::imports::problem::Problem;
use crate::imports::recognize::{Layout, SheetLayout, recognize, take_apart};
use crate::imports::rows::read_sheet;
use domain::Day;
use office::Book;
use std::slice::from_ref;

/// What a workbook comes to by a layout.
#[derive(Debug)]
pub struct Trial {
    /// What each sheet was taken for.
    pub layout: Layout,
    /// Rows of projects in the sheets that the layout fits.
    pub rows: usize,
    /// What of them can't be read, or is doubted.
    pub problems: Vec<Problem>,
}

impl Trial {
    /// Holds a layout against a workbook.
    pub fn of(book: &Book, learned: &Learned, today: Day) -> Self {
        let book = &*take_apart(book);
        let layout = recognize(book, from_ref(learned));
        let read = layout.sheets.iter().filter(|sheet| sheet.learned.is_some());
        let rows: Vec<_> = read.flat_map(|sheet| read_sheet(book, sheet, today)).collect();
        let count = rows.len();
        let problems = rows.into_iter().flat_map(|row| row.problems).collect();
        Self { layout, rows: count, problems }
    }

    /// The sheets that the layout fits.
    pub fn fitting(&self) -> impl Iterator<Item = &SheetLayout> {
        self.layout.sheets.iter().filter(|sheet| sheet.learned.is_some())
    }

    /// Whether it fits a sheet in which there is anything to read.
    pub fn fits(&self) -> bool {
        self.rows > 0
    }

    /// Whether nothing is left to be desired: every column of the layout is there, every cell can be read.
    pub fn is_whole(&self) -> bool {
        let is_missing =
            |sheet: &SheetLayout| sheet.learned.as_ref().is_some_and(|by| !by.missing.is_empty());
        self.fits() && !self.fitting().any(is_missing) && !self.problems.iter().any(Problem::blocks)
    }
}
