//! A small fixed ledger of which every template has something to say.

use crate::kit::{World, day, operator};
use crate::rounds::facts::{YI_FEN, entry, event, plan, project, round};
use domain::facts::{ActualOutput, AnnualPlan, Indicator, MonthlyReport, OrgId, ProjectId, RoundId};
use domain::{ListKind, Money, PeriodKind, Qualifier, Stage};
use taizhang::ledger::Writer;

/// The templates, with the bytes that each made.
pub const TEMPLATES: [&str; 5] = ["round", "follow-up", "monthly", "indicators", "year"];

/// Writes it: two zones, three rounds, five projects with plans and months, an indicator. All by constants.
pub async fn ledger(world: &World) -> OrgId {
    let tree = world.settle().await;
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let days = [day(2021, 10, 12), day(2022, 2, 26), day(2022, 5, 28)];
    let keys = [(2021, 4), (2022, 1), (2022, 2)];
    let rounds: Vec<RoundId> = keys
        .iter()
        .zip(days)
        .map(|((year, seq), on)| RoundId(writer.create(&round(tree.province, *year, *seq, on))))
        .collect();
    for place in 0..5 {
        let zone = if place % 2 == 0 { tree.zone } else { tree.neighbour };
        let of = written(&mut writer, zone, place);
        let base = rounds[place as usize % 3];
        let list = [ListKind::Signing, ListKind::Commencement, ListKind::Production][place as usize % 3];
        let own = entry(of, base, list, (place + 1) * YI_FEN);
        let output_fen = (list == ListKind::Production).then_some(Money::from_fen(2 * YI_FEN));
        writer.create(&domain::facts::Entry { output_fen, ..own });
        writer.create(&entry(of, rounds[2], ListKind::Signing, (place + 2) * YI_FEN));
    }
    for (org, value, growth) in
        [(tree.city, 3_000_000, 80_000), (tree.zone, 1_288_000, 158_000), (tree.neighbour, 640_000, -25_000)]
    {
        writer.create(&indicator(org, value, growth));
    }
    writer.commit().await.unwrap();
    tree.zone
}

/// A project signed in winter, some started in spring, with its plan and two months of it.
fn written(writer: &mut Writer, zone: OrgId, place: i64) -> ProjectId {
    let id = ProjectId(writer.create(&project(&format!("JZ-{place}"), zone, (place + 3) * YI_FEN)));
    writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
    if place != 3 {
        writer.create(&event(id, Stage::Commenced, day(2022, 3, 15)));
    }
    if place == 2 {
        writer.create(&event(id, Stage::Producing, day(2022, 6, 1)));
        writer.create(&ActualOutput {
            project: id,
            year: 2022,
            month: Some(6),
            output_fen: Some(Money::from_fen(YI_FEN / 2)),
            tax_fen: None,
            jobs: None,
            recorded_on: day(2022, 7, 5),
        });
    }
    writer.create(&AnnualPlan {
        decided_on: day(2022, 1, 20),
        invest_fen: Some(Money::from_fen((place + 1) * YI_FEN)),
        content: Some("建设生产厂房".to_owned()),
        start_month: Some(3),
        ..plan(id, 2022)
    });
    for month in 5..=6 {
        writer.create(&MonthlyReport {
            project: id,
            year: 2022,
            month,
            month_fen: Some(Money::from_fen(YI_FEN / 5 + place)),
            year_to_date_fen: None,
            since_start_fen: None,
            progress: Some("主体施工".to_owned()),
            problems: (place == 3).then(|| "用地手续未办结".to_owned()),
            requests: None,
            reported_on: day(2022, month as u8 + 1, 5),
        });
    }
    id
}

fn indicator(org: OrgId, value: i64, growth: i64) -> Indicator {
    Indicator {
        org,
        name: "规上工业增加值".to_owned(),
        period_year: 2022,
        period_kind: PeriodKind::HalfYear,
        period_no: 1,
        cumulative: true,
        value_e4: Some(value),
        unit: "亿元".to_owned(),
        growth_e4: Some(growth),
        expected: true,
        qualifier: Some(Qualifier::About),
        target_e4: Some(1_000_000),
        data_source: "统计局".to_owned(),
        recorded_on: day(2022, 7, 10),
    }
}

/// Document and annex workbook of a template, made by the program of what was known by a change.
pub async fn files(world: &World, name: &str, known_by: Option<&str>) -> (Vec<u8>, Vec<u8>) {
    let path = |ending: &str| world.folder.path().join(format!("{name}.{ending}")).display().to_string();
    let (out, annex) = (path("docx"), path("xlsx"));
    let mut words = vec!["bulletin", name, "--true-on", "2022-06-30", "--out", &out, "--annex", &annex];
    words.extend(known_by.iter().flat_map(|change| ["--known-by", change]));
    let output = world.taizhang(&words).await;
    assert!(output.status.success(), "{:?}", crate::kit::printed(&output));
    (std::fs::read(&out).unwrap(), std::fs::read(&annex).unwrap())
}
