//! Sheets taken apart before they are read: tables that stand side by side become a sheet each, and projects that stand in
//! columns are turned into rows. What a person is told of a cell is its place in the file ([`Part`]).

use super::grid::{Grid, is_blank};
use super::header::tells;
use super::roll_up::roll_up;
use crate::imports::headers::Field;
use domain::Day;
use domain::limits::{CELLS_MAX, COLUMNS_MAX};
use office::sheet::{Part, column_letters};
use office::{Book, Cell, Range, Sheet};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows from the top in which the beginning of a table is looked for.
const SEARCH_ROWS: u32 = 30;
/// Columns from the left in which the headings of projects in columns are looked for.
const SEARCH_COLS: u32 = 4;
/// Tables side by side at most: a hostile header repeats itself for ever.
const TABLES_MAX: usize = 20;
/// Headings that projects in columns have at least.
const HEADINGS_MIN: usize = 3;

/// The workbook with every sheet of one table, its projects in rows; the same where it is so already. Parts but the first of
/// a sheet come after all sheets, so that those keep their index.
pub fn take_apart(book: &Book) -> Cow<'_, Book> {
    let mut apart = Cow::Borrowed(book);
    for (index, sheet) in book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
        let grid = Grid::new(sheet);
        if let Some(corner) = projects_in_columns(&grid) {
            apart.to_mut().sheets[index] = turned(&grid, index, corner);
        } else if let Some((header, starts)) = side_by_side(&grid) {
            let mut tables = tables(sheet, index, header, &starts).into_iter();
            let sheets = &mut apart.to_mut().sheets;
            sheets[index] = tables.next().unwrap_or_default();
            sheets.extend(tables);
        }
    }
    apart
}

/// The header's row and the first column of each table that stands in it beside others.
fn side_by_side(grid: &Grid<'_>) -> Option<(u32, Vec<u32>)> {
    let rows = 0..grid.rows().min(SEARCH_ROWS);
    rows.into_iter().find_map(|row| {
        let starts = repeated(grid, row).or_else(|| beside_sums(grid, row))?;
        (starts.len() > 1).then_some((row, starts))
    })
}

/// The first columns of tables whose header begins with the same word, each with the names of projects.
fn repeated(grid: &Grid<'_>, row: u32) -> Option<Vec<u32>> {
    let heads: Vec<(u32, Option<Field>)> = grid.filled(row).map(|col| (col, tells(grid, row, col))).collect();
    let titles = heads.iter().filter(|(_, field)| *field == Some(Field::Title)).count();
    if !(2..=TABLES_MAX).contains(&titles) {
        return None;
    }
    let (first, _) = *heads.first()?;
    let begins = |col: &u32| grid.word(row, *col) == grid.word(row, first);
    let starts: Vec<u32> = heads.iter().map(|(col, _)| *col).filter(begins).collect();
    let is_table = |at: usize| {
        let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
        let mut own = heads.iter().filter(|(col, _)| (starts[at]..end).contains(col));
        own.clone().count() >= 2 && own.any(|(_, field)| *field == Some(Field::Title))
    };
    (starts.len() == titles && (0..starts.len()).all(is_table)).then_some(starts)
}

/// A table of projects with one of sums to its right, behind a column in which nothing stands from the header down.
fn beside_sums(grid: &Grid<'_>, row: u32) -> Option<Vec<u32>> {
    let heads: Vec<u32> = grid.filled(row).collect();
    let title = heads.iter().position(|col| tells(grid, row, *col) == Some(Field::Title))?;
    let is_empty = |col: u32| (row..grid.rows()).all(|below| is_blank(grid.seen(below, col)));
    let gap = heads.windows(2).skip(title).find(|pair| pair[1] > pair[0] + 1 && is_empty(pair[1] - 1))?;
    let starts = vec![heads[0], gap[1]];
    let right = table(grid.sheet(), row, (gap[1], u32::MAX));
    // Any day will do: whether it is a table of sums is asked, and not of when.
    roll_up(&right, Day::MAX).map(|_| starts)
}

/// Each table of a sheet as a sheet.
fn tables(sheet: &Sheet, index: usize, header: u32, starts: &[u32]) -> Vec<Sheet> {
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([u32::MAX]);
    let mut tables: Vec<Sheet> =
        starts.iter().zip(ends).map(|(start, end)| table(sheet, header, (*start, end))).collect();
    for (at, table) in tables.iter_mut().enumerate() {
        table.part = Some(Part { sheet: index, turned_at: None });
        if at > 0 {
            let last = u32::try_from(table.width()).unwrap_or(u32::MAX).saturating_sub(1);
            let columns = [starts[at], last].map(column_letters).join(":");
            table.name = format!("{}（{columns}）", sheet.name);
        }
    }
    tables
}

