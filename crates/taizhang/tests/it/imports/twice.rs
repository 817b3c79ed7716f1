//! One project in two rows of a file: the second waits, and nothing of the first is lost.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World, day, operator};
use domain::facts::{Entry, Investor, Project, ProjectInvestor, StageEvent};
use domain::{Money, Recognition};
use taizhang::ledger::{all_open, open_one};

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

    async fn a_former_number_means_the_project_that_had_it(world: World) {
        let tree = world.settle().await;
        let sheet = |fen: &str| format!("{HEADER}\nJZ-1,电池项目,{ZONE},{fen},\n,风机项目,{ZONE},100,\n");
        bring(&world, &sheet("1300")).await;
        let kept = all_open::<Project>(world.ledger.db()).await.unwrap().remove(0);
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&kept, &Project { own_no: "JZ-2".into(), ..kept.body.clone() }, None);
        writer.commit().await.unwrap();
        let again = bring(&world, &sheet("1500")).await;
        assert!(again.says("新增 0") && again.says("变更 1") && again.says("该项目的原编号，现编号为“JZ-2”"), "{}", again.body);
        let now = open_one::<Project>(world.ledger.db(), kept.id).await.unwrap().unwrap();
        assert_eq!((now.own_no.as_str(), now.invest_fen), ("JZ-2", Some(Money::from_fen(1_500_000_000))));
        assert_eq!(projects(&world).await, 2);
        let both = format!("{HEADER}\nJZ-1,电池项目,{ZONE},1500,\nJZ-2,电池项目,{ZONE},1600,\n");
        assert!(preview(&world, Who::Clerk, "台账.csv", both.as_bytes()).await.says("新增 0"), "one project in two rows");
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&now, &Project { zone: tree.neighbour, ..now.body.clone() }, None);
        writer.commit().await.unwrap();
        let moved = bring(&world, &sheet("1500")).await;
        assert!(moved.says("新增 0") && moved.says("已划转到其他开发区的项目用过的编号"), "{}", moved.body);
        assert_eq!(projects(&world).await, 2);
    }

    async fn an_investor_or_a_round_named_twice_counts_once(world: World) {
        let tree = world.settle().await;
        world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let sheet = "项目编号,项目名称,开发区,总投资(万元),投资方,签约轮次\n\
            JZ-1,电池项目,晋中经济技术开发区,1300,甲公司、甲公司,2022年第一次、2022-1\n";
        bring(&world, sheet).await;
        assert_eq!(all_open::<ProjectInvestor>(world.ledger.db()).await.unwrap().len(), 1);
        assert_eq!(all_open::<Entry>(world.ledger.db()).await.unwrap().len(), 1);
        assert!(preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await.says("无变化 1"));
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
