//! From inputs to a score that opens into parts.

use super::spec::{Item, Items, Missing, Role, Rule, Scheme, Source, Vetoed};
use crate::exact::Exact;
use crate::figure::Group;
use domain::ratio::NO_VALUE;
use serde::Serialize;
use std::collections::BTreeMap;

/// A unit to be ranked, with what its items need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As printed.
    pub name: String,
    /// Its place in the offices' unit order.
    pub order: u32,
    /// The group in which it is ranked, where groups are ranked apart.
    pub group: Option<String>,
    /// Its inputs by name ([`Source::key`]).
    pub inputs: BTreeMap<String, Input>,
}

/// A value of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The number; none where a figure has none (「—」).
    pub value: Option<Exact>,
    /// Of a figure: the group of which it is, for [`crate::members`].
    pub opens: Option<Group>,
    /// Of a rate that counts things: how many stand above the line and below it.
    pub counted: Option<(i64, i64)>,
}

impl From<Exact> for Input {
    fn from(value: Exact) -> Self {
        Self { value: Some(value), opens: None, counted: None }
    }
}

/// Why an item has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Absence {
    /// Nothing was given.
    NotGiven,
    /// The figure has no value: a rate over nothing.
    NoValue,
    /// The target is zero or below: nothing can be measured against it.
    NoTarget,
}

/// One input of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartInput {
    /// The name of the input; none of a number that is the same for all.
    pub name: Option<String>,
    /// Its value.
    pub value: Option<Exact>,
    /// Of a figure: the group of which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<Group>,
}

/// What an item, or a shorter period, gives to a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartScore {
    /// The item, or the scheme of the shorter periods.
    pub item: String,
    /// What it was made of.
    pub inputs: Vec<PartInput>,
    /// The ratio, or the points, before caps and floors.
    pub measured: Option<Exact>,
    /// The same after them.
    pub counted: Option<Exact>,
    /// The points at full mark.
    pub weight: Option<Exact>,
    /// What it adds to the score; negative of a penalty.
    pub points: Option<Exact>,
    /// The points as printed, or 「—」; where items are not scored, the ratio in percent.
    pub printed: String,
    /// Why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<Absence>,
}

/// What else changes a score, in points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Adjustment {
    /// Why.
    pub kind: AdjustmentKind,
    /// What it adds.
    pub points: Exact,
    /// The same as printed.
    pub printed: String,
    /// Of [`AdjustmentKind::Reweighed`]: the weights that were shared out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Exact>,
}

/// Why a score is not the sum of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AdjustmentKind {
    /// The weights of absent items went to the others.
    Reweighed,
    /// Bonuses went beyond what all together may give.
    BonusMax,
    /// Penalties went beyond what all together may take.
    PenaltyMax,
    /// The least score.
    Least,
    /// The highest score.
    Most,
    /// A veto.
    Veto,
}

impl AdjustmentKind {
    /// As keys hold it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reweighed => "reweighed",
            Self::BonusMax => "bonusMax",
            Self::PenaltyMax => "penaltyMax",
            Self::Least => "least",
            Self::Most => "most",
            Self::Veto => "veto",
        }
    }
}

/// A score. Its parts and adjustments add up to it exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// The exact score; none where an item is absent without which there is none, or all are.
    pub exact: Option<Exact>,
    /// The score as printed, or 「—」.
    pub printed: String,
    /// The items in the order of the scheme.
    pub parts: Vec<PartScore>,
    /// What else was added or taken.
    pub adjustments: Vec<Adjustment>,
    /// Whether a veto stands against the unit.
    pub vetoed: bool,
}

impl Score {
    /// What was added or taken for that reason.
    pub fn adjustment(&self, kind: AdjustmentKind) -> Option<&Adjustment> {
        self.adjustments.iter().find(|it| it.kind == kind)
    }
}

