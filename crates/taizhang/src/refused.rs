//! Refusals: the command was understood and not done, and nothing changed.

use crate::ledger::LedgerError;

/// Exit code of a command that is done, but some rows wait to be mended.
pub const EXIT_PARKED: u8 = 3;

/// What was asked can't be done as asked; nothing changed. Exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// Whether an error is a refusal rather than a failure.
pub fn is_refusal(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.is::<Refused>()
            || matches!(
                cause.downcast_ref::<LedgerError>(),
                Some(
                    LedgerError::NotFound { .. }
                        | LedgerError::BuiltUpon { .. }
                        | LedgerError::Db(db::DbError::Unsupported(_) | db::DbError::Damaged(_))
                )
            )
    })
}
