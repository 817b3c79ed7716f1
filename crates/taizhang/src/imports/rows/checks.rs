//! Totals as checks: what a 合计 row says, held against the rows above it.

use super::{RowDraft, Value};
use crate::imports::headers::Field;
use crate::imports::problem::{Code, Place, Problem};
use crate::imports::recognize::{SheetLayout, Unit};
use domain::money::{format_exact, parse_amount, trim_zeros};
use domain::text::fold;
use domain::{Money, MoneyUnit};

/// Holds the totals of a sheet against the sums of its rows: the investment, and the count of 「合计：n 个」.
pub fn check_totals(layout: &SheetLayout, rows: &[RowDraft]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut since = 0;
    for check in &layout.checks {
        let place = Place::of(layout, Some(check.row));
        let is_part = fold(&check.label).contains("小计");
        let above = |from: u32| rows.iter().filter(move |row| row.row >= from && row.row < check.row);
        let from = if is_part { since } else { 0 };
        if is_part {
            since = check.row;
        }
        problems.extend(check_count(&place, &check.label, above(from).count()));
        problems.extend(check_invest(&place, layout, check, above(from)));
    }
    problems
}

fn check_count(place: &Place, label: &str, rows: usize) -> Option<Problem> {
    let folded = fold(label);
    let digits: String =
        folded.chars().skip_while(|sign| !sign.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let stated: usize = digits.parse().ok().filter(|_| folded.contains('个'))?;
    (stated != rows).then(|| {
        let problem = Problem { value: label.to_owned(), ..Problem::at(place, Code::TotalDiffers) };
        problem.with("computed", rows.to_string())
    })
}

fn check_invest<'r>(
    place: &Place,
    layout: &SheetLayout,
    check: &crate::imports::recognize::Check,
    rows: impl Iterator<Item = &'r RowDraft>,
) -> Option<Problem> {
    let column = layout.columns.iter().find(|column| column.field == Some(Field::Invest))?;
    let Some(Unit::Money(unit)) = column.unit else { return None };
    let (_, text) = check.cells.iter().find(|(col, _)| *col == column.col)?;
    let stated = parse_amount(text, Some(unit)).ok().flatten()?.money;
    let amounts = rows.filter_map(|row| match row.draft.get(Field::Invest).map(|told| &told.value) {
        Some(Value::Amount(amount, _)) => Some(amount.money),
        _ => None,
    });
    let computed = Money::checked_sum(amounts)?;
    if agrees(stated, computed, text, unit) {
        return None;
    }
    let problem = Problem::at(place, Code::TotalDiffers).in_column(&column.header, column.col, text.clone());
    Some(problem.with("computed", trim_zeros(&format_exact(computed, unit)).to_owned()))
}

/// A printed total is rounded or cut off at its last place, so it lies less than one such place away.
pub fn agrees(stated: Money, computed: Money, text: &str, unit: MoneyUnit) -> bool {
    let places =
        text.split_once('.').map_or(0, |(_, rest)| rest.chars().take_while(char::is_ascii_digit).count());
    let last_place =
        u32::try_from(places).ok().and_then(|places| unit.fen().checked_div(10_i64.checked_pow(places)?));
    let difference = stated.fen().abs_diff(computed.fen());
    difference == 0 || difference < last_place.unwrap_or(0).unsigned_abs()
}
