//! One project in two rows of a file: the second waits, and nothing of the first is lost.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World, day};
use domain::facts::{Investor, Project, StageEvent};
use domain::{Money, Recognition};
use taizhang::ledger::all_open;

async fn bring(world: &World, sheet: &str) -> Page {
    let shown = preview(world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
    confirm(world, Who::Clerk, &shown).await;
    shown
}

const HEADER: &str = "项目编号,项目名称,开发区,总投资(万元),实际开工日期";
const ZONE: &str = "晋中经济技术开发区";

on_both! {
    async fn a_row_with_the_number_and_one_with_the_name_alone_are_one_project(world: World) {
        world.settle().await;
        let new = format!("{HEADER}\nJZ-1,电池项目,{ZONE},1300,\n,电池项目,{ZONE},,2022-03-10\n");
        assert!(bring(&world, &new).await.says("新增 1"));
        assert_eq!(projects(&world).await, 1);
        let known = format!("{HEADER}\nJZ-1,电池项目,{ZONE},1500,\n,电池项目,{ZONE},,2022-03-10\n");
        assert!(bring(&world, &known).await.says("变更 1"));
        let kept = &all_open::<Project>(world.ledger.db()).await.unwrap()[0];
        assert_eq!(kept.invest_fen, Some(Money::from_fen(1_500_000_000)), "the second row took nothing back");
        assert!(all_open::<StageEvent>(world.ledger.db()).await.unwrap().is_empty(), "it waits");
    }

    async fn a_row_without_a_number_waits_where_its_name_is_taken_twice(world: World) {
        world.settle().await;
        let sheet = format!("{HEADER}\nJZ-1,电池项目,{ZONE},1300,\nJZ-2,电池项目,{ZONE},1300,\n,电池项目,{ZONE},1300,\n");
        bring(&world, &sheet).await;
        assert_eq!(projects(&world).await, 2);
        let again = preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
        assert!(again.says("无变化 2") && again.says("名为“电池项目”"), "{}", again.body);
    }

    async fn each_of_several_investors_sits_where_the_row_says(world: World) {
        world.settle().await;
        let sheet = "项目编号,项目名称,开发区,总投资(万元),投资方,投资方所在省\nJZ-1,电池项目,晋中经济技术开发区,1300,甲公司、乙公司,山西、广东\n";
        bring(&world, sheet).await;
        let investors = all_open::<Investor>(world.ledger.db()).await.unwrap();
        let regions: Vec<_> = investors.iter().map(|kept| (kept.name.as_str(), kept.region)).collect();
        assert_eq!(regions, [("甲公司", Some(140_000)), ("乙公司", Some(440_000))]);
        let again = preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
        assert!(again.says("无变化 1"), "{}", again.body);
    }

    async fn a_city_that_is_not_the_zones_own_is_asked_about(world: World) {
        world.settle().await;
        let sheet = "项目编号,项目名称,开发区,城市,总投资(万元)\nC-1,甲项目,长治高新区,长治,100\nC-2,乙项目,长治高新区,晋中,100\n";
        let fields = [("create", "1")];
        let sent = world.upload(Who::Provincial, "/imports", &fields, ("file", "a.csv", sheet.as_bytes())).await;
        let shown = world.follow(Who::Provincial, &sent).await;
        assert!(shown.says("新增 2") && shown.says("该开发区所在的市不一致"), "{}", shown.body);
    }

    async fn two_new_projects_may_bear_one_name_when_both_give_their_number(world: World) {
        world.settle().await;
        bring(&world, &format!("{HEADER}\nJZ-1,电池项目,{ZONE},1300,\nJZ-2,电池项目,{ZONE},1300,\n")).await;
        assert_eq!(projects(&world).await, 2);
    }

    async fn a_moved_date_waits_for_recognition_anew_where_dates_have_to_wait(world: World) {
        world.settle().await;
        let sheet = |on: &str| format!("{HEADER}\nJZ-1,电池项目,{ZONE},1300,{on}\n");
        bring(&world, &sheet("2022-03-10")).await;
        world.post(Who::Administrator, "/settings", &[("importedDates", "claimed")]).await;
        let event = async || all_open::<StageEvent>(world.ledger.db()).await.unwrap().remove(0).body;
        let same = preview(&world, Who::Clerk, "台账.csv", sheet("2022-03-10").as_bytes()).await;
        assert!(same.says("无变化 1"), "the same day says nothing new");
        bring(&world, &sheet("2021-12-01")).await;
        let moved = event().await;
        assert_eq!((moved.recognition, moved.day), (Recognition::Claimed, Some(day(2021, 12, 1))));
    }
}
