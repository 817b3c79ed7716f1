//! Leaving a list: with a reason once it is published, and never without a trace.

use super::facts::YI_FEN;
use crate::kit::{Who, World, day};
use axum::http::StatusCode;
use domain::facts::{Entry, ProjectId};
use taizhang::ledger::{all_open, history_of_project};

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

    async fn the_neighbour_finds_no_entry_to_move(world: World) {
        let (_, entry, _) = one_entry(&world, true).await;
        assert_eq!(world.get(Who::Neighbour, &format!("{entry}/move-out")).await.status, StatusCode::NOT_FOUND);
    }
}
