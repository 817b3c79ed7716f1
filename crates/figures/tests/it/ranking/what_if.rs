//! The smallest change of one input that lifts a unit.

use super::*;
use figures::ranking::{Obstacle, Outcome, RankError, what_if};
use proptest::prelude::*;
use rstest::rstest;

/// `started +3 → 40.00, 1`, or the obstacle.
fn told(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Enough { more, score, rank, .. } => format!("{more} → {score}, {rank}"),
        Outcome::Impossible(obstacle) => format!("{obstacle:?}"),
    }
}

fn henan(counts: [i64; 4]) -> Unit {
    let texts = counts.map(|count| count.to_string());
    let names = ["total", "started", "mainStructure", "completed"];
    unit(1, &names.into_iter().zip(texts.iter().map(String::as_str)).collect::<Vec<_>>())
}

#[test]
fn each_item_of_henan_2008_by_itself() {
    let units: BTreeMap<String, Unit> =
        [("a", [20, 20, 10, 8]), ("b", [20, 20, 10, 2]), ("c", [20, 20, 2, 2]), ("d", [20, 20, 0, 1])]
            .map(|(id, counts)| (id.to_owned(), henan(counts)))
            .into();
    // 55, 40, 28, 22.5: two places up is the second, and 40 shares it.
    let lift = what_if(builtin("henan2008"), &units, "d", 2).unwrap();
    assert_eq!((lift.rank, lift.goal), (4, 2));
    let told: Vec<(String, String)> =
        lift.changes.iter().map(|it| (it.input.clone(), told(&it.outcome))).collect();
    let expected =
        [("started", "NotEnough"), ("mainStructure", "12 → 40.50, 2"), ("completed", "7 → 40.00, 2")];
    assert_eq!(told, expected.map(|(input, told)| (input.to_owned(), told.to_owned())));
}

#[test]
fn an_input_that_stands_in_several_terms_is_told_once() {
    let terms = "[{ of = { given = \"a\" }, points = 1 }, { of = { given = \"b\" }, points = 2 }, { of = { given = \"a\" }, points = 3 }]";
    let scheme = scheme("", &[item("it", &format!("rule = \"perProjectPoints\"\neach = {terms}"))]);
    let units = units(&[&[("a", "1"), ("b", "1")], &[("a", "2"), ("b", "2")]]);
    let lift = what_if(&scheme, &units, "a", 1).unwrap();
    let inputs: Vec<&str> = lift.changes.iter().map(|change| change.input.as_str()).collect();
    assert_eq!(inputs, ["a", "b"]);
}

#[test]
fn the_first_needs_nothing_and_the_second_can_only_become_first() {
    let scheme = scheme("", &[points("it", "step = \"0.1\"")]);
    let units = scored(&["9", "8", "7"]);
    assert!(what_if(&scheme, &units, "a", 2).unwrap().changes.is_empty());
    let second = what_if(&scheme, &units, "b", 2).unwrap();
    assert_eq!((second.goal, told(&second.changes[0].outcome).as_str()), (1, "1 → 9.0, 1"));
    assert_eq!(what_if(&scheme, &units, "z", 2).unwrap_err(), RankError::NotRanked("z".to_owned()));
}

#[rstest]
#[case::a_penalty_less("role = \"penalty\"\nmissing = \"zero\"", "3", "-2 → 9.0, 1")]
#[case::no_penalty_is_enough("role = \"penalty\"", "1", "NotEnough")]
#[case::a_bonus("role = \"bonus\"", "3", "3 → 11.0, 1")]
#[case::a_bonus_at_its_most("role = \"bonus\"\nweight = 4", "3", "NotEnough")]
fn what_helps_goes_the_way_that_helps(#[case] keys: &str, #[case] now: &str, #[case] outcome: &str) {
    // Own scores: 10 − 3, 5 − 1, 5 + 3; the other has 9 or 11.
    let scheme = scheme("", &[points("it", ""), points("other", keys)]);
    let (own, rival) = match keys.contains("bonus") {
        true => ("5", "11"),
        false if now == "3" => ("10", "9"),
        false => ("5", "9"),
    };
    let units = units(&[&[("it", own), ("other", now)], &[("it", rival)]]);
    let lift = what_if(&scheme, &units, "a", 1).unwrap();
    assert_eq!(told(&lift.changes[1].outcome), outcome);
}

