//! The clock, given as an argument: real for the program, set by hand in tests and simulations.

use domain::Day;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// China has one time zone, and a day in the ledger is a day there.
const BEIJING_OFFSET_MS: i64 = 8 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// What time it is.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// Milliseconds since 1970 (UTC), set by hand.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at noon (Beijing) of a day until it is set.
    pub fn at_noon(day: Day) -> Self {
        Self::Set(Arc::new(AtomicI64::new(noon_ms(day))))
    }

    /// Milliseconds since 1970 (UTC).
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => jiff::Timestamp::now().as_millisecond(),
            Self::Set(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Today in Beijing.
    pub fn today(&self) -> Day {
        day_of_ms(self.now_ms())
    }

    /// Sets a clock that is set by hand; the machine's stays as it is.
    pub fn set_ms(&self, now_ms: i64) {
        if let Self::Set(at) = self {
            at.store(now_ms, Ordering::SeqCst);
        }
    }
}

/// The Beijing day of an instant.
pub fn day_of_ms(at_ms: i64) -> Day {
    let days = (at_ms + BEIJING_OFFSET_MS).div_euclid(DAY_MS);
    let edge = if days < 0 { Day::MIN } else { Day::MAX };
    i32::try_from(days).ok().and_then(Day::from_days).unwrap_or(edge)
}

/// An instant as Beijing's clocks show it: `2022-03-15 18:05`.
pub fn words_of_ms(at_ms: i64) -> String {
    let minute = (at_ms + BEIJING_OFFSET_MS).rem_euclid(DAY_MS) / 60_000;
    format!("{} {:02}:{:02}", day_of_ms(at_ms), minute / 60, minute % 60)
}

/// Noon (Beijing) of a day, in milliseconds since 1970 (UTC).
pub fn noon_ms(day: Day) -> i64 {
    i64::from(day.days()) * DAY_MS + DAY_MS / 2 - BEIJING_OFFSET_MS
}

/// The last millisecond of a day (Beijing), in milliseconds since 1970 (UTC).
pub fn end_ms(day: Day) -> i64 {
    (i64::from(day.days()) + 1) * DAY_MS - BEIJING_OFFSET_MS - 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_instant_is_shown_by_beijings_clocks() {
        assert_eq!(words_of_ms(0), "1970-01-01 08:00");
        assert_eq!(words_of_ms(noon_ms(Day::new(2022, 3, 15).unwrap()) + 59_999), "2022-03-15 12:00");
    }
}
