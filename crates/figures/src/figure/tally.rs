//! Adding up what is counted, group by group.

use super::groups::Groups;
use super::items::Items;
use super::question::Plan;
use crate::catalogue::{Basis, FigureKind};
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::ids::IdSet;

/// What is added up for one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) items: i64,
    pub(super) numerator: i64,
    pub(super) projects: i64,
    pub(super) rounds: i64,
    pub(super) amount_fen: i128,
    pub(super) without_amount: i64,
    last_project: Option<i64>,
}

/// The sums of all groups met.
pub(super) struct Tally {
    /// In the order of [`Groups`].
    pub(super) sums: Vec<Sums>,
    kind: FigureKind,
    basis: Basis,
    /// The rounds seen in each group.
    rounds: IdSet<(u32, i64)>,
}

impl Tally {
    /// Counts what a question asks for. Ungrouped there is a sum over nothing too.
    pub(super) fn of(plan: &Plan, groups: &mut Groups<'_>) -> Self {
        let mut tally = Self {
            sums: vec![Sums::default()],
            kind: plan.spec.kind,
            basis: plan.spec.basis,
            rounds: IdSet::default(),
        };
        for items in plan.items() {
            let places = groups.of(&items);
            tally.sums.resize(groups.len().max(1), Sums::default());
            tally.add(&items, &places);
        }
        tally
    }

    /// Adds the items of a block, each to its group. One run for each thing that is added: the common ones are short.
    fn add(&mut self, items: &Items<'_>, places: &[u32]) {
        for (place, fen) in places.iter().zip(&items.amounts) {
            let sums = &mut self.sums[*place as usize];
            sums.items += 1;
            match *fen {
                NO_AMOUNT => sums.without_amount += 1,
                fen => sums.amount_fen += i128::from(fen),
            }
        }
        self.add_projects(items, places);
        match self.kind {
            FigureKind::Rate => self.add_numerator(items, places),
            FigureKind::Rounds => self.add_rounds(items, places),
            FigureKind::Count | FigureKind::Sum => {}
        }
    }

    fn add_projects(&mut self, items: &Items<'_>, places: &[u32]) {
        for (place, row) in places.iter().zip(&items.rows) {
            let sums = &mut self.sums[*place as usize];
            // Entries of one project come one after another, so a change of project is a new one.
            let project = items.block.ids[*row as usize];
            if self.basis == Basis::Projects || sums.last_project.replace(project) != Some(project) {
                sums.projects += 1;
            }
        }
    }

    fn add_numerator(&mut self, items: &Items<'_>, places: &[u32]) {
        for (item, place) in places.iter().enumerate() {
            self.sums[*place as usize].numerator += i64::from(items.in_numerator(item));
        }
    }

    fn add_rounds(&mut self, items: &Items<'_>, places: &[u32]) {
        for (item, place) in places.iter().enumerate() {
            let is_new = |round| self.rounds.insert((*place, round));
            self.sums[*place as usize].rounds += i64::from(items.round(item).is_some_and(is_new));
        }
    }
}
