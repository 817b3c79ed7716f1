//! The ledger in memory: an immutable snapshot of all projects in columns.
//!
//! A snapshot is a list of blocks behind `Arc`s, ordered by project id. A write makes a new snapshot in which only the
//! blocks that it touched are new; readers keep the one they hold. What projects refer to (organisations, rounds,
//! taxonomies, investors) is one shared [`Dimensions`].

mod block;
pub(crate) mod column;
mod entries;
mod gather;
pub(crate) mod ids;
mod investors;
mod lane;
mod names;
pub(crate) mod numbering;
mod patch;
mod places;
mod progress;
mod project;
mod rounds;
mod rows;

pub(crate) use block::{BLOCK_ROWS, BLOCK_ROWS_MAX, Block};
pub(crate) use entries::Entries;
pub use gather::{AllRows, Gathered, RowOf};
pub use lane::Lane;
pub use places::{Place, Places};
pub use progress::{OutputRow, PaidRow, PlanRow, ReportRow, ResumptionRow};
pub use project::ProjectView;
pub(crate) use project::met_by;
pub(crate) use rounds::Rounds;
pub use rows::{EntryRow, EventRow, InvestorRow, KeyRow, PromiseRow, TaxonRow};

use crate::bulletin::{Editions, Templates};
use crate::catalogue::{Catalogue, Definitions};
use column::Column;
use domain::Day;
use domain::facts::{ChangeId, Dimensions, Dossier, InvestorId, OrgId, ProjectId};
use investors::InvestorNames;
use numbering::{Numbered, Numbering, Numberings};
use std::collections::BTreeSet;
use std::iter::successors;
use std::sync::Arc;

/// Levels of parts that the walk up from a part follows at most, well above any that is kept.
const PART_LEVELS_MAX: usize = 16;

/// All that lists and figures need of the ledger, as known by one change. Cloning copies a few pointers.
#[derive(Debug, Clone)]
pub struct Snapshot {
    change: ChangeId,
    dimensions: Arc<Dimensions>,
    places: Arc<Places>,
    rounds: Arc<Rounds>,
    definitions: Arc<Definitions>,
    editions: Arc<Editions>,
    investors: Arc<InvestorNames>,
    numberings: Arc<Numberings>,
    blocks: Arc<[Arc<Block>]>,
    /// The first id of each block, beside each other: a search among them touches no block.
    firsts: Arc<[i64]>,
    len: usize,
}

/// What follows from the dimensions alone, kept from snapshot to snapshot as long as they stay.
type Shared = (Arc<Places>, Arc<InvestorNames>, Arc<Definitions>, Arc<Editions>);

impl Snapshot {
    /// Builds the snapshot known by `change` from all projects, in any order. Of two dossiers with the same id the
    /// later one holds.
    pub fn build(
        change: ChangeId,
        dimensions: Dimensions,
        dossiers: impl IntoIterator<Item = Dossier>,
    ) -> Self {
        let mut lane = Lane::new(Arc::new(dimensions), Arc::default());
        let mut stragglers: Vec<(ProjectId, Option<Dossier>)> = Vec::new();
        for dossier in dossiers {
            // What comes out of order is patched in at the end.
            if !lane.push_dossier(&dossier) {
                stragglers.push((dossier.id(), Some(dossier)));
            }
        }
        let built = Self::of_lanes(change, Arc::clone(lane.dimensions()), vec![lane]);
        if stragglers.is_empty() { built } else { built.patch(change, None, stragglers) }
    }

    /// Puts lanes together that were filled side by side: all projects of one before all of the next.
    pub fn of_lanes(change: ChangeId, dimensions: Arc<Dimensions>, lanes: Vec<Lane>) -> Self {
        let blocks = lanes.into_iter().flat_map(Lane::into_blocks).collect();
        let places = Arc::new(Places::of(&dimensions));
        let definitions = Arc::new(Definitions::of(dimensions.figure_rules.values()));
        let editions = Arc::new(Editions::of(dimensions.bulletin_rules.values(), Arc::clone(&definitions)));
        Self::of_blocks(change, dimensions, (places, Arc::default(), definitions, editions), blocks)
    }

