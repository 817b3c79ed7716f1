//! A calendar day without a clock or a time zone (domain.md §17, pain 10).

use std::fmt;

/// A day of the Gregorian calendar from 0001-01-01 to 9999-12-31, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// 0001-01-01, the first day that can be held.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31, the last day that can be held.
    pub const MAX: Self = Self(2_932_896);

    /// The day of that date, or `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        exists.then(|| Self(days_from_civil(year, month, day)))
    }

    /// The day that many days after 1970-01-01; `None` outside [`Day::MIN`] to [`Day::MAX`].
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1–12) and day of the month.
    #[must_use]
    pub fn ymd(self) -> (i32, u8, u8) {
        civil_from_days(self.0)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.ymd().1
    }

    /// The quarter, 1–4.
    #[must_use]
    pub fn quarter(self) -> u8 {
        (self.month() - 1) / 3 + 1
    }

    /// The key of the quarter in figures: `2021Q1`.
    #[must_use]
    pub fn quarter_key(self) -> String {
        format!("{:04}Q{}", self.year(), self.quarter())
    }

    /// The key of the month in figures: `2021-01`.
    #[must_use]
    pub fn month_key(self) -> String {
        let (year, month, _) = self.ymd();
        format!("{year:04}-{month:02}")
    }

    /// Months since January of the year 0: equal for the days of one month, one more for the next month.
    #[must_use]
    pub fn month_index(self) -> i32 {
        let (year, month, _) = self.ymd();
        year * 12 + i32::from(month) - 1
    }

    /// Reads `YYYY-MM-DD` and nothing else; the wider forms are those of [`crate::dated::parse_dated`].
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape_fits = bytes.len() == 10
            && bytes.iter().enumerate().all(|(index, byte)| {
                if index == 4 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() }
            });
        if !shape_fits {
            return None;
        }
        Self::new(text[0..4].parse().ok()?, text[5..7].parse().ok()?, text[8..10].parse().ok()?)
    }

    /// The day as sentences print it: `2022年3月15日`.
    #[must_use]
    pub fn chinese(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{year}年{month}月{day}日")
    }

    /// That many days later (earlier when negative), held inside [`Day::MIN`] and [`Day::MAX`].
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The same day that many months later, or the last day of that month where it is shorter
    /// (31 January plus one month is 28 or 29 February); held inside [`Day::MIN`] and [`Day::MAX`].
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        let (_, _, day) = self.ymd();
        let index = self.month_index().saturating_add(months);
        let (year, month) =
            (index.div_euclid(12), u8::try_from(index.rem_euclid(12) + 1).expect("a month is 1 to 12"));
        if year < 1 {
            return Self::MIN;
        }
        Self::new(year, month, day.min(days_in_month(year, month))).unwrap_or(Self::MAX)
    }

    /// Whole months from this day to the other: the largest n with `self.add_months(n) ≤ other`; negative when the
    /// other day is earlier.
    #[must_use]
    pub fn months_until(self, other: Self) -> i32 {
        let months = other.month_index() - self.month_index();
        if self.add_months(months) > other { months - 1 } else { months }
    }

    /// Days from the other day to this one; negative when the other day is later.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        let (year, month, _) = self.ymd();
        Self(days_from_civil(year, month, 1))
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        let (year, month, _) = self.ymd();
        Self(days_from_civil(year, month, days_in_month(year, month)))
    }

    /// The first day of this day's quarter.
    #[must_use]
    pub fn first_of_quarter(self) -> Self {
        Self(days_from_civil(self.year(), (self.quarter() - 1) * 3 + 1, 1))
    }

    /// The last day of this day's quarter.
    #[must_use]
    pub fn last_of_quarter(self) -> Self {
        Self(days_from_civil(self.year(), self.quarter() * 3, 1)).last_of_month()
    }

    /// The first day of this day's half-year.
    #[must_use]
    pub fn first_of_half(self) -> Self {
        Self(days_from_civil(self.year(), if self.month() <= 6 { 1 } else { 7 }, 1))
    }

    /// The last day of this day's half-year.
    #[must_use]
    pub fn last_of_half(self) -> Self {
        if self.month() <= 6 { Self(days_from_civil(self.year(), 6, 30)) } else { self.last_of_year() }
    }

    /// 1 January of this day's year.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        Self(days_from_civil(self.year(), 1, 1))
    }

    /// 31 December of this day's year.
    #[must_use]
    pub fn last_of_year(self) -> Self {
        Self(days_from_civil(self.year(), 12, 31))
    }
}

/// Whole months from `from` to `to`; see [`Day::months_until`].
#[must_use]
pub fn months_between(from: Day, to: Day) -> i32 {
    from.months_until(to)
}

