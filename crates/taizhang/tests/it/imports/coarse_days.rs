//! Dates that say less than what is known are no news.

use super::{confirm, preview};
use crate::kit::{Page, Who, World};
use db::Val;
use domain::facts::{Forecast, Permit, StageEvent};
use domain::{MilestoneCode, Stage};
use taizhang::ledger::{all_open, open_by};

const ZONE: &str = "晋中经济技术开发区";

async fn bring(world: &World, header: &str, cells: &str) -> Page {
    let sheet = format!("项目编号,项目名称,开发区,{header}\nJZ-1,电池项目,{ZONE},{cells}\n");
    let shown = preview(world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
    // Where nothing is new there is nothing to confirm.
    if shown.says("/imports/confirm") {
        confirm(world, Who::Clerk, &shown).await;
    }
    shown
}

/// The words of the latest promise of a milestone.
async fn promised(world: &World, code: MilestoneCode) -> String {
    let kept = all_open::<Forecast>(world.ledger.db()).await.unwrap();
    let latest = kept.iter().filter(|it| it.code == code).max_by_key(|it| it.id).unwrap();
    latest.precision.chinese(latest.day)
}

async fn started(world: &World) -> String {
    let kept = all_open::<StageEvent>(world.ledger.db()).await.unwrap();
    let event = kept.iter().find(|it| it.stage == Stage::Commenced).unwrap();
    event.precision.unwrap().chinese(event.day.unwrap())
}

on_both! {
    async fn a_period_in_years_leaves_the_promised_days_within_it(world: World) {
        world.settle().await;
        bring(&world, "计划开工日期,计划竣工日期", "2022-03-06,2024年8月").await;
        let again = bring(&world, "建设起止年限", "2022-2024").await;
        assert!(again.says("无变化 1"), "{}", again.body);
        assert_eq!(promised(&world, MilestoneCode::Commencement).await, "2022年3月6日");
        let moved = bring(&world, "建设起止年限", "2022-2025").await;
        assert!(moved.says("变更 1"), "{}", moved.body);
        assert_eq!(promised(&world, MilestoneCode::Commencement).await, "2022年3月6日", "the start still lies in 2022");
        assert_eq!(promised(&world, MilestoneCode::Completion).await, "2025年");
        let finer = bring(&world, "计划竣工日期", "2025-06-30").await;
        assert!(finer.says("变更 1"), "{}", finer.body);
        assert_eq!(promised(&world, MilestoneCode::Completion).await, "2025年6月30日");
    }

    async fn what_happened_on_a_day_did_not_happen_in_the_whole_year(world: World) {
        world.settle().await;
        bring(&world, "签约日期,实际开工日期,计划竣工日期", "2021-07-16,2022-03-10,2021-10-01").await;
        // Neither does a promise before the contract come up again, when it is told less exactly.
        let again = bring(&world, "签约日期,实际开工日期,计划竣工日期", "2021年三季度,2022年,2021年").await;
        assert!(again.says("无变化 1"), "{}", again.body);
        assert_eq!(started(&world).await, "2022年3月10日");
        assert!(bring(&world, "实际开工日期", "2021年").await.says("变更 1"), "another year is news");
        assert_eq!(started(&world).await, "2021年");
        assert!(bring(&world, "实际开工日期", "2021年11月").await.says("变更 1"), "and so is a month of it");
        assert_eq!(started(&world).await, "2021年11月");
    }

    async fn a_record_told_again_with_a_coarser_day_is_the_same_one(world: World) {
        world.settle().await;
        bring(&world, "总投资(万元)", "900").await;
        let permit = |day: &str| format!("手续名称,办理状态,办结日期|施工许可证,已办结,{day}");
        for (day, said) in [("2021-06-07", "变更 1"), ("2021年6月", "无变化 1"), ("2021年7月", "变更 1")] {
            let (header, cells) = permit(day).split_once('|').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let shown = bring(&world, &header, &cells).await;
            assert!(shown.says(said), "{day}: {}", shown.body);
        }
        let kept = open_by::<Permit>(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap();
        assert_eq!(kept.len(), 2);
    }
}
