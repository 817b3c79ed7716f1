//! Failed sign-ins slow down the next ones.
//!
//! A try is counted before its password is looked at, and given back when it was right: however many come at once, on
//! however many servers, only those that are free are let through. Two things are counted: the account, so that nobody
//! guesses one person's password from many places, and the client's network, so that nobody tries one password on many
//! accounts. A browser from which the person has signed in before is counted by itself instead: strangers who guess
//! at an account keep its owner out of it nowhere but at new browsers.

use super::store;
use crate::ledger::{Ledger, LedgerError};
use crate::web::site::Client;
use domain::facts::UserId;

/// Failures of an account, or of a known browser, before the first wait.
const FREE: i64 = 5;
const FIRST_WAIT_MS: i64 = 2_000;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
/// An account's failures are forgotten this long after the last wait.
const MEMORY_MS: i64 = 24 * 3_600_000;
/// Failures of a network at once: an office behind one address signs in many people.
const NETWORK_FREE: i64 = 60;
/// Each failure of a network is forgotten after so long, one after the other; so it never waits longer.
const NETWORK_FORGETS_MS: i64 = 20_000;

/// What is known of a subject's failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    /// How many are remembered.
    pub failures: i64,
    /// For [`Rule::Doubling`] when the wait ends, for [`Rule::Steady`] when the last of them is forgotten.
    pub until_ms: i64,
}

/// How failures make wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The first few are free, each further one doubles the wait up to a quarter of an hour.
    Doubling,
    /// So many at once are free, then one for each that is forgotten.
    Steady,
}

impl Rule {
    /// The count with one more failure, or how many milliseconds to wait before there may be one.
    fn one_more(self, before: Count, now_ms: i64) -> Result<Count, i64> {
        match self {
            Self::Doubling if before.until_ms > now_ms => Err(before.until_ms - now_ms),
            Self::Doubling => {
                let is_fresh = now_ms - before.until_ms < MEMORY_MS;
                let failures = if is_fresh { before.failures + 1 } else { 1 };
                Ok(Count { failures, until_ms: now_ms + wait_after(failures - FREE) })
            }
            Self::Steady => {
                let forgotten_ms = before.until_ms.max(now_ms);
                let wait_ms = forgotten_ms - now_ms - (NETWORK_FREE - 1) * NETWORK_FORGETS_MS;
                if wait_ms > 0 {
                    return Err(wait_ms);
                }
                let until_ms = forgotten_ms + NETWORK_FORGETS_MS;
                let remembered_ms = until_ms - now_ms;
                Ok(Count { failures: (remembered_ms - 1) / NETWORK_FORGETS_MS + 1, until_ms })
            }
        }
    }
}

fn wait_after(beyond_free: i64) -> i64 {
    match u32::try_from(beyond_free) {
        Err(_) => 0,
        Ok(steps) => {
            FIRST_WAIT_MS.checked_shl(steps.min(20)).map_or(LONGEST_WAIT_MS, |wait| wait.min(LONGEST_WAIT_MS))
        }
    }
}

/// A try at a password, and under which subjects it is counted.
pub(super) struct Attempt {
    account: String,
    counted: Vec<(String, Rule)>,
}

impl Attempt {
    /// `browser` is the mark of a browser from which this person has signed in before.
    pub(super) fn new(login: &str, client: &Client, browser: Option<&str>) -> Self {
        let account = format!("account:{login}");
        let counted = match (browser, client.network()) {
            (Some(browser), _) => vec![(format!("browser:{browser}"), Rule::Doubling)],
            (None, None) => vec![(account.clone(), Rule::Doubling)],
            // The network first: servers that count the same tries then wait for each other at the same place.
            (None, Some(network)) => {
                vec![(format!("network:{network}"), Rule::Steady), (account.clone(), Rule::Doubling)]
            }
        };
        Self { account, counted }
    }

    /// Of somebody signed in who is asked for the password again: whoever sits down at an open session must not guess.
    pub(super) fn again(user: UserId) -> Self {
        let account = format!("again:{user}");
        Self { counted: vec![(account.clone(), Rule::Doubling)], account }
    }

