//! One door to SQLite and PostgreSQL. It knows no table and no business word.
//!
//! One SQL text serves both engines: parameters are `$1..$n`, columns are `BIGINT` or `TEXT`. Readers run side by
//! side; writers take turns on one connection per process, and those that wait together are made durable together
//! (see [`Tx`]). Errors are normalised into [`DbError`].

mod error;
mod migrate;
mod mounts;
mod options;
mod postgres;
mod read;
mod row;
mod seat;
mod sink;
mod sqlite;
#[cfg(feature = "testkit")]
pub mod testkit;
mod tx;
mod val;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use error::{AddressProblem, DbError, MigrationProblem, Why};
pub use migrate::Migration;
pub use options::Options;
pub use read::{Ask, ReadTx};
pub use row::{FromColumn, FromRow, Row};
pub use tx::Tx;
pub use val::{HasKind, Kind, Val};

use seat::Seats;
use tx::WriteLine;

/// A statement and its parameters.
pub(crate) type Stmt = (Cow<'static, str>, Vec<Val>);

/// The kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// An SQLite file beside the program.
    Sqlite,
    /// A PostgreSQL server, or one that speaks its protocol.
    Postgres,
}

/// An open database; clones share its connections.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

pub(crate) struct Inner {
    backend: Backend,
    seats: Seats<WriteLine>,
}

pub(crate) enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database behind `sqlite:PATH`, `sqlite::memory:` (a private temporary file, gone with the last
    /// handle) or `postgres://…`. Must be called within a tokio runtime with its timer switched on.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] if it can't be reached, [`DbError::NetworkFileSystem`], [`DbError::TooOld`],
    /// [`DbError::Damaged`], or [`DbError::Address`] for a text that is none.
    pub async fn open(url: &str, options: Options) -> Result<Db, DbError> {
        let runtime = tokio::runtime::Handle::current();
        let inner = if let Some(path) = url.strip_prefix("sqlite:") {
            let (sqlite, dialer, writer) = sqlite::Sqlite::open(local_path(path), &options).await?;
            let (dialer, line) = (tx::Dialer::Sqlite(dialer), WriteLine::Sqlite(writer));
            let seats = Seats::new(dialer, Some(line), options.limits(), runtime);
            Inner { backend: Backend::Sqlite(sqlite), seats }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let (postgres, dialer) = postgres::Postgres::open(url, &options).await?;
            let seats = Seats::new(tx::Dialer::Postgres(dialer), None, options.limits(), runtime);
            Inner { backend: Backend::Postgres(postgres), seats }
        } else {
            return Err(DbError::Address(AddressProblem::Kind));
        };
        Ok(Db(Arc::new(inner)))
    }

    /// The kind of database.
    pub fn engine(&self) -> Engine {
        match self.0.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// The address, fit to be shown and logged: it holds no password.
    pub fn url_for_people(&self) -> String {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => format!("sqlite:{}", sqlite.path().display()),
            Backend::Postgres(postgres) => postgres.url_for_people().to_owned(),
        }
    }

    /// Waits for the write seat and opens a transaction on it. Hold it briefly: all writers of the process wait.
    ///
    /// # Errors
    /// [`DbError::Busy`] if the seat, or another process' lock, isn't free in time; [`DbError::Unavailable`].
    pub async fn begin(&self) -> Result<Tx, DbError> {
        Ok(Tx::new(self.0.seats.take().await?))
    }

    /// How many real commits this handle has made: fewer than the writers if they were synced together.
    pub fn commit_count(&self) -> u64 {
        self.0.seats.commits()
    }

    /// Copies an SQLite database, while it is in use, to a file that isn't there yet.
    ///
    /// # Errors
    /// [`DbError::Unsupported`] on PostgreSQL, which has `pg_dump`; [`DbError::Unavailable`] if the file exists or
    /// can't be written; [`DbError::Full`].
    pub async fn backup(&self, dest: &Path) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.backup(dest).await,
            Backend::Postgres(_) => Err(DbError::Unsupported("use pg_dump to back up a PostgreSQL database")),
        }
    }

    /// Waits for what is under way and closes all connections. Other handles find the database unavailable.
    pub async fn close(self) {
        let line = self.0.seats.close().await;
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.close_readers().await,
            Backend::Postgres(postgres) => postgres.close(),
        }
        // The writer goes last: the last connection to an SQLite file folds the log into it.
        if let Some(line) = line {
            line.close().await;
        }
    }

    pub(crate) fn backend(&self) -> &Backend {
        &self.0.backend
    }
}

/// `sqlite:///var/x.db` is written as well as `sqlite:/var/x.db`.
fn local_path(path: &str) -> &str {
    path.strip_prefix("//").unwrap_or(path)
}

/// `"a", "b"`: quoted, since a column may bear the name of a key word (`user`).
pub(crate) fn column_list(columns: &[(&'static str, Kind)]) -> String {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    names.join(", ")
}

/// `INSERT INTO t ("a", "b") VALUES ($1, $2)`.
pub(crate) fn insert_sql(table: &str, columns: &[(&'static str, Kind)]) -> String {
    let places: Vec<String> = (1..=columns.len()).map(|i| format!("${i}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", column_list(columns), places.join(", "))
}

/// Logs a statement that took longer than it should.
pub(crate) fn log_slow(start: Instant, slow_after: Duration, sql: &str) {
    let took = start.elapsed();
    if took >= slow_after {
        tracing::warn!(target: "db::slow", ms = took.as_millis() as u64, sql, "slow statement");
    }
}
