//! Tables of a draft as tables of a document.

use super::document::Page;
use super::document_widths;
use figures::bulletin::{
    Cell as DraftedCell, Column as DraftedColumn, FigureSpan, Row as DraftedRow, Shows, Table as Drafted,
};
use office::docx::{Align, Cell, Column, Inline, Row, Table, TextSize, Width};

/// So many rows a document shows; the annex workbook has them all.
const ROWS_MAX: usize = 2_000;

pub(super) fn table(page: &mut Page<'_>, table: &Drafted) -> Table {
    let columns = columns(table);
    let shown = table.rows.len().min(ROWS_MAX);
    let mut rows: Vec<Row> = Vec::with_capacity(shown + 1);
    for row in table.rows.iter().filter(|row| !row.total).take(ROWS_MAX) {
        rows.push(self::row(page, table, row));
    }
    for row in table.rows.iter().filter(|row| row.total) {
        rows.push(self::row(page, table, row).strong());
    }
    let mut below: Vec<String> = table.below.clone();
    if table.rows.len() > ROWS_MAX {
        below.push(page.lang.tf("bulletins.cut", &[("n", &ROWS_MAX)]));
    }
    Table {
        size: TextSize::Five,
        above: if table.above.is_empty() { Vec::new() } else { vec![table.above.as_str().into()] },
        below: super::plain::notes_below(page.lang, &below).map(Inline::from).into_iter().collect(),
        ..Table::new(columns, header(&table.columns), rows)
    }
}

fn columns(table: &Drafted) -> Vec<Column> {
    let align = |column: &DraftedColumn| match column.shows {
        Shows::Text => Align::Left,
        Shows::Sign | Shows::Day => Align::Center,
        Shows::Integer | Shows::Decimal(_) => Align::Right,
    };
    let shares = document_widths::shares(table).into_iter();
    shares
        .zip(&table.columns)
        .map(|(share, column)| Column { width: Width::Share(share), align: align(column) })
        .collect()
}

/// One row, or two where columns share a header.
fn header(columns: &[DraftedColumn]) -> Vec<Row> {
    if columns.iter().all(|column| column.group.is_none()) {
        return vec![Row::new(columns.iter().map(|column| column.head.as_str()))];
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < columns.len() {
        let column = &columns[first];
        let Some(group) = &column.group else {
            upper.push(Cell::from(column.head.as_str()).over_rows(2));
            first += 1;
            continue;
        };
        let same = columns[first..].iter().take_while(|other| other.group.as_ref() == Some(group)).count();
        upper.push(Cell::from(group.as_str()).over_columns(same));
        lower.extend(columns[first..first + same].iter().map(|column| Cell::from(column.head.as_str())));
        first += same;
    }
    vec![Row::new(upper), Row::new(lower)]
}

fn row(page: &mut Page<'_>, table: &Drafted, row: &DraftedRow) -> Row {
    let mut cells = Vec::with_capacity(row.cells.len());
    for (cell, column) in row.cells.iter().zip(&table.columns) {
        cells.push(Cell::new(content(page, (table, row, column), cell)));
    }
    Row { cells, strong: false }
}

fn content(
    page: &mut Page<'_>,
    (table, row, column): (&Drafted, &DraftedRow, &DraftedColumn),
    cell: &DraftedCell,
) -> Vec<Inline> {
    match &cell.source {
        None => vec![cell.printed.as_str().into()],
        Some(source) => {
            let slot = table.cell_slot(row, column);
            let figure = FigureSpan { slot, source: source.clone(), printed: cell.printed.clone() };
            vec![Inline::bookmark(page.names.name(&figure), cell.printed.as_str())]
        }
    }
}
