//! Rows that wait are mended on the page.

use super::{SHEET, confirm, preview, projects};
use crate::kit::{Page, Who, World};

/// Imports the sheet with one bad row; gives the import's page and its address.
async fn imported(world: &World) -> (String, Page) {
    let shown = preview(world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
    let done = confirm(world, Who::Clerk, &shown).await;
    let at = done.to().to_owned();
    let page = world.get(Who::Clerk, &at).await;
    (at, page)
}

/// The name of the field that holds the bad date.
fn bad_cell(page: &Page) -> String {
    let before = page.body.split_once("value=\"2022-02-30\"").unwrap().0;
    before.rsplit_once("name=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

on_both! {
    async fn a_mended_row_comes_in_as_a_new_change(world: World) {
        world.settle().await;
        let (at, page) = imported(&world).await;
        assert!(page.says("待处理的行") && page.says("2022-02-30"));
        let cell = bad_cell(&page);
        let done = world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, "2022-02-28")]).await;
        assert!(world.follow(Who::Clerk, &done).await.says("已导入1行"), "{}", done.body);
        assert_eq!(projects(&world).await, 3);
        let after = world.get(Who::Clerk, &at).await;
        assert!(!after.says("待处理的行") && after.says("改正后的补充导入"));
    }

    async fn an_import_with_a_mended_row_is_taken_back_by_going_from_one_change_to_the_next(world: World) {
        world.settle().await;
        let (at, page) = imported(&world).await;
        let cell = bad_cell(&page);
        let first = page.between("href=\"/changes/", "/undo").unwrap().to_owned();
        world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, "2022-02-28")]).await;
        let hindered = world.get(Who::Clerk, &format!("/changes/{first}/undo")).await;
        let later = hindered.between("class=\"button\" href=\"", "\"").unwrap().to_owned();
        assert!(hindered.says("先撤销这一变更") && later.ends_with(&format!("?then={first}")), "{later}");
        assert!(world.get(Who::Clerk, &later).await.says(&format!("撤销后回到变更 #{first}")));
        let back = world.post(Who::Clerk, &later, &[]).await;
        assert_eq!(back.to(), format!("/changes/{first}/undo"), "{}", back.body);
        assert!(world.get(Who::Clerk, back.to()).await.says("撤销后，将收回"), "nothing stands in the way any more");
        world.post(Who::Clerk, back.to(), &[]).await;
        assert_eq!(projects(&world).await, 0);
        let mended = world.get(Who::Clerk, &at).await;
        let list = mended.body.split_once("改正后的补充导入").unwrap().1;
        assert!(list.contains("撤销"), "a mend that was taken back is marked: {list}");
    }

    async fn a_row_that_is_still_wrong_waits_on_with_what_was_typed(world: World) {
        world.settle().await;
        let (at, page) = imported(&world).await;
        let cell = bad_cell(&page);
        let refused = world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, "2022-13-01")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("2022-13-01"));
        assert_eq!(projects(&world).await, 2);
        assert!(world.get(Who::Clerk, &at).await.says("2022-13-01"));
    }

    async fn a_row_whose_project_was_told_of_since_comes_in_only_when_somebody_agrees(world: World) {
        let tree = world.settle().await;
        let (at, page) = imported(&world).await;
        let cell = bad_cell(&page);
        world.project(tree.zone, "JZ-3").await;
        assert_eq!(projects(&world).await, 3);
        let head = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let stale = [(cell.as_str(), "2022-01-15")];
        let refused = world.post(Who::Clerk, &format!("{at}/waiting"), &stale).await;
        let asked = if refused.status == 303 { world.follow(Who::Clerk, &refused).await } else { refused };
        assert!(asked.says("项目在该文件导入之后又有修改"), "{}", asked.body);
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap().0.0, head.0.0 + 1, "the cell is kept, no more");
        let holds = asked.between("type=\"checkbox\" name=\"", "\"").unwrap().to_owned();
        let agreed = [stale[0], (holds.as_str(), "1")];
        let done = world.post(Who::Clerk, &format!("{at}/waiting"), &agreed).await;
        assert!(world.follow(Who::Clerk, &done).await.says("已导入1行"), "{}", done.body);
        assert_eq!(projects(&world).await, 3);
    }

    async fn a_row_that_is_no_project_is_removed(world: World) {
        world.settle().await;
        let (at, page) = imported(&world).await;
        let row = page.between("name=\"drop\" value=\"", "\"").unwrap();
        world.post(Who::Clerk, &format!("{at}/waiting"), &[("drop", row)]).await;
        assert!(!world.get(Who::Clerk, &at).await.says("待处理的行"));
        assert_eq!(projects(&world).await, 2);
    }

    async fn the_neighbour_mends_nothing(world: World) {
        world.settle().await;
        let (at, page) = imported(&world).await;
        let cell = bad_cell(&page);
        let answer = world.post(Who::Neighbour, &format!("{at}/waiting"), &[(&cell, "2022-02-28")]).await;
        assert_eq!(answer.status, 404);
        assert_eq!(projects(&world).await, 2);
    }
}
