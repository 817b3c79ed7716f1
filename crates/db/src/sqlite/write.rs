//! The connection that writes.

use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::normal;
use super::open::Place;
use super::run;
use super::thread::{Worker, panicked};
use crate::seat::{Fail, Line};
use crate::sink::RowSink;
use crate::val::{Kind, Val};
use crate::{DbError, Stmt};

/// Makes connections that write.
pub(crate) struct Dialer(pub(super) Arc<Place>);

/// The connection that writes, with its thread.
pub(crate) struct Writer {
    worker: Worker,
    place: Arc<Place>,
}

impl Line for Writer {
    type Dialer = Dialer;

    async fn dial(dialer: &Dialer) -> Result<Self, DbError> {
        Writer::start(dialer).await
    }

    async fn begin(&mut self) -> Result<(), DbError> {
        // A deferred transaction would lose to "database is locked" when it turns from reading to writing.
        self.control("BEGIN IMMEDIATE".to_owned()).await
    }

    async fn control(&mut self, sql: String) -> Result<(), DbError> {
        let job = move |connection: &mut Connection| {
            // The engine may have rolled back by itself.
            if sql == "ROLLBACK" && connection.is_autocommit() {
                return Ok(());
            }
            connection.execute_batch(&sql).map_err(normal)
        };
        self.worker.run(job).await?
    }

    fn is_broken(&self) -> bool {
        false
    }
}

impl Writer {
    /// Opens the file for writing.
    pub(super) async fn start(dialer: &Dialer) -> Result<Writer, DbError> {
        let place = dialer.0.clone();
        let opened = place.clone();
        let worker = Worker::start("sqlite-write", place.clone(), move || opened.writer()).await?;
        Ok(Writer { worker, place })
    }

    /// Runs a query and feeds its rows to the sink.
    pub(crate) async fn feed(
        &mut self,
        before: String,
        statement: Stmt,
        mut sink: RowSink,
    ) -> Result<RowSink, Fail> {
        let slow_after = self.place.slow_after;
        self.job(before, move |connection| {
            run::timed(slow_after, &statement.0, || run::feed(connection, &statement, sink.as_mut()))?;
            Ok(sink)
        })
        .await
    }

    /// Runs two queries one after the other.
    pub(crate) async fn feed_two(
        &mut self,
        before: String,
        (first, mut of_first): (Stmt, RowSink),
        (second, mut of_second): (Stmt, RowSink),
    ) -> Result<(RowSink, RowSink), Fail> {
        let slow_after = self.place.slow_after;
        self.job(before, move |connection| {
            run::timed(slow_after, &first.0, || {
                run::feed(connection, &first, of_first.as_mut())?;
                run::feed(connection, &second, of_second.as_mut())
            })?;
            Ok((of_first, of_second))
        })
        .await
    }

    /// Runs statements one after the other; the number of rows that each changed.
    pub(crate) async fn exec_all(&mut self, before: String, statements: Vec<Stmt>) -> Result<Vec<u64>, Fail> {
        let slow_after = self.place.slow_after;
        self.job(before, move |connection| {
            let one = |stmt: &Stmt| run::timed(slow_after, &stmt.0, || run::exec(connection, stmt));
            statements.iter().map(one).collect()
        })
        .await
    }

    /// Has rows inserted, and doesn't wait for it.
    pub(crate) fn insert_soon(
        &mut self,
        before: String,
        table: &'static str,
        columns: &'static [(&'static str, Kind)],
        cells: Vec<Val>,
    ) -> Result<UnderWay, Fail> {
        let slow_after = self.place.slow_after;
        let job = with(before, move |connection| {
            run::timed(slow_after, table, || run::insert(connection, table, columns, &cells))
        });
        self.worker.start_job(job).map(UnderWay).map_err(Fail::Statement)
    }

    /// Runs a script of several statements without parameters.
    pub(crate) async fn script(&mut self, before: String, sql: &'static str) -> Result<(), Fail> {
        self.job(before, move |connection| connection.execute_batch(sql).map_err(normal)).await
    }

    /// Closes the connection and waits for its thread.
    pub(crate) async fn close(self) {
        let worker = self.worker;
        let _failed = worker.run(|connection| connection.execute_batch("PRAGMA optimize")).await;
        let _ended = tokio::task::spawn_blocking(|| worker.join()).await;
    }

    /// Sends what has to go first and then the work, as one job.
    async fn job<R: Send + 'static>(
        &mut self,
        before: String,
        work: impl FnOnce(&mut Connection) -> Result<R, DbError> + Send + 'static,
    ) -> Result<R, Fail> {
        self.worker.run(with(before, work)).await.map_err(Fail::Statement)?
    }
}

/// The outcome, still to come, of rows that are being inserted.
pub(crate) struct UnderWay(oneshot::Receiver<Result<(), Fail>>);

impl UnderWay {
    /// Waits for it.
    pub(crate) async fn outcome(self) -> Result<(), Fail> {
        self.0.await.map_err(|_| Fail::Statement(panicked()))?
    }
}

/// One job of what has to go first and the work.
fn with<R>(
    before: String,
    work: impl FnOnce(&mut Connection) -> Result<R, DbError>,
) -> impl FnOnce(&mut Connection) -> Result<R, Fail> {
    move |connection| {
        if !before.is_empty() {
            connection.execute_batch(&before).map_err(normal).map_err(Fail::Batch)?;
        }
        // Some errors (a full disk, a failing read) make the engine roll back everything.
        let lost = |connection: &Connection| connection.is_autocommit();
        work(connection).map_err(|e| if lost(connection) { Fail::Batch(e) } else { Fail::Statement(e) })
    }
}
