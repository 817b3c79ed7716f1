//! Workbooks that are printed and filtered as people expect, written row by row in constant memory.

use super::heads::{self, head, header};
use super::{Format, Table, Value};
use crate::error::WriteError;
use crate::read::serial_of_day;
use crate::sheet::{GRID_COLS, GRID_ROWS};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, FormatAlign, FormatBorder,
    Workbook,
};
use rust_xlsxwriter::{Format as Style, Worksheet};
use std::io::{Seek, Write};

const MAX_TAB_CHARS: usize = 31;
const MAX_LIST_CHARS: usize = 255;
/// How hard the sheets are packed, 1 to 9. The usual 6 takes nearly twice as long for a file a twentieth smaller.
const COMPRESSION: u8 = 4;
/// Decimal digits that a spreadsheet number holds exactly.
const MAX_EXACT: u64 = 999_999_999_999_999;
const YELLOW: Color = Color::RGB(0xFF_F2_CC);
const RED: Color = Color::RGB(0xF8_CB_AD);

/// The background of a row. A colour never stands alone: the table should have a column that says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// No background.
    #[default]
    Plain,
    /// Needs attention.
    Yellow,
    /// Is late or wrong.
    Red,
    /// A row of totals: bold.
    Total,
}

/// Writes a workbook of several tables.
///
/// ```
/// use office::write::{Column, Format, Table, Value, XlsxWriter};
/// # fn main() -> Result<(), office::WriteError> {
/// let mut writer = XlsxWriter::new()?;
/// writer.begin(&Table::new("项目", vec![
///     Column::new("项目名称", 30.0, Format::Text),
///     Column::new("总投资（万元）", 14.0, Format::Decimal { places: 2 }),
/// ]))?;
/// writer.row(&[Value::text("=储能项目"), Value::Decimal { scaled: 1_200_050, places: 2 }])?;
/// let bytes = writer.finish()?;
/// # assert!(bytes.starts_with(b"PK"));
/// # Ok(())
/// # }
/// ```
pub struct XlsxWriter {
    workbook: Workbook,
    names: Vec<String>,
    open: Option<OpenTable>,
}

/// The table being written.
struct OpenTable {
    sheet: usize,
    table: Table,
    header_row: u32,
    next_row: u32,
    /// Styles by tint, then by column: of its own values, and of texts among them.
    styles: Vec<Vec<[Style; 2]>>,
}

impl XlsxWriter {
    /// A workbook without sheets. Its creation time is fixed, so that equal tables give equal bytes.
    ///
    /// # Errors
    /// When the workbook library refuses.
    pub fn new() -> Result<Self, WriteError> {
        Ok(XlsxWriter { workbook: new_workbook()?, names: Vec::new(), open: None })
    }

    /// Ends the table before and begins another on a new sheet: title, notes and header are written.
    ///
    /// # Errors
    /// When the table has no column, or more than a sheet has; when a text is too long.
    pub fn begin(&mut self, table: &Table) -> Result<(), WriteError> {
        self.end_table()?;
        if table.columns.is_empty() || table.columns.len() > GRID_COLS as usize {
            return Err(WriteError::GridFull);
        }
        let name = tab_name(&table.name, &self.names);
        // A header over two rows is merged downwards, which rows that are written and forgotten don't allow.
        let sheet = match heads::is_double(table) {
            true => self.workbook.add_worksheet(),
            false => self.workbook.add_worksheet_with_constant_memory()?,
        };
        sheet.set_name(&name)?;
        let first_row = u32::from(table.title.is_some())
            + u32::from(table.note_left.is_some() || table.note_right.is_some());
        head(sheet, table)?;
        if table.spare_rows > 0 {
            for (col, column) in table.columns.iter().enumerate() {
                sheet.set_column_format(col as u16, &style_of_spare(column.format))?;
            }
        }
        let header_row = header(sheet, table, first_row)?;
        self.open = Some(OpenTable {
            sheet: self.names.len(),
            table: table.clone(),
            header_row,
            next_row: header_row + 1,
            styles: TINTS
                .map(|tint| table.columns.iter().map(|column| styles(column.format, tint)).collect())
                .into(),
        });
        self.names.push(name);
        Ok(())
    }

