//! What would lift a unit: for each input of its items the smallest change that, alone, does.

use super::error::RankError;

use super::score::{Unit, score};
use super::spec::{Body, Item, Items, Role, Rule, Scheme, Source};
use crate::exact::Exact;
use serde::Serialize;
use std::collections::BTreeMap;

/// Steps that are tried at most: 2 to this power.
const STEPS_LOG_MAX: u32 = 40;

/// What would lift a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// The unit.
    pub unit: String,
    /// Its rank.
    pub rank: u32,
    /// The rank asked for.
    pub goal: u32,
    /// One for each item and input; none when it is first already.
    pub changes: Vec<ItemChange>,
}

/// A change of one input, everything else and everybody else staying as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemChange {
    /// The item.
    pub item: String,
    /// The input ([`Source::key`]).
    pub input: String,
    /// What it takes.
    pub outcome: Outcome,
}

/// What a change takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// So much is enough, and one step less is not.
    Enough {
        /// The value now.
        from: Exact,
        /// The value needed.
        to: Exact,
        /// The difference; negative where less is better.
        more: Exact,
        /// Of a rate that counts things: how many more of them above the line it takes; fewer where negative.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<i64>,
        /// The score then, as printed.
        score: String,
        /// The rank then.
        rank: u32,
    },
    /// No change of this input does it.
    Impossible(Obstacle),
}

/// Why no change of an input is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Obstacle {
    /// Not even the most that the item can give, or the least that it can take.
    NotEnough,
    /// The input has no value that could change.
    NoValue,
    /// The same input counts against the unit in this item: more is not simply better.
    CountsAgainst(String),
    /// It changes nothing: no points depend on it.
    NoPoints,
}

/// The smallest change of each input alone by which a unit rises by so many ranks, or to the first.
///
/// # Errors
/// A scheme that is a roll-up, a unit that has no rank.
pub fn what_if(
    scheme: &Scheme,
    units: &BTreeMap<String, Unit>,
    unit: &str,
    ranks_up: u32,
) -> Result<WhatIf, RankError> {
    let Body::Items(items) = &scheme.body else { return Err(RankError::OtherKind(scheme.name.clone())) };
    let not_ranked = || RankError::NotRanked(unit.to_owned());
    let own = units.get(unit).ok_or_else(not_ranked)?;
    let others = others(scheme, items, units, unit);
    let trial = Trial { scheme, items, unit: own, others };
    let rank = trial.rank_of(own).ok_or_else(not_ranked)?;
    let goal = rank.saturating_sub(ranks_up).max(1);
    let changes = if goal == rank { Vec::new() } else { trial.changes(goal) };
    Ok(WhatIf { unit: unit.to_owned(), rank, goal, changes })
}

/// What the others of the unit's group are compared by.
fn others(scheme: &Scheme, items: &Items, units: &BTreeMap<String, Unit>, unit: &str) -> Vec<Exact> {
    let group = units.get(unit).and_then(|own| own.group.as_ref());
    let apart = !scheme.groups.is_empty();
    let rivals =
        units.iter().filter(|(id, it)| id.as_str() != unit && (!apart || it.group.as_ref() == group));
    rivals.filter_map(|(_, it)| scheme.rank_key(&score(scheme, items, it))).collect()
}

/// A unit and those that stay as they are.
struct Trial<'a> {
    scheme: &'a Scheme,
    items: &'a Items,
    unit: &'a Unit,
    others: Vec<Exact>,
}

/// Which way an input lifts a score.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Trial<'_> {
    fn rank_of(&self, unit: &Unit) -> Option<u32> {
        let key = self.scheme.rank_key(&score(self.scheme, self.items, unit))?;
        Some(self.scheme.rank_among(&key, &self.others))
    }

    fn changes(&self, goal: u32) -> Vec<ItemChange> {
        let values =
            self.items.items.iter().flat_map(|item| values(item).into_iter().map(move |key| (item, key)));
        let change = |(item, input): (&Item, String)| {
            let outcome = self.outcome(item, &input, goal);
            ItemChange { item: item.named.name.clone(), input, outcome }
        };
        values.map(change).collect()
    }

    fn outcome(&self, item: &Item, input: &str, goal: u32) -> Outcome {
        let own = self.unit.inputs.get(input);
        let Some(from) = own.and_then(|input| input.value.clone()) else {
            return Outcome::Impossible(Obstacle::NoValue);
        };
        let counted = own.and_then(|input| input.counted);
        let Some(way) = ways(item, input).first().copied() else {
            return Outcome::Impossible(Obstacle::NoPoints);
        };
        let against = self.items.items.iter().find(|other| ways(other, input).iter().any(|it| *it != way));
        if let Some(other) = against {
            return Outcome::Impossible(Obstacle::CountsAgainst(other.named.name.clone()));
        }
        let changed = |steps: u64| step(&from, &item.step, way, steps);
        let is_enough =
            |steps: u64| self.rank_of(&self.with(input, changed(steps))).is_some_and(|rank| rank <= goal);
        match fewest(is_enough) {
            None => Outcome::Impossible(Obstacle::NotEnough),
            Some(steps) => {
                let to = changed(steps);
                let unit = self.with(input, to.clone());
                let score = score(self.scheme, self.items, &unit).printed;
                let rank = self.rank_of(&unit).unwrap_or(goal);
                let count = counted.and_then(|counted| count_more(counted, &to, way));
                Outcome::Enough { more: &to - &from, from, to, count, score, rank }
            }
        }
    }

    fn with(&self, input: &str, value: Exact) -> Unit {
        let mut unit = self.unit.clone();
        unit.inputs.insert(input.to_owned(), value.into());
        unit
    }
}