#[test]
fn an_input_that_counts_both_ways_and_one_without_a_value_are_told() {
    let ratio = |name: &str, value: &str, target: &str| {
        item(
            name,
            &format!(
                "rule = \"ratioToTarget\"\nvalue = {{ given = \"{value}\" }}\ntarget = {{ given = \"{target}\" }}\nweight = 10\nmissing = \"zero\""
            ),
        )
    };
    let scheme = scheme(
        "",
        &[
            ratio("start", "started", "signed"),
            ratio("produce", "producing", "started"),
            ratio("none", "absent", "signed"),
        ],
    );
    let units = units(&[
        &[("started", "5"), ("signed", "10"), ("producing", "1")],
        &[("started", "9"), ("signed", "10"), ("producing", "8")],
    ]);
    let lift = what_if(&scheme, &units, "a", 1).unwrap();
    let outcomes: Vec<&Outcome> = lift.changes.iter().map(|it| &it.outcome).collect();
    assert_eq!(*outcomes[0], Outcome::Impossible(Obstacle::CountsAgainst("produce".to_owned())));
    // 10 × (5/10 + p/5) reaches 9 + 80/9 as printed, 17.9, from p = 7.
    assert_eq!(told(outcomes[1]), "6 → 19.0, 1");
    assert_eq!(*outcomes[2], Outcome::Impossible(Obstacle::NoValue));
}

#[test]
fn only_the_own_group_is_met() {
    let group =
        |name: &str| format!("[[scheme.group]]\nname = \"{name}\"\ntitle = {{ zh = \"\", en = \"\" }}\n");
    let scheme = scheme(&[group("x"), group("y")].concat(), &[points("it", "")]);
    let mut units = scored(&["1", "5", "100"]);
    for (id, group) in [("a", "x"), ("b", "x"), ("c", "y")] {
        units.get_mut(id).unwrap().group = Some(group.to_owned());
    }
    let lift = what_if(&scheme, &units, "a", 2).unwrap();
    assert_eq!((lift.rank, told(&lift.changes[0].outcome).as_str()), (2, "4 → 5.0, 1"));
}

proptest! {
    #[test]
    fn the_change_is_enough_and_one_step_less_is_not(
        own in 0i64..40, plan in 1i64..30, rivals in proptest::collection::vec(0i64..90, 1..8),
    ) {
        let ratio = "rule = \"ratioToTarget\"\nvalue = { given = \"done\" }\ntarget = { given = \"plan\" }\nweight = 30\ncap = 150";
        let scheme = scheme("", &[item("ratio", ratio), points("it", "missing = \"zero\"")]);
        let texts: Vec<String> = rivals.iter().map(ToString::to_string).collect();
        let (done, plan) = (own.to_string(), plan.to_string());
        let mut all: Vec<Vec<(&str, &str)>> = vec![vec![("done", &done), ("plan", &plan), ("it", "0")]];
        all.extend(texts.iter().map(|text| vec![("done", "0"), ("plan", "1"), ("it", text.as_str())]));
        let units = units(&all.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let lift = what_if(&scheme, &units, "a", 2).unwrap();
        for change in &lift.changes {
            let rank_with = |value: Exact| {
                let mut units = units.clone();
                units.get_mut("a").unwrap().inputs.insert(change.input.clone(), value.into());
                rank(&scheme, &units, None).unwrap().row("a").unwrap().rank.unwrap()
            };
            match &change.outcome {
                Outcome::Enough { to, rank, .. } => {
                    prop_assert_eq!(rank_with(to.clone()), *rank);
                    prop_assert!(*rank <= lift.goal);
                    prop_assert!(rank_with(to - &Exact::from(1)) > lift.goal);
                }
                Outcome::Impossible(obstacle) => {
                    prop_assert_eq!(obstacle, &Obstacle::NotEnough);
                    prop_assert!(rank_with(Exact::from(1_000_000)) > lift.goal);
                }
            }
        }
    }
}

#[rstest]
#[case::more_of_a_rate("", ["50", "60"], Some((4, 8)), Some(1))]
#[case::more_than_one("", ["50", "80"], Some((10, 20)), Some(6))]
#[case::fewer_where_less_is_better("role = \"penalty\"\nmissing = \"zero\"", ["50", "30"], Some((4, 8)), Some(-2))]
#[case::more_than_all_there_are("", ["50", "101"], Some((4, 8)), None)]
#[case::money_counts_nothing("", ["50", "60"], None, None)]
fn a_rate_says_how_many_more_of_what_it_counts_it_takes(
    #[case] keys: &str,
    #[case] percents: [&str; 2],
    #[case] counted: Option<(i64, i64)>,
    #[case] count: Option<i64>,
) {
    let [own, rival] = percents;
    let scheme = scheme("", &[points("full", ""), points("it", keys)]);
    let mut units = units(&[&[("full", "100"), ("it", own)], &[("full", "100"), ("it", rival)]]);
    let input = units.get_mut("a").unwrap().inputs.get_mut("it").unwrap();
    input.counted = counted;
    let lift = what_if(&scheme, &units, "a", 1).unwrap();
    let Outcome::Enough { count: told, .. } = &lift.changes[1].outcome else { panic!("{lift:?}") };
    assert_eq!(*told, count);
}
