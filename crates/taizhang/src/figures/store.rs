//! The slice's SQL: the frozen names of entries, bulletins from a day on.

use crate::ledger::{LedgerError, valid_by};
use db::{Db, Val};
use domain::Day;
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

/// How many kept bulletins speak of a day or a later one.
pub(super) async fn bulletins_since(db: &Db, day: Day) -> Result<i64, LedgerError> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM bulletin WHERE until IS NULL AND true_on >= $1";
    Ok(db.query_one::<i64>(sql, vec![Val::Text(day.to_string())]).await?)
}
