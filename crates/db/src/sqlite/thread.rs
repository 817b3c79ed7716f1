//! A thread that owns one SQLite connection. Whole jobs run on it; only their finished results cross.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::DbError;

/// The engine asks whether to go on after this many of its instructions (about a tenth of a millisecond).
const STEPS_BETWEEN_CHECKS: i32 = 10_000;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A connection's thread; it ends when this is dropped and the jobs before that are done.
pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    thread: JoinHandle<()>,
    watch: Arc<Watch>,
}

/// What the running job is held to.
#[derive(Default)]
struct Watch(Mutex<Option<Limit>>);

#[derive(Clone)]
struct Limit {
    deadline: Instant,
    cancelled: Arc<AtomicBool>,
}

impl Watch {
    fn set(&self, limit: Option<Limit>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = limit;
    }

    fn is_over(&self) -> bool {
        let limit = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        limit.as_ref().is_some_and(|l| l.cancelled.load(Ordering::Relaxed) || Instant::now() >= l.deadline)
    }
}

/// Marks the job as cancelled when its future is dropped.
struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Worker {
    /// Starts a thread and opens its connection there; `keep` is dropped after the connection is closed.
    pub(super) async fn start<K: Send + 'static>(
        name: &str,
        keep: K,
        open: impl FnOnce() -> Result<Connection, DbError> + Send + 'static,
    ) -> Result<Worker, DbError> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let (ready, opened) = oneshot::channel();
        let watch = Arc::new(Watch::default());
        let watched = watch.clone();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            match open().and_then(|connection| observe(connection, watched)) {
                Ok(mut connection) => {
                    if ready.send(Ok(())).is_ok() {
                        queue.iter().for_each(|job| job(&mut connection));
                    }
                    drop(connection);
                }
                Err(error) => drop(ready.send(Err(error))),
            }
            drop(keep);
        });
        let thread = thread.map_err(DbError::unavailable)?;
        opened.await.map_err(|_| gone())??;
        Ok(Worker { jobs, thread, watch })
    }

    /// Runs a job. If the future is dropped the job still runs to its end.
    pub(super) async fn run<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> R + Send + 'static,
    ) -> Result<R, DbError> {
        self.start_job(job)?.await.map_err(|_| panicked())
    }

    /// Queues a job whose result comes later.
    pub(super) fn start_job<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> R + Send + 'static,
    ) -> Result<oneshot::Receiver<R>, DbError> {
        let (sender, receiver) = oneshot::channel();
        self.send(move |connection| drop(sender.send(job(connection))))?;
        Ok(receiver)
    }

    /// As [`Worker::run`], but the engine stops the job when it is over its time, or the future is dropped.
    pub(super) async fn run_limited<R: Send + 'static>(
        &self,
        time: Duration,
        job: impl FnOnce(&mut Connection) -> R + Send + 'static,
    ) -> Result<R, DbError> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let _guard = CancelOnDrop(cancelled.clone());
        let watch = self.watch.clone();
        self.run(move |connection| {
            watch.set(Some(Limit { deadline: Instant::now() + time, cancelled }));
            let unset = Unset(watch);
            let result = job(connection);
            drop(unset);
            result
        })
        .await
    }

    /// Queues a job whose result nobody waits for.
    pub(super) fn send(&self, job: impl FnOnce(&mut Connection) + Send + 'static) -> Result<(), DbError> {
        let guarded = move |connection: &mut Connection| {
            // A panic in a caller's closure must not take the connection with it; the caller sees it in `run`.
            let _panicked = catch_unwind(AssertUnwindSafe(|| job(connection)));
        };
        self.jobs.send(Box::new(guarded)).map_err(|_| gone())
    }

    /// Lets the thread finish and waits for it.
    pub(super) fn join(self) {
        drop(self.jobs);
        let _panicked = self.thread.join();
    }
}

/// Lifts the limit even if the job panics.
struct Unset(Arc<Watch>);

impl Drop for Unset {
    fn drop(&mut self) {
        self.0.set(None);
    }
}

fn observe(mut connection: Connection, watch: Arc<Watch>) -> Result<Connection, DbError> {
    let handler = move || watch.is_over();
    connection.progress_handler(STEPS_BETWEEN_CHECKS, Some(handler)).map_err(super::error::normal)?;
    Ok(connection)
}

/// What is said where a job's result never comes.
pub(super) fn panicked() -> DbError {
    DbError::Other("a job on the database's thread panicked".to_owned())
}

fn gone() -> DbError {
    DbError::unavailable("the database's thread has ended")
}
