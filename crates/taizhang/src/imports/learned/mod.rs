//! Learned layouts: what a person has said once about the columns of an office's workbooks, and by what a sheet is known
//! again.
//!
//! [`Learned`] is the layout, read from text and written as text ([`text`]); [`fit`] finds the sheets that it speaks of;
//! [`store`] says whose layouts hold for an import.

pub mod command;
mod fit;
mod store;
mod text;
mod trial;
mod wrong;

pub use fit::{Fit, best};
pub use store::{kept_for, learned_for, named, of_name, of_org};
pub use text::{LayoutError, LayoutProblem};
pub use trial::Trial;
pub use wrong::{problem_words, wrong};

use super::headers::{Field, FieldKind, OfPeriod};
use super::recognize::{Manner, Shape, SheetLayout, Unit, UnitFrom};
use std::collections::BTreeSet;

/// A layout of workbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// What it is called.
    pub name: String,
    /// The sheets of which it speaks.
    pub sheets: Vec<SheetRule>,
}

/// What a layout says of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRule {
    /// The name of the sheet, which only decides between equals: names change every month.
    pub sheet: Option<String>,
    /// Rows of the header.
    pub header_rows: u32,
    /// How cells are read.
    pub manner: Manner,
    /// Its columns, from left to right.
    pub columns: Vec<ColumnRule>,
}

/// What a layout says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRule {
    /// The header by which the column is known; the levels of a header of several rows are joined by ·.
    pub header: String,
    /// What it tells; none of a column that is kept as a remark.
    pub field: Option<Field>,
    /// The unit of its numbers; none where the sheet says it.
    pub unit: Option<Unit>,
}

impl SheetRule {
    /// The rule by which a recognised sheet would be taken as it was; `None` of a sheet that is no table of projects.
    pub fn of(layout: &SheetLayout) -> Option<Self> {
        let Shape::Table { first, last } = layout.shape else { return None };
        let columns = layout.columns.iter().map(|column| ColumnRule {
            header: column.header.to_string(),
            field: column.field.map(without_period),
            unit: column.unit.filter(|_| column.unit_from == Some(UnitFrom::Layout)),
        });
        Some(Self {
            sheet: Some(layout.name.to_string()),
            header_rows: last - first + 1,
            manner: layout.manner,
            columns: columns.collect(),
        })
    }
}

/// What can't be in the rule of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The column, by its place in the rule; none where the whole is meant.
    pub column: Option<usize>,
    /// What of it: `field` or `unit`.
    pub key: &'static str,
    /// What is wrong.
    pub problem: LayoutProblem,
}

impl SheetRule {
    /// Whether a sheet can be taken by the rule: no two columns tell one field, units suit, something names the project.
    ///
    /// # Errors
    /// The first [`Mistake`].
    pub fn check(&self) -> Result<(), Mistake> {
        let mut taken = BTreeSet::new();
        for (place, column) in self.columns.iter().enumerate() {
            let mistake = |key, problem| Err(Mistake { column: Some(place), key, problem });
            // Of years and months there may be a column each.
            let field = column.field.filter(|field| !matches!(field, Field::OfPeriod(_)));
            if let Some(field) = field.filter(|field| !taken.insert(*field)) {
                return mistake("field", LayoutProblem::Twice(field.code()));
            }
            match column.unit {
                Some(unit) if !suits(column.field, unit) => return mistake("unit", LayoutProblem::UnitUnfit),
                Some(Unit::Dollar(_)) if self.manner.dollar.is_none() => {
                    return mistake("unit", LayoutProblem::RateMissing);
                }
                _ => {}
            }
        }
        match taken.contains(&Field::Title) || taken.contains(&Field::OwnNo) {
            true => Ok(()),
            false => Err(Mistake { column: None, key: "field", problem: LayoutProblem::NoName }),
        }
    }
}

/// The field without the year and month of one sheet: header, title or row say them anew each month.
pub fn without_period(field: Field) -> Field {
    match field {
        Field::OfPeriod(of) => Field::OfPeriod(OfPeriod { what: of.what, year: None, month: None }),
        field => field,
    }
}

/// Whether numbers of a field can stand in that unit.
pub fn suits(field: Option<Field>, unit: Unit) -> bool {
    match field.map(Field::kind) {
        Some(FieldKind::Money) => matches!(unit, Unit::Money(_) | Unit::Dollar(_)),
        Some(FieldKind::Land) => {
            matches!(unit, Unit::Mu | Unit::Hectare | Unit::SquareMetre | Unit::WanSquareMetre)
        }
        _ => false,
    }
}

/// Every field that a column can be taught to tell: the kinds of sheets that list records are known by their headers alone.
pub fn teachable() -> impl Iterator<Item = Field> {
    Field::all().chain(OfPeriod::kinds().map(Field::OfPeriod))
}
