//! A date as precise as the words it came from (domain.md §15): 2022年3月 stays a month and is never 1 March.

use crate::day::Day;
use std::fmt;

mod numeric;
mod parse;
mod range;
mod words;
pub use numeric::parse_numeric_cell;
pub use parse::{DateError, parse_dated};
pub use range::parse_range;

/// How much of the calendar the words leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// 旬: 上旬 is days 1–10 of a month, 中旬 11–20, 下旬 the rest.
    TenDays,
    /// A month.
    Month,
    /// 月底: the last days of a month, which we read as its 下旬.
    MonthEnd,
    /// A quarter.
    Quarter,
    /// 上半年 or 下半年.
    Half,
    /// 年底: the end of a year, which we read as its December.
    YearEnd,
    /// A year.
    Year,
}

impl Precision {
    /// Every precision.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::TenDays,
        Self::Month,
        Self::MonthEnd,
        Self::Quarter,
        Self::Half,
        Self::YearEnd,
        Self::Year,
    ];

    /// The stable name in the ledger and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::TenDays => "tenDays",
            Self::Month => "month",
            Self::MonthEnd => "monthEnd",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::YearEnd => "yearEnd",
            Self::Year => "year",
        }
    }

    /// The precision with that stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.code() == code)
    }

    /// The first day of the span of this precision in which the day lies.
    #[must_use]
    pub fn first_day(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::TenDays => day.first_of_month().add_days(match day.ymd().2 {
                1..=10 => 0,
                11..=20 => 10,
                _ => 20,
            }),
            Self::Month => day.first_of_month(),
            Self::MonthEnd => day.first_of_month().add_days(20),
            Self::Quarter => day.first_of_quarter(),
            Self::Half => day.first_of_half(),
            Self::YearEnd => day.last_of_year().first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The last day of the span of this precision in which the day lies.
    #[must_use]
    pub fn last_day(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::TenDays => match day.ymd().2 {
                1..=10 => day.first_of_month().add_days(9),
                11..=20 => day.first_of_month().add_days(19),
                _ => day.last_of_month(),
            },
            Self::Month | Self::MonthEnd => day.last_of_month(),
            Self::Quarter => day.last_of_quarter(),
            Self::Half => day.last_of_half(),
            Self::YearEnd | Self::Year => day.last_of_year(),
        }
    }

    /// The day printed no more exactly than this precision: 2022年3月, 2022年一季度, 2022年底.
    #[must_use]
    pub fn chinese(self, day: Day) -> String {
        let (year, month, of_month) = day.ymd();
        match self {
            Self::Day => day.chinese(),
            Self::TenDays => {
                let third = if of_month > 20 {
                    "下"
                } else if of_month > 10 {
                    "中"
                } else {
                    "上"
                };
                format!("{year}年{month}月{third}旬")
            }
            Self::Month => format!("{year}年{month}月"),
            Self::MonthEnd => format!("{year}年{month}月底"),
            Self::Quarter => {
                format!("{year}年{}季度", ["一", "二", "三", "四"][usize::from(day.quarter() - 1)])
            }
            Self::Half => format!("{year}年{}半年", if month <= 6 { "上" } else { "下" }),
            Self::YearEnd => format!("{year}年底"),
            Self::Year => format!("{year}年"),
        }
    }
}

/// A date with its precision and the words it came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The LAST day that the words allow: a promise of 2022年3月 holds until 2022-03-31 and is late from 2022-04-01.
    pub day: Day,
    /// The span that the words name.
    pub precision: Precision,
    /// The words as they stood in the cell, trimmed.
    pub original: String,
}

impl Dated {
    /// The date of the span of that precision in which the day lies, with the words it came from.
    #[must_use]
    pub fn new(day: Day, precision: Precision, original: impl Into<String>) -> Self {
        Self { day: precision.last_day(day), precision, original: original.into() }
    }

    /// An exact day whose words are its ISO form.
    #[must_use]
    pub fn exact(day: Day) -> Self {
        Self::new(day, Precision::Day, day.to_string())
    }

    /// The first day that the words allow.
    #[must_use]
    pub fn first_day(&self) -> Day {
        self.precision.first_day(self.day)
    }

    /// True when both name the same span, whatever their words.
    #[must_use]
    pub fn same_span(&self, other: &Self) -> bool {
        (self.day, self.precision) == (other.day, other.precision)
    }

    /// True when a known date, of which `day` is the last day, lies within this one: then this one says nothing new.
    #[must_use]
    pub fn holds(&self, day: Day, precision: Precision) -> bool {
        self.first_day() <= precision.first_day(day) && day <= self.day
    }

    /// The date as sentences print it, as coarse as it was written.
    #[must_use]
    pub fn chinese(&self) -> String {
        self.precision.chinese(self.day)
    }
}

impl fmt::Display for Dated {
    /// ISO form for a day (2022-03-10), the coarse Chinese form for everything else; [`parse_dated`] reads both back.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => self.day.fmt(formatter),
            _ => formatter.write_str(&self.chinese()),
        }
    }
}

#[cfg(test)]
mod tests;
