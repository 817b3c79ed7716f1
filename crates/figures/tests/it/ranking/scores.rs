//! Every primitive by itself, the worked numbers, and what is missing.

use super::*;
use figures::ranking::{Absence, AdjustmentKind, Items};
use proptest::prelude::*;
use rstest::rstest;

const RATIO: &str =
    "rule = \"ratioToTarget\"\nvalue = { given = \"done\" }\ntarget = { given = \"plan\" }\nweight = 30";

#[rstest]
#[case("", "50", "100", "15.0")]
#[case("", "150", "100", "45.0")]
#[case("cap = 100", "150", "100", "30.0")]
#[case("cap = 120", "150", "100", "36.0")]
#[case("floor = 60", "50", "100", "18.0")]
#[case("cap = 100\nfloor = 60", "80", "100", "24.0")]
#[case("", "-8.92", "100", "-2.7")]
#[case("floor = 0", "-8.92", "100", "0.0")]
#[case("", "1", "3", "10.0")]
fn a_ratio_counts_between_floor_and_cap(
    #[case] keys: &str,
    #[case] done: &str,
    #[case] plan: &str,
    #[case] printed: &str,
) {
    let scheme = of_one(&format!("{RATIO}\n{keys}"));
    assert_eq!(score_of(&scheme, &[("done", done), ("plan", plan)]).printed, printed);
}

#[rstest]
#[case("2", "0.5")]
#[case("3", "1.0")]
#[case("9.99", "1.0")]
#[case("10", "4.0")]
#[case("2000", "4.0")]
fn a_step_includes_its_own_number(#[case] value: &str, #[case] printed: &str) {
    let scheme = of_one(
        "rule = \"stepTier\"\nvalue = { given = \"n\" }\nbelow = \"0.5\"\n\
         tiers = [{ from = 3, points = 1 }, { from = 10, points = 4 }]",
    );
    assert_eq!(score_of(&scheme, &[("n", value)]).printed, printed);
}

#[rstest]
#[case("", "3", "2", "19.0")]
#[case("weight = 12", "3", "2", "12.0")]
#[case("weight = 12", "1", "1", "7.0")]
fn every_project_has_its_points_up_to_the_full_mark(
    #[case] keys: &str,
    #[case] new: &str,
    #[case] old: &str,
    #[case] printed: &str,
) {
    let scheme = of_one(&format!(
        "rule = \"perProjectPoints\"\neach = [{{ of = {{ given = \"new\" }}, points = 5 }}, \
         {{ of = {{ given = \"old\" }}, points = 2 }}]\n{keys}"
    ));
    assert_eq!(score_of(&scheme, &[("new", new), ("old", old)]).printed, printed);
}

#[rstest]
#[case("1", "0", "51.0", &[])]
#[case("4", "0", "53.0", &[AdjustmentKind::BonusMax])]
#[case("0", "2", "48.0", &[])]
#[case("0", "7", "46.0", &[AdjustmentKind::PenaltyMax])]
#[case("4", "7", "49.0", &[AdjustmentKind::BonusMax, AdjustmentKind::PenaltyMax])]
fn bonuses_and_penalties_have_their_bounds(
    #[case] plus: &str,
    #[case] minus: &str,
    #[case] printed: &str,
    #[case] bounds: &[AdjustmentKind],
) {
    let scheme = scheme(
        "bonusMax = 3\npenaltyMax = 4",
        &[points("it", ""), points("plus", "role = \"bonus\""), points("minus", "role = \"penalty\"")],
    );
    let score = score_of(&scheme, &[("it", "50"), ("plus", plus), ("minus", minus)]);
    assert_eq!(score.printed, printed);
    assert_eq!(score.adjustments.iter().map(|it| it.kind).collect::<Vec<_>>(), bounds);
}

#[rstest]
#[case("least = 0", "-3", "0.0")]
#[case("most = 100", "130", "100.0")]
#[case("", "-3", "-3.0")]
fn a_score_keeps_within_its_bounds(#[case] keys: &str, #[case] given: &str, #[case] printed: &str) {
    assert_eq!(score_of(&scheme(keys, &[points("it", "")]), &[("it", given)]).printed, printed);
}

