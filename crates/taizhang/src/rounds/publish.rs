//! Publication: the round's figures are frozen at the number of the change that says so.

use super::held;
use super::tally::Counted;
use crate::as_of::Question;
use crate::ledger::{Act, Ledger, LedgerError, Outcome};
use domain::Scope;
use domain::facts::{Kept, Round};

/// Why a round is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotPublished {
    /// It is published already: its figures are frozen once.
    #[error("the round is published already")]
    Already,
    /// Nothing stands on its lists.
    #[error("nothing stands on the round's lists")]
    Empty,
}

/// Whether the round can be published, by what its publisher sees of it now.
pub(super) fn check(at: &Question, scope: &Scope, round: &Round) -> Result<(), NotPublished> {
    if round.published_change.is_some() {
        return Err(NotPublished::Already);
    }
    let on_its_day = held::on_its_day(at, round);
    let lists = Counted::round(scope, &on_its_day, held::key(round)).lists().unwrap_or_default();
    if lists.iter().all(|list| list.entries.number == 0) { Err(NotPublished::Empty) } else { Ok(()) }
}

/// Whether a publication is meant or only tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Everything is done in the database and taken back.
    Preview,
    /// For good.
    Commit,
}

/// Publishes the round: the change's own number becomes the one at which the figures are frozen.
pub(super) async fn publish(
    ledger: &Ledger,
    act: Act,
    round: &Kept<Round>,
    mode: Mode,
) -> Result<Outcome, LedgerError> {
    let mut writer = ledger.write(act).await?;
    let body = Round {
        published_change: Some(writer.change().0),
        published_on: Some(ledger.clock().today()),
        ..round.body.clone()
    };
    writer.replace(round, &body, None);
    match mode {
        Mode::Preview => writer.dry_run().await,
        Mode::Commit => writer.commit().await,
    }
}
