//! Refusals: the command was understood and not done, and nothing changed.

use crate::ledger::LedgerError;
use crate::text::Lang;
use std::fmt::Display;
use std::io;

/// Exit code of a command that is done, but some rows wait to be mended.
pub const EXIT_PARKED: u8 = 3;

/// What was asked can't be done as asked; nothing changed. Exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl Refused {
    /// A refusal in the words of a message.
    pub fn new(lang: Lang, key: &'static str, args: &[(&str, &dyn Display)]) -> Self {
        Self(lang.tf(key, args))
    }
}

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

/// What happened, or is spoken of, and why.
pub fn because(lang: Lang, what: impl Display, why: impl Display) -> String {
    lang.tf("cli.because", &[("what", &what), ("why", &why)])
}

/// What the system said of a file.
pub fn system_words(lang: Lang, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => lang.t("cli.no_file").to_owned(),
        io::ErrorKind::PermissionDenied => lang.t("cli.no_right").to_owned(),
        io::ErrorKind::AlreadyExists => lang.t("cli.exists").to_owned(),
        io::ErrorKind::IsADirectory => lang.t("cli.is_folder").to_owned(),
        io::ErrorKind::AddrInUse => lang.t("cli.address_taken").to_owned(),
        _ => error.to_string(),
    }
}
