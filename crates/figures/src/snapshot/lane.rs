//! Filling a snapshot afresh, project after project.

use super::column::Column;
use super::gather::{AllRows, Walk};
use super::rows::Rows;
use super::{BLOCK_ROWS, Block, finished};
use domain::facts::{Dimensions, Dossier, Kept, Project};
use std::sync::Arc;

/// A run of projects on their way into a snapshot. Several can be filled side by side, each with a span of ids, and
/// are put together by [`super::Snapshot::of_lanes`].
pub struct Lane {
    dimensions: Arc<Dimensions>,
    gathered: Arc<AllRows>,
    walk: Walk,
    /// Used for one project after the other.
    rows: Rows,
    blocks: Vec<Arc<Block>>,
    filling: Block,
    last_id: i64,
}

impl Lane {
    /// An empty lane of projects that refer to these dimensions, and on which these rows hang.
    pub fn new(dimensions: Arc<Dimensions>, gathered: Arc<AllRows>) -> Self {
        Self {
            dimensions,
            gathered,
            walk: Walk::default(),
            rows: Rows::default(),
            blocks: Vec::new(),
            filling: Block::default(),
            last_id: i64::MIN,
        }
    }

    pub(super) fn dimensions(&self) -> &Arc<Dimensions> {
        &self.dimensions
    }

    /// Takes the next project with what was gathered for it, unless its id isn't above all before: then nothing happens
    /// and the answer is false.
    #[must_use]
    pub fn push(&mut self, project: &Kept<Project>) -> bool {
        self.take(project, |lane| lane.walk.go_to(project.id, &lane.gathered, &mut lane.rows))
    }

    /// The same for a project whose rows come with it.
    pub(super) fn push_dossier(&mut self, dossier: &Dossier) -> bool {
        self.take(&dossier.project, |lane| lane.rows = Rows::of(dossier))
    }

    fn take(&mut self, project: &Kept<Project>, find_rows: impl FnOnce(&mut Self)) -> bool {
        if project.id <= self.last_id {
            return false;
        }
        self.last_id = project.id;
        find_rows(self);
        self.filling.push(project, &self.rows, &self.dimensions);
        if self.filling.len() == BLOCK_ROWS {
            self.blocks.push(finished(std::mem::take(&mut self.filling)));
        }
        true
    }

    pub(super) fn into_blocks(mut self) -> Vec<Arc<Block>> {
        if self.filling.len() > 0 {
            self.blocks.push(finished(self.filling));
        }
        self.blocks
    }
}
