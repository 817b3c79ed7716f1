//! One change in the making: a seat at the journal, the rows to write and the rows to close.

use super::hash::{Chain, Part};
use super::rows::Rows;
use super::table::{Depth, KeptRow, raw_values, table};
use super::{Act, LedgerError};
use db::{Db, DbError, FromRow, Tx, Val};
use domain::facts::{ChangeId, Kept, Record, RecordKind, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Up to this many rows go to the database in one trip with all that a change needs; more are put in by kind, in
/// the quickest way the engine has.
const ROWS_IN_ONE_TRIP: usize = 16;
/// So many rows the database puts in while a few thousand more are made.
const ROWS_WORTH_A_TRIP: usize = 8_192;

/// A row without its type: id, since, source, columns.
pub(super) type RawRow = (i64, ChangeId, Option<String>, Vec<Value>);

/// A change that is being made. Dropped without [`Writer::commit`], it never was.
pub struct Writer {
    tx: Tx,
    act: Act,
    at_ms: i64,
    change: ChangeId,
    previous: String,
    next_id: i64,
    undoes: Option<ChangeId>,
    rows: Rows,
    /// The version to close (its `since`), by record.
    closes: BTreeMap<(RecordKind, i64), i64>,
    /// A record that was to change after its row had been handed over.
    too_late: Option<(RecordKind, i64)>,
}

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The change; none when there was nothing to write.
    pub change: Option<ChangeId>,
    /// Rows written.
    pub written: usize,
    /// Rows closed.
    pub closed: usize,
}

impl Writer {
    /// Takes the seat. The head row is locked until the end, so changes are numbered and chained one by one,
    /// on however many servers.
    pub(super) async fn begin(db: &Db, act: Act, at_ms: i64) -> Result<Self, LedgerError> {
        let mut tx = db.begin().await?;
        let head = "UPDATE head SET change = change + 1 WHERE one = 1 RETURNING change, hash, next_id";
        // Asked behind the lock, so that it sees what was committed by then. Nothing equals NULL.
        let done = "SELECT id FROM change WHERE idempotency_key = $1";
        let key = Val::from(act.idempotency_key.as_deref());
        let (head, done) = tx
            .query_two::<(i64, String, i64), i64>((head.into(), Vec::new()), (done.into(), vec![key]))
            .await?;
        if let Some(done) = done.first() {
            tx.rollback().await?;
            return Err(LedgerError::Repeated(ChangeId(*done)));
        }
        let (change, previous, next_id) = head.into_iter().next().ok_or(DbError::NotFound)?;
        Ok(Self {
            tx,
            act,
            at_ms,
            change: ChangeId(change),
            previous,
            next_id,
            undoes: None,
            rows: Rows::new(next_id),
            closes: BTreeMap::new(),
            too_late: None,
        })
    }

    /// The number that this change will have.
    pub fn change(&self) -> ChangeId {
        self.change
    }

