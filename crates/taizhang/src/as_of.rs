//! The two clocks of every question (design idea 1): *true on* a day, *known by* a change.

use crate::ledger::{Ledger, LedgerError, change_at};
use crate::refused::Refused;
use crate::text::Lang;
use crate::web::problem::{FieldError, Problem};
use crate::web::query::Query;
use clap::Args;
use domain::Day;
use domain::facts::ChangeId;
use figures::{Catalogue, Snapshot};
use std::str::FromStr;
use std::sync::Arc;

pub use crate::ui::topbar::{KNOWN_BY, TRUE_ON};

/// What was known: all of it, or what the ledger had been told by a change or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownBy {
    /// Everything up to now.
    #[default]
    Now,
    /// Up to and with this change.
    Change(ChangeId),
    /// Up to this instant, in milliseconds since 1970 (UTC).
    Instant(i64),
}

/// A clock of an address that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{clock}={text:?} can't be read")]
pub struct BadClock {
    /// [`TRUE_ON`] or [`KNOWN_BY`].
    pub clock: &'static str,
    /// What stands there.
    pub text: String,
}

impl From<BadClock> for Problem {
    /// 400 with the clock, what stands there and what is expected.
    fn from(bad: BadClock) -> Self {
        let key = if bad.clock == TRUE_ON { "web.bad_true_on" } else { "web.bad_known_by" };
        of_clock(Self::bad_request().because(key).with("text", &bad.text), bad.clock, "web.not_a_clock")
    }
}

/// The problem with the value of the address that is wrong.
fn of_clock(problem: Problem, clock: &str, key: &'static str) -> Problem {
    let errors = vec![FieldError { field: clock.to_owned(), key, args: Vec::new() }];
    Problem { errors, ..problem }
}

/// 404 for what the ledger holds now and did not yet hold by the change or time asked, with the way to the present.
pub fn not_known_by(here: &Query, at: &Question) -> Problem {
    let asked = here.get(KNOWN_BY).map_or_else(|| at.snapshot.change().to_string(), str::to_owned);
    let problem = Problem::not_found().because("web.not_known_by").with("known_by", asked);
    of_clock(problem, KNOWN_BY, "web.not_a_clock").leading_to(here.without(KNOWN_BY), "web.see_present")
}

/// A text that names neither a change nor a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither a change number, a day (2022-03-15) nor a time (2022-03-15T18:00)")]
pub struct NoSuchTime(pub String);

impl FromStr for KnownBy {
    type Err = NoSuchTime;

    /// A change number (`812`), a day, a local time (`2022-03-15T18:00`), or an instant with its zone
    /// (`2022-03-15T10:00:00Z`). A day, a minute and a second are meant to their end (Beijing): what the ledger shows as
    /// of 18:00 was known by 18:00.
    fn from_str(text: &str) -> Result<Self, NoSuchTime> {
        let text = text.trim();
        if let Ok(change) = text.parse::<i64>() {
            return Ok(Self::Change(ChangeId(change)));
        }
        if let Some(day) = Day::parse_iso(text) {
            return Ok(Self::Instant(crate::clock::end_ms(day)));
        }
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::Instant(instant.as_millisecond() + rest_ms(text)));
        }
        let local: jiff::civil::DateTime =
            text.replacen(' ', "T", 1).parse().map_err(|_| NoSuchTime(text.to_owned()))?;
        let beijing = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        let instant = beijing.to_timestamp(local).map_err(|_| NoSuchTime(text.to_owned()))?;
        Ok(Self::Instant(instant.as_millisecond() + rest_ms(text)))
    }
}

/// Milliseconds from the time that a text writes to the end of what it means: of the minute, the second or the
/// millisecond.
fn rest_ms(text: &str) -> i64 {
    let time = text.split_once([' ', 'T', 't']).map_or("", |(_, time)| time);
    let parts: Vec<&str> = time.split(['+', '-', 'Z', 'z']).next().unwrap_or_default().split(':').collect();
    match parts[..] {
        [_, _, second] if second.contains('.') => 0,
        [_, _, _] => 999,
        _ => 59_999,
    }
}

/// The two clocks as a command is given them.
#[derive(Debug, Args)]
pub struct Clocks {
    /// The day on which things are true; today when not given
    #[arg(long, value_name = "DAY")]
    pub true_on: Option<String>,
    /// A change number or a time: what was known by then
    #[arg(long, value_name = "CHANGE|TIME")]
    pub known_by: Option<String>,
}

