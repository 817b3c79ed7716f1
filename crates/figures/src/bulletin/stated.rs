//! Which statements of an indicator stand beside each other: those of one period, the latest of which anything is stated, in
//! one unit, one of each organisation.

use crate::year::MONTHS;
use domain::facts::{Indicator, OrgId};
use domain::text::fold;
use domain::{Day, MoneyUnit};
use std::collections::BTreeMap;

/// The months of which a statement speaks: the last, and how many up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months {
    /// The month with which it ends.
    pub last: i64,
    /// How many there are.
    pub count: i64,
}

impl Months {
    /// Those of a statement. What is cumulative begins with the year: the third quarter and September are then the same.
    pub fn of(indicator: &Indicator) -> Self {
        let each = i64::from(MONTHS) / indicator.period_kind.in_a_year();
        let last = each * indicator.period_no;
        Self { last, count: if indicator.cumulative { last } else { each } }
    }
}

/// Whether all the months of which a statement speaks have ended by the day: their last day is its own or before it.
pub fn has_ended(indicator: &Indicator, by: Day) -> bool {
    let ended = i64::from(by.month()) - i64::from(by != by.last_of_month());
    (indicator.period_year, Months::of(indicator).last) <= (i64::from(by.year()), ended)
}

/// The statements that can be held against each other, in their order. What is in another unit and no money is left out.
pub fn comparable(mut all: Vec<Indicator>) -> Vec<Indicator> {
    let mut latest: BTreeMap<String, Months> = BTreeMap::new();
    for indicator in &all {
        let months = Months::of(indicator);
        let known = latest.entry(indicator.name.clone()).or_insert(months);
        *known = months.max(*known);
    }
    all.retain(|it| latest.get(&it.name) == Some(&Months::of(it)));
    let mut stated: Vec<Indicator> = Vec::with_capacity(all.len());
    let mut places: BTreeMap<(String, OrgId), usize> = BTreeMap::new();
    for indicator in all {
        match places.get(&(indicator.name.clone(), indicator.org)) {
            Some(place) if stated[*place].recorded_on <= indicator.recorded_on => stated[*place] = indicator,
            Some(_) => {}
            None => {
                places.insert((indicator.name.clone(), indicator.org), stated.len());
                stated.push(indicator);
            }
        }
    }
    for name in latest.keys() {
        in_one_unit(&mut stated, name);
    }
    stated
}

/// Brings an indicator to the unit in which most state it, or, where that would round one of them, to the smallest.
fn in_one_unit(stated: &mut Vec<Indicator>, name: &str) {
    let mut units: Vec<(String, usize)> = Vec::new();
    for indicator in stated.iter().filter(|it| it.name == name) {
        match units.iter_mut().find(|(unit, _)| fold(unit) == fold(&indicator.unit)) {
            Some((_, count)) => *count += 1,
            None => units.push((indicator.unit.clone(), 1)),
        }
    }
    if units.len() < 2 {
        return;
    }
    let most = units.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let Some((common, _)) = units.iter().find(|(_, count)| *count == most) else { return };
    let money = units.iter().filter_map(|(unit, _)| MoneyUnit::from_word(unit));
    let smallest = money.min_by_key(|unit| unit.fen());
    let own = MoneyUnit::from_word(common);
    let fits = |it: &Indicator, to: MoneyUnit| converted(it, to).is_some();
    let may_be = |it: &&Indicator| it.name == name && MoneyUnit::from_word(&it.unit).is_some();
    let to = own.filter(|to| stated.iter().filter(may_be).all(|it| fits(it, *to))).or(own.and(smallest));
    stated.retain_mut(|it| {
        if it.name != name || to.is_none() && fold(&it.unit) == fold(common) {
            return true;
        }
        let Some(converted) = to.and_then(|to| converted(it, to)) else { return false };
        *it = converted;
        true
    });
}

