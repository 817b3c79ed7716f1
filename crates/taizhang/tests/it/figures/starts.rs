//! Starts of the year held against the plan, each part opening into its projects.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, plan, project};
use domain::Stage;
use domain::facts::{AnnualPlan, ProjectId};
use taizhang::ledger::Writer;

pub fn planned(writer: &mut Writer, tree: &Tree, no: &str, start_month: Option<i64>) -> ProjectId {
    let id = ProjectId(writer.create(&project(no, tree.zone, YI_FEN)));
    writer.create(&AnnualPlan { start_month, ..plan(id, 2022) });
    id
}

/// Due and started, due and missed, early, beyond the plan.
async fn year(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let on_plan = planned(&mut writer, tree, "JZ-1", Some(3));
    planned(&mut writer, tree, "JZ-2", Some(4));
    let early = planned(&mut writer, tree, "JZ-3", Some(10));
    let beyond = planned(&mut writer, tree, "JZ-4", None);
    for id in [on_plan, early, beyond] {
        writer.create(&event(id, Stage::Commenced, day(2022, 5, 5)));
    }
    writer.commit().await.unwrap();
}

on_both! {
    async fn the_identity_of_starts_is_checked_and_every_part_opens(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let page = world.get(Who::Clerk, "/figures/starts?true-on=2022-06-30").await;
        assert_eq!(page.status, 200);
        assert!(page.says("计划新开工项目3项，1至6月计划开工2项，实际开工3项，其中提前开工1项，未按期开工1项，计划外开工1项"), "{}", page.body);
        assert!(page.says("相差+1项") && page.says("JZ-4号项目"), "what is beyond the plan is named: {}", page.body);
        for (part, inside, outside) in [("missed", "JZ-2", "JZ-1"), ("early", "JZ-3", "JZ-2"), ("unplanned", "JZ-4", "JZ-3")] {
            let list = world.get(Who::Clerk, &format!("/figures/starts/projects?true-on=2022-06-30&part={part}")).await;
            assert!(list.says(&format!("{inside}号项目")) && !list.says(&format!("{outside}号项目")), "{part}");
        }
        assert_eq!(world.get(Who::Clerk, "/figures/starts/projects?part=nothing").await.status, 404);
        let beside = world.get(Who::Clerk, "/figures?name=startRateOverPlan&true-on=2022-06-30").await;
        assert!(beside.says("计划外开工") && !world.get(Who::Clerk, "/figures?name=signed").await.says("计划外开工"));
        let without = world.get(Who::Clerk, "/figures/starts?true-on=2022-06-30&where=not+no:JZ-4").await;
        assert!(without.says("核对一致"), "{}", without.body);
    }

    async fn the_neighbour_sees_no_starts_of_the_zone(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let page = world.get(Who::Neighbour, "/figures/starts?true-on=2022-06-30").await;
        assert!(page.says("计划新开工项目0项") && !page.says("JZ-4"));
        let list = world.get(Who::Neighbour, "/figures/starts/projects?true-on=2022-06-30&part=missed").await;
        assert!(list.status == 200 && !list.says("JZ-2"));
    }

    async fn a_filter_that_cant_be_read_is_said(world: World) {
        world.settle().await;
        assert_eq!(world.get(Who::Clerk, "/figures/starts?where=stge:signed").await.status, 422);
    }
}
