//! Not a test of truth but of cost: run with `--release -- --ignored --nocapture`.

use crate::fixture::*;
use domain::facts::{ChangeId, Dossier};
use domain::region::Region;
use domain::{ListKind, MilestoneCode, Money, Scope, Stage};
use figures::cohort::{CohortSpec, cohorts};
use figures::{Catalogue, Dim, Filter, Population, Question, Snapshot, evaluate, evaluate_page};
use std::time::Instant;

const PROJECTS: i64 = 200_000;
/// As many as a nation has.
const ZONES: i64 = 3_000;

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    let classes = ledger.taxonomy("zone", &["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]);
    let investors: Vec<_> = [110_000, 310_000, 440_300, 140_000, 140_100, Region::ABROAD.code().into()]
        .iter()
        .map(|region| ledger.investor("公司", *region))
        .collect();
    let rounds: Vec<_> = (0..20)
        .map(|seq| {
            ledger.round(2018 + seq / 4, seq % 4 + 1, &format!("{}-0{}-15", 2018 + seq / 4, seq % 4 * 2 + 1))
        })
        .collect();
    let zones: Vec<_> = (0..ZONES).map(|n| ledger.zone(&format!("第{n}开发区"))).collect();
    for n in 0..PROJECTS {
        let on = |back: i64| day("2018-01-01").add_days((n * 37 % 1_801 + back) as i32).to_string();
        ledger.add(zones[(n * 7 % ZONES) as usize], |project| {
            project.invest(Money::from_fen(n % 977 * 123_456_700)).class(classes[(n % 8) as usize]);
            project.from(investors[(n % 6) as usize]);
            project.project().title = format!("年产{}万吨新型材料生产线建设项目（{}期）", n % 991, n % 3);
            project
                .event(Stage::Signed, &on(0))
                .event(Stage::Commenced, &on(200))
                .event(Stage::Producing, &on(700));
            project.promise(MilestoneCode::Commencement, &on(180), &on(0));
            project.promise(MilestoneCode::Production, &on(650), &on(0));
            project.entry(rounds[(n % 20) as usize], ListKind::Signing, Money::from_fen(n * 1_000));
            if n % 2 == 0 {
                project.entry(rounds[(n % 19) as usize], ListKind::Commencement, Money::from_fen(n * 1_000));
            }
        });
    }
    ledger
}

fn timed<T>(what: &str, mut work: impl FnMut() -> T) -> T {
    let mut result = work();
    let mut best = u128::MAX;
    for _ in 0..7 {
        let start = Instant::now();
        result = work();
        best = best.min(start.elapsed().as_micros());
    }
    println!("{what:<48} {:>8.2} ms", best as f64 / 1_000.0);
    result
}

#[test]
#[ignore = "prints timings of 200,000 projects; a release build tells something"]
fn timings_of_a_large_ledger() {
    let ledger = ledger();
    let start = Instant::now();
    let snapshot = Snapshot::build(ChangeId(1), ledger.dimensions.clone(), ledger.dossiers.iter().cloned());
    println!("build {} projects: {:?}, {} MiB", snapshot.len(), start.elapsed(), snapshot.bytes() >> 20);
    let touched: Dossier = ledger.dossiers[777].clone();
    timed("patch one project", || {
        snapshot.patch(ChangeId(2), None, vec![(touched.id(), Some(touched.clone()))])
    });
    let scope = Scope::operator();
    let true_on = day("2021-06-30");
    for text in [
        "",
        "stage:commenced",
        "zone:第7开发区 signed:2020 invest>=5亿",
        "overdue:start",
        "round:2019-1 list:signing",
        "origin:outside",
        "991万吨",
    ] {
        let filter = Filter::parse(text).unwrap();
        timed(&format!("population {text:?}"), || {
            Population::new(&snapshot, &scope, Some(&filter), true_on).unwrap().len()
        });
    }
    let all = Population::new(&snapshot, &scope, None, true_on).unwrap();
    for sort in ["-invest", "title", "-signed", "zone", "stage", "-late"] {
        timed(&format!("first page of 50 by {sort}"), || all.page(sort.parse().unwrap(), 0, 50).len());
    }
    timed("page at 100,000 by -invest", || all.page("-invest".parse().unwrap(), 100_000, 50).len());
    for (name, by) in [
        ("signed", vec![]),
        ("signed", vec![Dim::Zone]),
        ("signed", vec![Dim::Quarter]),
        ("signed", vec![Dim::Industry]),
        ("signed", vec![Dim::Zone, Dim::Size]),
        ("signedOutside", vec![Dim::Zone, Dim::Size]),
        ("signed", vec![Dim::Zone, Dim::Year, Dim::Size]),
        ("signed", vec![Dim::Zone, Dim::Quarter, Dim::Size]),
        ("byStage", vec![]),
        ("overdueStart", vec![Dim::City]),
        ("roundEntries", vec![Dim::Round, Dim::List]),
        ("listStartRate", vec![Dim::Round]),
    ] {
        let question = Question { by: &by, ..Question::new(&snapshot, &scope, true_on) };
        let dims: Vec<_> = by.iter().map(|dim| dim.name()).collect();
        timed(&format!("{name} by {}", dims.join(",")), || {
            evaluate(Catalogue::builtin(), &question, name).unwrap().len()
        });
        timed(&format!("{name} by {}, 1,000 groups of it", dims.join(",")), || {
            evaluate_page(Catalogue::builtin(), &question, name, 1_000).unwrap().groups
        });
    }
}

#[test]
#[ignore = "prints timings of 200,000 projects; a release build tells something"]
fn timings_of_cohorts() {
    let snapshot = ledger().snapshot();
    let asked = Asked::of(&snapshot, "", "2022-06-30").by(&[Dim::Zone]);
    let by_quarter = CohortSpec::signed_by_quarter();
    let together = CohortSpec { span: None, ..by_quarter.clone() };
    let of = |spec| cohorts(Catalogue::builtin(), &asked.question(), spec).unwrap();
    assert!(timed("cohorts by zone and quarter", || of(&by_quarter)).len() > 50);
    assert_eq!(timed("cohorts by zone", || of(&together)).len(), 3);
}