/// How many more of what is below the line must stand above it, for a rate in percent: the fewest that reach it, or the
/// most that don't pass it where less is better. None where even all, or none, are not enough.
fn count_more((above, below): (i64, i64), percent: &Exact, way: Way) -> Option<i64> {
    let reaches = |count: i64| {
        let rate = Exact::ratio(count, below).map(|rate| &rate * &Exact::from(100));
        rate.is_some_and(|rate| if way == Way::Up { rate >= *percent } else { rate <= *percent })
    };
    let (mut not_yet, mut enough) = if way == Way::Up { (above, below) } else { (above, 0) };
    if !reaches(enough) {
        return None;
    }
    while enough.abs_diff(not_yet) > 1 {
        let middle = not_yet.midpoint(enough);
        if reaches(middle) { enough = middle } else { not_yet = middle }
    }
    Some(enough - above)
}

/// The value so many steps on; nothing goes below zero that was not there.
fn step(from: &Exact, step: &Exact, way: Way, steps: u64) -> Exact {
    let change = step * &Exact::from(steps as i64);
    match way {
        Way::Up => from + &change,
        Way::Down => (from - &change).max(Exact::zero().min(from.clone())),
    }
}

/// The fewest steps that are enough: more of them are enough too, so doubling finds a bound and halving the least.
fn fewest(is_enough: impl Fn(u64) -> bool) -> Option<u64> {
    let mut enough = (0..=STEPS_LOG_MAX).map(|log| 1u64 << log).find(|steps| is_enough(*steps))?;
    let mut too_few = enough / 2;
    while enough - too_few > 1 {
        let middle = too_few.midpoint(enough);
        if is_enough(middle) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    Some(enough)
}

/// The inputs of an item that are done, not set: targets are left out.
fn values(item: &Item) -> Vec<String> {
    match &item.rule {
        Rule::RatioToTarget { value, .. } => value.key().into_iter().collect(),
        rule => {
            let mut keys: Vec<String> = Vec::new();
            for key in rule.sources().into_iter().filter_map(Source::key) {
                // In the order written, which people read.
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            keys
        }
    }
}

/// The ways in which an input moves a score through an item; none where it doesn't.
fn ways(item: &Item, input: &str) -> Vec<Way> {
    let is = |source: &Source| source.key().as_deref() == Some(input);
    let mut ways = match &item.rule {
        Rule::RatioToTarget { value, target, .. } => [(value, Way::Up), (target, Way::Down)]
            .into_iter()
            .filter(|(source, _)| is(source))
            .map(|(_, way)| way)
            .collect(),
        Rule::StepTier { value, tiers, below } if is(value) => {
            let highest = tiers.last().map_or(below, |(_, points)| points);
            match highest.cmp(below) {
                std::cmp::Ordering::Greater => vec![Way::Up],
                std::cmp::Ordering::Less => vec![Way::Down],
                std::cmp::Ordering::Equal => Vec::new(),
            }
        }
        Rule::PerProjectPoints { terms } => {
            let own = terms.iter().filter(|(source, points)| is(source) && !points.is_zero());
            own.map(|(_, points)| if points.is_negative() { Way::Down } else { Way::Up }).collect()
        }
        Rule::Points { value } if is(value) => vec![Way::Up],
        Rule::StepTier { .. } | Rule::Points { .. } => Vec::new(),
    };
    if matches!(item.role, Role::Penalty | Role::Veto) {
        ways.iter_mut().for_each(|way| *way = if *way == Way::Up { Way::Down } else { Way::Up });
    }
    if item.weight.as_ref().is_some_and(Exact::is_zero) {
        ways.clear();
    }
    ways
}
