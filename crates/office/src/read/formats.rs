//! Number formats: which numbers are days, and which days show only their month.

use crate::sheet::{Cell, Number};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Look {
    /// A number, a clock time or a duration.
    #[default]
    Number,
    /// A calendar day.
    Day,
    /// A calendar day whose display hides the day of the month.
    Month,
}

/// The look of a format that has a number but no text in the file. Numbers 27 to 36 and 50 to 58 belong to the East
/// Asian editions; this is their meaning in simplified Chinese.
pub(super) fn built_in(id: u32) -> Look {
    match id {
        17 | 27 | 36 | 50 | 52 | 57 => Look::Month,
        14..=16 | 22 | 28..=31 | 51 | 53 | 54 | 58 => Look::Day,
        _ => Look::Number,
    }
}

/// The look of a format text such as `yyyy"年"m"月";@`; only its first section, for positive numbers, counts.
pub(super) fn custom(code: &str) -> Look {
    let letters = date_letters(code);
    let has = |wanted: char| letters.contains(&wanted);
    // An `m` beside hours or seconds means minutes, unless a year or a day stands there too.
    let clock = has('h') || has('s');
    if has('d') {
        Look::Day
    } else if has('y') || (has('m') && !clock && !has('0')) {
        Look::Month
    } else {
        Look::Number
    }
}

/// The letters of the first section that place parts of a date or time, and `0` for a placed digit. Quoted and escaped
/// text, colours, conditions and locales (in brackets) are left out, and so is the word "General".
fn date_letters(code: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let lower = code.to_ascii_lowercase().replace("general", "").replace("am/pm", "h").replace("a/p", "h");
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [h], [mm], [ss]: elapsed time, a duration.
                if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    return Vec::new();
                }
            }
            '#' | '?' => letters.push('0'),
            'y' | 'm' | 'd' | 'h' | 's' | '0' => letters.push(c),
            _ => {}
        }
    }
    letters
}

const LAST_SERIAL_1900: f64 = 2_958_466.0;
/// The day that only spreadsheets know: 29 February 1900, kept for an error of 1983.
const LEAP_BUG_SERIAL: i64 = 60;

/// The cell for a serial number under a look. What is no day of the calendar stays a number.
pub(super) fn dated(value: f64, look: Look, date1904: bool) -> Option<Cell> {
    let number = || Number::new(value).map(Cell::Number);
    if look == Look::Number || !(0.0..LAST_SERIAL_1900).contains(&value) {
        return number();
    }
    match day_of_serial(value.floor() as i64, date1904) {
        Some(day) => Some(Cell::Date {
            year: i32::from(day.year()),
            month: day.month() as u8,
            day: day.day() as u8,
            month_only: look == Look::Month,
        }),
        None => number(),
    }
}

fn day_of_serial(serial: i64, date1904: bool) -> Option<Date> {
    let epoch = match serial {
        _ if date1904 => date(1904, 1, 1),
        // Serial 0 is a clock time without a day.
        0 | LEAP_BUG_SERIAL => return None,
        1..LEAP_BUG_SERIAL => date(1899, 12, 31),
        _ => date(1899, 12, 30),
    };
    epoch.checked_add(serial.days()).ok()
}

/// The serial number of a day in the 1900 system, None before 1900 and for days that are none.
pub(crate) fn serial_of_day(year: i32, month: u8, day: u8) -> Option<i64> {
    let day =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let serial = i64::from((day - date(1899, 12, 30)).get_days());
    let serial = if serial <= LEAP_BUG_SERIAL { serial - 1 } else { serial };
    (serial >= 1).then_some(serial)
}

/// The day of an ISO text (`t="d"` cells): `2022-03-05` with or without a clock behind `T`.
pub(super) fn iso_day(text: &str) -> Option<Cell> {
    let day: Date = text.split(['T', ' ']).next()?.parse().ok()?;
    Some(Cell::Date {
        year: i32::from(day.year()),
        month: day.month() as u8,
        day: day.day() as u8,
        month_only: false,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("General", Look::Number)]
    #[case("G/通用格式", Look::Number)]
    #[case("0.00", Look::Number)]
    #[case("#,##0.00_ ;[Red]-#,##0.00\\ ", Look::Number)]
    #[case("0.00E+00", Look::Number)]
    #[case("0\"亩\"", Look::Number)]
    #[case("0.0\"m\"", Look::Number)]
    #[case("yyyy-mm-dd", Look::Day)]
    #[case("yyyy\"年\"m\"月\"d\"日\";@", Look::Day)]
    #[case("[$-804]yyyy\\年m\\月d\\日", Look::Day)]
    #[case("[DBNum1][$-804]yyyy\"年\"m\"月\"", Look::Month)]
    #[case("yyyy\"年\"m\"月\";@", Look::Month)]
    #[case("yyyy-mm", Look::Month)]
    #[case("yyyy/m", Look::Month)]
    #[case("m\"月\"", Look::Month)]
    #[case("m/d/yy h:mm", Look::Day)]
    #[case("h:mm:ss", Look::Number)]
    #[case("[h]:mm", Look::Number)]
    #[case("mm:ss.0", Look::Number)]
    #[case("h:mm AM/PM", Look::Number)]
    fn a_format_text_tells_days_months_and_numbers_apart(#[case] code: &str, #[case] look: Look) {
        assert_eq!(custom(code), look);
    }

    #[rstest]
    #[case(1, (1900, 1, 1))]
    #[case(59, (1900, 2, 28))]
    #[case(61, (1900, 3, 1))]
    #[case(44625, (2022, 3, 5))]
    #[case(2_958_465, (9999, 12, 31))]
    fn a_serial_number_is_the_day_that_the_program_shows(#[case] serial: i64, #[case] day: (i32, u8, u8)) {
        let (year, month, d) = day;
        let cell = dated(serial as f64 + 0.7, Look::Day, false).unwrap();
        assert_eq!(cell, Cell::Date { year, month, day: d, month_only: false });
        assert_eq!(serial_of_day(year, month, d), Some(serial));
    }

    #[test]
    fn the_1904_system_counts_from_its_own_day() {
        let cell = dated(0.0, Look::Month, true).unwrap();
        assert_eq!(cell, Cell::Date { year: 1904, month: 1, day: 1, month_only: true });
        let cell = dated(43163.0, Look::Day, true).unwrap();
        assert_eq!(cell, Cell::Date { year: 2022, month: 3, day: 5, month_only: false });
    }

    #[rstest]
    #[case(0.5)]
    #[case(60.0)]
    #[case(-1.0)]
    #[case(1e12)]
    fn what_is_no_day_stays_a_number(#[case] value: f64) {
        assert_eq!(dated(value, Look::Day, false), Number::new(value).map(Cell::Number));
        assert_eq!(serial_of_day(2022, 2, 30), None);
        assert_eq!(serial_of_day(1899, 12, 31), None);
    }

    #[test]
    fn an_iso_day_may_carry_a_clock() {
        let day = Some(Cell::Date { year: 2022, month: 3, day: 5, month_only: false });
        assert_eq!(iso_day("2022-03-05T08:00:00"), day);
        assert_eq!(iso_day("2022-03-05"), day);
        assert_eq!(iso_day("soon"), None);
    }
}
