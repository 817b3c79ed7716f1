//! The red and black list (红黑榜): how often a unit is first and last over the items.

use super::error::RankError;
use super::rank::{RankRow, Ranking};
use super::spec::{Item, Items, RedBlackRule, Role, Rule, Scheme};
use crate::exact::Exact;
use serde::Serialize;
use std::cmp::Reverse;

/// On which side a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ListSide {
    /// 红榜.
    Red,
    /// 黑榜.
    Black,
}

/// An item in which a unit is first or last: the reason beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Placing {
    /// The item.
    pub item: String,
    /// The unit's value there, as printed.
    pub printed: String,
    /// Whether others share the place (并列).
    pub tied: bool,
}

/// One unit over all items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RedBlackRow {
    /// The unit.
    pub unit: String,
    /// As printed.
    pub name: String,
    /// Where it is first.
    pub firsts: Vec<Placing>,
    /// Where it is last.
    pub lasts: Vec<Placing>,
    /// The list on which it stands; none of most.
    pub side: Option<ListSide>,
}

/// The units of one group: most firsts over lasts first, equal ones in the offices' unit order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RedBlackGroup {
    /// The group; none when all are ranked together.
    pub group: Option<String>,
    /// Its units.
    pub rows: Vec<RedBlackRow>,
}

/// Counts firsts and lasts of a ranking's units over the items. Values are compared as they are printed; of a penalty the
/// lowest is the first. An item without a value leaves the unit out of it; one in which all that have a value are equal, or
/// only one has, has neither first nor last.
///
/// # Errors
/// A scheme without the rule of such a list.
pub fn red_black(scheme: &Scheme, ranking: &Ranking) -> Result<Vec<RedBlackGroup>, RankError> {
    let other_kind = || RankError::OtherKind(scheme.name.clone());
    let items = scheme.items().ok_or_else(other_kind)?;
    let rule = items.red_black.ok_or_else(other_kind)?;
    let group = |group: &super::RankedGroup| {
        let mut rows: Vec<&RankRow> = group.rows.iter().collect();
        rows.sort_by(|one, two| (one.order, &one.unit).cmp(&(two.order, &two.unit)));
        let mut listed: Vec<RedBlackRow> =
            rows.iter().map(|row| listed(scheme, items, rule, row, &rows)).collect();
        listed.sort_by_key(|row| Reverse(row.firsts.len() as i64 - row.lasts.len() as i64));
        RedBlackGroup { group: group.group.clone(), rows: listed }
    };
    Ok(ranking.groups.iter().map(group).collect())
}

fn listed(
    scheme: &Scheme,
    items: &Items,
    rule: RedBlackRule,
    row: &RankRow,
    all: &[&RankRow],
) -> RedBlackRow {
    let (mut firsts, mut lasts) = (Vec::new(), Vec::new());
    for (place, item) in items.items.iter().enumerate().filter(|(_, item)| item.role != Role::Veto) {
        let values: Vec<Exact> = all.iter().filter_map(|row| value(scheme, item, row, place)).collect();
        let (Some(own), Some(least), Some(most)) =
            (value(scheme, item, row, place), values.iter().min(), values.iter().max())
        else {
            continue;
        };
        if least == most {
            continue;
        }
        let tied = values.iter().filter(|other| **other == own).count() > 1;
        let placing = || Placing {
            item: item.named.name.clone(),
            printed: row.score.parts[place].printed.clone(),
            tied,
        };
        let (best, worst) = if item.role == Role::Penalty { (least, most) } else { (most, least) };
        if own == *best {
            firsts.push(placing());
        } else if own == *worst {
            lasts.push(placing());
        }
    }
    let side = side(rule, firsts.len(), lasts.len());
    RedBlackRow { unit: row.unit.clone(), name: row.name.clone(), firsts, lasts, side }
}

fn side(rule: RedBlackRule, firsts: usize, lasts: usize) -> Option<ListSide> {
    if firsts >= rule.red_from && firsts > lasts {
        Some(ListSide::Red)
    } else if lasts >= rule.black_from && lasts > firsts {
        Some(ListSide::Black)
    } else {
        None
    }
}

/// What is compared: the measured value as printed, a ratio in percent.
fn value(scheme: &Scheme, item: &Item, row: &RankRow, place: usize) -> Option<Exact> {
    let measured = row.score.parts[place].measured.as_ref()?;
    let is_ratio = matches!(item.rule, Rule::RatioToTarget { .. });
    let scale = Exact::from(if is_ratio { 100 } else { 1 });
    Some((measured * &scale).rounded(scheme.places, scheme.rounding))
}
