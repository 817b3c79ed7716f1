//! PostgreSQL's errors in the common words.

use deadpool_postgres::{PoolError, TimeoutType};
use tokio_postgres::error::{DbError as Reported, SqlState};

use crate::{DbError, Why};

/// Normalises an error of the driver.
#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
pub(super) fn normal(error: tokio_postgres::Error) -> DbError {
    if let Some(reported) = error.as_db_error() {
        return normal_reported(reported);
    }
    let reason = with_cause(&error);
    let is_io = std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    if error.is_closed() || is_io { DbError::unavailable(reason) } else { DbError::Other(reason) }
}

/// Normalises a failure to make a connection: whatever it is, the database can't be reached.
#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
pub(super) fn connecting(error: tokio_postgres::Error) -> DbError {
    DbError::unavailable_for(why(&error), with_cause(&error))
}

fn why(error: &tokio_postgres::Error) -> Why {
    use std::io::ErrorKind::{ConnectionRefused, HostUnreachable, NetworkUnreachable, NotFound, TimedOut};
    if let Some(reported) = error.as_db_error() {
        return why_reported(reported);
    }
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    let Some(cause) = cause else { return Why::Other };
    match cause.kind() {
        // Not found is the socket in the file system of a server that isn't running.
        ConnectionRefused | HostUnreachable | NetworkUnreachable | NotFound | TimedOut => Why::NoServer,
        // The standard library has no kind for it, only these words.
        _ if cause.to_string().starts_with("failed to lookup address") => Why::UnknownHost,
        _ => Why::Other,
    }
}

fn why_reported(reported: &Reported) -> Why {
    match reported.code() {
        &SqlState::INVALID_CATALOG_NAME => Why::NoDatabase,
        code if code.code().starts_with("28") => Why::SignIn,
        _ => Why::Other,
    }
}

/// Normalises an error of the pool.
pub(super) fn pooled(error: PoolError) -> DbError {
    match error {
        PoolError::Timeout(TimeoutType::Wait) => DbError::Busy,
        PoolError::Backend(error) => connecting(error),
        other => DbError::unavailable(other),
    }
}

fn with_cause(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(reported) => reported.message().to_owned(),
        None => match std::error::Error::source(error) {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        },
    }
}

fn normal_reported(error: &Reported) -> DbError {
    let message = error.message().to_owned();
    match error.code() {
        &SqlState::UNIQUE_VIOLATION => unique(error),
        &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::LOCK_NOT_AVAILABLE => DbError::Busy,
        &SqlState::QUERY_CANCELED => DbError::Timeout,
        &SqlState::DISK_FULL => DbError::Full,
        &SqlState::READ_ONLY_SQL_TRANSACTION => DbError::ReadOnly,
        &SqlState::IN_FAILED_SQL_TRANSACTION => DbError::Aborted,
        &SqlState::CHARACTER_NOT_IN_REPERTOIRE => DbError::Nul,
        code if code.code().starts_with("23") => DbError::Constraint(message),
        // 08 connection, 28 sign-in, 3D no such database, 53 resources, 57P shut down.
        code if ["08", "28", "3D", "53", "57P"].iter().any(|class| code.code().starts_with(class)) => {
            DbError::unavailable_for(why_reported(error), message)
        }
        _ => DbError::Other(message),
    }
}

/// The columns stand in `Key (zone, number)=(1, 2) already exists.`, whatever the server's language.
fn unique(error: &Reported) -> DbError {
    let table = error.table().unwrap_or_default().to_owned();
    let named = error.detail().and_then(|detail| Some(detail.split_once('(')?.1.split_once(")=(")?.0));
    let columns = named.or(error.constraint()).unwrap_or_default().to_owned();
    DbError::Unique { table, columns }
}
