//! The rows of the plain workbook, written to xlsx by our writer and by the bare library.

use crate::site::Bench;
use anyhow::Result;
use domain::Day;
use office::write::{Column, Format, Table, Value, XlsxWriter};
use rust_xlsxwriter::{ExcelDateTime, Format as BareFormat, Workbook};
use taizhang::sample::{HEADERS, SEED, WorkbookRow, workbook};

/// Where the amount stands among the headers.
const INVEST_COLUMN: usize = 6;
/// Where the days stand.
const DAY_COLUMNS: std::ops::RangeInclusive<usize> = 9..=13;
const WIDTH: f64 = 14.0;

/// The rows that are brought in and written out.
pub fn rows(count: usize) -> Vec<WorkbookRow> {
    workbook(count, SEED, Bench::today())
}

fn days(row: &WorkbookRow) -> [Option<Day>; 5] {
    [row.signed_on, row.start_due, row.started_on, row.production_due, row.produced_on]
}

fn day_value(day: Day) -> Value<'static> {
    let (year, month, day) = day.ymd();
    Value::Day(year, month, day)
}

/// By the writer that exports use.
pub fn ours(rows: &[WorkbookRow]) -> Result<Vec<u8>> {
    let format = |column: usize| match column {
        INVEST_COLUMN => Format::Integer,
        column if DAY_COLUMNS.contains(&column) => Format::Day,
        _ => Format::Text,
    };
    let columns = HEADERS.iter().enumerate().map(|(at, header)| Column::new(*header, WIDTH, format(at)));
    let mut writer = XlsxWriter::new()?;
    writer.begin(&Table::new("台账", columns.collect()))?;
    for row in rows {
        let texts = row.cells();
        let mut values: Vec<Value<'_>> = texts.iter().map(|text| Value::text(text.as_str())).collect();
        values[INVEST_COLUMN] = Value::Integer(row.invest_wan);
        for (column, day) in DAY_COLUMNS.zip(days(row)) {
            values[column] = day.map_or(Value::Blank, day_value);
        }
        writer.row(&values)?;
    }
    Ok(writer.finish()?)
}

/// The same cells by the library alone: no table, no guard, no widths.
pub fn bare(rows: &[WorkbookRow]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let day_format = BareFormat::new().set_num_format("yyyy-mm-dd");
    for (column, header) in HEADERS.iter().enumerate() {
        sheet.write_string(0, column as u16, *header)?;
    }
    for (line, row) in (1..).zip(rows) {
        let days = days(row);
        for (column, text) in row.cells().into_iter().enumerate() {
            let place = column as u16;
            if column == INVEST_COLUMN {
                sheet.write_number(line, place, row.invest_wan as f64)?;
            } else if !DAY_COLUMNS.contains(&column) {
                sheet.write_string(line, place, text)?;
            } else if let Some(day) = days[column - DAY_COLUMNS.start()] {
                let (year, month, day) = day.ymd();
                let date = ExcelDateTime::from_ymd(year as u16, month, day)?;
                sheet.write_datetime_with_format(line, place, &date, &day_format)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}
