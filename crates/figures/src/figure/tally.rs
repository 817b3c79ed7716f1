//! Adding up what is counted, group by group.

use super::axis::Axis;
use super::dim::Dim;
use super::groups::Groups;
use super::items::Items;
use super::question::Plan;
use crate::catalogue::{Basis, FigureKind};
use crate::snapshot::column::NO_AMOUNT;

/// What is added up for one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) items: i64,
    pub(super) numerator: i128,
    pub(super) projects: i64,
    pub(super) rounds: i64,
    pub(super) amount_fen: i128,
    pub(super) without_amount: i64,
    /// Of a rate: what stands above the line; of one of sums, with an amount there.
    pub(super) known_above: i64,
    /// Of a rate of sums: what has an amount below the line and none above it.
    pub(super) untold_above: i64,
    last_project: Option<i64>,
}

impl Sums {
    /// Whether something is counted and none of it has an amount.
    pub(super) fn none_known(&self) -> bool {
        self.items > 0 && self.without_amount == self.items
    }
}

/// The sums of all groups met.
pub(super) struct Tally<'a> {
    /// In the order of [`Groups`].
    pub(super) sums: Vec<Sums>,
    basis: Basis,
    rounds: Option<RoundsSeen<'a>>,
}

impl<'a> Tally<'a> {
    /// Counts what a question asks for. Ungrouped there is a sum over nothing too.
    pub(super) fn of(plan: &'a Plan, groups: &mut Groups<'_>) -> Self {
        let mut tally = Self {
            sums: vec![Sums::default()],
            basis: plan.spec.basis,
            rounds: (plan.spec.kind == FigureKind::Rounds).then(|| RoundsSeen::none(plan.axis(Dim::Round))),
        };
        for items in plan.items() {
            let places = groups.of(&items);
            tally.sums.resize(groups.len().max(1), Sums::default());
            tally.add(&items, &places);
        }
        if tally.basis == Basis::Projects {
            tally.sums.iter_mut().for_each(|sums| sums.projects = sums.items);
        }
        tally
    }

    /// Adds the items of a block, each to its group. One run for each thing that is added: the common ones are short.
    fn add(&mut self, items: &Items<'_>, places: &[u32]) {
        let is_part = items.line.as_ref().is_some_and(|line| line.below.is_some());
        for (item, (place, fen)) in places.iter().zip(&items.amounts).enumerate() {
            if is_part && !items.is_below(item) {
                continue;
            }
            let sums = &mut self.sums[*place as usize];
            sums.items += 1;
            match *fen {
                NO_AMOUNT => sums.without_amount += 1,
                fen => sums.amount_fen += i128::from(fen),
            }
        }
        if self.basis == Basis::Entries {
            self.add_projects(items, places, is_part);
        }
        if items.line.is_some() {
            self.add_numerator(items, places);
        }
        if let Some(rounds) = &mut self.rounds {
            rounds.add(items, places, &mut self.sums);
        }
    }

    /// The distinct projects of entries.
    fn add_projects(&mut self, items: &Items<'_>, places: &[u32], is_part: bool) {
        for (item, (place, row)) in places.iter().zip(&items.rows).enumerate() {
            if is_part && !items.is_below(item) {
                continue;
            }
            let sums = &mut self.sums[*place as usize];
            // Entries of one project come one after another, so a change of project is a new one.
            let project = items.block.ids[*row as usize];
            sums.projects += i64::from(sums.last_project.replace(project) != Some(project));
        }
    }

    fn add_numerator(&mut self, items: &Items<'_>, places: &[u32]) {
        for (item, place) in places.iter().enumerate() {
            let sums = &mut self.sums[*place as usize];
            if let Some(above) = items.above(item) {
                sums.numerator += i128::from(above);
                sums.known_above += 1;
            } else if items.is_untold(item) {
                sums.untold_above += 1;
            }
        }
    }
}

/// The rounds met in each group: a bit for each round, group after group.
struct RoundsSeen<'a> {
    rounds: Axis<'a>,
    words: usize,
    seen: Vec<u64>,
}

impl<'a> RoundsSeen<'a> {
    fn none(rounds: Axis<'a>) -> Self {
        let words = rounds.len().div_ceil(u64::BITS as usize);
        Self { rounds, words, seen: Vec::new() }
    }

    fn add(&mut self, items: &Items<'_>, places: &[u32], sums: &mut [Sums]) {
        self.seen.resize(sums.len() * self.words, 0);
        for (place, round) in places.iter().zip(self.rounds.codes(items)) {
            let word = &mut self.seen[*place as usize * self.words + (round / u64::BITS) as usize];
            let bit = 1 << (round % u64::BITS);
            sums[*place as usize].rounds += i64::from(*word & bit == 0);
            *word |= bit;
        }
    }
}
