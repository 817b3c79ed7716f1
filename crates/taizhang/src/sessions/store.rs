//! The slice's SQL.

use super::throttle::Count;
use crate::ledger::{Ledger, LedgerError, Writer, open_by};
use db::{Db, DbError, FromRow, Row, Tx, Val};
use domain::facts::{Grant, Kept, UserId};
use domain::limits::{SESSION_IDLE_MAX_HOURS, SESSIONS_PER_USER_MAX};
use domain::{Holding, Scope};
use figures::Places;

/// What a sign-in needs to know of an account.
pub(super) struct Account {
    pub user: UserId,
    pub password: Option<String>,
    pub disabled: bool,
}

impl FromRow for Account {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self { user: UserId(row.int(0)?), disabled: row.int(1)? != 0, password: row.opt_text(2)? })
    }
}

/// Whether there is any account at all.
///
/// # Errors
/// When the database fails.
pub async fn any_account(db: &Db) -> Result<bool, LedgerError> {
    let sql = "SELECT id FROM account WHERE until IS NULL LIMIT 1";
    Ok(db.query_opt::<i64>(sql, Vec::new()).await?.is_some())
}

pub(super) async fn account_by_login(db: &Db, login: &str) -> Result<Option<Account>, LedgerError> {
    let sql = "SELECT a.id, a.disabled, c.password FROM account a LEFT JOIN credential c ON c.account = a.id \
               WHERE a.until IS NULL AND a.login = $1";
    Ok(db.query_opt(sql, vec![Val::from(login)]).await?)
}

pub(super) async fn password_of(db: &Db, user: UserId) -> Result<Option<String>, LedgerError> {
    let sql = "SELECT password FROM credential WHERE account = $1";
    Ok(db.query_opt(sql, vec![Val::Int(user.0)]).await?)
}

/// How long a session stays open without a request.
const IDLE_MS: i64 = SESSION_IDLE_MAX_HOURS * 3_600_000;

/// A session that is open.
pub(super) struct Session {
    pub user: UserId,
    pub name: String,
    pub must_change: bool,
    /// When its use was last noted.
    pub seen_ms: i64,
}

impl FromRow for Session {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            user: UserId(row.int(0)?),
            name: row.text(1)?,
            must_change: row.int(2)? != 0,
            seen_ms: row.int(3)?,
        })
    }
}

pub(super) async fn open_session(db: &Db, token: &str, now_ms: i64) -> Result<Option<Session>, LedgerError> {
    let sql = "SELECT a.id, a.name, c.must_change, s.seen_ms FROM session s \
               JOIN account a ON a.id = s.account AND a.until IS NULL AND a.disabled = 0 \
               JOIN credential c ON c.account = s.account \
               WHERE s.token = $1 AND s.expires_ms > $2 AND s.seen_ms > $3";
    Ok(db.query_opt(sql, vec![Val::from(token), Val::Int(now_ms), Val::Int(now_ms - IDLE_MS)]).await?)
}

/// Notes that a session is in use.
pub(super) async fn touch_session(db: &Db, token: &str, now_ms: i64) -> Result<(), LedgerError> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE session SET seen_ms = $2 WHERE token = $1 AND seen_ms < $2";
    tx.exec(sql, vec![Val::from(token), Val::Int(now_ms)]).await?;
    Ok(tx.commit().await?)
}

/// A session to begin.
pub(super) struct NewSession<'a> {
    pub token: &'a str,
    pub user: UserId,
    pub now_ms: i64,
    pub expires_ms: i64,
    pub address: &'a str,
    pub agent: &'a str,
}

/// Begins a session. Those that have come to their end are removed, and of the user's own the oldest that are too many.
pub(super) async fn begin_session(db: &Db, session: &NewSession<'_>) -> Result<(), LedgerError> {
    let mut tx = db.begin().await?;
    let ended = "DELETE FROM session WHERE expires_ms <= $1 OR seen_ms <= $2";
    tx.exec(ended, vec![Val::Int(session.now_ms), Val::Int(session.now_ms - IDLE_MS)]).await?;
    let too_many = format!(
        "DELETE FROM session WHERE account = $1 AND token NOT IN \
         (SELECT token FROM session WHERE account = $1 ORDER BY created_ms DESC, token LIMIT {})",
        SESSIONS_PER_USER_MAX - 1
    );
    tx.exec(too_many, vec![Val::Int(session.user.0)]).await?;
    tx.exec(
        "INSERT INTO session (token, account, created_ms, seen_ms, expires_ms, address, agent) \
         VALUES ($1, $2, $3, $3, $4, $5, $6)",
        vec![
            Val::from(session.token),
            Val::Int(session.user.0),
            Val::Int(session.now_ms),
            Val::Int(session.expires_ms),
            Val::from(session.address),
            Val::from(session.agent),
        ],
    )
    .await?;
    Ok(tx.commit().await?)
}

pub(super) async fn end_session(db: &Db, token: &str) -> Result<(), LedgerError> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM session WHERE token = $1", vec![Val::from(token)]).await?;
    Ok(tx.commit().await?)
}

const END_ALL: &str = "DELETE FROM session WHERE account = $1 AND token <> $2";
const FORGET_PASSWORD: &str = "DELETE FROM credential WHERE account = $1";
const KEEP_PASSWORD: &str =
    "INSERT INTO credential (account, password, must_change, changed_ms) VALUES ($1, $2, $3, $4)";

/// Ends every session of a user but one: what a change of password, role or account does.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &mut Tx, user: UserId, but: Option<&str>) -> Result<(), LedgerError> {
    tx.exec(END_ALL, vec![Val::Int(user.0), Val::from(but.unwrap_or(""))]).await?;
    Ok(())
}

