//! Writing: a transaction on the write seat.

use std::borrow::Cow;

use crate::read::all;
use crate::seat::{Fail, Line, Seat};
use crate::sink::{RowSink, made};
use crate::{DbError, FromRow, Kind, Stmt, Val, postgres, sqlite};

/// A transaction that writes. Dropping it, also by a cancelled request, rolls it back.
///
/// All writers of the process take turns; those that wait together share one real commit, so an acknowledged commit
/// is durable and a thousand writers a second need far fewer syncs. A failing writer loses only its own work. After a
/// statement has failed the transaction can only be rolled back, as PostgreSQL has it: use `ON CONFLICT` or ask first
/// where a failure is expected. Constraints must be immediate (not `DEFERRABLE`), or one writer's mistake would fail
/// its neighbours' commit.
pub struct Tx {
    seat: Seat<WriteLine>,
    /// Rows on their way in, of which nobody has heard yet.
    under_way: Option<sqlite::UnderWay>,
}

/// The write connection of either engine.
pub(crate) enum WriteLine {
    Sqlite(sqlite::Writer),
    Postgres(postgres::Writer),
}

/// What makes write connections.
pub(crate) enum Dialer {
    Sqlite(sqlite::Dialer),
    Postgres(postgres::Dialer),
}

impl Line for WriteLine {
    type Dialer = Dialer;

    async fn dial(dialer: &Dialer) -> Result<Self, DbError> {
        match dialer {
            Dialer::Sqlite(dialer) => sqlite::Writer::dial(dialer).await.map(WriteLine::Sqlite),
            Dialer::Postgres(dialer) => postgres::Writer::dial(dialer).await.map(WriteLine::Postgres),
        }
    }

    async fn begin(&mut self) -> Result<(), DbError> {
        match self {
            WriteLine::Sqlite(line) => line.begin().await,
            WriteLine::Postgres(line) => line.begin().await,
        }
    }

    async fn control(&mut self, sql: String) -> Result<(), DbError> {
        match self {
            WriteLine::Sqlite(line) => line.control(sql).await,
            WriteLine::Postgres(line) => line.control(sql).await,
        }
    }

    fn is_broken(&self) -> bool {
        match self {
            WriteLine::Sqlite(line) => line.is_broken(),
            WriteLine::Postgres(line) => line.is_broken(),
        }
    }
}

impl WriteLine {
    /// Closes the connection.
    pub(crate) async fn close(self) {
        match self {
            WriteLine::Sqlite(line) => line.close().await,
            WriteLine::Postgres(line) => drop(line),
        }
    }
}

crate::read::asks!(Tx, self, (&mut self));

impl Tx {
    pub(crate) fn new(seat: Seat<WriteLine>) -> Self {
        Tx { seat, under_way: None }
    }

    /// Runs a statement; the number of rows it changed.
    ///
    /// # Errors
    /// The engine's, normalised. Afterwards the transaction can only be rolled back.
    pub async fn exec(&mut self, sql: impl Into<Cow<'static, str>>, vals: Vec<Val>) -> Result<u64, DbError> {
        let changed = self.exec_all(vec![(sql.into(), vals)]).await?;
        Ok(changed.first().copied().unwrap_or(0))
    }

