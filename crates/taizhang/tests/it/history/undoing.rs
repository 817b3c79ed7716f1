//! Undo by its pages.

use crate::kit::{Who, World, operator};
use domain::facts::{MonthlyReport, Note, Project};
use taizhang::ledger::{all_open, open_one};

on_both! {
    async fn an_undo_is_previewed_then_done_and_can_itself_be_undone(world: World) {
        let tree = world.settle().await;
        let (project, change) = world.project(tree.zone, "JZ-1").await;
        let there = async || open_one::<Project>(world.ledger.db(), project.0).await.unwrap().is_some();
        let address = format!("/changes/{change}/undo");
        let page = world.get(Who::Clerk, &address).await;
        assert!(page.says("将收回 1 条记录") && there().await, "a preview changes nothing");
        let page = world.post(Who::Clerk, &address, &[("reason", "误录")]).await;
        let undone_by = page.to().trim_start_matches("/changes/").to_owned();
        assert!(!there().await);
        assert!(world.follow(Who::Clerk, &page).await.says("误录"));
        assert_eq!(world.post(Who::Clerk, &address, &[]).await.status, 409, "not twice");
        world.post(Who::Clerk, &format!("/changes/{undone_by}/undo"), &[]).await;
        assert!(there().await);
    }

    async fn what_stands_in_the_way_is_listed_with_its_change(world: World) {
        let tree = world.settle().await;
        let (project, change) = world.project(tree.zone, "JZ-1").await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Note { project, label: "备注".into(), text: "后来的话".into() });
        let later = writer.commit().await.unwrap().change.unwrap();
        let page = world.get(Who::Clerk, &format!("/changes/{change}/undo")).await;
        assert!(page.says("不能直接撤销") && page.says(&format!("/changes/{later}")));
        assert_eq!(world.post(Who::Clerk, &format!("/changes/{change}/undo"), &[]).await.status, 409);
    }

    async fn a_withdrawn_report_does_not_come_back_beside_the_new_one_which_the_page_names(world: World) {
        let tree = world.settle().await;
        let (project, _) = world.project(tree.zone, "JZ-1").await;
        let reports = format!("/projects/{project}/reports");
        let report = |wan: &'static str| [("year", "2022"), ("month", "5"), ("month_fen", wan)];
        let last = async || taizhang::ledger::head(world.ledger.db()).await.unwrap().0;
        let count = async || all_open::<MonthlyReport>(world.ledger.db()).await.unwrap().len();
        world.post(Who::Clerk, &reports, &report("100")).await.to();
        let id = all_open::<MonthlyReport>(world.ledger.db()).await.unwrap()[0].id;
        world.post(Who::Clerk, &format!("{reports}/{id}/withdraw"), &[]).await.to();
        let withdrawn = last().await;
        world.post(Who::Clerk, &reports, &report("120")).await.to();
        let added = last().await;
        let address = format!("/changes/{withdrawn}/undo");
        for page in [world.get(Who::Clerk, &address).await, world.post(Who::Clerk, &address, &[]).await] {
            assert!(page.says("JZ-1号项目 · ") && page.says(" 2022 · ") && page.says("将出现重复"), "{}", page.body);
            assert!(page.says(&format!("/changes/{added}")), "{}", page.body);
        }
        let english = world.post(Who::Clerk, &format!("{address}?lang=en"), &[]).await;
        assert!(english.status == 409 && english.says("a second one beside it"), "{} {}", english.status, english.body);
        assert_eq!(count().await, 1);
        world.post(Who::Clerk, &format!("/changes/{added}/undo"), &[]).await.to();
        world.post(Who::Clerk, &address, &[]).await.to();
        assert_eq!(count().await, 1);
    }

    async fn only_those_who_might_have_made_a_change_take_it_back(world: World) {
        let tree = world.settle().await;
        let (_, change) = world.project(tree.zone, "JZ-1").await;
        let address = format!("/changes/{change}/undo");
        assert_eq!(world.post(Who::Auditor, &address, &[]).await.status, 403);
        assert_eq!(world.post(Who::Neighbour, &address, &[]).await.status, 404);
        assert!(!world.get(Who::Auditor, &format!("/changes/{change}")).await.says(&address));
    }

    async fn a_project_offers_undo_only_of_what_its_reader_may_take_back(world: World) {
        let tree = world.settle().await;
        let (project, own) = world.project(tree.zone, "JZ-1").await;
        let (other, _) = world.project(tree.neighbour, "QX-1").await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for project in [project, other] {
            writer.create(&Note { project, label: "备注".into(), text: "两区同记".into() });
        }
        let both = writer.commit().await.unwrap().change.unwrap();
        for (who, of_both) in [(Who::Clerk, false), (Who::Reviewer, true)] {
            let page = world.get(who, &format!("/projects/{}", project.0)).await;
            assert!(page.says("两区同记"), "{}", page.body);
            let offers = |change| page.says(&format!("action=\"/changes/{change}/undo\""));
            assert_eq!((offers(own), offers(both)), (who == Who::Clerk || of_both, of_both), "{who:?}: {}", page.body);
            let status = world.get(who, &format!("/changes/{both}/undo")).await.status;
            assert_eq!(status == 403, !of_both, "{who:?} {status}");
        }
    }

    async fn the_change_that_made_the_only_administrator_stays(world: World) {
        world.settle().await;
        let page = world.get(Who::Administrator, "/changes/1/undo").await;
        assert!(page.status == 409 || page.status == 403, "{}", page.status);
    }
}
