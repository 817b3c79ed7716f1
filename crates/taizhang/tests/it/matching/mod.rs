//! Two that look like one project: seen side by side, answered for, merged, and made two again.

mod merging;
mod rows;

use crate::kit::{Page, Who, World, day, operator};
use domain::facts::{MatchAnswer, MonthlyReport, OrgId, Project, ProjectId, StageEvent};
use domain::{Money, Recognition, Stage};
use taizhang::ledger::all_open;

/// One project under two names.
const ONE: &str = "华盛新能源电池材料项目";
const OTHER: &str = "华盛公司新能源电池材料建设项目";

/// A project of that number and name.
async fn project(world: &World, zone: OrgId, no: &str, title: &str) -> ProjectId {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let id = writer.create(&Project::new(no, title, zone));
    writer.commit().await.unwrap();
    ProjectId(id)
}

/// The two, with what each has of its own and what both say.
async fn two(world: &World, zone: OrgId) -> [ProjectId; 2] {
    let ids = [project(world, zone, "JZ-1", ONE).await, project(world, zone, "JZ-2", OTHER).await];
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.create(&signed(ids[0], 16));
    writer.create(&signed(ids[1], 20));
    for (project, month, wan) in [(ids[0], 4, 100), (ids[0], 5, 200), (ids[1], 5, 250), (ids[1], 6, 300)] {
        writer.create(&report(project, month, wan));
    }
    writer.commit().await.unwrap();
    ids
}

fn signed(project: ProjectId, on: u8) -> StageEvent {
    StageEvent {
        project,
        stage: Stage::Signed,
        day: Some(day(2021, 7, on)),
        precision: Some(domain::Precision::Day),
        original: None,
        recognition: Recognition::Recognized,
        recorded_on: day(2021, 8, 1),
        partial: false,
        reason: None,
    }
}

fn report(project: ProjectId, month: i64, wan: i64) -> MonthlyReport {
    MonthlyReport {
        project,
        year: 2022,
        month,
        month_fen: Some(Money::from_fen(wan * 1_000_000)),
        year_to_date_fen: None,
        since_start_fen: None,
        progress: None,
        problems: None,
        requests: None,
        reported_on: day(2022, 6, 1),
    }
}

fn address([ours, theirs]: [ProjectId; 2]) -> String {
    format!("/matching/{ours}/{theirs}")
}

/// The form's hidden field of that name.
fn hidden(page: &Page, name: &str) -> String {
    page.between(&format!("name=\"{name}\" value=\""), "\"").unwrap().to_owned()
}

/// Answers on the page of the two.
async fn answer(world: &World, who: Who, ids: [ProjectId; 2], fields: &[(&str, &str)]) -> Page {
    let shown = world.get(who, &address(ids)).await;
    let seen = hidden(&shown, "seen");
    let all: Vec<(&str, &str)> =
        [("seen", seen.as_str())].into_iter().chain(fields.iter().copied()).collect();
    world.post(who, &address(ids), &all).await
}

async fn projects(world: &World) -> Vec<String> {
    all_open::<Project>(world.ledger.db()).await.unwrap().into_iter().map(|kept| kept.body.title).collect()
}

async fn answers(world: &World) -> Vec<MatchAnswer> {
    all_open::<MatchAnswer>(world.ledger.db()).await.unwrap().into_iter().map(|kept| kept.body).collect()
}

on_both! {
    async fn alike_projects_are_listed_with_their_score_and_open_side_by_side(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        project(&world, tree.zone, "JZ-3", "华盛新能源电池材料项目二期").await;
        let list = world.get(Who::Clerk, "/matching").await;
        assert!(list.says("相似度 9") && list.says(ONE) && list.says(OTHER), "{}", list.body);
        assert!(list.body.contains(&address(ids)) && !list.says("二期"), "{}", list.body);
        let beside = world.get(Who::Clerk, &address(ids)).await;
        for word in [ONE, OTHER, "名称仅公司后缀、括号或“项目”等字样不同", "2021-07-16", "2021-07-20", "JZ-2"] {
            assert!(beside.says(word), "{word}: {}", beside.body);
        }
        let english = world.get(Who::Clerk, &format!("{}?lang=en", address(ids))).await;
        assert!(english.says("Merge into one project") && english.says("Names differ in legal forms"), "{}", english.body);
        assert!(world.get(Who::Clerk, "/imports").await.body.contains("href=\"/matching\""));
    }

    async fn what_is_said_to_be_two_is_asked_no_more_until_the_answer_is_revoked(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        let unsaid = answer(&world, Who::Clerk, ids, &[("verdict", "another")]).await;
        assert!(unsaid.status == 422 && answers(&world).await.is_empty(), "a reason is needed: {}", unsaid.status);
        let done = answer(&world, Who::Clerk, ids, &[("verdict", "another"), ("reason", "两个厂区各一份合同")]).await;
        let list = world.follow(Who::Clerk, &done).await;
        assert!(list.says("没有待核对的相似项目") && list.says("两个厂区各一份合同"), "{}", list.body);
        let id = all_open::<MatchAnswer>(world.ledger.db()).await.unwrap()[0].id;
        let revoke = format!("/matching/answers/{id}/revoke");
        assert_eq!(world.post(Who::Neighbour, &revoke, &[]).await.status, 404, "not by who doesn't see it");
        world.post(Who::Clerk, &revoke, &[]).await.to();
        assert!(world.get(Who::Clerk, "/matching").await.body.contains(&address(ids)));
        assert!(world.get(Who::Clerk, &format!("/projects/{}", ids[0])).await.says("两个厂区各一份合同"), "in its history");
    }

    async fn nobody_sees_or_answers_for_what_lies_beyond_their_reach(world: World) {
        let tree = world.settle().await;
        let own = project(&world, tree.zone, "T-9", "双生新材料项目").await;
        let next = project(&world, tree.neighbour, "T-9", "双生新材料项目").await;
        assert!(world.get(Who::Reviewer, "/matching").await.body.contains(&address([own, next])), "across zones");
        for who in [Who::Clerk, Who::Neighbour] {
            assert!(world.get(who, "/matching").await.says("没有待核对的相似项目"));
            assert_eq!(world.get(who, &address([own, next])).await.status, 404);
            let fields = [("seen", "x"), ("verdict", "merged"), ("reason", "x")];
            assert_eq!(world.post(who, &address([own, next]), &fields).await.status, 404);
        }
        assert_eq!(world.get(Who::Auditor, &address([own, next])).await.status, 403);
        assert_eq!(projects(&world).await.len(), 2);
    }
}
