//! SQL made from the record types: the one place that knows how a fact row lies in its table.

use super::LedgerError;
use db::{DbError, FromRow, Row, Val};
use domain::facts::{
    ChangeId, ColumnError, ColumnKind, FieldDef, Kept, Owner, Record, RecordKind, Sink, Source, Value,
};
use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::LazyLock;

/// How much of a project is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What lists and figures need: neither notes and evidence, nor remarks, reasons, and the places in sources.
    Figures,
    /// Everything.
    Full,
}

/// The statements of one kind.
pub(super) struct Table {
    /// Columns of an insert.
    pub insert: Vec<(&'static str, db::Kind)>,
    /// All columns of a row, `until` too, as a copy writes them.
    pub versions: Vec<(&'static str, db::Kind)>,
    /// An insert of one row, as a statement among others.
    insert_sql: String,
    /// `SELECT id, since, source, <columns> FROM <table>`, to be continued with a condition.
    select_full: String,
    /// The same without the source and the columns that no list or figure needs: names of files, remarks, reasons.
    select_for_figures: String,
    /// Of each column, whether lists and figures need it.
    needed: Vec<bool>,
    /// `SELECT id, since, until, source, <columns> FROM <table>`.
    pub select_versions: String,
    /// Sets `until` of one open version.
    pub close: String,
    /// The column that names the owner, `id` for those that own themselves.
    pub owner: &'static str,
}

static TABLES: LazyLock<Vec<Table>> =
    LazyLock::new(|| RecordKind::ALL.iter().map(|kind| Table::of(*kind)).collect());

/// The statements of `kind`.
pub(super) fn table(kind: RecordKind) -> &'static Table {
    &TABLES[kind as usize]
}

impl Table {
    fn of(kind: RecordKind) -> Self {
        let name = kind.table();
        let columns: Vec<String> = kind.fields().iter().map(|field| format!("\"{}\"", field.name)).collect();
        let columns = columns.join(", ");
        let fixed = [("id", db::Kind::Int), ("since", db::Kind::Int), ("source", db::Kind::Text)];
        let until = ("until", db::Kind::Int);
        let own = kind.fields().iter().map(|field| {
            let kind = match field.kind {
                ColumnKind::Int => db::Kind::Int,
                ColumnKind::Text => db::Kind::Text,
            };
            (field.name, kind)
        });
        let fields = kind.fields();
        let needed: Vec<bool> = fields.iter().map(|field| is_needed_for_figures(kind, field)).collect();
        let read: Vec<String> = fields
            .iter()
            .zip(&needed)
            .filter(|(_, needed)| **needed)
            .map(|(field, _)| format!("\"{}\"", field.name))
            .collect();
        let places: Vec<String> =
            (1..=kind.fields().len() + fixed.len()).map(|at| format!("${at}")).collect();
        Self {
            insert_sql: format!(
                "INSERT INTO {name} (id, since, source, {columns}) VALUES ({})",
                places.join(", ")
            ),
            select_for_figures: format!("SELECT id, since, {} FROM {name}", read.join(", ")),
            needed,
            versions: fixed.into_iter().chain([until]).chain(own.clone()).collect(),
            insert: fixed.into_iter().chain(own).collect(),
            select_full: format!("SELECT id, since, source, {columns} FROM {name}"),
            select_versions: format!("SELECT id, since, until, source, {columns} FROM {name}"),
            close: format!("UPDATE {name} SET until = $1 WHERE since = $2 AND id = $3 AND until IS NULL"),
            owner: match kind.owner() {
                Owner::Project => "project",
                Owner::Investor => "investor",
                Owner::Org => "org",
                Owner::Itself | Owner::InvestorItself | Owner::Dimension | Owner::Nobody => "id",
            },
        }
    }
}

/// Whether lists and figures read a column. Numbers and codes are always read: they cost next to nothing.
fn is_needed_for_figures(kind: RecordKind, field: &FieldDef) -> bool {
    let is_free_text = field.optional && field.kind == ColumnKind::Text;
    let unread: &[&str] = match kind {
        RecordKind::Project => {
            &["credit_code", "statistics_code", "project_owner", "agent", "content", "address", "remark"]
        }
        RecordKind::StageEvent | RecordKind::Forecast => &["original", "reason"],
        RecordKind::Entry => &["move_reason", "approver"],
        RecordKind::AnnualPlan => &["content"],
        RecordKind::MonthlyReport => &["progress", "problems", "requests"],
        RecordKind::PaidIn => &["original"],
        RecordKind::Resumption => &["original", "reason"],
        _ => &[],
    };
    !(is_free_text && unread.contains(&field.name))
}

impl Table {
    /// The beginning of a query for as much as is wanted; its rows are read by [`kept_from_row`].
    pub(super) fn select(&'static self, depth: Depth) -> &'static str {
        match depth {
            Depth::Figures => &self.select_for_figures,
            Depth::Full => &self.select_full,
        }
    }

    /// The insert of one row. Its nulls are given their kind, so that rows with other gaps are the same statement.
    pub(super) fn insert_one(&'static self, row: Vec<Val>) -> (Cow<'static, str>, Vec<Val>) {
        let typed = row.into_iter().zip(&self.insert).map(|(val, (_, kind))| match val {
            Val::Null => Val::NullOf(*kind),
            val => val,
        });
        (Cow::Borrowed(self.insert_sql.as_str()), typed.collect())
    }
}

/// Reads a record's columns from a row, from a given column on; one that the row leaves out is empty.
struct RowSource<'a, 'r> {
    row: &'a Row<'r>,
    at: usize,
    /// Of each column, whether it is in the row; all that are not named are.
    is_read: std::slice::Iter<'static, bool>,
}

impl RowSource<'_, '_> {
    fn next(&mut self) -> Option<usize> {
        let is_read = self.is_read.next().copied().unwrap_or(true);
        is_read.then(|| {
            self.at += 1;
            self.at - 1
        })
    }
}

impl Source for RowSource<'_, '_> {
    fn int(&mut self) -> Result<Option<i64>, ColumnError> {
        let Some(at) = self.next() else { return Ok(None) };
        self.row.opt_int(at).map_err(|error| ColumnError(error.to_string()))
    }
    fn text(&mut self) -> Result<Option<&str>, ColumnError> {
        let Some(at) = self.next() else { return Ok(None) };
        self.row.opt_str(at).map_err(|error| ColumnError(error.to_string()))
    }
}

/// A row of [`Table::select`], decoded.
pub(super) fn kept_from_row<R: Record>(row: &Row<'_>, depth: Depth) -> Result<Kept<R>, DbError> {
    let (source, at, is_read) = match depth {
        Depth::Figures => (None, 2, &table(R::KIND).needed[..]),
        Depth::Full => (row.opt_text(2)?, 3, &[][..]),
    };
    let mut columns = RowSource { row, at, is_read: is_read.iter() };
    let body = R::take(&mut columns).map_err(|error| DbError::Other(error.to_string()))?;
    Ok(Kept { id: row.int(0)?, since: ChangeId(row.int(1)?), source, body })
}

/// Lets a kept record be asked for as a row type.
pub(super) struct KeptRow<R>(pub Kept<R>, PhantomData<R>);

impl<R: Record + Send + 'static> FromRow for KeptRow<R> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        kept_from_row(row, Depth::Full).map(|kept| Self(kept, PhantomData))
    }
}

