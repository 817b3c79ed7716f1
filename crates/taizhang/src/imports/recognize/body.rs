//! Which rows below the header are projects, and what the others are.

use super::grid::{Grid, is_blank};
use super::header::is_total_word;
use super::{Column, Shape, SheetLayout, title};
use crate::imports::headers::Field;
use domain::text::{fold, squeeze};
use office::Cell;
use std::sync::Arc;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A project.
    Project,
    /// A total.
    Total,
    /// A heading over the projects below it.
    Group,
    /// The header again, on a new printed page.
    HeaderAgain,
    /// The columns' numbers below the header.
    Numbering,
    /// Nothing.
    Blank,
    /// A line that speaks about the table.
    Note,
}

/// A row of totals, kept to check the rows above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Zero-based row.
    pub row: u32,
    /// What it says it is (合计, 小计：甲园区).
    pub label: String,
    /// Zero-based column and what stands there.
    pub cells: Vec<(u32, String)>,
}

/// Words with which lines below a table begin.
const NOTE_WORDS: &[&str] = &[
    "注:",
    "注1",
    "备注:",
    "说明:",
    "填报",
    "制表",
    "审核",
    "填表",
    "联系人",
    "报送",
    "单位负责人",
    "附注",
    "注意",
    "填写说明",
    "资料来源",
];
/// Rows and columns of a summary that are kept as checks.
const SUMMARY_ROWS_MAX: u32 = 500;

/// Looks below the header of a table: totals, lines that speak about it, the day up to which its data reach.
pub fn finish(grid: &Grid<'_>, layout: &mut SheetLayout) {
    let body = Body::of(grid, layout);
    let (checks, notes) = (body.checks(grid), body.notes(grid));
    layout.checks = checks;
    layout.as_of = title::as_of(&layout.notes, &notes, layout.reference);
    layout.notes.extend(notes);
}

/// The rows of a table.
pub struct Body<'l> {
    columns: &'l [Column],
    first: u32,
    kinds: Vec<RowKind>,
}

impl<'l> Body<'l> {
    /// Looks at every row below the header.
    pub fn of(grid: &Grid<'_>, layout: &'l SheetLayout) -> Self {
        let Shape::Table { last, .. } = layout.shape else {
            return Self { columns: &[], first: 0, kinds: Vec::new() };
        };
        let columns = layout.columns.as_slice();
        let mut body = Self { columns, first: last + 1, kinds: Vec::new() };
        body.kinds = (body.first..grid.rows()).map(|row| body.kind(grid, row)).collect();
        // A single line of text is a heading when projects follow, and a note when none do.
        let last_project = body.kinds.iter().rposition(|kind| *kind == RowKind::Project);
        for (place, kind) in body.kinds.iter_mut().enumerate() {
            if *kind == RowKind::Group && last_project.is_none_or(|last| place > last) {
                *kind = RowKind::Note;
            }
        }
        body
    }

    fn kind(&self, grid: &Grid<'_>, row: u32) -> RowKind {
        if grid.is_blank(row) {
            return RowKind::Blank;
        }
        if self.repeats_header(grid, row) {
            return RowKind::HeaderAgain;
        }
        if self.is_total(grid, row) {
            return RowKind::Total;
        }
        if row == self.first && self.numbers_columns(grid, row) {
            return RowKind::Numbering;
        }
        let Some(only) = grid.only(row) else { return RowKind::Project };
        let cell = grid.sheet().cell(row, only);
        let names_project = self
            .columns
            .iter()
            .any(|column| column.col == only && matches!(column.field, Some(Field::Title | Field::OwnNo)));
        let text = fold(&cell.text());
        if NOTE_WORDS.iter().any(|word| text.starts_with(word)) {
            return RowKind::Note;
        }
        if names_project && !grid.is_wide(row, only) {
            return RowKind::Project;
        }
        match cell {
            Cell::Text(_) if !self.is_below_merge(grid, row) => RowKind::Group,
            _ => RowKind::Project,
        }
    }

    /// A row whose project is named by a merge from above.
    fn is_below_merge(&self, grid: &Grid<'_>, row: u32) -> bool {
        self.columns.iter().any(|column| {
            column.field == Some(Field::Title)
                && grid.merge(row, column.col).is_some_and(|range| range.first_row < row)
        })
    }

    /// The header of the names stands where a name should, or, as the lower row of a header, nothing does: only then are
    /// the other columns compared.
    fn repeats_header(&self, grid: &Grid<'_>, row: u32) -> bool {
        let names =
            self.columns.iter().find(|column| matches!(column.field, Some(Field::Title | Field::OwnNo)));
        let may_repeat = names.is_some_and(|column| {
            is_blank(grid.sheet().cell(row, column.col)) || Self::stands_again(grid, row, column)
        });
        if !may_repeat {
            return false;
        }
        let filled: Vec<_> =
            self.columns.iter().filter(|column| !is_blank(grid.sheet().cell(row, column.col))).collect();
        let same = filled.iter().filter(|column| Self::stands_again(grid, row, column)).count();
        same >= 2 && same * 2 > filled.len()
    }

