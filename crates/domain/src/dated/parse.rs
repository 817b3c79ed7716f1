//! Reading one date from text.

use super::words::{YearWord, arabic_numerals, strip_around, take_number, take_year_word};
use super::{Dated, Precision};
use crate::day::{Day, days_in_month};
use crate::limits::{YEAR_MAX, YEAR_MIN};
use crate::text::{half_width, is_blank_mark, squeeze};
use thiserror::Error;

/// Why a cell's text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text is in no known form.
    #[error("not a date")]
    Unreadable,
    /// The form is known but the calendar lacks the day or month (2022-02-30, 2022年13月).
    #[error("no such day")]
    NoSuchDay,
    /// The year lies outside 1900–2100.
    #[error("year out of range")]
    OutOfRange,
    /// The words need a year (4月底, 明年3月) and no reference day was given.
    #[error("the year is not said")]
    NeedsReference,
    /// A numeric cell such as 2021.1 may be January or October.
    #[error("may be January or October")]
    Ambiguous,
    /// The end of the range comes before its beginning.
    #[error("the range ends before it begins")]
    Backwards,
}

/// What a form yields before the original words are added.
pub(super) type Span = Result<(Day, Precision), DateError>;

/// Reads a date in any form of domain.md §15; `None` where the cell says that there is no value.
///
/// Words that leave the year open (4月底, 7.16) or count from today (明年3月份) are resolved against `reference`, the
/// day of the sheet. Text is taken at its word: `2021.1` is January here; for a numeric cell use
/// [`super::parse_numeric_cell`].
///
/// # Errors
/// See [`DateError`].
pub fn parse_dated(text: &str, reference: Option<Day>) -> Result<Option<Dated>, DateError> {
    if is_blank_mark(text) {
        return Ok(None);
    }
    let (day, precision) = parse_span(text, reference)?;
    Ok(Some(Dated::new(day, precision, text.trim())))
}

pub(super) fn parse_span(text: &str, reference: Option<Day>) -> Span {
    let without_time = strip_time(&half_width(text));
    let squeezed = arabic_numerals(&squeeze(&without_time));
    let core = strip_around(&squeezed);
    if core.is_empty() || core.chars().count() > 30 {
        return Err(DateError::Unreadable);
    }
    match parse_separated(core, reference).or_else(|| parse_quarter_code(core, reference)) {
        Some(span) => span,
        None => parse_words(core, reference),
    }
}

/// Drops the clock from `2021-07-16 00:00:00` and `2021-07-16T08:30:00`; a day has no clock.
fn strip_time(text: &str) -> String {
    let text = text.trim();
    let is_clock = |clock: &str| {
        clock.contains(':')
            && clock.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z' | b'+'))
    };
    match text.split_once([' ', 'T']) {
        Some((date, clock)) if is_clock(clock.trim()) => date.to_owned(),
        _ => text.to_owned(),
    }
}

/// Digits parted by one kind of `-`, `/` or `.`; `None` where the text is of another form.
fn parse_separated(text: &str, reference: Option<Day>) -> Option<Span> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.')) {
        return None;
    }
    let separator = text.chars().find(|letter| !letter.is_ascii_digit());
    let parts: Vec<&str> = match separator {
        Some(separator) => text.split(separator).collect(),
        None => vec![text],
    };
    let numbers: Option<Vec<u32>> =
        parts.iter().map(|part| part.parse().ok().filter(|_| part.len() <= 8)).collect();
    let Some(numbers) = numbers else {
        return Some(Err(DateError::Unreadable));
    };
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    Some(match (lengths.as_slice(), numbers.as_slice()) {
        ([length], [number]) => parse_digits(*number, *length),
        ([4, 1..=2], [year, month]) => month_of(*year, *month),
        ([1..=2, 1..=2], [month, day]) => {
            reference.ok_or(DateError::NeedsReference).and_then(|today| day_of(year_of(today), *month, *day))
        }
        ([4, 1..=2, 1..=2], [year, month, day]) => day_of(*year, *month, *day),
        _ => Err(DateError::Unreadable),
    })
}

/// `2021`, `202107` and `20210716`.
pub(super) fn parse_digits(number: u32, length: usize) -> Span {
    match length {
        4 => checked_year(number).map(|year| (last_of_year(year), Precision::Year)),
        6 => month_of(number / 100, number % 100),
        8 => day_of(number / 10_000, number / 100 % 100, number % 100),
        _ => Err(DateError::Unreadable),
    }
}

/// `2021Q2`, `2021-Q2`, `2021年Q2` and `Q2`.
fn parse_quarter_code(text: &str, reference: Option<Day>) -> Option<Span> {
    let (year, quarter) = text.split_once(['Q', 'q'])?;
    let digits = year.trim_end_matches(['-', '年', '.', '/']);
    let year = match (digits.is_empty(), digits.parse::<u32>()) {
        (true, _) if year.is_empty() => reference.map(year_of).ok_or(DateError::NeedsReference),
        (false, Ok(number)) if digits.len() == 4 => Ok(number),
        _ => return Some(Err(DateError::Unreadable)),
    };
    Some(match quarter.parse() {
        Ok(quarter) => year.and_then(|year| quarter_of(year, quarter)),
        Err(_) => Err(DateError::Unreadable),
    })
}

