//! The slice's SQL.

use crate::ledger::{LedgerError, Writer, all_open};
use db::{Db, Val};
use domain::facts::{User, UserId};
use std::collections::BTreeMap;

const ANY: &str = "SELECT id FROM account WHERE until IS NULL LIMIT 1";

/// Whether there is any user at all, asked inside a change.
pub(super) async fn any_within(writer: &mut Writer) -> Result<bool, LedgerError> {
    Ok(!writer.query::<i64>(ANY, Vec::new()).await?.is_empty())
}

/// Whether somebody else than `but` holds the sign-in name.
pub(super) async fn login_taken(
    writer: &mut Writer,
    login: &str,
    but: Option<UserId>,
) -> Result<bool, LedgerError> {
    let sql = "SELECT id FROM account WHERE until IS NULL AND login = $1 AND id <> $2";
    let vals = vec![Val::from(login), Val::Int(but.map_or(0, |user| user.0))];
    Ok(!writer.query::<i64>(sql, vals).await?.is_empty())
}

/// How many users could still administer if `grant` (or, without one, `user` altogether) were gone.
pub(super) async fn other_administrators(
    writer: &mut Writer,
    user: UserId,
    grant: Option<i64>,
) -> Result<i64, LedgerError> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM account_grant g \
               JOIN account a ON a.id = g.\"user\" AND a.until IS NULL AND a.disabled = 0 \
               WHERE g.until IS NULL AND g.role = 'administrator' AND g.id <> $2 AND (a.id <> $1 OR $2 <> 0)";
    let vals = vec![Val::Int(user.0), Val::Int(grant.unwrap_or(0))];
    Ok(writer.query::<i64>(sql, vals).await?.pop().unwrap_or(0))
}

/// The names shown of all users, disabled ones too.
///
/// # Errors
/// When the database fails.
pub async fn names(db: &Db) -> Result<BTreeMap<UserId, String>, LedgerError> {
    let users = all_open::<User>(db).await?;
    Ok(users.into_iter().map(|user| (UserId(user.id), user.body.name)).collect())
}

/// Whether somebody could still administer users if what a change wrote of users and roles were gone.
///
/// # Errors
/// When the database fails.
pub async fn administered_without(db: &Db, change: domain::facts::ChangeId) -> Result<bool, LedgerError> {
    let sql = "SELECT g.id FROM account_grant g \
               JOIN account a ON a.id = g.\"user\" AND a.until IS NULL AND a.disabled = 0 \
               WHERE g.until IS NULL AND g.role = 'administrator' AND g.since <> $1 AND a.since <> $1 LIMIT 1";
    Ok(db.query_opt::<i64>(sql, vec![Val::Int(change.0)]).await?.is_some())
}
