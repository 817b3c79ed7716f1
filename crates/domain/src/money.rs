//! Money in whole fen, the words around it, and the units it is written and printed in (domain.md §15, formats.md §7).

use crate::ratio::{Rounding, print_decimal};
use crate::text::squeeze;
use std::fmt;

mod dollar;
mod parse;
pub use dollar::{DollarRate, Dollars, RATE_PLACES};
pub use parse::{AmountError, ReadAmount, parse_amount, read_amount};

/// An amount of yuan as a whole number of fen (分), possibly negative.
///
/// The range is ±9.2 × 10^16 yuan; arithmetic that would leave it is `None`, never wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// That many fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The number of fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// A whole number of the unit: `Money::of(5, MoneyUnit::Yi)` is 5亿元; `None` on overflow.
    #[must_use]
    pub fn of(count: i64, unit: MoneyUnit) -> Option<Self> {
        count.checked_mul(unit.fen()).map(Self)
    }

    /// Reads a plain number of the unit, without words: `Money::parse("1.3", MoneyUnit::Yi)`.
    ///
    /// # Errors
    /// As [`parse_amount`]; a blank is [`AmountError::NotANumber`] here, and so is a number with a qualifier.
    pub fn parse(text: &str, unit: MoneyUnit) -> Result<Self, AmountError> {
        match parse_amount(text, Some(unit))? {
            Some(Amount { money, qualifier: None }) => Ok(money),
            _ => Err(AmountError::NotANumber),
        }
    }

    /// Reads a plain number of 亿元.
    ///
    /// # Errors
    /// As [`Money::parse`].
    pub fn from_yi(text: &str) -> Result<Self, AmountError> {
        Self::parse(text, MoneyUnit::Yi)
    }

    /// The largest unit of some in which so many places tell an amount, to two digits where they can; nothing is told in
    /// the largest, what is too small for all of them in the smallest (`formats.md` §7: 2.77亿元, 10万元).
    #[must_use]
    pub fn unit_in_prose(self, units: &[MoneyUnit], places: u8) -> MoneyUnit {
        let share = if places == 0 { 1 } else { 10 };
        let tells = |unit: &MoneyUnit| self.0.unsigned_abs() >= unit.fen().unsigned_abs() / share;
        let largest_first = || units.iter().copied().rev();
        let told = if self.0 == 0 { largest_first().next() } else { largest_first().find(tells) };
        told.or_else(|| units.first().copied()).unwrap_or(MoneyUnit::Yuan)
    }

    /// The sum, unless it overflows.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product with a whole number, unless it overflows.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of many amounts, unless it overflows.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// True below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// A unit that columns and sentences use for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元, 10,000 yuan.
    Wan,
    /// 亿元, 10,000万元.
    Yi,
}

impl MoneyUnit {
    /// Every unit, smallest first.
    pub const ALL: [Self; 3] = [Self::Yuan, Self::Wan, Self::Yi];

    /// Fen in one of the unit.
    #[must_use]
    pub const fn fen(self) -> i64 {
        match self {
            Self::Yuan => 100,
            Self::Wan => 1_000_000,
            Self::Yi => 10_000_000_000,
        }
    }

    /// The stable name in settings and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yuan => "yuan",
            Self::Wan => "wan",
            Self::Yi => "yi",
        }
    }

    /// The unit with that stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// The unit as it stands after a number and in headers: 元, 万元, 亿元.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Wan => "万元",
            Self::Yi => "亿元",
        }
    }

    /// The unit that a word in a header or title row means: 元, 万元, 万, 亿元, 亿, with or without 人民币.
    ///
    /// Only the word itself: `None` for 美元, for 亿元以上 and for whole headers.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let word = squeeze(word);
        match word.trim_start_matches("人民币") {
            "元" | "圆" => Some(Self::Yuan),
            "万元" | "万" => Some(Self::Wan),
            "亿元" | "亿" => Some(Self::Yi),
            _ => None,
        }
    }

    /// Decimals with which the unit shows every fen.
    #[must_use]
    pub const fn exact_places(self) -> u8 {
        match self {
            Self::Yuan => 2,
            Self::Wan => 6,
            Self::Yi => 10,
        }
    }
}

/// A word on a number that is kept in a field of its own and printed back (domain.md §2, formats.md §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// 预计: foreseen.
    Expected,
    /// 约: about.
    About,
    /// 超: more than, the number itself excluded.
    Over,
    /// 余 or 多: and some more, said of a round number.
    OddOver,
    /// 不到: less than, the number itself excluded.
    Under,
    /// 以上: at least, the number itself included.
    AtLeast,
}

