//! Reading one cell by the kind of its column. What can't be read is a problem, never a value.

use super::{Context, Value, foreign};
use crate::imports::headers::{Field, What};
use crate::imports::problem::Code;
use crate::imports::recognize::Unit;
use crate::text::{Arg, Lang};
use crate::words;
use domain::credit_code::{self, CreditCodeCheck};
use domain::dated::{DateError, parse_dated, parse_numeric_cell, parse_range};
use domain::decimal::Decimal;
use domain::limits::{LIKELY_YEAR_MIN, LIKELY_YEARS_AHEAD_MAX, UNLIKELY_AMOUNT_FEN};
use domain::money::{AmountError, format_exact};
use domain::project_code::{self, ProjectCodeCheck};
use domain::text::{fold, half_width, is_han, is_invisible, split_names, split_outside_brackets, squeeze};
use domain::{
    AcquisitionKind, Amount, ConstructionType, Dated, Day, Money, MoneyUnit, Precision, RoundKey, Stage,
};
use office::Cell;

/// What a cell came to: a value, or none, and then its words are kept as a remark; and a doubt that doesn't stop the row.
pub struct Read {
    /// The value.
    pub value: Option<Value>,
    /// The doubt.
    pub doubt: Option<Code>,
    /// Values for the doubt's words.
    pub args: Vec<Arg>,
}

impl Read {
    /// A value without doubt.
    pub fn sure(value: Value) -> Self {
        Self { value: Some(value), doubt: None, args: Vec::new() }
    }

    /// No value, and nothing to ask about it: a lone `;` where companies are named.
    pub fn nothing() -> Self {
        Self { value: None, doubt: None, args: Vec::new() }
    }

    /// A value that somebody should look at.
    fn doubtful(value: Value, doubt: Code) -> Self {
        Self { doubt: Some(doubt), ..Self::sure(value) }
    }

