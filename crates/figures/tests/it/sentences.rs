//! What sentences say where amounts are missing, a month isn't over, or a project began a second life.

use crate::fixture::*;
use domain::{ListKind, Precision, Scope, Stage};
use figures::cohort::{CohortSpec, End, cohorts};
use figures::{Catalogue, Filter, Lang, Population};
use rstest::rstest;

/// Projects of the plan of 2022, of which some state no investment.
fn plans(stated: usize, silent: usize) -> Ledger {
    let mut ledger = Ledger::new();
    for place in 0..stated + silent {
        ledger.add(ZONE, |project| {
            project.plan(2022, (place < stated).then(|| yi("2")));
            project.month(2022, 1, Some(yi("1")));
        });
    }
    ledger
}

#[rstest]
#[case(3, 0, "1至9月，3项重点工程完成投资3亿元，完成率50.0%")]
#[case(3, 2, "1至9月，5项重点工程完成投资3亿元，完成率50.0%（其中2项未填年度计划投资，两边都未计入）")]
#[case(0, 4, "投资完成率—（4项均未填年度计划投资）")]
#[case(0, 0, "暂无列入年度计划的项目，完成率—")]
fn a_rate_of_sums_says_how_many_it_leaves_out(
    #[case] stated: usize,
    #[case] silent: usize,
    #[case] expected: &str,
) {
    let snapshot = plans(stated, silent).snapshot();
    let figure = Asked::of(&snapshot, "", "2022-09-30").figure("planCompletionRate");
    assert_eq!(figure.sentence(Lang::Zh), expected);
}

#[test]
fn a_rate_without_a_value_has_no_sign() {
    let snapshot = plans(2, 0).snapshot();
    let figure = Asked::of(&snapshot, "", "2022-09-30").figure("planAndTargetShare");
    assert_eq!(figure.sentence(Lang::Zh), "完成投资2亿元，占年度计划的50.0%，占目标任务的—");
    assert_eq!(
        figure.sentence(Lang::En),
        "Investment done 2 hundred million yuan, 50.0 % of the annual plan, — of the target"
    );
}

#[rstest]
#[case("2022-04-10", "新建项目1项，已开工1项，开工率100.0%")]
#[case("2022-04-30", "新建项目已于4月底全部开工")]
fn that_all_were_started_by_the_end_of_a_month_is_said_at_its_end(#[case] on: &str, #[case] expected: &str) {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.plan(2022, None).start_month = Some(3);
        project.event(Stage::Commenced, "2022-03-05");
    });
    let snapshot = ledger.snapshot();
    assert_eq!(Asked::of(&snapshot, "", on).figure("newStartRate").sentence(Lang::Zh), expected);
}

#[test]
fn a_life_given_up_makes_no_project_carried_over() {
    let mut ledger = Ledger::new();
    let mut again = |signed_anew: Option<&str>| {
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2019-03-01").event(Stage::Terminated, "2020-03-01");
            if let Some(day) = signed_anew {
                project.event(Stage::Signed, day).event(Stage::Commenced, "2022-05-01");
            }
            project.plan(2022, None).start_month = Some(5);
        })
    };
    let (back, _gone) = (again(Some("2021-03-01")), again(None));
    let snapshot = ledger.snapshot();
    let filter = Filter::parse("yearClass:newStart").unwrap();
    let asked = Population::new(&snapshot, &Scope::operator(), Some(&filter), day("2022-06-30")).unwrap();
    assert_eq!(asked.projects().map(|project| project.id()).collect::<Vec<_>>(), [back]);
}

#[test]
fn giving_up_in_the_year_of_a_coarse_date_is_giving_up() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-01-10");
        project.event(Stage::Commenced, "2021-12-31").last_event().precision = Some(Precision::Year);
        project.event(Stage::Terminated, "2021-06-20");
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2022-06-30");
    let all = cohorts(Catalogue::builtin(), &asked.question(), &CohortSpec::signed_by_quarter()).unwrap();
    let produced = all[0].steps.iter().find(|table| table.step.to == Stage::Producing).unwrap();
    assert_eq!(produced.watched.iter().map(|watched| watched.end).collect::<Vec<_>>(), [End::GivenUp]);
}

#[rstest]
#[case("round:2022-1 list:signing zone:晋中开发区")]
#[case("(round:2022-1) (list:signing zone:晋中开发区)")]
#[case("round:2022-1 (zone:晋中开发区 (list:signing))")]
fn brackets_let_no_two_entries_meet_what_one_must(#[case] filter: &str) {
    let mut ledger = Ledger::new();
    let (first, second) = (ledger.round(2022, 1, "2022-02-26"), ledger.round(2022, 2, "2022-06-26"));
    ledger.add(ZONE, |project| {
        project.entry(first, ListKind::Commencement, yi("1"));
        project.entry(second, ListKind::Signing, yi("1"));
    });
    let filter = Filter::parse(filter).unwrap();
    let snapshot = ledger.snapshot();
    assert!(
        Population::new(&snapshot, &Scope::operator(), Some(&filter), day("2022-12-31")).unwrap().is_empty()
    );
}

#[test]
fn time_has_no_projects() {
    let snapshot = plans(2, 0).snapshot();
    let asked = Asked::of(&snapshot, "", "2022-09-30");
    let figure = asked.figure("timeProgress");
    assert!(asked.members("timeProgress", &figure.group).is_empty());
}