/// Everything said with 年, 月, 季度, 半年, 旬, 底.
fn parse_words(text: &str, reference: Option<Day>) -> Span {
    let (year_word, rest) = take_year_word(text);
    let today = || reference.ok_or(DateError::NeedsReference);
    let year = match year_word {
        YearWord::Named(year) => checked_year(year),
        YearWord::Shifted(shift) => {
            today().and_then(|day| checked_year(year_of(day).saturating_add_signed(shift)))
        }
        YearWord::None => today().map(year_of),
    };
    if let YearWord::None = year_word
        && let Some((shift, rest)) = take_month_shift(rest)
    {
        let month = today()?.add_months(shift);
        return parse_in_month(year_of(month), u32::from(month.month()), rest);
    }
    // What is wrong with the words is said before what is missing around them.
    let in_year = |year: u32| match rest {
        "" if year_word != YearWord::None => Ok((last_of_year(year), Precision::Year)),
        "内" if year_word != YearWord::None => Ok((last_of_year(year), Precision::Year)),
        "底" | "末" if year_word != YearWord::None => Ok((last_of_year(year), Precision::YearEnd)),
        "上半年" => month_span(year, 6, Precision::Half),
        "下半年" => month_span(year, 12, Precision::Half),
        _ => parse_quarter_words(year, rest).unwrap_or_else(|| parse_month_words(year, rest)),
    };
    // Try the words in any leap year first: nonsense is unreadable even where the year is not known.
    match year {
        Ok(year) => in_year(year),
        Err(missing) => match in_year(2_000) {
            Err(DateError::Unreadable) => Err(DateError::Unreadable),
            _ => Err(missing),
        },
    }
}

/// 本月 and its kin at the start, as months from the reference.
fn take_month_shift(text: &str) -> Option<(i32, &str)> {
    [("本月", 0), ("当月", 0), ("下月", 1), ("下个月", 1), ("上月", -1), ("上个月", -1)]
        .into_iter()
        .find_map(|(word, shift)| Some((shift, text.strip_prefix(word)?)))
}

/// 2季度, 第2季度, 2季度末; `None` where no quarter is spoken of.
fn parse_quarter_words(year: u32, text: &str) -> Option<Span> {
    let text = text.strip_prefix('第').unwrap_or(text);
    let (quarter, rest) = take_number(text)?;
    let rest = rest.strip_prefix("季度").or_else(|| rest.strip_prefix('季'))?;
    Some(match rest {
        "" => quarter_of(year, quarter),
        "末" | "底" => quarter_of(year, quarter).map(|(day, _)| (day, Precision::MonthEnd)),
        _ => Err(DateError::Unreadable),
    })
}

/// 7月, 7月份, 7月底, 7月上旬, 7月16日, and 上旬 alone never (it needs a month).
fn parse_month_words(year: u32, text: &str) -> Span {
    let (month, rest) = take_number(text).ok_or(DateError::Unreadable)?;
    let rest = rest.strip_prefix("月份").or_else(|| rest.strip_prefix('月')).ok_or(DateError::Unreadable)?;
    parse_in_month(year, month, rest)
}

fn parse_in_month(year: u32, month: u32, rest: &str) -> Span {
    match rest {
        "" => month_of(year, month),
        "底" | "末" => month_span(year, month, Precision::MonthEnd),
        "初" | "上旬" => day_of(year, month, 1).map(|(day, _)| (day, Precision::TenDays)),
        "中" | "中旬" => day_of(year, month, 11).map(|(day, _)| (day, Precision::TenDays)),
        "下旬" => day_of(year, month, 21).map(|(day, _)| (day, Precision::TenDays)),
        _ => {
            let (day, rest) = take_number(rest).ok_or(DateError::Unreadable)?;
            if !matches!(rest, "" | "日" | "号") {
                return Err(DateError::Unreadable);
            }
            day_of(year, month, day)
        }
    }
}

fn year_of(day: Day) -> u32 {
    day.year().unsigned_abs()
}

fn last_of_year(year: u32) -> Day {
    let year = i32::try_from(year).unwrap_or(YEAR_MAX);
    Day::new(year, 12, 31).unwrap_or(Day::MAX)
}

fn checked_year(year: u32) -> Result<u32, DateError> {
    let (first, last) = (YEAR_MIN.unsigned_abs(), YEAR_MAX.unsigned_abs());
    if (first..=last).contains(&year) { Ok(year) } else { Err(DateError::OutOfRange) }
}

pub(super) fn month_of(year: u32, month: u32) -> Span {
    month_span(year, month, Precision::Month)
}

/// The last day of the month, with the precision named.
fn month_span(year: u32, month: u32, precision: Precision) -> Span {
    let known = checked_year(year).map(|year| i32::try_from(year).unwrap_or(YEAR_MAX))?;
    let month =
        u8::try_from(month).ok().filter(|month| (1..=12).contains(month)).ok_or(DateError::NoSuchDay)?;
    Day::new(known, month, days_in_month(known, month))
        .map(|day| (day, precision))
        .ok_or(DateError::NoSuchDay)
}

fn quarter_of(year: u32, quarter: u32) -> Span {
    if !(1..=4).contains(&quarter) {
        return Err(DateError::NoSuchDay);
    }
    month_span(year, quarter * 3, Precision::Quarter)
}

pub(super) fn day_of(year: u32, month: u32, day: u32) -> Span {
    let year = i32::try_from(checked_year(year)?).unwrap_or(YEAR_MAX);
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    Day::new(year, small(month), small(day)).map(|day| (day, Precision::Day)).ok_or(DateError::NoSuchDay)
}
