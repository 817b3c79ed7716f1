//! Conversion cohorts over made-up ledgers: who is watched, how long, and what is said of those not seen to the end.

use crate::fixture::*;
use crate::generated::{sketches, world};
use domain::facts::ProjectId;
use domain::{ContractKind, Precision, Stage};
use figures::cohort::{
    Cohort, CohortError, CohortSpec, End, Fate, Step, StepTable, at_equal_age, cohorts, common_age,
};
use figures::{Catalogue, Dim, FigureError, Snapshot};
use proptest::prelude::*;
use rstest::rstest;

const STARTED: Step = Step { from: Stage::Signed, to: Stage::Commenced };
const FATES: [Fate; 4] = [Fate::Reached, Fate::GivenUp, Fate::Censored, Fate::AtRisk];

fn asked(snapshot: &Snapshot, true_on: &str, by: &[Dim]) -> Vec<Cohort> {
    let asked = Asked::of(snapshot, "", true_on).by(by);
    cohorts(Catalogue::builtin(), &asked.question(), &CohortSpec::signed_by_quarter()).unwrap()
}

/// The start of the only cohort.
fn started(ledger: &Ledger, true_on: &str) -> StepTable {
    let mut all = asked(&ledger.snapshot(), true_on, &[]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].steps[0].step, STARTED);
    all.remove(0).steps.remove(0)
}

fn printed(table: &StepTable) -> Vec<&str> {
    table.ages.iter().map(|age| age.printed.as_str()).collect()
}

/// Adds projects of a zone: the day signed, and what came then.
fn follow(
    ledger: &mut Ledger,
    zone: domain::facts::OrgId,
    lives: &[(&str, &[(Stage, &str)])],
) -> Vec<ProjectId> {
    let add = |(signed, events): &(&str, &[(Stage, &str)])| {
        ledger.add(zone, |project| {
            project.event(Stage::Signed, signed);
            for (stage, on) in *events {
                project.event(*stage, on);
            }
        })
    };
    lives.iter().map(add).collect()
}

fn of_zone(lives: &[(&str, &[(Stage, &str)])]) -> Ledger {
    let mut ledger = Ledger::new();
    follow(&mut ledger, ZONE, lives);
    ledger
}

#[test]
fn a_quarter_that_was_watched_to_the_end_has_plain_shares() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-03-10")]),
        ("2021-02-10", &[(Stage::Commenced, "2021-07-01")]),
        ("2021-03-31", &[(Stage::Commenced, "2022-05-01")]),
        ("2021-03-31", &[]),
    ]);
    let table = started(&ledger, "2024-12-31");
    assert_eq!(printed(&table), ["25.0%", "50.0%", "50.0%", "75.0%"]);
    assert_eq!(table.median_days, Some(141), "the second of four: 10 February to 1 July");
    let at = table.at(12).unwrap();
    assert_eq!((at.reached, at.given_up, at.censored, at.at_risk), (2, 0, 0, 2));
}

#[rstest]
#[case("2022-02-28", 1)]
#[case("2022-03-01", 0)]
fn three_months_are_three_months_by_the_calendar(#[case] commenced: &str, #[case] reached: usize) {
    let table = started(&of_zone(&[("2021-11-30", &[(Stage::Commenced, commenced)])]), "2023-12-31");
    assert_eq!(table.at(3).unwrap().reached, reached);
}

#[test]
fn a_project_still_open_is_cut_short_and_no_failure() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-02-10")]),
        ("2021-01-10", &[(Stage::Commenced, "2021-06-10")]),
        ("2021-01-10", &[]),
        ("2021-03-31", &[]),
    ]);
    // On 15 July the last is 3 months and 15 days old: of the three older ones, two started within half a year.
    let table = started(&ledger, "2021-07-15");
    assert_eq!(printed(&table), ["25.0%", "62.5%", "—", "—"], "1 − 3/4 · 1/2, and nobody is a year old");
    let at = table.at(6).unwrap();
    assert_eq!((at.reached, at.censored, at.at_risk), (2, 1, 1));
    assert_eq!(at.shares.as_ref().unwrap().reached.to_string(), "5/8");
    assert_eq!(table.at(12).unwrap().censored, 2);
}

#[rstest]
#[case("2021-04-29", "—", 0)]
#[case("2021-04-30", "0.0%", 1)]
fn who_is_three_months_old_on_the_day_was_watched_for_three_months(
    #[case] true_on: &str,
    #[case] printed: &str,
    #[case] at_risk: usize,
) {
    let table = started(&of_zone(&[("2021-01-31", &[])]), true_on);
    let at = table.at(3).unwrap();
    assert_eq!((at.printed.as_str(), at.at_risk, at.censored), (printed, at_risk, 1 - at_risk));
}

