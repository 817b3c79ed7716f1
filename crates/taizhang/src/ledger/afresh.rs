//! A snapshot from the whole ledger. Every table is read once from end to end, in the order in which it lies: several
//! times as fast as looking up each project's rows. Several readers work side by side; what was known by a change never
//! changes, so they see the same ledger.

use super::LedgerError;
use super::follow::head;
use super::load::{dimensions, valid_where};
use super::table::{kept_from_row, table};
use db::{Db, DbError, Val};
use domain::facts::{ChangeId, Project, Record, RecordKind};
use figures::{AllRows, Gathered, Lane, RowOf, Snapshot};
use std::borrow::Cow;
use std::sync::Arc;

/// Loads a snapshot as of the head or of an earlier change.
pub(super) async fn load(db: &Db, at: Option<ChangeId>) -> Result<Snapshot, LedgerError> {
    let at = match at {
        Some(change) => change,
        None => head(&mut db.read().await?).await?,
    };
    // The largest first: the others fill the time of the readers that are done.
    let (events, promises, taxons, investors, entries, keys, dims) = tokio::try_join!(
        gathered(db, at),
        gathered(db, at),
        gathered(db, at),
        gathered(db, at),
        gathered(db, at),
        gathered(db, at),
        async { dimensions(&mut db.read().await?, at).await },
    )?;
    let rows = Arc::new(AllRows { events, promises, entries, keys, taxons, investors });
    let dims = Arc::new(dims);
    let middle = rows.middle().0;
    let empty = || Box::new(Lane::new(Arc::clone(&dims), Arc::clone(&rows)));
    let lane = |first, last| lane(db, at, (first, last), empty());
    let (first, second) = tokio::try_join!(lane(i64::MIN, middle), lane(middle.saturating_add(1), i64::MAX))?;
    Ok(Snapshot::of_lanes(at, dims, vec![*first, *second]))
}

/// All rows of one kind that hang on projects.
async fn gathered<T: RowOf + Send + 'static>(db: &Db, at: ChangeId) -> Result<Gathered<T>, LedgerError>
where
    T::Record: 'static,
{
    let sql = valid_where(&table(T::Record::KIND).select_for_figures, "1 = 1", "");
    let rows = db.fold(Cow::Owned(sql), vec![Val::Int(at.0)], Gathered::default(), |rows, row| {
        rows.push(&kept_from_row::<T::Record>(row)?);
        Ok(())
    });
    Ok(rows.await?.sorted())
}

/// Fills a lane with the projects whose ids lie between two, both included. It is boxed: a lane is a few kilobytes of
/// columns' heads, and every future through which it passed would hold it on the stack.
async fn lane(
    db: &Db,
    at: ChangeId,
    (first, last): (i64, i64),
    lane: Box<Lane>,
) -> Result<Box<Lane>, LedgerError> {
    let sql =
        valid_where(&table(RecordKind::Project).select_for_figures, "id BETWEEN $2 AND $3", "ORDER BY id");
    let vals = vec![Val::Int(at.0), Val::Int(first), Val::Int(last)];
    let filled = db.fold(Cow::Owned(sql), vals, lane, |lane, row| {
        let project = kept_from_row::<Project>(row)?;
        match lane.push(&project) {
            true => Ok(()),
            false => Err(DbError::Other(format!("project {} is there twice", project.id))),
        }
    });
    Ok(filled.await?)
}
