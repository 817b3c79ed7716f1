//! What the slice asks of the database.

use crate::ledger::{LedgerError, valid_by};
use db::{Db, Val};
use domain::facts::{ChangeId, Kept, PrintedFigure};

/// A printed figure, and the change that took it back where one did.
pub(super) struct Known {
    pub figure: Kept<PrintedFigure>,
    pub withdrawn_by: Option<ChangeId>,
}

/// The figure of a number, also one that was taken back: what was printed is on paper somewhere.
///
/// # Errors
/// When the database fails.
pub(super) async fn figure(db: &Db, number: i64) -> Result<Option<Known>, LedgerError> {
    let sql = "SELECT since, until FROM printed_figure WHERE id = $1 ORDER BY since DESC LIMIT 1";
    let Some((since, until)) = db.query_opt::<(i64, Option<i64>)>(sql, vec![Val::Int(number)]).await? else {
        return Ok(None);
    };
    let found = valid_by::<PrintedFigure>(db, ChangeId(since), "id = $2", [Val::Int(number)]).await?.pop();
    Ok(found.map(|figure| Known { figure, withdrawn_by: until.map(ChangeId) }))
}

/// The figure that a change pinned.
///
/// # Errors
/// When there is none, or the database fails.
pub(super) async fn made_by(db: &Db, change: ChangeId) -> Result<i64, LedgerError> {
    let sql = "SELECT id FROM printed_figure WHERE since = $1 ORDER BY id LIMIT 1";
    Ok(db.query_one::<i64>(sql, vec![Val::Int(change.0)]).await?)
}
