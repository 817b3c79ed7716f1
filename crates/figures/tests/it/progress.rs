//! Acceptance, class P, and the worked figures: plans, months, starts and resumptions, with everything that must not count.

use crate::fixture::*;
use domain::{KeyLevel, MilestoneCode, Money, PlanKind, ResumptionState, Stage};
use figures::{Catalogue, Dim, Lang, StartPart, StartsOfYear};
use rstest::rstest;

fn sentence(ledger: &Ledger, name: &str, filter: &str, on: &str) -> String {
    Asked::of(&ledger.snapshot(), filter, on).figure(name).sentence(Lang::Zh)
}

fn printed(ledger: &Ledger, name: &str, on: &str) -> String {
    Asked::of(&ledger.snapshot(), "", on).figure(name).printed
}

/// What a plan of 2021 must leave aside: plans of other years, of other kinds, parts, and projects without a plan.
fn beside_the_plan(ledger: &mut Ledger, year: i64) {
    ledger.add(ZONE, |project| {
        project.invest(yi("9")).event(Stage::Commenced, &format!("{year}-03-01"));
        project.plan(year - 1, Some(yi("9")));
        project.month(year, 3, Some(yi("9")));
    });
    ledger.add(ZONE, |project| {
        project.plan(year, Some(yi("9"))).kind = PlanKind::Target;
        project.month(year, 3, Some(yi("9")));
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("9")).event(Stage::Commenced, &format!("{year}-03-01"));
    });
}

/// F301 to F304, W2: 171 projects of the year, 161 started or resumed by the end of September 2021.
fn pinglu() -> Ledger {
    let mut ledger = Ledger::new();
    for (place, invest) in shares(yi("264.2"), 171).into_iter().enumerate() {
        ledger.add(FAR_ZONE, |project| {
            project.invest(invest);
            match place {
                // New ones, started; the last too late to count.
                0..100 => {
                    project.event(Stage::Commenced, "2021-05-20").plan(2021, None).start_month = Some(5);
                }
                100..104 => {
                    project.event(Stage::Commenced, "2021-10-01").plan(2021, None).start_month = Some(9);
                }
                // Carried over; resumed, or told not to be, or not told at all.
                104..165 => {
                    project.event(Stage::Commenced, "2020-05-20").plan(2021, None);
                    project.resumption(ResumptionState::Resumed, "2021-03-10");
                }
                165..168 => {
                    project.event(Stage::Commenced, "2020-05-20").plan(2021, None);
                    project.resumption(ResumptionState::NotResumed, "2021-03-10");
                }
                _ => {
                    project.event(Stage::Commenced, "2020-05-20").plan(2021, None);
                }
            }
        });
    }
    beside_the_plan(&mut ledger, 2021);
    ledger
}

#[test]
fn projects_of_the_year_are_started_or_resumed() {
    let ledger = pinglu();
    let said = |name: &str| sentence(&ledger, name, "", "2021-09-30");
    assert_eq!(said("yearProjects"), "全年实施总投资264.2亿元的171项重点工程项目");
    assert_eq!(said("startedOrResumed"), "已开复工161个");
    assert_eq!(printed(&ledger, "startAndResumeRate", "2021-09-30"), "94.2%");
    assert_eq!(
        said("startAndResumeRate"),
        "全年实施总投资264.2亿元的171项重点工程项目，已开复工161个，开复工率达到94.2%"
    );
    // A day later four more are started, and what was asked before still answers the same.
    assert_eq!(printed(&ledger, "startedOrResumed", "2021-10-01"), "165");
    assert_eq!(printed(&ledger, "startedOrResumed", "2021-09-30"), "161");
}

#[test]
fn all_carried_over_projects_resumed_and_all_new_ones_started() {
    let mut ledger = Ledger::new();
    for _ in 0..3 {
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2021-06-01").plan(2022, None);
            project.resumption(ResumptionState::Resumed, "2022-04-20");
        });
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2022-06-15").plan(2022, None).start_month = Some(6);
        });
    }
    let said = |name: &str, on: &str| sentence(&ledger, name, "", on);
    assert_eq!(said("resumptionRate", "2022-04-30"), "续建项目已于4月底全部复工");
    assert_eq!(said("resumptionRate", "2022-03-31"), "续建项目3项，已经复工0项，复工率0.0%");
    assert_eq!(said("newStartRate", "2022-06-30"), "新建项目已于6月底全部开工");
    assert_eq!(said("newStartRate", "2022-05-31"), "新建项目3项，已开工0项，开工率0.0%");
    // Of nothing, not all is said to be done.
    assert_eq!(said("resumptionRate", "2023-04-30"), "暂无续建项目，复工率—");
}

