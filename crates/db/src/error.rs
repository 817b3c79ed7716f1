//! What can go wrong, in the same words on both engines.

use std::path::PathBuf;

/// An error of the database, normalised: the same cause gives the same variant on SQLite and PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// A row with the same key is there already.
    #[error("a row with the same {columns} is already in {table}")]
    Unique {
        /// The table that holds the key.
        table: String,
        /// The columns of the key as the engine names them, separated by `", "`.
        columns: String,
    },
    /// A NOT NULL, CHECK or FOREIGN KEY rule was broken; the text is the engine's own.
    #[error("a rule of the database was broken: {0}")]
    Constraint(String),
    /// A query that must find a row found none.
    #[error("no row was found")]
    NotFound,
    /// A query that may find one row found several.
    #[error("more than one row was found where one was asked for")]
    ManyRows,
    /// Somebody else holds what was asked for (a lock, every connection, the write seat) and waiting took too
    /// long, or the engine chose this transaction to fail (a deadlock, a serialisation failure). Trying again helps.
    #[error("the database is busy")]
    Busy,
    /// A statement ran longer than [`Options::statement_timeout`](crate::Options) or was cancelled.
    #[error("a statement took too long and was stopped")]
    Timeout,
    /// The disk, or the quota of the database, is full.
    #[error("the disk of the database is full")]
    Full,
    /// A write was tried where only reading is possible.
    #[error("the database, or this connection, can only be read")]
    ReadOnly,
    /// The database can't be reached, opened or signed in to, or the connection broke. After a broken commit the
    /// outcome of the transaction isn't known.
    #[error("the database is unavailable: {reason}")]
    Unavailable {
        /// What it is, as far as that is known.
        why: Why,
        /// What the engine or the system said.
        reason: String,
    },
    /// The text that should say where the database is doesn't.
    #[error("the address of the database can't be used: {0}")]
    Address(AddressProblem),
    /// A value hasn't the type that was asked for.
    #[error("{place}: wanted {wanted}, found {found}")]
    Type {
        /// Which column or parameter.
        place: String,
        /// The type that was asked for.
        wanted: &'static str,
        /// The type that was found.
        found: String,
    },
    /// A text holds the character NUL, which PostgreSQL can't keep (so SQLite mustn't either).
    #[error("a text holds the character NUL, which can't be kept")]
    Nul,
    /// The schema can't be brought up to date.
    #[error("migration {name}: {problem}")]
    Migration {
        /// The migration's name.
        name: String,
        /// What is wrong with it.
        problem: MigrationProblem,
    },
    /// The SQLite file lies on a network file system, where its locks can't be trusted.
    #[error("{} lies on a network file system ({fs_type}), where SQLite's locks can't be trusted", path.display())]
    NetworkFileSystem {
        /// The database file.
        path: PathBuf,
        /// The kind of file system, as the kernel names it.
        fs_type: String,
    },
    /// The engine is older than what this program needs.
    #[error("{engine} {found} is too old: {needed} or newer is needed")]
    TooOld {
        /// `SQLite` or `PostgreSQL`.
        engine: &'static str,
        /// The version found.
        found: String,
        /// The oldest version that will do.
        needed: &'static str,
    },
    /// The file is no SQLite database, or is damaged.
    #[error("the file is not a sound SQLite database: {0}")]
    Damaged(String),
    /// An earlier statement of this transaction failed or was cancelled: nothing but rolling back is possible.
    #[error("an earlier statement of this transaction failed; it can only be rolled back")]
    Aborted,
    /// The engine doesn't offer this; the text says what to use instead.
    #[error("{0}")]
    Unsupported(&'static str),
    /// Anything else, in the engine's own words.
    #[error("{0}")]
    Other(String),
}

/// Why a database can't be reached or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The folder in which the file should lie isn't there.
    NoFolder,
    /// What should be a folder of the path is a file.
    NotAFolder,
    /// The path is that of a folder.
    IsFolder,
    /// The file isn't there, and was not to be made.
    NoFile,
    /// The file can't be made in its folder.
    CantCreate,
    /// The right to read or write the file is missing.
    NoRight,
    /// No server answers at the address.
    NoServer,
    /// Nobody knows the server's name.
    UnknownHost,
    /// The server refuses the user or the password.
    SignIn,
    /// The server has no database of that name.
    NoDatabase,
    /// Something else: only the reason says it.
    Other,
}

impl Why {
    /// Whether it lies in the path that was given, so that another path would do.
    pub const fn is_of_path(self) -> bool {
        use Why::{CantCreate, IsFolder, NoFile, NoFolder, NoRight, NotAFolder};
        matches!(self, NoFolder | NotAFolder | IsFolder | NoFile | CantCreate | NoRight)
    }
}

/// Why a text is no address of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// It begins otherwise.
    #[error("it begins with neither sqlite: nor postgres://")]
    Kind,
    /// `sqlite:` without a file.
    #[error("it names no file")]
    NoFile,
    /// `postgres://` without a host.
    #[error("it names no server")]
    NoHost,
    /// `postgres://` and something that can't be taken apart.
    #[error("it can't be taken apart")]
    Unreadable,
}

/// Why a database's schema and the program's migrations don't fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MigrationProblem {
    /// The database has this migration, the program doesn't: the database belongs to a newer program.
    #[error("the database is newer than this program")]
    Newer,
    /// The text that was applied isn't the text in the program.
    #[error("it was applied with another text")]
    Changed,
    /// Running it failed; the database is as it was before.
    #[error("it failed: {0}")]
    Failed(String),
}

impl DbError {
    /// An [`DbError::Unavailable`] of which only the reason is known.
    pub(crate) fn unavailable(reason: impl std::fmt::Display) -> Self {
        Self::unavailable_for(Why::Other, reason)
    }

    /// An [`DbError::Unavailable`].
    pub(crate) fn unavailable_for(why: Why, reason: impl std::fmt::Display) -> Self {
        DbError::Unavailable { why, reason: reason.to_string() }
    }

    /// Whether doing the same again may well succeed.
    pub fn is_transient(&self) -> bool {
        matches!(self, DbError::Busy | DbError::Unavailable { .. } | DbError::Timeout)
    }
}
