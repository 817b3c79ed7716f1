//! Every figure of the catalogue says why it moved: by lists that add up to its difference, part by part, or in that nothing
//! can be listed.

use crate::fixture::*;
use domain::facts::ChangeId;
use domain::{ContractKind, ListKind, MilestoneCode, Money, PlanKind, ResumptionState, Stage, TargetMeasure};
use figures::{
    Catalogue, Exact, Figure, FigureError, FigureKind, FigureSpec, GroupDifference, Snapshot, compare,
    evaluate, taken_apart,
};

/// The two days between which everything moves.
const DAYS: [&str; 2] = ["2022-06-30", "2022-11-30"];

/// A ledger as it was known in June, and as it is known in November: something of every figure came, went or was put right.
fn told() -> [Snapshot; 2] {
    let mut ledger = Ledger::new();
    let rounds = [ledger.round(2022, 1, "2022-02-26"), ledger.round(2022, 2, "2022-09-01")];
    let outside = ledger.investor("外省公司", 440_300);
    ledger.list(outside, "世界500强", 2022);
    let industry = ledger.taxonomy("产业", &["装备"])[0];
    for measure in [TargetMeasure::AttractionCount, TargetMeasure::AttractionAmount] {
        ledger.target(PROVINCE, (2022, measure), 100_000_000_000, "2022-01-05");
    }
    let mut ids = Vec::new();
    for place in 0..6u8 {
        ids.push(ledger.add(if place % 2 == 0 { ZONE } else { FAR_ZONE }, |project| {
            project.invest(yi("12")).contract(ContractKind::Formal).from(outside).class(industry);
            project.project().contract_fen = Some(yi("8"));
            project.project().output_fen = Some(yi("30"));
            project.event(Stage::Signed, if place < 3 { "2022-01-10" } else { "2021-01-10" });
            let plan = project.plan(2022, Some(yi("5")));
            (plan.start_month, plan.complete_month, plan.produce_month) = (Some(5), Some(10), Some(11));
            project.month(2022, 3, Some(yi("1")));
            project.entry(rounds[0], ListKind::Signing, yi("12")).output_fen = Some(yi("30"));
            if place > 3 {
                project.event(Stage::Commenced, "2021-05-01");
            }
        }));
    }
    let before = ledger.snapshot();
    for (place, id) in ids.into_iter().enumerate() {
        ledger.change(id, |project| {
            project.event(Stage::Fulfilled, "2022-07-01").event(Stage::Landed, "2022-07-02");
            if place < 4 {
                project.event(Stage::Commenced, "2022-07-03");
            } else {
                project.resumption(ResumptionState::Resumed, "2022-07-04");
            }
            if place != 1 {
                project.event(Stage::Completed, "2022-10-01").event(Stage::Producing, "2022-10-02");
            }
            project.month(2022, 9, Some(yi("3"))).problems = None;
            project.paid("2022-08-01", yi("2")).output(2022, Some(8), yi("4"));
            project.project().contract_fen = Some(yi("9"));
            for list in [ListKind::Commencement, ListKind::Production] {
                project.entry(rounds[1], list, yi("12")).output_fen = Some(yi("30"));
            }
        });
    }
    // A reserve project that began early, with the smaller target beside its plan.
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2022-07-03").plan(2022, Some(yi("5")));
        project.plan(2022, Some(yi("4"))).kind = PlanKind::Target;
        project.month(2022, 8, Some(yi("1")));
    });
    for code in [MilestoneCode::Commencement, MilestoneCode::Production] {
        ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2022-01-10").promise(code, "2022-08-01", "2022-01-10");
        });
    }
    ledger.add(ZONE, |project| {
        project.invest(yi("20")).contract(ContractKind::Formal).from(outside).class(industry);
        project.event(Stage::Signed, "2022-09-10");
    });
    ledger.target(PROVINCE, (2022, TargetMeasure::AttractionCount), 200_000_000_000, "2022-10-08");
    [before, Snapshot::build(ChangeId(2), ledger.dimensions.clone(), ledger.dossiers.clone())]
}

/// What a figure counts: things, what stands above the line of a rate, money.
fn counted(spec: &FigureSpec, figure: Option<&Figure>) -> (i64, i64, i64) {
    figure.map_or((0, 0, 0), |figure| {
        let rounds = || figure.printed.parse().unwrap();
        let count = if spec.kind == FigureKind::Rounds {
            rounds()
        } else {
            figure.entries.or(figure.projects).unwrap()
        };
        (count, figure.numerator.unwrap_or(0), figure.amount_fen.unwrap_or(0))
    })
}