/// F006 to F008: 16 provincial and city key projects, 31.38 done of 22.35 planned by September 2022.
#[test]
fn investment_done_is_held_against_the_plan() {
    let mut ledger = Ledger::new();
    let (plans, done) = (shares(yi("22.35"), 16), shares(yi("31.38"), 16));
    for (place, (plan, done)) in plans.into_iter().zip(done).enumerate() {
        ledger.add(ZONE, |project| {
            let level = if place % 2 == 0 { KeyLevel::Province } else { KeyLevel::City };
            project.key(2022, level).event(Stage::Commenced, "2021-04-01").plan(2022, Some(plan));
            let months = shares(done, 9);
            (1..).zip(months).for_each(|(month, amount)| {
                project.month(2022, month, Some(amount));
            });
            // What comes after the day does not count yet.
            project.month(2022, 10, Some(yi("1")));
        });
    }
    ledger.add(ZONE, |project| {
        project.key(2022, KeyLevel::County).plan(2022, Some(yi("5")));
        project.month(2022, 3, Some(yi("5")));
    });
    beside_the_plan(&mut ledger, 2022);
    let said = |name: &str, on: &str| sentence(&ledger, name, "key:province,city", on);
    assert_eq!(said("investmentDone", "2022-09-30"), "1至9月，16项重点工程完成投资31.38亿元");
    assert_eq!(
        said("planCompletionRate", "2022-09-30"),
        "1至9月，16项重点工程完成投资31.38亿元，完成率140.4%"
    );
    // On the last day but one, September has not ended.
    assert!(said("planCompletionRate", "2022-09-29").starts_with("1至8月"));
}

/// W3: 74 planned by the month, 5 late, 3 early, 72 started.
#[test]
fn planned_to_date_less_missed_plus_early_is_what_started() {
    let mut ledger = Ledger::new();
    let mut planned = |month: i64, started: Option<&str>| {
        ledger.add(ZONE, |project| {
            if let Some(on) = started {
                project.event(Stage::Commenced, on);
            }
            project.plan(2019, None).start_month = Some(month);
        });
    };
    (0..69).for_each(|_| planned(3, Some("2019-04-10")));
    (0..5).for_each(|_| planned(6, None));
    (0..3).for_each(|_| planned(9, Some("2019-05-10")));
    (0..4).for_each(|_| planned(11, None));
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2019-06-30");
    let starts = StartsOfYear::of(Catalogue::builtin(), &asked.question()).unwrap();
    assert_eq!(starts.difference(), 0);
    assert_eq!(
        starts.sentence(Catalogue::builtin(), Lang::Zh),
        "计划新开工项目81项，1至6月计划开工74项，实际开工72项，其中提前开工3项，未按期开工5项；续建项目0项，已经复工0项，未复工0项"
    );
    // A start beyond the plan is named, and is no part of the identity.
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2019-05-01").plan(2019, None);
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2019-06-30");
    let starts = StartsOfYear::of(Catalogue::builtin(), &asked.question()).unwrap();
    assert_eq!((starts.difference(), starts.unplanned.len(), starts.started.len()), (0, 1, 73));
    assert!(starts.sentence(Catalogue::builtin(), Lang::Zh).contains("计划外开工1项"));
}

/// The parts of a parent are left out by the definition, and come when they are asked for.
#[test]
fn parts_of_a_parent_are_told_where_the_definition_says_so() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2019, None).start_month = Some(3);
    });
    ledger.add(ZONE, |project| {
        project.project().part = Some(domain::Part::Phase);
        project.plan(2019, None).start_month = Some(3);
    });
    let snapshot = ledger.snapshot();
    let missed = |filter: &str| {
        let asked = Asked::of(&snapshot, filter, "2019-06-30");
        let starts = StartsOfYear::of(Catalogue::builtin(), &asked.question()).unwrap();
        starts.projects(StartPart::Missed).len()
    };
    assert_eq!([missed(""), missed("part:phase"), missed("part:phase,none")], [1, 1, 2]);
}

/// W6: 160 of the 185 planned to start.
#[test]
fn starts_are_held_against_those_planned_and_not_against_the_whole_list() {
    let mut ledger = Ledger::new();
    for place in 0..185 {
        ledger.add(ZONE, |project| {
            if place < 160 {
                project.event(Stage::Commenced, "2022-08-01");
            }
            project.plan(2022, None).start_month = Some(8);
        });
    }
    for _ in 0..50 {
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2020-08-01").plan(2022, None);
        });
    }
    assert_eq!(printed(&ledger, "startRateOverPlan", "2022-12-31"), "86.5%");
    assert_eq!(printed(&ledger, "startRateOverAll", "2022-12-31"), "89.4%");
    assert_eq!(printed(&ledger, "startRateWithEarly", "2022-07-31"), "0.0%");
}