    /// Counts the try as failed until [`Attempt::succeeded`]. Gives how many milliseconds to wait when it may not be made
    /// now; it is then not counted.
    pub(super) async fn claim(&self, ledger: &Ledger) -> Result<Option<i64>, LedgerError> {
        let now_ms = ledger.clock().now_ms();
        let mut tx = ledger.db().begin().await?;
        for (subject, rule) in &self.counted {
            let before = store::hold_count(&mut tx, subject).await?;
            match rule.one_more(before, now_ms) {
                Ok(count) => store::set_count(&mut tx, subject, count).await?,
                Err(wait_ms) => {
                    tx.rollback().await?;
                    return Ok(Some(wait_ms));
                }
            }
        }
        tx.commit().await?;
        Ok(None)
    }

    /// The password was right: the account and the browser are free again. The network gets back this try alone, or one
    /// known account would buy endless tries at others.
    pub(super) async fn succeeded(&self, ledger: &Ledger) -> Result<(), LedgerError> {
        let mut tx = ledger.db().begin().await?;
        for (subject, rule) in &self.counted {
            match rule {
                Rule::Doubling => store::forget_count(&mut tx, subject).await?,
                Rule::Steady => store::give_back(&mut tx, subject, NETWORK_FORGETS_MS).await?,
            }
        }
        store::forget_count(&mut tx, &self.account).await?;
        store::sweep_counts(&mut tx, ledger.clock().now_ms() - MEMORY_MS).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const NONE: Count = Count { failures: 0, until_ms: 0 };
    const NOW_MS: i64 = 1_656_561_600_000;

    /// How many failures the rule lets through at one instant, and how long the next one waits.
    fn at_once(rule: Rule, mut count: Count, now_ms: i64) -> (i64, i64) {
        let mut let_through = 0;
        loop {
            match rule.one_more(count, now_ms) {
                Ok(more) => (count, let_through) = (more, let_through + 1),
                Err(wait_ms) => return (let_through, wait_ms),
            }
        }
    }

    #[test]
    fn waits_double_and_end_at_a_quarter_of_an_hour() {
        assert_eq!(wait_after(-1), 0);
        assert_eq!(wait_after(0), 2_000);
        assert_eq!(wait_after(1), 4_000);
        assert_eq!(wait_after(60), LONGEST_WAIT_MS);
    }

    #[test]
    fn an_account_has_five_at_once_and_a_day_later_five_again() {
        assert_eq!(at_once(Rule::Doubling, NONE, NOW_MS), (5, FIRST_WAIT_MS));
        let tried = Count { failures: 40, until_ms: NOW_MS };
        assert_eq!(at_once(Rule::Doubling, tried, NOW_MS), (1, LONGEST_WAIT_MS));
        assert_eq!(at_once(Rule::Doubling, tried, NOW_MS + MEMORY_MS), (5, FIRST_WAIT_MS));
    }

    #[test]
    fn a_network_has_sixty_at_once_and_one_more_every_twenty_seconds() {
        assert_eq!(at_once(Rule::Steady, NONE, NOW_MS), (60, 20_000));
        let full = Count { failures: 60, until_ms: NOW_MS + 60 * 20_000 };
        assert_eq!(at_once(Rule::Steady, full, NOW_MS + 19_999), (0, 1));
        assert_eq!(at_once(Rule::Steady, full, NOW_MS + 20_000), (1, 20_000));
        assert_eq!(at_once(Rule::Steady, full, NOW_MS + 10 * 20_000), (10, 20_000));
    }

    proptest! {
        #[test]
        fn a_network_never_waits_longer_than_one_failure_is_remembered(
            pauses_ms in prop::collection::vec(0..5_000_i64, 1..300),
        ) {
            let (mut count, mut now_ms) = (NONE, NOW_MS);
            for pause_ms in pauses_ms {
                now_ms += pause_ms;
                match Rule::Steady.one_more(count, now_ms) {
                    Ok(more) => {
                        count = more;
                        prop_assert!((1..=NETWORK_FREE).contains(&count.failures));
                    }
                    Err(wait_ms) => prop_assert!((1..=NETWORK_FORGETS_MS).contains(&wait_ms)),
                }
            }
        }
    }
}