    /// Runs statements one after the other in one trip; the number of rows that each changed.
    ///
    /// # Errors
    /// The first that fails, normalised. Afterwards the transaction can only be rolled back.
    pub async fn exec_all(
        &mut self,
        statements: Vec<(Cow<'static, str>, Vec<Val>)>,
    ) -> Result<Vec<u64>, DbError> {
        self.settle().await?;
        let (line, before) = self.seat.enter()?;
        let result = match line {
            WriteLine::Sqlite(line) => line.exec_all(before, statements).await,
            WriteLine::Postgres(line) => line.exec_all(before, statements).await,
        };
        self.seat.leave(result)
    }

    /// Runs two queries one after the other in one trip, and makes values of the rows of each.
    ///
    /// # Errors
    /// The first that fails, normalised. Afterwards the transaction can only be rolled back.
    pub async fn query_two<T: FromRow, U: FromRow>(
        &mut self,
        first: (Cow<'static, str>, Vec<Val>),
        second: (Cow<'static, str>, Vec<Val>),
    ) -> Result<(Vec<T>, Vec<U>), DbError> {
        self.settle().await?;
        let (line, before) = self.seat.enter()?;
        let result = match line {
            WriteLine::Sqlite(line) => line.feed_two(before, (first, all::<T>()), (second, all::<U>())).await,
            WriteLine::Postgres(line) => {
                line.feed_two(before, (first, all::<T>()), (second, all::<U>())).await
            }
        };
        let (of_first, of_second) = self.seat.leave(result)?;
        Ok((made(of_first), made(of_second)))
    }

    /// Inserts many rows in the quickest way the engine has. `cells` holds the rows one after the other, each as
    /// long as `columns`.
    ///
    /// # Errors
    /// [`DbError::Type`] if a value isn't of its column's kind; [`DbError::Other`] if the last row is incomplete; the
    /// engine's, normalised. Afterwards the transaction can only be rolled back.
    pub async fn insert(
        &mut self,
        table: &'static str,
        columns: &'static [(&'static str, Kind)],
        cells: Vec<Val>,
    ) -> Result<(), DbError> {
        self.insert_soon(table, columns, cells).await?;
        self.settle().await
    }

    /// As [`Tx::insert`], but on SQLite returns while the connection's thread still puts the rows in, so that the caller
    /// can make the next meanwhile. How it went shows at the next statement or the commit.
    ///
    /// # Errors
    /// As [`Tx::insert`], of these rows or of those before them.
    pub async fn insert_soon(
        &mut self,
        table: &'static str,
        columns: &'static [(&'static str, Kind)],
        cells: Vec<Val>,
    ) -> Result<(), DbError> {
        if !check_rows(table, columns, &cells)? {
            return Ok(());
        }
        self.settle().await?;
        let (line, before) = self.seat.enter()?;
        let result = match line {
            WriteLine::Sqlite(line) => match line.insert_soon(before, table, columns, cells) {
                Ok(under_way) => {
                    self.under_way = Some(under_way);
                    return Ok(());
                }
                Err(error) => Err(error),
            },
            WriteLine::Postgres(line) => line.insert(before, table, columns, cells).await,
        };
        self.seat.leave(result)
    }

    /// Hears how the rows came in that are under way. Until then, and if nobody waits for it, the seat counts as failed.
    async fn settle(&mut self) -> Result<(), DbError> {
        let Some(under_way) = self.under_way.take() else { return Ok(()) };
        let result = under_way.outcome().await;
        self.seat.leave(result)
    }

    /// Keeps the work. Returns only when it is durable.
    ///
    /// # Errors
    /// [`DbError::Aborted`] if a statement failed before: nothing is kept. Otherwise the error of the real commit,
    /// with which nothing is kept either, save that after [`DbError::Unavailable`] it isn't known.
    pub async fn commit(mut self) -> Result<(), DbError> {
        self.settle().await?;
        self.seat.commit().await
    }

    /// Undoes the work, as dropping does; says in the code that it is meant.
    ///
    /// # Errors
    /// None today; a failing roll-back shows at the next use of the connection and loses nothing.
    pub async fn rollback(self) -> Result<(), DbError> {
        drop(self);
        Ok(())
    }

    /// Runs a script of several statements.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.settle().await?;
        let (line, before) = self.seat.enter()?;
        let result: Result<(), Fail> = match line {
            WriteLine::Sqlite(line) => line.script(before, sql).await,
            WriteLine::Postgres(line) => line.script(before, sql).await,
        };
        self.seat.leave(result)
    }

    async fn feed(&mut self, statement: Stmt, sink: RowSink) -> Result<RowSink, DbError> {
        self.settle().await?;
        let (line, before) = self.seat.enter()?;
        let result = match line {
            WriteLine::Sqlite(line) => line.feed(before, statement, sink).await,
            WriteLine::Postgres(line) => line.feed(before, statement, sink).await,
        };
        self.seat.leave(result)
    }
}

/// Whether there are rows, all of them whole.
fn check_rows(table: &str, columns: &[(&'static str, Kind)], cells: &[Val]) -> Result<bool, DbError> {
    if cells.is_empty() || (!columns.is_empty() && cells.len().is_multiple_of(columns.len())) {
        return Ok(!cells.is_empty());
    }
    Err(DbError::Other(format!("{table}: {} values don't fill rows of {}", cells.len(), columns.len())))
}
