//! Finding a round, who may see it, and the points at which its lists are counted.

use crate::as_of::{AsOf, KnownBy, Question};
use crate::ledger::{Ledger, LedgerError};
use domain::facts::{ChangeId, Kept, Round, RoundId};
use domain::{Day, ListKind, RoundKey, Scope};
use figures::{Filter, Snapshot};

/// The key by which the filter language and scripts know a round.
pub fn key(round: &Round) -> RoundKey {
    RoundKey {
        year: i16::try_from(round.year).unwrap_or_default(),
        seq_in_year: u8::try_from(round.seq_in_year).unwrap_or_default(),
    }
}

/// All rounds that concern the reader, the latest first.
pub(super) fn all<'a>(snapshot: &'a Snapshot, scope: &Scope) -> Vec<&'a Kept<Round>> {
    let seen = |round: &&Kept<Round>| concerns(snapshot, scope, round);
    let mut rounds: Vec<_> = snapshot.dimensions().rounds.values().filter(seen).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.day, key(round), round.id)));
    rounds
}

/// The round with this id, if it concerns the reader.
pub(super) fn by_id<'a>(snapshot: &'a Snapshot, scope: &Scope, id: RoundId) -> Option<&'a Kept<Round>> {
    let round = snapshot.dimensions().rounds.get(&id.0)?;
    concerns(snapshot, scope, round).then_some(round)
}

/// The round with this key. Keys are unique in a ledger: see [`super::define`].
pub(super) fn by_key<'a>(snapshot: &'a Snapshot, scope: &Scope, wanted: RoundKey) -> Option<&'a Kept<Round>> {
    all(snapshot, scope).into_iter().find(|round| key(round) == wanted)
}

/// Whether a round concerns the reader: they read its holder or something below it, as a zone's clerk the province's.
pub fn concerns(snapshot: &Snapshot, scope: &Scope, round: &Round) -> bool {
    snapshot.places().concern(scope, round.org)
}

/// The condition that picks a round's entries, of one list or of all.
pub(super) fn entries(key: RoundKey, list: Option<ListKind>) -> Filter {
    let text = match list {
        None => format!("round:{key}"),
        Some(list) => format!("round:{key} list:{}", list.code()),
    };
    Filter::parse(&text).expect("a round's key and a list's code are words of the filter language")
}

/// Whether a round is there for who asks: held by the day asked, or to come while the present is asked about. Of a day
/// that has passed nobody is shown what was held after it.
pub fn is_in_sight(at: &Question, round: &Round) -> bool {
    round.day <= at.true_on || !at.is_of_the_past()
}

/// The question about a round: entries count from the round's day on, so a round that is being prepared is read on
/// its own day. A day that has passed stays the day asked.
pub fn on_its_day(at: &Question, round: &Round) -> Question {
    let true_on = if at.is_of_the_past() { at.true_on } else { at.true_on.max(round.day) };
    Question { true_on, ..at.clone() }
}

/// When and by which change a round was published; none on a day before that.
pub fn publication(round: &Round, on: Day) -> Option<(Day, i64)> {
    round.published_on.filter(|day| *day <= on).zip(round.published_change)
}

/// The question whose answers were frozen by publication; none before it.
pub(super) async fn frozen(
    ledger: &Ledger,
    at: &Question,
    round: &Round,
) -> Result<Option<Question>, LedgerError> {
    let Some((_, change)) = publication(round, at.true_on) else { return Ok(None) };
    let as_of = AsOf {
        true_on: Some(round.day.max(round.published_on.unwrap_or(round.day))),
        known_by: KnownBy::Change(ChangeId(change)),
    };
    Ok(Some(as_of.resolve(ledger).await?))
}
