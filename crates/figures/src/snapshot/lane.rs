//! Filling a snapshot afresh, project after project.

use super::column::Column;
use super::{BLOCK_ROWS, Block, finished};
use domain::facts::{Dimensions, Dossier};
use std::sync::Arc;

/// A run of projects on their way into a snapshot. Several can be filled side by side, each with a span of ids, and
/// are put together by [`super::Snapshot::of_lanes`].
pub struct Lane {
    dimensions: Arc<Dimensions>,
    blocks: Vec<Arc<Block>>,
    filling: Block,
    last_id: i64,
}

impl Lane {
    /// An empty lane of projects that refer to these dimensions.
    pub fn new(dimensions: Arc<Dimensions>) -> Self {
        Self { dimensions, blocks: Vec::new(), filling: Block::default(), last_id: i64::MIN }
    }

    pub(super) fn dimensions(&self) -> &Arc<Dimensions> {
        &self.dimensions
    }

    /// Takes the next project, unless its id isn't above all before: then nothing happens and the answer is false.
    #[must_use]
    pub fn push(&mut self, dossier: &Dossier) -> bool {
        if dossier.project.id <= self.last_id {
            return false;
        }
        self.last_id = dossier.project.id;
        self.filling.push(dossier, &self.dimensions);
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
