//! The desk.

use crate::kit::{Who, World, day, operator};
use domain::facts::{Forecast, OrgId, Project, ProjectId, StageEvent};
use domain::{MilestoneCode, Money, Precision, Recognition, Stage};

/// A project that was signed, promised to start on the first of May 2022, and did not.
async fn late_project(world: &World, zone: OrgId, title: &str, recognition: Recognition) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let body =
        Project { invest_fen: Some(Money::from_fen(12_345_000_000)), ..Project::new("JZ-1", title, zone) };
    let project = ProjectId(writer.create(&body));
    writer.create(&StageEvent {
        project,
        stage: Stage::Signed,
        day: Some(day(2022, 1, 10)),
        precision: Some(Precision::Day),
        original: None,
        recognition,
        recorded_on: day(2022, 1, 10),
        partial: false,
        reason: None,
    });
    writer.create(&Forecast {
        project,
        code: MilestoneCode::Commencement,
        day: day(2022, 5, 1),
        precision: Precision::Day,
        original: None,
        reason: None,
        said_on: day(2022, 1, 10),
    });
    writer.commit().await.unwrap();
}

on_both! {
    async fn the_desk_counts_stages_and_each_count_opens_its_projects(world: World) {
        let tree = world.settle().await;
        late_project(&world, tree.zone, "光伏玻璃项目", Recognition::Recognized).await;
        let page = world.get(Who::Clerk, "/").await;
        assert!(page.says("/projects?q=stage%3Asigned") && page.says("1.23"));
        assert!(page.says("光伏玻璃项目") && page.says("逾期60天"));
    }

    async fn the_neighbour_and_the_administrator_see_nothing_of_it(world: World) {
        let tree = world.settle().await;
        late_project(&world, tree.zone, "光伏玻璃项目", Recognition::Recognized).await;
        for who in [Who::Neighbour, Who::Administrator] {
            assert!(!world.get(who, "/").await.says("光伏玻璃项目"), "{who:?}");
        }
        assert!(world.get(Who::Neighbour, "/").await.says("还没有项目"));
    }

    async fn on_an_earlier_day_the_desk_shows_that_day(world: World) {
        let tree = world.settle().await;
        late_project(&world, tree.zone, "光伏玻璃项目", Recognition::Recognized).await;
        let page = world.get(Who::Clerk, "/?true-on=2022-04-30").await;
        assert!(page.says("没有逾期的开工、投产节点") && page.says("true-on=2022-04-30"));
        let page = world.get(Who::Clerk, "/?known-by=1").await;
        assert!(page.says("还没有项目"));
        assert_eq!(world.get(Who::Clerk, "/?true-on=yesterday").await.status, 400);
    }

    async fn a_clock_that_cannot_be_read_is_named_inside_the_frame(world: World) {
        let tree = world.settle().await;
        world.held_round(&tree, ("2022", "1"), "2022-03-01").await;
        for path in ["/", "/projects", "/figures", "/figures?name=signed", "/rounds"] {
            let with = |parameter: &str| format!("{path}{}{parameter}", if path.contains('?') { '&' } else { '?' });
            for (parameter, status, said) in [
                ("true-on=2022-02-30", 400, "true-on=2022-03-15"),
                ("known-by=yesterday", 400, "known-by=812"),
                ("known-by=99999", 404, "没有第 99999 号变更"),
            ] {
                let page = world.get(Who::Clerk, &with(parameter)).await;
                assert_eq!(page.status, status, "{path} {parameter}: {}", page.body);
                assert!(page.says(said) && !page.says("未保存"), "{path} {parameter}: {}", page.body);
                assert!(page.says("header class=\"top") && page.says(Who::Clerk.name()), "{path}: {}", page.body);
                assert!(!page.says(&format!("?{parameter}")), "the frame leads on with it: {}", page.body);
            }
        }
    }

    async fn claims_wait_on_the_reviewers_desk_alone(world: World) {
        let tree = world.settle().await;
        late_project(&world, tree.zone, "光伏玻璃项目", Recognition::Claimed).await;
        assert!(world.get(Who::Reviewer, "/").await.says("q=claimed%3Ayes"));
        assert!(!world.get(Who::Clerk, "/").await.says("q=claimed%3Ayes"));
    }

    async fn the_running_rounds_numbers_open_its_entries_though_it_is_still_to_come(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2029", "1"), "2029-03-01").await;
        for no in ["JZ-1", "JZ-2"] {
            let id = world.signed_project(tree.zone, no, 100, day(2022, 1, 5)).await;
            world.put_on_list(Who::Provincial, &round, "signing", id).await.to();
        }
        let page = world.get(Who::Clerk, "/").await;
        let signing = page.between("签约一批", "</tr>").unwrap();
        let href = signing.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        assert!(signing.contains(">2</a>"), "{signing}");
        assert_eq!(world.get(Who::Clerk, &href).await.body.matches("data-row=").count(), 2, "{href}");
    }
}
