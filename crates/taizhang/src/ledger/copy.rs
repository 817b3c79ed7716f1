//! The whole journal from one database to another, row by row as it lies: backup, restore, move.

use super::LedgerError;
use super::schema::MIGRATIONS;
use super::table::table;
use db::{Db, Kind, Val};
use domain::facts::{ChangeId, RecordKind};
use std::borrow::Cow;

/// Rows read and written at a time.
const CHUNK_ROWS: i64 = 20_000;

const CHANGE_COLUMNS: &[(&str, Kind)] = &[
    ("id", Kind::Int),
    ("at_ms", Kind::Int),
    ("actor", Kind::Int),
    ("origin", Kind::Text),
    ("reason", Kind::Text),
    ("idempotency_key", Kind::Text),
    ("undoes", Kind::Int),
    ("facts", Kind::Int),
    ("hash", Kind::Text),
];
const CREDENTIAL_COLUMNS: &[(&str, Kind)] = &[
    ("account", Kind::Int),
    ("password", Kind::Text),
    ("must_change", Kind::Int),
    ("changed_ms", Kind::Int),
];

/// The journal's head: the last change and its hash.
///
/// # Errors
/// When the database fails.
pub async fn head(db: &Db) -> Result<(ChangeId, String), LedgerError> {
    let (change, hash) =
        db.query_one::<(i64, String)>("SELECT change, hash FROM head WHERE one = 1", Vec::new()).await?;
    Ok((ChangeId(change), hash))
}

/// Copies everything but sessions into an empty ledger, in one transaction. `progress` hears the rows copied.
///
/// # Errors
/// When either database fails; then the other is as it was.
pub async fn copy(from: &Db, to: &Db, mut progress: impl FnMut(u64) + Send) -> Result<(), LedgerError> {
    to.migrate(MIGRATIONS).await?;
    let mut read = from.read().await?;
    let mut tx = to.begin().await?;
    let mut copied = 0;
    let facts = RecordKind::ALL.iter().map(|kind| {
        let columns: &'static [(&'static str, Kind)] = &table(*kind).versions;
        (kind.table(), "since", columns)
    });
    let rest = [("change", "id", CHANGE_COLUMNS), ("credential", "account", CREDENTIAL_COLUMNS)];
    for (name, order, columns) in facts.chain(rest) {
        let list: Vec<String> = columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
        let sql = format!(
            "SELECT {} FROM {name} WHERE {order} > $1 AND {order} <= $2 ORDER BY {order}",
            list.join(", ")
        );
        let last = format!("SELECT CAST(COALESCE(MAX({order}), 0) AS BIGINT) FROM {name}");
        let last = read.query_one::<i64>(Cow::Owned(last), Vec::new()).await?;
        let mut at = 0;
        while at < last {
            let upto = span_end(&mut read, name, order, at, last).await?;
            let cells = read
                .fold(
                    Cow::Owned(sql.clone()),
                    vec![Val::Int(at), Val::Int(upto)],
                    Vec::new(),
                    move |cells, row| {
                        for (index, (_, kind)) in columns.iter().enumerate() {
                            cells.push(match kind {
                                Kind::Int => Val::from(row.opt_int(index)?),
                                Kind::Text => Val::from(row.opt_text(index)?),
                            });
                        }
                        Ok(())
                    },
                )
                .await?;
            copied += (cells.len() / columns.len()) as u64;
            tx.insert(name, columns, cells).await?;
            progress(copied);
            at = upto;
        }
    }
    let (change, hash, next_id) = read
        .query_one::<(i64, String, i64)>("SELECT change, hash, next_id FROM head WHERE one = 1", Vec::new())
        .await?;
    let vals = vec![Val::Int(change), Val::Text(hash), Val::Int(next_id)];
    tx.exec("UPDATE head SET change = $1, hash = $2, next_id = $3 WHERE one = 1", vals).await?;
    Ok(tx.commit().await?)
}

/// The end of a span that holds about [`CHUNK_ROWS`] rows: whole changes, since one may be large.
async fn span_end(
    read: &mut db::ReadTx,
    name: &str,
    order: &str,
    after: i64,
    last: i64,
) -> Result<i64, LedgerError> {
    let sql = format!(
        "SELECT CAST(COALESCE(MAX(x.v), $2) AS BIGINT) FROM \
         (SELECT {order} AS v FROM {name} WHERE {order} > $1 ORDER BY {order} LIMIT {CHUNK_ROWS}) x"
    );
    Ok(read.query_one::<i64>(Cow::Owned(sql), vec![Val::Int(after), Val::Int(last)]).await?)
}
