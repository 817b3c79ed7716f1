//! The rows of an export, some at a time: the snapshot gives order and columns, SQL adds what it lacks.

use super::further;
use super::layout::Layout;
use super::write::{Order, Part};
use crate::ledger::LedgerError;
use crate::projects::{Fetched, Reading, fetch};
use db::Db;
use figures::ProjectView;
use futures_util::{StreamExt, TryStreamExt, stream};
use office::write::Value;
use std::collections::HashMap;
use tokio::sync::mpsc::Sender;

/// Rows handed over at a time.
const ROWS_AT_ONCE: usize = 1_000;
/// Batches looked up at the same time.
const BATCHES_AT_ONCE: usize = 2;

/// Some rows.
pub(super) type Rows = Vec<Vec<Value<'static>>>;

/// Makes all rows in order and hands them over; stops early when nobody takes them any more.
///
/// # Errors
/// When the database fails.
pub(super) async fn produce(db: &Db, order: &Order, to: Sender<Part>) -> Result<(), LedgerError> {
    let snapshot = order.population.snapshot();
    let lang = order.layout.lang(order.lang);
    let reading = Reading { snapshot, true_on: order.population.true_on(), lang };
    let mut projects = order.population.page(order.sort, 0, order.population.len());
    if let Some(chosen) = &order.chosen {
        projects.retain(|project| chosen.contains(&project.id()));
    }
    let batches: Vec<_> = projects.chunks(ROWS_AT_ONCE).map(|some| fetched(db, order, some)).collect();
    // The database looks up the next batches while the rows of one are made.
    let mut batches = stream::iter(batches).buffered(BATCHES_AT_ONCE);
    let mut shares = projects.chunks(ROWS_AT_ONCE);
    while let (Some(some), Some(fetched)) = (shares.next(), batches.try_next().await?) {
        let rows = some.iter().map(|it| order.layout.row(&reading, it, fetched.get(&it.id().0))).collect();
        if to.send(Part::Rows(rows)).await.is_err() {
            return Ok(());
        }
    }
    if order.has_further_sheets {
        further::produce(db, order, &reading, &projects, &to).await?;
    }
    Ok(())
}

async fn fetched(
    db: &Db,
    order: &Order,
    projects: &[ProjectView<'_>],
) -> Result<HashMap<i64, Fetched>, LedgerError> {
    if !Layout::is_fetched(&order.layout) {
        return Ok(HashMap::new());
    }
    let ids: Vec<_> = projects.iter().map(ProjectView::id).collect();
    fetch(db, order.population.snapshot().change(), &ids).await
}
