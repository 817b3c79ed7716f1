//! Tables ready to leave the ledger: as a workbook, as comma-separated text, as lines for a terminal.

use clap::ValueEnum;
use office::WriteError;
use office::write::{CsvOptions, CsvWriter, Format, Table, Value, XlsxWriter};

/// What a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Lines for a terminal.
    Table,
    /// Comma-separated text.
    Csv,
    /// JSON.
    Json,
    /// A workbook; needs --out.
    Xlsx,
}

/// Gap between the columns of a terminal, in cells.
const GAP: usize = 2;

/// A table with its rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name, notes and columns.
    pub table: Table,
    /// A value for each column.
    pub rows: Vec<Vec<Value<'static>>>,
}

impl Sheet {
    /// Comma-separated text; people's programs want the byte-order mark, scripts don't.
    ///
    /// # Errors
    /// When a value can't be written.
    pub fn csv(&self, byte_order_mark: bool) -> Result<Vec<u8>, WriteError> {
        let mut writer = CsvWriter::new(Vec::new(), CsvOptions { byte_order_mark })?;
        writer.header(self.table.columns.iter().map(|column| column.header.as_str()))?;
        for row in &self.rows {
            writer.row(row)?;
        }
        writer.finish()
    }

    /// Lines with aligned columns, numbers to the right; columns without any value are left out.
    pub fn text(&self) -> String {
        let columns = &self.table.columns;
        let filled = |index: &usize| self.rows.iter().any(|row| row[*index] != Value::Blank);
        let shown: Vec<usize> = (0..columns.len()).filter(filled).collect();
        let mut lines: Vec<Vec<String>> =
            vec![shown.iter().map(|index| columns[*index].header.clone()).collect()];
        for row in &self.rows {
            lines.push(shown.iter().map(|index| shown_as(&row[*index], columns[*index].format)).collect());
        }
        let width = |place: usize| lines.iter().map(|line| cells(&line[place])).max().unwrap_or(0);
        let widths: Vec<usize> = (0..shown.len()).map(width).collect();
        let mut text = String::new();
        for line in &lines {
            let mut printed = String::new();
            for (place, word) in line.iter().enumerate() {
                let blank = " ".repeat(widths[place] - cells(word));
                let right = matches!(columns[shown[place]].format, Format::Integer | Format::Decimal { .. });
                let (before, after) = if right { (blank.as_str(), "") } else { ("", blank.as_str()) };
                printed += &format!("{before}{word}{after}{}", " ".repeat(GAP));
            }
            text += printed.trim_end();
            text.push('\n');
        }
        text
    }
}

/// One workbook of several tables.
///
/// # Errors
/// When a table has no column or more than a sheet holds.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    let mut writer = XlsxWriter::new()?;
    for sheet in sheets {
        writer.begin(&sheet.table)?;
        for row in &sheet.rows {
            writer.row(row)?;
        }
    }
    writer.finish()
}

/// A printed number (`35.67`, `-2`, `66.7%`) as a cell that holds just that number; blank where none is printed.
pub fn printed_number(printed: &str) -> Value<'static> {
    let number = printed.trim_end_matches('%');
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scaled = number.replace('.', "").replace('−', "-").parse::<i64>();
    match (scaled, u8::try_from(places)) {
        (Ok(scaled), Ok(places)) => Value::Decimal { scaled, places },
        _ => Value::Blank,
    }
}

/// A value for a terminal: exact, with the places of its column and more where it has them.
fn shown_as(value: &Value<'_>, format: Format) -> String {
    let plain = value.plain();
    match (value, format) {
        (Value::Decimal { .. }, Format::Decimal { places }) => {
            let whole = plain.find('.').unwrap_or(plain.len());
            let kept = plain.len().min(whole + 1 + usize::from(places));
            let exact = domain::money::trim_zeros(&plain).len();
            plain[..exact.max(kept)].trim_end_matches('.').to_owned()
        }
        (Value::Decimal { .. }, _) => domain::money::trim_zeros(&plain).to_owned(),
        _ => plain.into_owned(),
    }
}

/// Cells that a text takes on a terminal: Chinese and other wide characters take two.
pub fn cells(text: &str) -> usize {
    text.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use office::write::Column;

    #[test]
    fn a_printed_number_is_a_cell_of_that_number() {
        let decimal = |scaled, places| Value::Decimal { scaled, places };
        assert_eq!(printed_number("35.67"), decimal(3567, 2));
        assert_eq!(printed_number("-0.5%"), decimal(-5, 1));
        assert_eq!(printed_number("12"), decimal(12, 0));
        assert_eq!(printed_number("—"), Value::Blank);
    }

    fn sheet() -> Sheet {
        let columns = vec![
            Column::new("开发区", 20.0, Format::Text),
            Column::new("n", 8.0, Format::Integer),
            Column::new("空", 8.0, Format::Text),
        ];
        let row = |name: &'static str, n| vec![Value::text(name), Value::Integer(n), Value::Blank];
        Sheet { table: Table::new("figures", columns), rows: vec![row("晋中", 7), row("a,b", 120)] }
    }

    #[test]
    fn lines_are_aligned_by_what_a_terminal_shows() {
        assert_eq!(sheet().text(), "开发区    n\n晋中      7\na,b     120\n");
    }

    #[test]
    fn a_terminal_shows_the_places_of_the_column_and_loses_none_of_the_number() {
        let shown = |scaled, places, of_column| {
            shown_as(&Value::Decimal { scaled, places }, Format::Decimal { places: of_column })
        };
        assert_eq!(shown(780, 1, 1), "78.0");
        assert_eq!(shown(78, 0, 1), "78");
        assert_eq!(shown(150_000_000, 8, 2), "1.50");
        assert_eq!(shown(123_450_000, 8, 2), "1.2345");
        assert_eq!(shown(1200, 2, 0), "12");
    }

    #[test]
    fn text_with_commas_is_quoted_and_scripts_get_no_mark() {
        let text = String::from_utf8(sheet().csv(false).unwrap()).unwrap();
        assert_eq!(text, "开发区,n,空\r\n晋中,7,\r\n\"a,b\",120,\r\n");
        assert!(sheet().csv(true).unwrap().starts_with(b"\xef\xbb\xbf"));
    }
}
