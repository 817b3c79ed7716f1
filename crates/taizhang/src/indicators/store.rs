//! What the slice asks of the database.

use crate::actor::Actor;
use crate::ledger::{LedgerError, Writer, open_one, valid_by};
use db::{Db, Val};
use domain::Permission;
use domain::facts::{ChangeId, Indicator, Kept, OrgId, Record, Target};

/// The years of which anything is stated, the latest first; whose it is does not matter.
///
/// # Errors
/// When the database fails.
pub(super) async fn years(db: &Db) -> Result<Vec<i64>, LedgerError> {
    let sql = "SELECT period_year FROM indicator WHERE until IS NULL \
               UNION SELECT \"year\" FROM target WHERE until IS NULL ORDER BY 1 DESC";
    Ok(db.query::<i64>(sql, Vec::new()).await?)
}

/// The indicators of a year that the actor reads, as a change left them.
///
/// # Errors
/// When the database fails.
pub(super) async fn indicators(
    db: &Db,
    at: ChangeId,
    actor: &Actor,
    year: i64,
) -> Result<Vec<Kept<Indicator>>, LedgerError> {
    let mut known = valid_by::<Indicator>(db, at, "period_year = $2", [Val::Int(year)]).await?;
    known.retain(|it| actor.may(Permission::Read, it.org));
    Ok(known)
}

/// The targets of a year that the actor reads, as a change left them.
///
/// # Errors
/// When the database fails.
pub(super) async fn targets(
    db: &Db,
    at: ChangeId,
    actor: &Actor,
    year: i64,
) -> Result<Vec<Kept<Target>>, LedgerError> {
    let mut known = valid_by::<Target>(db, at, "\"year\" = $2", [Val::Int(year)]).await?;
    known.retain(|it| actor.may(Permission::Read, it.org));
    Ok(known)
}

/// One record as it stands now.
///
/// # Errors
/// When the database fails.
pub(super) async fn one<R: Record + Send + 'static>(
    db: &Db,
    id: i64,
) -> Result<Option<Kept<R>>, LedgerError> {
    open_one::<R>(db, id).await
}

/// The records of an organisation as they stand inside a change, without the one that is being corrected.
///
/// # Errors
/// When the database fails.
pub(super) async fn others<R: Record + Send + 'static>(
    writer: &mut Writer,
    org: OrgId,
    corrected: Option<i64>,
) -> Result<Vec<Kept<R>>, LedgerError> {
    let mut known = writer.open_by::<R>("org = $1", vec![Val::Int(org.0)]).await?;
    known.retain(|record| Some(record.id) != corrected);
    Ok(known)
}

/// The years in which offices did something or an old paper speaks, the latest first; whose it is does not matter.
///
/// # Errors
/// When the database fails.
pub(super) async fn years_of_affairs(db: &Db) -> Result<Vec<i64>, LedgerError> {
    let sql = "SELECT day FROM occasion WHERE until IS NULL UNION SELECT true_on FROM old_print WHERE until IS NULL";
    let days = db.query::<String>(sql, Vec::new()).await?;
    let mut years: Vec<i64> = days.iter().filter_map(|day| day.get(..4)?.parse().ok()).collect();
    years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    Ok(years)
}

/// All records of a kind, as a change left them.
///
/// # Errors
/// When the database fails.
pub(super) async fn kept<R: Record + Send + 'static>(
    db: &Db,
    at: ChangeId,
) -> Result<Vec<Kept<R>>, LedgerError> {
    valid_by::<R>(db, at, "1 = 1", std::iter::empty::<Val>()).await
}