/// The statement in another unit of money; none where it isn't money, or not exact in the places that are kept.
fn converted(of: &Indicator, to: MoneyUnit) -> Option<Indicator> {
    let from = MoneyUnit::from_word(&of.unit)?;
    let exact = |number: Option<i64>| {
        let Some(number) = number else { return Some(None) };
        let fen = i128::from(number) * i128::from(from.fen());
        let one = i128::from(to.fen());
        (fen % one == 0).then(|| i64::try_from(fen / one).ok()).flatten().map(Some)
    };
    let (value_e4, target_e4) = (exact(of.value_e4)?, exact(of.target_e4)?);
    Some(Indicator { value_e4, target_e4, unit: to.word().to_owned(), ..of.clone() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::PeriodKind;
    use rstest::rstest;

    fn of(
        org: i64,
        (kind, no, cumulative): (PeriodKind, i64, bool),
        (value_e4, unit): (i64, &str),
    ) -> Indicator {
        Indicator {
            org: OrgId(org),
            name: "地区生产总值".into(),
            period_year: 2022,
            period_kind: kind,
            period_no: no,
            cumulative,
            value_e4: Some(value_e4),
            unit: unit.into(),
            growth_e4: None,
            expected: false,
            qualifier: None,
            target_e4: None,
            data_source: "统计局".into(),
            recorded_on: Day::parse_iso("2022-10-20").unwrap(),
        }
    }

    const SEPTEMBER: (PeriodKind, i64, bool) = (PeriodKind::Month, 9, true);

    fn told(all: Vec<Indicator>) -> Vec<(i64, i64, String)> {
        comparable(all).into_iter().map(|it| (it.org.0, it.value_e4.unwrap(), it.unit)).collect()
    }

    #[rstest]
    #[case::the_quarter_itself((PeriodKind::Quarter, 3, false), false)]
    #[case::the_month_itself((PeriodKind::Month, 9, false), false)]
    #[case::up_to_the_quarter((PeriodKind::Quarter, 3, true), true)]
    #[case::a_month_earlier((PeriodKind::Month, 8, true), false)]
    fn only_the_same_months_are_held_against_each_other(
        #[case] other: (PeriodKind, i64, bool),
        #[case] stays: bool,
    ) {
        let all = vec![of(1, SEPTEMBER, (10_000, "亿元")), of(2, other, (20_000, "亿元"))];
        assert_eq!(told(all).len(), if stays { 2 } else { 1 });
    }

    #[rstest]
    #[case("2022-09-29", false)]
    #[case("2022-09-30", true)]
    #[case("2022-10-01", true)]
    #[case("2021-12-31", false)]
    #[case("2023-01-01", true)]
    fn what_is_stated_of_months_has_ended_with_their_last_day(#[case] by: &str, #[case] ended: bool) {
        assert_eq!(has_ended(&of(1, SEPTEMBER, (1, "亿元")), Day::parse_iso(by).unwrap()), ended);
    }

    #[test]
    fn of_two_statements_of_one_organisation_the_later_counts() {
        let all = vec![of(1, SEPTEMBER, (1, "亿元")), of(1, (PeriodKind::Quarter, 3, true), (2, "亿元"))];
        assert_eq!(told(all), [(1, 2, "亿元".to_owned())]);
    }

    #[rstest]
    #[case::exact_in_the_common_unit(1_230_000_000, &[(1, 123_000, "亿元"), (2, 50_000, "亿元"), (3, 123_000, "亿元")])]
    #[case::else_in_the_smallest(10_001, &[(1, 1_230_000_000, "万元"), (2, 500_000_000, "万元"), (3, 10_001, "万元")])]
    fn money_is_brought_to_one_unit(#[case] wan_e4: i64, #[case] expected: &[(i64, i64, &str)]) {
        let all = vec![
            of(1, SEPTEMBER, (123_000, "亿元")),
            of(2, SEPTEMBER, (50_000, "亿元")),
            of(3, SEPTEMBER, (wan_e4, "万元")),
        ];
        let expected: Vec<_> =
            expected.iter().map(|(org, value, unit)| (*org, *value, (*unit).to_owned())).collect();
        assert_eq!(told(all), expected);
    }

    #[test]
    fn what_cannot_be_brought_to_the_unit_of_most_is_left_out() {
        let all = vec![
            of(1, SEPTEMBER, (1, "户")),
            of(2, SEPTEMBER, (2, "户")),
            of(3, SEPTEMBER, (3, "亿元")),
            of(4, SEPTEMBER, (4, "家")),
        ];
        assert_eq!(told(all), [(1, 1, "户".to_owned()), (2, 2, "户".to_owned())]);
    }
}