/// Columns as they lie, without their type.
pub(super) fn raw_values(kind: RecordKind, row: &Row<'_>, from: usize) -> Result<Vec<Value>, DbError> {
    kind.fields()
        .iter()
        .enumerate()
        .map(|(index, field)| {
            Ok(match field.kind {
                ColumnKind::Int => row.opt_int(from + index)?.map_or(Value::Null, Value::Int),
                ColumnKind::Text => row.opt_text(from + index)?.map_or(Value::Null, Value::Text),
            })
        })
        .collect()
}

/// A column as a bound value.
pub(super) fn as_val(value: Value) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Int(value) => Val::Int(value),
        Value::Text(text) => Val::Text(text),
    }
}

/// The columns of a record as bound values.
pub(super) struct ValSink(pub Vec<Val>);

impl Sink for ValSink {
    fn int(&mut self, value: Option<i64>) {
        self.0.push(value.map_or(Val::Null, Val::Int));
    }
    fn text(&mut self, value: Option<&str>) {
        self.0.push(value.map_or(Val::Null, |text| Val::Text(text.to_owned())));
    }
}

/// Current facts of a kind, by a condition on its columns (`"round" = $1`), in the order of ids.
/// `condition` is a constant of the caller: no user's text.
///
/// # Errors
/// When the database fails.
pub async fn open_by<R: Record + Send + 'static>(
    db: &db::Db,
    condition: &'static str,
    vals: Vec<Val>,
) -> Result<Vec<Kept<R>>, LedgerError> {
    let sql =
        format!("{} WHERE until IS NULL AND ({condition}) ORDER BY id", table(R::KIND).select(Depth::Full));
    Ok(db.query::<KeptRow<R>>(Cow::Owned(sql), vals).await?.into_iter().map(|row| row.0).collect())
}

/// All current facts of a kind.
///
/// # Errors
/// When the database fails.
pub async fn all_open<R: Record + Send + 'static>(db: &db::Db) -> Result<Vec<Kept<R>>, LedgerError> {
    open_by(db, "1 = 1", Vec::new()).await
}

/// The current fact of one record; `None` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn open_one<R: Record + Send + 'static>(
    db: &db::Db,
    id: i64,
) -> Result<Option<Kept<R>>, LedgerError> {
    Ok(open_by(db, "id = $1", vec![Val::Int(id)]).await?.pop())
}

/// A fact that isn't in the journal yet, for tests and previews.
pub fn kept<R>(id: i64, body: R) -> Kept<R> {
    Kept { id, since: ChangeId(0), source: None, body }
}

/// The facts of a kind as an earlier change left them, by a condition on its columns whose parameters begin at `$2`
/// (`"round" = $2`), in the order of ids. `condition` is a constant of the caller: no user's text.
///
/// # Errors
/// When the database fails.
pub async fn valid_by<R: Record + Send + 'static>(
    db: &db::Db,
    at: ChangeId,
    condition: &str,
    vals: impl IntoIterator<Item = Val>,
) -> Result<Vec<Kept<R>>, LedgerError> {
    let valid = "since <= $1 AND (until IS NULL OR until > $1)";
    let sql = format!("{} WHERE {valid} AND ({condition}) ORDER BY id", table(R::KIND).select(Depth::Full));
    let vals = std::iter::once(Val::Int(at.0)).chain(vals).collect();
    Ok(db.query::<KeptRow<R>>(Cow::Owned(sql), vals).await?.into_iter().map(|row| row.0).collect())
}
