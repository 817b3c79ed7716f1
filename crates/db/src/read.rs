//! Reading: single queries, and several on one state of the database.

use std::borrow::Cow;
use std::future::Future;

use crate::sink::{self, RowSink};
use crate::{Backend, Db, DbError, FromRow, Row, Stmt, Val, postgres, sqlite};

/// Whatever can be asked: a [`Db`], a [`ReadTx`], a [`Tx`](crate::Tx). For functions that don't care which.
pub trait Ask: Send {
    /// Runs a query and folds its rows as they come; they are never in memory all at once.
    ///
    /// # Errors
    /// The engine's, normalised, or the first that `f` gives.
    fn fold<A: Send + 'static>(
        &mut self,
        sql: impl Into<Cow<'static, str>> + Send,
        vals: Vec<Val>,
        init: A,
        f: impl FnMut(&mut A, &Row<'_>) -> Result<(), DbError> + Send + 'static,
    ) -> impl Future<Output = Result<A, DbError>> + Send;

    /// Runs a query and makes a value of each row.
    ///
    /// # Errors
    /// The engine's, normalised; [`DbError::Type`] if the rows don't fit.
    fn query<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>> + Send,
        vals: Vec<Val>,
    ) -> impl Future<Output = Result<Vec<T>, DbError>> + Send {
        self.fold(sql, vals, Vec::new(), collect::<T>)
    }

    /// Runs a query that finds one row or none.
    ///
    /// # Errors
    /// [`DbError::ManyRows`] if it finds more; as [`Ask::query`].
    fn query_opt<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>> + Send,
        vals: Vec<Val>,
    ) -> impl Future<Output = Result<Option<T>, DbError>> + Send {
        self.fold(sql, vals, None, only::<T>)
    }

    /// Runs a query that finds exactly one row.
    ///
    /// # Errors
    /// [`DbError::NotFound`] if it finds none; as [`Ask::query_opt`].
    fn query_one<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>> + Send,
        vals: Vec<Val>,
    ) -> impl Future<Output = Result<T, DbError>> + Send {
        let found = self.query_opt(sql, vals);
        async move { found.await?.ok_or(DbError::NotFound) }
    }
}

/// Gathers all rows.
pub(crate) fn all<T: FromRow>() -> RowSink {
    sink::fold(Vec::new(), collect::<T>)
}

/// Takes one row and refuses a second.
pub(crate) fn at_most_one<T: FromRow>() -> RowSink {
    sink::fold(None, only::<T>)
}

fn collect<T: FromRow>(rows: &mut Vec<T>, row: &Row<'_>) -> Result<(), DbError> {
    rows.push(T::from_row(row)?);
    Ok(())
}

fn only<T: FromRow>(found: &mut Option<T>, row: &Row<'_>) -> Result<(), DbError> {
    match found {
        Some(_) => Err(DbError::ManyRows),
        None => {
            *found = Some(T::from_row(row)?);
            Ok(())
        }
    }
}