/// W7: a total's rate comes from sums of unrounded rows.
#[test]
fn a_total_is_added_before_it_is_rounded() {
    let mut ledger = Ledger::new();
    let tells = [(ZONE, "153.7449", "246.4651"), (SISTER, "213.3449", "253.9349")];
    for (zone, done, plan) in tells {
        ledger.add(zone, |project| {
            project.plan(2022, Some(yi(plan)));
            project.month(2022, 6, Some(yi(done)));
        });
    }
    let snapshot = ledger.snapshot();
    let by_zone = Asked::of(&snapshot, "", "2022-06-30").by(&[Dim::Zone]).figures("planCompletionRate");
    let rates: Vec<&str> = by_zone.iter().map(|figure| figure.printed.as_str()).collect();
    assert_eq!(rates, ["62.4%", "84.0%"]);
    let whole = Asked::of(&snapshot, "", "2022-06-30").figure("planCompletionRate");
    assert_eq!(whole.printed, "73.4%");
    let in_yi = |fen: i64| {
        domain::money::format(Money::from_fen(fen), domain::MoneyUnit::Yi, 1, domain::Rounding::HalfUp)
    };
    let parts: Vec<String> = by_zone.iter().map(|figure| in_yi(figure.numerator.unwrap())).collect();
    assert_eq!((parts[0].as_str(), parts[1].as_str()), ("153.7", "213.3"));
    assert_eq!(in_yi(whole.numerator.unwrap()), "367.1");
}

/// W8: 188 of 278 started projects keep up with their own plan.
#[test]
fn a_started_project_is_on_schedule_by_its_own_plan() {
    let mut ledger = Ledger::new();
    for place in 0..278 {
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2021-08-01").plan(2022, Some(yi("1.2")));
            // Half of the year is 0.6; one fen less is behind.
            let done = if place < 188 { yi("0.6") } else { Money::from_fen(yi("0.6").fen() - 1) };
            project.month(2022, 6, Some(done));
        });
    }
    assert_eq!(printed(&ledger, "onScheduleShare", "2022-06-30"), "67.6%");
}

#[rstest]
#[case("2022-06-30", "50.0%")]
#[case("2022-06-29", "41.7%")]
#[case("2022-01-30", "0.0%")]
#[case("2022-12-31", "100.0%")]
fn time_passes_by_months_that_have_ended(#[case] on: &str, #[case] expected: &str) {
    assert_eq!(printed(&Ledger::new(), "timeProgress", on), expected);
}

/// R18: 70.06 − 58.333… = 11.7, where rounding first would give 11.8.
#[test]
fn the_gap_to_time_is_taken_from_unrounded_rates() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("100")));
        project.month(2022, 7, Some(yi("70.06")));
    });
    ledger.add(SISTER, |project| {
        project.plan(2022, Some(yi("100")));
        project.month(2022, 7, Some(yi("0")));
    });
    ledger.add(FAR_ZONE, |project| {
        project.plan(2022, None);
    });
    let of_zone = |zone: &str| sentence(&ledger, "progressGap", zone, "2022-07-31");
    assert_eq!(of_zone("zone:晋中开发区"), "超过时间进度11.7个百分点");
    assert_eq!(of_zone("zone:祁县开发区"), "低于时间进度58.3个百分点");
    assert_eq!(of_zone("zone:平鲁开发区"), "超（欠）进度—（投资完成率无数值）");
    let by_zone = Asked::of(&ledger.snapshot(), "", "2022-07-31").by(&[Dim::Zone]).figures("progressGap");
    let gaps: Vec<(&str, &str)> = by_zone
        .iter()
        .map(|figure| (figure.group.key(Dim::Zone).unwrap(), figure.printed.as_str()))
        .collect();
    assert_eq!(gaps, [("晋中开发区", "11.7"), ("祁县开发区", "-58.3"), ("平鲁开发区", "—")]);
}

#[test]
fn plan_and_target_stand_side_by_side_over_the_same_amount() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("40")));
        project.plan(2022, Some(yi("30"))).kind = PlanKind::Target;
        project.month(2022, 6, Some(yi("24")));
    });
    assert_eq!(
        sentence(&ledger, "planAndTargetShare", "", "2022-06-30"),
        "完成投资24亿元，占年度计划的60.0%，占目标任务的80.0%"
    );
}

