//! How sentences say days, counts and lists.

use crate::catalogue::Lang;
use domain::{Day, Precision, Qualifier};

/// Names one after another.
pub(super) fn joined<'a>(lang: Lang, names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(lang.comma())
}

/// Names one after another, the last with “and”.
pub(super) fn joined_with_and(lang: Lang, names: &[String]) -> String {
    let and = match lang {
        Lang::Zh => "和",
        Lang::En => " and ",
    };
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}{and}{last}", before.join(lang.comma())),
        _ => names.concat(),
    }
}

/// The items of a cell that holds several.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', ';', '；', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// A day that is to come, as seen from another: 12月份, 明年3月份, 年底, 11月12日.
pub(super) fn coming(lang: Lang, (day, precision): (Day, Precision), on: Day) -> String {
    match lang {
        Lang::Zh => format!("{}{}", coming_year(day.year() - on.year(), day), of_year(day, precision)),
        Lang::En => english(day, precision),
    }
}

/// A day that has passed: 今年4月份, 去年11月份, 2020年4月份.
pub(super) fn past(lang: Lang, (day, precision): (Day, Precision), on: Day) -> String {
    let year = match on.year() - day.year() {
        0 => "今年".to_owned(),
        1 => "去年".to_owned(),
        _ => format!("{}年", day.year()),
    };
    match lang {
        Lang::Zh => format!("{year}{}", of_year(day, precision)),
        Lang::En => english(day, precision),
    }
}

fn coming_year(years_ahead: i32, day: Day) -> String {
    match years_ahead {
        0 => String::new(),
        1 => "明年".to_owned(),
        _ => format!("{}年", day.year()),
    }
}

/// The day within its year.
fn of_year(day: Day, precision: Precision) -> String {
    match precision {
        Precision::Month => format!("{}月份", day.month()),
        Precision::YearEnd => "年底".to_owned(),
        Precision::Year => "年内".to_owned(),
        _ => {
            let whole = precision.chinese(day);
            let year = format!("{}年", day.year());
            whole.strip_prefix(&year).map_or(whole.clone(), str::to_owned)
        }
    }
}

fn english(day: Day, precision: Precision) -> String {
    let (year, month, _) = day.ymd();
    match precision {
        Precision::Day => format!("on {day}"),
        Precision::TenDays => format!("by {day}"),
        Precision::Month => format!("in month {month} of {year}"),
        Precision::MonthEnd => format!("at the end of month {month} of {year}"),
        Precision::Quarter => format!("in quarter {} of {year}", day.quarter()),
        Precision::Half => format!("in half {} of {year}", if month <= 6 { 1 } else { 2 }),
        Precision::YearEnd => format!("at the end of {year}"),
        Precision::Year => format!("in {year}"),
    }
}

/// A number of people with the word on it: 50余, 约50, 50.
pub(super) fn counted(lang: Lang, number: i64, qualifier: Option<Qualifier>) -> String {
    match (lang, qualifier) {
        (_, None) => number.to_string(),
        (Lang::Zh, Some(Qualifier::OddOver)) => format!("{number}余"),
        (Lang::Zh, Some(before)) => format!("{}{number}", before.word()),
        (Lang::En, Some(Qualifier::Expected)) => format!("an expected {number}"),
        (Lang::En, Some(Qualifier::About)) => format!("about {number}"),
        (Lang::En, Some(Qualifier::Over | Qualifier::OddOver)) => format!("more than {number}"),
        (Lang::En, Some(Qualifier::Under)) => format!("fewer than {number}"),
        (Lang::En, Some(Qualifier::AtLeast)) => format!("at least {number}"),
    }
}
