//! Rows that wait: their cells as kept in the ledger, and read again once mended.

use super::home::asks::Ask;
use super::recognize::{Column, Grid, SheetLayout};
use super::rows::{Context, RowDraft, read_row};
use domain::facts::{ImportId, ParkedRow};
use office::sheet::Number;
use office::{Book, Cell};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A cell as it is kept: numbers apart from texts, since 2021.1 as a number and as a text are not the same date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// A row as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// The cells in the order of the layout's columns.
    pub cells: Vec<KeptCell>,
    /// The heading over the row.
    pub group: Option<String>,
    /// The number of another row of the file that tells otherwise of the same project: what this row says comes in over
    /// that only when a person agrees.
    pub repeats: Option<u32>,
    /// The cells that a person has typed since, by their places in the layout.
    pub by_hand: Vec<usize>,
    /// What is asked about it because of the book that it stood in.
    pub asks: Vec<Ask>,
}

/// The text of a kept row: its cells alone, or with what else waits with them.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Cells(Vec<KeptCell>),
    Told {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeats: Option<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_hand: Vec<usize>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asks: Vec<Ask>,
        cells: Vec<KeptCell>,
    },
}

impl KeptRow {
    /// The row as a layout's columns see it.
    pub fn of<'c>(layout: &SheetLayout, row: &RowDraft, cell: impl Fn(&Column) -> &'c Cell) -> Self {
        let cells = layout.columns.iter().map(|column| KeptCell::of(cell(column))).collect();
        let group = row.draft.group.as_deref().map(str::to_owned);
        Self { cells, group, repeats: row.repeats, by_hand: Vec::new(), asks: row.asks.clone() }
    }

    /// The row of a kept text; `None` when it isn't one.
    pub fn from_text(text: &str) -> Option<Self> {
        Some(match serde_json::from_str(text).ok()? {
            Kept::Cells(cells) => {
                Self { cells, group: None, repeats: None, by_hand: Vec::new(), asks: Vec::new() }
            }
            Kept::Told { group, repeats, by_hand, asks, cells } => {
                Self { cells, group, repeats, by_hand, asks }
            }
        })
    }

    /// The row as text for the ledger.
    pub fn to_text(&self) -> String {
        let Self { cells, group, repeats, by_hand, asks } = self.clone();
        let kept = match (&group, repeats, &by_hand[..], &asks[..]) {
            (None, None, [], []) => Kept::Cells(cells),
            _ => Kept::Told { group, repeats, by_hand, asks, cells },
        };
        serde_json::to_string(&kept).expect("strings can always be written")
    }
}

/// Reads a parked row by the rules by which the workbook was read. `row` is zero-based.
pub fn read_parked(context: Context<'_>, row: u32, kept: &KeptRow) -> RowDraft {
    let cells: Vec<Cell> = kept.cells.iter().map(KeptCell::cell).collect();
    let context = Context { by_hand: &kept.by_hand, ..context };
    let place = |column: &Column| context.layout.columns.iter().position(|own| own == column);
    let mut draft = read_row(context, row, |column| {
        place(column).and_then(|place| cells.get(place)).unwrap_or(&Cell::Empty)
    });
    draft.draft.group = kept.group.as_deref().map(Arc::from);
    draft.repeats = kept.repeats;
    // Who typed a cell anew has seen what the ledger holds.
    let is_open = |ask: &&Ask| !matches!(ask, Ask::Both { column, .. } if kept.by_hand.contains(column));
    draft.asks = kept.asks.iter().filter(is_open).cloned().collect();
    draft
}

/// A row as it waits in the ledger; its import is filled in when that is known.
pub fn waiting(book: &Book, layout: &SheetLayout, row: &RowDraft) -> ParkedRow {
    let cells = kept(book, layout, row).map_or_else(String::new, |kept| kept.to_text());
    ParkedRow { import: ImportId(0), sheet: layout.name.to_string(), row: i64::from(row.row) + 1, cells }
}

/// What stands in a row.
pub fn kept(book: &Book, layout: &SheetLayout, row: &RowDraft) -> Option<KeptRow> {
    let grid = Grid::new(book.sheets.get(layout.index)?);
    let cell = |column: &Column| grid.said(column.row.unwrap_or(row.row), column.col);
    Some(KeptRow::of(layout, row, cell))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(None, None, &[], r#"["甲",{"n":"2021.1"}]"#)]
    #[case(Some("一、新建项目"), None, &[], r#"{"group":"一、新建项目","cells":["甲",{"n":"2021.1"}]}"#)]
    #[case(None, Some(5), &[], r#"{"repeats":5,"cells":["甲",{"n":"2021.1"}]}"#)]
    #[case(None, None, &[0], r#"{"by_hand":[0],"cells":["甲",{"n":"2021.1"}]}"#)]
    fn a_kept_row_comes_back_with_its_heading_the_row_that_it_repeats_and_what_was_typed(
        #[case] group: Option<&str>,
        #[case] repeats: Option<u32>,
        #[case] by_hand: &[usize],
        #[case] text: &str,
    ) {
        let row = KeptRow::from_text(text).unwrap();
        assert_eq!((row.group.as_deref(), row.repeats, &row.by_hand[..]), (group, repeats, by_hand));
        assert_eq!(row.cells[1], KeptCell::Number { n: "2021.1".into() });
        assert_eq!(row.to_text(), text);
    }
}
