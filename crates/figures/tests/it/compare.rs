//! A difference is explained by lines that add up to it.

use crate::fixture::*;
use crate::generated::*;
use domain::facts::ChangeId;
use domain::{ListKind, Money, Stage};
use figures::{Dim, Figure, MoveKind, Reason, Snapshot, compare};
use proptest::prelude::*;

fn numbers(figure: Option<&Figure>) -> (i64, i64, i64) {
    figure.map_or((0, 0, 0), |figure| {
        let count = figure.entries.or(figure.projects).unwrap();
        (count, figure.numerator.unwrap_or(0), figure.amount_fen.unwrap())
    })
}

/// The ledger as a later change left it.
fn later(ledger: &Ledger) -> Snapshot {
    Snapshot::build(ChangeId(2), ledger.dimensions.clone(), ledger.dossiers.clone())
}

#[test]
fn new_left_changed_and_reclassified_members_are_told_apart() {
    let mut ledger = Ledger::new();
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(ledger.add(ZONE, |project| {
            project.invest(yi("1")).event(Stage::Signed, "2021-03-01");
        }));
    }
    let before = ledger.snapshot();
    ledger.change(ids[0], |project| project.project().zone = SISTER);
    ledger.change(ids[1], |project| {
        project.invest(yi("3"));
    });
    ledger.change(ids[2], |project| {
        project.event(Stage::Terminated, "2021-05-01");
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("4")).event(Stage::Signed, "2021-04-01");
    });
    let after = later(&ledger);
    let by = [Dim::Zone];
    let going_on = "not stage:terminated";
    let (old, new) = (
        Asked::of(&before, going_on, "2021-12-31").by(&by),
        Asked::of(&after, going_on, "2021-12-31").by(&by),
    );
    let comparison = compare(&old.question(), &new.question(), "signed").unwrap();
    let of_zone = &comparison.groups[0];
    let lines: Vec<_> = of_zone.lines.iter().map(|line| (line.kind, line.count, line.amount_fen)).collect();
    let fen = |text| yi(text).fen();
    let expected = [
        (MoveKind::New, 1, fen("4")),
        (MoveKind::Left, -1, -fen("1")),
        (MoveKind::Changed, 0, fen("2")),
        (MoveKind::Reclassified, -1, -fen("1")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(of_zone.lines[3].other_group.as_ref().unwrap().to_string(), "祁县开发区");
    assert_eq!(comparison.groups[1].lines[0].kind, MoveKind::Reclassified);
}

#[test]
fn two_parks_of_one_name_are_two_groups_whose_lines_add_up() {
    let mut ledger = Ledger::new();
    let parks = [ledger.park(ZONE, "新材料产业园"), ledger.park(FAR_ZONE, "新材料产业园")];
    let mut ids = Vec::new();
    for (zone, park, amount) in [(ZONE, parks[0], "1"), (FAR_ZONE, parks[1], "2"), (ZONE, parks[0], "4")] {
        ids.push(ledger.add(zone, |project| {
            project.invest(yi(amount)).event(Stage::Signed, "2021-03-01").project().park = Some(park);
        }));
    }
    let before = ledger.snapshot();
    ledger.change(ids[0], |project| {
        project.invest(yi("8"));
    });
    ledger.change(ids[2], |project| {
        project.project().zone = FAR_ZONE;
        project.project().park = Some(parks[1]);
    });
    let after = later(&ledger);
    let by = [Dim::Park];
    let (old, new) =
        (Asked::of(&before, "", "2021-12-31").by(&by), Asked::of(&after, "", "2021-12-31").by(&by));
    let comparison = compare(&old.question(), &new.question(), "signed").unwrap();
    let seen: Vec<_> = comparison
        .groups
        .iter()
        .map(|group| {
            let (was, is) = (numbers(group.before.as_ref()), numbers(group.after.as_ref()));
            assert_eq!(group.total(), (is.0 - was.0, is.1 - was.1, is.2 - was.2));
            let kinds: Vec<_> = group.lines.iter().map(|line| line.kind).collect();
            (was.0, is.0, kinds)
        })
        .collect();
    let expected =
        [(2, 1, vec![MoveKind::Changed, MoveKind::Reclassified]), (1, 2, vec![MoveKind::Reclassified])];
    assert_eq!(seen, expected);
}

#[test]
fn a_zone_under_a_new_name_is_the_same_group() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.invest(yi("1")).event(Stage::Signed, "2021-03-01");
    });
    let before = ledger.snapshot();
    ledger.dimensions.orgs.get_mut(&ZONE.0).unwrap().body.name = "晋中新区".into();
    let after = later(&ledger);
    let by = [Dim::Zone];
    let (old, new) =
        (Asked::of(&before, "", "2021-12-31").by(&by), Asked::of(&after, "", "2021-12-31").by(&by));
    let comparison = compare(&old.question(), &new.question(), "signed").unwrap();
    assert_eq!(comparison.groups.len(), 1);
    assert_eq!(comparison.groups[0].group.to_string(), "晋中新区");
    assert!(comparison.groups[0].before.is_some() && comparison.groups[0].lines.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn contributions_add_up_to_the_difference(
        sketches in sketches(),
        more in proptest::collection::vec(sketch(), 0..6),
        changes in proptest::collection::vec((0..40usize, 0..4usize, 1..900_000i64), 0..20),
        (first_on, second_on) in (0..1_200i32, 0..1_200i32),
    ) {
        let mut world = world();
        let ids: Vec<_> = sketches.iter().map(|sketch| world.add(sketch)).collect();
        let before = world.ledger.snapshot();
        for (place, what, wan) in changes.into_iter().filter(|_| !ids.is_empty()) {
            let ledger = &mut world.ledger;
            ledger.change(ids[place % ids.len()], |project| match what {
                0 => project.project().zone = SISTER,
                1 => project.project().invest_fen = Some(Money::from_fen(wan * 1_000_000)),
                2 => { project.told(Stage::Terminated, Some(day_at(wan as i32 % 1_100)), domain::Recognition::Recognized, day_at(0)); }
                _ => if let Some(entry) = project.dossier.entries.first_mut() {
                    entry.body.list = ListKind::Production;
                },
            });
        }
        for sketch in &more {
            world.add(sketch);
        }
        let after = later(&world.ledger);
        for name in ["signed", "roundEntries", "listStartRate", "byStage"] {
            for by in [vec![], vec![Dim::Zone], vec![Dim::Stage, Dim::Size]] {
                let old = Asked::of(&before, "", &day_at(first_on).to_string()).by(&by);
                let new = Asked::of(&after, "", &day_at(second_on).to_string()).by(&by);
                let comparison = compare(&old.question(), &new.question(), name).unwrap();
                for group in &comparison.groups {
                    let (was, is) = (numbers(group.before.as_ref()), numbers(group.after.as_ref()));
                    prop_assert_eq!(group.total(), (is.0 - was.0, is.1 - was.1, is.2 - was.2));
                }
            }
        }
    }
}

