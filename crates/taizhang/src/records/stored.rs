//! From stored values to the ledger's typed records and back.

use super::columns::Sheet;
use crate::ledger::{LedgerError, Writer, valid_by};
use db::{Db, Val};
use domain::facts::{
    ActualOutput, AnnualPlan, ChangeId, ColumnError, Indicator, Kept, KeyListing, Note, Occasion, OldPrint,
    PaidIn, Permit, Record, RecordKind, Resumption, RosterEntry, Source, Target, Value,
};

/// A record's columns in order.
pub type Stored = Vec<Value>;

/// A record of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: i64,
    /// The change that wrote it.
    since: ChangeId,
    /// Its columns; the first says whose it is.
    pub body: Stored,
}

impl Known {
    /// The values of a typed record.
    pub fn of<R: Record>(kept: &Kept<R>) -> Self {
        Self { id: kept.id, since: kept.since, body: to_stored(&kept.body) }
    }

    /// Whose it is: the project or the organisation.
    pub fn owner(&self) -> i64 {
        match self.body.first() {
            Some(Value::Int(owner)) => *owner,
            _ => 0,
        }
    }

    /// The value of a field.
    pub fn get(&self, sheet: &Sheet, field: &str) -> &Value {
        sheet.place(field).and_then(|place| self.body.get(place)).unwrap_or(&Value::Null)
    }
}

/// Hands values over one by one.
struct Taking<'a>(std::slice::Iter<'a, Value>);

impl Source for Taking<'_> {
    fn int(&mut self) -> Result<Option<i64>, ColumnError> {
        match self.0.next() {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::Text(text)) => Err(ColumnError(format!("{text:?} is no number"))),
            Some(Value::Null) | None => Ok(None),
        }
    }

    fn text(&mut self) -> Result<Option<&str>, ColumnError> {
        match self.0.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Int(number)) => Err(ColumnError(format!("{number} is no text"))),
            Some(Value::Null) | None => Ok(None),
        }
    }
}

/// A record's columns.
pub fn to_stored<R: Record>(record: &R) -> Stored {
    let mut stored = Stored::with_capacity(R::FIELDS.len());
    record.put(&mut stored);
    stored
}

/// The record of these columns.
///
/// # Errors
/// When a value does not fit its column.
pub fn of_stored<R: Record>(stored: &Stored) -> Result<R, ColumnError> {
    R::take(&mut Taking(stored.iter()))
}

/// Calls a function for the type of a kind that has a sheet.
macro_rules! of_kind {
    ($kind:expr, $call:ident ( $($arg:expr),* ) $($after:tt)*) => {
        match $kind {
            RecordKind::AnnualPlan => $call::<AnnualPlan>($($arg),*)$($after)*,
            RecordKind::PaidIn => $call::<PaidIn>($($arg),*)$($after)*,
            RecordKind::ActualOutput => $call::<ActualOutput>($($arg),*)$($after)*,
            RecordKind::Resumption => $call::<Resumption>($($arg),*)$($after)*,
            RecordKind::KeyListing => $call::<KeyListing>($($arg),*)$($after)*,
            RecordKind::Permit => $call::<Permit>($($arg),*)$($after)*,
            RecordKind::Note => $call::<Note>($($arg),*)$($after)*,
            RecordKind::Indicator => $call::<Indicator>($($arg),*)$($after)*,
            RecordKind::Target => $call::<Target>($($arg),*)$($after)*,
            RecordKind::Occasion => $call::<Occasion>($($arg),*)$($after)*,
            RecordKind::RosterEntry => $call::<RosterEntry>($($arg),*)$($after)*,
            RecordKind::OldPrint => $call::<OldPrint>($($arg),*)$($after)*,
            other => unreachable!("{other:?} has no sheet"),
        }
    };
}

/// The records of a kind that stand now and meet a condition, inside a change.
///
/// # Errors
/// When the database fails.
pub async fn open(
    writer: &mut Writer,
    sheet: &Sheet,
    condition: &'static str,
    vals: Vec<Val>,
) -> Result<Vec<Known>, LedgerError> {
    of_kind!(sheet.kind, open_of(writer, condition, vals).await)
}

async fn open_of<R: Record + Send + 'static>(
    writer: &mut Writer,
    condition: &'static str,
    vals: Vec<Val>,
) -> Result<Vec<Known>, LedgerError> {
    Ok(writer.open_by::<R>(condition, vals).await?.iter().map(Known::of).collect())
}

/// The records of a kind that meet a condition, as a change left them.
///
/// # Errors
/// When the database fails.
pub async fn valid(db: &Db, sheet: &Sheet, at: ChangeId, condition: &str) -> Result<Vec<Known>, LedgerError> {
    of_kind!(sheet.kind, valid_of(db, at, condition).await)
}

async fn valid_of<R: Record + Send + 'static>(
    db: &Db,
    at: ChangeId,
    condition: &str,
) -> Result<Vec<Known>, LedgerError> {
    Ok(valid_by::<R>(db, at, condition, std::iter::empty::<Val>()).await?.iter().map(Known::of).collect())
}

/// Writes a record, in the place of an old one or as a new one.
///
/// # Errors
/// When a value does not fit its column.
pub fn put(
    writer: &mut Writer,
    sheet: &Sheet,
    old: Option<&Known>,
    body: &Stored,
    source: &str,
) -> Result<(), ColumnError> {
    of_kind!(sheet.kind, put_of(writer, old, body, source))
}

fn put_of<R: Record + PartialEq>(
    writer: &mut Writer,
    old: Option<&Known>,
    body: &Stored,
    source: &str,
) -> Result<(), ColumnError> {
    let new: R = of_stored(body)?;
    match old {
        Some(old) => {
            let kept = Kept { id: old.id, since: old.since, source: None, body: of_stored(&old.body)? };
            writer.replace(&kept, &new, Some(source));
        }
        None => drop(writer.create_from(&new, Some(source))),
    }
    Ok(())
}
