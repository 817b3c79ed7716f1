//! What has to be ticked before it is written, and what becomes of it when it isn't.

use super::{confirm, fields, preview};
use crate::kit::{Page, Who, World};
use domain::facts::{ParkedRow, Project, StageEvent};
use domain::{Recognition, Stage};
use std::collections::BTreeSet;
use taizhang::ledger::all_open;

/// Projects that the ledger knows, each with an amount in a unit.
fn sheet(unit: &str, amounts: &[&str]) -> String {
    let rows = amounts.iter().enumerate();
    let rows: String =
        rows.map(|(no, amount)| format!("JZ-{no},项目{no},晋中经济技术开发区,{amount}\n")).collect();
    format!("项目编号,项目名称,开发区,总投资({unit})\n{rows}")
}

async fn bring(world: &World, text: &str) -> Page {
    let shown = preview(world, Who::Clerk, "台账.csv", text.as_bytes()).await;
    confirm(world, Who::Clerk, &shown).await
}

/// Confirms a preview with some boxes ticked.
async fn confirm_with(world: &World, shown: &Page, ticked: &[&str]) -> Page {
    let own = fields(shown);
    let own = own.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = own.chain(ticked.iter().map(|word| ("accept", *word))).collect();
    world.post(Who::Clerk, "/imports/confirm", &all).await
}

async fn amounts(world: &World) -> Vec<i64> {
    let mut projects = all_open::<Project>(world.ledger.db()).await.unwrap();
    projects.sort_by(|one, other| one.own_no.cmp(&other.own_no));
    projects.iter().map(|project| project.invest_fen.unwrap().fen() / 1_000_000).collect()
}

async fn waiting(world: &World) -> usize {
    all_open::<ParkedRow>(world.ledger.db()).await.unwrap().len()
}

/// The stages whose events stand.
async fn stages(world: &World) -> BTreeSet<Stage> {
    let events = all_open::<StageEvent>(world.ledger.db()).await.unwrap();
    let stands =
        |event: &StageEvent| matches!(event.recognition, Recognition::Recognized | Recognition::Claimed);
    events.iter().filter(|event| stands(event)).map(|event| event.stage).collect()
}

