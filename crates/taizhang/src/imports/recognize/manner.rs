//! How the cells of a sheet are read where only a person can say it: in which order a date names day and month, and what
//! a dollar was worth.

use domain::money::DollarRate;

/// How a sheet's cells are read beyond what they say themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// In which order dates of numbers alone are written.
    pub dates: DateOrder,
    /// What a dollar counts.
    pub dollar: Option<DollarRate>,
}

/// In which order a date of numbers alone names its parts when the year stands last: 07/08/2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Nobody said: where both readings are days, none is taken.
    #[default]
    Open,
    /// July 8.
    MonthFirst,
    /// August 7.
    DayFirst,
}

impl DateOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Open, Self::MonthFirst, Self::DayFirst];

    /// The code in layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::MonthFirst => "mdy",
            Self::DayFirst => "dmy",
        }
    }

    /// The order with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }
}
