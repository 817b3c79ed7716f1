//! What stands above the table: titles, the reporting office, the unit, the day of the sheet.

use super::grid::Grid;
use super::units::{Unit, unit_of_line};
use domain::text::fold;
use domain::{Day, dated};

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

    #[test]
    fn a_title_without_a_year_gives_none() {
        assert_eq!(day_in("重点项目建设进度表"), None);
    }
}
