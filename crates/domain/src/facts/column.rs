//! How a field becomes a column: an integer or a text, or nothing.

use crate::{Day, Money, Precision, Qualifier};

/// The two column types of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
}

/// One column's value, detached from its type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Nothing known.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
}

/// Receives a record's columns in order.
pub trait Sink {
    /// The next column is this integer.
    fn int(&mut self, value: Option<i64>);
    /// The next column is this text.
    fn text(&mut self, value: Option<&str>);
}

impl Sink for Vec<Value> {
    fn int(&mut self, value: Option<i64>) {
        self.push(value.map_or(Value::Null, Value::Int));
    }
    fn text(&mut self, value: Option<&str>) {
        self.push(value.map_or(Value::Null, |text| Value::Text(text.to_owned())));
    }
}

/// Gives a record's columns in order.
pub trait Source {
    /// The next column as an integer.
    ///
    /// # Errors
    /// When the store holds something else there.
    fn int(&mut self) -> Result<Option<i64>, ColumnError>;
    /// The next column as a text.
    ///
    /// # Errors
    /// When the store holds something else there.
    fn text(&mut self) -> Result<Option<&str>, ColumnError>;
}

/// A stored value that its column's type can't hold: the store was written by something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a stored value does not fit its column: {0}")]
pub struct ColumnError(pub String);

/// A type that fits one column.
pub trait Column: Sized {
    /// Integer or text.
    const KIND: ColumnKind;
    /// Whether the column may be empty.
    const OPTIONAL: bool = false;
    /// The kind of record that the value names, if it names one.
    const NAMES: Option<super::RecordKind> = None;
    /// Writes the value.
    fn put(&self, sink: &mut dyn Sink);
    /// Reads the value.
    ///
    /// # Errors
    /// When the stored value does not fit.
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError>;
}

fn missing() -> ColumnError {
    ColumnError("a required value is missing".into())
}

/// Implements [`Column`] for a type and its `Option`, by a way to an integer and back.
macro_rules! int_column {
    ($type:ty, $to:expr, $from:expr $(, names $record:expr)?) => {
        impl $crate::facts::Column for $type {
            const KIND: $crate::facts::ColumnKind = $crate::facts::ColumnKind::Int;
            $(const NAMES: Option<$crate::facts::RecordKind> = $record;)?
            fn put(&self, sink: &mut dyn $crate::facts::Sink) {
                let to: fn(&$type) -> i64 = $to;
                sink.int(Some(to(self)));
            }
            fn take(source: &mut dyn $crate::facts::Source) -> Result<Self, $crate::facts::ColumnError> {
                <Option<$type> as $crate::facts::Column>::take(source)?
                    .ok_or_else(|| $crate::facts::ColumnError("a required value is missing".into()))
            }
        }
        impl $crate::facts::Column for Option<$type> {
            const KIND: $crate::facts::ColumnKind = $crate::facts::ColumnKind::Int;
            const OPTIONAL: bool = true;
            $(const NAMES: Option<$crate::facts::RecordKind> = $record;)?
            fn put(&self, sink: &mut dyn $crate::facts::Sink) {
                let to: fn(&$type) -> i64 = $to;
                sink.int(self.as_ref().map(to));
            }
            fn take(source: &mut dyn $crate::facts::Source) -> Result<Self, $crate::facts::ColumnError> {
                let from: fn(i64) -> Option<$type> = $from;
                match source.int()? {
                    None => Ok(None),
                    Some(value) => from(value).map(Some).ok_or_else(|| {
                        $crate::facts::ColumnError(format!("{value} is no {}", stringify!($type)))
                    }),
                }
            }
        }
    };
}
pub(crate) use int_column;

/// Implements [`Column`] for a type with `code(&self) -> &'static str` and `from_code(&str) -> Option<Self>`.
macro_rules! code_column {
    ($type:ty) => {
        impl $crate::facts::Column for $type {
            const KIND: $crate::facts::ColumnKind = $crate::facts::ColumnKind::Text;
            fn put(&self, sink: &mut dyn $crate::facts::Sink) {
                sink.text(Some(self.code()));
            }
            fn take(source: &mut dyn $crate::facts::Source) -> Result<Self, $crate::facts::ColumnError> {
                <Option<$type> as $crate::facts::Column>::take(source)?
                    .ok_or_else(|| $crate::facts::ColumnError("a required value is missing".into()))
            }
        }
        impl $crate::facts::Column for Option<$type> {
            const KIND: $crate::facts::ColumnKind = $crate::facts::ColumnKind::Text;
            const OPTIONAL: bool = true;
            fn put(&self, sink: &mut dyn $crate::facts::Sink) {
                sink.text(self.as_ref().map(|value| value.code()));
            }
            fn take(source: &mut dyn $crate::facts::Source) -> Result<Self, $crate::facts::ColumnError> {
                match source.text()? {
                    None => Ok(None),
                    Some(code) => <$type>::from_code(code).map(Some).ok_or_else(|| {
                        $crate::facts::ColumnError(format!("{code:?} is no {}", stringify!($type)))
                    }),
                }
            }
        }
    };
}
pub(crate) use code_column;

int_column!(i64, |value| *value, Some);
int_column!(bool, |value| i64::from(*value), |stored| match stored {
    0 => Some(false),
    1 => Some(true),
    _ => None,
});
int_column!(Money, |value| value.fen(), |stored| Some(Money::from_fen(stored)));
code_column!(Precision);
code_column!(Qualifier);

impl Column for Day {
    const KIND: ColumnKind = ColumnKind::Text;
    fn put(&self, sink: &mut dyn Sink) {
        sink.text(Some(&self.to_string()));
    }
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError> {
        <Option<Self> as Column>::take(source)?.ok_or_else(missing)
    }
}

impl Column for Option<Day> {
    const KIND: ColumnKind = ColumnKind::Text;
    const OPTIONAL: bool = true;
    fn put(&self, sink: &mut dyn Sink) {
        match self {
            None => sink.text(None),
            Some(day) => sink.text(Some(&day.to_string())),
        }
    }
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError> {
        match source.text()? {
            None => Ok(None),
            Some(text) => {
                Day::parse_iso(text).map(Some).ok_or_else(|| ColumnError(format!("{text:?} is no day")))
            }
        }
    }
}

impl Column for String {
    const KIND: ColumnKind = ColumnKind::Text;
    fn put(&self, sink: &mut dyn Sink) {
        sink.text(Some(self));
    }
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError> {
        source.text()?.map(str::to_owned).ok_or_else(missing)
    }
}

impl Column for Option<String> {
    const KIND: ColumnKind = ColumnKind::Text;
    const OPTIONAL: bool = true;
    fn put(&self, sink: &mut dyn Sink) {
        sink.text(self.as_deref());
    }
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError> {
        Ok(source.text()?.map(str::to_owned))
    }
}