#[test]
fn quarters_stand_in_their_order_whatever_the_order_of_projects() {
    let ledger =
        of_zone(&[("2021-05-01", &[]), ("2021-01-10", &[]), ("2021-06-01", &[]), ("2020-01-10", &[])]);
    let all = asked(&ledger.snapshot(), "2021-12-31", &[]);
    let told: Vec<_> = all.iter().map(|it| (it.group.to_string(), it.projects.len())).collect();
    assert_eq!(told, [("2020Q1".to_owned(), 1), ("2021Q1".to_owned(), 1), ("2021Q2".to_owned(), 2)]);
}

#[test]
fn a_project_given_up_counts_among_all_and_is_never_cut_short() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-06-10")]),
        ("2021-01-10", &[(Stage::Terminated, "2021-02-10"), (Stage::Withdrawn, "2022-05-10")]),
        ("2021-01-10", &[(Stage::Withdrawn, "2021-04-10")]),
        ("2021-01-10", &[(Stage::Commenced, "2021-02-01"), (Stage::Terminated, "2021-05-01")]),
    ]);
    let table = started(&ledger, "2024-12-31");
    assert_eq!(printed(&table), ["25.0%", "50.0%", "50.0%", "50.0%"]);
    let shares = table.at(3).unwrap().shares.clone().unwrap();
    assert_eq!([shares.given_up, shares.open].map(|it| it.to_string()), ["1/2", "1/4"]);
    assert_eq!(table.projects(6, Fate::GivenUp).len(), 2, "what was given up after the start had started");
}

#[test]
fn a_suspended_project_is_watched_on_and_one_taken_up_again_was_not_given_up() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Suspended, "2021-02-10")]),
        ("2021-01-10", &[(Stage::Terminated, "2021-02-10"), (Stage::Landed, "2021-09-10")]),
        ("2021-01-10", &[(Stage::Terminated, "2021-02-10"), (Stage::Commenced, "2021-09-10")]),
        (
            "2021-01-10",
            &[
                (Stage::Terminated, "2021-02-10"),
                (Stage::Landed, "2021-09-10"),
                (Stage::Suspended, "2021-10-10"),
            ],
        ),
    ]);
    let table = started(&ledger, "2022-12-31");
    let at = table.at(12).unwrap();
    assert_eq!((at.reached, at.given_up, at.at_risk), (1, 0, 3));
    let then = started(&ledger, "2021-08-31");
    assert_eq!(then.at(3).unwrap().given_up, 3, "then they were given up");
}

#[test]
fn what_has_no_day_is_left_out_and_listed() {
    let mut ledger = of_zone(&[("2021-01-10", &[(Stage::Commenced, "2021-02-10")])]);
    let undated_start = ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-01-20").undated(Stage::Commenced, "2021-03-01");
    });
    let later_stage_alone =
        follow(&mut ledger, ZONE, &[("2021-02-20", &[(Stage::Completed, "2021-12-01")])])[0];
    let undated_exit = ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-02-01").undated(Stage::Terminated, "2021-06-01");
    });
    let undated_signing = ledger.add(ZONE, |project| {
        project.undated(Stage::Signed, "2021-01-01").event(Stage::Commenced, "2021-05-01");
    });
    let mut all = asked(&ledger.snapshot(), "2022-12-31", &[]);
    let undated = all.pop().unwrap();
    assert_eq!(undated.group.key(Dim::Quarter), Some("undated"));
    assert_eq!(undated.steps[0].untimed, [undated_signing]);
    assert_eq!(printed(&undated.steps[0]), ["—"; 4]);
    let table = &all[0].steps[0];
    assert_eq!(table.untimed, [undated_start, later_stage_alone]);
    assert_eq!(
        table.projects(6, Fate::GivenUp),
        [undated_exit],
        "it holds from the day on which it was recorded"
    );
    assert_eq!(printed(table)[0], "50.0%");
}

