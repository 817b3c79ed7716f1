//! Why a column was taken as what it was taken, told apart so that a person can judge it.

use super::units::split_header;
use super::{Column, Unit, UnitFrom, Why};
use crate::imports::headers::bare;

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The header is the field's own name.
    Exact,
    /// The header is one of the other names of the field.
    Alias,
    /// The header's levels say it together.
    Levels,
    /// The lowest level of the header says it, under a heading that says nothing else.
    LowestLevel,
    /// The header says it with an explanation in brackets.
    Bracket,
    /// A layout says it.
    Layout,
    /// Another column tells the same and better.
    Taken,
    /// A column of a year or month, and neither header, title nor row says of which.
    NoPeriod,
    /// No field is headed so.
    NoField,
    /// The unit stands in the header.
    UnitInHeader,
    /// The unit stands in a line above the table.
    UnitAbove,
    /// The layout says the unit.
    UnitByLayout,
}

impl Reason {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exactName",
            Self::Alias => "alias",
            Self::Levels => "levels",
            Self::LowestLevel => "lowestLevel",
            Self::Bracket => "bracket",
            Self::Layout => "layout",
            Self::Taken => "taken",
            Self::NoPeriod => "noPeriod",
            Self::NoField => "noField",
            Self::UnitInHeader => "unitInHeader",
            Self::UnitAbove => "unitAbove",
            Self::UnitByLayout => "unitByLayout",
        }
    }
}

impl Column {
    /// Why the column means what it means, and where its unit comes from.
    pub fn reasons(&self) -> Vec<Reason> {
        let meaning = match self.why {
            Why::Header if self.is_named_exactly() => Reason::Exact,
            Why::Header => Reason::Alias,
            Why::Levels => Reason::Levels,
            Why::LowestLevel => Reason::LowestLevel,
            Why::Bracket => Reason::Bracket,
            Why::Layout => Reason::Layout,
            Why::Taken => Reason::Taken,
            Why::NoPeriod => Reason::NoPeriod,
            Why::NoField => Reason::NoField,
        };
        let of_value = self.field.is_some() && self.unit.is_some_and(|unit| unit != Unit::Other);
        let unit = self.unit_from.filter(|_| of_value).map(|from| match from {
            UnitFrom::Header => Reason::UnitInHeader,
            UnitFrom::Above => Reason::UnitAbove,
            UnitFrom::Layout => Reason::UnitByLayout,
        });
        std::iter::once(meaning).chain(unit).collect()
    }

    fn is_named_exactly(&self) -> bool {
        let stem = bare(&split_header(&self.header).0);
        self.field.is_some_and(|field| {
            let name = field.header();
            [bare(&self.header), stem].contains(&bare(&name))
        })
    }
}
