//! A table in which units or industries, not projects, have rows (`domain.md` §14, L7, L11, L14): whose its rows are, and
//! what its columns sum as far as the ledger sums the same.

use super::body::summary_header;
use super::grid::{Grid, is_blank};
use super::header::is_total_word;
use super::title;
use super::units::{Unit, split_header};
use crate::imports::headers::{Field, OfPeriod, What, bare, field_of};
use domain::text::{fold, squeeze};
use domain::{Day, MoneyUnit};
use office::{Cell, Sheet};
use std::sync::Arc;

/// Rows that are looked at: more units than a province has zones.
const ROWS_MAX: usize = 200;

/// What a column sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Projects in the ledger.
    Projects,
    /// Their total investment.
    Invest,
    /// Contract amounts.
    Contract,
    /// The investment planned for the year.
    PlanInvest,
    /// The investment done in the year.
    Done,
    /// The share of the year's plan that is done.
    PlanRate,
}

/// A column of sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumColumn {
    /// Zero-based place.
    pub col: u32,
    /// Its header.
    pub header: Arc<str>,
    /// What it sums; none where the ledger has no such number.
    pub measure: Option<Measure>,
    /// The unit of its amounts.
    pub unit: Option<MoneyUnit>,
}

/// A row of sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRow {
    /// Zero-based place.
    pub row: u32,
    /// Whose sums they are.
    pub name: String,
    /// Whether they are those of all rows.
    pub is_total: bool,
}

/// A table of sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUp {
    /// The header of the names: 行政区, 单位, 行业.
    pub by: String,
    /// Whether the names are those of industries.
    pub of_industries: bool,
    /// The day of which it speaks.
    pub day: Day,
    /// Its columns, that of the names left out.
    pub columns: Vec<SumColumn>,
    /// Its rows.
    pub rows: Vec<SumRow>,
}

/// The table of sums of a sheet, if it has one; what says no day speaks of today.
pub fn roll_up(sheet: &Sheet, today: Day) -> Option<RollUp> {
    let grid = Grid::new(sheet);
    let header = summary_header(&grid)?;
    let above = title::read(&grid, header);
    let day = above.reference.unwrap_or(today).min(today);
    let heads = grid.filled(header).map(|col| (col, squeeze(&sheet.cell(header, col).text())));
    let mut heads = heads.filter(|(_, head)| field_of(&bare(head)) != Some(Field::Ordinal));
    let (names_col, by) = heads.next()?;
    let columns: Vec<SumColumn> = heads.map(|(col, head)| column(col, &head, (above.unit, day))).collect();
    let rows: Vec<SumRow> = (header + 1..grid.rows())
        .filter(|row| columns.iter().any(|column| !is_blank(sheet.cell(*row, column.col))))
        .filter_map(|row| named(row, sheet.cell(row, names_col)))
        .take(ROWS_MAX)
        .collect();
    let of_industries = field_of(&bare(&by)) == Some(Field::Industry);
    (!rows.is_empty()).then_some(RollUp { by, of_industries, day, columns, rows })
}

fn named(row: u32, cell: &Cell) -> Option<SumRow> {
    let Cell::Text(text) = cell else { return None };
    let name = squeeze(text);
    let is_total = is_total_word(&fold(&name));
    (!name.is_empty()).then_some(SumRow { row, name, is_total })
}

fn column(col: u32, head: &str, (sheet_unit, day): (Option<Unit>, Day)) -> SumColumn {
    let (stem, unit) = split_header(head);
    let unit = match unit.or(sheet_unit) {
        Some(Unit::Money(unit)) => Some(unit),
        _ => None,
    };
    SumColumn { col, header: Arc::from(head), measure: measure(&bare(&stem), day), unit }
}

const PROJECT_HEADERS: [&str; 9] = [
    "在库项目数量",
    "在库项目数",
    "在库项目个数",
    "项目数量",
    "项目个数",
    "项目数",
    "项目总数",
    "入库项目数",
    "入库项目数量",
];
const DONE_HEADERS: [&str; 3] = ["统计周期内累计完成投资", "统计周期内完成投资", "统计期内累计完成投资"];
const RATE_HEADERS: [&str; 5] =
    ["年度投资进度", "年度投资完成率", "年度投资完成比例", "年度计划完成率", "年度计划投资完成率"];

/// What a header without its unit sums, on that day.
fn measure(bare: &str, day: Day) -> Option<Measure> {
    let is_of_day = |of: OfPeriod| {
        of.year.is_none_or(|year| i32::from(year) == day.year())
            && of.month.is_none_or(|month| month == day.month())
    };
    match field_of(bare) {
        _ if PROJECT_HEADERS.contains(&bare) => Some(Measure::Projects),
        _ if DONE_HEADERS.contains(&bare) => Some(Measure::Done),
        _ if RATE_HEADERS.contains(&bare) => Some(Measure::PlanRate),
        Some(Field::Invest) => Some(Measure::Invest),
        Some(Field::Contract) => Some(Measure::Contract),
        Some(Field::OfPeriod(of)) if is_of_day(of) => match of.what {
            What::PlanInvest => Some(Measure::PlanInvest),
            What::YearToDate => Some(Measure::Done),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("在库项目数量", Some(Measure::Projects))]
    #[case("总投资(亿元)", Some(Measure::Invest))]
    #[case("合同总金额", Some(Measure::Contract))]
    #[case("年度计划投资", Some(Measure::PlanInvest))]
    #[case("2022年度计划投资(万元)", Some(Measure::PlanInvest))]
    #[case("2021年度计划投资(万元)", None)]
    #[case("统计周期内累计完成投资", Some(Measure::Done))]
    #[case("2022年1-6月累计完成投资", Some(Measure::Done))]
    #[case("2022年1-5月累计完成投资", None)]
    #[case("年度投资进度", Some(Measure::PlanRate))]
    #[case("资金到位率", None)]
    #[case("累计已到位资金", None)]
    fn a_column_sums_what_the_ledger_sums_of_that_day_or_nothing(
        #[case] head: &str,
        #[case] measure: Option<Measure>,
    ) {
        let day = Day::new(2022, 6, 30).unwrap();
        assert_eq!(column(1, head, (None, day)).measure, measure);
    }
}
