//! Statements on one SQLite connection: bind, step, count. Runs on the connection's thread.

use std::time::{Duration, Instant};

use rusqlite::types::{Null, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use super::error::normal;
use crate::row::{Row, Source};
use crate::sink::TakesRows;
use crate::val::{Kind, Val, check_all};
use crate::{DbError, Stmt};

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Val::Int(value) => Ok(ToSqlOutput::from(*value)),
            Val::Text(text) => Ok(ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))),
            Val::Null | Val::NullOf(_) => Ok(ToSqlOutput::from(Null)),
        }
    }
}

/// Runs a query and feeds its rows to the sink.
pub(super) fn feed(
    connection: &Connection,
    (sql, vals): &Stmt,
    sink: &mut dyn TakesRows,
) -> Result<(), DbError> {
    check_all(vals)?;
    let mut statement = connection.prepare_cached(sql).map_err(normal)?;
    bind(&mut statement, vals)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(normal)? {
        sink.take(&Row(Source::Sqlite(row)))?;
    }
    Ok(())
}

/// Runs a statement that gives no rows; the number of rows it changed.
pub(super) fn exec(connection: &Connection, (sql, vals): &Stmt) -> Result<u64, DbError> {
    check_all(vals)?;
    let mut statement = connection.prepare_cached(sql).map_err(normal)?;
    bind(&mut statement, vals)?;
    let changed = statement.raw_execute().map_err(normal)?;
    Ok(changed as u64)
}

/// Inserts rows one by one with one prepared statement: SQLite has nothing quicker.
pub(super) fn insert(
    connection: &Connection,
    table: &str,
    columns: &[(&'static str, Kind)],
    cells: &[Val],
) -> Result<(), DbError> {
    let sql = crate::insert_sql(table, columns);
    let mut statement = connection.prepare_cached(&sql).map_err(normal)?;
    for row in cells.chunks_exact(columns.len()) {
        for (i, (cell, (column, kind))) in row.iter().zip(columns).enumerate() {
            cell.check_for(column, *kind)?;
            statement.raw_bind_parameter(i + 1, cell).map_err(normal)?;
        }
        statement.raw_execute().map_err(normal)?;
    }
    Ok(())
}

/// Binds by the number in the name: SQLite itself counts `$2` before `$1` if it comes first in the text.
fn bind(statement: &mut Statement<'_>, vals: &[Val]) -> Result<(), DbError> {
    for index in 1..=statement.parameter_count() {
        let number =
            statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let val =
            number.and_then(|n| vals.get(n.checked_sub(1)?)).ok_or_else(|| unbound(statement, index))?;
        statement.raw_bind_parameter(index, val).map_err(normal)?;
    }
    Ok(())
}

fn unbound(statement: &Statement<'_>, index: usize) -> DbError {
    let name = statement.parameter_name(index).unwrap_or("?");
    DbError::Other(format!("no value is given for the parameter {name}"))
}

/// Runs a job and logs it if it was slow.
pub(super) fn timed<R>(slow_after: Duration, sql: &str, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = work();
    crate::log_slow(start, slow_after, sql);
    result
}
