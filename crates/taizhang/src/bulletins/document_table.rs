//! Tables of a draft as tables of a document.

use super::document::Page;
use super::document_widths;
use figures::bulletin::{
    Cell as DraftedCell, Column as DraftedColumn, FigureSpan, Row as DraftedRow, Shows, Table as Drafted,
};
use office::docx::{Align, Cell, Column, Inline, Row, Table, TextSize, Width};

/// So many rows a document shows; the annex workbook has them all.
const ROWS_MAX: usize = 500;

/// One table, or several below each other where the columns do not fit beside each other.
pub(super) fn tables(page: &mut Page<'_>, table: &Drafted) -> Vec<Table> {
    let parts = document_widths::parts(table);
    let last = parts.len().saturating_sub(1);
    let mut tables = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let own = self::part(page, table, part);
        // What is said of all stands below the last.
        let below = if place == last { below(page, table) } else { Vec::new() };
        tables.push(Table { below, ..own });
    }
    tables
}

fn below(page: &Page<'_>, table: &Drafted) -> Vec<Inline> {
    let mut below: Vec<String> = table.below.clone();
    if table.rows.len() > ROWS_MAX {
        below.push(page.lang.tf("bulletins.cut", &[("n", &ROWS_MAX)]));
    }
    super::plain::notes_below(page.lang, &below).map(Inline::from).into_iter().collect()
}

/// The columns of a part, each with its share of the width.
fn part(page: &mut Page<'_>, table: &Drafted, part: &[(usize, u32)]) -> Table {
    let mut rows: Vec<Row> = Vec::with_capacity(table.rows.len().min(ROWS_MAX) + 1);
    for row in table.rows.iter().filter(|row| !row.total).take(ROWS_MAX) {
        rows.push(self::row(page, (table, part), row));
    }
    for row in table.rows.iter().filter(|row| row.total) {
        rows.push(self::row(page, (table, part), row).strong());
    }
    let columns: Vec<&DraftedColumn> = part.iter().map(|(place, _)| &table.columns[*place]).collect();
    let widths = part.iter().zip(&columns);
    let widths =
        widths.map(|((_, share), column)| Column { width: Width::Share(*share), align: align(column) });
    Table {
        size: TextSize::Five,
        above: if table.above.is_empty() { Vec::new() } else { vec![table.above.as_str().into()] },
        ..Table::new(widths.collect(), header(&columns), rows)
    }
}

fn align(column: &DraftedColumn) -> Align {
    match column.shows {
        Shows::Text => Align::Left,
        Shows::Sign | Shows::Day => Align::Center,
        Shows::Integer | Shows::Decimal(_) => Align::Right,
    }
}

/// One row, or two where columns share a header.
fn header(columns: &[&DraftedColumn]) -> Vec<Row> {
    if columns.iter().all(|column| column.group.is_none()) {
        return vec![Row::new(columns.iter().map(|column| column.head.as_str()))];
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < columns.len() {
        let column = columns[first];
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

fn row(page: &mut Page<'_>, (table, part): (&Drafted, &[(usize, u32)]), row: &DraftedRow) -> Row {
    let mut cells = Vec::with_capacity(part.len());
    for (place, _) in part {
        let (Some(cell), column) = (row.cells.get(*place), &table.columns[*place]) else { continue };
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