impl Scheme {
    /// A number printed as scores are.
    pub(super) fn print(&self, number: Option<&Exact>) -> String {
        number.map_or_else(|| NO_VALUE.to_owned(), |number| number.print(self.places, self.rounding))
    }

    /// What the others gain by the weights of absent ones, of all there are; none where there is nothing to gain.
    pub(super) fn reweighed(&self, points: &Exact, (gone, all): (Exact, &Exact)) -> Option<Adjustment> {
        let gain = &gone.over(&(all - &gone))? * points;
        (!gain.is_zero()).then(|| self.adjustment(AdjustmentKind::Reweighed, gain, Some(gone)))
    }

    fn adjustment(&self, kind: AdjustmentKind, points: Exact, weight: Option<Exact>) -> Adjustment {
        Adjustment { kind, printed: self.print(Some(&points)), points, weight }
    }
}

/// What an item comes to before it is printed.
struct Measured {
    measured: Exact,
    counted: Exact,
    points: Option<Exact>,
}

fn resolve(source: &Source, unit: &Unit) -> Result<Exact, Absence> {
    let Some(key) = source.key() else {
        return match source {
            Source::Fixed(number) => Ok(number.clone()),
            Source::Given(_) | Source::Figure(_) => Err(Absence::NotGiven),
        };
    };
    let input = unit.inputs.get(&key).ok_or(Absence::NotGiven)?;
    input.value.clone().ok_or(Absence::NoValue)
}

fn measure(item: &Item, unit: &Unit) -> Result<Measured, Absence> {
    let measured = match &item.rule {
        Rule::RatioToTarget { value, target, cap, floor } => {
            let (value, target) = (resolve(value, unit)?, resolve(target, unit)?);
            let ratio = value.over(&target).filter(|_| !target.is_negative()).ok_or(Absence::NoTarget)?;
            let capped = cap.clone().map_or_else(|| ratio.clone(), |cap| cap.min(ratio.clone()));
            let counted = floor.clone().map_or_else(|| capped.clone(), |floor| floor.max(capped.clone()));
            let points = item.weight.as_ref().map(|weight| weight * &counted);
            return Ok(Measured { measured: ratio, counted, points });
        }
        Rule::StepTier { value, tiers, below } => {
            let value = resolve(value, unit)?;
            let reached = tiers.iter().rev().find(|(from, _)| *from <= value);
            reached.map_or(below, |(_, points)| points).clone()
        }
        Rule::PerProjectPoints { terms } => {
            let term = |(source, points): &(Source, Exact)| Ok(&resolve(source, unit)? * points);
            terms.iter().map(term).collect::<Result<Vec<Exact>, Absence>>()?.iter().sum()
        }
        Rule::Points { value } => resolve(value, unit)?,
    };
    let counted = item.weight.clone().map_or_else(|| measured.clone(), |most| most.min(measured.clone()));
    let points = (item.role != Role::Veto).then(|| counted.clone());
    Ok(Measured { measured, counted, points })
}

fn part(scheme: &Scheme, scored: bool, item: &Item, unit: &Unit) -> PartScore {
    let input = |source: &&Source| {
        let name = source.key();
        let opens = name.as_ref().and_then(|name| unit.inputs.get(name)).and_then(|it| it.opens.clone());
        PartInput { name, value: resolve(source, unit).ok(), opens }
    };
    let (found, absence) = match measure(item, unit) {
        Ok(found) => (Some(found), None),
        Err(absence) => (None, Some(absence)),
    };
    let points = found.as_ref().and_then(|it| it.points.as_ref()).filter(|_| scored);
    let points = points.map(|points| if item.role == Role::Penalty { -points } else { points.clone() });
    let printed = match (&found, &points) {
        (Some(_), Some(points)) => scheme.print(Some(points)),
        (Some(it), None) if matches!(item.rule, Rule::RatioToTarget { .. }) => {
            format!("{}%", it.measured.percent(scheme.places, scheme.rounding))
        }
        (found, _) => scheme.print(found.as_ref().map(|it| &it.measured)),
    };
    let (measured, counted) = found.map(|it| (it.measured, it.counted)).unzip();
    PartScore {
        item: item.named.name.clone(),
        inputs: item.rule.sources().iter().map(input).collect(),
        measured,
        counted,
        weight: item.weight.clone(),
        points,
        printed,
        absence,
    }
}

