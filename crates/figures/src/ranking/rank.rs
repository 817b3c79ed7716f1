//! From scores to ranks: groups apart, ties, top and bottom, changes of place.

use super::error::RankError;
use super::score::{Score, Unit, score};
use super::spec::{Body, Scheme, TieBy, TieRule, Vetoed};
use crate::exact::Exact;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A ranking: one table for each group that is ranked apart, in the order of the scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranking {
    /// The scheme.
    pub scheme: String,
    /// Its edition (`assessmentVersion`).
    pub version: String,
    /// The tables.
    pub groups: Vec<RankedGroup>,
}

/// The table of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RankedGroup {
    /// The group; none when all are ranked together.
    pub group: Option<String>,
    /// By rank, those without one at the end in the offices' unit order.
    pub rows: Vec<RankRow>,
    /// The first ones, where the scheme names them.
    pub top: Option<Cut>,
    /// The last ones that are not among the first, where the scheme names them.
    pub bottom: Option<Cut>,
}

/// One unit in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RankRow {
    /// The rank; none without a score, or by a veto.
    pub rank: Option<u32>,
    /// Whether others have the same rank (并列).
    pub tied: bool,
    /// The unit.
    pub unit: String,
    /// As printed.
    pub name: String,
    /// Its place in the offices' unit order.
    pub order: u32,
    /// Its score.
    pub score: Score,
    /// Against the earlier ranking; none when there is none, or no rank now.
    pub change: Option<Change>,
}

/// A change of place (位次变化).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Up by so many.
    Up(u32),
    /// Down by so many.
    Down(u32),
    /// The same rank.
    Same,
    /// No rank before.
    New,
}

/// ↑2, ↓1, —, 新.
impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Up(places) => write!(out, "↑{places}"),
            Self::Down(places) => write!(out, "↓{places}"),
            Self::Same => out.write_str("—"),
            Self::New => out.write_str("新"),
        }
    }
}

/// The first or last units. A tie at the cut takes all tied units in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cut {
    /// How many the scheme names.
    pub asked: usize,
    /// The units, by rank.
    pub units: Vec<String>,
    /// Whether more are named than asked, because they are tied.
    pub widened: bool,
}

impl Ranking {
    /// The row of a unit.
    pub fn row(&self, unit: &str) -> Option<&RankRow> {
        self.groups.iter().flat_map(|group| &group.rows).find(|row| row.unit == unit)
    }
}

/// A unit with its score, to be ranked.
pub(super) struct Entry {
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) order: u32,
    pub(super) group: Option<String>,
    pub(super) score: Score,
}

/// Scores the units by the scheme's items and ranks them.
///
/// # Errors
/// A scheme that is a roll-up; a unit in none of the groups that are ranked apart.
pub fn rank(
    scheme: &Scheme,
    units: &BTreeMap<String, Unit>,
    earlier: Option<&Ranking>,
) -> Result<Ranking, RankError> {
    let Body::Items(items) = &scheme.body else { return Err(RankError::OtherKind(scheme.name.clone())) };
    let entry = |(id, unit): (&String, &Unit)| Entry {
        unit: id.clone(),
        name: unit.name.clone(),
        order: unit.order,
        group: unit.group.clone(),
        score: score(scheme, items, unit),
    };
    standings(scheme, units.iter().map(entry).collect(), earlier)
}

/// Ranks what is scored.
pub(super) fn standings(
    scheme: &Scheme,
    entries: Vec<Entry>,
    earlier: Option<&Ranking>,
) -> Result<Ranking, RankError> {
    let mut groups: Vec<(Option<String>, Vec<Entry>)> = match scheme.groups.as_slice() {
        [] => vec![(None, Vec::new())],
        apart => apart.iter().map(|group| (Some(group.name.clone()), Vec::new())).collect(),
    };
    for entry in entries {
        let own = groups.iter_mut().find(|(group, _)| scheme.groups.is_empty() || *group == entry.group);
        match own {
            Some((_, members)) => members.push(entry),
            None => return Err(RankError::NoGroup { unit: entry.unit }),
        }
    }
    let groups = groups.into_iter().map(|(group, entries)| ranked_group(scheme, group, entries, earlier));
    Ok(Ranking { scheme: scheme.name.clone(), version: scheme.version.clone(), groups: groups.collect() })
}