    /// Whether nothing is to be written yet.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0 && self.closes.is_empty()
    }

    /// The instant of the change.
    pub fn at_ms(&self) -> i64 {
        self.at_ms
    }

    /// Names where the change came from, when that is known only after it began (an import's own id).
    pub fn came_from(&mut self, origin: super::Origin) {
        self.act.origin = origin;
    }

    /// Marks this change as the reversal of another.
    pub(super) fn undoes(&mut self, change: ChangeId) {
        self.undoes = Some(change);
    }

    /// Reads inside the change's transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn query<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        vals: Vec<Val>,
    ) -> Result<Vec<T>, LedgerError> {
        Ok(self.tx.query(sql, vals).await?)
    }

    /// Rows of `Table::select` without their type: id, since, source, columns.
    pub(super) async fn query_raw(
        &mut self,
        kind: RecordKind,
        sql: Cow<'static, str>,
        vals: Vec<Val>,
    ) -> Result<Vec<RawRow>, LedgerError> {
        let rows = self
            .tx
            .fold(sql, vals, Vec::new(), move |rows, row| {
                rows.push((row.int(0)?, ChangeId(row.int(1)?), row.opt_text(2)?, raw_values(kind, row, 3)?));
                Ok(())
            })
            .await?;
        Ok(rows)
    }

    /// The current facts of a kind by a condition, read inside the transaction. Rows of this very change are
    /// among them only when they were handed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_by<R: Record + Send + 'static>(
        &mut self,
        condition: &'static str,
        vals: Vec<Val>,
    ) -> Result<Vec<Kept<R>>, LedgerError> {
        let sql = format!(
            "{} WHERE until IS NULL AND ({condition}) ORDER BY id",
            table(R::KIND).select(Depth::Full)
        );
        let rows = self.tx.query::<KeptRow<R>>(Cow::Owned(sql), vals).await?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// Runs a statement on a table that holds no facts (credentials, sessions), in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exec(&mut self, sql: &'static str, vals: Vec<Val>) -> Result<u64, LedgerError> {
        Ok(self.tx.exec(sql, vals).await?)
    }

    /// Writes a new record and gives its id.
    pub fn create<R: Record>(&mut self, body: &R) -> i64 {
        self.create_from(body, None)
    }

    /// Writes a new record that came from a place in the source (`汇总!214`).
    pub fn create_from<R: Record>(&mut self, body: &R, source: Option<&str>) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.put(id, body, source);
        id
    }

    /// Writes a record that had ended again, under its own id.
    pub fn bring_back<R: Record>(&mut self, id: i64, body: &R, source: Option<&str>) {
        self.put(id, body, source);
    }

    /// Replaces the version `old` by `body`. Gives whether anything differs; equal bodies write nothing.
    pub fn replace<R: Record + PartialEq>(&mut self, old: &Kept<R>, body: &R, source: Option<&str>) -> bool {
        if old.body == *body && !self.rows.holds(R::KIND, old.id) {
            return false;
        }
        self.ends(R::KIND, old.id, old.since);
        self.put(old.id, body, source);
        true
    }

    /// Ends a record: from this change on it is not known any more.
    pub fn close<R: Record>(&mut self, old: &Kept<R>) {
        self.rows.remove(R::KIND, old.id);
        self.ends(R::KIND, old.id, old.since);
    }

    fn ends(&mut self, kind: RecordKind, id: i64, since: ChangeId) {
        if since != self.change {
            self.closes.insert((kind, id), since.0);
        } else if self.rows.is_handed_over(kind, id) {
            self.too_late = Some((kind, id));
        }
    }

    /// Closes a version without knowing its type; a new version of the record may be written beside.
    pub(super) fn close_version(&mut self, kind: RecordKind, id: i64, since: ChangeId) {
        self.closes.insert((kind, id), since.0);
    }

    /// Writes a version without knowing its type; `columns` are the record's own.
    pub(super) fn put_raw(&mut self, kind: RecordKind, id: i64, source: Val, columns: Vec<Val>) {
        self.rows.put_raw(kind, id, self.change, source, columns);
    }

    fn put<R: Record>(&mut self, id: i64, body: &R, source: Option<&str>) {
        self.rows.put(id, self.change, source, body);
    }

    /// Hands the records made so far to the database, which puts them in while the caller goes on. This change can
    /// replace or close them no more: its commit would fail.
    ///
    /// # Errors
    /// When the database fails, now or with what was handed over before.
    pub async fn hand_over(&mut self) -> Result<(), LedgerError> {
        while let Some((kind, cells)) = self.rows.hand_over() {
            self.tx.insert_soon(kind.table(), &table(kind).insert, cells).await?;
        }
        Ok(())
    }

    /// Does so when enough of them wait to be worth the trip.
    ///
    /// # Errors
    /// As [`Writer::hand_over`].
    pub async fn hand_over_many(&mut self) -> Result<(), LedgerError> {
        if self.rows.waiting() < ROWS_WORTH_A_TRIP {
            return Ok(());
        }
        self.hand_over().await
    }

    /// Makes the change durable. With nothing to write there is no change.
    ///
    /// # Errors
    /// [`LedgerError::Conflict`] when somebody replaced a record meanwhile; then nothing is written.
    pub async fn commit(mut self) -> Result<Outcome, LedgerError> {
        if self.is_empty() {
            self.tx.rollback().await?;
            return Ok(Outcome { change: None, written: 0, closed: 0 });
        }
        let outcome = self.flush().await?;
        self.tx.commit().await?;
        Ok(outcome)
    }

    /// Does all that [`Writer::commit`] does, in the database too, and takes it back: the preview of a change.
    ///
    /// # Errors
    /// As [`Writer::commit`].
    pub async fn dry_run(mut self) -> Result<Outcome, LedgerError> {
        let outcome = if self.is_empty() {
            Outcome { change: None, written: 0, closed: 0 }
        } else {
            self.flush().await?
        };
        self.tx.rollback().await?;
        Ok(Outcome { change: None, ..outcome })
    }

    async fn flush(&mut self) -> Result<Outcome, LedgerError> {
        if let Some((kind, id)) = self.too_late {
            return Err(LedgerError::Conflict { kind, id });
        }
        let closes: Vec<_> = std::mem::take(&mut self.closes).into_iter().collect();
        let (closed, written) = (closes.len(), self.rows.len());
        let mut part = Part::default();
        let mut statements = Vec::with_capacity(closed + ROWS_IN_ONE_TRIP + 2);
        for ((kind, id), since) in &closes {
            part.closed(*kind, *id, *since);
            let vals = vec![Val::Int(self.change.0), Val::Int(*since), Val::Int(*id)];
            statements.push((Cow::Borrowed(table(*kind).close.as_str()), vals));
        }
        if self.rows.waiting() > ROWS_IN_ONE_TRIP {
            self.hand_over().await?;
        }
        let mut chain = Chain::begin(&self.previous, self.change, self.at_ms, &self.act, self.undoes);
        chain.update(&part);
        self.rows.feed(&mut chain);
        if self.rows.waiting() > ROWS_IN_ONE_TRIP {
            self.insert_many().await?;
        } else {
            statements.extend(self.rows.drain().map(|(kind, row)| table(kind).insert_one(row)));
        }
        statements.extend(self.sealed(chain.finish(), written));
        let counts = self.tx.exec_all(statements).await?;
        match counts.iter().zip(&closes).find(|(count, _)| **count != 1) {
            None => Ok(Outcome { change: Some(self.change), written, closed }),
            Some((_, ((kind, id), _))) => Err(LedgerError::Conflict { kind: *kind, id: *id }),
        }
    }

    async fn insert_many(&mut self) -> Result<(), LedgerError> {
        let mut by_kind: BTreeMap<RecordKind, Vec<Val>> = BTreeMap::new();
        for (kind, row) in self.rows.drain() {
            by_kind.entry(kind).or_default().extend(row);
        }
        for (kind, cells) in by_kind {
            self.tx.insert_soon(kind.table(), &table(kind).insert, cells).await?;
        }
        Ok(())
    }

    /// The change's own row, and the head that points to it.
    fn sealed(&self, hash: String, written: usize) -> [(Cow<'static, str>, Vec<Val>); 2] {
        let text = |text: Option<&String>| Val::from(text.map(String::as_str));
        let change = "INSERT INTO change (id, at_ms, actor, origin, reason, idempotency_key, undoes, facts, hash) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let row = vec![
            Val::Int(self.change.0),
            Val::Int(self.at_ms),
            Val::from(self.act.actor.map(|user| user.0)),
            Val::Text(self.act.origin.code()),
            text(self.act.reason.as_ref()),
            text(self.act.idempotency_key.as_ref()),
            Val::from(self.undoes.map(|change| change.0)),
            Val::Int(i64::try_from(written).unwrap_or(i64::MAX)),
            Val::Text(hash.clone()),
        ];
        let head = "UPDATE head SET hash = $1, next_id = $2 WHERE one = 1";
        [(Cow::Borrowed(change), row), (Cow::Borrowed(head), vec![Val::Text(hash), Val::Int(self.next_id)])]
    }
}
