//! Columns of sheets that list records of one kind, one a row (到位资金, 产出, 指标 …).

use crate::records::{Column, SHEETS, Sheet};

/// A column of the sheet of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfRecord {
    /// The sheet, by its place among all.
    sheet: u8,
    /// The column, by its place in the sheet.
    column: u8,
}

impl OfRecord {
    /// The column of a sheet; both are few.
    pub fn new(sheet: &Sheet, column: usize) -> Option<Self> {
        let place = SHEETS.iter().position(|known| known.kind == sheet.kind)?;
        Some(Self { sheet: u8::try_from(place).ok()?, column: u8::try_from(column).ok()? })
    }

    /// The sheet.
    pub fn sheet(self) -> &'static Sheet {
        &SHEETS[usize::from(self.sheet)]
    }

    /// The column.
    pub fn column(self) -> &'static Column {
        &self.sheet().columns[usize::from(self.column)]
    }

    /// The stable code in kept layouts: `paid_in.到位日期`.
    pub fn code(self) -> String {
        format!("{}.{}", self.sheet().kind.table(), self.column().header)
    }

    /// The one with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        let (table, header) = code.split_once('.')?;
        let sheet = SHEETS.iter().find(|sheet| sheet.kind.table() == table)?;
        Self::new(sheet, sheet.columns.iter().position(|column| column.header == header)?)
    }
}
