//! Reading a cell of a list of records. Here nothing is kept as a remark: a cell that can't be read parks its row, so that
//! no record is half of what was told.

use super::cells::{Read, amount_code, dated, line, long};
use super::{Context, Value, foreign};
use crate::imports::headers::OfRecord;
use crate::imports::problem::Code;
use crate::imports::recognize::Unit;
use crate::records::{Cell, Coded, Span, code_of};
use domain::limits::{NAME_MAX_CHARS, TEXT_MAX_CHARS, YEAR_MAX, YEAR_MIN};
use domain::money::{DollarRate, RATE_PLACES, read_amount};
use domain::text::squeeze;
use office::Cell as Input;

/// Decimals of a number in ten-thousandths.
const E4_PLACES: u8 = 4;
/// The largest count.
const COUNT_MAX: i64 = 100_000_000;

/// Reads the cell of a column.
pub fn read(
    context: Context<'_>,
    of: OfRecord,
    (unit, cell): (Option<Unit>, &Input),
    text: &str,
) -> Result<Read, Code> {
    let sure = |value| Ok(Read::sure(value));
    let number = |number: Option<i64>| number.map(Value::Number).ok_or(Code::NumberUnreadable).and_then(sure);
    let squeezed = squeeze(text);
    match of.column().cell {
        Cell::Wan => money(text, unit),
        Cell::WanDollars => number(foreign::cents(text, unit).filter(|cents| *cents > 0)),
        Cell::Rate => {
            let rate = decimal(&squeezed, RATE_PLACES).filter(|rate| DollarRate::is_likely(*rate));
            rate.map(Value::Number).ok_or(Code::NoDollarRate).and_then(sure)
        }
        Cell::Count => number(whole(squeezed.trim_end_matches(['人', '个', '位', '户', '次']))),
        Cell::Year => {
            let year = whole(squeezed.trim_end_matches("年度").trim_end_matches('年'));
            number(year.filter(|year| (YEAR_MIN.into()..=YEAR_MAX.into()).contains(year)))
        }
        Cell::Month => {
            let month = whole(squeezed.trim_end_matches("月份").trim_end_matches('月'));
            number(month.filter(|month| (1..=12).contains(month)))
        }
        Cell::Decimal => number(decimal(&squeezed, E4_PLACES)),
        Cell::Number => number(whole(&squeezed)),
        Cell::Flag => number(flag(&squeezed)),
        Cell::Day => match dated(context, cell, text)? {
            Some(day) => sure(Value::Dated(day)),
            None => Ok(Read::nothing()),
        },
        Cell::Dated => match dated(context, cell, text)? {
            Some(day) if day.first_day() > context.today => Err(Code::ActualInFuture),
            Some(day) => sure(Value::Dated(day)),
            None => Ok(Read::nothing()),
        },
        Cell::Word(coded) => {
            let unknown = if coded == Coded::Period { Code::RecordPeriod } else { Code::RecordWord };
            code_of(coded, text).map(Value::Code).ok_or(unknown).and_then(sure)
        }
        Cell::Line => line(text, NAME_MAX_CHARS),
        Cell::Prose => long(text, TEXT_MAX_CHARS),
        Cell::Measured => {
            let in_unit = match unit {
                Some(Unit::Money(unit)) => format!("{squeezed}{}", unit.word()),
                _ => squeezed,
            };
            sure(Value::Text(in_unit))
        }
        Cell::Unit => sure(Value::Text(squeezed)),
        Cell::Span => {
            let is_kind = code_of(Coded::Period, text).is_some();
            let is_read = is_kind || Span::read(text).is_some();
            if is_read { sure(Value::Text(squeezed)) } else { Err(Code::RecordPeriod) }
        }
    }
}

fn money(text: &str, unit: Option<Unit>) -> Result<Read, Code> {
    let header_unit = match unit {
        Some(Unit::Money(unit)) => Some(unit),
        _ => None,
    };
    let Some(read) = read_amount(text, header_unit).map_err(amount_code)? else { return Ok(Read::nothing()) };
    if read.amount.money.is_negative() {
        return Err(Code::AmountNegative);
    }
    // These records have no place for a word on the number.
    if read.amount.qualifier.is_some() {
        return Err(Code::AmountWord);
    }
    Ok(Read::sure(Value::Amount(read.amount, None)))
}

fn whole(text: &str) -> Option<i64> {
    let number = text.replace(',', "").parse::<i64>().ok();
    number.filter(|number| (0..=COUNT_MAX).contains(number))
}

/// A number as offices write it: 8.92%, 下降8.92%, 12,345.6.
fn decimal(text: &str, places: u8) -> Option<i64> {
    domain::ratio::parse_growth(text, places).ok()
}

fn flag(text: &str) -> Option<i64> {
    match text.to_lowercase().as_str() {
        "是" | "√" | "1" | "有" | "yes" | "含" | "预计" | "累计" => Some(1),
        "否" | "no" | "×" | "0" | "不含" => Some(0),
        _ => None,
    }
}
