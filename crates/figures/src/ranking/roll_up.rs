//! From months to quarters to years: scores of shorter periods as parts of a longer one's.

use super::Schemes;
use super::error::RankError;
use super::period::Period;
use super::rank::{Entry, Ranking, standings};
use super::score::{Absence, PartInput, PartScore, Score};
use super::spec::{Body, Missing, Over, RollPart, Scheme};
use crate::exact::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// Rankings of closed periods by scheme and period: they are frozen, and taken as they are.
pub type History = BTreeMap<(String, Period), Ranking>;

/// The ranking of a period by a roll-up in force on the period's last day. Parts that are roll-ups themselves and stand not
/// in the history are rolled up in turn. Exact scores are added, not printed ones; a unit is named and grouped as in the
/// latest ranking in which it stands. A period without a score counts as the scheme says of what is missing: as zero, as no
/// score for the unit, or not at all, when the others of the part stand for it and the parts left for one that has none.
///
/// # Errors
/// No such scheme then, one that is no roll-up, or a period of another length.
pub fn roll_up(
    schemes: &Schemes,
    name: &str,
    period: Period,
    history: &History,
    earlier: Option<&Ranking>,
) -> Result<Ranking, RankError> {
    let scheme =
        schemes.on(name, period.last_day()).ok_or_else(|| RankError::UnknownScheme(name.to_owned()))?;
    let Body::RollUp(parts) = &scheme.body else { return Err(RankError::OtherKind(name.to_owned())) };
    if scheme.period != period.kind() {
        return Err(RankError::OtherPeriod(name.to_owned()));
    }
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        found.push((part, rankings(schemes, part, period, history)?));
    }
    let units = units(&found);
    let entry = |(unit, (_, latest)): (String, (Period, LastSeen))| Entry {
        name: latest.name,
        order: latest.order,
        group: latest.group,
        score: score(scheme, &found, &unit),
        unit,
    };
    standings(scheme, units.into_iter().map(entry).collect(), earlier)
}

/// The rankings of a part in the periods of its length; none where there is none.
type Found = Vec<(Period, Option<Ranking>)>;

fn rankings(
    schemes: &Schemes,
    part: &RollPart,
    period: Period,
    history: &History,
) -> Result<Found, RankError> {
    // Editions of one scheme have one length unless an office changes it; that of the end of the period holds.
    let Some(scheme) = schemes.on(&part.of, period.last_day()) else {
        let is_known = schemes.all().iter().any(|scheme| scheme.name == part.of);
        // Before its first day a part ranks nobody.
        return if is_known { Ok(Vec::new()) } else { Err(RankError::UnknownScheme(part.of.clone())) };
    };
    let one = |within: Period| {
        let closed = history.get(&(part.of.clone(), within)).cloned();
        let is_in_force = schemes.on(&part.of, within.last_day()).is_some();
        let ranking = match (closed, &scheme.body) {
            (None, Body::RollUp(_)) if is_in_force => {
                Some(roll_up(schemes, &part.of, within, history, None)?)
            }
            (closed, _) => closed,
        };
        Ok((within, ranking.filter(|ranking| ranking.groups.iter().any(|group| !group.rows.is_empty()))))
    };
    period.inside(scheme.period).into_iter().map(one).collect()
}

/// How a unit was last called.
struct LastSeen {
    name: String,
    order: u32,
    group: Option<String>,
}

fn units(found: &[(&RollPart, Found)]) -> BTreeMap<String, (Period, LastSeen)> {
    let mut units: BTreeMap<String, (Period, LastSeen)> = BTreeMap::new();
    let rankings = found.iter().flat_map(|(_, found)| found);
    for (period, ranking) in rankings.filter_map(|(period, ranking)| Some((*period, ranking.as_ref()?))) {
        for group in &ranking.groups {
            for row in &group.rows {
                let is_later =
                    units.get(&row.unit).is_none_or(|(seen, _)| seen.last_day() <= period.last_day());
                if is_later {
                    let seen =
                        LastSeen { name: row.name.clone(), order: row.order, group: group.group.clone() };
                    units.insert(row.unit.clone(), (period, seen));
                }
            }
        }
    }
    units
}

fn score(scheme: &Scheme, found: &[(&RollPart, Found)], unit: &str) -> Score {
    let parts: Vec<PartScore> =
        found.iter().map(|(part, found)| part_score(scheme, part, found, unit)).collect();
    let absent: BTreeSet<usize> = (0..parts.len()).filter(|place| parts[*place].points.is_none()).collect();
    let vetoed = false;
    if absent.len() == parts.len() || (!absent.is_empty() && scheme.missing == Missing::NoScore) {
        return Score { exact: None, printed: scheme.print(None), parts, adjustments: Vec::new(), vetoed };
    }
    let mut exact: Exact = parts.iter().filter_map(|part| part.points.as_ref()).sum();
    let gone: Exact = absent.iter().filter_map(|place| parts[*place].weight.as_ref()).sum();
    let shared = (scheme.missing == Missing::Reweigh)
        .then(|| scheme.reweighed(&exact, (gone, &Exact::from(100))))
        .flatten();
    if let Some(shared) = &shared {
        exact = &exact + &shared.points;
    }
    let adjustments = shared.into_iter().collect();
    Score { printed: scheme.print(Some(&exact)), exact: Some(exact), parts, adjustments, vetoed }
}

fn part_score(scheme: &Scheme, part: &RollPart, found: &Found, unit: &str) -> PartScore {
    let exact = |ranking: &Option<Ranking>| ranking.as_ref()?.row(unit)?.score.exact.clone();
    let inputs: Vec<PartInput> = found
        .iter()
        .map(|(period, ranking)| PartInput {
            name: Some(period.to_string()),
            value: exact(ranking),
            opens: None,
        })
        .collect();
    let counted = over(part.take, scheme.missing, &inputs);
    let percent = part.weight.over(&Exact::from(100)).unwrap_or_else(Exact::zero);
    let points = counted.as_ref().map(|score| score * &percent);
    PartScore {
        item: part.of.clone(),
        inputs,
        measured: counted.clone(),
        absence: counted.is_none().then_some(Absence::NotGiven),
        counted,
        weight: Some(part.weight.clone()),
        printed: scheme.print(points.as_ref()),
        points,
    }
}

/// The scores of several periods as one; none when there is none, or one is missing and must not be.
fn over(take: Over, missing: Missing, inputs: &[PartInput]) -> Option<Exact> {
    let known: Vec<&Exact> = inputs.iter().filter_map(|input| input.value.as_ref()).collect();
    if known.is_empty() || (missing == Missing::NoScore && known.len() < inputs.len()) {
        return None;
    }
    let sum: Exact = known.iter().copied().sum();
    let periods = if missing == Missing::Zero { inputs.len() } else { known.len() };
    let mean = || sum.over(&Exact::from(periods as i64));
    match take {
        // The others stand for a period without a score: it counts as their mean.
        Over::Sum if missing == Missing::Reweigh => Some(&mean()? * &Exact::from(inputs.len() as i64)),
        Over::Sum => Some(sum),
        Over::Mean => mean(),
        Over::Last if missing == Missing::Zero => {
            Some(inputs.last().and_then(|last| last.value.clone()).unwrap_or_else(Exact::zero))
        }
        Over::Last => known.last().copied().cloned(),
    }
}
