//! Putting projects on a list: an entry each, with the name, unit and money of this moment (`domain.md` §5).

use super::store;
use crate::ledger::{Act, Ledger, LedgerError, Writer};
use db::Val;
use domain::facts::{ChangeId, Entry, EntryId, Kept, ProjectId, RecordKind, Round, RoundId};
use domain::limits::LIST_ENTRIES_MAX;
use domain::{Day, ListKind, Money};
use figures::{ProjectView, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

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
    /// So many were moved out after the day of the move, the last on this one, or would come in without a day though they
    /// were moved out; nothing was written.
    LeftLater(usize, Day),
    /// The list would grow beyond what a list may hold; nothing was written.
    TooMany,
    /// The round was published meanwhile, or is published no more; nothing was written.
    PublishedMeanwhile,
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
    let published = store::is_published(&mut writer, RoundId(addition.round.id)).await?;
    if published != Some(addition.moved_in.is_some()) {
        return Ok(Added::PublishedMeanwhile);
    }
    let vals = vec![Val::Int(addition.round.id), Val::from(addition.list.code())];
    let known = writer.open_by::<Entry>("\"round\" = $1 AND \"list\" = $2", vals).await?;
    if let Some(refusal) = refusal(addition, &known) {
        return Ok(refusal);
    }
    must_be_there(&mut writer, addition.projects.iter().filter_map(|(_, from)| *from)).await?;
    for (project, converted_from) in &addition.projects {
        writer.create(&entry(snapshot, addition, project, *converted_from));
    }
    let outcome = writer.commit().await?;
    Ok(Added::Done(addition.projects.len(), outcome.change))
}

/// A project stands on a list once on every day: what is on it, or was on it after the day of the move, is refused.
fn refusal(addition: &Addition<'_>, known: &[Kept<Entry>]) -> Option<Added> {
    let wanted: BTreeSet<ProjectId> = addition.projects.iter().map(|(project, _)| project.id()).collect();
    let standing = known.iter().filter(|entry| entry.moved_out_on.is_none()).map(|entry| entry.project);
    let standing: Vec<ProjectId> = standing.collect();
    let duplicates: Vec<ProjectId> = standing.iter().copied().filter(|id| wanted.contains(id)).collect();
    if !duplicates.is_empty() {
        return Some(Added::Duplicates(duplicates));
    }
    let later = |left: &Day| addition.moved_in.as_ref().is_none_or(|moved| moved.on < *left);
    let left: BTreeMap<ProjectId, Day> = (known.iter())
        .filter(|entry| wanted.contains(&entry.project))
        .filter_map(|entry| Some((entry.project, entry.moved_out_on.filter(later)?)))
        .collect();
    if let Some(last) = left.values().max() {
        return Some(Added::LeftLater(left.len(), *last));
    }
    (standing.len() + addition.projects.len() > LIST_ENTRIES_MAX).then_some(Added::TooMany)
}

/// The entries of earlier lists that would be converted: one taken off meanwhile can't be named any more.
async fn must_be_there(
    writer: &mut Writer,
    entries: impl Iterator<Item = EntryId>,
) -> Result<(), LedgerError> {
    for entry in entries {
        if writer.open_by::<Entry>("id = $1", vec![Val::Int(entry.0)]).await?.is_empty() {
            return Err(LedgerError::Conflict { kind: RecordKind::Entry, id: entry.0 });
        }
    }
    Ok(())
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
        round: RoundId(addition.round.id),
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
