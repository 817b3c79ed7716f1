//! Statements on one PostgreSQL connection: prepare, bind, stream.

use std::error::Error;
use std::pin::pin;

use bytes::{BufMut, BytesMut};
use deadpool_postgres::ClientWrapper;
use futures_util::TryStreamExt;
use futures_util::future::{try_join, try_join_all};
use tokio_postgres::Statement;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::error::normal;
use crate::row::{Row, Source};
use crate::sink::TakesRows;
use crate::val::{Kind, Val, check_all};
use crate::{DbError, Stmt};

/// Prepared statements kept per connection; beyond it all are forgotten, which costs one more trip each.
const STATEMENTS_KEPT: usize = 512;

impl ToSql for Val {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Val::Int(value) => out.put_i64(*value),
            Val::Text(text) => out.put_slice(text.as_bytes()),
            Val::Null | Val::NullOf(_) => return Ok(IsNull::Yes),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        // The statement was prepared with the types of these very values.
        true
    }

    to_sql_checked!();
}

/// The type under which a kind of value is sent.
pub(super) fn type_of(kind: Option<Kind>) -> Type {
    match kind {
        Some(Kind::Int) => Type::INT8,
        Some(Kind::Text) => Type::TEXT,
        None => Type::UNKNOWN,
    }
}

/// Prepares a statement for parameters of these types, once per connection.
pub(super) async fn prepare(client: &ClientWrapper, sql: &str, types: &[Type]) -> Result<Statement, DbError> {
    if client.statement_cache.size() >= STATEMENTS_KEPT {
        client.statement_cache.clear();
    }
    client.prepare_typed_cached(sql, types).await.map_err(normal)
}

async fn prepare_for(client: &ClientWrapper, sql: &str, vals: &[Val]) -> Result<Statement, DbError> {
    check_all(vals)?;
    let types: Vec<Type> = vals.iter().map(|val| type_of(val.kind())).collect();
    let statement = prepare(client, sql, &types).await?;
    if statement.params().len() != vals.len() {
        return Err(DbError::Other(format!("{} values are given for {sql}", vals.len())));
    }
    Ok(statement)
}

/// Runs a query and feeds its rows to the sink as they come.
pub(super) async fn feed(
    client: &ClientWrapper,
    (sql, vals): &Stmt,
    sink: &mut dyn TakesRows,
) -> Result<(), DbError> {
    let statement = prepare_for(client, sql, vals).await?;
    feed_prepared(client, &statement, vals, sink).await
}

async fn feed_prepared(
    client: &ClientWrapper,
    statement: &Statement,
    vals: &[Val],
    sink: &mut dyn TakesRows,
) -> Result<(), DbError> {
    let mut rows = pin!(client.query_raw(statement, vals).await.map_err(normal)?);
    while let Some(row) = rows.try_next().await.map_err(normal)? {
        sink.take(&Row(Source::Postgres(&row)))?;
    }
    Ok(())
}

/// Runs two queries one after the other, without waiting for the answer to the first before sending the second.
pub(super) async fn feed_two(
    client: &ClientWrapper,
    ((sql, vals), of_first): (&Stmt, &mut dyn TakesRows),
    ((second_sql, second_vals), of_second): (&Stmt, &mut dyn TakesRows),
) -> Result<(), DbError> {
    // Both are prepared first, since a statement that has to be prepared is sent after one that needn't be.
    let first = prepare_for(client, sql, vals).await?;
    let second = prepare_for(client, second_sql, second_vals).await?;
    try_join(
        feed_prepared(client, &first, vals, of_first),
        feed_prepared(client, &second, second_vals, of_second),
    )
    .await?;
    Ok(())
}

/// Runs statements one after the other, without waiting for the answer to one before sending the next.
pub(super) async fn exec_all(client: &ClientWrapper, statements: &[Stmt]) -> Result<Vec<u64>, DbError> {
    let mut prepared = Vec::with_capacity(statements.len());
    for (sql, vals) in statements {
        prepared.push((prepare_for(client, sql, vals).await?, vals));
    }
    try_join_all(
        prepared.iter().map(|(statement, vals)| async move {
            client.execute_raw(statement, *vals).await.map_err(normal)
        }),
    )
    .await
}
