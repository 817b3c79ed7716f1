//! The slice's SQL.

use crate::ledger::LedgerError;
use db::Db;

/// Whether there is any user at all.
///
/// # Errors
/// When the database fails.
pub async fn any(db: &Db) -> Result<bool, LedgerError> {
    let sql = "SELECT id FROM account WHERE until IS NULL LIMIT 1";
    Ok(db.query_opt::<i64>(sql, Vec::new()).await?.is_some())
}