impl fmt::Display for Day {
    /// ISO 8601: `2022-03-15`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let (month, day) = (i32::from(month), i32::from(day));
        // Digit by digit: an import writes hundreds of thousands of days, and padding numbers takes ten times as long.
        let digits = [year / 1_000, year / 100, year / 10, year, month / 10, month, day / 10, day];
        let mut text = *b"0000-00-00";
        for (place, digit) in [0, 1, 2, 3, 5, 6, 8, 9].into_iter().zip(digits) {
            text[place] += (digit % 10) as u8;
        }
        formatter.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month, 28–31.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01. The year is counted from March, so that the leap day is its last.
fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let (month, day) = (i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    let small = |number: i32| u8::try_from(number).expect("a month or day of the month fits a byte");
    (year, small(month), small(day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[rstest]
    #[case("1970-01-01", 0)]
    #[case("2000-02-29", 11_016)]
    #[case("1969-12-31", -1)]
    #[case("0001-01-01", Day::MIN.0)]
    #[case("9999-12-31", Day::MAX.0)]
    fn known_days_have_known_numbers(#[case] text: &str, #[case] days: i32) {
        assert_eq!(day(text).days(), days);
        assert_eq!(Day::from_days(days).unwrap().to_string(), text);
    }

    #[rstest]
    #[case(2022, 2, 30)]
    #[case(2021, 2, 29)]
    #[case(1900, 2, 29)]
    #[case(2022, 4, 31)]
    #[case(2022, 13, 1)]
    #[case(2022, 0, 1)]
    #[case(2022, 1, 0)]
    #[case(0, 1, 1)]
    #[case(10_000, 1, 1)]
    fn a_day_that_the_calendar_lacks_cannot_be_made(
        #[case] year: i32,
        #[case] month: u8,
        #[case] of_month: u8,
    ) {
        assert_eq!(Day::new(year, month, of_month), None);
    }

    #[rstest]
    #[case("2022-3-15")]
    #[case("2022/03/15")]
    #[case("2022-02-30")]
    #[case("2022-03-15 ")]
    #[case("２０２２-03")]
    #[case("")]
    fn only_the_iso_form_is_read(#[case] text: &str) {
        assert_eq!(Day::parse_iso(text), None);
    }

    #[test]
    fn a_day_prints_in_every_form() {
        let day = day("2022-03-05");
        assert_eq!(day.to_string(), "2022-03-05");
        assert_eq!(day.chinese(), "2022年3月5日");
        assert_eq!(day.quarter_key(), "2022Q1");
        assert_eq!(day.month_key(), "2022-03");
        assert_eq!((day.year(), day.month(), day.quarter()), (2022, 3, 1));
    }

    #[rstest]
    #[case("2022-01-31", 1, "2022-02-28")]
    #[case("2020-01-31", 1, "2020-02-29")]
    #[case("2020-02-29", 12, "2021-02-28")]
    #[case("2022-03-15", -3, "2021-12-15")]
    #[case("2022-12-31", 2, "2023-02-28")]
    #[case("9999-06-01", 12, "9999-12-31")]
    #[case("0001-06-01", -12, "0001-01-01")]
    fn adding_months_keeps_inside_the_month(#[case] from: &str, #[case] months: i32, #[case] to: &str) {
        assert_eq!(day(from).add_months(months), day(to));
    }

    #[rstest]
    #[case("2022-01-15", "2022-04-15", 3)]
    #[case("2022-01-15", "2022-04-14", 2)]
    #[case("2022-01-31", "2022-02-28", 1)]
    #[case("2022-04-15", "2022-01-15", -3)]
    #[case("2022-04-15", "2022-01-14", -4)]
    fn months_are_counted_whole(#[case] from: &str, #[case] to: &str, #[case] months: i32) {
        assert_eq!(months_between(day(from), day(to)), months);
    }

    #[test]
    fn spans_have_their_first_and_last_days() {
        let day_of_may = day("2024-05-20");
        let spans = [
            (day_of_may.first_of_month(), "2024-05-01"),
            (day_of_may.last_of_month(), "2024-05-31"),
            (day_of_may.first_of_quarter(), "2024-04-01"),
            (day_of_may.last_of_quarter(), "2024-06-30"),
            (day_of_may.first_of_half(), "2024-01-01"),
            (day_of_may.last_of_half(), "2024-06-30"),
            (day_of_may.first_of_year(), "2024-01-01"),
            (day_of_may.last_of_year(), "2024-12-31"),
            (day("2024-11-02").first_of_half(), "2024-07-01"),
            (day("2024-11-02").last_of_half(), "2024-12-31"),
            (day("2024-02-02").last_of_month(), "2024-02-29"),
        ];
        for (found, expected) in spans {
            assert_eq!(found, day(expected));
        }
    }

    #[test]
    fn adding_days_stops_at_the_ends() {
        assert_eq!(Day::MAX.add_days(1), Day::MAX);
        assert_eq!(Day::MIN.add_days(i32::MIN), Day::MIN);
        assert_eq!(day("2022-02-28").add_days(1), day("2022-03-01"));
        assert_eq!(day("2022-03-01").days_since(day("2022-02-28")), 1);
    }

    proptest! {
        #[test]
        fn every_day_agrees_with_an_independent_calendar(days in Day::MIN.0..=Day::MAX.0) {
            let day = Day::from_days(days).unwrap();
            let (year, month, of_month) = day.ymd();
            let civil = jiff::civil::date(i16::try_from(year).unwrap(), i8::try_from(month).unwrap(), i8::try_from(of_month).unwrap());
            let span = jiff::civil::date(1970, 1, 1).until(civil).unwrap();
            prop_assert_eq!(span.get_days(), days);
            prop_assert_eq!(Day::new(year, month, of_month), Some(day));
            prop_assert_eq!(Day::parse_iso(&day.to_string()), Some(day));
        }

        #[test]
        fn months_until_is_the_largest_that_fits(from in -200_000i32..200_000, to in -200_000i32..200_000) {
            let (from, to) = (Day::from_days(from).unwrap(), Day::from_days(to).unwrap());
            let months = from.months_until(to);
            prop_assert!(from.add_months(months) <= to);
            prop_assert!(from.add_months(months + 1) > to);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,12}") {
            let _ = Day::parse_iso(&text);
        }
    }
}
