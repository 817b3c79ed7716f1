//! How foreign lists write: dates with the year last or in English words, dollars.

use super::cells::date_code;
use crate::imports::problem::Code;
use crate::imports::recognize::{DateOrder, DollarUnit, Unit};
use domain::Dated;
use domain::dated::parse_dated;
use domain::money::{AmountError, DollarRate, Dollars, ReadAmount, read_amount};
use domain::text::{half_width, squeeze};
use domain::{Amount, MoneyUnit};

/// The century of a year of two digits, where somebody said in which order dates are written.
const CENTURY: u32 = 2_000;

/// Reads a date as foreign lists write it: 07/16/2021, 16.07.2021, Jul 16, 2021, July 2021, Q2 2021, H1 2021. `None` for
/// what is none.
///
/// # Errors
/// What hinders a date that has this form: the calendar lacks it, or nobody said whether day or month comes first.
pub fn day(text: &str, order: DateOrder) -> Option<Result<Dated, Code>> {
    let text = half_width(text);
    let text = text.trim();
    let date = text.split_once(' ').filter(|(_, clock)| clock.contains(':')).map_or(text, |(date, _)| date);
    let parts: Vec<&str> = date.split([' ', ',', '.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let known = match numbers(&parts, order) {
        Some(known) => known,
        None => Ok(in_words(&parts)?),
    };
    let read = known.and_then(|known| parse_dated(&known, None).map_err(date_code));
    // Whatever stands there is kept as it stands there.
    read.transpose().map(|read| read.map(|dated| Dated { original: text.to_owned(), ..dated }))
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|digit| digit.is_ascii_digit())
}

