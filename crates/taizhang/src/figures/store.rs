//! The slice's SQL: the frozen names of entries.

use crate::ledger::{LedgerError, valid_by};
use db::{Db, Val};
use domain::facts::{ChangeId, Entry, EntryId, Kept};

/// Ids in one statement at most: both engines take many more.
const IDS_AT_ONCE: usize = 500;

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
