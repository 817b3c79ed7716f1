//! The binary workbook, through calamine once its claims are checked.

use super::biff::{self, SheetFacts};
use super::cfb::Container;
use super::formats::{self, Look};
use super::{Meter, ReadLimits};
use crate::error::{Measure, ReadError};
use crate::sheet::{Book, Cell, Kind, Number, Range, Sheet};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

/// Reads a binary workbook.
pub(super) fn read(bytes: &[u8], limits: &ReadLimits) -> Result<Book, ReadError> {
    ReadError::check(Measure::Bytes, bytes.len() as u64, limits.max_inflated_bytes)?;
    let container = Container::open(bytes)?;
    let name = if container.has("Workbook") { "Workbook" } else { "Book" };
    let facts = biff::scan(&container.stream(name)?, limits)?;
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| xls_error(&error))?;
    let date1904 = workbook.has_1904_epoch();
    let listed = workbook.sheets_metadata().to_vec();
    let mut meter = Meter::new(limits);
    let mut sheets = Vec::with_capacity(listed.len());
    for (listed, facts) in listed.into_iter().zip(facts) {
        if listed.typ != SheetType::WorkSheet {
            continue;
        }
        let range = workbook.worksheet_range(&listed.name).map_err(|error| xls_error(&error))?;
        let rows = rows(&range, &facts, date1904, &mut meter)?;
        let merges = workbook.merge_cells_by_sheet_name(&listed.name).map_err(|error| xls_error(&error))?;
        sheets.push(Sheet {
            hidden: listed.visible != SheetVisible::Visible,
            rows,
            merges: merges.iter().filter_map(|merge| self::merge(merge.start, merge.end)).collect(),
            hidden_rows: facts.hidden_rows,
            hidden_cols: facts.hidden_cols,
            formulas_without_value: 0,
            formula_cells: Vec::new(),
            part: None,
            name: listed.name,
        });
    }
    Ok(Book { kind: Kind::Xls, decoded: None, date1904, sheets })
}

fn xls_error(error: &XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        XlsError::EoStream(_) => ReadError::Truncated,
        other => ReadError::broken(format_args!("xls: {other}")),
    }
}

fn merge(start: (u32, u32), end: (u32, u32)) -> Option<Range> {
    let range = Range { first_row: start.0, first_col: start.1, last_row: end.0, last_col: end.1 };
    (start != end && start.0 <= end.0 && start.1 <= end.1).then_some(range)
}

/// calamine's range begins at its first filled cell; ours at A1.
fn rows(
    range: &calamine::Range<Data>,
    facts: &SheetFacts,
    date1904: bool,
    meter: &mut Meter<'_>,
) -> Result<Vec<Vec<Cell>>, ReadError> {
    let Some((first_row, first_col)) = range.start() else { return Ok(Vec::new()) };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    rows.resize_with(first_row as usize, Vec::new);
    for (row, values) in (first_row..).zip(range.rows()) {
        meter.cells(first_col as usize + values.len())?;
        let mut cells = vec![Cell::Empty; first_col as usize];
        for (col, value) in (first_col..).zip(values) {
            let look = facts.look_of.get(&(row, col)).copied().unwrap_or_default();
            cells.push(cell(value, look, date1904, meter)?);
        }
        rows.push(cells);
    }
    Ok(rows)
}

fn cell(value: &Data, look: Look, date1904: bool, meter: &mut Meter<'_>) -> Result<Cell, ReadError> {
    let number = |value: f64| Number::new(value).map_or(Cell::Empty, Cell::Number);
    Ok(match value {
        Data::String(text) if text.is_empty() => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            meter.text(text)?;
            Cell::Text(text.clone())
        }
        Data::Int(value) => number(*value as f64),
        // calamine knows fewer date formats than there are, so a plain number may be a day by its look.
        Data::Float(value) => formats::dated(*value, look, date1904).unwrap_or_default(),
        Data::DateTime(moment) => formats::dated(moment.as_f64(), look, date1904).unwrap_or_default(),
        Data::Bool(value) => Cell::Bool(*value),
        Data::Error(error) => Cell::Error(error.to_string().into()),
        _ => Cell::Empty,
    })
}
