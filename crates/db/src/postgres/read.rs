//! A connection that reads, lent out by the pool.

use std::time::{Duration, Instant};

use deadpool_postgres::Object;

use super::error::normal;
use super::run;
use crate::sink::RowSink;
use crate::{DbError, Stmt};

/// A reader that is lent out; it goes home when dropped, unless something was left unfinished on it.
pub(crate) struct Reader {
    /// None only while being dropped.
    object: Option<Object>,
    /// Whether a query runs, or was left running by a cancelled request.
    running: bool,
    in_transaction: bool,
    slow_after: Duration,
}

impl Reader {
    pub(super) fn new(object: Object, slow_after: Duration) -> Self {
        Reader { object: Some(object), running: false, in_transaction: false, slow_after }
    }

    /// Opens a transaction that sees one state of the database.
    pub(crate) async fn begin(&mut self) -> Result<(), DbError> {
        self.in_transaction = true;
        let client = self.object.as_ref().ok_or(DbError::Aborted)?;
        client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map_err(normal)
    }

    /// Runs a query and feeds its rows to the sink.
    pub(crate) async fn feed(&mut self, statement: Stmt, mut sink: RowSink) -> Result<RowSink, DbError> {
        let client = self.object.as_ref().ok_or(DbError::Aborted)?;
        let start = Instant::now();
        self.running = true;
        let fed = run::feed(client, &statement, sink.as_mut()).await;
        // If the sink stopped half-way the rest of the rows is still coming: such a connection isn't lent out again.
        self.running = fed.is_err();
        crate::log_slow(start, self.slow_after, &statement.0);
        fed.map(|()| sink)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(object) = self.object.take() else { return };
        if self.running {
            // Closing it is the only way to stop the server from working on.
            drop(Object::take(object));
        } else if self.in_transaction {
            match tokio::runtime::Handle::try_current() {
                Ok(runtime) => drop(runtime.spawn(end(object))),
                Err(_) => drop(Object::take(object)),
            }
        }
    }
}

/// Ends the reading transaction; the connection goes home afterwards.
async fn end(object: Object) {
    if object.batch_execute("ROLLBACK").await.is_err() {
        drop(Object::take(object));
    }
}
