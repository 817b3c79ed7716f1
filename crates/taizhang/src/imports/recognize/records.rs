//! Sheets that list records of one kind, one a row: of projects, which further columns name, or of organisations.

use super::grid::Grid;
use super::units::{Unit, split_header};
use super::{Column, SheetLayout, Why};
use crate::imports::headers::{Field, OfRecord, bare};
use crate::records::{Cell, SHEETS, Sheet};
use domain::text::squeeze;
use std::sync::Arc;

/// Rows from the top in which the header of an organisation's records is looked for.
const SEARCH_ROWS: u32 = 20;
/// Headers of the organisation, and of the one above it.
const ORG_HEADERS: [&str; 6] = ["单位", "单位名称", "填报单位", "责任单位", "开发区", "organisation"];
const ABOVE_HEADERS: [&str; 4] = ["上级单位", "所在市", "所属市", "above"];

/// The sheet of a header's columns, where they are those of records: all headers by which it is known stand there, and
/// none besides it tells something else of a project.
pub fn turn(layout: &mut SheetLayout) {
    let headers: Vec<String> = layout.columns.iter().map(|column| stem(&column.header)).collect();
    let claims = |sheet: &Sheet, column: &Column| sheet.column(&stem(&column.header)).is_some();
    let tells_else = |sheet: &Sheet| {
        let others = layout.columns.iter().filter(|column| !claims(sheet, column));
        others.filter_map(|column| column.field).any(|field| !field.names_project())
    };
    let sheets = SHEETS.iter().filter(|sheet| !sheet.is_of_orgs());
    let found = sheets.into_iter().find(|sheet| sheet.is_headed(&headers) && !tells_else(sheet));
    if let Some(sheet) = found {
        claim(&mut layout.columns, sheet);
    }
}

/// The header of a sheet of organisations' records: its row and its columns.
pub fn of_orgs(grid: &Grid<'_>) -> Option<(u32, Vec<Column>)> {
    (0..grid.rows().min(SEARCH_ROWS)).find_map(|row| {
        let mut columns: Vec<Column> = grid.filled(row).map(|col| column(grid, row, col)).collect();
        let headers: Vec<String> = columns.iter().map(|column| stem(&column.header)).collect();
        let sheet = SHEETS.iter().find(|sheet| sheet.is_of_orgs() && sheet.is_headed(&headers))?;
        claim(&mut columns, sheet);
        let names = |column: &Column| column.field == Some(Field::Zone);
        columns.iter().any(names).then_some((row, columns))
    })
}

fn column(grid: &Grid<'_>, row: u32, col: u32) -> Column {
    let header = squeeze(&grid.sheet().cell(row, col).text());
    let (_, unit) = split_header(&header);
    let stem = stem(&header);
    let field = if ORG_HEADERS.contains(&stem.as_str()) {
        Some(Field::Zone)
    } else {
        ABOVE_HEADERS.contains(&stem.as_str()).then_some(Field::City)
    };
    let why = if field.is_some() { Why::Header } else { Why::NoField };
    Column::headed((col, None), Arc::from(header), (field, why), unit)
}

/// Gives each column that the sheet knows to it, the first of equal ones.
fn claim(columns: &mut [Column], sheet: &Sheet) {
    let mut taken = Vec::new();
    for column in columns {
        let Some(place) = sheet.column(&stem(&column.header)) else { continue };
        let place = in_dollars(sheet, place, column.unit).unwrap_or(place);
        let is_new = !taken.contains(&place);
        taken.push(place);
        column.field = OfRecord::new(sheet, place).map(Field::OfRecord).filter(|_| is_new);
        column.why = if is_new { Why::Header } else { Why::Taken };
        column.unit = column.unit.filter(|unit| matches!(unit, Unit::Money(_) | Unit::Dollar(_)));
        // What says yuan is a further amount, no dollars: a remark.
        if sheet.columns[place].cell == Cell::WanDollars && matches!(column.unit, Some(Unit::Money(_))) {
            (column.field, column.why) = (None, Why::NoField);
        }
    }
}

/// The sheet's column of dollars, where the header of its column of money says them: 到位金额(万美元).
fn in_dollars(sheet: &Sheet, place: usize, unit: Option<Unit>) -> Option<usize> {
    let says_dollars = sheet.columns[place].cell == Cell::Wan && matches!(unit, Some(Unit::Dollar(_)));
    says_dollars.then(|| sheet.columns.iter().position(|column| column.cell == Cell::WanDollars))?
}

fn stem(header: &str) -> String {
    bare(&split_header(header).0)
}
