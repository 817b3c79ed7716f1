//! What a question is asked of: scope ∧ filter, on a day. Lists and figures see a snapshot's projects and entries through it;
//! whoever takes the snapshot's blocks themselves answers for the scope themselves.

use crate::filter::mask::Mask;
use crate::filter::node::{Asking, Node};
use crate::filter::{Compiler, Filter, FilterError};
use crate::snapshot::column::Column;
use crate::snapshot::ids::IdMarks;
use crate::snapshot::{Block, ProjectView, Snapshot};
use domain::facts::ProjectId;
use domain::{Day, Permission, Scope};

/// What a reader sees of a snapshot on a day, before the filter is asked, and the filter, ready to be asked: of each project
/// by a [`Population`], of each entry by a count of entries.
pub(crate) struct View {
    pub(crate) snapshot: Snapshot,
    pub(crate) true_on: Day,
    pub(crate) filter: Node,
    pub(crate) in_scope: Vec<Mask>,
}

impl View {
    /// # Errors
    /// When the filter names something that the ledger does not know.
    pub(crate) fn new(
        snapshot: &Snapshot,
        scope: &Scope,
        filter: Option<&Filter>,
        true_on: Day,
    ) -> Result<Self, FilterError> {
        let filter = Compiler::new(snapshot, true_on).compile(filter.and_then(Filter::expr))?;
        Ok(Self { snapshot: snapshot.clone(), true_on, filter, in_scope: scope_masks(snapshot, scope) })
    }

    pub(crate) fn asking(&self) -> Asking<'_> {
        Asking { rounds: self.snapshot.rounds(), true_on: self.true_on }
    }
}

/// The total investment of a list, summed over one level (`domain.md` §8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InvestTotal {
    /// The sum in fen.
    pub fen: i128,
    /// How many of those whose money is asked for state none.
    pub without: usize,
    /// Phases and other parts of a project that is in the list too: their money counts with it, and adds nothing.
    pub within_whole: usize,
}

/// A set of projects of one snapshot on one day.
pub struct Population {
    view: View,
    masks: Vec<Mask>,
    len: usize,
}

impl Population {
    /// The projects that the scope may read and the filter lets through.
    ///
    /// # Errors
    /// When the filter names something that the ledger does not know.
    pub fn new(
        snapshot: &Snapshot,
        scope: &Scope,
        filter: Option<&Filter>,
        true_on: Day,
    ) -> Result<Self, FilterError> {
        View::new(snapshot, scope, filter, true_on).map(Self::of)
    }

    /// The projects of a view that its filter lets through.
    pub(crate) fn of(view: View) -> Self {
        let asking = view.asking();
        let blocks = view.snapshot.blocks().iter().zip(&view.in_scope);
        let masks: Vec<Mask> =
            blocks.map(|(block, in_scope)| view.filter.mask(block, in_scope, asking)).collect();
        let len = masks.iter().map(Mask::count).sum();
        Self { view, masks, len }
    }

    /// Number of projects.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no project is in it.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The snapshot asked.
    pub fn snapshot(&self) -> &Snapshot {
        &self.view.snapshot
    }

    /// The day asked.
    pub fn true_on(&self) -> Day {
        self.view.true_on
    }

    /// The projects, by id.
    pub fn projects(&self) -> impl Iterator<Item = ProjectView<'_>> {
        let blocks = self.view.snapshot.blocks().iter().zip(&self.masks);
        blocks.flat_map(|(block, mask)| mask.rows().map(move |row| ProjectView { block, row }))
    }

    /// Their ids, ascending.
    pub fn ids(&self) -> impl Iterator<Item = ProjectId> + '_ {
        self.projects().map(|project| project.id())
    }

    /// The sum of its projects' total investments. A part whose whole is in it adds nothing, as it adds nothing to the
    /// figures; parts listed without their whole are a level of their own.
    pub fn invest_total(&self) -> InvestTotal {
        let mut total = InvestTotal::default();
        // Parts of one whole mostly stand one after another, and what is above them is the same.
        let mut latest: Option<(ProjectId, bool)> = None;
        self.projects().for_each(|project| {
            let is_within = project.parent().is_some_and(|parent| match latest {
                Some((known, is_within)) if known == parent => is_within,
                _ => latest.insert((parent, self.has_whole_of(&project))).1,
            });
            match project.invest_fen() {
                _ if is_within => total.within_whole += 1,
                None => total.without += 1,
                Some(fen) => total.fen += i128::from(fen),
            }
        });
        total
    }

    /// Whether a project of which this one is a part is in it.
    pub fn has_whole_of(&self, project: &ProjectView<'_>) -> bool {
        self.snapshot().wholes_of(project).any(|whole| self.contains(whole))
    }

    /// Whether a project is in it.
    pub fn contains(&self, id: ProjectId) -> bool {
        self.get(id).is_some()
    }

    /// One of its projects.
    pub fn get(&self, id: ProjectId) -> Option<ProjectView<'_>> {
        let (block, row) = self.view.snapshot.locate(id)?;
        self.masks[block].has(row).then(|| ProjectView { block: &self.view.snapshot.blocks()[block], row })
    }

    pub(crate) fn view(&self) -> &View {
        &self.view
    }

    pub(crate) fn masks(&self) -> &[Mask] {
        &self.masks
    }
}

/// The one place where scope meets data: a project is seen by who may read its zone or its park.
fn scope_masks(snapshot: &Snapshot, scope: &Scope) -> Vec<Mask> {
    let readable = scope.orgs(Permission::Read).map(|orgs| {
        let mut marks = IdMarks::default();
        marks.extend(orgs.into_iter().map(|org| org.0));
        marks
    });
    let mask = |block: &Block| {
        let Some(readable) = &readable else { return Mask::all(block.len()) };
        let zones = block.zone.map(|zone| readable.contains(zone.0));
        // Whoever reads all zones of a block need not be asked about each project.
        if zones.iter().all(|seen| *seen) {
            return Mask::all(block.len());
        }
        let parks = block.park.map(|park| park.is_some_and(|park| readable.contains(park.0)));
        Mask::of(block.len(), |row| zones[block.zone.place(row)] || parks[block.park.place(row)])
    };
    snapshot.blocks().iter().map(|block| mask(block)).collect()
}
