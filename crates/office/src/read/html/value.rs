//! What a cell of a page comes to.
//!
//! A page shows texts, and texts they stay, unless the program that wrote the page left the number behind the text
//! (`x:num` of Excel, `sdval` of LibreOffice). Then a number that the text shows is that number, a day is a day by the
//! number's format, and where text and number don't agree the text is right: the user saw it.

use super::attributes::Attributes;
use crate::read::formats::{self, Look};
use crate::sheet::{Cell, Number};

/// The number behind the text of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Behind {
    number: Option<f64>,
    look: Look,
    /// `x:num` without a value: the text is the number.
    is_shown: bool,
}

impl Behind {
    pub(super) fn of(tag: &Attributes) -> Behind {
        let number = tag.get("x:num").or_else(|| tag.get("sdval"));
        let Some(number) = number.filter(|_| tag.get("x:str").is_none()) else { return Behind::default() };
        let look = match (tag.get("sdnum"), tag.get("style")) {
            // Language of the number, language and text of its format.
            (Some(format), _) => format.splitn(3, ';').nth(2).map_or(Look::Number, formats::custom),
            (None, Some(style)) => {
                format_of_style(style).map_or(Look::Number, |format| formats::custom(&format))
            }
            _ => Look::Number,
        };
        let number = number.trim();
        Behind { number: number.parse().ok(), look, is_shown: number.is_empty() }
    }

    /// The cell for the text that is shown.
    pub(super) fn cell(self, text: String, date1904: bool) -> Cell {
        let shown = if self.is_shown { text.parse().ok() } else { None };
        let Some(value) = self.number.or(shown) else { return text_cell(text) };
        let dated = formats::dated(value, self.look, date1904);
        match dated {
            Some(day @ Cell::Date { .. }) => day,
            Some(number) if text.is_empty() || agrees(&text, value) => number,
            _ => text_cell(text),
        }
    }
}

fn text_cell(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The text of `mso-number-format` in a style: quoted, or a word.
fn format_of_style(style: &str) -> Option<String> {
    const NAME: &str = "mso-number-format:";
    let at = style.to_ascii_lowercase().find(NAME)?;
    let format = style.get(at + NAME.len()..)?.trim_start();
    match format.strip_prefix('"') {
        Some(quoted) => Some(unescaped(quoted)),
        None => format.split(';').next().map(|word| word.trim().to_owned()),
    }
}

/// A quoted text of a style up to its closing quote: a quote inside is `\0022`, other signs may be escaped too.
fn unescaped(quoted: &str) -> String {
    const CODE_DIGITS: usize = 4;
    let mut plain = String::new();
    let mut rest = quoted.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => {
                let code = rest.as_str().get(..CODE_DIGITS).filter(|code| code.starts_with("00"));
                let sign = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
                plain.extend(sign.or_else(|| rest.next()));
                if sign.is_some() {
                    rest = rest.as_str()[CODE_DIGITS..].chars();
                }
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// Whether a shown number is a rounded form of the number behind it.
fn agrees(text: &str, value: f64) -> bool {
    let plain: String = text.chars().filter(|c| *c != ',' && !c.is_whitespace()).collect();
    let (digits, scale) = match plain.strip_suffix('%') {
        Some(digits) => (digits, 100.0),
        None => (plain.as_str(), 1.0),
    };
    let Ok(shown) = digits.parse::<f64>() else { return false };
    if digits.contains(['e', 'E']) {
        return Number::new(shown).is_some() && (shown - value).abs() <= value.abs() / 1_000.0;
    }
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len().min(300));
    let last_place = 10f64.powi(-(decimals as i32));
    (shown - value * scale).abs() <= last_place * 0.500_001
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("1,234.57", 1234.5678, true)]
    #[case("1,235", 1234.5678, true)]
    #[case("35%", 0.3512, true)]
    #[case("1.40107E+17", 140_107_202_203_051_230.0, true)]
    #[case("0.12", 1234.5678, false)]
    #[case("2022.3", 44621.0, false)]
    #[case("约3亿", 3.0, false)]
    #[case("nan", 1.0, false)]
    fn a_number_counts_only_where_the_text_shows_it(
        #[case] text: &str,
        #[case] value: f64,
        #[case] expected: bool,
    ) {
        assert_eq!(agrees(text, value), expected);
    }

    #[rstest]
    #[case("mso-number-format:\"yyyy\\-mm\\-dd\";color:red", Some("yyyy-mm-dd"))]
    #[case("color:red;MSO-number-format:General", Some("General"))]
    #[case("mso-number-format:\"m\\0022月\\0022\\;\\@\"", Some("m\"月\";@"))]
    #[case("mso-number-format:\"\\00", Some("00"))]
    #[case("color:red", None)]
    fn the_format_is_found_in_the_style(#[case] style: &str, #[case] format: Option<&str>) {
        assert_eq!(format_of_style(style).as_deref(), format);
    }
}