    fn stands_again(grid: &Grid<'_>, row: u32, column: &Column) -> bool {
        match grid.sheet().cell(row, column.col) {
            Cell::Text(text) if text.chars().count() <= column.header.chars().count() + 20 => {
                let text = squeeze(text);
                column.header.split('·').any(|level| level == text)
            }
            _ => false,
        }
    }

    fn is_total(&self, grid: &Grid<'_>, row: u32) -> bool {
        let title =
            self.columns.iter().find(|column| column.field == Some(Field::Title)).map(|column| column.col);
        let mut filled = grid.filled(row);
        let first = filled.next();
        [first, title]
            .into_iter()
            .flatten()
            .any(|col| is_total_word(&fold(&grid.sheet().cell(row, col).text())))
            && title.is_none_or(|title| {
                let name = fold(&grid.sheet().cell(row, title).text());
                name.is_empty()
                    || is_total_word(&name)
                    || name.chars().all(|sign| sign.is_ascii_digit() || sign == '个')
            })
    }

    /// 1, 2, 3 … below the header, the columns of words as 甲, 乙.
    fn numbers_columns(&self, grid: &Grid<'_>, row: u32) -> bool {
        let texts: Vec<String> =
            grid.filled(row).map(|col| squeeze(&grid.sheet().cell(row, col).text())).collect();
        let letters = texts.iter().filter(|text| "甲乙丙丁戊己".contains(text.as_str())).count();
        let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        let counts_up = numbers.first() == Some(&1) && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        counts_up && numbers.len() >= 3 && numbers.len() + letters == texts.len()
    }

    fn rows(&self) -> impl Iterator<Item = (u32, RowKind)> {
        let first = self.first;
        self.kinds
            .iter()
            .enumerate()
            .map(move |(place, kind)| (first + u32::try_from(place).unwrap_or(u32::MAX), *kind))
    }

    /// The rows that are projects, each with the heading above it.
    pub fn projects(&self, grid: &Grid<'_>) -> Vec<(u32, Option<Arc<str>>)> {
        let mut heading: Option<Arc<str>> = None;
        let mut rows = Vec::new();
        for (row, kind) in self.rows() {
            match kind {
                RowKind::Group => {
                    heading = grid.only(row).map(|col| Arc::from(grid.sheet().cell(row, col).text().trim()));
                }
                RowKind::Project => rows.push((row, heading.clone())),
                _ => {}
            }
        }
        rows
    }

    /// The rows of totals.
    pub fn checks(&self, grid: &Grid<'_>) -> Vec<Check> {
        self.rows().filter(|(_, kind)| *kind == RowKind::Total).map(|(row, _)| check(grid, row)).collect()
    }

    /// The lines that speak about the table.
    pub fn notes(&self, grid: &Grid<'_>) -> Vec<String> {
        self.rows()
            .filter(|(_, kind)| *kind == RowKind::Note)
            .filter_map(|(row, _)| {
                grid.only(row).map(|col| grid.sheet().cell(row, col).text().trim().to_owned())
            })
            .collect()
    }
}

fn check(grid: &Grid<'_>, row: u32) -> Check {
    let mut cells: Vec<(u32, String)> =
        grid.filled(row).map(|col| (col, grid.sheet().cell(row, col).text().trim().to_owned())).collect();
    let label = if cells.is_empty() { String::new() } else { cells.remove(0).1 };
    Check { row, label, cells }
}

/// Words in the headers of summaries, where units, not projects, have rows.
const SUMMARY_WORDS: &[&str] = &[
    "投资",
    "资金",
    "金额",
    "数量",
    "个数",
    "项目数",
    "占比",
    "完成率",
    "到位率",
    "目标",
    "同比",
    "进度",
    "任务",
    "合计",
    "支付",
    "结算",
];

/// The row of a summary's headings: the first of which two speak of sums.
pub fn summary_header(grid: &Grid<'_>) -> Option<u32> {
    (0..grid.rows().min(SUMMARY_ROWS_MAX)).find(|row| {
        let words = grid.filled(*row).filter(|col| {
            let text = fold(&grid.sheet().cell(*row, *col).text());
            SUMMARY_WORDS.iter().any(|word| text.contains(word)) && text.chars().count() <= 40
        });
        words.count() >= 2
    })
}

/// The rows of a summary, if the sheet is one: a row of headings that speak of sums, and rows of numbers below it.
pub fn summary(grid: &Grid<'_>) -> Option<Vec<Check>> {
    let header = summary_header(grid)?;
    let rows: Vec<Check> = (header + 1..grid.rows().min(header + SUMMARY_ROWS_MAX))
        .filter(|row| {
            grid.filled(*row).any(|col| {
                matches!(grid.sheet().cell(*row, col), Cell::Number(_)) || is_number(grid, *row, col)
            })
        })
        .map(|row| check(grid, row))
        .collect();
    (!rows.is_empty()).then_some(rows)
}

fn is_number(grid: &Grid<'_>, row: u32, col: u32) -> bool {
    let cell = grid.sheet().cell(row, col);
    !is_blank(cell) && squeeze(&cell.text()).trim_end_matches('%').replace(',', "").parse::<f64>().is_ok()
}