on_both! {
    async fn a_unit_that_slipped_stands_out_and_its_rows_wait(world: World) {
        world.settle().await;
        let six = ["100", "200", "300", "400", "500", "600"];
        bring(&world, &sheet("万元", &six)).await;
        let before = amounts(&world).await;
        let shown = preview(&world, Who::Clerk, "七月.csv", sheet("亿元", &six).as_bytes()).await;
        assert!(shown.says("第2至7行，6个已有项目中有6个的“总投资”都变为原来的×10000"), "{}", shown.body);
        assert!(shown.says("这一类全部确认（6处）") && shown.says("value=\"amount:0:4:3\"") && shown.says("!D4"), "{}", shown.body);
        let done = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!((amounts(&world).await, waiting(&world).await), (before, 6));
        let page = world.follow(Who::Clerk, &done).await;
        assert!(page.says("待处理 6") && page.says("以本行为准"), "{}", page.body);
        // One of them is right after all.
        let id = all_open::<ParkedRow>(world.ledger.db()).await.unwrap().iter().find(|row| row.row == 4).unwrap().id;
        let (holds, cell) = (format!("holds.{id}"), format!("c.{id}.3"));
        let mend = [(cell.as_str(), "300")];
        let path = format!("{}/waiting", done.to());
        world.post(Who::Clerk, &path, &mend).await;
        assert_eq!(waiting(&world).await, 6, "unticked it waits on");
        world.post(Who::Clerk, &path, &[mend[0], (holds.as_str(), "1")]).await;
        assert_eq!((amounts(&world).await[2], waiting(&world).await), (3_000_000, 5));
    }

    async fn what_is_ticked_goes_in_one_by_one_or_all_of_a_kind(world: World) {
        world.settle().await;
        bring(&world, &sheet("万元", &["100", "200", "300", "400"])).await;
        let shown = preview(&world, Who::Clerk, "七月.csv", sheet("万元", &["1000", "20", "2999", "410"]).as_bytes()).await;
        assert!(shown.says("台账中原数（¥1,000,000）的×10") && shown.says("台账中原数（¥2,000,000）的÷10"), "{}", shown.body);
        assert!(!shown.says("整列变更") && shown.says("变更 2") && shown.says("待处理 2"), "{}", shown.body);
        confirm_with(&world, &shown, &["amount:0:2:3"]).await;
        assert_eq!((amounts(&world).await, waiting(&world).await), (vec![1_000, 200, 2_999, 410], 1));
        let again = preview(&world, Who::Clerk, "八月.csv", sheet("万元", &["10", "20", "2999", "410"]).as_bytes()).await;
        confirm_with(&world, &again, &["stage", "no such kind"]).await;
        assert_eq!(amounts(&world).await, [1_000, 200, 2_999, 410], "another kind is not this one");
        confirm_with(&world, &preview(&world, Who::Clerk, "八月.csv", sheet("万元", &["10", "20", "2999", "410"]).as_bytes()).await, &["amount"]).await;
        assert_eq!(amounts(&world).await, [10, 20, 2_999, 410]);
    }

    async fn a_stage_goes_back_only_when_it_is_ticked_and_then_clears_the_later(world: World) {
        world.settle().await;
        let dated = "项目编号,项目名称,开发区,总投资(万元),签约日期,实际开工日期,实际投产日期\n\
            JZ-1,电池项目,晋中经济技术开发区,100,2021-02-01,2021-08-01,2022-03-01\n";
        bring(&world, dated).await;
        let claimed = "项目编号,项目名称,开发区,项目阶段\nJZ-1,电池项目,晋中经济技术开发区,已开工\n";
        let shown = preview(&world, Who::Clerk, "七月.csv", claimed.as_bytes()).await;
        assert!(shown.says("阶段退回") && shown.says("早于台账中已到达的阶段"), "{}", shown.body);
        confirm(&world, Who::Clerk, &shown).await;
        assert!(stages(&world).await.contains(&Stage::Producing));
        let again = preview(&world, Who::Clerk, "八月.csv", claimed.as_bytes()).await;
        confirm_with(&world, &again, &["stage"]).await;
        assert_eq!(stages(&world).await, BTreeSet::from([Stage::Signed, Stage::Commenced]));
        let within = "项目编号,项目名称,开发区,项目阶段,实际投产日期\nJZ-1,电池项目,晋中经济技术开发区,已开工,2022-03-01\n";
        let own = preview(&world, Who::Clerk, "九月.csv", within.as_bytes()).await;
        assert!(own.says("与本行日期或已记录的阶段不一致") && !own.says("name=\"accept\""), "a row against itself is no question: {}", own.body);
    }

    async fn dates_that_come_before_the_contract_are_asked_about_when_they_change(world: World) {
        world.settle().await;
        let head = "项目编号,项目名称,开发区,总投资(万元),签约日期,实际开工日期,供地日期,计划投产日期";
        let row = |signed: &str, started: &str, landed: &str, planned: &str| {
            format!("{head}\nJZ-1,电池项目,晋中经济技术开发区,100,{signed},{started},{landed},{planned}\n")
        };
        let new = preview(&world, Who::Clerk, "a.csv", row("2021-07-01", "2021-06-01", "", "").as_bytes()).await;
        assert!(new.says("开工日期早于签约日期") && !new.says("name=\"accept\""), "of a new project it is only told: {}", new.body);
        bring(&world, &row("2021-02-01", "2021-08-01", "", "")).await;
        let same = preview(&world, Who::Clerk, "b.csv", row("2021-02-01", "2021-08-01", "2021-05-01", "2022-12-31").as_bytes()).await;
        assert!(!same.says("name=\"accept\""), "{}", same.body);
        let moved = preview(&world, Who::Clerk, "c.csv", row("2021-02-01", "2020-08-01", "2020-05-01", "2020-12-31").as_bytes()).await;
        assert!(moved.says("value=\"start\"") && moved.says("value=\"contract\"") && moved.says("这一类全部确认（2处）"), "{}", moved.body);
        confirm_with(&world, &moved, &["start"]).await;
        assert!(waiting(&world).await == 1 && !stages(&world).await.contains(&Stage::Landed), "every kind of a row");
        let all = preview(&world, Who::Clerk, "d.csv", row("2021-02-01", "2020-08-01", "2020-05-01", "2020-12-31").as_bytes()).await;
        confirm_with(&world, &all, &["start", "contract"]).await;
        assert!(stages(&world).await.contains(&Stage::Landed));
        let known = preview(&world, Who::Clerk, "e.csv", row("2021-02-01", "2020-08-01", "", "").as_bytes()).await;
        assert!(!known.says("name=\"accept\""), "what the ledger has is not asked about again: {}", known.body);
    }
}