/// What stands above the header, and of the rest the columns of one table; each cell keeps its place.
fn table(sheet: &Sheet, header: u32, (first, last): (u32, u32)) -> Sheet {
    let is_own = |row: u32, col: u32| row < header || (first..=last).contains(&col);
    let own = |(row, cells): (u32, &Vec<Cell>)| {
        let cells =
            (0..).zip(cells).map(|(col, cell)| if is_own(row, col) { cell.clone() } else { Cell::Empty });
        cells.collect()
    };
    let formula_cells: Vec<_> =
        sheet.formula_cells.iter().copied().filter(|(row, col)| is_own(*row, *col)).collect();
    let mut table = Sheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows: (0..).zip(&sheet.rows).map(own).collect(),
        merges: sheet
            .merges
            .iter()
            .copied()
            .filter(|range| is_own(range.first_row, range.first_col))
            .collect(),
        hidden_rows: sheet.hidden_rows.clone(),
        hidden_cols: sheet.hidden_cols.iter().copied().filter(|col| (first..=last).contains(col)).collect(),
        formulas_without_value: u32::try_from(formula_cells.len()).unwrap_or(u32::MAX),
        formula_cells,
        part: None,
    };
    table.trim();
    table
}

/// The row of the names and the column of the headings, where each project has a column: headings one below the other, and
/// beside that of the names two names or more and no other heading.
fn projects_in_columns(grid: &Grid<'_>) -> Option<(u32, u32)> {
    if grid.width() < 3 || grid.rows() > COLUMNS_MAX {
        return None;
    }
    (0..SEARCH_COLS.min(grid.width())).find_map(|col| {
        let heads: Vec<(u32, Field)> =
            (0..grid.rows()).filter_map(|row| Some((row, tells(grid, row, col)?))).collect();
        let (top, _) = *heads.first()?;
        let (names, _) = *heads.iter().find(|(_, field)| *field == Field::Title)?;
        let words = (top..grid.rows()).filter(|row| !is_blank(grid.sheet().cell(*row, col))).count();
        let fields: BTreeSet<Field> = heads.iter().map(|(_, field)| *field).collect();
        let beside: Vec<u32> = grid.filled(names).filter(|other| *other > col).collect();
        let is_heading = |other: &u32| tells(grid, names, *other).is_some();
        let is_turned = fields.len() >= HEADINGS_MIN
            && heads.len() * 2 >= words
            && beside.len() >= 2
            && !beside.iter().any(is_heading);
        let cells = u64::from(grid.rows() - top) * u64::from(grid.width() - col);
        (is_turned && cells <= CELLS_MAX).then_some((top, col))
    })
}

/// The sheet with rows and columns changed from that corner on; the lines above stay.
fn turned(grid: &Grid<'_>, index: usize, (top, left): (u32, u32)) -> Sheet {
    let sheet = grid.sheet();
    let part = Part { sheet: index, turned_at: Some((top, left)) };
    let mut rows: Vec<Vec<Cell>> = sheet.rows.iter().take(top as usize).cloned().collect();
    for row in top..top + (grid.width() - left) {
        rows.push(
            (0..grid.rows() - top)
                .map(|col| {
                    let (row, col) = part.in_file(row, col);
                    sheet.cell(row, col).clone()
                })
                .collect(),
        );
    }
    let back = |row: u32, col: u32| (top + (col - left), row - top);
    let inside = |row: u32, col: u32| row >= top && col >= left;
    let merges = sheet.merges.iter().filter_map(|range| {
        if range.last_row < top {
            return Some(*range);
        }
        let (first_row, first_col) =
            inside(range.first_row, range.first_col).then(|| back(range.first_row, range.first_col))?;
        let (last_row, last_col) = back(range.last_row, range.last_col);
        Some(Range { first_row, first_col, last_row, last_col })
    });
    let mut formula_cells: Vec<(u32, u32)> = (sheet.formula_cells.iter())
        .filter(|(row, col)| inside(*row, *col))
        .map(|(row, col)| back(*row, *col))
        .collect();
    formula_cells.sort_unstable();
    let mut turned = Sheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows,
        merges: merges.collect(),
        hidden_rows: sheet
            .hidden_cols
            .iter()
            .filter(|col| **col >= left)
            .map(|col| top + (col - left))
            .collect(),
        hidden_cols: sheet.hidden_rows.iter().filter(|row| **row >= top).map(|row| row - top).collect(),
        formulas_without_value: sheet.formulas_without_value,
        formula_cells,
        part: Some(part),
    };
    turned.trim();
    turned
}
