//! Values of the filter language: days, money, numbers, rounds, and which words a field knows.

use super::ast::{Op, Operand};
use super::error::{FilterErrorKind, nearest};
use super::field::{Field, FieldKind};
use crate::derive::{Provenance, Sizes};
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Day, KeyLevel, ListKind, Money, MoneyUnit, Part,
    PlannedStep, ResumptionState, RoundKey, SigningClass, Stage, YearClass,
};

/// Of days: the year of the day asked.
pub(crate) const THIS_YEAR: &str = "thisYear";

/// First and last, both included.
pub(crate) type Span<T> = (T, T);

/// Reads a year, a half, a quarter, a month or a day: `2022`, `2022H1`, `2022Q1`, `2022-03`, `2022-03-15`.
pub(crate) fn read_day(text: &str) -> Option<Span<Day>> {
    let text = text.to_ascii_uppercase();
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<i32>().ok()).flatten();
    if let Some(year) = year(&text) {
        let first = Day::new(year, 1, 1)?;
        return Some((first, first.last_of_year()));
    }
    for (mark, months) in [('Q', 3), ('H', 6)] {
        if let Some((head, number)) = text.split_once(mark) {
            let number: u8 = number.parse().ok().filter(|number| (1..=12 / months).contains(number))?;
            let first = Day::new(year(head)?, (number - 1) * months + 1, 1)?;
            return Some((first, first.add_months(i32::from(months)).add_days(-1)));
        }
    }
    let mut parts = text.split('-');
    let (head, month) = (year(parts.next()?)?, small(parts.next()?)?);
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    match day {
        None => Day::new(head, month, 1).map(|first| (first, first.last_of_month())),
        Some(day) => Day::new(head, month, small(day)?).map(|day| (day, day)),
    }
}

fn small(text: &str) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Reads money in fen: `10亿`, `3.2亿元`, `5000万`, `120元`; a bare number is 万元, the unit of the ledgers.
pub(crate) fn read_money(text: &str) -> Option<i64> {
    let text = domain::text::squeeze(text);
    let units = [
        ("亿元", MoneyUnit::Yi),
        ("亿", MoneyUnit::Yi),
        ("万元", MoneyUnit::Wan),
        ("万", MoneyUnit::Wan),
        ("元", MoneyUnit::Yuan),
    ];
    let (number, unit) = units
        .iter()
        .find_map(|(word, unit)| text.strip_suffix(word).map(|number| (number, *unit)))
        .unwrap_or((&text, MoneyUnit::Wan));
    // Only a plain number: Money::parse would also take qualifiers, which compare with nothing.
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| Money::parse(number, unit).ok()).flatten().map(Money::fen)
}

/// Reads a number with up to two decimals as hundredths; a unit 亩 or 天 may follow.
pub(crate) fn read_hundredths(text: &str) -> Option<i64> {
    let text = domain::text::squeeze(text);
    let number = text.strip_suffix(['亩', '天', '日']).unwrap_or(&text);
    domain::ratio::parse_decimal(number, 2).ok()
}

/// Reads a round, or all rounds of a year.
pub(crate) fn read_round(text: &str) -> Option<Span<RoundKey>> {
    if let Some(key) = RoundKey::parse(text) {
        return Some((key, key));
    }
    let year = read_year(text)?;
    Some((RoundKey { year, seq_in_year: 0 }, RoundKey { year, seq_in_year: u8::MAX }))
}

/// A term's word as a stage, by code or by any of the words workbooks use.
pub(crate) fn read_stage(word: &str) -> Option<Stage> {
    Stage::ALL
        .iter()
        .copied()
        .find(|stage| stage.code().eq_ignore_ascii_case(word))
        .or_else(|| Stage::from_word(word))
}

/// The code of a fixed list, small and capital letters alike.
pub(crate) fn read_code<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, word: &str) -> Option<T> {
    all.iter().copied().find(|value| code(*value).eq_ignore_ascii_case(word))
}

/// `yes` or `no`, or words for them.
pub(crate) fn read_flag(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "是" => Some(true),
        "no" | "false" | "0" | "否" => Some(false),
        _ => None,
    }
}

/// The word for "nothing known".
pub(crate) const NONE: &str = "none";
/// Of reports: of any month of the year that has ended, or of the last one.
pub(crate) const REPORTED_YEAR: &str = "year";
pub(crate) const REPORTED_MONTH: &str = "month";
/// Another province or abroad.
pub(crate) const OUTSIDE: &str = "outside";
/// The zone's own province.
pub(crate) const INSIDE: &str = "inside";

/// Whether the milestones of `sameYear` are written as it knows them.
pub(crate) fn read_same_year(word: &str) -> Option<Vec<Stage>> {
    let stages = word.split('+').map(|part| match part.to_ascii_lowercase().as_str() {
        "signed" => Some(Stage::Signed),
        "started" | "commenced" => Some(Stage::Commenced),
        "produced" | "producing" => Some(Stage::Producing),
        "completed" => Some(Stage::Completed),
        _ => None,
    });
    let stages: Vec<Stage> = stages.collect::<Option<_>>()?;
    (stages.len() > 1).then_some(stages)
}

/// A year of four digits.
pub(crate) fn read_year(word: &str) -> Option<i16> {
    let year = word.strip_suffix('年').unwrap_or(word);
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}

