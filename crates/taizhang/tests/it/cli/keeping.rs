//! Backup and restore, whole or not at all.

use crate::kit::{World, printed};

/// Everything that lies in the world's folder under a name that begins so.
fn beginning_with(world: &World, start: &str) -> Vec<String> {
    let names = std::fs::read_dir(world.folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(start)).collect()
}

on_both! {
    async fn a_backup_fills_an_empty_ledger(world: World) {
        let tree = world.settle().await;
        world.project(tree.zone, "JZ-1").await;
        let backup = world.taizhang(&["backup", "copy.db"]).await;
        assert_eq!(backup.status.code(), Some(0), "{}", printed(&backup).1);
        let restored = world.taizhang_on("sqlite:new.db", &["restore", "copy.db"]).await;
        assert_eq!(restored.status.code(), Some(0), "{}", printed(&restored).1);
        let list = world.taizhang_on("sqlite:new.db", &["projects"]).await;
        assert!(printed(&list).0.contains("JZ-1"));
        // Not a second time: what is there stays there.
        let again = world.taizhang_on("sqlite:new.db", &["restore", "copy.db"]).await;
        assert_eq!(again.status.code(), Some(2));
        assert!(beginning_with(&world, "new.db").contains(&"new.db".to_owned()));
    }

    async fn a_restore_that_fails_leaves_nothing_behind(world: World) {
        std::fs::write(world.folder.path().join("notes.txt"), "no ledger at all").unwrap();
        // A database that is sound and of another program: it is opened before its journal turns out to be missing.
        let backup = world.taizhang(&["backup", "copy.db"]).await;
        assert_eq!(backup.status.code(), Some(0), "{}", printed(&backup).1);
        let whole = std::fs::read(world.folder.path().join("copy.db")).unwrap();
        std::fs::write(world.folder.path().join("half.db"), &whole[..whole.len() / 2]).unwrap();
        for source in ["missing.db", "notes.txt", "half.db"] {
            let failed = world.taizhang_on("sqlite:new.db", &["restore", source]).await;
            assert_ne!(failed.status.code(), Some(0), "{source}");
            assert_eq!(beginning_with(&world, "new.db"), Vec::<String>::new(), "{source}");
        }
    }
}
