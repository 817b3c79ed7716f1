//! Days for people: ISO in tables, the language's own order in prose (formats.md §7).

use super::Lang;
use domain::day::Day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2022-03-15`, for tables and fields.
#[must_use]
pub fn table(day: Day) -> String {
    day.to_string()
}

/// `2022年3月15日` or `15 March 2022`.
#[must_use]
pub fn prose(lang: Lang, day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    match lang {
        Lang::ZhCn => format!("{year}年{month}月{of_month}日"),
        Lang::En => format!("{of_month} {} {year}", MONTHS[usize::from(month) - 1]),
    }
}

/// A day whose precision is coarser than a day keeps the words it came with (`2022年底`); others print as a table does.
#[must_use]
pub fn as_written(day: Day, coarse_words: Option<&str>) -> String {
    coarse_words.map_or_else(|| table(day), str::to_owned)
}

/// By how many days something is late: 「逾期12天」, `12 days late`.
#[must_use]
pub fn late(lang: Lang, days: i32) -> String {
    lang.tf("ui.days_late", &[("n", &days)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_place_has_its_own_form() {
        let day = Day::new(2022, 3, 5).unwrap();
        assert_eq!(table(day), "2022-03-05");
        assert_eq!(prose(Lang::ZhCn, day), "2022年3月5日");
        assert_eq!(prose(Lang::En, day), "5 March 2022");
        assert_eq!(as_written(day, Some("2022年3月")), "2022年3月");
        assert_eq!(as_written(day, None), "2022-03-05");
    }

    #[test]
    fn lateness_is_said_in_days() {
        assert_eq!(late(Lang::ZhCn, 12), "逾期12天");
        assert_eq!(late(Lang::En, 1), "1 day late");
    }
}
