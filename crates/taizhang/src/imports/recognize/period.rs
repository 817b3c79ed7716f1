//! Which year and month the columns of a monthly sheet speak of, where their headers leave it open.

use super::{SheetLayout, Why};
use crate::imports::headers::{Field, OfPeriod, What, period_in};
use std::collections::BTreeSet;

/// Fills in year and month from the title, from the sheet's name, and from the one year or month that other headers name.
/// A column whose month stays open is kept as a remark, unless each row gives its own.
pub fn resolve(layout: &mut SheetLayout) {
    let lines = layout.notes.iter().map(String::as_str).chain([layout.name.as_ref()]);
    let told: Vec<(u16, Option<u8>)> = lines.filter_map(period_in).collect();
    let named = || layout.columns.iter().filter_map(|column| of_period(column.field));
    let is_past = |of: &OfPeriod| of.what == What::SinceStart && of.month == Some(12);
    let years: BTreeSet<u16> = named().filter(|of| !is_past(of)).filter_map(|of| of.year).collect();
    let months: BTreeSet<u8> = named().filter(|of| !is_past(of)).filter_map(|of| of.month).collect();
    let year = told.first().map(|(year, _)| *year).or_else(|| only(&years));
    let month = told.iter().find_map(|(_, month)| *month).or_else(|| only(&months));
    let by_row = layout.has_month();
    let mut seen = BTreeSet::new();
    for column in &mut layout.columns {
        let Some(mut of) = of_period(column.field).filter(|of| of.what != What::Month) else { continue };
        if !by_row || of.month.is_some() {
            of.year = of.year.or(year);
        }
        if of.what.needs_month() && !by_row {
            of.month = of.month.or(month);
        }
        column.field = Some(Field::OfPeriod(of));
        if !of.is_whole() && !by_row {
            column.field = None;
            column.why = Why::NoPeriod;
        } else if !seen.insert(of) {
            column.field = None;
            column.why = Why::Taken;
        }
    }
}

fn of_period(field: Option<Field>) -> Option<OfPeriod> {
    match field {
        Some(Field::OfPeriod(of)) => Some(of),
        _ => None,
    }
}

fn only<T: Copy + Ord>(values: &BTreeSet<T>) -> Option<T> {
    values.first().filter(|_| values.len() == 1).copied()
}
