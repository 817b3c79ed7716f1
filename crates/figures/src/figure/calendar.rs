//! Days as years, quarters or months, numbered from the first that a question meets.

use super::dim::Dim;
use domain::Day;
use std::ops::RangeInclusive;

/// Days whose numbers are looked up; what lies further from the first is worked out each time.
const TABLE_DAYS_MAX: i32 = 1 << 16;

/// The years, quarters or months of a span of days.
pub(super) struct Calendar {
    dim: Dim,
    first_on: i32,
    /// Of each day from the first on, the number.
    table: Vec<u32>,
    /// Years, quarters or months before the first.
    before: u32,
    len: usize,
}

impl Calendar {
    /// Those that the days touch, with the gaps between them.
    pub(super) fn over(dim: Dim, days: impl IntoIterator<Item = Day>) -> Self {
        let span = days.into_iter().fold(None, |span: Option<(Day, Day)>, day| {
            let (first, last) = span.unwrap_or((day, day));
            Some((first.min(day), last.max(day)))
        });
        let Some((first, last)) = span else {
            return Self { dim, first_on: 0, table: Vec::new(), before: 0, len: 0 };
        };
        let before = index(dim, first);
        let last_in_table = last.min(first.add_days(TABLE_DAYS_MAX));
        Self {
            dim,
            first_on: first.days(),
            table: days_of(first..=last_in_table).map(|day| index(dim, day) - before).collect(),
            before,
            len: (index(dim, last) - before + 1) as usize,
        }
    }

    /// How many years, quarters or months.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of that in which one of the days lies.
    pub(super) fn number(&self, day: Day) -> u32 {
        let place = (day.days() - self.first_on) as usize;
        self.table.get(place).copied().unwrap_or_else(|| index(self.dim, day) - self.before)
    }

    /// The key of a number: `2021`, `2021Q1`, `2021-01`, and its place in time.
    pub(super) fn key(&self, number: u32) -> (i64, String) {
        let index = i64::from(self.before + number);
        let text = match self.dim {
            Dim::Year => index.to_string(),
            Dim::Quarter => format!("{}Q{}", index / 4, index % 4 + 1),
            _ => format!("{}-{:02}", index / 12, index % 12 + 1),
        };
        (index, text)
    }
}

/// Years, quarters or months from the beginning of the year 0.
fn index(dim: Dim, day: Day) -> u32 {
    let months = day.month_index().cast_unsigned();
    match dim {
        Dim::Year => months / 12,
        Dim::Quarter => months / 3,
        _ => months,
    }
}

fn days_of(days: RangeInclusive<Day>) -> impl Iterator<Item = Day> {
    (days.start().days()..=days.end().days()).filter_map(Day::from_days)
}
