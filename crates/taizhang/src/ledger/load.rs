//! From rows to dossiers: as of the head or of any earlier change, of all projects or of some.

use super::LedgerError;
pub use super::table::Depth;
use super::table::{KeptRow, kept_from_row, table};
use db::{DbError, ReadTx, Row, Val};
use domain::facts::{
    ActualOutput, AnnualPlan, ChangeId, Dimensions, Dossier, Entry, Evidence, Forecast, Kept, KeyListing,
    MonthlyReport, Note, PaidIn, Permit, ProjectId, ProjectInvestor, ProjectTaxon, Record, RecordKind,
    Resumption, StageEvent,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// `condition` on the owner column, valid at change `$1`. The plus keeps the index on `since` out of it: nearly all
/// rows have one that fits.
pub(super) fn valid_where(select: &str, condition: &str, order: &str) -> String {
    format!("{select} WHERE +since <= $1 AND (until IS NULL OR until > $1) AND {condition} {order}")
}

/// The record kinds that all projects refer to, as of a change.
///
/// # Errors
/// When the database fails.
pub async fn dimensions(read: &mut ReadTx, at: ChangeId) -> Result<Dimensions, LedgerError> {
    Ok(Dimensions {
        orgs: by_id(read, at).await?,
        rounds: by_id(read, at).await?,
        taxonomies: by_id(read, at).await?,
        taxons: by_id(read, at).await?,
        investors: by_id(read, at).await?,
        listings: by_id(read, at).await?,
        targets: by_id(read, at).await?,
        figure_rules: by_id(read, at).await?,
        bulletin_rules: by_id(read, at).await?,
    })
}

async fn by_id<R: Record + Send + 'static>(
    read: &mut ReadTx,
    at: ChangeId,
) -> Result<BTreeMap<i64, Kept<R>>, LedgerError> {
    let sql = valid_where(table(R::KIND).select(Depth::Full), "1 = 1", "ORDER BY id");
    let rows = read.query::<KeptRow<R>>(Cow::Owned(sql), vec![Val::Int(at.0)]).await?;
    Ok(rows.into_iter().map(|row| (row.0.id, row.0)).collect())
}

/// One project's dossier as of a change; `None` when it wasn't known then.
///
/// # Errors
/// When the database fails.
pub async fn dossier(
    read: &mut ReadTx,
    at: ChangeId,
    project: ProjectId,
    depth: Depth,
) -> Result<Option<Dossier>, LedgerError> {
    Ok(dossiers_in(read, at, project, project, depth).await?.pop())
}

/// The dossiers of the projects with ids from `first` to `last`, in the order of ids.
///
/// # Errors
/// When the database fails.
pub async fn dossiers_in(
    read: &mut ReadTx,
    at: ChangeId,
    first: ProjectId,
    last: ProjectId,
    depth: Depth,
) -> Result<Vec<Dossier>, LedgerError> {
    let range = Range { at, first: first.0, last: last.0, depth };
    let sql = valid_where(range.select(RecordKind::Project), "id BETWEEN $2 AND $3", "ORDER BY id");
    let mut dossiers =
        range.gather(read, sql, move |row| Ok(Dossier::of(kept_from_row(row, depth)?))).await?;
    if dossiers.is_empty() {
        return Ok(dossiers);
    }
    range.fill::<ProjectInvestor>(read, &mut dossiers, |row| row.project, |to| &mut to.investors).await?;
    range.fill::<ProjectTaxon>(read, &mut dossiers, |row| row.project, |to| &mut to.taxons).await?;
    range.fill::<KeyListing>(read, &mut dossiers, |row| row.project, |to| &mut to.key_listings).await?;
    range.fill::<StageEvent>(read, &mut dossiers, |row| row.project, |to| &mut to.events).await?;
    range.fill::<Forecast>(read, &mut dossiers, |row| row.project, |to| &mut to.forecasts).await?;
    range.fill::<Entry>(read, &mut dossiers, |row| row.project, |to| &mut to.entries).await?;
    range.fill::<AnnualPlan>(read, &mut dossiers, |row| row.project, |to| &mut to.plans).await?;
    range.fill::<MonthlyReport>(read, &mut dossiers, |row| row.project, |to| &mut to.reports).await?;
    range.fill::<PaidIn>(read, &mut dossiers, |row| row.project, |to| &mut to.paid_in).await?;
    range.fill::<ActualOutput>(read, &mut dossiers, |row| row.project, |to| &mut to.outputs).await?;
    range.fill::<Resumption>(read, &mut dossiers, |row| row.project, |to| &mut to.resumptions).await?;
    if depth == Depth::Full {
        range.fill::<Permit>(read, &mut dossiers, |row| row.project, |to| &mut to.permits).await?;
        range.fill::<Note>(read, &mut dossiers, |row| row.project, |to| &mut to.notes).await?;
        range.fill::<Evidence>(read, &mut dossiers, |row| row.project, |to| &mut to.evidence).await?;
    }
    Ok(dossiers)
}

/// A span of project ids as of a change.
#[derive(Clone, Copy)]
struct Range {
    at: ChangeId,
    first: i64,
    last: i64,
    depth: Depth,
}

impl Range {
    fn select(self, kind: RecordKind) -> &'static str {
        table(kind).select(self.depth)
    }

    async fn gather<T: Send + 'static>(
        self,
        read: &mut ReadTx,
        sql: String,
        make: impl Fn(&Row<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<Vec<T>, LedgerError> {
        let vals = vec![Val::Int(self.at.0), Val::Int(self.first), Val::Int(self.last)];
        let push = move |rows: &mut Vec<T>, row: &Row<'_>| {
            rows.push(make(row)?);
            Ok(())
        };
        Ok(read.fold(Cow::Owned(sql), vals, Vec::new(), push).await?)
    }

    /// Reads one kind of row for the span and hangs each under its project. Both sides are in the order of
    /// project ids, so one walk does it; a row whose project isn't valid at the change is passed over.
    async fn fill<R: Record + Send + 'static>(
        self,
        read: &mut ReadTx,
        dossiers: &mut [Dossier],
        project: fn(&Kept<R>) -> ProjectId,
        list: fn(&mut Dossier) -> &mut Vec<Kept<R>>,
    ) -> Result<(), LedgerError> {
        // In the order of the index; the database would sort whole rows to have the ids of each project in order too.
        let sql = valid_where(self.select(R::KIND), "project BETWEEN $2 AND $3", "ORDER BY project");
        let mut rows = self.gather(read, sql, move |row| kept_from_row::<R>(row, self.depth)).await?;
        rows.sort_by_key(|row| (project(row), row.id));
        let mut at = 0;
        for row in rows {
            let owner = project(&row);
            while at < dossiers.len() && dossiers[at].id() < owner {
                at += 1;
            }
            match dossiers.get_mut(at) {
                Some(dossier) if dossier.id() == owner => list(dossier).push(row),
                _ => {}
            }
        }
        Ok(())
    }
}
