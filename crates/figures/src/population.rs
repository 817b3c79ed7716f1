//! The projects of a question: scope ∧ filter, on a day. There is no other way to see a snapshot's projects.

use crate::filter::mask::Mask;
use crate::filter::node::{Asking, Node};
use crate::filter::{Compiler, Filter, FilterError};
use crate::snapshot::column::{Column, NO_AMOUNT};
use crate::snapshot::ids::IdMarks;
use crate::snapshot::{Block, ProjectView, Snapshot};
use domain::facts::ProjectId;
use domain::{Day, Permission, Scope};

/// A set of projects of one snapshot on one day.
pub struct Population {
    pub(crate) snapshot: Snapshot,
    pub(crate) true_on: Day,
    /// The filter, kept for counts of entries, which ask it of each entry.
    pub(crate) node: Node,
    /// What the reader may see, before the filter.
    pub(crate) in_scope: Vec<Mask>,
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
        let mut population = Self::unfiltered(snapshot, scope, filter, true_on)?;
        let asking = population.asking();
        let blocks = snapshot.blocks().iter().zip(&population.in_scope);
        let masks = blocks.map(|(block, in_scope)| population.node.mask(block, in_scope, asking)).collect();
        population.masks = masks;
        population.len = population.masks.iter().map(Mask::count).sum();
        Ok(population)
    }

    /// The scope applied and the filter compiled but not asked yet: counts of entries ask it of each entry, and the set
    /// of projects is left empty.
    pub(crate) fn unfiltered(
        snapshot: &Snapshot,
        scope: &Scope,
        filter: Option<&Filter>,
        true_on: Day,
    ) -> Result<Self, FilterError> {
        let node = Compiler::new(snapshot, true_on).compile(filter.and_then(Filter::expr))?;
        let in_scope = scope_masks(snapshot, scope);
        Ok(Self { snapshot: snapshot.clone(), true_on, node, in_scope, masks: Vec::new(), len: 0 })
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
        &self.snapshot
    }

    /// The day asked.
    pub fn true_on(&self) -> Day {
        self.true_on
    }

    /// The projects, by id.
    pub fn projects(&self) -> impl Iterator<Item = ProjectView<'_>> {
        let blocks = self.snapshot.blocks().iter().zip(&self.masks);
        blocks.flat_map(|(block, mask)| mask.rows().map(move |row| ProjectView { block, row }))
    }

    /// Their ids, ascending.
    pub fn ids(&self) -> impl Iterator<Item = ProjectId> + '_ {
        self.projects().map(|project| project.id())
    }

    /// The sum of its projects' total investments in fen, and how many state none.
    pub fn invest_fen(&self) -> (i128, usize) {
        let (mut sum, mut without) = (0, 0);
        for (block, mask) in self.snapshot.blocks().iter().zip(&self.masks) {
            mask.rows().for_each(|row| match block.invest[row] {
                NO_AMOUNT => without += 1,
                fen => sum += i128::from(fen),
            });
        }
        (sum, without)
    }

    /// Whether a project is in it.
    pub fn contains(&self, id: ProjectId) -> bool {
        self.get(id).is_some()
    }

    /// One of its projects.
    pub fn get(&self, id: ProjectId) -> Option<ProjectView<'_>> {
        let (block, row) = self.snapshot.locate(id)?;
        self.masks[block].has(row).then(|| ProjectView { block: &self.snapshot.blocks()[block], row })
    }

    pub(crate) fn asking(&self) -> Asking<'_> {
        Asking { rounds: self.snapshot.rounds(), true_on: self.true_on }
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
