//! Values that are bound to `$1..$n`, and the two kinds of columns.

use crate::DbError;

/// The kind of a column: the ledger's tables have no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
}

impl Kind {
    /// The kind in SQL's words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Int => "BIGINT",
            Kind::Text => "TEXT",
        }
    }
}

/// A parameter of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Val {
    /// A `BIGINT`.
    Int(i64),
    /// A `TEXT`.
    Text(String),
    /// A NULL whose type PostgreSQL finds out by its place: enough where it is stored (`VALUES ($1)`,
    /// `SET x = $1`), not in `$1 IS NULL`, which needs a [`Val::NullOf`].
    Null,
    /// A NULL of a known kind; what `None` of an `Option` becomes.
    NullOf(Kind),
}

/// A Rust type that always fills the same kind of column.
pub trait HasKind {
    /// The kind of column.
    const KIND: Kind;
}

macro_rules! vals {
    ($($from:ty => $kind:ident, $make:expr;)*) => {$(
        impl HasKind for $from {
            const KIND: Kind = Kind::$kind;
        }
        impl From<$from> for Val {
            fn from(value: $from) -> Self {
                let make: fn($from) -> Val = $make;
                make(value)
            }
        }
    )*};
}

vals! {
    i64 => Int, Val::Int;
    i32 => Int, |v| Val::Int(v.into());
    u32 => Int, |v| Val::Int(v.into());
    bool => Int, |v| Val::Int(v.into());
    &str => Text, |v| Val::Text(v.to_owned());
    &String => Text, |v| Val::Text(v.clone());
    String => Text, Val::Text;
}

impl<T: HasKind + Into<Val>> From<Option<T>> for Val {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::NullOf(T::KIND), Into::into)
    }
}

impl Val {
    /// The kind, unless it is a [`Val::Null`].
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Val::Int(_) => Some(Kind::Int),
            Val::Text(_) => Some(Kind::Text),
            Val::Null => None,
            Val::NullOf(kind) => Some(*kind),
        }
    }

    /// Refuses a text that PostgreSQL couldn't keep.
    pub(crate) fn check(&self) -> Result<(), DbError> {
        match self {
            Val::Text(text) if text.as_bytes().contains(&0) => Err(DbError::Nul),
            _ => Ok(()),
        }
    }

    /// As [`Val::check`], and refuses a value that doesn't belong into a column of this kind: SQLite alone would
    /// store it silently.
    pub(crate) fn check_for(&self, column: &str, kind: Kind) -> Result<(), DbError> {
        match self.kind() {
            Some(found) if found != kind => Err(DbError::Type {
                place: column.to_owned(),
                wanted: kind.name(),
                found: found.name().to_owned(),
            }),
            _ => self.check(),
        }
    }
}

/// Checks all parameters of a statement.
pub(crate) fn check_all(vals: &[Val]) -> Result<(), DbError> {
    vals.iter().try_for_each(Val::check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_becomes_a_null_of_its_kind() {
        assert_eq!(Val::from(None::<i64>), Val::NullOf(Kind::Int));
        assert_eq!(Val::from(None::<&str>), Val::NullOf(Kind::Text));
        assert_eq!(Val::from(Some(true)), Val::Int(1));
    }

    #[test]
    fn a_text_with_nul_is_refused() {
        assert_eq!(Val::from("a\0b").check(), Err(DbError::Nul));
    }
}
