//! A layout as text: TOML, as a person may write it and hand it on.
//!
//! ```toml
//! name = "City monthly list"
//!
//! [[sheet]]
//! header_rows = 1
//! dates = "mdy"
//!
//! [[sheet.column]]
//! header = "Project"
//! field = "title"
//! ```

use super::{ColumnRule, Learned, Mistake, SheetRule, teachable, without_period};
use crate::imports::headers::Field;
use crate::imports::recognize::{DateOrder, HEADER_ROWS_MAX, Manner, Unit};
use domain::Day;
use domain::limits::{COLUMNS_MAX, LAYOUT_SHEETS_MAX, NAME_MAX_CHARS};
use domain::money::DollarRate;
use figures::{Misread, line_of, nearest};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A mistake in the text of a layout, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, key {key:?}: {problem}")]
pub struct LayoutError {
    /// Line, from 1.
    pub line: usize,
    /// The key; empty where the mistake is at none.
    pub key: String,
    /// What is wrong.
    pub problem: LayoutProblem,
}

/// What is wrong in a layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutProblem {
    /// Not the form of layouts: an unknown key, a key left out, a value of another kind.
    #[error("{0}")]
    Syntax(Misread),
    /// A value that is none of the known ones.
    #[error("{value:?} is not known here")]
    Unknown {
        /// As written.
        value: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// Nothing, or too much, where there must be something.
    #[error("between 1 and {0} are needed here")]
    Length(usize),
    /// A field that another column of the sheet tells.
    #[error("another column tells {0:?}")]
    Twice(String),
    /// No column names the project: neither its name nor its number.
    #[error("no column names the project")]
    NoName,
    /// A unit in which the field isn't told.
    #[error("the field is not told in this unit")]
    UnitUnfit,
    /// Dollars without a rate and its day.
    #[error("dollars need a rate and its day")]
    RateMissing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: Spanned<String>,
    #[serde(default)]
    sheet: Vec<Spanned<RawSheet>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSheet {
    name: Option<String>,
    header_rows: Spanned<u32>,
    dates: Option<Spanned<String>>,
    rate: Option<Spanned<String>>,
    rate_on: Option<Spanned<String>>,
    #[serde(default)]
    column: Vec<Spanned<RawColumn>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    header: Spanned<String>,
    field: Option<Spanned<String>>,
    unit: Option<Spanned<String>>,
}

impl Learned {
    /// Reads a layout.
    ///
    /// # Errors
    /// [`LayoutError`] for the first mistake, with its line and key.
    pub fn parse(text: &str) -> Result<Self, LayoutError> {
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let (at, misread) = Misread::of(text, &error, "sheet");
            LayoutError { line: at.line, key: at.key, problem: LayoutProblem::Syntax(misread) }
        })?;
        let name = raw.name.get_ref().trim();
        if name.is_empty() || name.chars().count() > NAME_MAX_CHARS {
            return Err(at(text, &raw.name, "name", LayoutProblem::Length(NAME_MAX_CHARS)));
        }
        if raw.sheet.is_empty() || raw.sheet.len() > LAYOUT_SHEETS_MAX {
            let problem = LayoutProblem::Length(LAYOUT_SHEETS_MAX);
            return Err(LayoutError { line: 1, key: "sheet".to_owned(), problem });
        }
        let name = name.to_owned();
        let sheets = raw.sheet.iter().map(|sheet| sheet_of(text, sheet)).collect::<Result<_, _>>()?;
        Ok(Self { name, sheets })
    }

    /// The layout as text, which [`Learned::parse`] reads as the same.
    pub fn to_text(&self) -> String {
        toml::to_string(&Written::of(self)).expect("texts and numbers can always be written")
    }
}

fn at<T>(text: &str, value: &Spanned<T>, key: &str, problem: LayoutProblem) -> LayoutError {
    LayoutError { line: line_of(text, value.span().start), key: key.to_owned(), problem }
}

fn unknown<'a>(value: &str, known: impl IntoIterator<Item = &'a str>) -> LayoutProblem {
    LayoutProblem::Unknown { value: value.to_owned(), near: nearest(value, known) }
}