    fn of_blocks(
        change: ChangeId,
        dimensions: Arc<Dimensions>,
        (places, investors, definitions, editions): Shared,
        blocks: Vec<Arc<Block>>,
    ) -> Self {
        let rounds = Arc::new(Rounds::of(&dimensions));
        let len = blocks.iter().map(|block| block.len()).sum();
        let firsts = blocks.iter().map(|block| block.ids.first().copied().unwrap_or(i64::MAX)).collect();
        let (blocks, numberings) = (blocks.into(), Arc::default());
        Self {
            change,
            dimensions,
            places,
            rounds,
            definitions,
            editions,
            investors,
            numberings,
            blocks,
            firsts,
            len,
        }
    }

    /// The change up to which the ledger is known here.
    pub fn change(&self) -> ChangeId {
        self.change
    }

    /// What projects refer to.
    pub fn dimensions(&self) -> &Arc<Dimensions> {
        &self.dimensions
    }

    /// The organisations with their place in the tree.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// What figures mean here: the site's own definitions over time.
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// The catalogue of a day: what comes with the program, and the site's definitions in force on it.
    pub fn catalogue(&self, on: Day) -> &Catalogue {
        self.definitions.on(on)
    }

    /// How bulletins are worded here: the site's own templates over time.
    pub fn editions(&self) -> &Editions {
        &self.editions
    }

    /// The templates of a day: those that come with the program, and the site's own in force on it.
    pub fn templates(&self, on: Day) -> &Templates {
        self.editions.on(on)
    }

    /// The investors in whose name a folded text stands.
    pub(crate) fn investors_called(&self, folded: &str) -> ids::IdMarks {
        self.investors.called(&self.dimensions, folded)
    }

    /// Numbers for the records of a kind.
    pub(crate) fn numbering(&self, of: Numbered) -> &Numbering {
        self.numberings.get(of, &self.blocks, &self.places)
    }

    pub(crate) fn rounds(&self) -> &Rounds {
        &self.rounds
    }

    /// Zone and park of every project in which an investor invests, whoever may see the projects.
    pub fn places_of_investor(&self, investor: InvestorId) -> BTreeSet<(OrgId, Option<OrgId>)> {
        let rows = |block| (0..Block::len(block)).map(move |row| ProjectView { block, row });
        let all = self.blocks().iter().flat_map(|block| rows(block));
        let own = all.filter(|project| project.investors().any(|id| id == investor));
        own.map(|project| (project.zone(), project.park())).collect()
    }

    /// The projects of which a project is a part: its parent, that one's parent, and so on, whoever may see them.
    pub fn wholes_of(&self, project: &ProjectView<'_>) -> impl Iterator<Item = ProjectId> {
        let view = |(block, row): (usize, usize)| ProjectView { block: &self.blocks[block], row };
        let above = move |id: &ProjectId| self.locate(*id).map(view)?.parent();
        successors(project.parent(), above).take(PART_LEVELS_MAX)
    }

    /// Number of projects, those out of a reader's scope included.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no project.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes of memory in the blocks, dimensions left out: shared blocks count in every snapshot that holds them.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.bytes()).sum()
    }

    /// Number of blocks that both snapshots hold as the same memory.
    pub fn blocks_shared_with(&self, other: &Self) -> usize {
        self.blocks
            .iter()
            .filter(|block| other.blocks.iter().any(|others| Arc::ptr_eq(block, others)))
            .count()
    }

    pub(crate) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// Where a project stands: block and row.
    pub(crate) fn locate(&self, id: ProjectId) -> Option<(usize, usize)> {
        let block = self.firsts.partition_point(|first| *first <= id.0).checked_sub(1)?;
        self.blocks[block].ids.binary_search(&id.0).ok().map(|row| (block, row))
    }

    fn rows(&self) -> impl Iterator<Item = (&Block, usize)> {
        self.blocks.iter().flat_map(|block| (0..block.len()).map(move |row| (block.as_ref(), row)))
    }
}

/// Equal when the content is: same change, same dimensions, same projects in the order of ids, however they are cut
/// into blocks.
impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.change == other.change
            && self.len == other.len
            && self.dimensions == other.dimensions
            && self
                .rows()
                .zip(other.rows())
                .all(|((own, row), (others, other_row))| own.same(row, others, other_row))
    }
}

fn finished(mut block: Block) -> Arc<Block> {
    block.shrink();
    Arc::new(block)
}
