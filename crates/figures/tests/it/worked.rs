//! The worked figures that published texts print (`domain.md` §6). W1 stands with the rounds, W2, W3, W6, W7 and W8 with
//! plans and progress; here are those that turn on how a number is printed.

use crate::fixture::*;
use domain::{ListKind, MilestoneCode, Stage};
use figures::{Catalogue, Dim, HeldAgainst, Lang, Member, held_against};
use rstest::rstest;

/// A figure of the same shape as one of the built-in catalogue, with other places.
fn catalogue(places: u8) -> Catalogue {
    let text = format!(
        r#"
[[figure]]
name = "rate"
title = {{ zh = "开工率", en = "Start rate" }}
kind = "rate"
basis = "projects"
population = "event:signed"
numerator = "reached:commenced"
asOf = "F"
places = {places}
rounding = "halfUp"
footnote = {{ zh = "口径", en = "rule" }}
empty = {{ zh = "暂无", en = "none" }}
sentences.default = {{ zh = "{{m}}/{{d}}，{{r}}%", en = "{{r}} %" }}

[[figure]]
name = "sum"
title = {{ zh = "投资", en = "Investment" }}
kind = "sum"
basis = "projects"
population = ""
asOf = "F"
places = {places}
rounding = "halfUp"
footnote = {{ zh = "口径", en = "rule" }}
empty = {{ zh = "暂无", en = "none" }}
sentences.default = {{ zh = "投资{{a}}", en = "{{a}}" }}
"#
    );
    Catalogue::parse(&text).unwrap()
}

/// W4: 580 of 678 are 85.546 %. We round once and print 85.5; the old paper printed 85.6 and is kept as it stands.
#[test]
fn w4_a_rate_is_rounded_once_and_an_old_print_is_kept_beside_it() {
    let mut ledger = Ledger::new();
    for place in 0..678 {
        ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2020-02-01");
            if place < 580 {
                project.event(Stage::Commenced, "2020-06-01");
            }
        });
    }
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2020-12-31");
    let rate = |places| figures::evaluate(&catalogue(places), &asked.question(), "rate").unwrap().remove(0);
    assert_eq!(rate(1).printed, "85.5%");
    assert_eq!(rate(2).printed, "85.55%", "of which rounding again would make 85.6");
    assert_eq!(held_against("85.6%", &rate(1)), HeldAgainst::Differs("0.1".into()));
    assert_eq!(held_against("85.5%", &rate(1)), HeldAgainst::Same);
    assert_eq!(rate(1).numerator.zip(rate(1).denominator), Some((580, 678)), "the print changed nothing");
}

#[rstest]
#[case("0.6", "82.50%", HeldAgainst::Differs("-81.90".into()))]
#[case("82.5 %", "82.50%", HeldAgainst::Same)]
#[case("—", "82.50%", HeldAgainst::NoNumber)]
#[case("82.5%", "—", HeldAgainst::NoNumber)]
#[case("约1,042.0亿元", "1042.1亿元", HeldAgainst::Differs("-0.1".into()))]
#[case("-8.92%", "8.92%", HeldAgainst::Differs("-17.84".into()))]
#[case("12345.6%", "12345.6%", HeldAgainst::Same)]
fn an_old_print_is_held_against_what_is_computed(
    #[case] printed: &str,
    #[case] computed: &str,
    #[case] expected: HeldAgainst,
) {
    let snapshot = Ledger::new().snapshot();
    let mut figure = Asked::of(&snapshot, "", "2020-12-31").figure("signed");
    figure.printed = computed.to_owned();
    assert_eq!(held_against(printed, &figure), expected);
}

/// W5: 506.2 + 250 + 285.8 print a total of 1042.1, though the printed parts add up to 1042.0.
#[test]
fn w5_a_total_comes_from_unrounded_rows() {
    let mut ledger = Ledger::new();
    for (zone, amount) in [(ZONE, "506.2333"), (SISTER, "250.0333"), (FAR_ZONE, "285.8333")] {
        ledger.add(zone, |project| {
            project.invest(yi(amount));
        });
    }
    let snapshot = ledger.snapshot();
    let catalogue = catalogue(1);
    let asked = Asked::of(&snapshot, "", "2025-12-31");
    let whole = figures::evaluate(&catalogue, &asked.question(), "sum").unwrap().remove(0);
    let asked = asked.by(&[Dim::Zone]);
    let parts = figures::evaluate(&catalogue, &asked.question(), "sum").unwrap();
    let printed: Vec<&str> = parts.iter().map(|part| part.printed.as_str()).collect();
    assert_eq!(printed, ["506.2亿元", "250亿元", "285.8亿元"]);
    assert_eq!((whole.printed.as_str(), whole.sentence(Lang::Zh).as_str()), ("1042.1亿元", "投资1042.1亿元"));
    assert_eq!(whole.amount_fen.unwrap(), parts.iter().map(|part| part.amount_fen.unwrap()).sum::<i64>());
}