#[test]
fn a_veto_takes_the_rank_or_the_score() {
    let items = [points("it", ""), points("accidents", "role = \"veto\"")];
    let units =
        units(&[&[("it", "9"), ("accidents", "1")], &[("it", "5"), ("accidents", "0")], &[("it", "-1")]]);
    let unranked = rank(&scheme("", &items), &units, None).unwrap();
    assert_eq!(in_short(&unranked), "b1 c2 a-");
    assert_eq!(unranked.row("a").unwrap().score.printed, "9.0", "the score is still told");
    let zero = rank(&scheme("vetoed = \"zero\"", &items), &units, None).unwrap();
    assert_eq!(in_short(&zero), "b1 a2 c3");
    assert_eq!(zero.row("a").unwrap().score.adjustments[0].kind, AdjustmentKind::Veto);
}

#[rstest]
#[case("noScore", "—", None)]
#[case("zero", "40.0", None)]
// 40 of 50 points, and the 50 absent ones count like them.
#[case("reweigh", "80.0", Some(AdjustmentKind::Reweighed))]
fn a_missing_item_counts_as_the_scheme_says(
    #[case] missing: &str,
    #[case] printed: &str,
    #[case] adjusted: Option<AdjustmentKind>,
) {
    let text = format!("{}ties = \"dense\"\nfull = 100\n", HEAD.replace("noScore", missing));
    let ratio = RATIO.replace("30", "50");
    let scheme = parse(&format!("{text}{}{}", item("ratio", &ratio), points("it", "weight = 50")));
    for plan in [Some("0"), Some("-5"), None] {
        let inputs = [("it", "40"), ("done", "5")];
        let inputs: Vec<_> = inputs.into_iter().chain(plan.map(|plan| ("plan", plan))).collect();
        let inputs = inputs.as_slice();
        let score = score_of(&scheme, inputs);
        assert_eq!(score.printed, printed);
        assert_eq!(score.adjustments.first().map(|it| it.kind), adjusted);
        let shared = score.adjustments.first().map(|it| (it.printed.clone(), it.weight.clone()));
        assert_eq!(shared, adjusted.map(|_| ("40.0".to_owned(), Some(exact("50")))));
        let part = &score.parts[0];
        assert_eq!((part.printed.as_str(), &part.points), ("—", &None));
        let absence = if inputs.len() == 3 { Absence::NoTarget } else { Absence::NotGiven };
        assert_eq!(part.absence, Some(absence), "the reason stands beside it");
    }
}

#[test]
fn without_any_value_there_is_no_score_whatever_the_scheme_says() {
    let text = format!("{}ties = \"dense\"\n", HEAD.replace("noScore", "zero"));
    let score = score_of(&parse(&format!("{text}{}", points("it", ""))), &[]);
    assert_eq!((score.exact, score.printed.as_str()), (None, "—"));
}

#[rstest]
#[case([30, 25, 9, 6], "35.67", "107/3")]
#[case([17, 17, 0, 0], "20.00", "20")]
fn henan_2008_as_printed(#[case] counts: [i64; 4], #[case] printed: &str, #[case] exact: &str) {
    let texts = counts.map(|count| count.to_string());
    let names = ["total", "started", "mainStructure", "completed"];
    let inputs: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let score = score_of(builtin("henan2008"), &inputs);
    assert_eq!(score.printed, printed);
    assert_eq!(score.exact.unwrap().to_string(), exact);
}

#[test]
fn henan_2022_has_a_hundred_points_in_five_headings() {
    let scheme = builtin("henan2022");
    let items: &Items = scheme.items().unwrap();
    let headings: Vec<(String, String)> =
        items.sections.iter().map(|it| (it.named.title.zh.clone(), it.weight.to_string())).collect();
    let expected =
        [("谋划储备", "10"), ("签约落地", "30"), ("开工投产", "30"), ("投产达效", "20"), ("服务保障", "10")];
    assert_eq!(headings, expected.map(|(title, weight)| (title.to_owned(), weight.to_owned())));
    let weight = |name: &str| items.items.iter().find(|it| it.named.name == name).unwrap().weight.clone();
    assert_eq!(weight("reserveTotal").unwrap().to_string(), "10/3", "three share ten");
    assert_eq!(weight("centralBudget").unwrap().to_string(), "15/2", "four share thirty");
    let full: Vec<(String, Input)> = items
        .items
        .iter()
        .flat_map(|item| item.rule.sources())
        .filter_map(|source| Some((source.key()?, Input::from(Exact::from(100)))))
        .filter(|(key, _)| !key.contains("From") && key != "criticisms" && key != "service")
        .chain([("service".to_owned(), Input::from(Exact::from(12)))])
        .collect();
    let unit = Unit { inputs: full.into_iter().collect(), ..unit(1, &[]) };
    let ranking = rank(scheme, &[("a".to_owned(), unit)].into(), None).unwrap();
    assert_eq!(
        ranking.row("a").unwrap().score.printed,
        "100.0",
        "more than the full mark counts as the full mark"
    );
}

