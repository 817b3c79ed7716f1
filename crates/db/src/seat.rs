//! Group commit: the writers of this process take turns on one connection, and those that wait together are made
//! durable together.
//!
//! One real transaction (a *batch*) carries the seats of many writers, each within a savepoint of its own. Whoever
//! gives up the seat hands the open transaction to the next in the queue; if nobody waits, or the batch has reached
//! its [`Limits`], the transaction is committed and everybody in it hears the same outcome.
//! A batch that nobody joins is committed at once: no timer ever delays a writer.
//!
//! Giving up the seat is synchronous, so it also works in `drop`: the statements that it needs are only noted down
//! ([`Batch::pending`]) and sent ahead of the next writer's first statement. The commit runs in a task of its own,
//! so that a cancelled request can't take the others' answer with it.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::DbError;

/// When a batch takes in nobody else.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The most writers whose work is committed together.
    pub(crate) seats: usize,
    /// The age from which it is committed, so that the first writer isn't kept waiting.
    pub(crate) age: Duration,
    /// How long a writer waits for the seat.
    pub(crate) wait: Duration,
}

/// A connection that can carry a transaction.
pub(crate) trait Line: Sized + Send + 'static {
    /// What makes connections.
    type Dialer: Send + Sync + 'static;

    /// Makes a new connection.
    fn dial(dialer: &Self::Dialer) -> impl Future<Output = Result<Self, DbError>> + Send;

    /// Opens a transaction for writing.
    fn begin(&mut self) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Runs statements without parameters, one after the other; stops at the first error. Must be handed to the
    /// connection whole when first polled: a dropped future must not leave out a part of it.
    fn control(&mut self, sql: String) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Whether the connection has broken.
    fn is_broken(&self) -> bool;
}

/// How a statement failed.
#[derive(Debug)]
pub(crate) enum Fail {
    /// Only the statement: the writer's own work is lost.
    Statement(DbError),
    /// The whole transaction: the work of everybody in the batch is lost.
    Batch(DbError),
}

type Outcome = Result<(), DbError>;

/// The queue for the write connection.
pub(crate) struct Seats<L: Line>(Arc<Shared<L>>);

struct Shared<L: Line> {
    queue: Mutex<Queue<L>>,
    dialer: L::Dialer,
    limits: Limits,
    runtime: Handle,
    commits: AtomicU64,
}

struct Queue<L: Line> {
    waiting: VecDeque<oneshot::Sender<Seat<L>>>,
    /// Whether somebody has the seat, or a commit is under way.
    taken: bool,
    closed: bool,
    /// The connection while nobody uses it.
    line: Option<L>,
}

/// A real transaction, or the right to open one.
struct Batch<L: Line> {
    line: Option<L>,
    open: bool,
    opened_at: Instant,
    seats: usize,
    /// Statements noted down but not yet sent.
    pending: String,
    /// Those whose work is in the transaction and who wait for its outcome.
    kept: Vec<oneshot::Sender<Outcome>>,
    broken: Option<DbError>,
}

/// The sole right to use the write connection. Dropping it undoes the writer's own work.
pub(crate) struct Seat<L: Line> {
    shared: Arc<Shared<L>>,
    /// None once it has been given up.
    batch: Option<Batch<L>>,
    /// Length of `pending` before this seat's savepoint was noted down.
    mark: usize,
    /// Whether a statement was sent.
    used: bool,
    /// Whether a statement failed, or was cancelled half-way.
    failed: bool,
}

impl<L: Line> Seats<L> {
    /// A queue for a connection; `line` is the first one if it has been made already. Commits are run on
    /// `runtime`.
    pub(crate) fn new(dialer: L::Dialer, line: Option<L>, limits: Limits, runtime: Handle) -> Self {
        let queue = Mutex::new(Queue { waiting: VecDeque::new(), taken: false, closed: false, line });
        Seats(Arc::new(Shared { queue, dialer, limits, runtime, commits: AtomicU64::new(0) }))
    }

