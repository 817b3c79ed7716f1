//! A ledger copied to another database is the same ledger, history and hashes included.

use crate::kit::{World, day, operator, photo};
use domain::facts::{MonthlyReport, MonthlyReportId, Project, Resumption, Target};
use domain::{Money, ResumptionState, TargetMeasure};
use taizhang::ledger::{copy, head, open_one, verify};

async fn filled(world: &World) {
    let zone = world.zone().await;
    let (id, _) = world.project(zone, "JZ-1").await;
    let old = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.replace(&old, &Project { title: "新名".into(), ..old.body.clone() }, None);
    let report = writer.create(&MonthlyReport {
        project: id,
        year: 2022,
        month: 5,
        month_fen: Some(Money::from_fen(100)),
        year_to_date_fen: None,
        since_start_fen: None,
        progress: Some("主体施工".into()),
        problems: None,
        requests: None,
        reported_on: day(2022, 6, 2),
    });
    writer.create(&photo(id, MonthlyReportId(report)));
    writer.create(&Resumption {
        project: id,
        year: 2022,
        state: ResumptionState::Resumed,
        day: None,
        precision: None,
        original: None,
        reason: None,
        recorded_on: day(2022, 3, 1),
    });
    writer.create(&Target {
        org: zone,
        year: 2022,
        measure: TargetMeasure::AttractionCount,
        value: 12,
        decided_on: day(2022, 1, 20),
        version: 1,
    });
    writer.commit().await.unwrap();
}

async fn same_after_copy(from: World, to: World) {
    filled(&from).await;
    let mut rows = 0;
    copy(from.ledger.db(), to.ledger.db(), |copied| rows = copied).await.unwrap();
    assert!(rows > 5);
    assert_eq!(head(from.ledger.db()).await.unwrap(), head(to.ledger.db()).await.unwrap());
    assert_eq!(verify(&to.ledger, |_, _| {}).await.unwrap(), []);
    let (before, after) =
        (from.ledger.live().current().await.unwrap(), to.ledger.live().current().await.unwrap());
    assert_eq!(*before, *after);
    to.project(domain::facts::OrgId(3), "JZ-2").await;
    assert_eq!(verify(&to.ledger, |_, _| {}).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_moves_to_postgresql() {
    same_after_copy(World::sqlite().await, World::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_moves_to_sqlite() {
    same_after_copy(World::postgres().await, World::sqlite().await).await;
}
