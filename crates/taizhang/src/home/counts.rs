//! What the desk counts: figures of the catalogue, as every other page has them.

use crate::actor::Actor;
use crate::as_of::Question;
use crate::rounds::{Counted, list_of};
use ::figures::{Dim, Figure, FigureError, Filter, Sum};
use domain::facts::{Kept, Round};
use domain::{Day, ListKind, RoundKey, Stage};
use std::collections::BTreeMap;

/// Projects by their stage on the day, in the order of stages; `None` before the first event.
pub(super) fn by_stage(
    actor: &Actor,
    at: &Question,
    narrow: &Filter,
) -> Result<Vec<(Option<Stage>, Sum)>, FigureError> {
    let everything = Counted { scope: &actor.scope, at, filter: narrow.clone() };
    let figures = everything.figures("byStage", &[Dim::Stage])?;
    let stage = |figure: &Figure| figure.group.key(Dim::Stage).and_then(Stage::from_code);
    Ok(figures.iter().map(|figure| (stage(figure), Sum::of(figure))).collect())
}

/// Entries of a round by list, with their frozen investment.
pub(crate) fn of_round(
    actor: &Actor,
    at: &Question,
    narrow: &Filter,
    key: RoundKey,
) -> Result<BTreeMap<ListKind, Sum>, FigureError> {
    let entries = Counted::round(&actor.scope, at, key).and(narrow);
    let figures = entries.figures("roundEntries", &[Dim::List])?;
    Ok(figures.iter().filter_map(|figure| Some((list_of(figure)?, Sum::of(figure)))).collect())
}

/// The round that people work on: the latest that was held by the day, while it isn't published; then the next to come;
/// else the latest.
pub(crate) fn running<'a>(rounds: impl Iterator<Item = &'a Kept<Round>>, on: Day) -> Option<&'a Kept<Round>> {
    let mut rounds: Vec<_> = rounds.collect();
    rounds.sort_by_key(|round| (round.day, round.id));
    let (held, to_come) = rounds.split_at(rounds.partition_point(|round| round.day <= on));
    let latest = held.last().copied();
    latest
        .filter(|round| crate::rounds::publication(round, on).is_none())
        .or(to_come.first().copied())
        .or(latest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::RoundLevel;
    use domain::facts::OrgId;
    use rstest::rstest;

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
            published_on: Day::new(2022, month, 1).filter(|_| published_change.is_some()),
        };
        crate::ledger::kept(id, body)
    }

    #[rstest]
    // March is published, June waits to be, September is prepared.
    #[case(&[(3, 9, None), (1, 3, Some(5)), (2, 6, None)], 7, Some(2))]
    #[case(&[(3, 9, None), (1, 3, Some(5)), (2, 6, None)], 5, Some(2))]
    #[case(&[(3, 9, None), (1, 3, Some(5)), (2, 6, Some(9))], 7, Some(3))]
    // Rounds of the past that nobody published here aren't running still.
    #[case(&[(1, 1, None), (2, 2, None), (3, 6, Some(9))], 7, Some(3))]
    #[case(&[(2, 6, Some(9)), (1, 3, Some(5))], 7, Some(2))]
    #[case(&[], 7, None)]
    fn the_running_round_is_the_latest_held_until_it_is_published_then_the_next(
        #[case] rounds: &[(i64, u8, Option<i64>)],
        #[case] month: u8,
        #[case] expected: Option<i64>,
    ) {
        let rounds: Vec<_> =
            rounds.iter().map(|(id, month, published)| round(*id, *month, *published)).collect();
        let found = running(rounds.iter(), Day::new(2022, month, 15).unwrap());
        assert_eq!(found.map(|round| round.id), expected);
    }
}
