//! What the slice asks of the database.

use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{Kept, ProjectId, Record};

/// The project's records of a kind as they stand inside a change, without the one that is being corrected.
///
/// # Errors
/// When the database fails.
pub(super) async fn others<R: Record + Send + 'static>(
    writer: &mut Writer,
    project: ProjectId,
    corrected: Option<i64>,
) -> Result<Vec<Kept<R>>, LedgerError> {
    let mut known = writer.open_by::<R>("project = $1", vec![Val::Int(project.0)]).await?;
    known.retain(|record| Some(record.id) != corrected);
    Ok(known)
}
