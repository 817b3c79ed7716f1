//! A sheet that a learned layout fits: its columns as the layout says, the rest as their headers say.

use super::grid::Grid;
use super::units::Unit;
use super::{Column, Shape, SheetLayout, UnitFrom, Why, body, header, period, title};
use crate::imports::headers::Field;
use crate::imports::learned::{ColumnRule, Fit, SheetRule};
use office::Sheet;
use std::collections::BTreeSet;

/// By which layout a sheet was taken, and where the two part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByLayout {
    /// The layout's name.
    pub name: String,
    /// Headers of the layout that the sheet lacks.
    pub missing: Vec<String>,
    /// Headers of the sheet of which the layout knows nothing.
    pub further: Vec<String>,
    /// Headers beside which the sheet states another unit than the layout.
    pub other_unit: Vec<String>,
}

/// Takes a sheet as the layout says that fits it.
pub fn take(index: usize, sheet: &Sheet, grid: &Grid<'_>, fit: &Fit<'_>) -> SheetLayout {
    let rule = fit.rule();
    let mut layout = SheetLayout::new(index, sheet, Shape::Table { first: fit.first, last: fit.last });
    let above = title::read(grid, fit.first);
    layout.manner = rule.manner;
    layout.columns = header::at(grid, fit.first, fit.last);
    let mut by = impose(&mut layout.columns, rule, above.unit);
    by.name.clone_from(&fit.layout.name);
    header::give_unit(&mut layout.columns, above.unit);
    layout.reference = above.reference;
    layout.notes = above.lines;
    layout.learned = Some(by);
    period::resolve(&mut layout);
    body::finish(grid, &mut layout);
    layout
}

/// Gives each column the meaning that the rule has for its header; the others keep their own, but none that is given.
fn impose(columns: &mut [Column], rule: &SheetRule, above: Option<Unit>) -> ByLayout {
    let headers: Vec<String> = columns.iter().map(|column| column.header.to_string()).collect();
    let places = rule.places(&headers);
    let mut by =
        ByLayout { name: String::new(), missing: Vec::new(), further: Vec::new(), other_unit: Vec::new() };
    let mut claimed = BTreeSet::new();
    for (taught, place) in rule.columns.iter().zip(places) {
        match place {
            None => by.missing.push(taught.header.clone()),
            Some(place) => {
                claimed.insert(place);
                if teach(&mut columns[place], taught, above) {
                    by.other_unit.push(taught.header.clone());
                }
            }
        }
    }
    let given: BTreeSet<Field> = rule.columns.iter().filter_map(|taught| taught.field).collect();
    for (place, column) in columns.iter_mut().enumerate().filter(|(place, _)| !claimed.contains(place)) {
        by.further.push(headers[place].clone());
        if column.field.is_some_and(|field| given.contains(&field)) {
            column.field = None;
            column.why = Why::Taken;
        }
    }
    by
}

/// Gives a column its meaning; whether the sheet states another unit than the layout.
fn teach(column: &mut Column, taught: &ColumnRule, above: Option<Unit>) -> bool {
    column.field = taught.field.map(|field| match field {
        Field::OfPeriod(of) => Field::OfPeriod(of.as_headed(&column.header)),
        field => field,
    });
    column.why = Why::Layout;
    let Some(unit) = taught.unit else { return false };
    let stated = column.unit.or(above.filter(|_| matches!(unit, Unit::Money(_))));
    let differs = stated.is_some_and(|stated| stated != unit && stated != Unit::Other);
    column.unit = Some(unit);
    column.unit_from = Some(UnitFrom::Layout);
    differs
}
