//! Leaving a list: with a reason once it is published, and never without a trace.

use super::facts::YI_FEN;
use crate::kit::{Who, World, day, operator};
use axum::http::StatusCode;
use domain::facts::{Entry, Project, ProjectId, Round};
use taizhang::ledger::{all_open, history_of_project, verify};

/// A round with one entry: its address, the entry's, the project.
async fn one_entry(world: &World, published: bool) -> (String, String, ProjectId) {
    let tree = world.settle().await;
    let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
    let project = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
    world.put_on_list(Who::Clerk, &round, "signing", project).await.to();
    if published {
        world.post(Who::Provincial, &format!("{round}/publish"), &[]).await.to();
    }
    let entry = all_open::<Entry>(world.ledger.db()).await.unwrap().pop().unwrap();
    let path = format!("{round}/entries/{}", entry.id);
    (round, path, project)
}

on_both! {
    async fn moving_out_needs_a_reason_and_an_approver_and_leaves_the_history(world: World) {
        let (round, entry, project) = one_entry(&world, true).await;
        let path = format!("{entry}/move-out");
        let refused = world.post(Who::Clerk, &path, &[("on", "2022-06-01"), ("approver", "省厅")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("on", "2022-06-01"), ("reason", "用地未落实"), ("approver", "省厅")];
        world.post(Who::Clerk, &path, &fields).await.to();
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "").await.0, 0);
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "&true-on=2022-05-31").await.0, 1);
        assert!(world.get(Who::Clerk, &round).await.says("用地未落实"));
        let history = history_of_project(world.ledger.db(), project).await.unwrap();
        assert_eq!(history[0].0.reason.as_deref(), Some("用地未落实"));
        assert_eq!(history.len(), 3, "created, entered, moved out");
    }

    async fn an_entry_is_taken_off_while_the_list_is_being_made(world: World) {
        let (_, entry, project) = one_entry(&world, false).await;
        world.post(Who::Clerk, &format!("{entry}/remove"), &[]).await.to();
        assert!(all_open::<Entry>(world.ledger.db()).await.unwrap().is_empty());
        assert_eq!(history_of_project(world.ledger.db(), project).await.unwrap().len(), 3);
    }

    async fn nothing_is_taken_off_a_published_list(world: World) {
        let (_, entry, _) = one_entry(&world, true).await;
        let refused = world.post(Who::Clerk, &format!("{entry}/remove"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(all_open::<Entry>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn a_project_stands_on_a_list_once_on_every_day(world: World) {
        let (round, entry, project) = one_entry(&world, true).await;
        let (out, pick, id) = (format!("{entry}/move-out"), format!("{round}/pick"), project.to_string());
        let on = |day: &'static str| [("on", day), ("reason", "用地未落实"), ("approver", "省厅")];
        let back = |day: &'static str| [&[("list", "signing"), ("project", id.as_str())], &on(day)[..]].concat();
        let ahead = world.post(Who::Clerk, &out, &on("2022-07-01")).await;
        assert!(ahead.status == 422 && ahead.says("不能晚于今天"), "{}", ahead.body);
        world.post(Who::Clerk, &out, &on("2022-06-10")).await.to();
        let early = world.post(Who::Clerk, &pick, &back("2022-06-09")).await;
        assert!(early.status == 422 && early.says("有1个项目曾调出这张清单，最近一次为2022-06-10"), "{}", early.body);
        let ahead = world.post(Who::Clerk, &pick, &back("2022-07-01")).await;
        assert!(ahead.status == 422 && ahead.says("不能晚于今天"), "{}", ahead.body);
        world.post(Who::Clerk, &pick, &back("2022-06-10")).await.to();
        for on in ["2022-06-09", "2022-06-10", "2022-06-30"] {
            assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", &format!("&true-on={on}")).await.0, 1, "{on}");
        }
        let again = all_open::<Entry>(world.ledger.db()).await.unwrap().pop().unwrap();
        let out = format!("{round}/entries/{}/move-out", again.id);
        let early = world.post(Who::Clerk, &out, &on("2022-06-09")).await;
        assert!(early.status == 422 && early.says("不能早于该项目的调入日期"), "{}", early.body);
    }

    async fn an_entry_that_was_converted_stays_while_its_conversion_does(world: World) {
        let (round, entry, project) = one_entry(&world, false).await;
        let tree_round = world.get(Who::Provincial, &format!("{round}/edit")).await;
        let org = tree_round.between("<option value=\"", "\"").unwrap().to_owned();
        let fields = [("org", org.as_str()), ("year", "2022"), ("seq_in_year", "2"), ("day", "2022-05-28")];
        let later = world.post(Who::Provincial, "/rounds/new", &fields).await.to().to_owned();
        let id = project.to_string();
        let fields = [("list", "commencement"), ("from", "2022-1:signing"), ("project", id.as_str())];
        world.post(Who::Clerk, &format!("{later}/pick"), &fields).await.to();
        let refused = world.post(Who::Clerk, &format!("{entry}/remove"), &[]).await;
        assert!(refused.status == 409 && refused.says("请先在那里移除"), "{}", refused.body);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        let conversion = all_open::<Entry>(world.ledger.db()).await.unwrap().pop().unwrap();
        world.post(Who::Clerk, &format!("{later}/entries/{}/remove", conversion.id), &[]).await.to();
        world.post(Who::Clerk, &format!("{entry}/remove"), &[]).await.to();
    }

    async fn a_list_published_while_it_was_changed_is_not_changed(world: World) {
        let (round, entry, _) = one_entry(&world, false).await;
        let zone = all_open::<Project>(world.ledger.db()).await.unwrap()[0].zone;
        let other = world.signed_project(zone, "JZ-2", YI_FEN, day(2022, 1, 5)).await;
        let kept = all_open::<Round>(world.ledger.db()).await.unwrap().pop().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let published_change = Some(writer.change().0);
        writer.replace(&kept, &Round { published_change, ..kept.body.clone() }, None);
        let remove = format!("{entry}/remove");
        // Both read the round, still a draft, and wait for the seat meanwhile.
        let publish = async {
            for _ in 0..10 {
                world.get(Who::Clerk, &round).await;
            }
            writer.commit().await.unwrap();
        };
        let added = world.put_on_list(Who::Clerk, &round, "signing", other);
        let (removed, added, ()) = tokio::join!(world.post(Who::Clerk, &remove, &[]), added, publish);
        assert_eq!((removed.status, added.status), (StatusCode::CONFLICT, StatusCode::CONFLICT));
        assert!(added.says("发布状态刚刚有变"), "{}", added.body);
        assert_eq!(all_open::<Entry>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn the_neighbour_finds_no_entry_to_move(world: World) {
        let (_, entry, _) = one_entry(&world, true).await;
        assert_eq!(world.get(Who::Neighbour, &format!("{entry}/move-out")).await.status, StatusCode::NOT_FOUND);
    }
}
