//! A stage that a sheet claims is held against what the ledger knows.

use super::{confirm, preview, projects};
use crate::kit::{Who, World, operator, photo};
use domain::Stage;
use domain::facts::{EventId, Evidence, MonthlyReportId, StageEvent};
use taizhang::ledger::{all_open, verify};

async fn bring_in(world: &World, stage: &str) -> crate::kit::Page {
    let sheet = format!(
        "项目编号,项目名称,开发区,总投资(万元),项目阶段\nJZ-1,电池项目,晋中经济技术开发区,1300,{stage}\n"
    );
    preview(world, Who::Clerk, "台账.csv", sheet.as_bytes()).await
}

async fn stage(world: &World) -> Option<Stage> {
    let events = all_open::<StageEvent>(world.ledger.db()).await.unwrap();
    domain::stage_on(events.iter().map(|event| &event.body), world.clock.today())
}

on_both! {
    async fn a_stage_before_the_one_reached_is_asked_about(world: World) {
        world.settle().await;
        let first = bring_in(&world, "已投产").await;
        confirm(&world, Who::Clerk, &first).await;
        assert_eq!(projects(&world).await, 1);
        assert_eq!(stage(&world).await, Some(Stage::Producing));
        let back = bring_in(&world, "已开工").await;
        assert!(back.says("早于台账中已到达的阶段"), "{}", back.body);
        confirm(&world, Who::Clerk, &back).await;
        assert_eq!(stage(&world).await, Some(Stage::Producing), "the row waits for a person");
    }

    async fn a_later_stage_and_an_exit_are_taken_at_their_word(world: World) {
        world.settle().await;
        for (word, reached) in [("已签约", Stage::Signed), ("在建", Stage::UnderConstruction), ("停工", Stage::Suspended)] {
            confirm(&world, Who::Clerk, &bring_in(&world, word).await).await;
            assert_eq!(stage(&world).await, Some(reached));
        }
    }

    async fn a_day_that_a_sheet_clears_counts_no_more_and_its_evidence_still_names_something(world: World) {
        world.settle().await;
        let sheet = |day: &str| {
            let head = "项目编号,项目名称,开发区,总投资(万元),签约日期";
            format!("{head}\nJZ-1,电池项目,晋中经济技术开发区,1300,{day}\n")
        };
        let first = preview(&world, Who::Clerk, "台账.csv", sheet("2022-03-01").as_bytes()).await;
        confirm(&world, Who::Clerk, &first).await;
        let event = all_open::<StageEvent>(world.ledger.db()).await.unwrap().remove(0);
        let proof = photo(event.project, MonthlyReportId(0));
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Evidence { event: Some(EventId(event.id)), report: None, ..proof });
        writer.commit().await.unwrap();
        let cleared = preview(&world, Who::Clerk, "台账.csv", sheet("清空").as_bytes()).await;
        let import = confirm(&world, Who::Clerk, &cleared).await.to().to_owned();
        assert_eq!(stage(&world).await, None);
        assert_eq!(all_open::<StageEvent>(world.ledger.db()).await.unwrap()[0].day, event.day);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        // Whoever brought the sheet in takes it back.
        assert!(world.get(Who::Clerk, &import).await.says("撤销导入"));
        let change = world.ledger.live().current().await.unwrap().change();
        world.post(Who::Clerk, &format!("/changes/{change}/undo"), &[]).await.to();
        assert_eq!(stage(&world).await, Some(Stage::Signed));
    }
}
