//! Taking a change back, as a new change: what it wrote is closed, what it closed is written again.

use super::keys::in_one_place;
use super::table::{Depth, as_val, table};
use super::{Act, Hindrance, Ledger, LedgerError, Obstacle, Writer};
use db::{DbError, FromRow, Row, Val};
use domain::facts::{ChangeId, RecordKind};
use std::borrow::Cow;

/// Takes change `id` back. The writer that is given back holds the reversal; commit it, or preview it by a
/// dry run.
///
/// # Errors
/// [`LedgerError::BuiltUpon`] with every obstacle: a later change replaced or refers to what would go, put another record
/// where one would come back, or ended what that one names.
pub async fn undo(ledger: &Ledger, act: Act, id: ChangeId) -> Result<Writer, LedgerError> {
    super::history::change(ledger.db(), id).await?;
    let mut writer = ledger.write(act).await?;
    writer.undoes(id);
    let mut obstacles = Vec::new();
    let mut ended = Vec::new();
    for kind in RecordKind::ALL.iter().copied() {
        let restored = restore(&mut writer, kind, id, &mut obstacles).await?;
        if !restored.is_empty() {
            obstacles.extend(in_its_place(&mut writer, kind, id).await?);
            obstacles.extend(names_ended(&mut writer, kind, id).await?);
        }
        for written in written_by(&mut writer, kind, id).await? {
            match standing(&mut writer, kind, written).await? {
                Err(built_upon) => obstacles.push(obstacle(kind, built_upon, Hindrance::BuiltUpon)),
                Ok(Standing { id, since }) => {
                    writer.close_version(kind, id, since);
                    if !restored.contains(&id) {
                        ended.push(kind);
                    }
                }
            }
        }
    }
    obstacles.extend(still_named(&mut writer, &ended, id).await?);
    if obstacles.is_empty() {
        return Ok(writer);
    }
    // One organisation may have been named by many a row.
    obstacles.sort_by_key(|it| (it.kind, it.id, it.by, it.how));
    obstacles.dedup();
    Err(LedgerError::BuiltUpon { change: id, obstacles })
}

fn obstacle(kind: RecordKind, (id, by): (i64, i64), how: Hindrance) -> Obstacle {
    Obstacle { kind, id, by: ChangeId(by), how }
}

/// A version of a record.
struct Written {
    id: i64,
    since: i64,
    until: Option<i64>,
}

impl FromRow for Written {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self { id: row.int(0)?, since: row.int(1)?, until: row.opt_int(2)? })
    }
}

async fn written_by(
    writer: &mut Writer,
    kind: RecordKind,
    id: ChangeId,
) -> Result<Vec<Written>, LedgerError> {
    let sql = format!("SELECT id, since, until FROM {} WHERE since = $1 ORDER BY id", kind.table());
    writer.query(Cow::Owned(sql), vec![Val::Int(id.0)]).await
}

/// A version that is open.
struct Standing {
    id: i64,
    since: ChangeId,
}

/// The open version in which what a change wrote stands on: its own, or the one that the undo of every later change of
/// the record has brought back. Else the record and the change that has built upon it.
async fn standing(
    writer: &mut Writer,
    kind: RecordKind,
    Written { id, since, until }: Written,
) -> Result<Result<Standing, (i64, i64)>, LedgerError> {
    let (mut since, mut until) = (since, until);
    while let Some(by) = until {
        let sql = format!(
            "SELECT v.id, v.since, v.until FROM {} v JOIN change u ON u.id = v.since \
             WHERE v.id = $1 AND u.undoes = $2 ORDER BY v.since DESC LIMIT 1",
            kind.table()
        );
        let back: Vec<Written> = writer.query(Cow::Owned(sql), vec![Val::Int(id), Val::Int(by)]).await?;
        let Some(back) = back.into_iter().next() else { return Ok(Err((id, by))) };
        (since, until) = (back.since, back.until);
    }
    Ok(Ok(Standing { id, since: ChangeId(since) }))
}

