//! Reading an amount from a cell: digits, units and words in the orders in which people write them.

use super::{Amount, Money, MoneyUnit, Qualifier};
use crate::decimal::{Decimal, DecimalError, Scaled};
use crate::text::{chinese_number, is_blank_mark, squeeze};
use thiserror::Error;

/// Why a cell's text is not an amount. Such a cell is parked, never read as zero (domain.md §15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Neither the cell nor its header says yuan, 万元 or 亿元.
    #[error("no unit in the cell or its header")]
    NoUnit,
    /// The text is not one amount.
    #[error("not an amount")]
    NotANumber,
    /// A number typed finer than one fen.
    #[error("finer than one fen")]
    TooManyDecimals,
    /// The amount is in another currency; the ledger's amounts are yuan.
    #[error("in a foreign currency")]
    ForeignCurrency,
    /// Two qualifying words at once (预计约3亿元); only one can be kept and printed back.
    #[error("two qualifiers")]
    TwoQualifiers,
    /// Larger than the ledger can hold.
    #[error("too large")]
    Overflow,
}

impl From<DecimalError> for AmountError {
    fn from(error: DecimalError) -> Self {
        match error {
            DecimalError::NotANumber => Self::NotANumber,
            DecimalError::TooManyDecimals => Self::TooManyDecimals,
            DecimalError::Overflow => Self::Overflow,
        }
    }
}

/// An amount together with how it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadAmount {
    /// The amount.
    pub amount: Amount,
    /// True when a spreadsheet's computed number (15 digits or more, as 12345.678900000001) went to the nearest fen:
    /// worth a warning, not a refusal.
    pub snapped: bool,
    /// True when the unit stood in the cell itself and so overruled the header's.
    pub unit_in_cell: bool,
}

/// Words that stand before a number. Longer words first, so that 超过 is not read as 超 and a stray 过.
const PREFIXES: [(&str, Qualifier); 19] = [
    ("预计", Qualifier::Expected),
    ("预估", Qualifier::Expected),
    ("大约", Qualifier::About),
    ("约", Qualifier::About),
    ("近", Qualifier::About),
    ("超过", Qualifier::Over),
    ("超", Qualifier::Over),
    ("逾", Qualifier::Over),
    ("大于", Qualifier::Over),
    ("不到", Qualifier::Under),
    ("不足", Qualifier::Under),
    ("低于", Qualifier::Under),
    ("小于", Qualifier::Under),
    ("至少", Qualifier::AtLeast),
    ("不少于", Qualifier::AtLeast),
    ("不低于", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    (">", Qualifier::Over),
    ("<", Qualifier::Under),
];

/// Words that stand after the whole amount. 以下 and 以内 are not among them: they are read both ways (formats.md §7).
const SUFFIXES: [(&str, Qualifier); 5] = [
    ("及以上", Qualifier::AtLeast),
    ("以上", Qualifier::AtLeast),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("多", Qualifier::OddOver),
];

const FOREIGN_WORDS: [&str; 16] = [
    "美元", "美金", "港元", "港币", "欧元", "日元", "日圆", "英镑", "韩元", "台币", "澳元", "USD", "HKD",
    "EUR", "$", "€",
];

/// Reads an amount of yuan from a cell (domain.md §15); `None` where the cell says that there is no value.
///
/// The unit in the cell wins over the header's; with neither there is no amount. Negative numbers are read: whether
/// they make sense is for the caller to judge. A number typed finer than a fen is refused; one with the digits of a
/// computed double goes to the nearest fen, which [`read_amount`] reports.
///
/// # Errors
/// See [`AmountError`].
pub fn parse_amount(text: &str, header_unit: Option<MoneyUnit>) -> Result<Option<Amount>, AmountError> {
    Ok(read_amount(text, header_unit)?.map(|read| read.amount))
}

/// As [`parse_amount`], telling also how the amount was read.
///
/// # Errors
/// See [`AmountError`].
pub fn read_amount(text: &str, header_unit: Option<MoneyUnit>) -> Result<Option<ReadAmount>, AmountError> {
    if is_blank_mark(text) {
        return Ok(None);
    }
    let squeezed = squeeze(text);
    let upper = squeezed.to_ascii_uppercase();
    if FOREIGN_WORDS.iter().any(|word| upper.contains(word)) {
        return Err(AmountError::ForeignCurrency);
    }
    let mut qualifiers = Vec::new();
    let core = strip_words(strip_currency(&squeezed), &mut qualifiers);
    let scan = scan_segments(core, header_unit, &mut qualifiers)?;
    qualifiers.dedup();
    let qualifier = match qualifiers.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => return Err(AmountError::TwoQualifiers),
    };
    let amount = Amount { money: Money::from_fen(scan.fen), qualifier };
    Ok(Some(ReadAmount { amount, snapped: scan.snapped, unit_in_cell: scan.unit_in_cell }))
}

fn strip_currency(text: &str) -> &str {
    let text = text.trim_start_matches("人民币").trim_start_matches(['¥', '￥']);
    text.strip_prefix("RMB").or_else(|| text.strip_prefix("CNY")).unwrap_or(text)
}

/// Takes the qualifying words off both ends and notes them.
fn strip_words<'a>(mut text: &'a str, qualifiers: &mut Vec<Qualifier>) -> &'a str {
    while let Some((rest, qualifier)) =
        PREFIXES.iter().find_map(|(word, qualifier)| Some((text.strip_prefix(word)?, *qualifier)))
    {
        qualifiers.push(qualifier);
        text = strip_currency(rest);
    }
    while let Some((rest, qualifier)) =
        SUFFIXES.iter().find_map(|(word, qualifier)| Some((text.strip_suffix(word)?, *qualifier)))
    {
        qualifiers.push(qualifier);
        text = rest;
    }
    text
}

