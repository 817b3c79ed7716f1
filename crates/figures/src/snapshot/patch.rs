//! The next snapshot after a write: only touched blocks are made anew, and in them untouched rows are copied in runs.

use super::column::Column;
use super::rows::Rows;
use super::{BLOCK_ROWS_MAX, Block, Places, Snapshot, finished};
use crate::bulletin::Editions;
use crate::catalogue::Definitions;
use domain::facts::{ChangeId, Dimensions, Dossier, ProjectId};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

type Touched = BTreeMap<i64, Option<Dossier>>;

impl Snapshot {
    /// The snapshot known by a later `change`.
    ///
    /// `dimensions` replaces what projects refer to, when the change touched it. `touched` holds every project whose
    /// dossier differs (as it now stands, or none when it is gone), and every project of an investor whose region
    /// changed, because a project's row keeps its first investor's region (see [`domain::facts::Owner`]).
    #[must_use]
    pub fn patch(
        &self,
        change: ChangeId,
        dimensions: Option<Arc<Dimensions>>,
        touched: Vec<(ProjectId, Option<Dossier>)>,
    ) -> Self {
        let places = match &dimensions {
            Some(new) if new.orgs != self.dimensions.orgs => Arc::new(Places::of(new)),
            _ => Arc::clone(&self.places),
        };
        let definitions = match &dimensions {
            Some(new) if !self.definitions.are_of(&new.figure_rules) => {
                Arc::new(Definitions::of(new.figure_rules.values()))
            }
            _ => Arc::clone(&self.definitions),
        };
        let editions = match &dimensions {
            Some(new) if !self.editions.are_of(&new.bulletin_rules, &definitions) => {
                Arc::new(Editions::of(new.bulletin_rules.values(), Arc::clone(&definitions)))
            }
            _ => Arc::clone(&self.editions),
        };
        let investors = if dimensions.is_some() { Arc::default() } else { Arc::clone(&self.investors) };
        let dimensions = dimensions.unwrap_or_else(|| Arc::clone(&self.dimensions));
        let mut waiting: Touched = touched.into_iter().map(|(id, dossier)| (id.0, dossier)).collect();
        let mut blocks = Vec::with_capacity(self.blocks.len() + 1);
        for (place, block) in self.blocks.iter().enumerate() {
            // A project between two blocks belongs to the one before it, one before the first to the first.
            let later = match self.blocks.get(place + 1).and_then(|next| next.ids.first()) {
                Some(next) => waiting.split_off(next),
                None => Touched::new(),
            };
            if waiting.is_empty() {
                blocks.push(Arc::clone(block));
            } else {
                blocks.extend(merged(block, waiting, &dimensions));
            }
            waiting = later;
        }
        // Only an empty snapshot leaves anything over.
        blocks.extend(merged(&Block::default(), waiting, &dimensions));
        Self::of_blocks(change, dimensions, (places, investors, definitions, editions), blocks)
    }
}

/// A block with changes, cut into as many as it takes; none when nothing is left.
fn merged(old: &Block, touched: Touched, dimensions: &Dimensions) -> Vec<Arc<Block>> {
    let mut new = Block::default();
    let mut copied = 0;
    for (id, dossier) in touched {
        let place = old.ids.partition_point(|known| *known < id);
        new.extend_from(old, copied..place);
        copied = place + usize::from(old.ids.get(place) == Some(&id));
        if let Some(dossier) = dossier {
            new.push(&dossier.project, &Rows::of(&dossier), dimensions);
        }
    }
    new.extend_from(old, copied..old.len());
    cuts(new.len()).map(|rows| part(&new, rows)).collect()
}

fn part(block: &Block, rows: Range<usize>) -> Arc<Block> {
    let mut part = Block::default();
    part.extend_from(block, rows);
    finished(part)
}

/// Even cuts of `len` rows, each at most [`BLOCK_ROWS_MAX`] and, when cut at all, about half of it.
fn cuts(len: usize) -> impl Iterator<Item = Range<usize>> {
    let parts = if len <= BLOCK_ROWS_MAX { usize::from(len > 0) } else { len.div_ceil(BLOCK_ROWS_MAX / 2) };
    (0..parts).map(move |part| (len * part / parts)..(len * (part + 1) / parts))
}
