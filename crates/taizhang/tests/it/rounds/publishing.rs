//! Publication freezes; what happens later stands beside it.

use super::facts::YI_FEN;
use crate::kit::{Who, World, day};
use axum::http::StatusCode;

on_both! {
    async fn published_figures_stay_whatever_comes_later(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let one = world.signed_project(tree.zone, "JZ-1", 2 * YI_FEN, day(2022, 1, 5)).await;
        let two = world.signed_project(tree.zone, "JZ-2", 3 * YI_FEN, day(2022, 1, 6)).await;
        world.put_on_list(Who::Clerk, &round, "signing", one).await.to();
        world.post(Who::Provincial, &format!("{round}/publish"), &[]).await.to();
        let frozen_at = world.ledger.live().current().await.unwrap().change();
        let id = two.to_string();
        let fields = [
            ("list", "signing"), ("project", id.as_str()),
            ("on", "2022-06-01"), ("reason", "增补"), ("approver", "省厅"),
        ];
        world.post(Who::Clerk, &format!("{round}/pick"), &fields).await.to();
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "").await, (2, 5 * YI_FEN));
        let then = format!("&known-by={frozen_at}");
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", &then).await, (1, 2 * YI_FEN));
        let page = world.get(Who::Clerk, &round).await;
        let summary = page.between("三张清单", "</table>").unwrap();
        assert!(summary.contains("发布时") && summary.contains("2.00") && summary.contains("5.00"));
        assert!(page.says("为何与发布时不同"));
        assert!(page.says("共签约项目1个") && page.says("以上为发布时的数，此后有变动"), "{}", page.body);
        assert!(world.get(Who::Clerk, "/rounds").await.says("发布时的数见该次的页面"));
    }

    async fn statistics_show_what_was_published_beside_what_it_has_become(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let one = world.signed_project(tree.zone, "JZ-1", 2 * YI_FEN, day(2022, 1, 5)).await;
        let two = world.signed_project(tree.zone, "JZ-2", 3 * YI_FEN, day(2022, 1, 6)).await;
        world.put_on_list(Who::Clerk, &round, "signing", one).await.to();
        let statistics = format!("{round}/statistics");
        assert!(!world.get(Who::Clerk, &statistics).await.says("发布时"));
        world.post(Who::Provincial, &format!("{round}/publish"), &[]).await.to();
        assert!(world.get(Who::Clerk, &statistics).await.says("下列数据与发布时一致"));
        let id = two.to_string();
        let fields = [
            ("list", "signing"), ("project", id.as_str()),
            ("on", "2022-06-01"), ("reason", "增补"), ("approver", "省厅"),
        ];
        world.post(Who::Clerk, &format!("{round}/pick"), &fields).await.to();
        let page = world.get(Who::Clerk, &statistics).await;
        let published = page.between("<h2>发布时</h2>", "</table>").unwrap();
        let present = page.between("<h2>现在</h2>", "</table>").unwrap();
        assert!(published.contains("2.00") && !published.contains("5.00"), "{published}");
        assert!(present.contains("5.00") && !present.contains(">2.00<"), "{present}");
        assert!(published.contains("known-by=") && !present.contains("known-by="));
    }

    async fn a_published_list_grows_by_moves_alone(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let one = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        let two = world.signed_project(tree.zone, "JZ-2", YI_FEN, day(2022, 1, 6)).await;
        world.put_on_list(Who::Clerk, &round, "signing", one).await.to();
        world.post(Who::Provincial, &format!("{round}/publish"), &[]).await.to();
        let refused = world.put_on_list(Who::Clerk, &round, "signing", two).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.counted(Who::Clerk, "2022-1", "signing", "").await.0, 1);
    }

    async fn an_empty_round_is_not_published_and_no_round_twice(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let publish = format!("{round}/publish");
        let empty = world.post(Who::Provincial, &publish, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
        world.put_on_list(Who::Clerk, &round, "signing", id).await.to();
        let before = world.ledger.live().current().await.unwrap().change();
        assert!(world.get(Who::Provincial, &publish).await.says("按本次变更的编号固定"));
        assert_eq!(world.ledger.live().current().await.unwrap().change(), before, "a preview changes nothing");
        world.post(Who::Provincial, &publish, &[]).await.to();
        let again = world.post(Who::Provincial, &publish, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_clerk_publishes_nothing(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let refused = world.post(Who::Clerk, &format!("{round}/publish"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let refused = world.post(Who::Reviewer, &format!("{round}/publish"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "a city's reviewer does not publish the province's round");
    }
}
