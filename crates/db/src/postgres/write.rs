//! The connection that writes.

use std::time::{Duration, Instant};

use deadpool_postgres::{ClientWrapper, Object, Pool};
use futures_util::future::{join, try_join_all};

use super::error::{normal, pooled};
use super::{copy, run};
use crate::seat::{Fail, Line};
use crate::sink::RowSink;
use crate::val::{Kind, Val};
use crate::{DbError, Stmt};

/// Rows up to this number are inserted one by one, all sent at once; more are copied in.
const FEW_ROWS: usize = 16;

/// Makes connections that write.
pub(crate) struct Dialer {
    pub(super) pool: Pool,
    pub(super) slow_after: Duration,
}

/// The connection that writes.
pub(crate) struct Writer {
    client: ClientWrapper,
    slow_after: Duration,
}

impl Line for Writer {
    type Dialer = Dialer;

    async fn dial(dialer: &Dialer) -> Result<Self, DbError> {
        let object = dialer.pool.get().await.map_err(pooled)?;
        // Taken out of the pool: the seat looks after it, and throws it away when it breaks.
        Ok(Writer { client: Object::take(object), slow_after: dialer.slow_after })
    }

    async fn begin(&mut self) -> Result<(), DbError> {
        self.client.batch_execute("BEGIN").await.map_err(normal)
    }

    async fn control(&mut self, sql: String) -> Result<(), DbError> {
        self.client.batch_execute(&sql).await.map_err(normal)
    }

    fn is_broken(&self) -> bool {
        self.client.is_closed()
    }
}

impl Writer {
    /// Runs a query and feeds its rows to the sink.
    pub(crate) async fn feed(
        &mut self,
        before: String,
        statement: Stmt,
        mut sink: RowSink,
    ) -> Result<RowSink, Fail> {
        let work = run::feed(&self.client, &statement, sink.as_mut());
        self.after(before, &statement.0, work).await?;
        Ok(sink)
    }

    /// Runs two queries one after the other.
    pub(crate) async fn feed_two(
        &mut self,
        before: String,
        (first, mut of_first): (Stmt, RowSink),
        (second, mut of_second): (Stmt, RowSink),
    ) -> Result<(RowSink, RowSink), Fail> {
        let work = run::feed_two(&self.client, (&first, of_first.as_mut()), (&second, of_second.as_mut()));
        self.after(before, &first.0, work).await?;
        Ok((of_first, of_second))
    }

    /// Runs statements one after the other; the number of rows that each changed.
    pub(crate) async fn exec_all(&mut self, before: String, statements: Vec<Stmt>) -> Result<Vec<u64>, Fail> {
        let first = statements.first().map_or("", |(sql, _)| sql);
        self.after(before, first, run::exec_all(&self.client, &statements)).await
    }

    /// Inserts rows.
    pub(crate) async fn insert(
        &mut self,
        before: String,
        table: &'static str,
        columns: &'static [(&'static str, Kind)],
        cells: Vec<Val>,
    ) -> Result<(), Fail> {
        self.after(before, table, self.insert_rows(table, columns, &cells)).await
    }

    /// Runs a script of several statements without parameters.
    pub(crate) async fn script(&mut self, before: String, sql: &'static str) -> Result<(), Fail> {
        let work = async { self.client.batch_execute(sql).await.map_err(normal) };
        self.after(before, sql, work).await
    }

    async fn insert_rows(
        &self,
        table: &str,
        columns: &[(&'static str, Kind)],
        cells: &[Val],
    ) -> Result<(), DbError> {
        for (i, cell) in cells.iter().enumerate() {
            let (column, kind) = columns[i % columns.len()];
            cell.check_for(column, kind)?;
        }
        if cells.len() / columns.len() > FEW_ROWS {
            return copy::copy_in(&self.client, table, columns, cells).await;
        }
        let types: Vec<_> = columns.iter().map(|(_, kind)| run::type_of(Some(*kind))).collect();
        let statement = run::prepare(&self.client, &crate::insert_sql(table, columns), &types).await?;
        let rows = cells.chunks_exact(columns.len()).map(|row| self.client.execute_raw(&statement, row));
        try_join_all(rows).await.map_err(normal)?;
        Ok(())
    }

    /// Sends what has to go first, and the work right behind it without waiting for the answer.
    async fn after<R>(
        &self,
        before: String,
        sql: &str,
        work: impl Future<Output = Result<R, DbError>>,
    ) -> Result<R, Fail> {
        let start = Instant::now();
        let before = async {
            match before.is_empty() {
                true => Ok(()),
                false => self.client.batch_execute(&before).await,
            }
        };
        // `join` polls them in this order, so the server gets them in this order.
        let (prepared, done) = join(before, work).await;
        crate::log_slow(start, self.slow_after, sql);
        prepared.map_err(normal).map_err(Fail::Batch)?;
        done.map_err(|error| match self.client.is_closed() || matches!(error, DbError::Unavailable { .. }) {
            true => Fail::Batch(error),
            false => Fail::Statement(error),
        })
    }
}