#[test]
fn yanan_2017_adds_points_by_project() {
    let inputs = [
        ("new", "2"),
        ("carriedOver", "1"),
        ("figure:started[invest>=10亿]", "1"),
        ("figure:started[invest>=5亿 invest<10亿]", "0"),
        ("figure:started[invest>=1亿 invest<5亿]", "2"),
        ("figure:started[invest<1亿]", "0"),
        ("industry", "2"),
        ("livelihood", "1"),
        ("functional", "0"),
        ("done", "6"),
        ("plan", "8"),
        ("provincial", "1"),
        ("producing", "0"),
        ("inUse", "1"),
        ("monthYi", "10"),
        ("collectiveStarts", "5"),
        ("criticismPoints", "15"),
    ];
    let score = score_of(builtin("yanan2017"), &inputs);
    let printed: Vec<&str> = score.parts.iter().map(|part| part.printed.as_str()).collect();
    assert_eq!(printed, ["12.0", "32.0", "38.0", "45.0", "20.0", "10.0", "30.0", "120.0", "-15.0"]);
    assert_eq!(score.printed, "292.0", "five collective starts count as four");
    let input = score.parts[3].inputs.iter().map(|it| it.value.clone().unwrap().to_string());
    assert_eq!(input.collect::<Vec<_>>(), ["6", "8"]);
    assert_eq!(score.parts[3].measured.as_ref().unwrap().to_string(), "3/4");
}

/// A scheme in which everything can happen.
#[rstest::rstest]
#[case("9", "0")]
#[case("0", "0")]
#[case("-3", "-3")]
fn a_veto_takes_a_score_and_gives_none(#[case] points_given: &str, #[case] score: &str) {
    let scheme = scheme("vetoed = \"zero\"", &[points("it", ""), points("accidents", "role = \"veto\"")]);
    let vetoed = score_of(&scheme, &[("it", points_given), ("accidents", "1")]);
    assert_eq!((vetoed.exact, vetoed.vetoed), (Some(exact(score)), true));
}

fn everything() -> Scheme {
    let ratio = |name: &str, keys: &str| {
        item(
            name,
            &format!(
                "rule = \"ratioToTarget\"\nvalue = {{ given = \"{name}\" }}\ntarget = {{ given = \"plan\" }}\n{keys}"
            ),
        )
    };
    scheme(
        "bonusMax = 3\npenaltyMax = 4\nleast = 0\nmost = 90\nvetoed = \"zero\"\nfull = 100",
        &[
            ratio("a", "weight = \"33.3\"\ncap = 110\nmissing = \"reweigh\""),
            ratio("b", "weight = \"36.7\"\nfloor = 20\nmissing = \"zero\""),
            points("c", "weight = 30\nmissing = \"zero\""),
            points("d", "role = \"bonus\""),
            points("e", "role = \"penalty\""),
            points("f", "role = \"veto\""),
        ],
    )
}

proptest! {
    #[test]
    fn parts_and_adjustments_add_up_to_the_score(
        values in proptest::collection::vec(proptest::option::weighted(0.9, 0i64..150), 6),
        plan in 0i64..120,
        veto in 0i64..2,
    ) {
        let names = ["a", "b", "c", "d", "e", "f"];
        let mut own = unit(1, &[("plan", &plan.to_string())]);
        for (name, value) in names.into_iter().zip(values) {
            let value = if name == "f" { value.map(|_| veto) } else { value };
            if let Some(value) = value {
                own.inputs.insert(name.to_owned(), Exact::from(value).into());
            }
        }
        let ranking = rank(&everything(), &[("a".to_owned(), own)].into(), None).unwrap();
        let score = &ranking.row("a").unwrap().score;
        if let Some(exact) = &score.exact {
            let parts: Exact = score.parts.iter().filter_map(|part| part.points.as_ref()).sum();
            let rest: Exact = score.adjustments.iter().map(|it| &it.points).sum();
            prop_assert_eq!(&(&parts + &rest), exact);
            prop_assert!(!exact.is_negative() && *exact <= Exact::from(90));
            prop_assert!(score.adjustments.iter().all(|it| !it.points.is_zero()));
        } else {
            prop_assert!(score.adjustments.is_empty());
        }
    }
}
