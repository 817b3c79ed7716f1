//! Finding the header: the row, or the two or three rows, whose words mean columns of projects.

use super::grid::{Grid, is_blank};
use super::units::{Unit, split_header};
use super::{Column, UnitFrom, Why};
use crate::imports::headers::{Field, FieldKind, bare, field_of};
use domain::text::{fold, half_width, is_invisible};
use office::Cell;
use office::sheet::column_letters;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows from the top in which a header is looked for.
const SEARCH_ROWS: u32 = 200;
/// Rows of a header at most.
pub const HEADER_ROWS_MAX: u32 = 3;
/// Characters of one level of a header at most: longer text is a title or data.
const LEVEL_MAX_CHARS: usize = 60;
/// What stands between the levels of a header.
const LEVEL_JOINER: &str = "·";

/// A header that was found.
struct Header {
    /// First row, zero-based.
    first: u32,
    /// Last row.
    last: u32,
    columns: Vec<Column>,
    score: usize,
}

impl Header {
    /// Whether it names projects: and then at least one more column, so that a list of names isn't taken for a table.
    fn heads_projects(&self) -> bool {
        let names =
            self.columns.iter().any(|column| matches!(column.field, Some(Field::Title | Field::OwnNo)));
        let is_named_plainly = self.columns.iter().any(|column| {
            column.field == Some(Field::Title)
                && column.why == Why::Header
                && column.header.chars().count() >= 4
        });
        names && (self.score >= 2 || is_named_plainly && self.columns.len() >= 2)
    }
}

/// The columns of a header, and those without any heading that hold something below: kept as remarks under the letters of
/// the column.
pub fn at(grid: &Grid<'_>, first: u32, last: u32) -> Vec<Column> {
    let mut columns = read(grid, first, last).columns;
    let mut is_filled = vec![false; grid.width() as usize];
    for row in last + 1..grid.rows() {
        for col in grid.filled(row) {
            is_filled[col as usize] = true;
        }
    }
    for column in &columns {
        is_filled[column.col as usize] = false;
    }
    let unheaded = (0..grid.width()).filter(|col| is_filled[*col as usize]).map(|col| {
        let header = Arc::from(format!("{}列", column_letters(col)));
        Column::headed((col, None), header, (None, Why::NoField), None)
    });
    columns.extend(unheaded);
    columns.sort_by_key(|column| column.col);
    columns
}

/// Gives money without a unit of its own the unit of the whole sheet.
pub fn give_unit(columns: &mut [Column], unit: Option<Unit>) {
    let Some(unit @ Unit::Money(_)) = unit else { return };
    for column in columns {
        let is_money = column.field.is_some_and(|field| field.kind() == FieldKind::Money);
        if is_money && column.unit.is_none() {
            column.unit = Some(unit);
            column.unit_from = Some(UnitFrom::Above);
        }
    }
}

/// What stands over each column that has a heading in those rows, its levels joined by ·.
pub fn headings(grid: &Grid<'_>, first: u32, last: u32) -> Vec<String> {
    let levels = (0..grid.width()).map(|col| levels(grid, first, last, col));
    levels.filter(|levels| !levels.is_empty()).map(|levels| levels.join(LEVEL_JOINER)).collect()
}

/// First and last row of the best header of a sheet: the row whose words mean most columns, and of equal ones the first.
pub fn find(grid: &Grid<'_>) -> Option<(u32, u32)> {
    let mut best: Option<Header> = None;
    for row in 0..grid.rows().min(SEARCH_ROWS) {
        if !may_begin(grid, row) {
            continue;
        }
        for last in row..(row + HEADER_ROWS_MAX).min(grid.rows()) {
            if last > row && !(heads_more_rows(grid, row) && continues(grid, row, last)) {
                break;
            }
            let header = read(grid, row, last);
            let is_better = best.as_ref().is_none_or(|best| {
                let grows = best.first == row && specifies(grid, row, last);
                header.score > best.score || (header.score == best.score && grows)
            });
            if header.heads_projects() && is_better {
                best = Some(header);
            }
        }
    }
    best.map(|header| (header.first, header.last))
}

/// Two short texts or more, none of them a line like 「单位：万元」, and nothing that reaches down from above: the lower
/// rows of a header don't begin one.
fn may_begin(grid: &Grid<'_>, row: u32) -> bool {
    let labels = grid.filled(row).filter(|col| is_label(grid.sheet().cell(row, *col))).count();
    let speaks = |col: u32| {
        let text = fold(&grid.sheet().cell(row, col).text());
        text.split_once(':').is_some_and(|(before, after)| !before.is_empty() && !after.is_empty())
    };
    let reaches_down = |col: u32| {
        grid.merge(row, col)
            .is_some_and(|range| range.first_row < row && range.first_row + HEADER_ROWS_MAX > row)
    };
    labels >= 2 && !grid.filled(row).any(speaks) && !(0..grid.width()).any(reaches_down)
}

