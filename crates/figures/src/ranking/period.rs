//! Periods of assessment: months, quarters, half-years and years of the calendar.

use domain::Day;
use domain::limits::{YEAR_MAX, YEAR_MIN};
use serde::{Serialize, Serializer};
use std::fmt;

/// How long a period is. The order is that of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// 月度.
    Month,
    /// 季度.
    Quarter,
    /// 半年.
    Half,
    /// 年度.
    Year,
}

impl PeriodKind {
    pub(super) const WORDS: [(&'static str, Self); 4] =
        [("month", Self::Month), ("quarter", Self::Quarter), ("half", Self::Half), ("year", Self::Year)];

    /// Months in it.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

/// One period: `2023-05`, `2023Q2`, `2023H1`, `2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// [`Day::month_index`] of its first month.
    first_month: i32,
    kind: PeriodKind,
}

impl Period {
    /// The period of that length in which the day lies.
    pub fn of(kind: PeriodKind, day: Day) -> Self {
        let month = day.month_index();
        Self { first_month: month - month % kind.months(), kind }
    }

    /// The period that a text writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        // Rust's numbers may begin with a plus.
        let number =
            |text: &str| text.bytes().all(|sign| sign.is_ascii_digit()).then(|| text.parse().ok())?;
        let year: i32 = number(year).filter(|year| (YEAR_MIN..=YEAR_MAX).contains(year))?;
        let (kind, place) = match rest.split_at_checked(1) {
            None => (PeriodKind::Year, "1"),
            Some(("-", month)) if month.len() == 2 => (PeriodKind::Month, month),
            Some(("Q", quarter)) if quarter.len() == 1 => (PeriodKind::Quarter, quarter),
            Some(("H", half)) if half.len() == 1 => (PeriodKind::Half, half),
            Some(_) => return None,
        };
        let place: i32 = number(place).filter(|place| (1..=12 / kind.months()).contains(place))?;
        Some(Self { first_month: year * 12 + (place - 1) * kind.months(), kind })
    }

    /// How long it is.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its periods of a length, in order; itself for its own, none for a longer one.
    pub fn inside(self, kind: PeriodKind) -> Vec<Self> {
        let end = self.first_month + self.kind.months();
        let first_months = (self.first_month..end).step_by(kind.months().unsigned_abs() as usize);
        let all = first_months.map(|first_month| Self { first_month, kind });
        all.filter(|_| kind <= self.kind).collect()
    }

    /// The period of its length just before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self { first_month: self.first_month - self.kind.months(), ..self }
    }

    /// Its last day: the edition of a scheme that is in force then is that of the period.
    pub fn last_day(self) -> Day {
        Day::MIN
            .add_months(self.first_month + self.kind.months() - 1 - Day::MIN.month_index())
            .last_of_month()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, place) = (self.first_month / 12, self.first_month % 12 / self.kind.months() + 1);
        match self.kind {
            PeriodKind::Month => write!(out, "{year:04}-{place:02}"),
            PeriodKind::Quarter => write!(out, "{year:04}Q{place}"),
            PeriodKind::Half => write!(out, "{year:04}H{place}"),
            PeriodKind::Year => write!(out, "{year:04}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2023-02", "2023-02-28", 1)]
    #[case("2023Q4", "2023-12-31", 3)]
    #[case("2023H1", "2023-06-30", 6)]
    #[case("2024", "2024-12-31", 12)]
    fn a_period_is_written_and_read(#[case] text: &str, #[case] last: &str, #[case] months: usize) {
        let period = Period::parse(text).unwrap();
        assert_eq!(period.to_string(), text);
        assert_eq!(period.last_day().to_string(), last);
        assert_eq!(period.inside(PeriodKind::Month).len(), months);
        assert_eq!(Period::of(period.kind(), period.last_day()), period);
    }

    #[rstest]
    #[case("2023-13")]
    #[case("2023Q5")]
    #[case("2023H0")]
    #[case("2023-1")]
    #[case("23")]
    #[case("2023 ")]
    #[case("九九九九")]
    #[case("2023-+1")]
    #[case("2023Q+")]
    #[case("+202")]
    fn what_is_no_period_is_none(#[case] text: &str) {
        assert_eq!(Period::parse(text), None);
    }

    #[test]
    fn a_year_has_its_quarters_and_a_quarter_no_year() {
        let quarters = Period::parse("2023").unwrap().inside(PeriodKind::Quarter);
        let names: Vec<String> = quarters.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]);
        assert!(quarters[0].inside(PeriodKind::Year).is_empty());
        assert_eq!(
            (quarters[1].before(), quarters[0].before().to_string()),
            (quarters[0], "2022Q4".to_owned())
        );
        assert_eq!(quarters[1].inside(PeriodKind::Quarter), [quarters[1]]);
    }
}
