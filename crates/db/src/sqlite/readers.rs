//! The connections that read, lent out one at a time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::normal;
use super::open::{Place, Sqlite};
use super::run;
use super::thread::Worker;
use crate::sink::RowSink;
use crate::{DbError, Stmt};

/// The readers that are free.
pub(super) struct Readers {
    idle: Mutex<Vec<Worker>>,
    count: usize,
    free: Arc<Semaphore>,
    wait: Duration,
}

/// A reader that is lent out; it goes home when dropped.
pub(crate) struct Lease {
    place: Arc<Place>,
    readers: Arc<Readers>,
    /// None only while being dropped.
    worker: Option<Worker>,
    in_transaction: bool,
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    pub(super) fn new(workers: Vec<Worker>, wait: Duration) -> Arc<Readers> {
        let count = workers.len();
        Arc::new(Readers { idle: Mutex::new(workers), count, free: Arc::new(Semaphore::new(count)), wait })
    }

    fn pop(&self) -> Option<Worker> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Waits until all are home and ends their threads; nobody gets one any more.
    pub(super) async fn close(&self) {
        let all = u32::try_from(self.count).unwrap_or(u32::MAX);
        let _permits = self.free.clone().acquire_many_owned(all).await;
        self.free.close();
        while let Some(worker) = self.pop() {
            let _ended = tokio::task::spawn_blocking(|| worker.join()).await;
        }
    }
}

impl Sqlite {
    /// Waits for a free reader.
    pub(crate) async fn reader(&self) -> Result<Lease, DbError> {
        let permit = tokio::time::timeout(self.readers.wait, self.readers.free.clone().acquire_owned());
        let permit = permit.await.map_err(|_| DbError::Busy)?;
        let permit = permit.map_err(|_| DbError::unavailable("the database was closed"))?;
        let worker = self.readers.pop().ok_or(DbError::Busy)?;
        let (place, readers) = (self.place.clone(), self.readers.clone());
        Ok(Lease { place, readers, worker: Some(worker), in_transaction: false, _permit: permit })
    }
}

impl Lease {
    /// Opens a transaction that sees one state of the database.
    pub(crate) async fn begin(&mut self) -> Result<(), DbError> {
        self.in_transaction = true;
        let worker = self.worker.as_ref().ok_or(DbError::Aborted)?;
        worker.run(|connection| connection.execute_batch("BEGIN DEFERRED").map_err(normal)).await?
    }

    /// Runs a query and feeds its rows to the sink.
    pub(crate) async fn feed(&mut self, statement: Stmt, mut sink: RowSink) -> Result<RowSink, DbError> {
        let worker = self.worker.as_ref().ok_or(DbError::Aborted)?;
        let slow_after = self.place.slow_after;
        let job = move |connection: &mut rusqlite::Connection| {
            run::timed(slow_after, &statement.0, || run::feed(connection, &statement, sink.as_mut()))?;
            Ok(sink)
        };
        worker.run_limited(self.place.statement_timeout, job).await?
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(worker) = self.worker.take() else { return };
        if self.in_transaction {
            // Queued behind whatever still runs; the next borrower's jobs come after it.
            let _ended = worker.send(|connection| {
                if !connection.is_autocommit() {
                    let _failed = connection.execute_batch("ROLLBACK");
                }
            });
        }
        self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}