/// F214: how many of the year's projects started or resumed within the window of the first quarter.
#[test]
fn f214_the_window_of_the_quarter_is_told_with_its_rate() {
    let mut ledger = Ledger::new();
    for (place, started) in ["2022-02-20", "2022-03-31", "2022-04-01", ""].into_iter().enumerate() {
        ledger.add(ZONE, |project| {
            if !started.is_empty() {
                project.event(Stage::Commenced, started);
            }
            project.plan(2022, None).start_month = Some(3);
            project.project().own_no = format!("Q{place}");
        });
    }
    // Decoys: in no plan of the year; claimed alone; given up.
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2022-02-01");
    });
    let snapshot = ledger.snapshot();
    let figure = Asked::of(&snapshot, "", "2022-03-31").figure("startAndResumeRate");
    let said = figure.other_sentences(Lang::Zh);
    assert_eq!(said, ["抢抓一季度开复工关键期，4项重点工程已开复工2个，开复工率50.0%"]);
    let later = Asked::of(&snapshot, "", "2022-06-30").figure("startAndResumeRate");
    assert!(later.other_sentences(Lang::Zh)[0].starts_with("抢抓二季度"));
    assert!(later.other_sentences(Lang::En)[0].starts_with("In quarter 2"));
}

/// F312: two new industrial projects of 2亿元 and more, both ready for production within the year.
#[test]
fn f312_large_new_projects_are_ready_within_the_year() {
    let mut ledger = Ledger::new();
    let industry = ledger.taxonomy("zone", &["新材料"])[0];
    let mut add = |invest: &str, started: &str, produce: i64, is_industry: bool, park: bool| {
        ledger.add(ZONE, |project| {
            project.invest(yi(invest)).event(Stage::Commenced, started);
            project.plan(2021, None).produce_month = Some(produce);
            if is_industry {
                project.class(industry);
            }
            project.project().park = park.then_some(PARK);
        })
    };
    add("2", "2021-04-01", 11, true, true);
    let late = add("2.77", "2021-05-01", 12, true, true);
    // Decoys: smaller, no industry, started the year before, another place.
    add("1.9999", "2021-04-01", 11, true, true);
    add("9", "2021-04-01", 11, false, true);
    add("9", "2020-04-01", 11, true, true);
    add("9", "2021-04-01", 11, true, false);
    ledger.add(ZONE, |project| {
        // Started, large, and suspended.
        project
            .invest(yi("9"))
            .class(industry)
            .event(Stage::Commenced, "2021-04-01")
            .event(Stage::Suspended, "2021-08-01");
        project.plan(2021, None).produce_month = Some(11);
        project.project().park = Some(PARK);
    });
    let asked = |ledger: &Ledger| {
        let snapshot = ledger.snapshot();
        let figure = Asked::of(&snapshot, "park:汇通园区", "2021-11-30").figure("newLargeReadyRate");
        (figure.sentence(Lang::Zh), members(&snapshot))
    };
    fn members(snapshot: &figures::Snapshot) -> Vec<Member> {
        Asked::of(snapshot, "park:汇通园区", "2021-11-30")
            .members("newLargeReadyRate", &figures::Group::default())
    }
    let (sentence, counted) = asked(&ledger);
    assert_eq!(sentence, "今年新开工的两个2亿元以上的产业项目，年内都能达到投产条件");
    assert_eq!(counted.len(), 2);
    ledger.change(late, |project| {
        project.dossier.plans[0].body.produce_month = None;
        project.promise(MilestoneCode::Production, "2022-03-01", "2021-11-01");
    });
    assert_eq!(asked(&ledger).0, "今年新开工的两个2亿元以上的产业项目，1个年内能达到投产条件");
}

/// 提前转化: reserve projects begun though not planned to start this year.
#[test]
fn reserve_projects_begun_early_are_held_against_the_reserve() {
    let mut ledger = Ledger::new();
    for started in [Some("2022-05-01"), None, None, Some("2022-09-01")] {
        ledger.add(ZONE, |project| {
            project.plan(2022, None);
            started.into_iter().for_each(|on| {
                project.event(Stage::Commenced, on);
            });
        });
    }
    // Decoys: planned to start, carried over, in no plan.
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2022-05-01").plan(2022, None).start_month = Some(5);
    });
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2021-05-01").plan(2022, None);
    });
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2022-05-01");
    });
    let figure = Asked::of(&ledger.snapshot(), "", "2022-06-30").figure("earlyConversionRate");
    assert_eq!(figure.sentence(Lang::Zh), "储备项目4项，其中提前开工1项，提前转化率25.0%");
}

/// One list entry of the kind that W1 counts by thousands prints what it is.
#[test]
fn the_worked_rates_print_with_their_own_places() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2021, 1, "2021-01-01");
    for place in 0..107 {
        ledger.add(ZONE, |project| {
            project.entry(round, ListKind::Commencement, yi("1"));
            if place < 67 {
                project.event(Stage::Producing, "2021-06-01");
            }
        });
    }
    assert_eq!(
        Asked::of(&ledger.snapshot(), "", "2021-12-31").figure("listProductionRate").printed,
        "62.62%"
    );
}
