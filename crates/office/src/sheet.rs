//! The plain data that every reader produces and every writer takes.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Highest number of columns that any spreadsheet program has (`XFD`); row and column numbers are zero-based.
pub const GRID_COLS: u32 = 16_384;
/// Highest number of rows that any spreadsheet program has.
pub const GRID_ROWS: u32 = 1_048_576;
/// Significant decimal digits that a spreadsheet number can hold; what is longer was a code, not a quantity.
pub const EXACT_DIGITS: usize = 15;

/// Places of formulas without a value that a [`Sheet`] lists.
pub const FORMULA_CELLS_MAX: usize = 10_000;

/// What kind of file a [`Book`] was read from, told from its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Office Open XML (`.xlsx`, `.xlsm`, also saved as `.et`).
    Xlsx,
    /// The binary format before it (`.xls`, also saved as `.et`).
    Xls,
    /// Text with separators: commas, semicolons or tabs.
    Csv,
    /// The XML workbook of Excel 2003 (`.xml`, also saved as `.xls`).
    SpreadsheetMl,
    /// The tables of a web page (`.html`, often saved as `.xls`).
    Html,
    /// The tables of a web page in one file (`.mht`).
    WebArchive,
}

impl Kind {
    /// A stable name for logs, JSON and message catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Xlsx => "xlsx",
            Kind::Xls => "xls",
            Kind::Csv => "csv",
            Kind::SpreadsheetMl => "spreadsheet_ml",
            Kind::Html => "html",
            Kind::WebArchive => "web_archive",
        }
    }
}

/// How the bytes of a file that is text became text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoded {
    /// The character set: `"UTF-8"`, `"GB18030"`, `"UTF-16LE"` and so on.
    pub charset: String,
    /// The file neither names its character set nor can it be no other, so the user should look at the texts.
    pub guessed: bool,
    /// What stands between the cells of a text table; None for the other kinds.
    pub separator: Option<char>,
}

/// A workbook, or a text table as a workbook of one sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// Told from the content, never from the name.
    pub kind: Kind,
    /// How its bytes became text; None for a file that isn't text.
    pub decoded: Option<Decoded>,
    /// The workbook counts days from 1904. Cells are already converted; only for information.
    pub date1904: bool,
    /// All worksheets in the order of their tabs, hidden ones included. Chart sheets are left out.
    pub sheets: Vec<Sheet>,
}

/// One worksheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the tab; for text tables the file's name without its ending.
    pub name: String,
    /// The user cannot see this sheet without asking for it.
    pub hidden: bool,
    /// Dense from row 0 and column 0. Empty cells at the end of a row and empty rows at the end are left out.
    pub rows: Vec<Vec<Cell>>,
    /// Merged ranges of more than one cell, clipped to the read limits. Only their first cell holds a value.
    pub merges: Vec<Range>,
    /// Numbers of the rows that are hidden (by hand or by a filter), ascending.
    pub hidden_rows: Vec<u32>,
    /// Numbers of the columns that are hidden, ascending.
    pub hidden_cols: Vec<u32>,
    /// Formulas for which the file holds no computed value (it was never opened in a spreadsheet program): these cells
    /// are [`Cell::Empty`] here although the user may have seen a number elsewhere.
    pub formulas_without_value: u32,
    /// Row and column of the first of them, at most [`FORMULA_CELLS_MAX`], in the order of the sheet.
    pub formula_cells: Vec<(u32, u32)>,
    /// What it is of a sheet of the file, where somebody took that apart. No reader does.
    #[serde(skip)]
    pub part: Option<Part>,
}

/// Where the cells of a part of a sheet stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Index of the sheet in the file.
    pub sheet: usize,
    /// The row and the column of the file from which rows and columns have changed places; none where each cell kept its own.
    pub turned_at: Option<(u32, u32)>,
}

impl Part {
    /// The row and column in the file of what stands at a row and column of the part.
    pub fn in_file(self, row: u32, col: u32) -> (u32, u32) {
        match self.turned_at {
            Some((top, left)) if row >= top => (top + col, left + (row - top)),
            _ => (row, col),
        }
    }
}

impl Sheet {
    /// The cell at zero-based `row` and `col`; [`Cell::Empty`] outside of what the sheet holds.
    pub fn cell(&self, row: u32, col: u32) -> &Cell {
        self.rows.get(row as usize).and_then(|cells| cells.get(col as usize)).unwrap_or(&Cell::Empty)
    }

    /// Width of the widest row, in columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Drops empty cells at row ends and empty rows at the end, which the type promises not to hold.
    pub fn trim(&mut self) {
        for row in &mut self.rows {
            while row.last().is_some_and(Cell::is_empty) {
                row.pop();
            }
        }
        while self.rows.last().is_some_and(Vec::is_empty) {
            self.rows.pop();
        }
    }
}

/// The value of one cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing, or an empty text.
    #[default]
    Empty,
    /// Text as it stands, not trimmed. In text tables every cell is text.
    Text(String),
    /// A number without a date format.
    Number(Number),
    /// A number with a date format: a calendar day, its clock dropped.
    Date {
        /// Year, 1899 to 9999.
        year: i32,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month, from 1.
        day: u8,
        /// The displayed format hides the day (`2022年3月`), so the user saw a month and `day` is filling.
        month_only: bool,
    },
    /// A truth value.
    Bool(bool),
    /// An error value as displayed, such as `#REF!`.
    Error(Box<str>),
}

impl Cell {
    /// True for [`Cell::Empty`].
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// The value as text: numbers by [`Number::text`], days as `2022-03-05`, months as `2022-03`, truth as `TRUE`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.text()),
            Cell::Date { year, month, month_only: true, .. } => Cow::Owned(format!("{year:04}-{month:02}")),
            Cell::Date { year, month, day, .. } => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
            Cell::Bool(true) => Cow::Borrowed("TRUE"),
            Cell::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }
}

