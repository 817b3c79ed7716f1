//! One way from each crate's errors to the edge of HTTP.

use crate::ledger::LedgerError;
use crate::sessions::PasswordError;
use crate::web::problem::Problem;
use axum::http::StatusCode;

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        match &error {
            LedgerError::NotFound { .. } => Self::not_found(),
            LedgerError::Conflict { .. } | LedgerError::BuiltUpon { .. } => Self::conflict(),
            LedgerError::Repeated(change) => Self::repeated(change.0),
            LedgerError::Db(db::DbError::Busy | db::DbError::Unavailable { .. }) => {
                tracing::warn!(%error, "database not available");
                Self { retry_after_s: Some(BUSY_RETRY_S), ..Self::of_status(StatusCode::SERVICE_UNAVAILABLE) }
            }
            LedgerError::Db(_) | LedgerError::Column(_) => Self::internal(&error),
        }
    }
}

/// When it is worth another try after the database was busy.
const BUSY_RETRY_S: u64 = 2;

impl From<db::DbError> for Problem {
    fn from(error: db::DbError) -> Self {
        LedgerError::from(error).into()
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        Self::internal(&error)
    }
}