    /// No value, for a reason.
    fn words(doubt: Code) -> Self {
        Self { doubt: Some(doubt), ..Self::nothing() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// One line: what was broken over lines is joined, between Chinese characters without a space.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = String::new();
    for sign in text.trim_matches(is_invisible).chars() {
        if is_invisible(sign) {
            gap.push(sign);
            continue;
        }
        if !gap.is_empty() {
            let broken = gap.contains(['\n', '\r']);
            let between_han = line.chars().last().is_some_and(is_han) || is_han(sign);
            if !(broken && between_han) && gap.chars().any(char::is_whitespace) {
                line.push(' ');
            }
            gap.clear();
        }
        line.push(sign);
    }
    line
}

/// Longer text: trimmed, with the line breaks of one system.
pub fn prose(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// The people of a cell, parted by 、.
pub fn people(text: &str) -> String {
    split_names(text).join("、")
}

/// A line of at most `max` characters.
pub fn line(text: &str, max: usize) -> Result<Read, Code> {
    bounded(one_line(text), max)
}

/// Prose of at most `max` characters.
pub fn long(text: &str, max: usize) -> Result<Read, Code> {
    bounded(prose(text), max)
}

fn bounded(text: String, max: usize) -> Result<Read, Code> {
    if text.chars().count() > max {
        return Err(Code::TextTooLong);
    }
    Ok(if text.is_empty() { Read::nothing() } else { Read::sure(Value::Text(text)) })
}

/// A code. One of more than 15 digits that a spreadsheet holds as a number has lost its end and is not taken; without its
/// own number a row waits, since the mended one would be another project. A check digit that doesn't fit warns.
pub fn code(field: Field, cell: &Cell, text: &str, max: usize) -> Result<Read, Code> {
    if matches!(cell, Cell::Number(number) if number.lost_digits()) {
        return if field == Field::OwnNo {
            Err(Code::OwnNoDamaged)
        } else {
            Ok(Read::words(Code::CodeDamaged))
        };
    }
    match field {
        Field::CreditCode => Ok(credit(text)),
        Field::ProjectCode => Ok(project(text)),
        _ => bounded(one_line(&half_width(text)), max),
    }
}

fn credit(text: &str) -> Read {
    let value = Value::Text(credit_code::normalize(text));
    match credit_code::check(text) {
        CreditCodeCheck::Ok => Read::sure(value),
        CreditCodeCheck::WrongCheckDigit { expected } | CreditCodeCheck::WrongBodyCheckDigit { expected } => {
            Read::doubtful(value, Code::CheckDigit).with("expected", expected.to_string())
        }
        CreditCodeCheck::Malformed(credit_code::MalformedCreditCode::DamagedNumber) => {
            Read::words(Code::CodeDamaged)
        }
        CreditCodeCheck::Malformed(_) => Read::words(Code::CodeMalformed),
    }
}

fn project(text: &str) -> Read {
    let value = Value::Text(project_code::normalize(text));
    match project_code::check(text) {
        ProjectCodeCheck::Ok(_) => Read::sure(value),
        ProjectCodeCheck::WrongCheckDigit { expected } => {
            Read::doubtful(value, Code::CheckDigit).with("expected", expected.to_string())
        }
        ProjectCodeCheck::Malformed(project_code::MalformedProjectCode::DamagedNumber) => {
            Read::words(Code::CodeDamaged)
        }
        ProjectCodeCheck::Malformed(_) => Read::words(Code::CodeMalformed),
    }
}

/// Money. An amount that can't be read parks the row; of the lesser amounts (产值, 税收, 签约金额) one without any unit is
/// kept as a remark.
pub fn money(context: Context<'_>, field: Field, text: &str, unit: Option<Unit>) -> Result<Read, Code> {
    let (read, dollars) = match foreign::amount(text, unit, context.layout.manner.dollar) {
        Ok(None) => return Ok(Read::nothing()),
        Ok(Some(read)) => read,
        Err(AmountError::NoUnit) if field != Field::Invest => return Ok(Read::words(Code::AmountKept)),
        Err(error) => return Err(amount_code(error)),
    };
    let below_zero = read.amount.money.is_negative();
    if below_zero && !may_be_corrected_downward(field) {
        return Err(Code::AmountNegative);
    }
    // Only these two have a place for a word on the number: elsewhere it is kept as a remark beside it.
    if read.amount.qualifier.is_some() && !matches!(field, Field::Invest | Field::Contract) {
        let plain = Amount { qualifier: None, ..read.amount };
        return Ok(Read::doubtful(Value::Amount(plain, dollars), Code::AmountWordKept));
    }
    let value = Value::Amount(read.amount, dollars);
    if below_zero {
        return Ok(Read::doubtful(value, Code::AmountBelowZero));
    }
    if read.amount.money.fen() >= UNLIKELY_AMOUNT_FEN {
        let limit = format_exact(Money::from_fen(UNLIKELY_AMOUNT_FEN), MoneyUnit::Yi);
        return Ok(Read::doubtful(value, Code::AmountDoubtful).with("limit", limit));
    }
    Ok(if read.snapped { Read::doubtful(value, Code::AmountSnapped) } else { Read::sure(value) })
}

/// Whether an amount may be below zero: what earlier months told too much is taken off in a later one (`acceptance.md` M11).
fn may_be_corrected_downward(field: Field) -> bool {
    matches!(field, Field::OfPeriod(of) if matches!(of.what, What::MonthAmount | What::YearToDate))
}

/// What hinders an amount.
pub fn amount_code(error: AmountError) -> Code {
    match error {
        AmountError::NoUnit => Code::AmountNoUnit,
        AmountError::NotANumber => Code::AmountUnreadable,
        AmountError::TooManyDecimals => Code::AmountTooFine,
        AmountError::ForeignCurrency => Code::AmountForeign,
        AmountError::TwoQualifiers => Code::AmountTwoQualifiers,
        AmountError::Overflow => Code::AmountTooLarge,
    }
}

/// Land in hundredths of a 亩 (1公顷 = 15亩, 1亩 = 2000/3平方米; domain.md, head). The unit in the cell wins.
pub fn land(text: &str, unit: Option<Unit>) -> Read {
    let squeezed = squeeze(text).replace(',', "");
    let number_end =
        squeezed.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(squeezed.len());
    let (number, word) = squeezed.split_at(number_end);
    let unit = if word.is_empty() { unit } else { Unit::from_word(word) };
    // Hundredths of a 亩 in one unit, as a fraction.
    let (times, over): (i64, i64) = match unit {
        Some(Unit::Mu) => (100, 1),
        Some(Unit::Hectare) => (1_500, 1),
        Some(Unit::SquareMetre) => (3, 20),
        Some(Unit::WanSquareMetre) => (1_500, 1),
        _ => return Read::words(Code::LandUnreadable),
    };
    let millionths = Decimal::parse(number).and_then(|number| number.in_units(1_000_000));
    let area = millionths.ok().and_then(|area| area.value.checked_mul(times)).map(|area| {
        let over = over * 1_000_000;
        (area + over / 2) / over
    });
    match area {
        Some(area) if area > 0 => Read::sure(Value::Number(area)),
        _ => Read::words(Code::LandUnreadable),
    }
}

/// A whole number of persons.
pub fn count(text: &str) -> Read {
    let squeezed = squeeze(text).replace(',', "");
    match squeezed.trim_end_matches(['人', '个']).parse::<i64>() {
        Ok(number) if (0..=100_000_000).contains(&number) => Read::sure(Value::Number(number)),
        _ => Read::words(Code::CountUnreadable),
    }
}

/// A date; what is said to have happened can't begin after today.
pub fn day(context: Context<'_>, field: Field, cell: &Cell, text: &str) -> Result<Read, Code> {
    let Some(dated) = dated(context, cell, text)? else { return Ok(Read::nothing()) };
    if matches!(field, Field::Fact(_)) && dated.first_day() > context.today {
        return Err(Code::ActualInFuture);
    }
    let day = dated.day;
    Ok(doubting_years(context, Value::Dated(dated), [day]))
}

/// The month of which a row speaks, as months since the year 0. A bare number is a month of the sheet's year.
pub fn month(context: Context<'_>, cell: &Cell, text: &str) -> Result<Read, Code> {
    let bare = squeeze(text).trim_end_matches("月份").trim_end_matches('月').parse::<i32>();
    if let Some(number) = bare.ok().filter(|number| (1..=12).contains(number)) {
        let year = context.layout.reference.ok_or(Code::DateNeedsYear)?.year();
        return Ok(Read::sure(Value::Number((year * 12 + number - 1).into())));
    }
    let Some(dated) = dated(context, cell, text)? else { return Ok(Read::nothing()) };
    if dated.first_day().month_index() != dated.day.month_index() {
        return Err(Code::DateUnreadable);
    }
    Ok(Read::sure(Value::Number(dated.day.month_index().into())))
}

/// The value, doubted when one of its days lies in a year in which hardly any project has one: a slip of the hand.
fn doubting_years(context: Context<'_>, value: Value, days: impl IntoIterator<Item = Day>) -> Read {
    let (from, to) = (LIKELY_YEAR_MIN, context.today.year() + LIKELY_YEARS_AHEAD_MAX);
    if days.into_iter().all(|day| (from..=to).contains(&day.year())) {
        return Read::sure(value);
    }
    Read::doubtful(value, Code::DateDoubtful).with("from", from.to_string()).with("to", to.to_string())
}

pub fn dated(context: Context<'_>, cell: &Cell, text: &str) -> Result<Option<Dated>, Code> {
    let read = match cell {
        Cell::Date { year, month, day, month_only } => {
            let day = Day::new(*year, *month, *day).ok_or(Code::NoSuchDay)?;
            let precision = if *month_only { Precision::Month } else { Precision::Day };
            let years = domain::limits::YEAR_MIN..=domain::limits::YEAR_MAX;
            return if years.contains(year) {
                Ok(Some(Dated::new(day, precision, text)))
            } else {
                Err(Code::DateOutOfRange)
            };
        }
        Cell::Number(_) => match parse_numeric_cell(text, context.date_1904) {
            Err(DateError::NeedsReference) => parse_dated(text, context.layout.reference),
            read => read,
        },
        _ => parse_dated(text, context.layout.reference),
    };
    match read {
        Err(DateError::Unreadable) => {
            foreign::day(text, context.layout.manner.dates).ok_or(Code::DateUnreadable)?.map(Some)
        }
        read => read.map_err(date_code),
    }
}

/// What hinders a date.
pub fn date_code(error: DateError) -> Code {
    match error {
        DateError::Unreadable => Code::DateUnreadable,
        DateError::NoSuchDay => Code::NoSuchDay,
        DateError::OutOfRange => Code::DateOutOfRange,
        DateError::NeedsReference => Code::DateNeedsYear,
        DateError::Ambiguous => Code::DateAmbiguous,
        DateError::Backwards => Code::RangeBackwards,
    }
}

/// 建设起止年限, kept as its words once both ends are known to be dates; applying it splits them again. A length of time
/// (24个月) says nothing of when: its words are kept as a remark.
pub fn period(context: Context<'_>, text: &str) -> Result<Read, Code> {
    match parse_range(text, context.layout.reference) {
        Ok(None) => Ok(Read::nothing()),
        Ok(Some((begin, end))) => {
            let days = std::iter::once(begin.day).chain(end.map(|end| end.day));
            Ok(doubting_years(context, Value::Text(text.trim().to_owned()), days))
        }
        Err(_) if is_length_of_time(text) => Ok(Read::words(Code::LengthOfTime)),
        Err(error) => Err(date_code(error)),
    }
}

/// 24个月, 2年, 1.5年, 约18个月, 两年, 730天.
fn is_length_of_time(text: &str) -> bool {
    const UNITS: [&str; 8] = ["个月", "个年度", "年", "天", "日", "周", "日历天", "个日历天"];
    let text = squeeze(text);
    let number = UNITS.iter().filter_map(|unit| text.strip_suffix(unit)).min_by_key(|rest| rest.len());
    let is_digit = |sign: char| sign.is_ascii_digit() || "一二三四五六七八九十两半百.-~".contains(sign);
    number.is_some_and(|number| {
        let number = number.trim_start_matches(['约', '共', '计']);
        (1..=MAX_LENGTH_SIGNS).contains(&number.chars().count()) && number.chars().all(is_digit)
    })
}

/// Signs of the number in a length of time: a year has four, and stands for itself.
const MAX_LENGTH_SIGNS: usize = 7;

/// A word with a meaning: a stage or a kind.
pub fn word(field: Field, text: &str) -> Read {
    let squeezed = squeeze(text);
    let value = match field {
        Field::Stage => stage(&squeezed),
        Field::ConstructionType => ConstructionType::from_word(&squeezed)
            .or_else(|| own_word(&squeezed, ConstructionType::ALL, words::construction))
            .map(Value::Construction),
        Field::Acquisition => AcquisitionKind::from_word(&squeezed)
            .or_else(|| own_word(&squeezed, AcquisitionKind::ALL, words::acquisition))
            .map(Value::Acquisition),
        _ => None,
    };
    value.map_or_else(|| Read::words(Code::WordUnknown), Read::sure)
}

fn stage(text: &str) -> Option<Value> {
    let (partial, word) = match text.strip_prefix("部分") {
        Some(word) => (true, word),
        None => (false, text.strip_prefix("全部").unwrap_or(text)),
    };
    let word = word.trim_end_matches("阶段").trim_end_matches("项目");
    let stage = Stage::from_word(word).or_else(|| own_word(word, Stage::ALL, words::stage));
    stage.map(|stage| Value::Stage(stage, partial))
}

/// The kind that the ledger's own lists call so, in any language.
fn own_word<T: Copy>(text: &str, all: &[T], word: fn(Lang, T) -> &'static str) -> Option<T> {
    let text = fold(text);
    let is_called = |kind: &T| Lang::ALL.into_iter().any(|lang| fold(word(lang, *kind)) == text);
    all.iter().copied().find(is_called)
}

/// One round or several, parted by 、 , ; or line breaks.
pub fn rounds(text: &str) -> Result<Read, Code> {
    let parts = text.split(['、', ',', '，', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut rounds = parts
        .map(|part| RoundKey::parse(part).ok_or(Code::RoundUnreadable))
        .collect::<Result<Vec<_>, _>>()?;
    rounds.sort_unstable();
    rounds.dedup();
    Ok(if rounds.is_empty() { Read::nothing() } else { Read::sure(Value::Rounds(rounds)) })
}

/// Companies, parted by 、 ; or line breaks. A comma inside a name stays: Co., Ltd.
pub fn companies(text: &str) -> Result<Read, Code> {
    let parts = split_outside_brackets(text, &['、', ';', '；', '\n']);
    let names: Vec<String> = parts.into_iter().map(one_line).filter(|name| !name.is_empty()).collect();
    let too_long = names.iter().any(|name| name.chars().count() > domain::limits::NAME_MAX_CHARS)
        || names.len() > domain::limits::INVESTORS_PER_PROJECT_MAX;
    if too_long {
        return Err(Code::TextTooLong);
    }
    Ok(if names.is_empty() { Read::nothing() } else { Read::sure(Value::Names(names)) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("年产20万吨\n锂电池  项目", "年产20万吨锂电池 项目")]
    #[case(" 甲\u{200B}公司 ", "甲公司")]
    #[case("Acme\nCo., Ltd", "Acme Co., Ltd")]
    fn a_name_broken_over_lines_is_one_line(#[case] text: &str, #[case] line: &str) {
        assert_eq!(one_line(text), line);
    }

    #[rstest]
    #[case("12.5", Some(Unit::Mu), Some(1_250))]
    #[case("2公顷", Some(Unit::Mu), Some(3_000))]
    #[case("2000平方米", None, Some(300))]
    #[case("1,200.55", Some(Unit::Mu), Some(120_055))]
    #[case("12", None, None)]
    #[case("若干", Some(Unit::Mu), None)]
    fn land_is_read_in_its_unit(#[case] text: &str, #[case] unit: Option<Unit>, #[case] mu_e2: Option<i64>) {
        assert_eq!(land(text, unit).value, mu_e2.map(Value::Number));
    }

    #[rstest]
    #[case("24个月", true)]
    #[case("约1.5年", true)]
    #[case("两年", true)]
    #[case("730日历天", true)]
    #[case("月", false)]
    #[case("明年年底", false)]
    #[case("三期建设", false)]
    fn a_length_of_time_is_told_from_dates(#[case] text: &str, #[case] is_length: bool) {
        assert_eq!(is_length_of_time(text), is_length);
    }

    #[test]
    fn several_rounds_stand_in_one_cell() {
        let read = rounds("2022-1、2021年第三次").unwrap().value;
        let key = |year, seq_in_year| RoundKey { year, seq_in_year };
        assert_eq!(read, Some(Value::Rounds(vec![key(2021, 3), key(2022, 1)])));
        assert_eq!(rounds("第一次").err(), Some(Code::RoundUnreadable));
    }
}
