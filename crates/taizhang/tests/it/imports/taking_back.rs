//! Taking back what the command line brought in: nobody's own, so theirs who may edit everywhere.

use super::{SHEET, confirm, preview, projects};
use crate::kit::{Who, World, printed};
use axum::http::StatusCode;
use domain::facts::Import;
use taizhang::ledger::all_open;

/// Brings the sheet in by the command line, its third row left waiting; gives the change.
async fn brought_in(world: &World, more: &[&str]) -> i64 {
    std::fs::write(world.folder.path().join("台账.csv"), SHEET).unwrap();
    let output = world.taizhang(&[&["import", "台账.csv"], more].concat()).await;
    assert_eq!(output.status.code(), Some(3), "{}", printed(&output).1);
    assert_eq!(projects(world).await, 2);
    world.ledger.live().current().await.unwrap().change().0
}

on_both! {
    async fn what_the_command_line_brought_in_is_undone_by_the_provincial_office(world: World) {
        world.settle().await;
        let change = brought_in(&world, &[]).await;
        let address = format!("/changes/{change}/undo");
        assert!(world.get(Who::Provincial, &format!("/changes/{change}")).await.says(&address));
        let import = format!("/imports/{}", all_open::<Import>(world.ledger.db()).await.unwrap()[0].id);
        assert!(world.get(Who::Provincial, &import).await.says(&address), "the import's page offers it");
        assert_eq!(world.get(Who::Provincial, &address).await.status, StatusCode::OK);
        world.post(Who::Provincial, &address, &[]).await.to();
        assert_eq!(projects(&world).await, 0);
        let undone = world.get(Who::Provincial, &import).await;
        assert!(undone.status == StatusCode::OK && !undone.says(&address), "and no longer, once undone");
    }

    async fn nobody_of_less_reach_undoes_what_the_command_line_brought_in(world: World) {
        world.settle().await;
        // Although it names the clerk's zone: the rows that wait may be another zone's.
        let change = brought_in(&world, &["--zone", "晋中经济技术开发区"]).await;
        let address = format!("/changes/{change}/undo");
        for (who, status) in [(Who::Neighbour, 404), (Who::Auditor, 403), (Who::Clerk, 403), (Who::Reviewer, 403)] {
            assert_eq!(world.get(who, &address).await.status, status, "{who:?}");
            assert_eq!(world.post(who, &address, &[]).await.status, status, "{who:?}");
            assert!(!world.get(who, &format!("/changes/{change}")).await.says(&address), "{who:?}");
        }
        assert_eq!(projects(&world).await, 2);
    }

    async fn anothers_import_is_shown_without_a_way_to_undo_it(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let import = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        assert!(world.get(Who::Clerk, &import).await.says("撤销导入"));
        let of_province = world.get(Who::Provincial, &import).await;
        assert!(of_province.status == StatusCode::OK && !of_province.says("撤销导入"), "{}", of_province.body);
    }
}
