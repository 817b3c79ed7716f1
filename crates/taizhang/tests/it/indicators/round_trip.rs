//! What the page of indicators hands out comes back unchanged, in both languages and both kinds of file.

use crate::kit::{Tree, Who, World, day, operator};
use domain::facts::{Indicator, OrgId, Target};
use domain::{PeriodKind, Qualifier, Scope, TargetMeasure};
use office::ReadLimits;
use taizhang::imports::intake::intake;
use taizhang::imports::outcome::{Fate, Mode, Options, Report, Source};

/// An indicator of every period that there is, each told for itself and from January on.
fn indicators(org: OrgId) -> Vec<Indicator> {
    let parts = PeriodKind::ALL.iter().flat_map(|kind| (1..=kind.in_a_year()).map(move |no| (*kind, no)));
    let both = parts.flat_map(|(kind, no)| [false, true].map(|cumulative| (kind, no, cumulative)));
    let all = both.enumerate().map(|(place, (period_kind, period_no, cumulative))| Indicator {
        org,
        name: format!("地区生产总值{}", place % 3),
        period_year: 2022,
        period_kind,
        period_no,
        cumulative,
        value_e4: (place % 4 != 0).then_some(123_456_789_012_300),
        unit: if place % 2 == 0 { "亿元" } else { "%" }.into(),
        growth_e4: Some(-89_200),
        expected: place % 5 == 0,
        qualifier: (place % 3 == 0).then_some(Qualifier::About),
        target_e4: (place % 2 == 0).then_some(5),
        data_source: "区统计局".into(),
        recorded_on: day(2022, 1, 20),
    });
    all.collect()
}

async fn stated(world: &World) -> Tree {
    let tree = world.settle().await;
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for org in [tree.zone, tree.neighbour] {
        for indicator in indicators(org) {
            writer.create(&indicator);
        }
        for measure in TargetMeasure::ALL.iter().copied() {
            let value = if measure == TargetMeasure::AttractionAmount { 12_345_678_901 } else { 12 };
            let first = Target { org, year: 2022, measure, value, decided_on: day(2022, 1, 5), version: 1 };
            writer.create(&first);
            writer.create(&Target { value: value * 2, decided_on: day(2022, 3, 5), version: 2, ..first });
        }
    }
    writer.commit().await.unwrap();
    tree
}

async fn taken_in(world: &World, bytes: &[u8], name: &str) -> Report {
    let book = office::read(bytes, name, &ReadLimits::default()).unwrap();
    let source = Source { name: name.into(), hash: "0".repeat(64), came: None };
    let options = Options::default();
    let (scope, act) = (Scope::operator(), operator());
    intake(&world.ledger, &scope, act, (source, &book), &options, Mode::DryRun, |_, _| {}).await.unwrap()
}

on_both! {
    async fn every_record_of_the_page_comes_back_unchanged_in_both_languages_and_both_kinds_of_file(world: World) {
        let tree = stated(&world).await;
        let (values, targets) = (2 * indicators(tree.zone).len(), 2 * TargetMeasure::ALL.len());
        for lang in ["zh", "en"] {
            for (kind, rows) in [("xlsx", values + targets), ("csv", values)] {
                let path = format!("/indicators/export.{kind}?year=2022&lang={lang}");
                let page = world.get(Who::Provincial, &path).await;
                assert_eq!(page.status, 200);
                let report = taken_in(&world, &page.bytes, &format!("x.{kind}")).await;
                let same = |fate: &Fate| matches!(fate, Fate::Stated(changed) if changed.is_empty());
                let other: Vec<_> = report.rows.iter().filter(|row| !same(&row.fate)).take(5).collect();
                assert!(other.is_empty(), "{path} {other:?}");
                assert_eq!(report.rows.len(), rows, "{path}");
                assert!(report.problems.is_empty(), "{path} {:?}", &report.problems[..2.min(report.problems.len())]);
            }
        }
    }

    async fn a_printed_period_alone_says_year_kind_and_number(world: World) {
        stated(&world).await;
        let header = "单位,指标名称,期间,数值,计量单位,数据来源";
        let rows = ["2023年第3季度", "2023年1—5月累计", "2023年上半年", "2023年"];
        let lines = rows.map(|period| format!("晋中经济技术开发区,用电量,{period},3.5,亿千瓦时,供电公司"));
        let file = format!("{header}\n{}\n", lines.join("\n"));
        let report = taken_in(&world, file.as_bytes(), "x.csv").await;
        let told = |row: &taizhang::imports::outcome::RowReport| match &row.fate {
            Fate::Stated(changed) => {
                let of = |what: &str| changed.iter().find(|it| it.what == what).and_then(|it| it.after.clone());
                ["period_year", "period_kind", "period_no", "cumulative"].map(|what| of(what).unwrap_or_default())
            }
            other => panic!("{other:?} {:?}", report.problems),
        };
        let told: Vec<[String; 4]> = report.rows.iter().map(told).collect();
        let expected = [["2023", "quarter", "3", "0"], ["2023", "month", "5", "1"], ["2023", "halfYear", "1", "0"], ["2023", "year", "1", "0"]];
        assert_eq!(told, expected.map(|row| row.map(str::to_owned)));
    }
}
