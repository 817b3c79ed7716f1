//! The wall screen: everything from one snapshot, in the scope of who stands before it.

use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, project};
use domain::facts::{Forecast, Grant, OrgId, Project, ProjectId};
use domain::{MilestoneCode, Part, Precision, Role};
use taizhang::ledger::head;

/// The text of one panel.
fn panel<'a>(body: &'a str, code: &str) -> &'a str {
    let start = body.find(&format!("<section class=\"panel\" data-panel=\"{code}\"")).unwrap();
    let end = body[start..].find("</section>").unwrap();
    &body[start..start + end]
}

on_both! {
    async fn the_screen_states_its_moment_and_shows_the_first_panel(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let (change, _) = head(world.ledger.db()).await.unwrap();
        let page = world.get(Who::Provincial, "/screen").await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("截至2022年6月30日") && page.says(&format!("第{change}号变更")), "{}", page.body);
        assert!(!panel(&page.body, "rates").contains(" hidden") && panel(&page.body, "trend").contains(" hidden"));
        assert!(panel(&page.body, "rates").contains("晋中经济技术开发区") && panel(&page.body, "rates").contains("0.00%"));
        assert!(panel(&page.body, "funnel").contains("3.00"), "{}", page.body);
        let funnel = world.get(Who::Provincial, "/screen?panel=funnel&lang=en").await;
        assert!(!panel(&funnel.body, "funnel").contains(" hidden") && funnel.says("From signing to production"));
        assert!(!page.says("<style") && !page.says("onclick"), "nothing inline");
    }

    async fn the_screen_of_a_zone_shows_nothing_of_its_neighbour(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let page = world.get(Who::Neighbour, "/screen").await;
        assert!(page.status == 200 && !page.says("晋中经济技术开发区") && !page.says("JZ-1"), "{}", page.body);
        assert!(panel(&page.body, "funnel").contains("暂无数据"));
        let elsewhere = world.get(Who::Neighbour, &format!("/screen?scope={}", tree.zone)).await;
        assert_eq!(elsewhere.status, 404);
        assert_eq!(world.get(Who::Administrator, "/screen").await.status, 403);
        assert_eq!(world.get(Who::Clerk, "/screen?true-on=soon").await.status, 400);
    }

    async fn the_screen_has_words_for_an_empty_ledger(world: World) {
        world.settle().await;
        let page = world.get(Who::Provincial, "/screen").await;
        for code in ["rates", "trend", "round", "funnel"] {
            assert!(panel(&page.body, code).contains("暂无数据"), "{code} {}", panel(&page.body, code));
        }
        assert!(panel(&page.body, "late").contains("没有逾期"));
    }

    async fn phases_that_are_late_count_with_their_project_alone(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let whole = ProjectId(writer.create(&project("JZ-1", tree.zone, YI_FEN)));
        let body = Project { parent: Some(whole), part: Some(Part::Phase), ..project("JZ-1-1", tree.zone, YI_FEN) };
        let phase = ProjectId(writer.create(&body));
        for late in [whole, phase] {
            writer.create(&Forecast {
                project: late,
                code: MilestoneCode::Commencement,
                day: day(2022, 3, 1),
                precision: Precision::Day,
                original: None,
                reason: None,
                said_on: day(2022, 1, 5),
            });
        }
        writer.commit().await.unwrap();
        let page = world.get(Who::Provincial, "/screen?panel=late").await;
        let shown = panel(&page.body, "late");
        assert!(shown.contains("<strong>1</strong> 个项目逾期") && !shown.contains("JZ-1-1"), "{shown}");
    }

    async fn a_round_that_was_held_has_its_lists_and_rates(world: World) {
        let tree = world.settle().await;
        let one = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let held = world.held_round(&tree, ("2022", "1"), "2022-03-15").await;
        world.put_on_list(Who::Clerk, &held, "signing", one).await.to();
        let page = world.get(Who::Provincial, "/screen?panel=round").await;
        let shown = panel(&page.body, "round");
        assert!(shown.contains("2022年3月15日") && shown.contains("<strong>0.00%</strong></dd><dd>0/1"), "{shown}");
    }

    async fn a_round_to_come_has_its_lists_and_no_rates_yet(world: World) {
        let tree = world.settle().await;
        let one = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let to_come = world.held_round(&tree, ("2022", "2"), "2022-07-07").await;
        world.put_on_list(Who::Clerk, &to_come, "signing", one).await.to();
        let page = world.get(Who::Provincial, "/screen?panel=round").await;
        let shown = panel(&page.body, "round");
        assert!(shown.contains("2022年7月7日") && shown.contains("<strong>1</strong>"), "{shown}");
        assert!(!shown.contains('%') && !shown.contains("0/1"), "nobody can have started yet: {shown}");
    }

    async fn only_the_one_place_where_a_person_reads_names_the_screen(world: World) {
        let tree = world.settle().await;
        let clerk = tree.user(Who::Clerk);
        let granted = async |org: OrgId, role: Role| {
            let mut writer = world.ledger.write(operator()).await.unwrap();
            writer.create(&Grant { user: clerk, org, role });
            writer.commit().await.unwrap();
        };
        let named = async |path: &str| {
            let page = world.get(Who::Clerk, path).await;
            page.between("<h1>", " <span>").unwrap_or_else(|| panic!("{}", page.body)).to_owned()
        };
        assert_eq!(named("/screen").await, "晋中经济技术开发区");
        granted(tree.province, Role::Administrator).await;
        assert_eq!(named("/screen").await, "晋中经济技术开发区", "an administrator reads no number");
        granted(tree.neighbour, Role::Clerk).await;
        assert_eq!(named("/screen").await, "晋中经济技术开发区、祁县经济技术开发区", "the numbers are of both zones");
        assert_eq!(named(&format!("/screen?scope={}", tree.neighbour)).await, "祁县经济技术开发区");
    }
}