    /// Waits for the seat, first come, first served, and makes sure that a transaction is open.
    pub(crate) async fn take(&self) -> Result<Seat<L>, DbError> {
        let mut seat = match self.0.join()? {
            Turn::Now(seat) => seat,
            Turn::Later(seat) => {
                let seat = tokio::time::timeout(self.0.limits.wait, seat).await.map_err(|_| DbError::Busy)?;
                seat.map_err(|_| closed())?
            }
        };
        seat.open().await?;
        Ok(seat)
    }

    /// How many real transactions have been committed.
    pub(crate) fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    /// Lets nobody in any more, waits for those who are, and gives the connection away for good.
    pub(crate) async fn close(&self) -> Option<L> {
        self.0.lock().closed = true;
        loop {
            let (sender, receiver) = oneshot::channel();
            {
                let mut queue = self.0.lock();
                if !queue.taken {
                    return queue.line.take();
                }
                queue.waiting.push_back(sender);
            }
            // Passed on untouched: the open transaction goes on to its commit, and the next round finds the seat free
            // or held by a commit that is under way.
            drop(receiver.await);
        }
    }
}

/// The answer to somebody who wants the seat.
enum Turn<L: Line> {
    Now(Seat<L>),
    Later(oneshot::Receiver<Seat<L>>),
}

impl<L: Line> Shared<L> {
    fn lock(&self) -> MutexGuard<'_, Queue<L>> {
        // The queue is consistent between any two of its statements, so a panic elsewhere does no harm.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn join(self: &Arc<Self>) -> Result<Turn<L>, DbError> {
        let mut queue = self.lock();
        if queue.closed {
            return Err(closed());
        }
        if queue.taken {
            let (sender, receiver) = oneshot::channel();
            queue.waiting.push_back(sender);
            return Ok(Turn::Later(receiver));
        }
        queue.taken = true;
        let line = queue.line.take();
        Ok(Turn::Now(self.seat(Batch::new(line))))
    }

    fn seat(self: &Arc<Self>, batch: Batch<L>) -> Seat<L> {
        Seat {
            shared: self.clone(),
            mark: batch.pending.len(),
            batch: Some(batch),
            used: false,
            failed: false,
        }
    }

    /// Hands the seat on; commits if nobody is there to take it, or the batch is complete.
    fn pass_on(self: &Arc<Self>, mut batch: Batch<L>) {
        loop {
            if batch.open && batch.is_complete(self.limits) {
                return self.finish(batch);
            }
            let mut queue = self.lock();
            let Some(next) = queue.waiting.pop_front() else {
                if batch.open {
                    drop(queue);
                    return self.finish(batch);
                }
                queue.line = batch.line;
                queue.taken = false;
                return;
            };
            drop(queue);
            match next.send(self.seat(batch)) {
                Ok(()) => return,
                // Cancelled while waiting: the next, then.
                Err(mut seat) => match seat.batch.take() {
                    Some(returned) => batch = returned,
                    None => return,
                },
            }
        }
    }

    /// Ends the real transaction in a task of its own, answers everybody, and frees the seat.
    fn finish(self: &Arc<Self>, batch: Batch<L>) {
        let shared = self.clone();
        self.runtime.spawn(async move {
            let mut batch = batch;
            let outcome = batch.end().await;
            if outcome.is_ok() && !batch.kept.is_empty() {
                shared.commits.fetch_add(1, Ordering::Relaxed);
            }
            for waiter in batch.kept {
                let _gone = waiter.send(outcome.clone());
            }
            shared.pass_on(Batch::new(batch.line));
        });
    }
}

impl<L: Line> Batch<L> {
    fn new(line: Option<L>) -> Self {
        Batch {
            line,
            open: false,
            opened_at: Instant::now(),
            seats: 0,
            pending: String::new(),
            kept: Vec::new(),
            broken: None,
        }
    }

    fn is_complete(&self, limits: Limits) -> bool {
        self.broken.is_some() || self.seats >= limits.seats || self.opened_at.elapsed() >= limits.age
    }

