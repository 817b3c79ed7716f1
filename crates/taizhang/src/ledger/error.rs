//! What can go wrong with the journal.

use domain::facts::{ChangeId, ColumnError, RecordKind};

/// A refusal or failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// A stored value does not fit: the database was written by something else.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// Somebody else replaced the record meanwhile; nothing was written.
    #[error("{kind:?} {id} was changed by somebody else meanwhile")]
    Conflict {
        /// The record's kind.
        kind: RecordKind,
        /// Its id.
        id: i64,
    },
    /// The act's key was used before; that change stands.
    #[error("done already, as change {0}")]
    Repeated(ChangeId),
    /// Nothing with this id.
    #[error("there is no {kind} {id}")]
    NotFound {
        /// What was looked for.
        kind: &'static str,
        /// Its id.
        id: i64,
    },
    /// Later changes build on what should be undone, or leave no place for what should come back.
    #[error("change {change} can't be undone: {} records stand in the way", .obstacles.len())]
    BuiltUpon {
        /// The change to undo.
        change: ChangeId,
        /// What stands in the way.
        obstacles: Vec<Obstacle>,
    },
}

/// A record that stands in the way of an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    /// The record's kind.
    pub kind: RecordKind,
    /// The record.
    pub id: i64,
    /// The later change that brought it there.
    pub by: ChangeId,
    /// How it stands in the way.
    pub how: Hindrance,
}

/// How a record stands in the way of an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hindrance {
    /// A later change replaced or ended it, or it refers to what would go.
    BuiltUpon,
    /// It stands where a record would come back: see [`domain::facts::NaturalKey`].
    InItsPlace,
    /// It ended, and what would come back names it.
    Ended,
}
