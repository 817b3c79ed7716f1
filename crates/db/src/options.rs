//! How a database is opened.

use std::time::Duration;

use crate::seat::Limits;

/// How long a writer waits for another: an import of thousands of rows holds the seat for seconds.
const WAIT: Duration = Duration::from_secs(30);

/// Settings of a [`Db`](crate::Db); start from `Options::default()`.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections that read at the same time.
    pub readers: usize,
    /// Create the SQLite file if it isn't there; without it, a missing file is an error.
    pub create: bool,
    /// Open an SQLite file even though it lies on a network file system.
    pub allow_network_file_system: bool,
    /// The name under which PostgreSQL lists the connections.
    pub application_name: String,
    /// The longest a single reading statement may take, and on PostgreSQL any statement.
    pub statement_timeout: Duration,
    /// How long to wait for a free connection, and for the write seat.
    pub wait_timeout: Duration,
    /// How long making a connection to a PostgreSQL server may take.
    pub connect_timeout: Duration,
    /// How long to wait for a lock that another process or server holds. As long as [`Options::wait_timeout`], so that a
    /// writer waits alike for one beside it and for one on another server; below [`Options::statement_timeout`], which on
    /// PostgreSQL would end the waiting first.
    pub lock_timeout: Duration,
    /// The most writers whose work is made durable by one commit.
    pub batch_writers: usize,
    /// A transaction older than this takes in no further writer, so that its first isn't kept waiting.
    pub batch_age: Duration,
    /// Statements that take longer are logged as warnings.
    pub slow_after: Duration,
}

impl Options {
    pub(crate) fn limits(&self) -> Limits {
        Limits { seats: self.batch_writers, age: self.batch_age, wait: self.wait_timeout }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            readers: 4,
            create: true,
            allow_network_file_system: false,
            application_name: "taizhang".to_owned(),
            statement_timeout: Duration::from_secs(60),
            wait_timeout: WAIT,
            connect_timeout: Duration::from_secs(10),
            lock_timeout: WAIT,
            batch_writers: 128,
            batch_age: Duration::from_millis(25),
            slow_after: Duration::from_millis(500),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_waits_for_one_on_another_server_as_long_as_for_one_beside_it() {
        let options = Options::default();
        assert_eq!(options.lock_timeout, options.wait_timeout);
        assert!(options.lock_timeout < options.statement_timeout, "else the statement would end first");
    }
}
