//! Real column sets with the dirt of real sheets (`domain.md` §14, L1 to L15), built as workbooks.

#![allow(clippy::unwrap_used)]

mod apart;
mod dirt;
mod forms;
mod hostile;
mod levels;
mod monthly;
mod nothing_lost;
mod plain;
mod planted;
mod summaries;

use super::{Layout, Shape, recognize};
use crate::imports::headers::Field;
use crate::imports::rows::{RowDraft, Value, read_sheet};
use domain::Day;
use office::sheet::Number;
use office::{Book, Cell, Kind, Range, Sheet};

/// The day of the import in all these tests.
pub fn today() -> Day {
    Day::parse_iso("2026-06-30").unwrap()
}

/// A cell as tests write it: `=1.5` is a number, `@2022-03-15` a date cell, `#REF!` an error, the rest text.
pub fn cell(text: &str) -> Cell {
    if let Some(number) = text.strip_prefix('=') {
        return Cell::Number(Number::new(number.parse().unwrap()).unwrap());
    }
    if let Some(day) = text.strip_prefix('@') {
        let (year, month, day) = Day::parse_iso(day).unwrap().ymd();
        return Cell::Date { year, month, day, month_only: false };
    }
    match text {
        "" => Cell::Empty,
        "#REF!" | "#N/A" | "#DIV/0!" => Cell::Error(text.into()),
        _ => Cell::Text(text.to_owned()),
    }
}

/// A workbook of one sheet; a row is written with | between its cells.
pub fn book(merges: &[&str], rows: &[&str]) -> Book {
    let rows =
        rows.iter().map(|row| row.split('|').map(|text| cell(text.trim_matches(' '))).collect()).collect();
    let merges = merges.iter().map(|range| Range::parse(range).unwrap()).collect();
    let mut sheet = Sheet { name: "汇总".into(), rows, merges, ..Sheet::default() };
    sheet.trim();
    Book { kind: Kind::Xlsx, decoded: None, date1904: false, sheets: vec![sheet] }
}

/// What each column of the first sheet was taken for: `总投资 → invest/wan`, in order; columns without a field are left out.
pub fn meanings(book: &Book) -> Vec<String> {
    let layout = recognize(book, &[]);
    let columns = layout.sheets[0].columns.iter().filter_map(|column| {
        let unit = column.unit.map(|unit| format!("/{}", unit.code())).unwrap_or_default();
        Some(format!("{} → {}{unit}", column.header, column.field?.code()))
    });
    columns.collect()
}

/// The shape of the first sheet.
pub fn shape(book: &Book) -> Shape {
    recognize(book, &[]).sheets[0].shape
}

/// The rows of the first sheet.
pub fn rows(book: &Book) -> Vec<RowDraft> {
    rows_of(book, &recognize(book, &[]))
}

fn rows_of(book: &Book, layout: &Layout) -> Vec<RowDraft> {
    read_sheet(book, &layout.sheets[0], today())
}

/// What a row tells about a field, in short words; empty when it tells nothing.
pub fn told(row: &RowDraft, field: Field) -> String {
    match row.draft.get(field).map(|told| &told.value) {
        None => String::new(),
        Some(Value::Clear) => "清空".into(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Amount(amount, _)) => {
            let word = amount.qualifier.map(|qualifier| format!("{qualifier:?} ")).unwrap_or_default();
            format!("{word}{}", amount.money.fen())
        }
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Dated(dated)) => dated.to_string(),
        Some(Value::Stage(stage, partial)) => {
            format!("{}{}", if *partial { "部分" } else { "" }, stage.code())
        }
        Some(Value::Construction(kind)) => kind.code().into(),
        Some(Value::Acquisition(kind)) => kind.code().into(),
        Some(Value::Rounds(rounds)) => rounds
            .iter()
            .map(|round| format!("{}-{}", round.year, round.seq_in_year))
            .collect::<Vec<_>>()
            .join("、"),
        Some(Value::Code(code)) => (*code).to_owned(),
        Some(Value::Names(names)) => names.join("、"),
    }
}

/// The problems of a row: `F3 dateUnreadable`.
pub fn problems(row: &RowDraft) -> Vec<String> {
    let words = row.problems.iter().map(|problem| {
        format!("{} {}", problem.cell().unwrap_or_default(), problem.code.code()).trim().to_owned()
    });
    words.collect()
}

/// The titles of the rows.
pub fn titles(rows: &[RowDraft]) -> Vec<String> {
    rows.iter().map(|row| told(row, Field::Title)).collect()
}