/// 07/16/2021 and 07/2021 as an ISO date.
fn numbers(parts: &[&str], order: DateOrder) -> Option<Result<String, Code>> {
    if !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    match parts {
        [month, year] if month.len() <= 2 && year.len() == 4 => Some(Ok(format!("{year}-{month}"))),
        [one, other, year] if one.len() <= 2 && other.len() <= 2 => {
            let is_short = year.len() == 2 && order != DateOrder::Open;
            let year = match year.len() {
                4 => number(year)?,
                _ if is_short => CENTURY + number(year)?,
                _ => return None,
            };
            let (one, other) = (number(one)?, number(other)?);
            let date = |month: u32, day: u32| Some(Ok(format!("{year}-{month:02}-{day:02}")));
            match order {
                DateOrder::MonthFirst => date(one, other),
                DateOrder::DayFirst => date(other, one),
                DateOrder::Open if one > 12 => date(other, one),
                DateOrder::Open if other > 12 || one == other => date(one, other),
                DateOrder::Open => Some(Err(Code::DateOrderOpen)),
            }
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Letters of a month's name at least.
const MONTH_MIN_LETTERS: usize = 3;

fn month(word: &str) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    let place = MONTHS.iter().position(|name| name.starts_with(&word));
    place.filter(|_| word.len() >= MONTH_MIN_LETTERS).map(|place| place + 1)
}

/// Jul 16 2021, 16th July 2021, July 2021, Q2 2021, 2Q 2021, H1 2021 in the words of the ledger.
fn in_words(parts: &[&str]) -> Option<String> {
    let year = parts.iter().find(|part| part.len() == 4 && is_number(part))?;
    let others: Vec<&str> = parts.iter().filter(|part| *part != year).copied().collect();
    if others.len() + 1 != parts.len() {
        return None;
    }
    let bare = |part: &str| part.trim_end_matches(|sign: char| "stndrh".contains(sign)).to_owned();
    match others[..] {
        [one] => {
            let upper = one.to_ascii_uppercase();
            let numbered = |mark: char| upper.strip_prefix(mark).or_else(|| upper.strip_suffix(mark));
            if let Some(quarter) = numbered('Q') {
                return Some(format!("{year}Q{quarter}"));
            }
            match numbered('H') {
                Some("1") => Some(format!("{year}年上半年")),
                Some("2") => Some(format!("{year}年下半年")),
                _ => Some(format!("{year}-{:02}", month(one)?)),
            }
        }
        [one, other] => {
            let (month, day) = month(one).map_or_else(|| (month(other), one), |month| (Some(month), other));
            let day = bare(day);
            let is_day = !day.is_empty() && day.len() <= 2 && is_number(&day);
            is_day.then_some(format!("{year}-{:02}-{day}", month?))
        }
        _ => None,
    }
}

/// Reads an amount; dollars by the rate that the layout says, which come with it.
///
/// # Errors
/// As [`read_amount`]; dollars without a rate are [`AmountError::ForeignCurrency`].
pub fn amount(
    text: &str,
    unit: Option<Unit>,
    rate: Option<DollarRate>,
) -> Result<Option<(ReadAmount, Option<Dollars>)>, AmountError> {
    let in_dollars = match unit {
        Some(Unit::Dollar(unit)) if !says_yuan(text) => Some(unit),
        _ => says_dollars(text).then_some(DollarUnit::One),
    };
    match (in_dollars, rate, unit) {
        (Some(unit), Some(rate), _) => dollars(text, unit, rate),
        (Some(_), None, Some(Unit::Dollar(_))) => Err(AmountError::ForeignCurrency),
        (_, _, Some(Unit::Money(unit))) => yuan(text, Some(unit)),
        _ => yuan(text, None),
    }
}

fn yuan(text: &str, unit: Option<MoneyUnit>) -> Result<Option<(ReadAmount, Option<Dollars>)>, AmountError> {
    Ok(read_amount(text, unit)?.map(|read| (read, None)))
}

/// Words for dollars, longer ones first.
const DOLLARS: [&str; 6] = ["US$", "USD", "美元", "美金", "DOLLARS", "$"];
/// Words for other dollars than those of a rate.
const OTHER_DOLLARS: [&str; 3] = ["HK$", "A$", "C$"];

fn says_dollars(text: &str) -> bool {
    let upper = squeeze(text).to_ascii_uppercase();
    DOLLARS.iter().any(|word| upper.contains(word)) && !OTHER_DOLLARS.iter().any(|word| upper.contains(word))
}

fn says_yuan(text: &str) -> bool {
    let squeezed = squeeze(text);
    squeezed.contains(['¥', '￥']) || squeezed.replace("美元", "").contains('元')
}

/// How large the words behind a number make it, longer ones first.
const SCALES: [(&str, MoneyUnit, i64); 10] = [
    ("MILLION", MoneyUnit::Wan, 100),
    ("BILLION", MoneyUnit::Yi, 10),
    ("THOUSAND", MoneyUnit::Yuan, 1_000),
    ("MLN", MoneyUnit::Wan, 100),
    ("MN", MoneyUnit::Wan, 100),
    ("BN", MoneyUnit::Yi, 10),
    ("M", MoneyUnit::Wan, 100),
    ("B", MoneyUnit::Yi, 10),
    ("K", MoneyUnit::Yuan, 1_000),
    ("万", MoneyUnit::Wan, 1),
];

/// Reads dollars as cents; without a unit in cell or column they are 万美元. `None` for what is no plain number of them.
pub fn cents(text: &str, unit: Option<Unit>) -> Option<i64> {
    let unit = match unit {
        Some(Unit::Dollar(unit)) => unit,
        _ if says_dollars(text) => DollarUnit::One,
        None => DollarUnit::Wan,
        Some(_) => return None,
    };
    let (read, cents) = in_cents(text, unit).ok()??;
    let is_plain = read.amount.qualifier.is_none() && !says_yuan(text);
    is_plain.then_some(cents)
}

fn dollars(
    text: &str,
    unit: DollarUnit,
    rate: DollarRate,
) -> Result<Option<(ReadAmount, Option<Dollars>)>, AmountError> {
    let Some((read, cents)) = in_cents(text, unit)? else { return Ok(None) };
    let dollars = Dollars { cents, rate };
    let money = dollars.money().ok_or(AmountError::Overflow)?;
    Ok(Some((ReadAmount { amount: Amount { money, ..read.amount }, ..read }, Some(dollars))))
}

fn in_cents(text: &str, unit: DollarUnit) -> Result<Option<(ReadAmount, i64)>, AmountError> {
    let bare = DOLLARS.iter().fold(squeeze(text).to_ascii_uppercase(), |text, word| text.replace(word, ""));
    let scaled =
        SCALES.iter().find_map(|(word, unit, times)| Some((bare.strip_suffix(word)?, *unit, *times)));
    let (number, (own, times)) =
        scaled.map_or((&*bare, unit.scale()), |(bare, unit, times)| (bare, (unit, times)));
    let Some(read) = read_amount(number, Some(own))? else { return Ok(None) };
    let times = if read.unit_in_cell { 1 } else { times };
    // What is read as fen are cents here.
    let cents = read.amount.money.fen().checked_mul(times).ok_or(AmountError::Overflow)?;
    Ok(Some((read, cents)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{Day, Precision};
    use rstest::rstest;

    #[rstest]
    #[case("07/16/2021", DateOrder::Open, "2021-07-16")]
    #[case("16.07.2021", DateOrder::Open, "2021-07-16")]
    #[case("07/08/2021", DateOrder::MonthFirst, "2021-07-08")]
    #[case("07/08/2021", DateOrder::DayFirst, "2021-08-07")]
    #[case("7/8/21", DateOrder::MonthFirst, "2021-07-08")]
    #[case("07/07/2021 00:00", DateOrder::Open, "2021-07-07")]
    #[case("Jul 16, 2021", DateOrder::Open, "2021-07-16")]
    #[case("16th July 2021", DateOrder::Open, "2021-07-16")]
    #[case("16-Jul-2021", DateOrder::Open, "2021-07-16")]
    #[case("July 2021", DateOrder::Open, "2021-07-31")]
    #[case("07/2021", DateOrder::Open, "2021-07-31")]
    #[case("Q2 2021", DateOrder::Open, "2021-06-30")]
    #[case("2Q 2021", DateOrder::Open, "2021-06-30")]
    #[case("H1 2021", DateOrder::Open, "2021-06-30")]
    fn foreign_dates_are_read(#[case] text: &str, #[case] order: DateOrder, #[case] last: &str) {
        let dated = day(text, order).unwrap().unwrap();
        assert_eq!((dated.day.to_string().as_str(), dated.original.as_str()), (last, text));
    }

    #[test]
    fn a_month_alone_stays_one() {
        assert_eq!(day("Sept 2021", DateOrder::Open).unwrap().unwrap().precision, Precision::Month);
        assert_eq!(day("Q2 2021", DateOrder::Open).unwrap().unwrap().precision, Precision::Quarter);
    }

    #[rstest]
    #[case("07/08/2021", Some(Code::DateOrderOpen))]
    #[case("02/30/2021", Some(Code::NoSuchDay))]
    #[case("Q5 2021", Some(Code::NoSuchDay))]
    #[case("7/8/21", None)]
    #[case("Mayor 2021", None)]
    #[case("soon", None)]
    fn what_two_people_would_read_otherwise_is_not_taken(#[case] text: &str, #[case] code: Option<Code>) {
        assert_eq!(day(text, DateOrder::Open).and_then(Result::err), code);
        assert!(day(text, DateOrder::Open).is_none_or(|read| read.is_err()));
    }

    fn fen(text: &str, unit: Option<Unit>) -> Result<i64, AmountError> {
        let rate = DollarRate::parse("6.5", Day::parse_iso("2022-06-30").unwrap());
        amount(text, unit, rate).map(|read| read.unwrap().0.amount.money.fen())
    }

    #[rstest]
    #[case("100", Some(Unit::Dollar(DollarUnit::Wan)), 650_000_000)]
    #[case("1.5", Some(Unit::Dollar(DollarUnit::Million)), 975_000_000)]
    #[case("US$1,500,000", None, 975_000_000)]
    #[case("$1.5m", None, 975_000_000)]
    #[case("USD 1.5 million", Some(Unit::Money(MoneyUnit::Wan)), 975_000_000)]
    #[case("2bn", Some(Unit::Dollar(DollarUnit::Million)), 1_300_000_000_000)]
    #[case("100万美元", Some(Unit::Money(MoneyUnit::Wan)), 650_000_000)]
    #[case("约2亿美元", None, 130_000_000_000)]
    #[case("100", Some(Unit::Money(MoneyUnit::Wan)), 100_000_000)]
    #[case("500万元", Some(Unit::Dollar(DollarUnit::Million)), 500_000_000)]
    fn dollars_are_taken_by_the_rate(#[case] text: &str, #[case] unit: Option<Unit>, #[case] expected: i64) {
        assert_eq!(fen(text, unit), Ok(expected));
    }

    #[rstest]
    #[case("HK$100", None)]
    #[case("100欧元", None)]
    fn other_currencies_are_not(#[case] text: &str, #[case] unit: Option<Unit>) {
        assert_eq!(fen(text, unit), Err(AmountError::ForeignCurrency));
    }

    #[test]
    fn dollars_without_a_rate_are_not() {
        for unit in [None, Some(Unit::Dollar(DollarUnit::Million))] {
            let read = amount("$100", unit, None);
            assert_eq!(read.err(), Some(AmountError::ForeignCurrency));
        }
    }
}