/// The score of a unit.
pub(super) fn score(scheme: &Scheme, items: &Items, unit: &Unit) -> Score {
    let parts: Vec<PartScore> =
        items.items.iter().map(|item| part(scheme, items.scored, item, unit)).collect();
    let with_items = || items.items.iter().zip(&parts);
    let vetoed = with_items().any(|(item, part)| {
        item.role == Role::Veto && part.measured.as_ref().is_some_and(|it| !it.is_zero() && !it.is_negative())
    });
    let of_role = |role| with_items().filter(move |(item, _)| item.role == role);
    let absent =
        |missing| of_role(Role::Score).any(|(item, part)| part.absence.is_some() && item.missing == missing);
    let nothing = of_role(Role::Score).all(|(_, part)| part.points.is_none());
    if nothing || absent(Missing::NoScore) {
        return Score { exact: None, printed: scheme.print(None), parts, adjustments: Vec::new(), vetoed };
    }
    let points_of = |role| -> Exact { of_role(role).filter_map(|(_, part)| part.points.as_ref()).sum() };
    let mut total = Total { scheme, points: points_of(Role::Score), adjustments: Vec::new() };
    let weights = |missing: Option<Missing>| -> Exact {
        let is_it = |(item, part): &(&Item, &PartScore)| {
            missing.is_none_or(|missing| part.absence.is_some() && item.missing == missing)
        };
        of_role(Role::Score).filter(is_it).filter_map(|(item, _)| item.weight.as_ref()).sum()
    };
    total.extend(scheme.reweighed(&total.points, (weights(Some(Missing::Reweigh)), &weights(None))));
    let (bonus, penalty) = (points_of(Role::Bonus), points_of(Role::Penalty));
    total.points = [&total.points, &bonus, &penalty].into_iter().sum();
    total.add(AdjustmentKind::BonusMax, -&beyond(&bonus, items.bonus_max.as_ref()));
    total.add(AdjustmentKind::PenaltyMax, beyond(&-&penalty, items.penalty_max.as_ref()));
    total.within(items);
    // A veto takes: it lifts no score from below zero.
    if vetoed && items.vetoed == Vetoed::Zero && !total.points.is_negative() {
        total.add(AdjustmentKind::Veto, -&total.points);
    }
    let printed = scheme.print(Some(&total.points));
    Score { exact: Some(total.points), printed, parts, adjustments: total.adjustments, vetoed }
}

/// By how much points go beyond the most that there may be.
fn beyond(points: &Exact, most: Option<&Exact>) -> Exact {
    most.map_or_else(Exact::zero, |most| (points - most).max(Exact::zero()))
}

struct Total<'a> {
    scheme: &'a Scheme,
    points: Exact,
    adjustments: Vec<Adjustment>,
}

impl Total<'_> {
    fn add(&mut self, kind: AdjustmentKind, points: Exact) {
        self.extend((!points.is_zero()).then(|| self.scheme.adjustment(kind, points, None)));
    }

    fn extend(&mut self, adjustment: Option<Adjustment>) {
        if let Some(adjustment) = adjustment {
            self.points = &self.points + &adjustment.points;
            self.adjustments.push(adjustment);
        }
    }

    fn within(&mut self, items: &Items) {
        if let Some(most) = items.most.as_ref().filter(|most| **most < self.points) {
            self.add(AdjustmentKind::Most, most - &self.points);
        }
        if let Some(least) = items.least.as_ref().filter(|least| **least > self.points) {
            self.add(AdjustmentKind::Least, least - &self.points);
        }
    }
}