/// Whether a row can be the first of several: it heads columns itself, or has a heading over several.
fn heads_more_rows(grid: &Grid<'_>, row: u32) -> bool {
    grid.filled(row).any(|col| grid.is_wide(row, col) || tells(grid, row, col).is_some())
}

/// Whether row `last` only says more about columns that the rows above leave open, so that it is no row of data.
fn specifies(grid: &Grid<'_>, first: u32, last: u32) -> bool {
    let under_heading = |col: u32| {
        (first..last).any(|row| {
            grid.is_wide(row, col)
                || is_blank(grid.seen(row, col)) && heading_to_the_left(grid, row, last, col).is_some()
        })
    };
    let under_field =
        |col: u32| (first..last).any(|row| tells(grid, row, col).is_some() && !grid.is_wide(row, col));
    last > first && grid.filled(last).any(under_heading) && !grid.filled(last).any(under_field)
}

/// What the text at a cell means on its own.
pub(super) fn tells(grid: &Grid<'_>, row: u32, col: u32) -> Option<Field> {
    field_of(&bare(&split_header(&grid.seen(row, col).text()).0))
}

fn is_label(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().count() <= LEVEL_MAX_CHARS)
}

/// Whether row `next` belongs to the header that begins at `first`: every cell of it is a short text that stands below
/// a blank, a merge or a heading of a group, and the names of projects don't begin there.
fn continues(grid: &Grid<'_>, first: u32, next: u32) -> bool {
    let mut labels = 0;
    for col in grid.filled(next) {
        let cell = grid.sheet().cell(next, col);
        if !is_label(cell) || is_total_word(&fold(&cell.text())) {
            return false;
        }
        if matches!(tells(grid, first, col), Some(Field::Title | Field::OwnNo | Field::Ordinal)) {
            return false;
        }
        labels += 1;
    }
    let only_group_heading = grid.only(next).is_some();
    labels > 0
        && (!only_group_heading
            || (first..next).any(|row| grid.filled(row).any(|col| grid.is_wide(row, col))))
}

/// 合计, 小计, 总计 and their kin at the beginning of a text.
pub fn is_total_word(folded: &str) -> bool {
    [
        "合计",
        "小计",
        "总计",
        "共计",
        "累计",
        "全市合计",
        "全县合计",
        "全区合计",
        "总合计",
        "total",
        "subtotal",
        "grandtotal",
    ]
    .iter()
    .any(|word| {
        folded == *word || folded.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '(', ',']))
    }) || folded.ends_with("合计") && folded.chars().count() <= 12
        || folded.starts_with("合计") && folded.chars().count() <= 12
}

fn read(grid: &Grid<'_>, first: u32, last: u32) -> Header {
    let mut columns = Vec::new();
    for col in 0..grid.width() {
        let levels = levels(grid, first, last, col);
        if levels.is_empty() {
            continue;
        }
        let mut column = column(col, &levels);
        // A date over several columns needs the row below to say which of them is which.
        if grid.is_wide(last, col) && column.field.is_some_and(|field| field.kind() == FieldKind::Day) {
            column.field = None;
            column.why = Why::NoField;
        }
        columns.push(column);
    }
    keep_one_per_field(&mut columns);
    let score =
        columns.iter().filter(|column| column.field.is_some_and(|field| field != Field::Ordinal)).count();
    Header { first, last, columns, score }
}

/// The texts over a column from top to bottom, each once. Where there are no merges (csv), a heading of a group
/// reaches right over the blanks beside it.
fn levels(grid: &Grid<'_>, first: u32, last: u32, col: u32) -> Vec<String> {
    let mut levels: Vec<String> = Vec::new();
    for row in first..=last {
        let mut cell = grid.seen(row, col);
        if is_blank(cell) && row < last && !is_blank(grid.seen(last, col)) {
            cell = heading_to_the_left(grid, row, last, col).unwrap_or(cell);
        }
        let text = heading(&cell.text());
        if !text.is_empty() && levels.last() != Some(&text) {
            levels.push(text);
        }
    }
    levels
}

/// A heading in one line. Chinese words are set apart by nothing, foreign ones by one space: 项 目 is 项目, `Start  date` is
/// `Start date`.
fn heading(text: &str) -> String {
    let text = half_width(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_invisible).filter(|word| !word.is_empty()) {
        let is_foreign = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_graphic());
        if is_foreign(line.chars().last()) && is_foreign(word.chars().next()) {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn heading_to_the_left<'a>(grid: &Grid<'a>, row: u32, last: u32, col: u32) -> Option<&'a Cell> {
    for left in (0..col).rev() {
        let cell = grid.seen(row, left);
        if !is_blank(cell) {
            let merged = grid.merge(row, left).is_some();
            return (!merged && !is_blank(grid.seen(last, left))).then_some(cell);
        }
    }
    None
}

