//! A number as an old paper printed it beside the one that is computed: kept as it stands, and the difference shown, never
//! repaired (`domain.md` §1 fact 7, W4).

use crate::exact::Exact;
use crate::figure::Figure;
use domain::Rounding;

/// How a printed number stands to a computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldAgainst {
    /// Both print alike.
    Same,
    /// Printed less computed, both as printed, with the places of the finer.
    Differs(String),
    /// One of them is no number (—), so that no difference can be told.
    NoNumber,
}

/// Holds a printed number against a figure, by the digits of both.
pub fn held_against(printed: &str, figure: &Figure) -> HeldAgainst {
    let (Some(before), Some(now)) = (number_in(printed), number_in(&figure.printed)) else {
        return HeldAgainst::NoNumber;
    };
    let difference = &before.0 - &now.0;
    if difference == Exact::from(0) {
        return HeldAgainst::Same;
    }
    HeldAgainst::Differs(difference.print(before.1.max(now.1), Rounding::HalfUp))
}

/// The number in a text like 85.6%, 1,042.1亿元 or 约53亿元, with its decimals.
fn number_in(text: &str) -> Option<(Exact, u8)> {
    let text = domain::text::half_width(text).replace(',', "");
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let digits: String =
        text[start..].chars().take_while(|sign| sign.is_ascii_digit() || *sign == '.').collect();
    let digits = digits.trim_end_matches('.');
    let places = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let number = Exact::decimal(digits)?;
    let is_negative = text[..start].ends_with('-');
    Some((if is_negative { -&number } else { number }, u8::try_from(places).ok()?))
}