/// A finite spreadsheet number. Spreadsheets hold binary fractions but mean decimals of at most 15 digits, so amounts
/// must be parsed from [`text`](Number::text), never computed from [`value`](Number::value).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(f64);

impl Number {
    /// None for infinities and not-a-number, which no spreadsheet holds.
    pub fn new(value: f64) -> Option<Number> {
        value.is_finite().then_some(Number(if value == 0.0 { 0.0 } else { value }))
    }

    /// The binary value, for charts and comparisons only.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The exact decimal that the user sees in the edit line: plain digits without exponent, with `-` and `.` only.
    /// The residue of a computed fraction (0.1 + 0.2) is cut at 15 digits as spreadsheets do; a whole number keeps all
    /// its digits, so that a code that lost its last digits is seen to be too long.
    pub fn text(self) -> String {
        let shortest = self.0.to_string();
        if self.0.fract() == 0.0 || significant_digits(&shortest) <= EXACT_DIGITS {
            return shortest;
        }
        let rounded = format!("{:.*e}", EXACT_DIGITS - 1, self.0);
        rounded.parse::<f64>().map_or(shortest, |value| value.to_string())
    }

    /// A whole number of more than 15 digits: the spreadsheet has already lost its end. It was a code (identity,
    /// credit or project code) typed as a number, and must be refused as one.
    pub fn lost_digits(self) -> bool {
        self.0.abs() >= 1e15
    }
}

fn significant_digits(decimal: &str) -> usize {
    let digits = decimal.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0').count()
}

/// A rectangle of cells, zero-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Top row.
    pub first_row: u32,
    /// Left column.
    pub first_col: u32,
    /// Bottom row.
    pub last_row: u32,
    /// Right column.
    pub last_col: u32,
}

impl Range {
    /// True when the cell lies in the rectangle.
    pub fn contains(&self, row: u32, col: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row) && (self.first_col..=self.last_col).contains(&col)
    }

    /// Reads `A1:C3`, or a single `B2`, with or without `$`. None for anything else.
    pub fn parse(text: &str) -> Option<Range> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first_row, first_col) = parse_address(first)?;
        let (last_row, last_col) = parse_address(last)?;
        (first_row <= last_row && first_col <= last_col).then_some(Range {
            first_row,
            first_col,
            last_row,
            last_col,
        })
    }
}

/// The address that users know: `address(213, 5)` is `F214`.
pub fn address(row: u32, col: u32) -> String {
    format!("{}{}", column_letters(col), u64::from(row) + 1)
}

/// The letters over a zero-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The zero-based `(row, col)` of an address such as `F214`; None outside the grid that spreadsheets have.
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let (mut row, mut col, mut digits) = (0u32, 0u32, false);
    for byte in text.bytes() {
        match byte {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if !digits => {
                col = col * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
            }
            b'0'..=b'9' => {
                digits = true;
                row = row * 10 + u32::from(byte - b'0');
            }
            _ => return None,
        }
        if row > GRID_ROWS || col > GRID_COLS {
            return None;
        }
    }
    (row > 0 && col > 0).then(|| (row - 1, col - 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, "A1")]
    #[case(213, 5, "F214")]
    #[case(9, 25, "Z10")]
    #[case(9, 26, "AA10")]
    #[case(1_048_575, 16_383, "XFD1048576")]
    fn an_address_reads_as_users_write_it(#[case] row: u32, #[case] col: u32, #[case] text: &str) {
        assert_eq!(address(row, col), text);
        assert_eq!(parse_address(text), Some((row, col)));
    }

    #[rstest]
    #[case("")]
    #[case("A")]
    #[case("12")]
    #[case("A0")]
    #[case("XFE1")]
    #[case("A1048577")]
    #[case("1A")]
    #[case("A99999999999999999999")]
    #[case("AAAAAAAAAAAAAAAAAAAAA1")]
    fn what_is_no_address_on_the_grid_is_refused(#[case] text: &str) {
        assert_eq!(parse_address(text), None);
    }

    #[rstest]
    #[case(1200.0, "1200")]
    #[case(0.1, "0.1")]
    #[case(0.1 + 0.2, "0.3")]
    #[case(1.1 * 3.0, "3.3")]
    #[case(-264.25, "-264.25")]
    #[case(-0.0, "0")]
    #[case(123_456_789_012_345.0, "123456789012345")]
    #[case(1e-7, "0.0000001")]
    fn a_number_reads_as_the_decimal_that_was_meant(#[case] value: f64, #[case] text: &str) {
        let number = Number::new(value).unwrap();
        assert_eq!(number.text(), text);
        assert!(!number.lost_digits());
    }

    #[test]
    fn a_code_typed_as_a_number_shows_that_its_end_is_lost() {
        let number = Number::new(140_107_202_203_051_234.0).unwrap();
        assert!(number.lost_digits());
        assert_eq!(number.text().len(), 18);
        assert_eq!(Number::new(f64::NAN), None);
    }

    #[test]
    fn a_cell_stays_small() {
        assert!(size_of::<Cell>() <= 24, "{}", size_of::<Cell>());
    }

    #[test]
    fn a_range_is_read_in_both_forms() {
        let range = Range::parse("$B$2:D3").unwrap();
        assert_eq!((range.first_row, range.first_col, range.last_row, range.last_col), (1, 1, 2, 3));
        assert!(range.contains(2, 3) && !range.contains(3, 3));
        assert_eq!(Range::parse("D3:B2"), None);
    }
}