fn column(col: u32, levels: &[String]) -> Column {
    let header: Arc<str> = Arc::from(levels.join(LEVEL_JOINER));
    let joined = levels.concat();
    let (stem, unit) = split_header(&joined);
    let lowest = &levels[levels.len() - 1];
    let (lowest_stem, lowest_unit) = split_header(lowest);
    let unit = lowest_unit.or(unit);
    let (field, why) = if let Some(field) = field_of(&bare(&joined)) {
        (Some(field), Why::Header)
    } else if let Some(field) = field_of(&bare(&stem)) {
        let explained = joined.contains(['(', '（']) && unit.is_none();
        let why = if levels.len() > 1 {
            Why::Levels
        } else if explained {
            Why::Bracket
        } else {
            Why::Header
        };
        (Some(field), why)
    } else if let Some(field) = turned_round(levels) {
        (Some(field), Why::Levels)
    } else if levels.len() > 1
        && !levels[..levels.len() - 1].iter().any(|level| narrows(level))
        && !is_part_of_another(levels)
    {
        match field_of(&bare(&lowest_stem)) {
            Some(field) => (Some(field), Why::LowestLevel),
            None => (None, Why::NoField),
        }
    } else {
        (None, Why::NoField)
    };
    let field = field.filter(|field| fits_unit(*field, unit));
    let why = if field.is_some() { why } else { Why::NoField };
    Column::headed((col, None), header, (field, why), unit)
}

/// The field of a header whose lower level qualifies the upper one: 计划 below 开工日期 is 计划开工日期.
fn turned_round(levels: &[String]) -> Option<Field> {
    if levels.len() < 2 {
        return None;
    }
    let turned: String = levels.iter().rev().map(|level| split_header(level).0).collect();
    field_of(&bare(&turned))
}

/// Characters of a word that says too little below another column's heading: 名称, 类型, 编号.
const BARE_WORD_MAX_CHARS: usize = 2;

/// Whether the lowest level is a bare word below the heading of another field, of which it tells a part: 类型 below
/// 投资主体 is the investor's.
fn is_part_of_another(levels: &[String]) -> bool {
    let Some((lowest, above)) = levels.split_last() else { return false };
    let means_a_field = |level: &String| field_of(&bare(&split_header(level).0)).is_some();
    bare(&split_header(lowest).0).chars().count() <= BARE_WORD_MAX_CHARS && above.iter().any(means_a_field)
}

/// Whether a heading over several columns makes them mean something narrower (2026年计划 over 投资): then the lower
/// header alone says too little.
fn narrows(level: &str) -> bool {
    level.chars().any(|sign| sign.is_ascii_digit())
        || ["计划", "累计", "本月", "当月", "本年", "今年", "年度", "开工至", "完成"]
            .iter()
            .any(|word| level.contains(word))
}

/// A money column headed in 万美元 or 人 isn't money of the ledger.
fn fits_unit(field: Field, unit: Option<Unit>) -> bool {
    match field.kind() {
        FieldKind::Money => matches!(unit, None | Some(Unit::Money(_))),
        FieldKind::Land => !matches!(unit, Some(Unit::Other | Unit::Money(_) | Unit::Dollar(_))),
        _ => true,
    }
}

/// Of two columns that tell the same field, the one whose header says it most plainly is taken, and of equal ones the
/// first; the other is kept as a remark.
fn keep_one_per_field(columns: &mut [Column]) {
    let rank = |why: Why| match why {
        Why::Header => 0,
        Why::Levels => 1,
        Why::Bracket => 2,
        _ => 3,
    };
    let mut taken: HashMap<Field, usize> = HashMap::new();
    for place in 0..columns.len() {
        let Some(field) = columns[place].field else { continue };
        match taken.get(&field).copied() {
            None => {
                taken.insert(field, place);
            }
            Some(before) => {
                let better = rank(columns[place].why) < rank(columns[before].why);
                let loser = if better { before } else { place };
                if better {
                    taken.insert(field, place);
                }
                columns[loser].field = None;
                columns[loser].why = Why::Taken;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{MilestoneCode, Stage};
    use rstest::rstest;

    #[rstest]
    #[case("项 目\n名 称", "项目名称")]
    #[case("Start \n  date", "Start date")]
    #[case("总投资 (US$ m)", "总投资(US$ m)")]
    #[case("１月 完成", "1月完成")]
    fn a_heading_is_one_line_in_the_manner_of_its_language(#[case] cell: &str, #[case] line: &str) {
        assert_eq!(heading(cell), line);
    }

    #[rstest]
    #[case(&["开工日期", "计划"], Field::Plan(MilestoneCode::Commencement))]
    #[case(&["开工", "实际"], Field::Fact(Stage::Commenced))]
    #[case(&["计划", "投产时间"], Field::Plan(MilestoneCode::Production))]
    fn plan_and_fact_are_told_apart_whichever_level_says_it(#[case] levels: &[&str], #[case] field: Field) {
        let levels: Vec<String> = levels.iter().map(|level| (*level).to_owned()).collect();
        assert_eq!(column(0, &levels).field, Some(field));
    }
}
