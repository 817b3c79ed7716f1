//! Whether a layout fits a sheet: by its headers alone (docs/decisions: learned layouts).

use super::{Learned, SheetRule};
use crate::imports::headers::Field;
use crate::imports::recognize::{Grid, headings};
use domain::text::fold;
use std::collections::HashMap;

/// Rows from the top in which a header is looked for.
const SEARCH_ROWS: u32 = 200;
/// Of the columns that a layout takes for fields, the share that a sheet must have: three of five. Fewer are another table
/// with some words in common.
const SHARE_MIN: (usize, usize) = (3, 5);

/// A layout that fits a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Fit<'l> {
    /// The layout.
    pub layout: &'l Learned,
    rule: usize,
    /// First row of the header, zero-based.
    pub first: u32,
    /// Last row of the header.
    pub last: u32,
    /// Columns found, and whether the sheet bears the name.
    rank: (usize, bool),
}

impl<'l> Fit<'l> {
    /// What the layout says of the sheet.
    pub fn rule(&self) -> &'l SheetRule {
        &self.layout.sheets[self.rule]
    }
}

/// The layout that fits a sheet best: the one of which most columns are there, and of equals the first.
pub fn best<'l>(grid: &Grid<'_>, name: &str, layouts: &'l [Learned]) -> Option<Fit<'l>> {
    let mut best: Option<Fit<'l>> = None;
    let mut heads = Heads::default();
    for layout in layouts {
        for (rule, sheet) in layout.sheets.iter().enumerate() {
            let is_named = sheet.sheet.as_deref().is_some_and(|known| fold(known) == fold(name));
            for (first, headers) in heads.of(grid, sheet.header_rows) {
                let Some(found) = sheet.found_in(headers) else { continue };
                let rank = (found, is_named);
                if best.is_none_or(|best| rank > best.rank) {
                    best =
                        Some(Fit { layout, rule, first: *first, last: first + sheet.header_rows - 1, rank });
                }
            }
        }
    }
    best
}

/// The headings of every row that may begin a header, by the number of its rows.
#[derive(Default)]
struct Heads(HashMap<u32, Vec<(u32, Vec<String>)>>);

impl Heads {
    fn of(&mut self, grid: &Grid<'_>, rows: u32) -> &[(u32, Vec<String>)] {
        self.0.entry(rows).or_insert_with(|| {
            let last = grid.rows().saturating_sub(rows - 1).min(SEARCH_ROWS);
            (0..last).map(|row| (row, headings(grid, row, row + rows - 1))).collect()
        })
    }
}

impl SheetRule {
    /// Where each column of the rule stands among the headers of a sheet: the second of one header is the second there.
    pub fn places(&self, headers: &[String]) -> Vec<Option<usize>> {
        let mut standing: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, header) in headers.iter().enumerate().rev() {
            standing.entry(key(header)).or_default().push(place);
        }
        self.columns.iter().map(|column| standing.get_mut(&key(&column.header))?.pop()).collect()
    }

    /// Whether both speak of one table: the headers agree, whatever month they name.
    pub fn is_for_same_headers(&self, other: &Self) -> bool {
        let keys = |rule: &Self| rule.columns.iter().map(|column| key(&column.header)).collect::<Vec<_>>();
        keys(self) == keys(other)
    }

    /// Columns of the rule that stand among the headers, if they are enough to take the sheet by it: what names a project is
    /// there, and three of five of what it takes for fields.
    fn found_in(&self, headers: &[String]) -> Option<usize> {
        let places = self.places(headers);
        let found = |wanted: &dyn Fn(Field) -> bool| {
            let columns = self.columns.iter().zip(&places);
            columns.filter(|(column, place)| place.is_some() && column.field.is_some_and(wanted)).count()
        };
        let fields = self.columns.iter().filter(|column| column.field.is_some()).count();
        let names_projects = found(&|field| matches!(field, Field::Title | Field::OwnNo)) > 0;
        let is_enough = found(&|_| true) * SHARE_MIN.1 >= fields * SHARE_MIN.0;
        (names_projects && is_enough).then(|| places.iter().flatten().count())
    }
}

/// What of a header must agree: its letters, not its spaces, nor which year and month it names.
fn key(header: &str) -> String {
    let folded = fold(header);
    let mut key = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while let Some(sign) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let after = &rest[digits..];
        if digits > 0 {
            let is_period = after.starts_with(['年', '月']) || after.starts_with(['-', '~', '至']);
            key.push_str(if is_period { "#" } else { &rest[..digits] });
            rest = after;
        } else {
            key.push(sign);
            rest = &rest[sign.len_utf8()..];
        }
    }
    key
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::ColumnRule;
    use super::*;
    use crate::imports::recognize::Manner;
    use rstest::rstest;

    #[rstest]
    #[case("2022年5月完成投资", "2023年12月完成投资", true)]
    #[case("2022年1-5月完成投资", "2022年1-6月完成投资", true)]
    #[case("总投资\n（亿元）", "总投资(亿元)", true)]
    #[case("总投资（亿元）", "总投资（万元）", false)]
    #[case("Phase 1", "Phase 2", false)]
    #[case("Total Cost", "total cost", true)]
    fn headers_agree_whatever_month_they_name(#[case] one: &str, #[case] other: &str, #[case] agree: bool) {
        assert_eq!(key(one) == key(other), agree);
    }

    fn rule(columns: &[(&str, Option<Field>)]) -> SheetRule {
        let column = |(header, field): &(&str, Option<Field>)| ColumnRule {
            header: (*header).to_owned(),
            field: *field,
            unit: None,
        };
        let columns = columns.iter().map(column).collect();
        SheetRule { sheet: None, header_rows: 1, manner: Manner::default(), columns }
    }

    fn headers(headers: &[&str]) -> Vec<String> {
        headers.iter().map(|header| (*header).to_owned()).collect()
    }

    #[test]
    fn the_second_of_one_header_is_the_second_there() {
        let rule = rule(&[("名称", Some(Field::Title)), ("名称", Some(Field::Investor))]);
        assert_eq!(rule.places(&headers(&["序号", "名称", "名称"])), [Some(1), Some(2)]);
        assert_eq!(rule.places(&headers(&["名称"])), [Some(0), None]);
    }

    #[test]
    fn a_sheet_is_taken_with_three_of_five_columns_and_a_name() {
        let five = [
            ("A", Some(Field::Title)),
            ("B", Some(Field::Invest)),
            ("C", Some(Field::Park)),
            ("D", Some(Field::Agent)),
            ("E", Some(Field::Jobs)),
            ("F", None),
        ];
        let rule = rule(&five);
        assert_eq!(rule.found_in(&headers(&["A", "B", "C", "F"])), Some(4));
        assert_eq!(rule.found_in(&headers(&["A", "B", "F"])), None, "two of five");
        assert_eq!(rule.found_in(&headers(&["B", "C", "D", "E"])), None, "nothing names a project");
    }
}