#[test]
fn a_month_holds_from_its_last_day_and_an_early_start_counts_from_the_signing() {
    let mut ledger = of_zone(&[("2021-01-31", &[(Stage::Commenced, "2020-11-01")])]);
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-01-31").event(Stage::Commenced, "2021-04-30");
        let event = &mut project.dossier.events.last_mut().unwrap().body;
        (event.precision, event.recorded_on) = (Some(Precision::Month), day("2021-06-01"));
    });
    let table = started(&ledger, "2022-12-31");
    let watched: Vec<_> = table.watched.iter().map(|one| (one.days, one.end, one.inexact)).collect();
    assert_eq!(watched, [(0, End::Reached, false), (89, End::Reached, true)]);
}

#[test]
fn a_step_between_later_stages_begins_at_the_first_of_them() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-03-01"), (Stage::Producing, "2021-12-01")]),
        ("2021-01-10", &[]),
    ]);
    let all = asked(&ledger.snapshot(), "2023-12-31", &[]);
    let table = all[0].steps.iter().find(|table| table.step.from == Stage::Commenced).unwrap();
    assert_eq!((table.watched.len(), table.not_begun.len(), table.median_days), (1, 1, Some(275)));
    assert_eq!(printed(table), ["0.0%", "0.0%", "100.0%", "100.0%"]);
}

#[test]
fn zones_are_compared_at_an_age_that_all_have() {
    let mut ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-02-10")]),
        ("2021-01-10", &[(Stage::Commenced, "2021-12-10")]),
    ]);
    let both = [
        ("2021-06-01", &[(Stage::Commenced, "2021-07-01")][..]),
        ("2021-06-01", &[(Stage::Commenced, "2021-08-01")]),
    ];
    follow(&mut ledger, SISTER, &both);
    follow(&mut ledger, FAR_ZONE, &[("2021-09-10", &[(Stage::Commenced, "2021-12-01")])]);
    follow(&mut ledger, FAR_ZONE, &[("2021-09-10", &[]), ("2021-09-10", &[])]);
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2022-01-31").by(&[Dim::Zone]);
    let spec = CohortSpec { span: None, ..CohortSpec::signed_by_quarter() };
    let all = cohorts(Catalogue::builtin(), &asked.question(), &spec).unwrap();
    assert_eq!(common_age(&all, STARTED), Some(3), "the youngest zone is four months old");
    let ranked = |months| -> Vec<(String, String)> {
        let side_by_side = at_equal_age(&all, STARTED, months);
        side_by_side.iter().map(|(cohort, age)| (cohort.group.to_string(), age.printed.clone())).collect()
    };
    let lines = |lines: &[(&str, &str)]| -> Vec<(String, String)> {
        lines.iter().map(|(zone, share)| ((*zone).to_owned(), (*share).to_owned())).collect()
    };
    assert_eq!(
        ranked(3),
        lines(&[("祁县开发区", "100.0%"), ("晋中开发区", "50.0%"), ("平鲁开发区", "33.3%")])
    );
    assert_eq!(ranked(12), lines(&[("晋中开发区", "100.0%"), ("祁县开发区", "100.0%"), ("平鲁开发区", "—")]));
    assert!(at_equal_age(&all, STARTED, 7).is_empty(), "an age that was not asked");
}

#[test]
fn a_cohort_is_what_the_figure_of_signed_projects_counts() {
    let mut ledger = of_zone(&[("2021-01-10", &[])]);
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-01-11").contract(ContractKind::Framework);
    });
    ledger.add(ZONE, |project| {
        project.claimed(Stage::Signed, "2021-01-12");
    });
    follow(&mut ledger, FAR_ZONE, &[("2021-01-13", &[])]);
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "zone:晋中开发区", "2021-12-31").by(&[Dim::Quarter]);
    let mut question = asked.question();
    question.by = &[];
    let all = cohorts(Catalogue::builtin(), &question, &CohortSpec::signed_by_quarter()).unwrap();
    let figure = &asked.figures("signed")[0];
    let members = asked.members("signed", &figure.group);
    assert_eq!(all[0].projects, members.iter().filter_map(|member| member.project).collect::<Vec<_>>());
    assert_eq!(all[0].projects.len(), 1);
    assert_eq!(all[0].group, figure.group);
}

