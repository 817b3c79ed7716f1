//! What the desk counts, over one population.

use ::figures::Population;
use domain::facts::{Kept, Round};
use domain::{Day, ListKind, Stage};
use std::collections::BTreeMap;

/// Projects and their total investment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub projects: i64,
    pub invest_fen: i64,
}

/// Projects by their stage on the day; `None` before the first event.
pub(super) fn by_stage(population: &Population) -> BTreeMap<Option<Stage>, Tally> {
    let mut tallies: BTreeMap<Option<Stage>, Tally> = BTreeMap::new();
    for project in population.projects() {
        let tally = tallies.entry(project.stage_on(population.true_on())).or_default();
        tally.projects += 1;
        tally.invest_fen = tally.invest_fen.saturating_add(project.invest_fen().unwrap_or(0));
    }
    tallies
}

/// Entries of a round that stand on a day, by list, with their frozen investment.
pub(super) fn of_round(population: &Population, round: i64, on: Day) -> BTreeMap<ListKind, Tally> {
    let mut tallies: BTreeMap<ListKind, Tally> = BTreeMap::new();
    for project in population.projects() {
        for entry in project.entries().filter(|entry| entry.round == round && entry.stands_on(on)) {
            let tally = tallies.entry(entry.list).or_default();
            tally.projects += 1;
            tally.invest_fen = tally.invest_fen.saturating_add(entry.amount_fen().unwrap_or(0));
        }
    }
    tallies
}

/// The round that people work on: the first that is not published yet, else the latest.
pub(super) fn running<'a>(rounds: impl Iterator<Item = &'a Kept<Round>>) -> Option<&'a Kept<Round>> {
    let mut rounds: Vec<_> = rounds.collect();
    rounds.sort_by_key(|round| (round.day, round.id));
    rounds.iter().find(|round| round.published_change.is_none()).or(rounds.last()).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::RoundLevel;
    use domain::facts::OrgId;

    fn round(id: i64, month: u8, published_change: Option<i64>) -> Kept<Round> {
        let body = Round {
            org: OrgId(1),
            level: RoundLevel::Province,
            year: 2022,
            seq_in_year: id,
            cumulative_seq: None,
            day: Day::new(2022, month, 1).unwrap(),
            main_venue: None,
            branch_venues: None,
            published_change,
            published_on: None,
        };
        crate::ledger::kept(id, body)
    }

    #[test]
    fn the_running_round_is_the_first_unpublished_else_the_latest() {
        let rounds = [round(3, 9, None), round(1, 3, Some(5)), round(2, 6, None)];
        assert_eq!(running(rounds.iter()).unwrap().id, 2);
        let rounds = [round(2, 6, Some(9)), round(1, 3, Some(5))];
        assert_eq!(running(rounds.iter()).unwrap().id, 2);
        assert_eq!(running([].iter()), None);
    }
}