impl Clocks {
    /// Reads both.
    ///
    /// # Errors
    /// [`Refused`] for a day or time that can't be read.
    pub fn as_of(&self, lang: Lang) -> Result<AsOf, Refused> {
        let day = |text: &str| {
            Day::parse_iso(text).ok_or_else(|| Refused::new(lang, "cli.bad_day", &[("text", &text)]))
        };
        let time = |text: &str| text.parse().map_err(|error| no_time(lang, &error));
        Ok(AsOf {
            true_on: self.true_on.as_deref().map(day).transpose()?,
            known_by: self.known_by.as_deref().map_or(Ok(KnownBy::Now), time)?,
        })
    }
}

/// The two clocks as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsOf {
    /// The day on which things must be true; today when none.
    pub true_on: Option<Day>,
    /// What must have been known.
    pub known_by: KnownBy,
}

impl AsOf {
    /// Reads both clocks from an address.
    ///
    /// # Errors
    /// The parameter that can't be read.
    pub fn of_query(query: &Query) -> Result<Self, BadClock> {
        let bad = |clock, text: &str| BadClock { clock, text: text.to_owned() };
        let day = |text: &str| Day::parse_iso(text).ok_or_else(|| bad(TRUE_ON, text));
        let time = |text: &str| text.parse().map_err(|_| bad(KNOWN_BY, text));
        Ok(Self {
            true_on: query.get(TRUE_ON).map(day).transpose()?,
            known_by: query.get(KNOWN_BY).map_or(Ok(KnownBy::Now), time)?,
        })
    }

    /// Finds the snapshot and the day for a page.
    ///
    /// # Errors
    /// 404 that says so when the change is not there; as [`AsOf::resolve`] else.
    pub async fn resolve_for_page(&self, ledger: &Ledger) -> Result<Question, Problem> {
        self.resolve(ledger).await.map_err(|error| match (self.known_by, error) {
            (KnownBy::Change(change), LedgerError::NotFound { .. }) => {
                let problem = Problem::not_found().because("web.no_such_change").with("change", change);
                of_clock(problem, KNOWN_BY, "web.not_a_clock")
            }
            (_, error) => error.into(),
        })
    }

    /// Whether it is today's question.
    pub fn is_now(&self) -> bool {
        *self == Self::default()
    }

    /// Finds the snapshot and the day.
    ///
    /// # Errors
    /// When the change is not there, or the database fails.
    pub async fn resolve(&self, ledger: &Ledger) -> Result<Question, LedgerError> {
        let snapshot = match self.known_by {
            KnownBy::Now => ledger.live().current().await?,
            KnownBy::Change(change) => ledger.live().known_by(change).await?,
            KnownBy::Instant(at_ms) => {
                let change = change_at(ledger.db(), at_ms).await?;
                ledger.live().known_by(change).await?
            }
        };
        Ok(Question {
            snapshot,
            true_on: self.true_on.unwrap_or_else(|| ledger.clock().today()),
            today: ledger.clock().today(),
            as_of: *self,
        })
    }
}

/// What a command says of a time that it can't read.
pub fn no_time(lang: Lang, error: &NoSuchTime) -> Refused {
    Refused::new(lang, "cli.bad_time", &[("text", &error.0)])
}

/// A question's two clocks, resolved.
#[derive(Clone)]
pub struct Question {
    /// What was known.
    pub snapshot: Arc<Snapshot>,
    /// The day on which it is read.
    pub true_on: Day,
    /// The day on which it was asked.
    pub today: Day,
    /// As it was asked.
    pub as_of: AsOf,
}

impl Question {
    /// What figures mean on the day, as known by then.
    pub fn catalogue(&self) -> &Catalogue {
        self.snapshot.catalogue(self.true_on)
    }

    /// Whether it asks how things stood on a day that has passed.
    pub fn is_of_the_past(&self) -> bool {
        self.true_on < self.today
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("812", KnownBy::Change(ChangeId(812)))]
    #[case("1970-01-01", KnownBy::Instant(16 * 3_600_000 - 1))]
    #[case("1970-01-01T09:00", KnownBy::Instant(3_659_999))]
    #[case("1970-01-01 09:00", KnownBy::Instant(3_659_999))]
    #[case("1970-01-01T09:00+08:00", KnownBy::Instant(3_659_999))]
    #[case("1970-01-01T01:00:00Z", KnownBy::Instant(3_600_999))]
    #[case("1970-01-01T01:00:00.250Z", KnownBy::Instant(3_600_250))]
    fn known_by_takes_a_change_a_day_or_a_time(#[case] text: &str, #[case] known_by: KnownBy) {
        assert_eq!(text.parse::<KnownBy>().unwrap(), known_by);
    }

    #[test]
    fn known_by_refuses_anything_else_and_says_what_it_takes() {
        assert!("yesterday".parse::<KnownBy>().unwrap_err().to_string().contains("2022-03-15"));
    }
}