impl Scheme {
    /// What is compared: the score as printed or as it is; none of a unit that has no rank.
    pub(super) fn rank_key(&self, score: &Score) -> Option<Exact> {
        let barred = self.items().is_some_and(|items| items.vetoed == Vetoed::Unranked) && score.vetoed;
        let exact = score.exact.as_ref().filter(|_| !barred)?;
        Some(match self.tie_by {
            TieBy::Printed => exact.rounded(self.places, self.rounding),
            TieBy::Exact => exact.clone(),
        })
    }

    /// The rank of a score among others, which are those of the other units of its group.
    pub(super) fn rank_among(&self, own: &Exact, others: &[Exact]) -> u32 {
        let mut higher: Vec<&Exact> = others.iter().filter(|other| *other > own).collect();
        if self.ties == TieRule::Dense {
            higher.sort_unstable();
            higher.dedup();
        }
        higher.len() as u32 + 1
    }
}

fn ranked_group(
    scheme: &Scheme,
    group: Option<String>,
    entries: Vec<Entry>,
    earlier: Option<&Ranking>,
) -> RankedGroup {
    let keyed = entries.into_iter().map(|entry| (scheme.rank_key(&entry.score), entry));
    let mut keyed: Vec<(Option<Exact>, Entry)> = keyed.collect();
    // None, without a rank, sorts below every score; inside a tie the offices' order holds.
    keyed.sort_by(|(one, left), (two, right)| {
        two.cmp(one).then_with(|| (left.order, &left.unit).cmp(&(right.order, &right.unit)))
    });
    let keys: Vec<Exact> = keyed.iter().filter_map(|(key, _)| key.clone()).collect();
    let ranks = ranks(scheme.ties, &keys);
    let rows: Vec<RankRow> = keyed
        .into_iter()
        .enumerate()
        .map(|(place, (key, entry))| {
            let rank = ranks.get(place).copied();
            let tied = key.is_some_and(|key| keys.iter().filter(|other| **other == key).count() > 1);
            row(entry, rank, tied, earlier)
        })
        .collect();
    let top = cut(scheme.top, &keys, rows.iter());
    // Who is named at the top is not named at the bottom, however few there are or wide a tie is.
    let named = top.as_ref().map_or(0, |top| top.units.len());
    let upwards: Vec<Exact> = keys[named..].iter().rev().cloned().collect();
    let bottom = cut(scheme.bottom, &upwards, rows[named..keys.len()].iter().rev());
    let bottom = bottom.map(|cut| Cut { units: cut.units.into_iter().rev().collect(), ..cut });
    RankedGroup { group, rows, top, bottom }
}

/// The ranks of scores from the highest down.
pub(crate) fn ranks(ties: TieRule, keys: &[Exact]) -> Vec<u32> {
    let mut ranks: Vec<u32> = Vec::with_capacity(keys.len());
    for (place, key) in keys.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| (&keys[before], ranks[before]));
        ranks.push(match (before, ties) {
            (Some((other, rank)), _) if other == key => rank,
            (Some((_, rank)), TieRule::Dense) => rank + 1,
            _ => place as u32 + 1,
        });
    }
    ranks
}

fn row(entry: Entry, rank: Option<u32>, tied: bool, earlier: Option<&Ranking>) -> RankRow {
    let before = earlier.map(|earlier| earlier.row(&entry.unit).and_then(|row| row.rank));
    let change = rank.zip(before).map(|(now, before)| match before {
        None => Change::New,
        Some(before) if before > now => Change::Up(before - now),
        Some(before) if before < now => Change::Down(now - before),
        Some(_) => Change::Same,
    });
    let Entry { unit, name, order, score, .. } = entry;
    RankRow { rank, tied, unit, name, order, score, change }
}

/// The units of the first so many keys, and of those equal to the last of them.
fn cut<'a>(asked: usize, keys: &[Exact], rows: impl Iterator<Item = &'a RankRow>) -> Option<Cut> {
    if asked == 0 {
        return None;
    }
    let plain = asked.min(keys.len());
    let last = plain.checked_sub(1).map(|last| &keys[last]);
    let taken = plain + keys[plain..].iter().take_while(|key| Some(*key) == last).count();
    let units = rows.take(taken).map(|row| row.unit.clone()).collect();
    Some(Cut { asked, units, widened: taken > plain })
}
