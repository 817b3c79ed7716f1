//! How a table shares the width of its page: a number or sign is never broken, words take what is left, the longer the more.

use figures::bulletin::{Column, Shows, Table};

/// Lengths in twentieths of a Chinese character of 五号.
const CHINESE: u32 = 20;
/// Half a character, and something more for typefaces that stand in.
const LATIN: u32 = 12;
/// Beside the text of a cell.
const MARGIN: u32 = 12;
/// A landscape page: 225 mm of characters of 10.5 points.
const PAGE: u32 = 1_210;
/// Characters of a header that stand in one line at least, and of words.
const HEAD_LEAST: u32 = 2 * CHINESE;
const WORDS_LEAST: u32 = 6 * CHINESE;
/// A longer text asks for no more width.
const WORDS_MOST: u32 = 40 * CHINESE;

/// The shares of the columns.
pub(super) fn shares(table: &Table) -> Vec<u32> {
    let needs: Vec<Need> =
        table.columns.iter().enumerate().map(|(place, column)| need(table, place, column)).collect();
    let fixed: u32 = needs.iter().filter(|need| !need.is_words).map(|need| need.width).sum();
    let wanted: u32 = needs.iter().filter(|need| need.is_words).map(|need| need.width).sum();
    let left = PAGE.saturating_sub(fixed);
    let share = |need: &Need| match need.is_words && wanted > left {
        true => (need.width * left / wanted.max(1)).max(WORDS_LEAST),
        false => need.width,
    };
    needs.iter().map(share).collect()
}

/// The width that a column wants.
struct Need {
    width: u32,
    /// Whether its cells may be broken into lines.
    is_words: bool,
}

fn need(table: &Table, place: usize, column: &Column) -> Need {
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(place)).map(|cell| cell.printed.as_str());
    let head = longest_word(&column.head).max(width(&column.head).min(HEAD_LEAST));
    let is_words = column.shows == Shows::Text;
    let widest = cells().map(width).max().unwrap_or_default();
    let body = if is_words { widest.clamp(WORDS_LEAST, WORDS_MOST) } else { widest };
    Need { width: head.max(body) + MARGIN, is_words }
}

fn width(text: &str) -> u32 {
    text.chars().map(|letter| if letter.is_ascii() { LATIN } else { CHINESE }).sum()
}

/// The longest run that has no place to break: English words.
fn longest_word(text: &str) -> u32 {
    let words = text.split(|letter: char| letter.is_whitespace() || !letter.is_ascii());
    words.map(width).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use figures::bulletin::{Cell, Row};

    fn table(columns: &[(&str, Shows)], rows: &[&[&str]]) -> Table {
        let column = |(head, shows): &(&str, Shows)| Column {
            key: (*head).to_owned(),
            head: (*head).to_owned(),
            group: None,
            shows: *shows,
            width: 1,
        };
        let row = |cells: &&[&str]| Row {
            key: cells[0].to_owned(),
            total: false,
            cells: cells.iter().map(|cell| Cell::text(*cell)).collect(),
        };
        Table {
            columns: columns.iter().map(column).collect(),
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn a_number_has_room_for_all_its_digits_however_long_the_words() {
        let long = "建设生产厂房、研发检测中心及配套设施".repeat(9);
        let columns =
            [("项目名称", Shows::Text), ("建设内容", Shows::Text), ("总投资（亿元）", Shows::Decimal(2))];
        let table = table(&columns, &[&["年产万套轴承", &long, "1234567.89"]]);
        let shares = shares(&table);
        assert!(shares.iter().sum::<u32>() <= PAGE + WORDS_LEAST, "{shares:?}");
        assert!(shares[2] >= 10 * LATIN + MARGIN, "{shares:?}");
        assert!(shares[1] > 2 * shares[0], "{shares:?}");
    }

    #[test]
    fn an_english_head_is_not_broken_within_a_word() {
        let table = table(&[("Unit", Shows::Text), ("Entries", Shows::Integer)], &[&["A", "1"]]);
        assert!(shares(&table)[1] >= 7 * LATIN + MARGIN);
    }
}
