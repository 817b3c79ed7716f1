//! The slice's SQL.

use crate::ledger::{LedgerError, open_by, valid_by};
use db::{Db, Val};
use domain::facts::{ChangeId, Entry, EntryId, Kept, RoundId, Setting};

/// Ids in one statement at most: both engines take many more.
const IDS_AT_ONCE: usize = 500;

/// A round's entries as a change left them, those moved out included, by id.
pub(super) async fn entries_of(
    db: &Db,
    at: ChangeId,
    round: RoundId,
) -> Result<Vec<Kept<Entry>>, LedgerError> {
    valid_by(db, at, "\"round\" = $2", [Val::Int(round.0)]).await
}

/// Entries by id, as a change left them.
pub(super) async fn entries_by_id(
    db: &Db,
    at: ChangeId,
    ids: &[EntryId],
) -> Result<Vec<Kept<Entry>>, LedgerError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(IDS_AT_ONCE) {
        let marks: Vec<String> = (0..some.len()).map(|place| format!("${}", place + 2)).collect();
        let condition = format!("id IN ({})", marks.join(", "));
        found.extend(valid_by(db, at, &condition, some.iter().map(|id| Val::Int(id.0))).await?);
    }
    Ok(found)
}

/// The setting that holds the lowest investment that a round asks for, in fen.
pub(super) async fn lowest_investment(db: &Db, round: RoundId) -> Result<Option<Kept<Setting>>, LedgerError> {
    Ok(open_by::<Setting>(db, "\"key\" = $1", vec![Val::from(lowest_key(round))]).await?.pop())
}

/// The key of that setting.
pub(super) fn lowest_key(round: RoundId) -> String {
    format!("round:{round}:lowest_invest_fen")
}