/// Writes again what the change closed; gives the ids of those records.
async fn restore(
    writer: &mut Writer,
    kind: RecordKind,
    id: ChangeId,
    obstacles: &mut Vec<Obstacle>,
) -> Result<Vec<i64>, LedgerError> {
    let name = kind.table();
    let sql = format!("{} WHERE until = $1 ORDER BY id", table(kind).select(Depth::Full));
    let closed = writer.query_raw(kind, Cow::Owned(sql), vec![Val::Int(id.0)]).await?;
    // A record that ended at the change and was written again by a later one.
    let again = format!(
        "SELECT o.id, o.since FROM {name} o WHERE o.until IS NULL AND o.since > $1 AND o.id IN \
         (SELECT c.id FROM {name} c WHERE c.until = $1) AND NOT EXISTS \
         (SELECT 1 FROM {name} w WHERE w.id = o.id AND w.since = $1)"
    );
    let again = writer.query::<(i64, i64)>(Cow::Owned(again), vec![Val::Int(id.0)]).await?;
    obstacles.extend(again.into_iter().map(|found| obstacle(kind, found, Hindrance::BuiltUpon)));
    let mut ids = Vec::with_capacity(closed.len());
    for (record, _, source, values) in closed {
        ids.push(record);
        let columns = values.into_iter().map(as_val).collect();
        writer.put_raw(kind, record, source.map_or(Val::Null, Val::Text), columns);
    }
    Ok(ids)
}

/// The condition that the change `$1` wrote a version of a row's record: it goes, unless an obstacle names it.
fn wrote(kind: RecordKind, row: &str) -> String {
    format!("EXISTS (SELECT 1 FROM {} w WHERE w.id = {row}.id AND w.since = $1)", kind.table())
}

/// Records of others that stand where one would come back. What the change itself put there goes.
async fn in_its_place(
    writer: &mut Writer,
    kind: RecordKind,
    id: ChangeId,
) -> Result<Vec<Obstacle>, LedgerError> {
    let Some(in_one_place) = in_one_place(kind, "c", "o") else { return Ok(Vec::new()) };
    let name = kind.table();
    let sql = format!(
        "SELECT DISTINCT o.id, o.since FROM {name} c JOIN {name} o ON {in_one_place} \
         WHERE c.until = $1 AND o.until IS NULL AND o.id <> c.id AND NOT {}",
        wrote(kind, "o")
    );
    let found = writer.query::<(i64, i64)>(Cow::Owned(sql), vec![Val::Int(id.0)]).await?;
    Ok(found.into_iter().map(|found| obstacle(kind, found, Hindrance::InItsPlace)).collect())
}

/// Records that one of those that would come back names, and that will not be there: neither open, nor coming back too.
async fn names_ended(
    writer: &mut Writer,
    kind: RecordKind,
    id: ChangeId,
) -> Result<Vec<Obstacle>, LedgerError> {
    let mut obstacles = Vec::new();
    for (from, column, to) in RecordKind::references().filter(|(from, _, _)| *from == kind) {
        let (from, to_table) = (from.table(), to.table());
        let sql = format!(
            "SELECT t.id, MAX(t.until) FROM {from} f JOIN {to_table} t ON t.id = f.\"{column}\" \
             WHERE f.until = $1 GROUP BY t.id \
             HAVING MAX(CASE WHEN (t.until IS NULL AND NOT {}) OR t.until = $1 THEN 1 ELSE 0 END) = 0",
            wrote(to, "t")
        );
        let ended = writer.query::<(i64, Option<i64>)>(Cow::Owned(sql), vec![Val::Int(id.0)]).await?;
        let ended = ended.into_iter().filter_map(|(record, by)| Some((record, by?)));
        obstacles.extend(ended.map(|found| obstacle(to, found, Hindrance::Ended)));
    }
    Ok(obstacles)
}

/// Records that name one of those that would end, and were written by another change.
async fn still_named(
    writer: &mut Writer,
    ended: &[RecordKind],
    id: ChangeId,
) -> Result<Vec<Obstacle>, LedgerError> {
    let mut obstacles = Vec::new();
    for (from, column, to) in RecordKind::references().filter(|(_, _, to)| ended.contains(to)) {
        let (from_table, to_table) = (from.table(), to.table());
        let sql = format!(
            "SELECT f.id, f.since FROM {from_table} f WHERE f.until IS NULL AND NOT {} AND f.\"{column}\" IN \
             (SELECT e.id FROM {to_table} e WHERE e.since = $1 AND NOT EXISTS \
             (SELECT 1 FROM {to_table} c WHERE c.id = e.id AND c.until = $1))",
            wrote(from, "f")
        );
        let named = writer.query::<(i64, i64)>(Cow::Owned(sql), vec![Val::Int(id.0)]).await?;
        obstacles.extend(named.into_iter().map(|found| obstacle(from, found, Hindrance::BuiltUpon)));
    }
    Ok(obstacles)
}