/// Ends every session of a user, together with the change that makes it needful.
///
/// # Errors
/// When the database fails.
pub async fn end_all_within(writer: &mut Writer, user: UserId) -> Result<(), LedgerError> {
    writer.exec(END_ALL, vec![Val::Int(user.0), Val::from("")]).await?;
    Ok(())
}

/// Sets the first password of a user that the same change makes.
///
/// # Errors
/// When the database fails.
pub async fn set_password_within(
    writer: &mut Writer,
    user: UserId,
    hash: &str,
    must_change: bool,
) -> Result<(), LedgerError> {
    let now_ms = writer.at_ms();
    writer.exec(FORGET_PASSWORD, vec![Val::Int(user.0)]).await?;
    let vals = vec![Val::Int(user.0), Val::from(hash), Val::from(must_change), Val::Int(now_ms)];
    writer.exec(KEEP_PASSWORD, vals).await?;
    Ok(())
}

/// A session as its owner sees it.
pub struct Device {
    /// The stored hash of its token.
    pub session: String,
    /// When it began, in milliseconds since 1970 (UTC).
    pub began_ms: i64,
    /// When it ends if it isn't used meanwhile, in milliseconds since 1970 (UTC).
    pub until_ms: i64,
    /// The address from which it began.
    pub address: Option<String>,
    /// What the browser called itself.
    pub agent: Option<String>,
}

impl FromRow for Device {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            session: row.text(0)?,
            began_ms: row.int(1)?,
            until_ms: row.int(2)?.min(row.int(3)? + IDLE_MS),
            address: row.opt_text(4)?,
            agent: row.opt_text(5)?,
        })
    }
}

pub(super) async fn devices_of(db: &Db, user: UserId, now_ms: i64) -> Result<Vec<Device>, LedgerError> {
    let sql = "SELECT token, created_ms, expires_ms, seen_ms, address, agent FROM session \
               WHERE account = $1 AND expires_ms > $2 AND seen_ms > $3 ORDER BY created_ms DESC, token";
    Ok(db.query(sql, vec![Val::Int(user.0), Val::Int(now_ms), Val::Int(now_ms - IDLE_MS)]).await?)
}

/// Ends one session of a user; gives whether there was one.
pub(super) async fn end_device(db: &Db, user: UserId, session: &str) -> Result<bool, LedgerError> {
    let mut tx = db.begin().await?;
    let sql = "DELETE FROM session WHERE account = $1 AND token = $2";
    let ended = tx.exec(sql, vec![Val::Int(user.0), Val::from(session)]).await?;
    tx.commit().await?;
    Ok(ended > 0)
}

/// Sets a password by its hash and ends the user's other sessions. `must_change` when somebody else chose it.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    ledger: &Ledger,
    user: UserId,
    hash: &str,
    must_change: bool,
    keep_session: Option<&str>,
) -> Result<(), LedgerError> {
    let mut tx = ledger.db().begin().await?;
    tx.exec(FORGET_PASSWORD, vec![Val::Int(user.0)]).await?;
    tx.exec(
        KEEP_PASSWORD,
        vec![Val::Int(user.0), Val::from(hash), Val::from(must_change), Val::Int(ledger.clock().now_ms())],
    )
    .await?;
    end_all(&mut tx, user, keep_session).await?;
    Ok(tx.commit().await?)
}

/// What a user reaches: their grants, each with everything below its node.
///
/// # Errors
/// When the database fails.
pub async fn scope_of(db: &Db, places: &Places, user: UserId) -> Result<Scope, LedgerError> {
    let grants = open_by::<Grant>(db, "\"user\" = $1", vec![Val::Int(user.0)]).await?;
    let holding =
        |grant: &Kept<Grant>| Holding { role: grant.role, org: grant.org, below: places.below(grant.org) };
    Ok(Scope::of_user(user, grants.iter().map(holding).collect()))
}

/// The count of a subject's failed sign-ins, held until the transaction ends, so that no other server counts meanwhile.
pub(super) async fn hold_count(tx: &mut Tx, subject: &str) -> Result<Count, LedgerError> {
    let sql = "INSERT INTO sign_in_failure (subject, failures, until_ms) VALUES ($1, 0, 0) \
               ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures \
               RETURNING failures, until_ms";
    let (failures, until_ms) = tx.query_one::<(i64, i64)>(sql, vec![Val::from(subject)]).await?;
    Ok(Count { failures, until_ms })
}

pub(super) async fn set_count(tx: &mut Tx, subject: &str, count: Count) -> Result<(), LedgerError> {
    let sql = "UPDATE sign_in_failure SET failures = $2, until_ms = $3 WHERE subject = $1";
    tx.exec(sql, vec![Val::from(subject), Val::Int(count.failures), Val::Int(count.until_ms)]).await?;
    Ok(())
}

/// Takes one failure back that was forgotten after `forgets_ms`.
pub(super) async fn give_back(tx: &mut Tx, subject: &str, forgets_ms: i64) -> Result<(), LedgerError> {
    let sql = "UPDATE sign_in_failure SET failures = failures - 1, until_ms = until_ms - $2 \
               WHERE subject = $1 AND failures > 0";
    tx.exec(sql, vec![Val::from(subject), Val::Int(forgets_ms)]).await?;
    Ok(())
}

pub(super) async fn forget_count(tx: &mut Tx, subject: &str) -> Result<(), LedgerError> {
    tx.exec("DELETE FROM sign_in_failure WHERE subject = $1", vec![Val::from(subject)]).await?;
    Ok(())
}

/// Forgets every count that ended by then.
pub(super) async fn sweep_counts(tx: &mut Tx, by_ms: i64) -> Result<(), LedgerError> {
    tx.exec("DELETE FROM sign_in_failure WHERE until_ms <= $1", vec![Val::Int(by_ms)]).await?;
    Ok(())
}