    /// Writes a row, one value a column; further values are refused.
    ///
    /// # Errors
    /// When there is no table, the sheet is full, a text is too long or a day does not exist.
    pub fn row(&mut self, values: &[Value<'_>]) -> Result<(), WriteError> {
        self.row_tinted(values, Tint::Plain)
    }

    /// Writes a row with a background.
    ///
    /// # Errors
    /// As [`row`](Self::row).
    pub fn row_tinted(&mut self, values: &[Value<'_>], tint: Tint) -> Result<(), WriteError> {
        let open = self.open.as_mut().ok_or(WriteError::NoSheet)?;
        let row = open.next_row;
        if row >= GRID_ROWS || values.len() > open.table.columns.len() {
            return Err(WriteError::GridFull);
        }
        let sheet = self.workbook.worksheet_from_index(open.sheet)?;
        heads::fit_row(sheet, &open.table, (row, values))?;
        let styles = &open.styles[tint as usize];
        for (col, [style, of_text]) in styles.iter().enumerate() {
            let value = values.get(col).unwrap_or(&Value::Blank);
            let position = (row, col as u16);
            match value {
                Value::Blank => drop(sheet.write_blank(row, col as u16, style)?),
                Value::Text(text) => write_text(sheet, position, text, of_text)?,
                other => match number_of(other)? {
                    Some(number) => drop(sheet.write_number_with_format(row, col as u16, number, style)?),
                    None => write_text(sheet, position, &other.plain(), of_text)?,
                },
            }
        }
        open.next_row += 1;
        Ok(())
    }

    /// Ends the workbook and gives its bytes.
    ///
    /// # Errors
    /// When the workbook library refuses; a workbook without any sheet gets an empty one.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        self.end_table()?;
        Ok(self.workbook.save_to_buffer()?)
    }

    /// Ends the workbook and writes it to `to`.
    ///
    /// # Errors
    /// When the workbook library or the destination refuses.
    pub fn finish_to(mut self, to: impl Write + Seek + Send) -> Result<(), WriteError> {
        self.end_table()?;
        Ok(self.workbook.save_to_writer(to)?)
    }

    /// What can only be written when the last row is known: notes, filters, lists, print area.
    fn end_table(&mut self) -> Result<(), WriteError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let sheet = self.workbook.worksheet_from_index(open.sheet)?;
        let last_row = open.next_row - 1;
        let last_col = (open.table.columns.len() - 1) as u16;
        let mut end = last_row;
        for note in &open.table.notes {
            end += 1;
            if end >= GRID_ROWS {
                return Err(WriteError::GridFull);
            }
            heads::note(sheet, &open.table, (end, note))?;
        }
        if open.table.autofilter {
            sheet.autofilter(open.header_row, 0, last_row, last_col)?;
        }
        sheet.set_print_area(0, 0, end, last_col)?;
        let (first, last_row) = (open.header_row + 1, (last_row + open.table.spare_rows).min(GRID_ROWS - 1));
        for (col, column) in open.table.columns.iter().enumerate() {
            let length: usize = column.choices.iter().map(|choice| choice.chars().count() + 1).sum();
            if column.choices.is_empty() || length > MAX_LIST_CHARS || last_row < first {
                continue;
            }
            let strictness =
                if column.open { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
            let list = DataValidation::new().allow_list_strings(&column.choices)?.set_error_style(strictness);
            sheet.add_data_validation(first, col as u16, last_row, col as u16, &list)?;
        }
        Ok(())
    }
}

const TINTS: [Tint; 4] = [Tint::Plain, Tint::Yellow, Tint::Red, Tint::Total];

/// A workbook whose bytes depend on its content alone.
pub(crate) fn new_workbook() -> Result<Workbook, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// A name that a tab can carry and no other tab of the workbook has: forbidden characters become `_`, 31 characters
/// at most, a number behind a repeated name.
pub(crate) fn tab_name(wanted: &str, taken: &[String]) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c };
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_TAB_CHARS - 4
    };
    let clean: String = wanted.chars().map(allowed).collect();
    let clean = clean.trim().trim_matches('\'');
    let short: String = if clean.encode_utf16().count() <= MAX_TAB_CHARS {
        clean.to_owned()
    } else {
        clean.chars().take_while(fits).collect()
    };
    let base = match short.trim_matches('\'').trim() {
        "" => "Sheet".to_owned(),
        // Excel keeps this name for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    };
    let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let mut name = base.clone();
    let mut number = 2u32;
    while is_taken(&name) {
        let room = MAX_TAB_CHARS - 1 - number.to_string().len();
        let mut units = 0;
        let stem: String = base
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= room
            })
            .collect();
        name = format!("{stem}_{number}");
        number += 1;
    }
    name
}

