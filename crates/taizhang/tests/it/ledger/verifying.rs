//! `verify` passes a whole ledger and names what was altered outside it.

use crate::kit::{World, operator, photo};
use domain::facts::{ChangeId, MonthlyReportId, ProjectId, RecordKind, StageEvent};
use domain::{Recognition, Stage};
use taizhang::ledger::{Finding, undo, verify};

async fn tamper(world: &World, sql: &'static str) {
    let mut tx = world.ledger.db().begin().await.unwrap();
    tx.exec(sql, Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_ledger_that_only_the_ledger_wrote_is_whole(world: World) {
        let zone = world.zone().await;
        let (_, change) = world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        undo(&world.ledger, operator(), change).await.unwrap().commit().await.unwrap();
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn an_altered_row_is_found_in_its_change(world: World) {
        let zone = world.zone().await;
        world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        tamper(&world, "UPDATE project SET invest_fen = 1 WHERE own_no = 'JZ-1'").await;
        let findings = verify(&world.another_server().await, |_, _| {}).await.unwrap();
        assert_eq!(findings, [Finding::Altered { change: ChangeId(2) }]);
    }

    async fn a_photo_hung_under_another_month_is_found_in_its_change(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let id = writer.create(&photo(project, MonthlyReportId(77)));
        writer.commit().await.unwrap();
        let dangling = Finding::Dangling { kind: RecordKind::Evidence, id, column: "report" };
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), [dangling]);
        tamper(&world, "UPDATE evidence SET report = NULL").await;
        let findings = verify(&world.ledger, |_, _| {}).await.unwrap();
        assert_eq!(findings, [Finding::Altered { change: ChangeId(3) }]);
    }

    async fn a_row_of_no_change_is_found(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        let kind = RecordKind::Project;
        let finding = |id: i64| Finding::OutsideChain { kind, id };
        // A project that stands in every figure, a version that ends with a change to come, one from the future.
        for (id, since, until) in [(901, "0", "NULL"), (902, "-3", "2"), (903, "3", "99"), (904, "99", "NULL")] {
            let sql = format!(
                "INSERT INTO project (id, since, until, own_no, title, zone) VALUES ({id}, {since}, {until}, 'X-{id}', '伪', {zone})"
            );
            tamper(&world, String::leak(sql)).await;
        }
        let findings = verify(&world.another_server().await, |_, _| {}).await.unwrap();
        for id in 901..=904 {
            assert!(findings.contains(&finding(id)), "{id}: {findings:?}");
        }
        assert!(!findings.contains(&finding(project.0)));
    }

    async fn a_removed_change_is_missed(world: World) {
        let zone = world.zone().await;
        world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        tamper(&world, "DELETE FROM change WHERE id = 2").await;
        let findings = verify(&world.ledger, |_, _| {}).await.unwrap();
        assert!(findings.contains(&Finding::Missing { change: ChangeId(2) }));
    }

    async fn a_record_that_names_nothing_is_found(world: World) {
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let id = writer.create(&StageEvent {
            project: ProjectId(77),
            stage: Stage::Signed,
            day: None,
            precision: None,
            original: None,
            recognition: Recognition::Recognized,
            recorded_on: crate::kit::day(2022, 6, 30),
            partial: false,
            reason: None,
        });
        writer.commit().await.unwrap();
        let findings = verify(&world.ledger, |_, _| {}).await.unwrap();
        assert_eq!(findings, [Finding::Dangling { kind: RecordKind::StageEvent, id, column: "project" }]);
    }
}