/// `province` or `province/2022`.
pub(crate) fn read_key(word: &str) -> Option<(Option<KeyLevel>, Option<i16>)> {
    let (level, year) = match word.split_once('/') {
        Some((level, year)) => (level, Some(year.parse().ok()?)),
        None => (word, None),
    };
    match read_flag(level) {
        Some(true) => Some((None, year)),
        _ => read_code(KeyLevel::ALL, KeyLevel::code, level).map(|level| (Some(level), year)),
    }
}

/// The words that a field with fixed values knows, for checks and proposals.
fn known_words(field: Field) -> Vec<String> {
    fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|value| code(*value)).collect()
    }
    let (mut words, more): (Vec<&'static str>, &[&'static str]) = match field {
        Field::Stage => (codes(Stage::ALL, Stage::code), &[NONE]),
        Field::Reached | Field::Event => (codes(Stage::ALL, Stage::code), &[]),
        Field::Claimed | Field::Undated => (codes(Stage::ALL, Stage::code), &["yes", "no"]),
        Field::Overdue => (Vec::new(), &["start", "production"]),
        Field::Origin => (Provenance::all().map(Provenance::code).collect(), &[OUTSIDE, INSIDE, NONE]),
        Field::List => (codes(ListKind::ALL, ListKind::code), &[]),
        Field::Converted => (Vec::new(), &["yes", "no"]),
        Field::Size => (Vec::new(), &[NONE]),
        Field::Acquisition => (codes(AcquisitionKind::ALL, AcquisitionKind::code), &[NONE]),
        Field::Type => (codes(ConstructionType::ALL, ConstructionType::code), &[NONE]),
        Field::ContractKind => (codes(ContractKind::ALL, ContractKind::code), &[]),
        Field::Part => (codes(Part::ALL, Part::code), &[NONE]),
        Field::Key => (codes(KeyLevel::ALL, KeyLevel::code), &["yes"]),
        Field::PlanYear => (Vec::new(), &["yes", "no"]),
        Field::YearClass => (codes(YearClass::ALL, YearClass::code), &[NONE]),
        Field::SigningClass => (codes(SigningClass::ALL, SigningClass::code), &[NONE]),
        Field::Planned | Field::Due => (codes(PlannedStep::ALL, PlannedStep::code), &[]),
        Field::Resumed => (codes(ResumptionState::ALL, ResumptionState::code), &[NONE]),
        Field::Reported => (Vec::new(), &[REPORTED_YEAR, REPORTED_MONTH, NONE]),
        Field::OnSchedule => (Vec::new(), &["yes", "no", NONE]),
        Field::SameYear => (
            Vec::new(),
            &["signed+started", "started+produced", "signed+produced", "signed+started+produced"],
        ),
        _ => (Vec::new(), &[]),
    };
    words.extend(more);
    let sizes = if field == Field::Size { Sizes::default().codes().to_vec() } else { Vec::new() };
    words.into_iter().map(str::to_owned).chain(sizes).collect()
}

/// Checks a value as far as that is possible without a ledger.
pub(super) fn check(field: Field, op: Op, value: &Operand) -> Result<(), FilterErrorKind> {
    let ordered = op.orders() || matches!(value, Operand::Range(..));
    if ordered && !field.orders() {
        return Err(FilterErrorKind::NoOrder { field });
    }
    let words: Vec<&str> = match value {
        Operand::Word(word) => vec![word],
        Operand::Range(from, to) => from.iter().chain(to).map(String::as_str).collect(),
    };
    let bad = |value: &str| FilterErrorKind::BadValue { field, value: value.to_owned() };
    if words.is_empty() || (op.orders() && matches!(value, Operand::Range(..))) {
        return Err(bad(&value.to_string()));
    }
    for word in words {
        let plain = matches!(value, Operand::Word(_)) && !op.orders();
        let readable = match field.kind() {
            // `signed:none`: without such a day or amount.
            FieldKind::Day | FieldKind::Money | FieldKind::Number if plain && word == NONE => true,
            FieldKind::Day => word.eq_ignore_ascii_case(THIS_YEAR) || read_day(word).is_some(),
            FieldKind::Money => read_money(word).is_some(),
            FieldKind::Number => read_hundredths(word).is_some(),
            FieldKind::Round => read_round(word).is_some(),
            FieldKind::Text | FieldKind::Name => !domain::text::fold(word).is_empty(),
            FieldKind::Code => return check_code(field, word),
        };
        if !readable {
            return Err(bad(word));
        }
    }
    Ok(())
}

fn check_code(field: Field, word: &str) -> Result<(), FilterErrorKind> {
    let known = known_words(field);
    let understood = match field {
        Field::Stage | Field::Reached | Field::Event | Field::Claimed | Field::Undated => {
            read_stage(word).is_some()
        }
        Field::Type => ConstructionType::from_word(word).is_some(),
        Field::Acquisition => AcquisitionKind::from_word(word).is_some(),
        Field::Converted => read_flag(word).is_some(),
        Field::Key => read_key(word).is_some(),
        Field::SameYear => read_same_year(word).is_some(),
        Field::PlanYear => read_year(word).is_some(),
        _ => false,
    };
    if understood || known.iter().any(|code| code.eq_ignore_ascii_case(word)) {
        return Ok(());
    }
    Err(FilterErrorKind::UnknownValue {
        field,
        value: word.to_owned(),
        near: nearest(word, known.iter().map(String::as_str)),
    })
}