/// How a column's values look, and texts among them, which stand where its values do.
fn styles(format: Format, tint: Tint) -> [Style; 2] {
    let text = style(Format::Text, tint);
    let text = match format {
        Format::Text => text,
        Format::Integer | Format::Decimal { .. } => text.set_align(FormatAlign::Right),
        Format::Day | Format::Month | Format::Sign => text.set_align(FormatAlign::Center),
    };
    [style(format, tint), text]
}

/// How a value that somebody types below the last row looks: as those above it, without their lines.
fn style_of_spare(format: Format) -> Style {
    numbered(Style::new().set_align(FormatAlign::VerticalCenter), format)
}

fn style(format: Format, tint: Tint) -> Style {
    let style = Style::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let style = numbered(style, format);
    match tint {
        Tint::Plain => style,
        Tint::Yellow => style.set_background_color(YELLOW),
        Tint::Red => style.set_background_color(RED),
        Tint::Total => style.set_bold(),
    }
}

/// A style with the number format of a column.
fn numbered(style: Style, format: Format) -> Style {
    match format {
        Format::Text => style.set_num_format("@").set_text_wrap(),
        Format::Integer => style.set_num_format("0"),
        Format::Decimal { places: 0 } => style.set_num_format("0"),
        Format::Decimal { places } => {
            style.set_num_format(format!("0.{}", "0".repeat(usize::from(places.min(18)))))
        }
        Format::Day => style.set_num_format("yyyy\\-mm\\-dd").set_align(FormatAlign::Center),
        Format::Month => style.set_num_format("yyyy\\-mm").set_align(FormatAlign::Center),
        Format::Sign => style.set_num_format("0").set_align(FormatAlign::Center),
    }
}

pub(super) fn write_text(
    sheet: &mut Worksheet,
    at: (u32, u16),
    text: &str,
    style: &Style,
) -> Result<(), WriteError> {
    sheet.write_string_with_format(at.0, at.1, text, style).map_err(|error| match error {
        rust_xlsxwriter::XlsxError::MaxStringLengthExceeded => {
            WriteError::TextTooLong { row: at.0, col: u32::from(at.1) }
        }
        other => other.into(),
    })?;
    Ok(())
}

/// The spreadsheet number of a value; None when only text keeps all its digits.
pub(super) fn number_of(value: &Value<'_>) -> Result<Option<f64>, WriteError> {
    let (year, month, day) = match value {
        Value::Integer(number) => return Ok((number.unsigned_abs() <= MAX_EXACT).then_some(*number as f64)),
        Value::Decimal { scaled, .. } => {
            // Parsing the decimal text gives the nearest binary number; dividing would round twice.
            let number = value.plain().parse().ok();
            return Ok(number.filter(|_| scaled.unsigned_abs() <= MAX_EXACT));
        }
        Value::Day(year, month, day) => (*year, *month, *day),
        Value::Month(year, month) => (*year, *month, 1),
        Value::Blank | Value::Text(_) => return Ok(None),
    };
    let serial = serial_of_day(year, month, day).ok_or(WriteError::NoSuchDay(year, month, day))?;
    Ok(Some(serial as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_gets_a_name_that_it_can_carry() {
        let none: &[String] = &[];
        assert_eq!(tab_name("2022/1:签约", none), "2022_1_签约");
        assert_eq!(tab_name("", none), "Sheet");
        assert_eq!(tab_name("'''", none), "Sheet");
        assert_eq!(tab_name(&"长".repeat(40), none).chars().count(), 27);
        let taken = ["清单".to_owned(), "清单_2".to_owned()];
        assert_eq!(tab_name("清单", &taken), "清单_3");
    }
}
