//! Putting projects on lists: frozen as they are, once, one's own only.

use super::facts::YI_FEN;
use crate::kit::{Who, World, day, operator};
use axum::http::StatusCode;
use domain::Money;
use domain::facts::{Entry, Project, ProjectId};
use taizhang::ledger::{all_open, open_one};

async fn reprice(world: &World, id: ProjectId, fen: i64) {
    let kept = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let body =
        Project {
            title: "改过的名称".into(), invest_fen: Some(Money::from_fen(fen)), ..kept.body.clone()
        };
    writer.replace(&kept, &body, None);
    writer.commit().await.unwrap();
}

on_both! {
    async fn an_entry_keeps_the_name_and_the_money_of_the_day_of_entry(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 1, 5)).await;
        world.put_on_list(Who::Clerk, &round, "signing", id).await.to();
        reprice(&world, id, 9 * YI_FEN).await;
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "").await, (1, 3 * YI_FEN));
        let page = world.get(Who::Clerk, &round).await;
        assert!(page.says("JZ-1号项目") && page.says("改过的名称") && page.says("现为 9.00"));
    }

    async fn another_list_is_another_address_and_the_button_names_it(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        let page = world.get(Who::Clerk, &format!("{round}/pick?where=stage:signed")).await;
        assert!(page.says("将选中的列入签约一批"), "{}", page.body);
        let other = page.between("<nav class=\"tabs", "</nav>").unwrap();
        let href = other.split("href=\"").find(|part| part.contains("list=commencement")).unwrap();
        let href = href.split('"').next().unwrap().replace("&amp;", "&");
        let page = world.get(Who::Clerk, &href).await;
        assert!(page.says("将选中的列入开工一批") && page.says("value=\"stage:signed\""), "{}", page.body);
    }

    async fn a_project_stands_on_a_list_once(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        world.put_on_list(Who::Clerk, &round, "signing", id).await.to();
        let again = world.put_on_list(Who::Clerk, &round, "signing", id).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.says("有1个项目已在这张清单上"));
        assert_eq!(all_open::<Entry>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn who_stood_on_the_list_of_another_round_is_marked_when_picked_and_before_publication(world: World) {
        let tree = world.settle().await;
        let first = world.held_round(&tree, ("2021", "3"), "2021-09-26").await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2021, 1, 5)).await;
        world.put_on_list(Who::Clerk, &first, "signing", id).await.to();
        let said = "已列入2021年第三次同一清单";
        let page = world.get(Who::Clerk, &format!("{round}/pick?list=signing&where=stage:signed")).await;
        assert!(page.says(said), "{}", page.body);
        world.put_on_list(Who::Clerk, &round, "signing", id).await.to();
        let page = world.get(Who::Provincial, &format!("{round}/publish")).await;
        assert!(page.says(said), "{}", page.body);
    }

    async fn a_project_out_of_reach_is_not_found(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.neighbour, "QX-1", YI_FEN, day(2022, 1, 5)).await;
        assert_eq!(world.put_on_list(Who::Clerk, &round, "signing", id).await.status, StatusCode::NOT_FOUND);
        assert!(!world.get(Who::Clerk, &format!("{round}/pick?list=signing")).await.says("QX-1"));
        assert!(all_open::<Entry>(world.ledger.db()).await.unwrap().is_empty());
    }

    async fn everyone_sees_the_share_that_is_theirs(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        for (zone, no) in [(tree.zone, "JZ-1"), (tree.zone, "JZ-2"), (tree.neighbour, "QX-1")] {
            let id = world.signed_project(zone, no, YI_FEN, day(2022, 1, 5)).await;
            world.put_on_list(Who::Provincial, &round, "signing", id).await.to();
        }
        assert_eq!(world.counted(Who::Provincial, "2022-1", "signing", "").await.0, 3);
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "").await.0, 2);
        assert_eq!(world.counted(Who::Neighbour, "2022-1", "signing", "").await.0, 1);
        let page = world.get(Who::Neighbour, &round).await;
        assert!(page.says("QX-1号项目") && !page.says("JZ-1号项目"));
    }

    async fn what_the_list_stands_for_must_have_happened_or_a_remark_says_so(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        world.signed_project(tree.zone, "JZ-2", YI_FEN, day(2022, 3, 5)).await;
        let page = world.get(Who::Clerk, &format!("{round}/pick?list=signing")).await;
        let (first, second) = page.body.split_once("JZ-2号项目").unwrap();
        assert!(!first.contains("活动当日尚未签约") && second.contains("活动当日尚未签约"));
        let fields = [("list", "signing"), ("clean", "1")];
        world.post(Who::Clerk, &format!("{round}/pick"), &fields).await.to();
        let entries = all_open::<Entry>(world.ledger.db()).await.unwrap();
        assert_eq!(entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["JZ-1号项目"]);
    }

    async fn a_conversion_is_counted_with_the_list_and_left_out_of_the_new_ones(world: World) {
        let tree = world.settle().await;
        let first = world.held_round(&tree, ("2021", "4"), "2021-12-01").await;
        let second = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let one = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2021, 11, 5)).await;
        let two = world.signed_project(tree.zone, "JZ-2", YI_FEN, day(2021, 11, 6)).await;
        world.put_on_list(Who::Clerk, &first, "signing", one).await.to();
        let id = one.to_string();
        let fields = [("list", "commencement"), ("from", "2021-4:signing"), ("project", id.as_str())];
        world.post(Who::Clerk, &format!("{second}/pick"), &fields).await.to();
        world.put_on_list(Who::Clerk, &second, "commencement", two).await.to();
        assert_eq!(world.counted(Who::Clerk, "2022-1", "commencement", "").await.0, 2);
        assert_eq!(world.counted(Who::Clerk, "2022-1", "commencement", "+converted:no").await.0, 1);
        let entries = all_open::<Entry>(world.ledger.db()).await.unwrap();
        let source = entries.iter().find(|entry| entry.project == one).unwrap();
        assert!(entries.iter().any(|entry| entry.converted_from.map(|id| id.0) == Some(source.id)));
    }

    async fn a_form_sent_twice_is_one_change(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await.to_string();
        let fields = [("list", "signing"), ("project", id.as_str()), ("form-key", "abc")];
        let path = format!("{round}/pick");
        world.post(Who::Clerk, &path, &fields).await.to();
        let again = world.post(Who::Clerk, &path, &fields).await;
        assert_eq!(again.to(), format!("{round}?list=signing"));
        assert!(world.follow(Who::Clerk, &again).await.says("没有重复写入"));
        assert_eq!(all_open::<Entry>(world.ledger.db()).await.unwrap().len(), 1);
    }
}
