//! Failed sign-ins slow down the next ones, per account and per address.
//!
//! Counted in the database, so several servers share the count. An account waits from its fifth failure on, an
//! address (an office behind one address signs in many people) from its thirtieth; each further failure doubles
//! the wait up to a quarter of an hour.

use super::store;
use crate::ledger::{Ledger, LedgerError};

const FREE_PER_ACCOUNT: i64 = 5;
const FREE_PER_ADDRESS: i64 = 30;
const FIRST_WAIT_MS: i64 = 2_000;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
/// A failure this long ago is forgotten.
const MEMORY_MS: i64 = 24 * 3_600_000;

/// The two subjects of a sign-in.
pub(super) struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    pub(super) fn new(login: &str, address: &str) -> Self {
        Self { account: format!("account:{login}"), address: format!("address:{address}") }
    }

    /// How many milliseconds to wait before the next try; 0 when it may be tried now.
    pub(super) async fn wait_ms(&self, ledger: &Ledger) -> Result<i64, LedgerError> {
        let now_ms = ledger.clock().now_ms();
        let mut wait_ms = 0;
        for subject in [&self.account, &self.address] {
            if let Some((_, until_ms)) = store::failures(ledger.db(), subject).await? {
                wait_ms = wait_ms.max(until_ms - now_ms);
            }
        }
        Ok(wait_ms.max(0))
    }

    /// Counts a failure for both subjects.
    pub(super) async fn failed(&self, ledger: &Ledger) -> Result<(), LedgerError> {
        let now_ms = ledger.clock().now_ms();
        let mut counted = Vec::with_capacity(2);
        for (subject, free) in [(&self.account, FREE_PER_ACCOUNT), (&self.address, FREE_PER_ADDRESS)] {
            let before = store::failures(ledger.db(), subject).await?;
            let fresh = before.filter(|(_, until_ms)| now_ms - until_ms < MEMORY_MS);
            let failures = fresh.map_or(0, |(failures, _)| failures) + 1;
            counted.push((subject.clone(), failures, now_ms + wait_after(failures - free)));
        }
        store::set_failures(ledger.db(), &counted).await
    }

    /// A success clears the account; the address keeps its count, or one known account would buy endless tries.
    pub(super) async fn succeeded(&self, ledger: &Ledger) -> Result<(), LedgerError> {
        store::forget_failures(ledger.db(), &self.account).await
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_end_at_a_quarter_of_an_hour() {
        assert_eq!(wait_after(-1), 0);
        assert_eq!(wait_after(0), 2_000);
        assert_eq!(wait_after(1), 4_000);
        assert_eq!(wait_after(60), LONGEST_WAIT_MS);
    }
}
