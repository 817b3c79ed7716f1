//! Somebody who stops reading (`| head`) hears no complaint.

use crate::kit::{World, day, printed};
use crate::rounds::facts::YI_FEN;

on_both! {
    async fn what_nobody_reads_ends_quietly(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        for args in [
            &["figures"] as &[&str],
            &["figures", "--format", "json"],
            &["projects"],
            &["projects", "--format", "csv"],
            &["rounds", "list"],
            &["org", "list"],
            &["user", "list"],
            &["verify"],
            &["backup", "copy.db"],
        ] {
            let output = world.taizhang_unread(args).await;
            assert_eq!(output.status.code(), Some(0), "{args:?}: {}", printed(&output).1);
            assert_eq!(printed(&output).1, "", "{args:?}");
        }
    }

    async fn what_was_done_is_told_by_the_exit_code_though_nobody_reads(world: World) {
        std::fs::write(world.folder.path().join("a.csv"), "项目名称,开发区,总投资(万元)\n甲项目,无此区,一百\n").unwrap();
        for format in ["text", "json"] {
            let output = world.taizhang_unread(&["import", "a.csv", "--format", format]).await;
            assert_eq!((output.status.code(), printed(&output).1.as_str()), (Some(3), ""));
        }
    }
}