fn sheet_of(text: &str, raw: &Spanned<RawSheet>) -> Result<SheetRule, LayoutError> {
    let own = raw.get_ref();
    let header_rows = *own.header_rows.get_ref();
    if !(1..=HEADER_ROWS_MAX).contains(&header_rows) {
        let problem = LayoutProblem::Length(HEADER_ROWS_MAX as usize);
        return Err(at(text, &own.header_rows, "header_rows", problem));
    }
    if own.column.is_empty() || own.column.len() > COLUMNS_MAX as usize {
        return Err(at(text, raw, "column", LayoutProblem::Length(COLUMNS_MAX as usize)));
    }
    let manner = manner(text, own)?;
    let columns = own.column.iter().map(|column| column_of(text, column.get_ref()));
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let rule = SheetRule { sheet: own.name.clone(), header_rows, manner, columns };
    match rule.check() {
        Ok(()) => Ok(rule),
        Err(Mistake { column, key, problem }) => {
            let column = column.and_then(|place| own.column.get(place)).map(Spanned::get_ref);
            let written = column
                .and_then(|column| if key == "unit" { column.unit.as_ref() } else { column.field.as_ref() });
            Err(written.map_or_else(
                || at(text, raw, key, problem.clone()),
                |written| at(text, written, key, problem.clone()),
            ))
        }
    }
}

fn manner(text: &str, raw: &RawSheet) -> Result<Manner, LayoutError> {
    let dates = match &raw.dates {
        None => DateOrder::Open,
        Some(written) => DateOrder::from_code(written.get_ref()).ok_or_else(|| {
            at(text, written, "dates", unknown(written.get_ref(), DateOrder::ALL.map(DateOrder::code)))
        })?,
    };
    let dollar = match (&raw.rate, &raw.rate_on) {
        (None, None) => None,
        (Some(rate), None) => return Err(at(text, rate, "rate_on", LayoutProblem::RateMissing)),
        (None, Some(on)) => return Err(at(text, on, "rate", LayoutProblem::RateMissing)),
        (Some(rate), Some(on)) => {
            let day = Day::parse_iso(on.get_ref())
                .ok_or_else(|| at(text, on, "rate_on", unknown(on.get_ref(), [])))?;
            let read = DollarRate::parse(rate.get_ref(), day);
            Some(read.ok_or_else(|| at(text, rate, "rate", unknown(rate.get_ref(), [])))?)
        }
    };
    Ok(Manner { dates, dollar })
}

fn column_of(text: &str, raw: &RawColumn) -> Result<ColumnRule, LayoutError> {
    if raw.header.get_ref().trim().is_empty() {
        return Err(at(text, &raw.header, "header", LayoutProblem::Length(NAME_MAX_CHARS)));
    }
    let field = raw
        .field
        .as_ref()
        .map(|written| field_of(written.get_ref()).map_err(|problem| at(text, written, "field", problem)));
    let field = field.transpose()?;
    let Some(written) = &raw.unit else {
        return Ok(ColumnRule { header: raw.header.get_ref().clone(), field, unit: None });
    };
    let unit = Unit::from_code(written.get_ref())
        .ok_or_else(|| at(text, written, "unit", unknown(written.get_ref(), Unit::TAUGHT.map(Unit::code))))?;
    Ok(ColumnRule { header: raw.header.get_ref().clone(), field, unit: Some(unit) })
}

fn field_of(code: &str) -> Result<Field, LayoutProblem> {
    // A code with a year or month is one of an import that was kept: the sheet says them anew.
    let known = Field::from_code(code).map(without_period).filter(|field| teachable().any(|it| it == *field));
    known.ok_or_else(|| {
        let codes: Vec<String> = teachable().map(Field::code).collect();
        unknown(code, codes.iter().map(String::as_str))
    })
}

#[derive(Serialize)]
struct Written<'l> {
    name: &'l str,
    sheet: Vec<WrittenSheet<'l>>,
}

#[derive(Serialize)]
struct WrittenSheet<'l> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'l str>,
    header_rows: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_on: Option<String>,
    column: Vec<WrittenColumn<'l>>,
}

#[derive(Serialize)]
struct WrittenColumn<'l> {
    header: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
}

impl<'l> Written<'l> {
    fn of(layout: &'l Learned) -> Self {
        Self { name: &layout.name, sheet: layout.sheets.iter().map(WrittenSheet::of).collect() }
    }
}

impl<'l> WrittenSheet<'l> {
    fn of(rule: &'l SheetRule) -> Self {
        let column = |column: &'l ColumnRule| WrittenColumn {
            header: &column.header,
            field: column.field.map(Field::code),
            unit: column.unit.map(Unit::code),
        };
        Self {
            name: rule.sheet.as_deref(),
            header_rows: rule.header_rows,
            dates: (rule.manner.dates != DateOrder::Open).then(|| rule.manner.dates.code()),
            rate: rule.manner.dollar.map(DollarRate::text),
            rate_on: rule.manner.dollar.map(|rate| rate.on.to_string()),
            column: rule.columns.iter().map(column).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
