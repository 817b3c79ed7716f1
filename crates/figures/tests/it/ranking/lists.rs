//! The red and black list.

use super::*;
use figures::ranking::{ListSide, RankError, red_black};

const NAMES: [[&str; 2]; 5] = [
    ["signed", "signingPlan"],
    ["started", "startPlan"],
    ["completed", "completionPlan"],
    ["atCapacity", "capacityPlan"],
    ["paidIn", "paidInByNow"],
];

/// A unit by its five values over plans of 100.
fn over_plans(order: u32, values: [&str; 5]) -> Unit {
    let mut inputs = Vec::new();
    for ([value, plan], done) in NAMES.into_iter().zip(values) {
        inputs.push((value, done));
        inputs.push((plan, if done == "-1" { "0" } else { "100" }));
    }
    unit(order, &inputs)
}

#[test]
fn firsts_and_lasts_make_the_list_with_their_reasons() {
    let units: BTreeMap<String, Unit> = [
        ("a", over_plans(3, ["90", "80", "50", "70", "50"])),
        ("b", over_plans(2, ["90", "70", "50", "-1", "50"])),
        ("c", over_plans(1, ["60", "60", "50", "70.01", "50"])),
    ]
    .map(|(id, unit)| (id.to_owned(), unit))
    .into();
    let scheme = builtin("anqing");
    let ranking = rank(scheme, &units, None).unwrap();
    assert_eq!(in_short(&ranking), "c- b- a-", "it gives no scores");
    let groups = red_black(scheme, &ranking).unwrap();
    let rows: Vec<_> = groups[0]
        .rows
        .iter()
        .map(|row| (row.unit.as_str(), row.firsts.len(), row.lasts.len(), row.side))
        .collect();
    assert_eq!(
        rows,
        [("a", 2, 0, Some(ListSide::Red)), ("b", 1, 0, None), ("c", 0, 2, Some(ListSide::Black))]
    );
    let reasons: Vec<_> =
        groups[0].rows[0].firsts.iter().map(|it| (it.item.as_str(), it.printed.as_str(), it.tied)).collect();
    // All have done half of what was to be completed and paid in: nobody is first. 70 and 70.01 print alike, b has no plan.
    assert_eq!(reasons, [("signingRate", "90.0%", true), ("startRate", "80.0%", false)]);
    assert_eq!(groups[0].rows[2].lasts[1].printed, "60.0%");
}

#[test]
fn as_many_lasts_as_firsts_is_on_neither_side() {
    let units: BTreeMap<String, Unit> = [
        ("a", over_plans(1, ["90", "80", "50", "40", "50"])),
        ("b", over_plans(2, ["80", "70", "60", "50", "50"])),
    ]
    .map(|(id, unit)| (id.to_owned(), unit))
    .into();
    let scheme = builtin("anqing");
    let groups = red_black(scheme, &rank(scheme, &units, None).unwrap()).unwrap();
    assert!(
        groups[0].rows.iter().all(|row| row.firsts.len() == 2 && row.lasts.len() == 2 && row.side.is_none())
    );
}

#[test]
fn of_penalties_the_lowest_is_the_first() {
    let items = [points("it", ""), points("minus", "role = \"penalty\"")];
    let scheme = scheme("redBlack = { redFrom = 1, blackFrom = 1 }", &items);
    let units = units(&[&[("it", "1"), ("minus", "3")], &[("it", "1"), ("minus", "0")]]);
    let groups = red_black(&scheme, &rank(&scheme, &units, None).unwrap()).unwrap();
    let sides: Vec<_> = groups[0].rows.iter().map(|row| (row.unit.as_str(), row.side)).collect();
    assert_eq!(sides, [("b", Some(ListSide::Red)), ("a", Some(ListSide::Black))]);
}

#[test]
fn a_scheme_without_the_rule_has_no_list() {
    let scheme = builtin("henan2008");
    let ranking = rank(scheme, &BTreeMap::new(), None).unwrap();
    assert_eq!(red_black(scheme, &ranking).unwrap_err(), RankError::OtherKind("henan2008".to_owned()));
}