impl Qualifier {
    /// Every qualifier.
    pub const ALL: [Self; 6] =
        [Self::Expected, Self::About, Self::Over, Self::OddOver, Self::Under, Self::AtLeast];

    /// The stable name in the ledger and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::About => "about",
            Self::Over => "over",
            Self::OddOver => "odd",
            Self::Under => "under",
            Self::AtLeast => "atLeast",
        }
    }

    /// The qualifier with that stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|qualifier| qualifier.code() == code)
    }

    /// The word that is printed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expected => "预计",
            Self::About => "约",
            Self::Over => "超",
            Self::OddOver => "余",
            Self::Under => "不到",
            Self::AtLeast => "以上",
        }
    }

    /// True where the word stands before the number (约8.6万), false where it follows (5000万元以上, 3亿余元).
    #[must_use]
    pub const fn stands_before(self) -> bool {
        !matches!(self, Self::OddOver | Self::AtLeast)
    }
}

/// An amount of money with the word that qualifies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number.
    pub money: Money,
    /// The word on it, not part of the value.
    pub qualifier: Option<Qualifier>,
}

impl Amount {
    /// An amount that means exactly its number.
    #[must_use]
    pub const fn plain(money: Money) -> Self {
        Self { money, qualifier: None }
    }

    /// The amount in a sentence, with its unit and qualifier where the language puts it: 约1.5亿元, 3亿余元,
    /// 5000万元以上. Zeros at the end are dropped (formats.md §7).
    #[must_use]
    pub fn prose(self, unit: MoneyUnit, places: u8, rounding: Rounding) -> String {
        let number = trim_zeros(&format(self.money, unit, places, rounding)).to_owned();
        let word = unit.word();
        match self.qualifier {
            None => format!("{number}{word}"),
            Some(Qualifier::OddOver) => format!("{number}{}余元", word.trim_end_matches('元')),
            Some(Qualifier::AtLeast) => format!("{number}{word}以上"),
            Some(before) => format!("{}{number}{word}", before.word()),
        }
    }
}

impl fmt::Display for Amount {
    /// The exact form that people write, which [`parse_amount`] reads back: in the largest unit that the amount reaches
    /// and that tells it with two places at most (`formats.md` §7): `约1.5亿元`, `5000万元`, `12345元`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PARTS: u64 = 100;
        let fits = |unit: &MoneyUnit| {
            let fen = self.money.fen().unsigned_abs();
            let unit_fen = unit.fen().unsigned_abs();
            fen >= unit_fen && fen.is_multiple_of(unit_fen / PARTS)
        };
        let unit = MoneyUnit::ALL.into_iter().rev().find(fits).unwrap_or(MoneyUnit::Yuan);
        formatter.write_str(&self.prose(unit, unit.exact_places(), Rounding::HalfUp))
    }
}

/// The table form: exactly `places` decimals of the unit, no unit word, zeros kept (`53.00`).
#[must_use]
pub fn format(money: Money, unit: MoneyUnit, places: u8, rounding: Rounding) -> String {
    print_decimal(i128::from(money.fen()), i128::from(unit.fen()), places, rounding)
}

/// The table form with commas between thousands: `5,293.00`.
#[must_use]
pub fn format_grouped(money: Money, unit: MoneyUnit, places: u8, rounding: Rounding) -> String {
    group_thousands(&format(money, unit, places, rounding))
}

/// The prose form: up to `places` decimals, zeros at the end dropped, unit word after it: 264.2亿元, 53亿元.
#[must_use]
pub fn format_prose(money: Money, unit: MoneyUnit, places: u8, rounding: Rounding) -> String {
    Amount::plain(money).prose(unit, places, rounding)
}

/// Every fen of the money in the unit, without superfluous zeros: what an export writes and an import reads back.
#[must_use]
pub fn format_exact(money: Money, unit: MoneyUnit) -> String {
    trim_zeros(&format(money, unit, unit.exact_places(), Rounding::HalfUp)).to_owned()
}

/// Puts commas between the thousands of a printed number.
#[must_use]
pub fn group_thousands(number: &str) -> String {
    let (sign, unsigned) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
    let mut grouped = String::from(sign);
    let length = whole.chars().count();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (length - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

/// Drops the zeros after the point, and the point with them: `53.00` is `53`.
#[must_use]
pub fn trim_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests;
