//! What the desk counts: figures of the catalogue, as every other page has them.

use crate::actor::Actor;
use crate::as_of::Question;
use crate::rounds::{Counted, list_of};
use ::figures::{Dim, Figure, FigureError, Filter, Sum};
use domain::facts::{Kept, Round};
use domain::{ListKind, RoundKey, Stage};
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

/// The round that people work on: the first that is not published yet, else the latest.
pub(crate) fn running<'a>(rounds: impl Iterator<Item = &'a Kept<Round>>) -> Option<&'a Kept<Round>> {
    let mut rounds: Vec<_> = rounds.collect();
    rounds.sort_by_key(|round| (round.day, round.id));
    rounds.iter().find(|round| round.published_change.is_none()).or(rounds.last()).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::facts::OrgId;
    use domain::{Day, RoundLevel};

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
