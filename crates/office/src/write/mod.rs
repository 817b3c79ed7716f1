//! Typed tables to `.xlsx` ([`XlsxWriter`]) and `.csv` ([`CsvWriter`]), row by row.

mod csv;
pub mod guard;
mod heads;
mod xlsx;

pub use csv::{CsvOptions, CsvWriter};
pub use xlsx::{Tint, XlsxWriter};
pub(crate) use xlsx::{new_workbook, tab_name};

use crate::read::serial_of_day;
use crate::sheet::{Cell, Number};
use std::borrow::Cow;

/// How a column is shown, and what it says about its values. A value of another type is still written as what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text: names, and codes whose leading zeros count.
    Text,
    /// Whole numbers, without thousands separators.
    Integer,
    /// Decimals with this many places.
    Decimal {
        /// Digits behind the point, at most 18.
        places: u8,
    },
    /// A calendar day, `yyyy-mm-dd`.
    Day,
    /// A calendar month, `yyyy-mm`.
    Month,
    /// A rank, a change of rank, a word or two: centred, so that it runs into neither neighbour.
    Sign,
}

/// One column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// The header.
    pub header: String,
    /// Width in characters of the digit 0; a Chinese character takes two.
    pub width: f64,
    /// How values are shown.
    pub format: Format,
    /// The column is there for programs, not for readers (keys and versions for a later import).
    pub hidden: bool,
    /// A header over this column's and its neighbours', merged over all that name the same.
    pub group: Option<String>,
    /// The texts that may be chosen in this column, offered as a list; none for free input. Lists that a workbook
    /// cannot hold (over 255 characters together) are left out.
    pub choices: Vec<String>,
    /// Whether texts besides those may be typed, after a word of warning.
    pub open: bool,
}

impl Column {
    /// A visible column without a list.
    pub fn new(header: impl Into<String>, width: f64, format: Format) -> Column {
        Column {
            header: header.into(),
            width,
            format,
            hidden: false,
            group: None,
            choices: Vec::new(),
            open: false,
        }
    }

    /// The same, hidden.
    #[must_use]
    pub fn hidden(mut self) -> Column {
        self.hidden = true;
        self
    }

    /// The same, under a header that it shares with its neighbours.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Column {
        self.group = Some(group.into());
        self
    }

    /// The same, with a list of texts to choose from.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = impl Into<String>>) -> Column {
        self.choices = choices.into_iter().map(Into::into).collect();
        self
    }

    /// The same, with a list of texts to choose from that isn't all that may be typed.
    #[must_use]
    pub fn proposes(self, choices: impl IntoIterator<Item = impl Into<String>>) -> Column {
        Column { open: true, ..self.choices(choices) }
    }
}

/// A sheet to be written: what stands above its rows, and its columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name on the tab; what a tab cannot show is replaced, and a number is added to a name used twice.
    pub name: String,
    /// A title merged over all columns.
    pub title: Option<String>,
    /// Left of the line under the title, such as the reporting office.
    pub note_left: Option<String>,
    /// Right of the line under the title, such as `单位：万元`.
    pub note_right: Option<String>,
    /// The columns, at least one.
    pub columns: Vec<Column>,
    /// Below the rows, each over all columns.
    pub notes: Vec<String>,
    /// Whether the header offers filters.
    pub autofilter: bool,
    /// Columns at the left that stay where they are when the sheet moves sideways.
    pub frozen_columns: u16,
    /// Rows below the last that are meant to be filled: they have the formats and lists of those above.
    pub spare_rows: u32,
}

impl Table {
    /// A table with neither title nor notes, with filters.
    pub fn new(name: impl Into<String>, columns: Vec<Column>) -> Table {
        let (title, note_left, note_right) = (None, None, None);
        Table {
            name: name.into(),
            title,
            note_left,
            note_right,
            columns,
            notes: Vec::new(),
            autofilter: true,
            frozen_columns: 0,
            spare_rows: 0,
        }
    }
}

/// The value of a cell to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Blank,
    /// Text, always written as text whatever it begins with.
    Text(Cow<'a, str>),
    /// A whole number. More than 15 digits are written as text, since a spreadsheet number cannot hold them.
    Integer(i64),
    /// `scaled` divided by ten to the power of `places`: fen with two places are yuan, with six places 万元.
    Decimal {
        /// The number times ten to the power of `places`.
        scaled: i64,
        /// Digits behind the point, at most 18.
        places: u8,
    },
    /// A calendar day.
    Day(i32, u8, u8),
    /// A calendar month.
    Month(i32, u8),
}

impl<'a> Value<'a> {
    /// Text, borrowed or owned.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Value<'a> {
        Value::Text(text.into())
    }

    /// The value as a reader of the written workbook gets it.
    pub fn cell(&self) -> Cell {
        let day = |year, month, day, month_only| match serial_of_day(year, month, day) {
            Some(_) => Cell::Date { year, month, day, month_only },
            None => Cell::Empty,
        };
        match self {
            Value::Blank => Cell::Empty,
            Value::Text(text) if text.is_empty() => Cell::Empty,
            Value::Text(text) => Cell::Text(text.clone().into_owned()),
            Value::Day(year, month, of_month) => day(*year, *month, *of_month, false),
            Value::Month(year, month) => day(*year, *month, 1, true),
            Value::Integer(_) | Value::Decimal { .. } => xlsx::number_of(self)
                .ok()
                .flatten()
                .and_then(Number::new)
                .map_or_else(|| Cell::Text(self.plain().into_owned()), Cell::Number),
        }
    }

    /// The plain text of the value: decimals with all their places, days as `2022-03-05`, months as `2022-03`.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Value::Blank => Cow::Borrowed(""),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Decimal { scaled, places } => Cow::Owned(decimal_text(*scaled, *places)),
            Value::Day(year, month, day) => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
            Value::Month(year, month) => Cow::Owned(format!("{year:04}-{month:02}")),
        }
    }
}

/// `decimal_text(-105, 2)` is `-1.05`: exact, with all places.
fn decimal_text(scaled: i64, places: u8) -> String {
    let places = usize::from(places);
    let sign = if scaled < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(-105, 2, "-1.05")]
    #[case(5, 6, "0.000005")]
    #[case(1200, 0, "1200")]
    #[case(i64::MIN, 2, "-92233720368547758.08")]
    fn a_decimal_is_printed_exactly(#[case] scaled: i64, #[case] places: u8, #[case] text: &str) {
        assert_eq!(decimal_text(scaled, places), text);
    }
}
