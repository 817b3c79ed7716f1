//! What the pages of kept bulletins ask of the database.

use crate::ledger::{LedgerError, Writer, open_by, open_one};
use db::{Db, Val};
use domain::facts::{
    Bulletin, BulletinEdit, BulletinId, BulletinRule, BulletinRuleId, ChangeId, IssuedText, Kept,
    PrintedFigure,
};

/// A bulletin as it stands now.
///
/// # Errors
/// When the database fails.
pub(super) async fn bulletin(db: &Db, id: BulletinId) -> Result<Option<Kept<Bulletin>>, LedgerError> {
    open_one(db, id.0).await
}

/// All bulletins, whosoever they are.
///
/// # Errors
/// When the database fails.
pub(super) async fn all(db: &Db) -> Result<Vec<Kept<Bulletin>>, LedgerError> {
    crate::ledger::all_open(db).await
}

/// The paragraphs by hand of a bulletin.
///
/// # Errors
/// When the database fails.
pub(super) async fn edits(db: &Db, id: BulletinId) -> Result<Vec<Kept<BulletinEdit>>, LedgerError> {
    open_by(db, "bulletin = $1", vec![Val::Int(id.0)]).await
}

/// The same inside a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn edits_within(
    writer: &mut Writer,
    id: BulletinId,
) -> Result<Vec<Kept<BulletinEdit>>, LedgerError> {
    writer.open_by("bulletin = $1", vec![Val::Int(id.0)]).await
}

/// A bulletin inside a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn bulletin_within(
    writer: &mut Writer,
    id: BulletinId,
) -> Result<Option<Kept<Bulletin>>, LedgerError> {
    Ok(writer.open_by("id = $1", vec![Val::Int(id.0)]).await?.pop())
}

/// Whether a version of a template has not been taken back.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_decreed(writer: &mut Writer, id: BulletinRuleId) -> Result<bool, LedgerError> {
    let open = writer.open_by::<BulletinRule>("id = $1", vec![Val::Int(id.0)]).await?;
    Ok(!open.is_empty())
}

/// The words of an issued bulletin, with its figures.
///
/// # Errors
/// When the database fails.
pub(super) async fn issued(
    db: &Db,
    id: BulletinId,
) -> Result<(Option<Kept<IssuedText>>, Vec<Kept<PrintedFigure>>), LedgerError> {
    let text = open_by::<IssuedText>(db, "bulletin = $1", vec![Val::Int(id.0)]).await?.pop();
    let figures = open_by::<PrintedFigure>(db, "bulletin = $1", vec![Val::Int(id.0)]).await?;
    Ok((text, figures))
}

/// The bulletin that a change made.
///
/// # Errors
/// When the database fails.
pub(super) async fn made_by(db: &Db, change: ChangeId) -> Result<Option<BulletinId>, LedgerError> {
    let sql = "SELECT id FROM bulletin WHERE since = $1 ORDER BY id LIMIT 1";
    Ok(db.query_opt::<i64>(sql, vec![Val::Int(change.0)]).await?.map(BulletinId))
}
