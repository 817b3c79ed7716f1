//! SQLite's errors in the common words.

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::DbError;

/// Normalises an error of the driver.
#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
pub(super) fn normal(error: rusqlite::Error) -> DbError {
    match &error {
        rusqlite::Error::SqliteFailure(code, message) => {
            coded(*code, message.clone().unwrap_or_else(|| code.to_string()))
        }
        rusqlite::Error::SqlInputError { msg, sql, .. } => DbError::Other(format!("{msg} in: {sql}")),
        _ => DbError::Other(error.to_string()),
    }
}

fn coded(code: ffi::Error, message: String) -> DbError {
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            return unique(&message);
        }
        _ => {}
    }
    match code.code {
        ErrorCode::ConstraintViolation => DbError::Constraint(message),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::DiskFull => DbError::Full,
        ErrorCode::ReadOnly => DbError::ReadOnly,
        ErrorCode::OperationInterrupted => DbError::Timeout,
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure => {
            DbError::unavailable(message)
        }
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => DbError::Damaged(message),
        _ => DbError::Other(message),
    }
}

/// Takes apart `UNIQUE constraint failed: project.zone, project.number`.
fn unique(message: &str) -> DbError {
    let keys = message.rsplit_once(": ").map_or("", |(_, keys)| keys);
    let mut table = String::new();
    let mut columns = Vec::new();
    for key in keys.split(", ") {
        match key.split_once('.') {
            Some((of, column)) => {
                of.clone_into(&mut table);
                columns.push(column);
            }
            None => columns.push(key),
        }
    }
    DbError::Unique { table, columns: columns.join(", ") }
}