#[test]
fn what_can_not_be_followed_is_refused() {
    let snapshot = Ledger::new().snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let refused = |change: fn(&mut CohortSpec)| {
        let mut spec = CohortSpec::signed_by_quarter();
        change(&mut spec);
        cohorts(Catalogue::builtin(), &asked.question(), &spec).unwrap_err()
    };
    for figure in ["roundEntries", "byStage", "overdueStart"] {
        let mut spec = CohortSpec::signed_by_quarter();
        spec.figure = figure.to_owned();
        let error = cohorts(Catalogue::builtin(), &asked.question(), &spec).unwrap_err();
        assert_eq!(error, CohortError::NotFollowed(figure.to_owned()));
    }
    assert_eq!(refused(|spec| spec.span = Some(Dim::Zone)), CohortError::NotASpan(Dim::Zone));
    let back = Step { from: Stage::Producing, to: Stage::Commenced };
    let exit = Step { from: Stage::Signed, to: Stage::Terminated };
    assert_eq!(
        refused(|spec| spec.steps[0] = Step { from: Stage::Producing, to: Stage::Commenced }),
        CohortError::NotAStep(back)
    );
    assert_eq!(refused(|spec| spec.steps[0].to = Stage::Terminated), CohortError::NotAStep(exit));
    let unknown = refused(|spec| "signd".clone_into(&mut spec.figure));
    assert!(matches!(unknown, CohortError::Figure(FigureError::UnknownFigure { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_project_of_a_cohort_has_one_place_and_one_fate(sketches in sketches(), on in 0..1_200i32) {
        let mut world = world();
        for sketch in &sketches {
            world.add(sketch);
        }
        let snapshot = world.ledger.snapshot();
        let true_on = crate::generated::day_at(on).to_string();
        for cohort in asked(&snapshot, &true_on, &[Dim::Zone]) {
            for table in &cohort.steps {
                let watched = table.watched.iter().map(|one| one.project);
                let mut all: Vec<ProjectId> = watched.clone().chain(table.untimed.clone()).chain(table.not_begun.clone()).collect();
                all.sort_unstable();
                prop_assert_eq!(&all, &cohort.projects);
                for age in &table.ages {
                    let by_fate = FATES.map(|fate| table.projects(age.months, fate));
                    let counts = [age.reached, age.given_up, age.censored, age.at_risk];
                    prop_assert_eq!(by_fate.each_ref().map(Vec::len), counts);
                    prop_assert_eq!(counts.iter().sum::<usize>(), table.watched.len());
                    if let Some(shares) = &age.shares {
                        let sum = &(&shares.reached + &shares.given_up) + &shares.open;
                        prop_assert_eq!(sum, figures::Exact::from(1));
                    }
                }
            }
        }
    }
}

#[test]
fn groups_that_print_alike_stay_whole_and_stand_in_the_order_of_their_records() {
    let mut ledger = Ledger::new();
    let classes = ledger.taxonomy("zone", &["光伏", "光伏"]);
    for class in &classes {
        ledger.dimensions.taxons.get_mut(&class.0).unwrap().body.position = 1;
    }
    // The later class is met first, and the two take turns.
    for place in [1, 0, 1, 0, 1] {
        ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2021-01-10").class(classes[place]);
        });
    }
    let snapshot = ledger.snapshot();
    let told: Vec<usize> =
        asked(&snapshot, "2021-12-31", &[Dim::Industry]).iter().map(|it| it.projects.len()).collect();
    assert_eq!(told, [2, 3]);
    let figures = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Industry]).figures("signed");
    assert_eq!(figures.iter().map(|it| it.projects).collect::<Vec<_>>(), [Some(2), Some(3)]);
}

#[test]
fn what_is_followed_begins_at_the_stage_of_its_figure() {
    let catalogue = Catalogue::builtin();
    let spec = |name| CohortSpec::following(catalogue.get(name).unwrap(), Some(Dim::Quarter));
    assert_eq!(spec("signed"), Some(CohortSpec::signed_by_quarter()));
    let started = spec("started").unwrap();
    assert_eq!(started.steps[0], Step { from: Stage::Commenced, to: Stage::Producing });
    assert_eq!(started.steps.len(), 3);
    for name in ["byStage", "overdueStart", "roundEntries", "startRateOverSigned"] {
        assert_eq!(spec(name), None, "{name}");
    }
}

#[test]
fn the_bounds_hold_the_share_whatever_becomes_of_the_young() {
    let ledger = of_zone(&[
        ("2021-01-10", &[(Stage::Commenced, "2021-03-10")]),
        ("2021-01-10", &[(Stage::Terminated, "2021-02-10")]),
        ("2021-03-20", &[]),
        ("2021-03-30", &[]),
    ]);
    let bounds = |months: u16| {
        let table = started(&ledger, "2021-05-25");
        let (least, most) = table.at(months).unwrap().bounds().unwrap();
        (least.to_string(), most.to_string())
    };
    assert_eq!(bounds(3), ("1/4".to_owned(), "3/4".to_owned()));
}