    /// Commits, or rolls back if nobody kept anything or the transaction is lost. A connection on which even that
    /// fails is thrown away.
    async fn end(&mut self) -> Outcome {
        let Some(line) = self.line.as_mut() else { return Ok(()) };
        let mut outcome = match self.broken.take() {
            Some(error) => Err(error),
            None if self.kept.is_empty() => Ok(()),
            None => {
                let commit = std::mem::take(&mut self.pending) + "COMMIT";
                line.control(commit).await
            }
        };
        let committed = outcome.is_ok() && !self.kept.is_empty();
        if !committed && (line.is_broken() || line.control("ROLLBACK".to_owned()).await.is_err()) {
            self.line = None;
            // Not even an error of the engine's: whoever waits should know that trying again is worth it.
            if let Err(DbError::Other(reason)) = &outcome {
                outcome = Err(DbError::unavailable(reason));
            }
        }
        outcome
    }
}

impl<L: Line> Seat<L> {
    /// Opens the real transaction unless it is open, and notes down this writer's savepoint.
    async fn open(&mut self) -> Result<(), DbError> {
        let shared = self.shared.clone();
        let batch = self.batch.as_mut().ok_or(DbError::Aborted)?;
        if !batch.open {
            if batch.line.as_ref().is_none_or(Line::is_broken) {
                batch.line = None;
                batch.line = Some(L::dial(&shared.dialer).await?);
            }
            let line = batch.line.as_mut().ok_or(DbError::Aborted)?;
            // Set before the statement: if this future is dropped half-way, the transaction has to be ended.
            batch.open = true;
            batch.opened_at = Instant::now();
            batch.broken = Some(DbError::Aborted);
            if let Err(error) = line.begin().await {
                batch.broken = Some(error.clone());
                return Err(error);
            }
            batch.broken = None;
        }
        batch.seats += 1;
        self.mark = batch.pending.len();
        batch.pending.push_str(&format!("SAVEPOINT s{};", batch.seats));
        Ok(())
    }

    /// The connection, and what has to be sent ahead of the next statement. Every call is followed by
    /// [`Seat::leave`]; where it isn't, because the caller was cancelled, the seat counts as failed.
    pub(crate) fn enter(&mut self) -> Result<(&mut L, String), DbError> {
        if self.failed {
            return Err(DbError::Aborted);
        }
        let batch = self.batch.as_mut().ok_or(DbError::Aborted)?;
        let line = batch.line.as_mut().ok_or(DbError::Aborted)?;
        self.failed = true;
        self.used = true;
        Ok((line, std::mem::take(&mut batch.pending)))
    }

    /// Takes down how the statement went.
    pub(crate) fn leave<R>(&mut self, result: Result<R, Fail>) -> Result<R, DbError> {
        match result {
            Ok(value) => {
                self.failed = false;
                Ok(value)
            }
            Err(Fail::Statement(error)) => Err(error),
            Err(Fail::Batch(error)) => {
                if let Some(batch) = self.batch.as_mut() {
                    batch.broken.get_or_insert_with(|| error.clone());
                }
                Err(error)
            }
        }
    }

    /// Keeps the work, and returns when the batch it belongs to is durable.
    pub(crate) async fn commit(mut self) -> Outcome {
        let Some(mut batch) = self.batch.take() else { return Err(DbError::Aborted) };
        if self.failed {
            self.undo(batch);
            return Err(DbError::Aborted);
        }
        if !self.used {
            self.undo(batch);
            return Ok(());
        }
        let seat = batch.seats;
        batch.pending.push_str(&format!("RELEASE SAVEPOINT s{seat};"));
        let (sender, outcome) = oneshot::channel();
        batch.kept.push(sender);
        self.shared.pass_on(batch);
        drop(self);
        outcome.await.unwrap_or_else(|_| Err(DbError::unavailable("the program is shutting down")))
    }

    /// Undoes the work of this seat alone and hands the seat on.
    fn undo(&self, mut batch: Batch<L>) {
        let seat = batch.seats;
        if self.used {
            batch.pending.push_str(&format!("ROLLBACK TO SAVEPOINT s{seat};RELEASE SAVEPOINT s{seat};"));
        } else {
            batch.pending.truncate(self.mark);
        }
        self.shared.pass_on(batch);
    }
}

impl<L: Line> Drop for Seat<L> {
    fn drop(&mut self) {
        if let Some(batch) = self.batch.take() {
            self.undo(batch);
        }
    }
}

fn closed() -> DbError {
    DbError::unavailable("the database was closed")
}

#[cfg(test)]
#[path = "seat_tests.rs"]
mod tests;