/// What was known in June of March, and what is known now of June.
#[test]
fn what_was_told_late_is_told_from_what_came_later() {
    let mut ledger = Ledger::new();
    let mut signed = |amount: &str| {
        ledger.add(ZONE, |project| {
            project.invest(yi(amount)).event(Stage::Signed, "2021-03-01");
        })
    };
    let ids = [signed("1"), signed("2"), signed("4")];
    let before = ledger.snapshot();
    // Put right: one never signed, one amount; told late: one signed in February; new: one signed in May.
    ledger.change(ids[0], |project| {
        project.dossier.events.clear();
    });
    ledger.change(ids[1], |project| {
        project.invest(yi("3"));
    });
    for (amount, on) in [("8", "2021-02-01"), ("16", "2021-05-01")] {
        ledger.add(ZONE, |project| {
            project.invest(yi(amount)).event(Stage::Signed, on);
        });
    }
    let after = later(&ledger);
    let (old, new) = (Asked::of(&before, "", "2021-03-31"), Asked::of(&after, "", "2021-06-30"));
    let comparison = compare(&old.question(), &new.question(), "signed").unwrap();
    let told: Vec<_> =
        comparison.groups[0].lines.iter().map(|line| (line.reason(), line.amount_fen)).collect();
    let fen = |text| yi(text).fen();
    let expected = [
        (Reason::New, fen("16")),
        (Reason::LateReport, fen("8")),
        (Reason::Corrected, -fen("1")),
        (Reason::CorrectedAmount, fen("1")),
    ];
    assert_eq!(told, expected);
}

/// A rate moves above and below its line, of counts and of money, and both sides are explained.
#[test]
fn both_sides_of_a_rate_are_explained() {
    let mut ledger = Ledger::new();
    let mut ids = Vec::new();
    for amount in ["10", "20"] {
        ids.push(ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2021-03-01");
            project.plan(2021, Some(yi(amount)));
            project.month(2021, 3, Some(yi("1")));
        }));
    }
    let before = ledger.snapshot();
    ledger.change(ids[0], |project| {
        project.month(2021, 2, Some(yi("2")));
        project.event(Stage::Commenced, "2021-06-01");
    });
    let after = later(&ledger);
    let (old, new) = (Asked::of(&before, "", "2021-03-31"), Asked::of(&after, "", "2021-06-30"));
    let of = |name| compare(&old.question(), &new.question(), name).unwrap().groups.remove(0);
    let sums = of("planCompletionRate");
    assert_eq!((sums.total().1, sums.total().2), (yi("2").fen(), 0));
    assert_eq!(sums.lines[0].reason(), Reason::CorrectedAmount, "a month of the earlier time, told late");
    let counts = of("startRateOverSigned");
    assert_eq!(
        counts.lines.iter().map(|line| (line.reason(), line.numerator, line.count)).collect::<Vec<_>>(),
        [(Reason::Changed, 1, 0)]
    );
}

/// R18: what is done moves it by the lines of the rate, and time moves it where nothing is done.
#[test]
fn the_gap_to_time_moves_by_the_lines_of_the_rate_and_by_time_alone() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("100")));
        project.month(2022, 6, Some(yi("40")));
        project.month(2022, 9, Some(yi("40")));
    });
    ledger.add(SISTER, |project| {
        project.plan(2022, Some(yi("100")));
        project.month(2022, 6, Some(yi("0")));
    });
    let snapshot = ledger.snapshot();
    let by = [Dim::Zone];
    let [old, new] = ["2022-06-30", "2022-09-30"].map(|on| Asked::of(&snapshot, "", on).by(&by));
    let of = |name: &str| compare(&old.question(), &new.question(), name).unwrap().groups;
    let (gaps, rates) = (of("progressGap"), of("planCompletionRate"));
    let printed = |figure: &Option<Figure>| figure.as_ref().unwrap().printed.clone();
    let moved: Vec<_> = gaps.iter().map(|group| (printed(&group.before), printed(&group.after))).collect();
    let expected = [("-10.0", "5.0"), ("-50.0", "-75.0")].map(|(old, new)| (old.to_owned(), new.to_owned()));
    assert_eq!(moved, expected);
    assert_eq!(gaps[0].lines, rates[0].lines);
    assert_eq!(gaps[0].total().1, yi("40").fen());
    assert!(gaps[1].lines.is_empty(), "nothing was done");
}
