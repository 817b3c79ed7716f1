//! Rows of either engine, read by position.

use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;

use crate::DbError;

/// One row of a result, valid while it is the current one. Columns are counted from 0.
pub struct Row<'a>(pub(crate) Source<'a>);

/// Where the row comes from.
pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// A whole number; `true` and `false` count as 1 and 0.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column is NULL, holds something else or doesn't exist.
    pub fn int(&self, i: usize) -> Result<i64, DbError> {
        self.opt_int(i)?.ok_or_else(|| wrong(i, "BIGINT", "NULL"))
    }

    /// A whole number or NULL.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column holds something else or doesn't exist.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError> {
        match self.0 {
            Source::Sqlite(row) => match row.get_ref(i).map_err(|_| wrong(i, "BIGINT", "no such column"))? {
                ValueRef::Integer(value) => Ok(Some(value)),
                ValueRef::Null => Ok(None),
                other => Err(wrong(i, "BIGINT", &other.data_type().to_string())),
            },
            Source::Postgres(row) => postgres_int(row, i),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column is NULL, holds something else or doesn't exist.
    pub fn text(&self, i: usize) -> Result<String, DbError> {
        self.str(i).map(str::to_owned)
    }

    /// A text or NULL.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column holds something else or doesn't exist.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>, DbError> {
        Ok(self.opt_str(i)?.map(str::to_owned))
    }

    /// A text, borrowed from the row: no allocation.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column is NULL, holds something else or doesn't exist.
    pub fn str(&self, i: usize) -> Result<&str, DbError> {
        self.opt_str(i)?.ok_or_else(|| wrong(i, "TEXT", "NULL"))
    }

    /// A text or NULL, borrowed from the row.
    ///
    /// # Errors
    /// [`DbError::Type`] if the column holds something else or doesn't exist.
    pub fn opt_str(&self, i: usize) -> Result<Option<&str>, DbError> {
        match self.0 {
            Source::Sqlite(row) => match row.get_ref(i).map_err(|_| wrong(i, "TEXT", "no such column"))? {
                ValueRef::Text(bytes) => std::str::from_utf8(bytes)
                    .map(Some)
                    .map_err(|_| wrong(i, "TEXT", "bytes that are no UTF-8")),
                ValueRef::Null => Ok(None),
                other => Err(wrong(i, "TEXT", &other.data_type().to_string())),
            },
            Source::Postgres(row) => row
                .try_get(i)
                .map_err(|_| wrong(i, "TEXT", postgres_type(row, i).map_or("no such column", Type::name))),
        }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        match self.0 {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        }
    }
}

fn postgres_type(row: &tokio_postgres::Row, i: usize) -> Option<&Type> {
    row.columns().get(i).map(tokio_postgres::Column::type_)
}

fn postgres_int(row: &tokio_postgres::Row, i: usize) -> Result<Option<i64>, DbError> {
    let found = postgres_type(row, i).ok_or_else(|| wrong(i, "BIGINT", "no such column"))?;
    let read = match *found {
        Type::INT8 => row.try_get(i),
        Type::INT4 => row.try_get::<_, Option<i32>>(i).map(|value| value.map(i64::from)),
        Type::BOOL => row.try_get::<_, Option<bool>>(i).map(|value| value.map(i64::from)),
        _ => return Err(wrong(i, "BIGINT", found.name())),
    };
    read.map_err(|error| wrong(i, "BIGINT", &error.to_string()))
}

fn wrong(i: usize, wanted: &'static str, found: &str) -> DbError {
    DbError::Type { place: format!("column {i}"), wanted, found: found.to_owned() }
}

/// A type that is made from one row.
pub trait FromRow: Sized + Send + 'static {
    /// Reads the row.
    ///
    /// # Errors
    /// What [`Row`]'s methods give, or the type's own refusal as [`DbError::Other`].
    fn from_row(row: &Row<'_>) -> Result<Self, DbError>;
}

/// A type that is made from one column: tuples of such are made from rows.
pub trait FromColumn: Sized + Send + 'static {
    /// Reads column `i`.
    ///
    /// # Errors
    /// What [`Row`]'s methods give.
    fn from_column(row: &Row<'_>, i: usize) -> Result<Self, DbError>;
}

macro_rules! columns {
    ($($type:ty => $read:ident;)*) => {$(
        impl FromColumn for $type {
            fn from_column(row: &Row<'_>, i: usize) -> Result<Self, DbError> {
                row.$read(i)
            }
        }
        impl FromRow for $type {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                row.$read(0)
            }
        }
    )*};
}

columns! {
    i64 => int;
    Option<i64> => opt_int;
    String => text;
    Option<String> => opt_text;
}

macro_rules! tuples {
    ($($type:ident $i:literal),+) => {
        impl<$($type: FromColumn),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                Ok(($($type::from_column(row, $i)?,)+))
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
