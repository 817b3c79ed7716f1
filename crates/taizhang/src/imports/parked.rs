//! Rows that wait: their cells as kept in the ledger, and read again once mended.

use super::recognize::{Column, SheetLayout};
use super::rows::{Context, RowDraft, read_row};
use office::Cell;
use office::sheet::Number;
use serde::{Deserialize, Serialize};

/// A cell as it is kept: numbers apart from texts, since 2021.1 as a number and as a text are not the same date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptCell {
    /// A text, a date in ISO form, or what a person typed.
    Text(String),
    /// A number as the workbook holds it.
    Number {
        /// Its exact decimal text.
        n: String,
    },
}

impl KeptCell {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Number(number) => Self::Number { n: number.text() },
            other => Self::Text(other.text().into_owned()),
        }
    }

    /// What a person sees.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number { n: text } => text,
        }
    }

    /// The cell as it is read.
    pub fn cell(&self) -> Cell {
        match self {
            Self::Text(text) if text.is_empty() => Cell::Empty,
            Self::Text(text) => Cell::Text(text.clone()),
            Self::Number { n } => {
                n.parse().ok().and_then(Number::new).map_or_else(|| Cell::Text(n.clone()), Cell::Number)
            }
        }
    }
}

/// A row's cells in the order of the layout's columns, as text for the ledger.
pub fn cells_to_text<'c>(layout: &SheetLayout, cell: impl Fn(&Column) -> &'c Cell) -> String {
    let cells: Vec<KeptCell> = layout.columns.iter().map(|column| KeptCell::of(cell(column))).collect();
    serde_json::to_string(&cells).expect("strings can always be written")
}

/// The cells of a kept text; `None` when it isn't one.
pub fn cells_of_text(text: &str) -> Option<Vec<KeptCell>> {
    serde_json::from_str(text).ok()
}

/// The text of mended cells.
pub fn text_of_cells(cells: &[KeptCell]) -> String {
    serde_json::to_string(cells).expect("strings can always be written")
}

/// Reads a parked row by the rules by which the workbook was read. `row` is zero-based.
pub fn read_parked(context: Context<'_>, row: u32, cells: &[KeptCell]) -> RowDraft {
    let cells: Vec<Cell> = cells.iter().map(KeptCell::cell).collect();
    let place = |column: &Column| context.layout.columns.iter().position(|own| own == column);
    read_row(context, row, |column| place(column).and_then(|place| cells.get(place)).unwrap_or(&Cell::Empty))
}
