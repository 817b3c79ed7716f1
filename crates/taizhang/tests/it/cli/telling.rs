//! What the command line says of an option that it doesn't take, a name that it doesn't know, a folder that it fills.

use crate::kit::{World, printed};

on_both! {
    async fn the_demo_refuses_a_ledger_of_yours(world: World) {
        let output = world.taizhang(&["demo", "--listen", "127.0.0.1:1"]).await;
        assert_eq!(output.status.code(), Some(2), "{:?}", printed(&output));
        assert!(printed(&output).1.contains("不接受 --db"), "{:?}", printed(&output));
    }

    async fn a_figure_that_nothing_comes_near_is_answered_with_all_names(world: World) {
        world.zone().await;
        let far = printed(&world.taizhang(&["figures", "nope"]).await).1;
        assert!(far.contains("全部名称") && far.contains("roundEntries"), "{far}");
        let near = printed(&world.taizhang(&["figures", "startd"]).await).1;
        assert!(near.contains("started") && !near.contains("roundEntries"), "{near}");
    }

    async fn a_move_says_where_the_files_went(world: World) {
        world.zone().await;
        let (to, files) = (world.folder.path().join("to.db"), world.folder.path().join("附件"));
        let url = format!("sqlite:{}", to.display());
        let output = world.taizhang(&["move", "--to", &url, "--to-files", &files.display().to_string()]).await;
        let said = printed(&output).0;
        assert_eq!(output.status.code(), Some(0), "{:?}", printed(&output));
        assert!(said.contains(&format!("{}：启动时用 --files", files.display())), "{said}");
    }

    async fn a_move_without_a_folder_names_the_whole_path(world: World) {
        world.zone().await;
        let output = world.taizhang(&["move", "--to", "sqlite:to.db"]).await;
        let said = printed(&output).0;
        let folder = world.folder.path().canonicalize().unwrap();
        assert!(said.contains(&*folder.join("to.db.files").to_string_lossy()), "{said}");
    }
}
