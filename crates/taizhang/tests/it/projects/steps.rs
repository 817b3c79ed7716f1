//! The steps of a project: done is what was recorded.

use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event};
use domain::facts::StageEvent;
use domain::{Recognition, Stage};

on_both! {
    async fn a_stage_that_nobody_recorded_is_passed_over_and_not_done(world: World) {
        let tree = world.settle().await;
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&event(id, Stage::Commenced, day(2022, 3, 5)));
        writer.commit().await.unwrap();
        let landed = async |query: &str| {
            let page = world.get(Who::Clerk, &format!("/projects/{id}{query}")).await;
            let steps = page.between("<ol class=\"steps\"", "</ol>").unwrap().to_owned();
            steps.split("<li").nth(2).unwrap().to_owned()
        };
        let step = landed("").await;
        assert!(step.contains("落地") && step.contains("passed-over") && step.contains("未记录"), "{step}");
        assert!(!step.contains('✓') && !step.contains("已完成"), "{step}");
        assert!(landed("?lang=en").await.contains("not recorded"));
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let claim = StageEvent { recognition: Recognition::Claimed, ..event(id, Stage::Landed, day(2022, 2, 5)) };
        writer.create(&claim);
        writer.commit().await.unwrap();
        let step = landed("").await;
        assert!(step.contains("passed-over") && step.contains("已申报，未认定"), "{step}");
    }
}
