//! Refusals: the command was understood and not done, and nothing changed.

use crate::ledger::LedgerError;
use crate::text::Lang;
use std::fmt::Display;
use std::io;
use std::path::Path;

/// Exit code of a command that is done, but something waits to be mended: parked rows, originals that are missing.
pub const EXIT_TO_MEND: u8 = 3;

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
                        | LedgerError::Db(
                            db::DbError::Unsupported(_) | db::DbError::Damaged(_) | db::DbError::Address(_)
                        )
                )
            )
            || is_of_path(cause)
    })
}

/// Whether a database can't be opened for a path that was given.
fn is_of_path(cause: &(dyn std::error::Error + 'static)) -> bool {
    let error = match cause.downcast_ref::<LedgerError>() {
        Some(LedgerError::Db(error)) => Some(error),
        _ => cause.downcast_ref::<db::DbError>(),
    };
    matches!(error, Some(db::DbError::Unavailable { why, .. }) if why.is_of_path())
}

/// What happened, or is spoken of, and why.
pub fn because(lang: Lang, what: impl Display, why: impl Display) -> String {
    lang.tf("cli.because", &[("what", &what), ("why", &why)])
}

/// What the system said of a file or an address, in our words where we have some.
pub fn system_words(lang: Lang, error: &io::Error) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "cli.no_file",
        io::ErrorKind::PermissionDenied => "cli.no_right",
        io::ErrorKind::AlreadyExists => "cli.exists",
        io::ErrorKind::IsADirectory => "cli.is_folder",
        io::ErrorKind::NotADirectory => "cli.not_a_folder",
        io::ErrorKind::ReadOnlyFilesystem => "cli.read_only",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "cli.disk_full",
        io::ErrorKind::AddrInUse => "cli.address_taken",
        io::ErrorKind::AddrNotAvailable => "cli.address_not_ours",
        io::ErrorKind::InvalidInput => "cli.address_form",
        io::ErrorKind::InvalidData => "cli.not_text",
        _ => return lang.tf("cli.system_says", &[("detail", error)]),
    };
    lang.t(key).to_owned()
}

/// That a file can't be written, and why. What is missing when a file is to be written is its folder.
pub fn cant_write(lang: Lang, path: &Path, error: &io::Error) -> anyhow::Error {
    let what = lang.tf("cli.cant_write", &[("path", &path.display())]);
    let why = match error.kind() {
        io::ErrorKind::NotFound => lang.t("cli.no_folder").to_owned(),
        _ => system_words(lang, error),
    };
    anyhow::Error::msg(because(lang, what, why))
}
