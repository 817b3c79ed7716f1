//! Where in the journal: "known by" given as a change number or a time.

use super::LedgerError;
use db::{Db, Val};
use domain::facts::ChangeId;

/// The last change at or before an instant.
///
/// # Errors
/// When the database fails.
pub async fn change_at(db: &Db, at_ms: i64) -> Result<ChangeId, LedgerError> {
    let sql = "SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM change WHERE at_ms <= $1";
    Ok(ChangeId(db.query_one::<i64>(sql, vec![Val::Int(at_ms)]).await?))
}
