//! Official figures of a year's plan, class P, from recorded facts with decoys, on both engines.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{AnnualPlan, KeyListing, MonthlyReport, OrgId, ProjectId, Resumption};
use domain::{KeyLevel, Money, PlanKind, Precision, ResumptionState, Stage};
use taizhang::ledger::Writer;

/// A project of the year: its number, its plan, and what nine months brought in hundredths of 亿元.
fn planned(writer: &mut Writer, zone: OrgId, no: &str, [plan, done]: [i64; 2]) -> ProjectId {
    let id = ProjectId(writer.create(&project(no, zone, YI_FEN)));
    writer.create(&AnnualPlan {
        project: id,
        year: 2022,
        kind: PlanKind::AnnualPlan,
        month: None,
        version: 1,
        decided_on: day(2022, 1, 10),
        invest_fen: Some(Money::from_fen(plan * YI_FEN / 100)),
        content: None,
        start_month: Some(4),
        complete_month: None,
        produce_month: None,
    });
    writer.create(&MonthlyReport {
        project: id,
        year: 2022,
        month: 9,
        month_fen: Some(Money::from_fen(done * YI_FEN / 100)),
        year_to_date_fen: None,
        since_start_fen: None,
        progress: None,
        problems: None,
        requests: None,
        reported_on: day(2022, 10, 8),
    });
    writer.create(&KeyListing { project: id, year: 2022, level: KeyLevel::Province, version: "1".into() });
    id
}

/// Three projects of the zone, 31.38 of 22.35 done; the neighbour's, and a month after the day.
async fn year(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for (no, sums) in [("A", [1_000, 1_500]), ("B", [1_000, 1_500])] {
        let id = planned(&mut writer, tree.zone, no, sums);
        writer.create(&event(id, Stage::Commenced, day(2022, 4, 2)));
    }
    let carried = planned(&mut writer, tree.zone, "C", [235, 138]);
    writer.create(&event(carried, Stage::Commenced, day(2021, 4, 2)));
    writer.create(&Resumption {
        project: carried,
        year: 2022,
        state: ResumptionState::Resumed,
        day: Some(day(2022, 4, 20)),
        precision: Some(Precision::Day),
        original: None,
        reason: None,
        recorded_on: day(2022, 4, 20),
    });
    planned(&mut writer, tree.neighbour, "N", [900, 900]);
    writer.commit().await.unwrap();
}

on_both! {
    async fn a_years_plan_is_held_against_what_was_done(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let said = async |name: &str, on: &str| {
            let query = format!("name={name}&where=key:province,city&true-on={on}");
            let answer = world.figures(Who::Clerk, &query).await;
            answer["figures"][0]["sentence"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            said("planCompletionRate", "2022-09-30").await,
            "1至9月，3项重点工程完成投资31.38亿元，完成率140.4%"
        );
        assert_eq!(said("resumptionRate", "2022-04-30").await, "续建项目已于4月底全部复工");
        assert_eq!(said("newStartRate", "2022-06-30").await, "新建项目已于6月底全部开工");
        assert_eq!(said("progressGap", "2022-09-30").await, "超过时间进度65.4个百分点");
    }

    async fn a_rate_of_sums_opens_into_both_amounts_and_a_formula_into_its_first_figure(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        for name in ["planCompletionRate", "progressGap"] {
            let page = world.get(Who::Clerk, &format!("/figures/{name}/members?true-on=2022-09-30")).await;
            assert_eq!(page.status, 200, "{name}");
            assert!(page.body.contains("A项目") || page.body.contains("/projects/"), "{name}");
            assert!(!page.body.contains(">N<"), "the neighbour's project is not in {name}");
        }
        let page = world.get(Who::Clerk, "/figures/planCompletionRate/members?true-on=2022-09-30").await;
        assert!(page.body.contains("15.00") && page.body.contains("10.00"), "done beside planned");
        let refused = world.get(Who::Clerk, "/figures?name=progressGap&compare-to=2022-06-30").await;
        assert!(refused.body.contains("投资完成率"), "what to compare instead is named");
    }
}
