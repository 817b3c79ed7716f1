use super::{changes, project_of};
use crate::kit::{Who, World, day};
use db::Val;
use domain::facts::{Forecast, StageEvent};
use domain::{Precision, Recognition, Stage};
use taizhang::ledger::open_by;

async fn events(world: &World) -> Vec<domain::facts::Kept<StageEvent>> {
    open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap()
}

on_both! {
    async fn a_clerk_claims_a_stage_and_a_reviewer_recognises_it(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/stage-events");
        let claimed = world.post(Who::Clerk, &path, &[("stage", "signed"), ("day", "2022年3月")]).await;
        assert_eq!(claimed.status, 303, "{}", claimed.body);
        let event = events(&world).await.remove(0);
        assert_eq!((event.recognition, event.day), (Recognition::Claimed, Some(day(2022, 3, 31))));
        assert_eq!((event.precision, event.original.as_deref()), (Some(Precision::Month), Some("2022年3月")));
        let judge = format!("{path}/{}", event.id);
        let own = world.post(Who::Clerk, &judge, &[("recognition", "recognized")]).await;
        assert_eq!(own.status, 403, "nobody recognises their own claim");
        let done = world.post(Who::Reviewer, &judge, &[("recognition", "recognized"), ("day", "2022年3月")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let event = events(&world).await.remove(0);
        assert_eq!((event.recognition, event.day), (Recognition::Recognized, Some(day(2022, 3, 31))));
        let list = world.get(Who::Clerk, "/projects?q=stage:signed").await;
        assert!(list.says("JZ-1") && list.says("2022年3月"));
    }

    async fn a_rejection_needs_its_reason(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/stage-events");
        world.post(Who::Clerk, &path, &[("stage", "commenced"), ("day", "2022-03-01")]).await;
        let judge = format!("{path}/{}", events(&world).await[0].id);
        let bare = world.post(Who::Reviewer, &judge, &[("recognition", "rejected")]).await;
        assert_eq!(bare.status, 422);
        let done = world.post(Who::Reviewer, &judge, &[("recognition", "rejected"), ("reason", "未破土")]).await;
        assert_eq!(done.status, 303);
        assert_eq!(events(&world).await[0].recognition, Recognition::Rejected);
    }

    async fn what_lies_ahead_or_on_no_day_is_refused_at_the_field(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/stage-events");
        let before = changes(&world).await;
        for words in ["2022-07-01", "2022-02-30", "某天"] {
            let page = world.post(Who::Reviewer, &path, &[("stage", "signed"), ("day", words)]).await;
            assert_eq!(page.status, 422, "{words}");
            assert!(page.says("href=\"#day\"") && page.says(words));
        }
        let exit = world.post(Who::Reviewer, &path, &[("stage", "suspended")]).await;
        assert!(exit.status == 422 && exit.says("href=\"#reason\""));
        assert_eq!(changes(&world).await, before);
    }

    async fn an_undated_stage_holds_from_today_and_is_listed_for_completion(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/stage-events");
        world.post(Who::Reviewer, &path, &[("stage", "fullCapacity"), ("recognized", "1")]).await;
        let page = world.get(Who::Clerk, &format!("/projects/{id}")).await;
        assert!(page.says("日期待补"));
        let event = events(&world).await.remove(0);
        world.post(Who::Clerk, &format!("{path}/{}", event.id), &[("day", "2022-05-01")]).await;
        assert_eq!(events(&world).await[0].day, Some(day(2022, 5, 1)));
    }

    async fn a_second_plan_needs_a_reason_and_the_first_stays(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/forecasts");
        let first = world.post(Who::Clerk, &path, &[("code", "commencement"), ("day", "2022年5月")]).await;
        assert_eq!(first.status, 303, "{}", first.body);
        let bare = world.post(Who::Clerk, &path, &[("code", "commencement"), ("day", "2022年8月")]).await;
        assert!(bare.status == 422 && bare.says("href=\"#reason\""));
        let fields = [("code", "commencement"), ("day", "2022年8月"), ("reason", "土地未交付")];
        world.post(Who::Clerk, &path, &fields).await;
        let said: Vec<domain::facts::Kept<Forecast>> =
            open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap();
        assert_eq!(said.iter().map(|it| it.day).collect::<Vec<_>>(), [day(2022, 5, 31), day(2022, 8, 31)]);
        let page = world.get(Who::Clerk, &format!("/projects/{id}")).await;
        assert!(page.says("土地未交付") && page.says("逾期30天"), "late against the first promise");
    }

    async fn investors_classes_and_key_lists_come_and_go(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}");
        let fields = [("name", "甲玻璃有限公司"), ("seat", "浙江省"), ("class", "private")];
        world.post(Who::Clerk, &format!("{path}/investors"), &fields).await;
        let same = world.post(Who::Clerk, &format!("{path}/investors"), &[("name", "甲玻璃有限公司")]).await;
        assert_eq!(same.status, 422);
        world.post(Who::Clerk, &format!("{path}/key-listings"), &[("year", "2022"), ("level", "city")]).await;
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("甲玻璃有限公司") && page.says("2022年"));
        let removal = page.between(&format!("action=\"{path}/investors/"), "/remove").unwrap().to_owned();
        world.post(Who::Clerk, &format!("{path}/investors/{removal}/remove"), &[]).await;
        assert!(!world.get(Who::Leader, &path).await.says("甲玻璃有限公司"));
    }

    async fn a_file_is_kept_by_its_hash_and_comes_back(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/files");
        let sent = world.upload(Who::Clerk, &path, &[], ("file", "合同.pdf", b"%PDF-1")).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = world.get(Who::Clerk, &format!("/projects/{id}")).await;
        assert!(page.says("合同.pdf"));
        let file = page.between(&format!("href=\"{path}/"), "\"").unwrap().to_owned();
        let back = world.get(Who::Auditor, &format!("{path}/{file}")).await;
        assert_eq!(back.bytes, b"%PDF-1");
        assert_eq!(world.get(Who::Leader, &format!("{path}/{file}")).await.status, 403);
        world.post(Who::Clerk, &format!("{path}/{file}/detach"), &[]).await;
        assert!(!world.get(Who::Leader, &format!("/projects/{id}")).await.says("合同.pdf"));
    }

    async fn a_withdrawn_project_leaves_with_its_reason(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let path = format!("/projects/{id}/withdraw");
        let bare = world.post(Who::Reviewer, &path, &[("stage", "withdrawn")]).await;
        assert_eq!(bare.status, 422);
        world.post(Who::Reviewer, &path, &[("stage", "withdrawn"), ("reason", "投资方放弃")]).await;
        assert_eq!(events(&world).await[0].stage, Stage::Withdrawn);
        assert!(world.get(Who::Clerk, "/projects?q=stage:withdrawn").await.says("JZ-1"));
    }

    async fn history_says_who_changed_which_field(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "原名", 1).await;
        let kept = taizhang::ledger::open_one::<domain::facts::Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        let (since, zone) = (kept.since.to_string(), tree.zone.to_string());
        let fields = [("since", since.as_str()), ("zone", &zone), ("own_no", "JZ-1"), ("title", "新名")];
        world.post(Who::Clerk, &format!("/projects/{id}/edit"), &fields).await;
        let page = world.get(Who::Auditor, &format!("/projects/{id}")).await;
        assert!(page.says(Who::Clerk.name()) && page.says("<del>原名</del>") && page.says("<ins>新名</ins>"));
        assert!(!world.get(Who::Leader, &format!("/projects/{id}")).await.says("<del>"), "leaders read no history");
    }
}
