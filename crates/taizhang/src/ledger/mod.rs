//! Changes, facts and the live snapshot: the only writer of the journal.
//!
//! A *change* is one transaction with an actor, an origin and a reason. It appends fact rows and closes the
//! rows that they replace; its hash covers all of them and the hash of the change before it. The [`Live`]
//! snapshot follows the journal's head, whoever wrote it: this process, the command line beside it, or
//! another server on the same database.

mod afresh;
mod copy;
mod error;
mod follow;
mod hash;
mod history;
mod keys;
mod load;
mod merge;
mod places;
mod rows;
mod schema;
mod table;
mod undo;
mod verify;
mod writer;

pub use copy::{copy, head};
pub use error::{Hindrance, LedgerError, Obstacle};
pub use follow::Live;
pub use history::{
    ChangeRow, Edit, FieldEdit, change, change_of_key, history_of_change, history_of_project, last_edit,
    recent,
};
pub use load::{Depth, dimensions, dossier, dossiers_in};
pub use merge::{Pair, Standing};
pub use places::change_at;
pub use schema::MIGRATIONS;
pub use table::{all_open, kept, open_by, open_one, valid_by};
pub use undo::undo;
pub use verify::{Finding, verify};
pub use writer::{Outcome, Writer};

use crate::clock::Clock;
use domain::facts::{ImportId, UserId};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The ledger: the door to its database, the live snapshot, the clock and the folder of files. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    db: db::Db,
    live: Arc<Live>,
    clock: Clock,
    files: Arc<PathBuf>,
}

impl Ledger {
    /// Opens the ledger and brings its tables up to date. `files` is the folder of kept files.
    ///
    /// # Errors
    /// When the database can't be opened or is newer than this program.
    pub async fn open(url: &str, files: PathBuf, clock: Clock) -> Result<Self, LedgerError> {
        let db = db::Db::open(url, db::Options::default()).await?;
        db.migrate(MIGRATIONS).await?;
        let live = Arc::new(Live::new(db.clone()));
        Ok(Self { db, live, clock, files: Arc::new(files) })
    }

    /// The door to the database, for reading.
    pub fn db(&self) -> &db::Db {
        &self.db
    }

    /// The snapshot that follows the journal's head.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The folder of kept files.
    pub fn files(&self) -> &Path {
        &self.files
    }

    /// Takes the writer's seat and begins a change.
    ///
    /// # Errors
    /// [`LedgerError::Repeated`] when the act's key was used before: it is done already.
    pub async fn write(&self, act: Act) -> Result<Writer, LedgerError> {
        Writer::begin(&self.db, act, self.clock.now_ms()).await
    }
}

/// Where a change came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A form of a page.
    Web,
    /// A file that was brought in, on the page or the command line.
    Import(ImportId),
    /// The command line.
    CommandLine,
    /// The reversal of an earlier change.
    Undo,
    /// The generator of the sample province.
    Sample,
}

impl Origin {
    /// The code kept in the journal.
    pub fn code(self) -> String {
        match self {
            Self::Web => "web".into(),
            Self::Import(import) => format!("import:{import}"),
            Self::CommandLine => "cli".into(),
            Self::Undo => "undo".into(),
            Self::Sample => "sample".into(),
        }
    }

    /// The origin with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "web" => Self::Web,
            "cli" => Self::CommandLine,
            "undo" => Self::Undo,
            "sample" => Self::Sample,
            _ => Self::Import(code.strip_prefix("import:")?.parse().ok()?),
        })
    }
}

/// Who writes, from where, why, and under which key a repetition is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The user; none for the operator at the command line.
    pub actor: Option<UserId>,
    /// Where it came from.
    pub origin: Origin,
    /// Why, in the actor's words or a message key.
    pub reason: Option<String>,
    /// The key that makes a repeated act one change.
    pub idempotency_key: Option<String>,
}

impl Act {
    /// An act without reason and key.
    pub fn new(actor: Option<UserId>, origin: Origin) -> Self {
        Self { actor, origin, reason: None, idempotency_key: None }
    }

    /// The same act, with a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The same act, under a key.
    #[must_use]
    pub fn keyed(mut self, key: Option<String>) -> Self {
        self.idempotency_key = key;
        self
    }
}
