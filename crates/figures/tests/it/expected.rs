//! What came of what was expected: output held against that of entries, completion and production against the plan of the year.

use crate::fixture::*;
use domain::{ListKind, Stage};
use figures::Lang;
use rstest::rstest;

/// W1: over the first four rounds, 216.65 of the 235.04 expected; W1's other rates are counts of entries.
#[test]
fn output_expected_at_entry_is_held_against_what_came() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2021, 1, "2021-01-01");
    let outputs = shares(yi("235.04"), 41).into_iter().zip(shares(yi("216.65"), 41));
    for (place, (expected, actual)) in outputs.enumerate() {
        ledger.add(ZONE, |project| {
            project.entry(round, ListKind::Production, yi("1")).output_fen = Some(expected);
            if place % 2 == 0 {
                project.output(2021, None, actual);
            } else {
                (1..).zip(shares(actual, 12)).for_each(|(month, amount)| {
                    project.output(2021, Some(month), amount);
                });
            }
            project.output(2020, None, yi("50")).output(2022, Some(1), yi("50"));
        });
    }
    ledger.add(ZONE, |project| {
        project.entry(round, ListKind::Production, yi("1"));
        project.output(2021, None, yi("50"));
    });
    let figure = Asked::of(&ledger.snapshot(), "", "2021-12-31").figure("benefitRate");
    assert_eq!(figure.printed, "92.18%");
    assert_eq!(figure.without_amount, 1, "the entry that expects nothing stands on neither side");
    assert_eq!(
        figure.sentence(Lang::Zh),
        "“投产一批”项目共42个，预计年产值235.04亿元，实际216.65亿元，达效率92.18%（其中1项未填预计年产值，两边都未计入）"
    );
}

/// The number of a year is recorded in the January after it, and holds from the year's last day on.
#[rstest]
#[case("2021-11-30", "15.00%")]
#[case("2021-12-31", "50.00%")]
#[case("2022-01-12", "50.00%")]
#[case("2022-02-28", "50.00%")]
fn the_output_of_a_year_holds_once_the_year_has_ended(#[case] on: &str, #[case] rate: &str) {
    let mut ledger = Ledger::new();
    let round = ledger.round(2021, 1, "2021-03-01");
    ledger.add(ZONE, |project| {
        project.entry(round, ListKind::Production, yi("1")).output_fen = Some(yi("100"));
        project.output(2021, Some(3), yi("15")).output(2021, None, yi("50"));
        project.dossier.outputs.last_mut().unwrap().body.recorded_on = day("2022-01-31");
    });
    assert_eq!(Asked::of(&ledger.snapshot(), "", on).figure("benefitRate").printed, rate);
}

#[test]
fn what_is_completed_and_produces_is_held_against_what_was_planned_for_the_year() {
    let mut ledger = Ledger::new();
    let mut planned = |complete: Option<i64>, produce: Option<i64>, events: &[(Stage, &str)]| {
        ledger.add(ZONE, |project| {
            let plan = project.plan(2022, None);
            (plan.complete_month, plan.produce_month) = (complete, produce);
            for (stage, date) in events {
                project.event(*stage, date);
            }
        });
    };
    // Planned to be completed: in time, before the year, after the day, given up after it, and never.
    planned(Some(3), None, &[(Stage::Completed, "2022-03-09")]);
    planned(Some(3), None, &[(Stage::Completed, "2021-12-09")]);
    planned(Some(3), None, &[(Stage::Completed, "2022-10-09")]);
    planned(Some(3), None, &[(Stage::Completed, "2022-03-09"), (Stage::Terminated, "2022-08-09")]);
    planned(Some(3), None, &[]);
    // Planned to produce: in time, a year early, after the day; produced without having been planned to; only listed.
    planned(None, Some(6), &[(Stage::Producing, "2022-06-09")]);
    planned(None, Some(6), &[(Stage::Producing, "2021-06-09")]);
    planned(None, Some(6), &[(Stage::Producing, "2022-10-09")]);
    planned(None, None, &[(Stage::Producing, "2022-05-09")]);
    planned(None, None, &[]);
    let snapshot = ledger.snapshot();
    let told = |name| Asked::of(&snapshot, "", "2022-09-30").figure(name).sentence(Lang::Zh);
    assert_eq!(told("finishRateOverPlan"), "计划竣工项目5项，已竣工2项，竣工率40.0%");
    assert_eq!(told("productionRateOverPlan"), "计划投产项目3项，已投产2项，投产率66.7%");
}
