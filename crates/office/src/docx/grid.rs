//! Where each cell of a table lies.

use super::error::TableFault;
use super::layout::widths;
use super::limits::TABLE_COLUMNS;
use super::model::{Align, Cell, Inline, Row, Table, Width};

/// The least width of a column in twips: 4 mm hold a character of 五号.
const COLUMN_MIN: u32 = 227;

/// A table whose cells have found their columns.
pub(super) struct Grid<'a> {
    /// In twips.
    pub(super) widths: Vec<u32>,
    pub(super) rows: Vec<GridRow<'a>>,
    pub(super) table: &'a Table,
}

pub(super) struct GridRow<'a> {
    pub(super) header: bool,
    pub(super) strong: bool,
    /// They cover each column once.
    pub(super) cells: Vec<GridCell<'a>>,
}

pub(super) struct GridCell<'a> {
    /// The first column that it covers.
    pub(super) column: usize,
    /// Columns that it covers.
    pub(super) span: usize,
    pub(super) reach: Reach,
    /// Empty for a cell that reaches down into this row.
    pub(super) content: &'a [Inline],
}

/// How a cell reaches over rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Over this one.
    One,
    /// Over this and following ones.
    Begins,
    /// From above.
    GoesOn,
}

impl<'a> Grid<'a> {
    /// Lays out a table on a text area of this width in twips.
    pub(super) fn of(table: &'a Table, text_width: u32) -> Result<Grid<'a>, TableFault> {
        if table.columns.is_empty() || table.header.len() + table.rows.len() == 0 {
            return Err(TableFault::Empty);
        }
        if table.columns.len() > TABLE_COLUMNS {
            return Err(TableFault::TooManyColumns(table.columns.len()));
        }
        let wanted: Vec<Width> = table.columns.iter().map(|column| column.width).collect();
        let widths = widths(&wanted, text_width).ok_or(TableFault::TooWide)?;
        if let Some(narrow) = widths.iter().position(|width| *width < COLUMN_MIN) {
            return Err(TableFault::ColumnTooNarrow(narrow));
        }
        let mut rows = lay(&table.header, widths.len(), 0)?;
        for row in &mut rows {
            row.header = true;
        }
        rows.extend(lay(&table.rows, widths.len(), table.header.len())?);
        Ok(Grid { widths, rows, table })
    }

    pub(super) fn width_of(&self, cell: &GridCell<'_>) -> u32 {
        self.widths[cell.column..cell.column + cell.span].iter().sum()
    }

    pub(super) fn align_of(&self, cell: &GridCell<'_>) -> Align {
        // A cell over several columns has none of them to follow.
        if cell.span > 1 { Align::Center } else { self.table.columns[cell.column].align }
    }
}

/// A cell that reaches down: its columns, and the rows that it still covers.
#[derive(Clone, Copy)]
struct Hanging {
    span: usize,
    rows: usize,
}

/// Lays out rows that no cell may leave. `first` is the number of the first of them within the table.
fn lay(rows: &[Row], columns: usize, first: usize) -> Result<Vec<GridRow<'_>>, TableFault> {
    let mut hanging: Vec<Option<Hanging>> = vec![None; columns];
    let mut laid = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let below = rows.len() - index;
        let cells = lay_row(row, first + index, below, &mut hanging)?;
        laid.push(GridRow { header: false, strong: row.strong, cells });
    }
    Ok(laid)
}

fn lay_row<'a>(
    row: &'a Row,
    number: usize,
    rows_left: usize,
    hanging: &mut [Option<Hanging>],
) -> Result<Vec<GridCell<'a>>, TableFault> {
    let mut cells = Vec::with_capacity(hanging.len());
    let mut given = row.cells.iter();
    let mut column = 0;
    while column < hanging.len() {
        if let Some(above) = hanging[column] {
            cells.push(GridCell { column, span: above.span, reach: Reach::GoesOn, content: &[] });
            hanging[column] = (above.rows > 1).then_some(Hanging { rows: above.rows - 1, ..above });
            column += above.span;
            continue;
        }
        let cell = given.next().ok_or(TableFault::RowShort(number))?;
        check_extent(cell, number, rows_left)?;
        let free = hanging[column..].iter().take_while(|above| above.is_none()).count();
        if cell.columns > free {
            return Err(TableFault::RowLong(number));
        }
        if cell.rows > 1 {
            hanging[column] = Some(Hanging { span: cell.columns, rows: cell.rows - 1 });
        }
        let reach = if cell.rows > 1 { Reach::Begins } else { Reach::One };
        cells.push(GridCell { column, span: cell.columns, reach, content: &cell.content });
        column += cell.columns;
    }
    if given.next().is_some() { Err(TableFault::RowLong(number)) } else { Ok(cells) }
}

fn check_extent(cell: &Cell, number: usize, rows_left: usize) -> Result<(), TableFault> {
    if cell.columns == 0 || cell.rows == 0 {
        return Err(TableFault::NoExtent(number));
    }
    if cell.rows > rows_left { Err(TableFault::SpanOutside(number)) } else { Ok(()) }
}
