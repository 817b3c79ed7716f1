//! The slice's SQL.

use crate::ledger::{LedgerError, Writer, open_by, valid_by};
use db::{Db, Val};
use domain::facts::{ChangeId, Entry, Kept, Round, RoundId, Setting};

/// A round's entries as a change left them, those moved out included, by id.
pub(super) async fn entries_of(
    db: &Db,
    at: ChangeId,
    round: RoundId,
) -> Result<Vec<Kept<Entry>>, LedgerError> {
    valid_by(db, at, "\"round\" = $2", [Val::Int(round.0)]).await
}

/// Whether a round is published, asked inside a change: what a form was made from may be otherwise by now. None when the
/// round is there no more.
pub(super) async fn is_published(writer: &mut Writer, round: RoundId) -> Result<Option<bool>, LedgerError> {
    let found = writer.open_by::<Round>("id = $1", vec![Val::Int(round.0)]).await?;
    Ok(found.first().map(|round| round.published_change.is_some()))
}

/// The round that a change made.
pub(super) async fn made_by(db: &Db, change: ChangeId) -> Result<Option<RoundId>, LedgerError> {
    let sql = "SELECT id FROM \"round\" WHERE since = $1 ORDER BY id LIMIT 1";
    Ok(db.query::<i64>(sql, vec![Val::Int(change.0)]).await?.first().copied().map(RoundId))
}

/// The setting that holds the lowest investment that a round asks for, in fen.
pub(super) async fn lowest_investment(db: &Db, round: RoundId) -> Result<Option<Kept<Setting>>, LedgerError> {
    Ok(open_by::<Setting>(db, "\"key\" = $1", vec![Val::from(lowest_key(round))]).await?.pop())
}

/// The key of that setting.
pub(super) fn lowest_key(round: RoundId) -> String {
    format!("round:{round}:lowest_invest_fen")
}
