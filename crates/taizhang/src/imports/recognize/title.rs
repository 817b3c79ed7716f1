//! What stands above the table: titles, the reporting office, the unit, the day of the sheet.

use super::grid::Grid;
use super::units::{Unit, unit_of_line};
use domain::text::fold;
use domain::{Dated, Day, Precision, dated};

/// What was read above the header.
#[derive(Debug, Default)]
pub struct Above {
    /// The unit of a 「单位：万元」 line.
    pub unit: Option<Unit>,
    /// The day of the sheet.
    pub reference: Option<Day>,
    /// The lines as they stand.
    pub lines: Vec<String>,
}

/// Lines kept at most.
const LINES_MAX: usize = 20;

/// Reads the rows above row `header`.
pub fn read(grid: &Grid<'_>, header: u32) -> Above {
    let mut above = Above::default();
    for row in 0..header {
        for col in grid.filled(row) {
            let text = grid.sheet().cell(row, col).text().trim().to_owned();
            above.unit = above.unit.or_else(|| unit_of_line(&text));
            above.reference = above.reference.or_else(|| day_in(&text));
            if above.lines.len() < LINES_MAX {
                above.lines.push(text);
            }
        }
    }
    above
}

/// The day that a title names: 2022年6月30日, 截至2022年6月底, 2022年重点项目. A month stands for its last day.
pub fn day_in(text: &str) -> Option<Day> {
    let folded = fold(text);
    if let Ok(Some(date)) = dated::parse_dated(&folded, None) {
        return Some(date.day);
    }
    let signs: Vec<(usize, char)> = folded.char_indices().collect();
    for (place, (start, _)) in signs.iter().enumerate() {
        let year: String = signs[place..].iter().take(4).map(|(_, sign)| *sign).collect();
        let follows = signs.get(place + 4).map(|(_, sign)| *sign);
        let before = place.checked_sub(1).map(|place| signs[place].1);
        let is_year = year.len() == 4 && year.parse::<u16>().is_ok_and(|year| (2000..=2100).contains(&year));
        if is_year && follows == Some('年') && !before.is_some_and(|sign| sign.is_ascii_digit()) {
            return Some(longest_date(&folded[*start..]));
        }
    }
    None
}

/// Words before the day up to which data reach.
const AS_OF_WORDS: [&str; 2] = ["截至", "截止"];
/// Characters of a date at most.
const DATE_MAX_CHARS: usize = 16;

/// The day up to which a sheet says that its data reach: 截至2022年10月底 in a line above or below the table, or a whole
/// day above it. A year or a bare month there (2022年签约项目) says what the projects have in common, and not until when
/// they were looked at; and where a line names a later year (截至2021年底签约项目2022年进展情况表), that isn't said either.
pub fn as_of(above: &[String], below: &[String], reference: Option<Day>) -> Option<Day> {
    let folded = |lines: &[String]| lines.iter().map(|line| fold(line)).collect::<Vec<_>>();
    let (above, below) = (folded(above), folded(below));
    let lines = || above.iter().chain(&below);
    let told = lines().find_map(|line| after_as_of(line, reference));
    let day = told.or_else(|| above.iter().find_map(|line| whole_day(line)))?;
    let is_later = |line: &String| years(line).any(|(_, year)| i32::from(year) > day.year());
    (!lines().any(is_later)).then_some(day)
}

fn after_as_of(line: &str, reference: Option<Day>) -> Option<Day> {
    AS_OF_WORDS.iter().find_map(|word| {
        let (_, rest) = line.split_once(word)?;
        let rest = rest.trim_start_matches(|sign| "日期时间到至为:".contains(sign));
        Some(longest(rest, reference)?.0.day)
    })
}

/// A day with its year, unless it is said before which something is to be: 2022年6月30日前.
fn whole_day(line: &str) -> Option<Day> {
    years(line).find_map(|(start, _)| {
        let (date, rest) = longest(&line[start..], None)?;
        let is_limit = rest.starts_with(['前', '之', '以']);
        (date.precision == Precision::Day && !is_limit).then_some(date.day)
    })
}

/// The years that a line names, with where they begin: 2022年.
fn years(line: &str) -> impl Iterator<Item = (usize, u16)> + '_ {
    line.match_indices('年').filter_map(|(end, _)| {
        let start = end.checked_sub(4)?;
        let year = line.get(start..end)?.parse().ok()?;
        (2000..=2100).contains(&year).then_some((start, year))
    })
}

/// The longest date with which a text begins, and what follows it.
fn longest(text: &str, reference: Option<Day>) -> Option<(Dated, &str)> {
    let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8()).take(DATE_MAX_CHARS);
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().find_map(|end| {
        let date = dated::parse_dated(&text[..end], reference).ok().flatten()?;
        Some((date, &text[end..]))
    })
}

/// The longest date at the beginning of a text that begins with a year.
fn longest_date(text: &str) -> Day {
    let ends: Vec<usize> =
        text.char_indices().map(|(at, _)| at).skip(5).take(12).chain([text.len()]).collect();
    ends.iter()
        .rev()
        .find_map(|end| dated::parse_dated(&text[..*end], None).ok().flatten())
        .map(|date| date.day)
        .unwrap_or_else(|| {
            let year = text[..4].parse().unwrap_or(2000);
            Day::new(year, 12, 31).expect("every year has a last day")
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2022年6月30日重点项目进度表", "2022-06-30")]
    #[case("截至2022年6月底全市项目", "2022-06-30")]
    #[case("2022年新城重点项目建设进度表", "2022-12-31")]
    fn a_title_gives_the_day_of_the_sheet(#[case] title: &str, #[case] day: &str) {
        assert_eq!(day_in(title).unwrap().to_string(), day);
    }

    #[rstest]
    #[case(&["晋中开发区2022年重点项目进展情况表", "数据截至2022年10月底"], &[], Some("2022-10-31"))]
    #[case(&["2022年重点项目进展情况表"], &["注：数据截止日期：10月31日"], Some("2022-10-31"))]
    #[case(&["2022年6月30日重点项目进度表"], &[], Some("2022-06-30"))]
    #[case(&["2022年6月30日前开工项目"], &[], None)]
    #[case(&["2022年签约项目台账"], &["注：2022年6月30日供地"], None)]
    #[case(&["2022年6月签约项目台账"], &[], None)]
    #[case(&["截至2021年底签约项目2022年进展情况表"], &[], None)]
    #[case(&["截至目前签约项目"], &[], None)]
    fn a_sheet_states_its_day_in_so_many_words_or_not_at_all(
        #[case] above: &[&str],
        #[case] below: &[&str],
        #[case] day: Option<&str>,
    ) {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let reference = above.iter().find_map(|line| day_in(line));
        let stated = as_of(&lines(above), &lines(below), reference);
        assert_eq!(stated.map(|day| day.to_string()).as_deref(), day);
    }

    #[test]
    fn a_title_without_a_year_gives_none() {
        assert_eq!(day_in("重点项目建设进度表"), None);
    }
}