struct Scan {
    fen: i64,
    snapped: bool,
    unit_in_cell: bool,
}

/// One number with the unit that follows it: the 3000万 of 1亿3000万元.
struct Segment<'a> {
    number: Option<Decimal>,
    /// Fen in one of the unit, or `None` where no unit follows.
    unit_fen: Option<i64>,
    odd: bool,
    rest: &'a str,
}

/// Adds up the segments, whose units must shrink from left to right.
fn scan_segments(
    text: &str,
    header_unit: Option<MoneyUnit>,
    qualifiers: &mut Vec<Qualifier>,
) -> Result<Scan, AmountError> {
    let mut total = Scan { fen: 0, snapped: false, unit_in_cell: false };
    let (mut rest, mut last_unit_fen, mut negative) = (text, None::<i64>, false);
    loop {
        let segment = scan_segment(rest)?;
        let unit_fen = match (segment.unit_fen, last_unit_fen) {
            (Some(unit_fen), Some(before)) if unit_fen >= before => return Err(AmountError::NotANumber),
            (Some(unit_fen), _) => unit_fen,
            // 1亿3000 may mean 3000万 or 3000元.
            (None, Some(_)) => return Err(AmountError::NotANumber),
            (None, None) => header_unit.ok_or(AmountError::NoUnit)?.fen(),
        };
        total.unit_in_cell |= segment.unit_fen.is_some();
        if segment.odd {
            qualifiers.push(Qualifier::OddOver);
        }
        let scaled = value_of(&segment, last_unit_fen.is_none(), qualifiers)?
            .map_or(Ok(Scaled { value: unit_fen, snapped: false }), |number| number.in_units(unit_fen))?;
        if last_unit_fen.is_none() {
            negative = segment.number.is_some_and(Decimal::is_negative);
        } else if segment.number.is_some_and(Decimal::is_negative) {
            return Err(AmountError::NotANumber);
        }
        let signed = if negative && last_unit_fen.is_some() { -scaled.value } else { scaled.value };
        total.fen = total.fen.checked_add(signed).ok_or(AmountError::Overflow)?;
        total.snapped |= scaled.snapped;
        last_unit_fen = Some(unit_fen);
        rest = segment.rest;
        if rest.is_empty() {
            return Ok(total);
        }
    }
}

/// The segment's number; a bare unit (超亿元) means one of it, and only a word makes that sensible.
fn value_of(
    segment: &Segment<'_>,
    first: bool,
    qualifiers: &[Qualifier],
) -> Result<Option<Decimal>, AmountError> {
    match segment.number {
        Some(number) => Ok(Some(number)),
        None if first
            && segment.rest.is_empty()
            && segment.unit_fen.is_some_and(|fen| fen > MoneyUnit::Yuan.fen())
            && !qualifiers.is_empty() =>
        {
            Ok(None)
        }
        None => Err(AmountError::NotANumber),
    }
}

fn scan_segment(text: &str) -> Result<Segment<'_>, AmountError> {
    let (number, after) = scan_number(text)?;
    let (odd_before, after) = strip_odd(after);
    let (unit_fen, after) = scan_unit(after)?;
    let (odd_after, after) = strip_odd(after);
    // 3亿余元: the 元 that belongs to the unit before 余.
    let after =
        if odd_after && unit_fen.is_some() { after.strip_prefix('元').unwrap_or(after) } else { after };
    Ok(Segment { number, unit_fen, odd: odd_before || odd_after, rest: after })
}

fn strip_odd(text: &str) -> (bool, &str) {
    text.strip_prefix(['余', '多']).map_or((false, text), |rest| (true, rest))
}

/// The digits at the start, Arabic or Chinese; `None` where the text starts with a unit at once.
fn scan_number(text: &str) -> Result<(Option<Decimal>, &str), AmountError> {
    let is_numeric =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+' | '−' | 'e' | 'E');
    let end = text.find(|letter: char| !is_numeric(letter)).unwrap_or(text.len());
    if end > 0 {
        return Ok((Some(Decimal::parse(&text[..end])?), &text[end..]));
    }
    // 十五亿 starts with a number; 十亿 and 百亿 are units of which the words before them count one.
    let is_digit = |letter: char| "〇零一二三四五六七八九两".contains(letter);
    let end = text.find(|letter: char| !is_digit(letter) && !"十百千".contains(letter)).unwrap_or(text.len());
    if !text[..end].contains(is_digit) {
        return Ok((None, text));
    }
    let number = chinese_number(&text[..end]).ok_or(AmountError::NotANumber)?;
    Ok((Some(Decimal::parse(&number.to_string())?), &text[end..]))
}

/// The unit at the start, in fen: 元, 万, 亿, 千万, 百亿, 万亿, with or without 元 after it.
fn scan_unit(text: &str) -> Result<(Option<i64>, &str), AmountError> {
    let mut factor: i64 = 1;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let step: i64 = match letter {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => break,
        };
        factor = factor.checked_mul(step).ok_or(AmountError::Overflow)?;
        rest = &rest[letter.len_utf8()..];
    }
    let (yuan, after) = match rest.strip_prefix("元").or_else(|| rest.strip_prefix("圆")) {
        Some(after) => (true, after.strip_prefix("人民币").unwrap_or(after)),
        None => (false, rest),
    };
    if factor == 1 && !yuan {
        return Ok((None, rest));
    }
    let fen = factor.checked_mul(MoneyUnit::Yuan.fen()).ok_or(AmountError::Overflow)?;
    Ok((Some(fen), after))
}
