//! Records written as cells.

use super::columns::{Cell, Sheet};
use super::span::Span;
use super::stored::{Known, of_stored};
use super::words::word_of;
use crate::fields;
use crate::text::Lang;
use domain::facts::{Indicator, RecordKind, Value};
use domain::{Day, Precision};
use office::write::{Column, Format, Value as Out};

/// Decimals of fen in 万元.
const WAN_PLACES: u8 = 6;
/// Decimals that an amount in 万元 shows at least.
const SHOWN_PLACES: u8 = 2;
/// Decimals that a rate shows at least.
const RATE_SHOWN_PLACES: u8 = 4;
/// Decimals of a number in ten-thousandths.
const E4_PLACES: u8 = 4;
/// Decimals of a rate, and of cents in 万美元.
const E6_PLACES: u8 = 6;
/// Widths of columns.
const NUMBER_WIDTH: f64 = 14.0;
const LINE_WIDTH: f64 = 18.0;
const ORG_WIDTH: f64 = 26.0;
const PROSE_WIDTH: f64 = 36.0;

/// The header columns that say which organisation a row speaks of, and the one above it.
pub fn org_columns(lang: Lang) -> [Column; 2] {
    let headers = match lang {
        Lang::ZhCn => ["单位".to_owned(), "上级单位".to_owned()],
        Lang::En => {
            [fields::kind(lang, RecordKind::Org).to_owned(), fields::label(lang, RecordKind::Org, "parent")]
        }
    };
    headers.map(|header| Column::new(header, ORG_WIDTH, Format::Text))
}

/// The header columns of a sheet.
pub fn header_columns(lang: Lang, sheet: &Sheet) -> impl Iterator<Item = Column> {
    sheet.columns.iter().map(move |column| {
        let (width, format) = match column.cell {
            Cell::Wan | Cell::WanDollars | Cell::Decimal | Cell::Measured => {
                (NUMBER_WIDTH, Format::Decimal { places: SHOWN_PLACES })
            }
            Cell::Rate => (NUMBER_WIDTH, Format::Decimal { places: RATE_SHOWN_PLACES }),
            Cell::Count | Cell::Year | Cell::Month | Cell::Number => (NUMBER_WIDTH, Format::Integer),
            Cell::Day | Cell::Dated => (NUMBER_WIDTH, Format::Day),
            Cell::Word(_) | Cell::Flag | Cell::Line | Cell::Unit | Cell::Span => (LINE_WIDTH, Format::Text),
            Cell::Prose => (PROSE_WIDTH, Format::Text),
        };
        let heading = column.heading(lang, sheet.kind);
        let in_unit = match column.cell {
            Cell::Wan => format!("{heading}({})", lang.t("ui.unit_wan")),
            Cell::WanDollars => format!("{heading}({})", lang.t("ui.unit_wan_usd")),
            _ => heading,
        };
        Column::new(in_unit, width, format)
    })
}

/// A record's cells, in the order of the sheet's columns.
pub fn row(lang: Lang, sheet: &Sheet, record: &Known) -> Vec<Out<'static>> {
    sheet.columns.iter().map(|column| cell(lang, sheet, record, (column.field, column.cell))).collect()
}

fn cell(lang: Lang, sheet: &Sheet, record: &Known, (field, cell): (&str, Cell)) -> Out<'static> {
    match (cell, record.get(sheet, field)) {
        (Cell::Number, _) => Out::Integer(record.id),
        (Cell::Unit, _) if is_money(sheet, record) => Out::text(lang.t("ui.unit_wan")),
        (Cell::Unit, _) => Out::text(lang.t("indicators.unit_projects")),
        (Cell::Span, _) => {
            let indicator = of_stored::<Indicator>(&record.body);
            indicator.map_or(Out::Blank, |indicator| Out::text(Span::of(&indicator).print(lang)))
        }
        (_, Value::Null) => Out::Blank,
        (Cell::Wan, Value::Int(fen)) => trimmed(*fen, WAN_PLACES),
        (Cell::Measured, Value::Int(fen)) if is_money(sheet, record) => trimmed(*fen, WAN_PLACES),
        (Cell::Decimal, Value::Int(number)) => trimmed(*number, E4_PLACES),
        (Cell::WanDollars | Cell::Rate, Value::Int(number)) => trimmed(*number, E6_PLACES),
        (Cell::Flag, Value::Int(flag)) => {
            Out::text(lang.t(if *flag == 0 { "history.no" } else { "history.yes" }))
        }
        (_, Value::Int(number)) => Out::Integer(*number),
        (Cell::Word(coded), Value::Text(code)) => Out::text(word_of(lang, coded, code)),
        (Cell::Day | Cell::Dated, Value::Text(day)) => self::day(sheet, record, day),
        (_, Value::Text(text)) => Out::text(text.clone()),
    }
}

fn is_money(sheet: &Sheet, record: &Known) -> bool {
    *record.get(sheet, "measure") == Value::Text(domain::TargetMeasure::AttractionAmount.code().to_owned())
}

/// A day as a day; one that is less exact in words.
fn day(sheet: &Sheet, record: &Known, text: &str) -> Out<'static> {
    let Some(day) = Day::parse_iso(text) else { return Out::text(text.to_owned()) };
    let precision = match record.get(sheet, "precision") {
        Value::Text(code) => Precision::ALL.into_iter().find(|it| it.code() == code),
        _ => None,
    };
    match precision.unwrap_or(Precision::Day) {
        Precision::Day => {
            let (year, month, of_month) = day.ymd();
            Out::Day(year, month, of_month)
        }
        less => Out::text(less.chinese(day)),
    }
}

/// An exact number with no more zeros at the end than are shown anyway.
fn trimmed(scaled: i64, places: u8) -> Out<'static> {
    let (mut scaled, mut places) = (scaled, places);
    while places > SHOWN_PLACES && scaled % 10 == 0 {
        scaled /= 10;
        places -= 1;
    }
    Out::Decimal { scaled, places }
}
