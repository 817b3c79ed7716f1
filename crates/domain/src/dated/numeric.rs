//! Reading a date from a numeric cell, where the spreadsheet has already dropped what the person typed.

use super::parse::{DateError, Span, day_of, month_of, parse_digits};
use super::{Dated, Precision};
use crate::day::Day;
use crate::text::{half_width, is_blank_mark};

/// Serials that are taken for days: 1954 to 2119 in the 1900 system. Smaller and larger numbers mean something else.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;
/// Years that are taken for years when they stand alone in a numeric cell.
const YEARS: std::ops::RangeInclusive<u32> = 1_990..=2_100;
/// Serial 0 of the 1900 system, moved back by one day for the 29 February 1900 that Excel believes in.
const EPOCH_1900: (i32, u8, u8) = (1_899, 12, 30);
/// Serial 0 of the 1904 system.
const EPOCH_1904: (i32, u8, u8) = (1_904, 1, 1);

/// Reads the printed value of a numeric cell as a date; `None` where it is blank.
///
/// Serials become days without a clock, in the 1900 or the 1904 system; 2021 is a year, 202107 a month, 20210716 a
/// day; 2021.7 is July and 2021.11 November. 2021.1 may be January or October (2021.10 loses its zero) and is
/// refused as [`DateError::Ambiguous`]; 7.16 needs its year from elsewhere.
///
/// # Errors
/// See [`DateError`].
pub fn parse_numeric_cell(text: &str, date_1904: bool) -> Result<Option<Dated>, DateError> {
    if is_blank_mark(text) {
        return Ok(None);
    }
    let folded = half_width(text);
    let (day, precision) = numeric_span(folded.trim(), date_1904)?;
    Ok(Some(Dated::new(day, precision, text.trim())))
}

fn numeric_span(text: &str, date_1904: bool) -> Span {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 8 || !all_digits(whole) || !all_digits(fraction) {
        return Err(DateError::Unreadable);
    }
    let number: u32 = whole.parse().map_err(|_| DateError::Unreadable)?;
    let is_whole = fraction.bytes().all(|digit| digit == b'0');
    match whole.len() {
        5 => serial_day(number, date_1904),
        6 | 8 if is_whole => parse_digits(number, whole.len()),
        // "2021.10" may have been typed, or be 2021.1 shown with two places.
        4 if YEARS.contains(&number) && is_whole => parse_digits(number, 4),
        4 if YEARS.contains(&number) => month_after_point(number, fraction),
        1..=2 if !fraction.is_empty() && fraction.len() <= 2 => month_and_day(number, fraction),
        _ => Err(DateError::Unreadable),
    }
}

fn serial_day(serial: u32, date_1904: bool) -> Span {
    let serial =
        i32::try_from(serial).ok().filter(|serial| SERIALS.contains(serial)).ok_or(DateError::Unreadable)?;
    let (year, month, day) = if date_1904 { EPOCH_1904 } else { EPOCH_1900 };
    let epoch = Day::new(year, month, day).expect("the epochs are days of the calendar");
    Ok((epoch.add_days(serial), Precision::Day))
}

fn month_after_point(year: u32, fraction: &str) -> Span {
    match fraction {
        "1" | "10" => Err(DateError::Ambiguous),
        _ if fraction.len() <= 2 => month_of(year, fraction.parse().map_err(|_| DateError::Unreadable)?),
        _ => Err(DateError::Unreadable),
    }
}

/// 7.16 is a day of July whose year stands elsewhere; 7.1 may be the 1st or the 10th, 7.2 the 2nd or the 20th.
fn month_and_day(month: u32, fraction: &str) -> Span {
    let day: u32 = fraction.parse().map_err(|_| DateError::Unreadable)?;
    // A leap year, so that 2.29 is not refused before its year is known.
    day_of(2_000, month, day)?;
    let may_have_lost_a_zero = matches!(fraction, "1" | "2" | "3" | "10" | "20" | "30");
    Err(if may_have_lost_a_zero { DateError::Ambiguous } else { DateError::NeedsReference })
}