fn lines_add_up(spec: &FigureSpec, groups: &[GroupDifference], opened: impl Fn(usize) -> Vec<Figure>) {
    let of = |side: &[Figure], group: &GroupDifference| {
        side.iter().find(|it| it.group.is_same(&group.group)).cloned()
    };
    let (old, new) = (opened(0), opened(1));
    for group in groups {
        let (was, is) = (of(&old, group), of(&new, group));
        let (was, is) = (counted(spec, was.as_ref()), counted(spec, is.as_ref()));
        assert_eq!(group.total(), (is.0 - was.0, is.1 - was.1, is.2 - was.2), "{}", spec.name);
    }
}

fn exact(figure: &Option<Figure>) -> Option<Exact> {
    figure.as_ref().and_then(Figure::exact)
}

#[test]
fn every_figure_of_the_catalogue_is_explained_or_is_of_those_that_no_list_explains() {
    let snapshots = told();
    let catalogue = Catalogue::builtin();
    let [old, new] = [0, 1].map(|side| Asked::of(&snapshots[side], "", DAYS[side]));
    let (mut apart, mut still) = (Vec::new(), Vec::new());
    for spec in catalogue.figures() {
        match compare(&old.question(), &new.question(), &spec.name) {
            Ok(comparison) => {
                let opens = catalogue.get(spec.opens.as_deref().unwrap_or(&spec.name)).unwrap();
                if comparison.groups.iter().all(|group| group.lines.is_empty()) {
                    still.push(spec.name.as_str());
                }
                lines_add_up(opens, &comparison.groups, |side| {
                    evaluate(catalogue, &[&old, &new][side].question(), &opens.name).unwrap()
                });
            }
            Err(FigureError::NotComparable { .. }) => apart.push(spec.name.as_str()),
            Err(error) => panic!("{}: {error}", spec.name),
        }
    }
    let expected = ["timeProgress", "attractionCountTarget", "attractionAmountTarget", "attractionScoreRate"];
    assert_eq!(apart, expected);
    assert_eq!(still, [""; 0], "nothing moved these: the ledger of this test says too little");
}

#[test]
fn what_no_list_explains_is_taken_apart_into_parts_that_add_up() {
    let snapshots = told();
    let [old, new] = [0, 1].map(|side| Asked::of(&snapshots[side], "", DAYS[side]));
    let of = |name: &str| taken_apart(&old.question(), &new.question(), name).unwrap().remove(0);
    let rate = of("attractionScoreRate");
    let parts: Vec<&str> = rate.steps.iter().map(|step| step.figure.as_str()).collect();
    assert_eq!(parts, ["attracted", "attractionCountTarget", "attractedAmount", "attractionAmountTarget"]);
    let moved: Exact = rate.steps.iter().map(|step| &step.moved).sum();
    assert_eq!(moved, &exact(&rate.after).unwrap() - &exact(&rate.before).unwrap());
    assert!(!rate.steps[1].moved.is_zero() && rate.steps[3].moved.is_zero(), "{:?}", rate.steps);
    let time = of("timeProgress");
    let printed = |figure: &Option<Figure>| figure.as_ref().unwrap().printed.clone();
    assert_eq!((printed(&time.before), printed(&time.after)), ("50.0%".into(), "91.7%".into()));
    assert!(time.steps.is_empty() && of("attractionCountTarget").steps.is_empty());
    let gap = of("progressGap");
    assert_eq!(gap.steps.len(), 2, "what has lists of its own can be taken apart too");
}

#[test]
fn a_formula_without_a_value_at_one_point_has_no_parts() {
    let snapshots = told();
    let empty = Ledger::new();
    let nothing = empty.snapshot();
    let [old, new] = [Asked::of(&nothing, "", DAYS[0]), Asked::of(&snapshots[1], "", DAYS[1])];
    let apart = taken_apart(&old.question(), &new.question(), "attractionScoreRate").unwrap();
    assert!(apart.iter().all(|group| group.steps.is_empty() && exact(&group.before).is_none()), "{apart:?}");
    let unknown = taken_apart(&old.question(), &new.question(), "attractionScore");
    assert!(matches!(unknown, Err(FigureError::UnknownFigure { .. })));
}

#[test]
fn money_that_moved_is_told_to_the_fen() {
    let snapshots = told();
    let [old, new] = [0, 1].map(|side| Asked::of(&snapshots[side], "", DAYS[side]));
    let comparison = compare(&old.question(), &new.question(), "investmentDone").unwrap();
    assert_eq!(Money::from_fen(comparison.groups[0].total().2), yi("19"));
}
