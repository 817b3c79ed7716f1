//! Adding up what is counted, group by group.

use super::axis::Axis;
use super::dim::Dim;
use super::groups::{Groups, Numbers};
use super::items::Items;
use super::question::Plan;
use crate::catalogue::{Basis, FigureKind};
use crate::snapshot::column::NO_AMOUNT;

/// What is added up for one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) items: u32,
    pub(super) projects: u32,
    pub(super) rounds: u32,
    pub(super) without_amount: u32,
    /// Of a rate: what stands above the line; of one of sums, with an amount there.
    pub(super) known_above: u32,
    /// Of a rate of sums: what has an amount below the line and none above it.
    pub(super) untold_above: u32,
    pub(super) numerator: i128,
    pub(super) amount_fen: i128,
}

// Tens of thousands of groups are added to at random: each is one line of the cache.
const _: () = assert!(size_of::<Sums>() <= 64);

impl Sums {
    /// Whether something is counted and none of it has an amount.
    pub(super) fn none_known(&self) -> bool {
        self.items > 0 && self.without_amount == self.items
    }

    fn and(self, other: &Self) -> Self {
        Self {
            items: self.items + other.items,
            projects: self.projects + other.projects,
            rounds: self.rounds + other.rounds,
            without_amount: self.without_amount + other.without_amount,
            known_above: self.known_above + other.known_above,
            untold_above: self.untold_above + other.untold_above,
            numerator: self.numerator + other.numerator,
            amount_fen: self.amount_fen + other.amount_fen,
        }
    }
}

/// The sums of all groups met.
pub(super) struct Tally<'a> {
    /// In the order of [`Groups`].
    pub(super) sums: Vec<Sums>,
    basis: Basis,
    /// Of entries: their distinct projects.
    projects: u32,
    /// Of entries: the project of the last one in each group.
    last_projects: Vec<Option<i64>>,
    rounds: Option<RoundsSeen<'a>>,
}

impl<'a> Tally<'a> {
    /// Counts what a question asks for. Ungrouped there is a sum over nothing too.
    pub(super) fn of(plan: &'a Plan, groups: &mut Groups<'_>) -> Self {
        let mut tally = Self::none(plan);
        for items in plan.items() {
            let numbers = groups.numbers(&items);
            tally.count(&items, &numbers, groups);
        }
        tally.finished()
    }

    /// The same where at most so many groups are read: of the others only what they come to together is known.
    pub(super) fn of_first(plan: &'a Plan, groups: &mut Groups<'_>, at_most: usize) -> Self {
        if !groups.may_exceed(at_most) {
            return Self::of(plan, groups);
        }
        let all: Vec<(Items<'_>, Numbers)> = plan
            .items()
            .map(|items| {
                let numbers = groups.numbers(&items);
                (items, numbers)
            })
            .collect();
        groups.only_first(at_most, all.iter().map(|(_, numbers)| numbers));
        let mut tally = Self::none(plan);
        for (items, numbers) in &all {
            tally.count(items, numbers, groups);
        }
        tally.finished()
    }

    fn none(plan: &'a Plan) -> Self {
        Self {
            sums: vec![Sums::default()],
            basis: plan.spec.basis,
            projects: 0,
            last_projects: Vec::new(),
            rounds: (plan.spec.kind == FigureKind::Rounds).then(|| RoundsSeen::none(plan.axis(Dim::Round))),
        }
    }

    fn count(&mut self, items: &Items<'_>, numbers: &Numbers, groups: &mut Groups<'_>) {
        let places = groups.of(numbers);
        self.sums.resize(groups.places(), Sums::default());
        self.add(items, &places);
    }

    fn finished(mut self) -> Self {
        if self.basis == Basis::Projects {
            self.sums.iter_mut().for_each(|sums| sums.projects = sums.items);
        }
        self
    }

    /// What all groups add up to. Rounds, and projects with several entries, may stand in several groups: they count once.
    pub(super) fn whole(&self) -> Sums {
        let together = self.sums.iter().fold(Sums::default(), Sums::and);
        let projects = if self.basis == Basis::Entries { self.projects } else { together.projects };
        let rounds = self.rounds.as_ref().map_or(0, RoundsSeen::met);
        Sums { projects, rounds, ..together }
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
        self.last_projects.resize(self.sums.len(), None);
        let mut last = None;
        for (item, (place, row)) in places.iter().zip(&items.rows).enumerate() {
            if is_part && !items.is_below(item) {
                continue;
            }
            // Entries of one project come one after another, so a change of project is a new one.
            let project = items.block.ids[*row as usize];
            self.projects += u32::from(last.replace(project) != Some(project));
            let last_of_group = &mut self.last_projects[*place as usize];
            self.sums[*place as usize].projects += u32::from(last_of_group.replace(project) != Some(project));
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

    /// How many are met in any group.
    fn met(&self) -> u32 {
        let together =
            |word: usize| self.seen.iter().skip(word).step_by(self.words).fold(0, |all, seen| all | seen);
        (0..self.words).map(|word| together(word).count_ones()).sum()
    }

    fn add(&mut self, items: &Items<'_>, places: &[u32], sums: &mut [Sums]) {
        self.seen.resize(sums.len() * self.words, 0);
        for (place, round) in places.iter().zip(self.rounds.codes(items)) {
            let word = &mut self.seen[*place as usize * self.words + (round / u64::BITS) as usize];
            let bit = 1 << (round % u64::BITS);
            sums[*place as usize].rounds += u32::from(*word & bit == 0);
            *word |= bit;
        }
    }
}