/// The methods of [`Ask`] as a type's own, so that callers needn't import the trait.
macro_rules! asks {
    ($type:ty, $me:ident, ($($by:tt)+)) => {
        impl $type {
            /// Runs a query and makes a value of each row.
            ///
            /// # Errors
            /// The engine's, normalised; [`DbError::Type`](crate::DbError::Type) if the rows don't fit.
            pub async fn query<T: crate::FromRow>(
                $($by)+,
                sql: impl Into<std::borrow::Cow<'static, str>>,
                vals: Vec<crate::Val>,
            ) -> Result<Vec<T>, crate::DbError> {
                Ok(crate::sink::made($me.feed((sql.into(), vals), crate::read::all::<T>()).await?))
            }

            /// Runs a query that finds one row or none.
            ///
            /// # Errors
            /// [`DbError::ManyRows`](crate::DbError::ManyRows) if it finds more; as `query`.
            pub async fn query_opt<T: crate::FromRow>(
                $($by)+,
                sql: impl Into<std::borrow::Cow<'static, str>>,
                vals: Vec<crate::Val>,
            ) -> Result<Option<T>, crate::DbError> {
                Ok(crate::sink::made($me.feed((sql.into(), vals), crate::read::at_most_one::<T>()).await?))
            }

            /// Runs a query that finds exactly one row.
            ///
            /// # Errors
            /// [`DbError::NotFound`](crate::DbError::NotFound) if it finds none; as `query_opt`.
            pub async fn query_one<T: crate::FromRow>(
                $($by)+,
                sql: impl Into<std::borrow::Cow<'static, str>>,
                vals: Vec<crate::Val>,
            ) -> Result<T, crate::DbError> {
                let sink = $me.feed((sql.into(), vals), crate::read::at_most_one::<T>()).await?;
                crate::sink::made::<Option<T>>(sink).ok_or(crate::DbError::NotFound)
            }

            /// Runs a query and folds its rows as they come; they are never in memory all at once. On SQLite `f`
            /// runs on the connection's thread.
            ///
            /// # Errors
            /// The engine's, normalised, or the first that `f` gives.
            pub async fn fold<A: Send + 'static>(
                $($by)+,
                sql: impl Into<std::borrow::Cow<'static, str>>,
                vals: Vec<crate::Val>,
                init: A,
                f: impl FnMut(&mut A, &crate::Row<'_>) -> Result<(), crate::DbError> + Send + 'static,
            ) -> Result<A, crate::DbError> {
                Ok(crate::sink::made($me.feed((sql.into(), vals), crate::sink::fold(init, f)).await?))
            }
        }

        impl crate::Ask for $type {
            async fn fold<A: Send + 'static>(
                &mut self,
                sql: impl Into<std::borrow::Cow<'static, str>> + Send,
                vals: Vec<crate::Val>,
                init: A,
                f: impl FnMut(&mut A, &crate::Row<'_>) -> Result<(), crate::DbError> + Send + 'static,
            ) -> Result<A, crate::DbError> {
                Ok(crate::sink::made(self.feed((sql.into(), vals), crate::sink::fold(init, f)).await?))
            }
        }
    };
}
pub(crate) use asks;

asks!(Db, self, (&self));
asks!(ReadTx, self, (&mut self));

/// A reading transaction: all its queries see one state of the database. It ends when dropped.
pub struct ReadTx {
    source: Source,
    /// Whether a query failed or was cancelled; PostgreSQL then refuses the next, so SQLite does too.
    failed: bool,
}

enum Source {
    Sqlite(sqlite::Lease),
    Postgres(postgres::Reader),
}

impl Db {
    /// Opens a reading transaction.
    ///
    /// # Errors
    /// [`DbError::Busy`] if no connection is free in time; [`DbError::Unavailable`].
    pub async fn read(&self) -> Result<ReadTx, DbError> {
        let source = match self.backend() {
            Backend::Sqlite(sqlite) => {
                let mut lease = sqlite.reader().await?;
                lease.begin().await?;
                Source::Sqlite(lease)
            }
            Backend::Postgres(postgres) => {
                let mut reader = postgres.reader().await?;
                reader.begin().await?;
                Source::Postgres(reader)
            }
        };
        Ok(ReadTx { source, failed: false })
    }

    async fn feed(&self, statement: Stmt, sink: RowSink) -> Result<RowSink, DbError> {
        match self.backend() {
            Backend::Sqlite(sqlite) => sqlite.reader().await?.feed(statement, sink).await,
            Backend::Postgres(postgres) => postgres.reader().await?.feed(statement, sink).await,
        }
    }
}

impl ReadTx {
    async fn feed(&mut self, statement: Stmt, sink: RowSink) -> Result<RowSink, DbError> {
        if self.failed {
            return Err(DbError::Aborted);
        }
        self.failed = true;
        let fed = match &mut self.source {
            Source::Sqlite(lease) => lease.feed(statement, sink).await?,
            Source::Postgres(reader) => reader.feed(statement, sink).await?,
        };
        self.failed = false;
        Ok(fed)
    }
}