#[test]
fn a_target_of_fewer_projects_is_said_with_the_investment_of_these() {
    let mut ledger = Ledger::new();
    for (target, done) in [(Some("30"), "24"), (None, "6"), (None, "0")] {
        ledger.add(ZONE, |project| {
            project.plan(2022, Some(yi("20")));
            if let Some(target) = target {
                project.plan(2022, Some(yi(target))).kind = PlanKind::Target;
            }
            project.month(2022, 6, Some(yi(done)));
        });
    }
    assert_eq!(
        sentence(&ledger, "planAndTargetShare", "", "2022-06-30"),
        "完成投资30亿元，占年度计划的50.0%；完成投资24亿元，占目标任务的80.0%（其中2项未填目标任务，两边都未计入）"
    );
    let by_zone =
        Asked::of(&ledger.snapshot(), "", "2022-06-30").by(&[Dim::Zone]).figures("planAndTargetShare");
    let said = by_zone[0].sentence(Lang::Zh);
    assert_eq!(said.matches("晋中开发区").count(), 1, "the group is named once: {said}");
}

#[test]
fn a_plan_to_date_that_nobody_made_is_the_years_in_proportion() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("12")));
        project.month(2022, 3, Some(yi("3")));
    });
    assert_eq!(printed(&ledger, "planToDateRate", "2022-03-31"), "100.0%");
    let id = ledger.dossiers[0].id();
    ledger.change(id, |project| {
        let plan = project.plan(2022, Some(yi("2")));
        (plan.kind, plan.month) = (PlanKind::PlanToDate, Some(3));
    });
    assert_eq!(printed(&ledger, "planToDateRate", "2022-03-31"), "150.0%");
}

#[test]
fn money_paid_in_is_held_against_contracts_of_the_same_projects() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2022-01-10").paid("2022-03-01", yi("2")).paid("2022-09-01", yi("2"));
        project.project().contract_fen = Some(yi("8"));
    });
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2022-01-10").paid("2022-03-01", yi("5"));
    });
    assert_eq!(printed(&ledger, "paidInRate", "2022-06-30"), "25.00%");
    assert_eq!(printed(&ledger, "paidInRate", "2022-12-31"), "50.00%");
}

#[test]
fn a_month_without_an_amount_brings_the_sum_to_what_was_entered_for_the_year() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("10")));
        // January is not reported: February's sum holds it.
        project.month(2022, 2, None).year_to_date_fen = Some(yi("3"));
        project.month(2022, 3, Some(yi("1"))).year_to_date_fen = Some(yi("9"));
    });
    assert_eq!(printed(&ledger, "investmentDone", "2022-03-31"), "4亿元");
}

#[rstest]
#[case("newStart", "S")]
#[case("carriedOver", "C D")]
#[case("finishing", "F G")]
#[case("preparatory", "P")]
#[case("none", "N X")]
fn a_project_has_one_class_of_a_year(#[case] class: &str, #[case] expected: &str) {
    let mut ledger = Ledger::new();
    let mut add = |no: &str, tell: &dyn Fn(&mut Draft<'_>)| {
        ledger.add(ZONE, |project| {
            project.project().own_no = no.into();
            tell(project);
        });
    };
    add("S", &|project| project.plan(2022, None).start_month = Some(5));
    add("C", &|project| {
        project.event(Stage::Commenced, "2021-05-01").plan(2022, None);
    });
    add("F", &|project| {
        project.event(Stage::Commenced, "2021-05-01").plan(2022, None).complete_month = Some(11);
    });
    add("G", &|project| {
        project.event(Stage::Commenced, "2021-05-01").event(Stage::Producing, "2022-02-01");
        project.plan(2022, None);
    });
    add("P", &|project| {
        project.plan(2022, None);
    });
    // Done before the year and still in its plan: it neither starts nor finishes in it, whatever the plan foresaw.
    add("D", &|project| {
        project.event(Stage::Completed, "2021-05-01").plan(2022, None).produce_month = Some(1);
    });
    // Done before the year, or not begun, and in no plan of it.
    add("N", &|project| {
        project.event(Stage::Completed, "2021-05-01").plan(2021, None);
    });
    add("X", &|project| {
        project.promise(MilestoneCode::Commencement, "2022-05-01", "2022-01-01");
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, &format!("yearClass:{class}"), "2022-06-30");
    let found =
        figures::Population::new(&snapshot, &asked.scope, Some(&asked.filter), asked.true_on).unwrap();
    let mut numbers: Vec<&str> = found.projects().map(|project| project.own_no()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers.join(" "), expected);
}

#[test]
fn the_version_in_force_on_the_day_counts() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, Some(yi("10")));
        let second = project.plan(2022, Some(yi("20")));
        (second.version, second.decided_on) = (2, day("2022-07-01"));
        project.month(2022, 6, Some(yi("5")));
    });
    assert_eq!(printed(&ledger, "planCompletionRate", "2022-06-30"), "50.0%");
    assert_eq!(printed(&ledger, "planCompletionRate", "2022-07-31"), "25.0%");
}
