//! Reading 起止年限: two dates in one cell (domain.md §15).

use super::Dated;
use super::parse::{DateError, parse_dated};
use super::words::arabic_numerals;
use crate::day::Day;
use crate::text::{is_blank_mark, squeeze};

/// A first date and, where one is given, a last one.
type Range = (Dated, Option<Dated>);

/// Signs and words that always part two dates.
const JOINERS: [&str; 8] = ["至", "到", "~", "〜", "—", "–", "―", "--"];
/// Signs that part two dates or stand inside one.
const INNER: [char; 3] = ['-', '/', '.'];
/// Words after the joiner that leave the end open.
const OPEN_ENDS: [&str; 3] = ["今", "现在", "目前"];

/// Reads a range (`2021-2023`, `2021年3月-2022年12月`, `2021.3/2022.12`, 1至9月, 2021年3月至今) or a single date, whose end
/// is then `None`; the whole is `None` where the cell says that there is no value.
///
/// An end without a year takes that of the beginning.
///
/// # Errors
/// See [`DateError`]; [`DateError::Backwards`] when the end comes first.
pub fn parse_range(text: &str, reference: Option<Day>) -> Result<Option<Range>, DateError> {
    if is_blank_mark(text) {
        return Ok(None);
    }
    let single = match parse_dated(text, reference) {
        Ok(date) => return Ok(date.map(|date| (date, None))),
        Err(error) => error,
    };
    let squeezed = squeeze(text);
    for joiner in JOINERS {
        let open = |(left, right): &(&str, &str)| !left.is_empty() && !right.is_empty();
        if let Some((left, right)) = squeezed.split_once(joiner).filter(open) {
            let right = right.trim_start_matches('-');
            return parse_ends(left.trim_end_matches('-'), right, reference).map(Some);
        }
    }
    let splits = squeezed.char_indices().filter(|(_, letter)| INNER.contains(letter));
    let mut backwards = false;
    for (at, _) in splits {
        match parse_ends(&squeezed[..at], &squeezed[at + 1..], reference) {
            Ok(range) => return Ok(Some(range)),
            Err(error) => backwards |= error == DateError::Backwards,
        }
    }
    // A single date that the calendar lacks is not a range that ends before it begins.
    Err(if backwards && single == DateError::Unreadable { DateError::Backwards } else { single })
}

fn parse_ends(left: &str, right: &str, reference: Option<Day>) -> Result<Range, DateError> {
    let first = parse_end(&with_unit_of(left, right), reference)?;
    if OPEN_ENDS.contains(&right) {
        return Ok((first, None));
    }
    let last = parse_end(right, Some(first.day))?;
    if last.day < first.first_day() {
        return Err(DateError::Backwards);
    }
    Ok((first, Some(last)))
}

fn parse_end(text: &str, reference: Option<Day>) -> Result<Dated, DateError> {
    parse_dated(text, reference)?.ok_or(DateError::Unreadable)
}

/// The left end with the 月 that it shares with the right one: the 1 of 1至9月, the 2021年3 of 2021年3-9月.
fn with_unit_of(left: &str, right: &str) -> String {
    let left = arabic_numerals(left);
    let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
    let month_follows_year = left.len() == digits || left[..left.len() - digits].ends_with('年');
    if (1..=2).contains(&digits) && month_follows_year && right.contains('月') { left + "月" } else { left }
}
