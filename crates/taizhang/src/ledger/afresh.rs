//! A snapshot from the whole ledger. Every table is read once from end to end, in the order in which it lies: several
//! times as fast as looking up each project's rows. Several readers work side by side; what was known by a change never
//! changes, so they see the same ledger.

use super::LedgerError;
use super::follow::head;
use super::load::{dimensions, valid_where};
use super::table::{Depth, kept_from_row, table};
use db::{Db, DbError, Val};
use domain::facts::{ChangeId, Dimensions, Project, Record, RecordKind};
use figures::{AllRows, Gathered, Lane, RowOf, Snapshot};
use std::borrow::Cow;
use std::sync::Arc;

/// The condition that every row meets.
const ALL: &str = "1 = 1";

/// Loads a snapshot as of the head or of an earlier change.
pub(super) async fn load(db: &Db, at: Option<ChangeId>) -> Result<Snapshot, LedgerError> {
    let at = match at {
        Some(change) => change,
        None => head(&mut db.read().await?).await?,
    };
    // On the heap: whoever asks for the snapshot would carry the state of all these readers through every call.
    let (rows, dims) = Box::pin(read_all(db, at)).await?;
    let rows = Arc::new(rows);
    let dims = Arc::new(dims);
    let middle = rows.middle().0;
    let empty = || Box::new(Lane::new(Arc::clone(&dims), Arc::clone(&rows)));
    let lane = |first, last| lane(db, at, (first, last), empty());
    let (first, second) = tokio::try_join!(lane(i64::MIN, middle), lane(middle.saturating_add(1), i64::MAX))?;
    Ok(Snapshot::of_lanes(at, dims, vec![*first, *second]))
}

/// Reads every table, side by side.
async fn read_all(db: &Db, at: ChangeId) -> Result<(AllRows, Dimensions), LedgerError> {
    // The largest first, the very largest by two readers: the others fill the time of those that are done.
    let (
        events,
        more_events,
        promises,
        reports,
        taxons,
        investors,
        entries,
        plans,
        keys,
        paid_in,
        outputs,
        resumptions,
        dims,
    ) = tokio::try_join!(
        gathered(db, at, "id % 2 = 0"),
        gathered(db, at, "id % 2 = 1"),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        gathered(db, at, ALL),
        async { dimensions(&mut db.read().await?, at).await },
    )?;
    let events = events.and(more_events).sorted();
    let rows = AllRows {
        events,
        promises,
        entries,
        keys,
        taxons,
        investors,
        plans,
        reports,
        paid_in,
        outputs,
        resumptions,
    };
    Ok((rows, dims))
}

/// The rows of one kind that hang on projects, all or some.
async fn gathered<T: RowOf + Send + 'static>(
    db: &Db,
    at: ChangeId,
    which: &'static str,
) -> Result<Gathered<T>, LedgerError>
where
    T::Record: 'static,
{
    let sql = valid_where(table(T::Record::KIND).select(Depth::Figures), which, "");
    let rows = db.fold(Cow::Owned(sql), vec![Val::Int(at.0)], Gathered::default(), |rows, row| {
        rows.push(&kept_from_row::<T::Record>(row, Depth::Figures)?);
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
        valid_where(table(RecordKind::Project).select(Depth::Figures), "id BETWEEN $2 AND $3", "ORDER BY id");
    let vals = vec![Val::Int(at.0), Val::Int(first), Val::Int(last)];
    let filled = db.fold(Cow::Owned(sql), vals, lane, |lane, row| {
        let project = kept_from_row::<Project>(row, Depth::Figures)?;
        match lane.push(&project) {
            true => Ok(()),
            false => Err(DbError::Other(format!("project {} is there twice", project.id))),
        }
    });
    Ok(filled.await?)
}
