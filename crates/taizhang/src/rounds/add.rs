//! Putting projects on a list: an entry each, with the name, unit and money of this moment (`domain.md` §5).

use crate::ledger::{Act, Ledger, LedgerError};
use db::Val;
use domain::facts::{ChangeId, Entry, EntryId, Kept, ProjectId, Round};
use domain::limits::LIST_ENTRIES_MAX;
use domain::{Day, ListKind, Money};
use figures::{ProjectView, Snapshot};
use std::collections::BTreeSet;

/// A move after a list was fixed: when, why, and who approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub on: Day,
    pub reason: String,
    pub approver: String,
}

/// What is put on a list.
pub(super) struct Addition<'a> {
    pub round: &'a Kept<Round>,
    pub list: ListKind,
    pub projects: Vec<(ProjectView<'a>, Option<EntryId>)>,
    /// How it comes in after publication.
    pub moved_in: Option<Move>,
}

/// What became of it.
pub(super) enum Added {
    /// So many entries, by this change.
    Done(usize, Option<ChangeId>),
    /// These stand on the list already; nothing was written.
    Duplicates(Vec<ProjectId>),
    /// The list would grow beyond what a list may hold; nothing was written.
    TooMany,
}

/// Writes the entries in one change, or none of them.
pub(super) async fn add(
    ledger: &Ledger,
    act: Act,
    snapshot: &Snapshot,
    addition: &Addition<'_>,
) -> Result<Added, LedgerError> {
    let mut act = act;
    if let Some(moved) = &addition.moved_in {
        act = act.because(moved.reason.clone());
    }
    let mut writer = ledger.write(act).await?;
    let condition = "\"round\" = $1 AND \"list\" = $2 AND \"moved_out_on\" IS NULL";
    let vals = vec![Val::Int(addition.round.id), Val::from(addition.list.code())];
    let standing = writer.open_by::<Entry>(condition, vals).await?;
    let taken: BTreeSet<ProjectId> = standing.iter().map(|entry| entry.project).collect();
    let wanted = addition.projects.iter().map(|(project, _)| project.id());
    let duplicates: Vec<ProjectId> = wanted.filter(|id| taken.contains(id)).collect();
    if !duplicates.is_empty() {
        return Ok(Added::Duplicates(duplicates));
    }
    if standing.len() + addition.projects.len() > LIST_ENTRIES_MAX {
        return Ok(Added::TooMany);
    }
    for (project, converted_from) in &addition.projects {
        writer.create(&entry(snapshot, addition, project, *converted_from));
    }
    let outcome = writer.commit().await?;
    Ok(Added::Done(addition.projects.len(), outcome.change))
}

fn entry(
    snapshot: &Snapshot,
    addition: &Addition<'_>,
    project: &ProjectView<'_>,
    converted_from: Option<EntryId>,
) -> Entry {
    let moved = addition.moved_in.as_ref();
    Entry {
        project: project.id(),
        round: domain::facts::RoundId(addition.round.id),
        list: addition.list,
        title: project.title().to_owned(),
        unit: snapshot.places().get(project.zone()).map(|zone| zone.name.clone()).unwrap_or_default(),
        amount_fen: project.invest_fen().map(Money::from_fen),
        amount_qualifier: project.invest_qualifier(),
        output_fen: project.output_fen().map(Money::from_fen),
        converted_from,
        moved_in_on: moved.map(|moved| moved.on),
        moved_out_on: None,
        move_reason: moved.map(|moved| moved.reason.clone()),
        approver: moved.map(|moved| moved.approver.clone()),
    }
}
