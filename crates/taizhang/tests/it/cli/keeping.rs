//! Backup and restore, whole or not at all.

use crate::kit::{World, printed};
use std::path::{Path, PathBuf};
use taizhang::files;
use taizhang::ledger::{Ledger, head};

/// Everything that lies in the world's folder under a name that begins so.
fn beginning_with(world: &World, start: &str) -> Vec<String> {
    let names = std::fs::read_dir(world.folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(start)).collect()
}

/// Every file under a folder.
fn all_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all_in(&path) } else { vec![path] }).collect()
}

/// The address of another ledger, of the same kind as the world's, where nothing is.
fn another(world: &World) -> String {
    if world.url.starts_with("sqlite:") {
        "sqlite:new.db".to_owned()
    } else {
        db::testkit::postgres_database()
    }
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

    async fn a_backup_tells_the_last_change_that_it_holds_not_one_that_came_meanwhile(world: World) {
        let zone = world.zone().await;
        let mut backup = std::pin::pin!(world.taizhang(&["--lang", "en", "backup", "copy.db"]));
        let mut number = 0;
        let output = loop {
            let no = format!("JZ-{number}");
            number += 1;
            tokio::select! {
                biased;
                output = &mut backup => break output,
                _ = world.project(zone, &no) => {}
            }
        };
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output).1);
        let copy = format!("sqlite:{}", world.folder.path().join("copy.db").display());
        let files = world.folder.path().join("copy.db.files");
        let copy = Ledger::open(&copy, files, world.clock.clone()).await.unwrap();
        let (change, hash) = head(copy.db()).await.unwrap();
        let said = printed(&output).0;
        assert!(said.contains(&change.to_string()) && said.contains(&hash), "{change} {hash}: {said}");
        let live = head(world.ledger.db()).await.unwrap().0;
        assert!(live > change, "the ledger went on meanwhile: {live} {change}");
    }

    async fn verify_finds_an_original_that_was_altered_or_is_gone(world: World) {
        let sheet = world.folder.path().join("台账.csv");
        std::fs::write(&sheet, "项目编号,项目名称,开发区,总投资(万元)\nJZ-1,甲项目,晋中经济技术开发区,100\n").unwrap();
        let imported = world.taizhang(&["import", "台账.csv", "--create-zones"]).await;
        assert_eq!(imported.status.code(), Some(0), "{}", printed(&imported).1);
        let verified = world.taizhang(&["verify"]).await;
        assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified).1);
        let hash = files::hash_of(&std::fs::read(&sheet).unwrap());
        let place = files::path_of(&world.ledger, &hash).unwrap();
        std::fs::write(&place, "altered").unwrap();
        let altered = world.taizhang(&["verify"]).await;
        assert!(altered.status.code() == Some(1) && printed(&altered).0.contains("的内容被改动"));
        std::fs::remove_file(&place).unwrap();
        let gone = world.taizhang(&["verify"]).await;
        assert!(gone.status.code() == Some(1) && printed(&gone).0.contains("缺失"));
    }

    async fn a_copy_that_lacks_an_original_says_so(world: World) {
        let sheet = world.folder.path().join("台账.csv");
        std::fs::write(&sheet, "项目编号,项目名称,开发区,总投资(万元)\nJZ-1,甲项目,晋中经济技术开发区,100\n").unwrap();
        world.taizhang(&["import", "台账.csv", "--create-zones"]).await;
        let hash = files::hash_of(&std::fs::read(&sheet).unwrap());
        std::fs::remove_file(files::path_of(&world.ledger, &hash).unwrap()).unwrap();
        let backup = world.taizhang(&["backup", "copy.db"]).await;
        assert_eq!(backup.status.code(), Some(3), "{}", printed(&backup).1);
        assert!(printed(&backup).0.contains("缺少1份原始文件"), "{}", printed(&backup).0);
        let url = another(&world);
        let restore = ["--lang", "en", "--files", "new.files", "restore", "copy.db"];
        let restored = world.taizhang_on(&url, &restore).await;
        assert_eq!(restored.status.code(), Some(3), "{}", printed(&restored).1);
        assert!(printed(&restored).0.contains("1 original file is missing"), "{}", printed(&restored).0);
        assert!(printed(&world.taizhang_on(&url, &["projects"]).await).0.contains("JZ-1"));
    }

    async fn a_backup_holds_the_kept_files_and_no_upload_that_waits(world: World) {
        let kept = files::keep_bytes(&world.ledger, b"evidence").await.unwrap();
        for (folder, name) in [("incoming", "upload-0.part".to_owned()), ("waiting/7", kept.hash.clone())] {
            let folder = world.ledger.files().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), "unconfirmed").unwrap();
        }
        // An upload that goes between being listed and being copied.
        std::os::unix::fs::symlink("gone", world.ledger.files().join("incoming/upload-1.part")).unwrap();
        let backup = world.taizhang(&["backup", "copy.db"]).await;
        assert_eq!(backup.status.code(), Some(0), "{}", printed(&backup).1);
        let copied = world.folder.path().join("copy.db.files");
        let place = copied.join(&kept.hash[..2]).join(&kept.hash);
        assert_eq!(all_in(&copied), std::slice::from_ref(&place));
        assert_eq!(std::fs::read(place).unwrap(), b"evidence");
    }

    async fn a_restore_whose_files_fail_leaves_nothing_and_can_be_tried_again(world: World) {
        let tree = world.settle().await;
        world.project(tree.zone, "JZ-1").await;
        let kept = files::keep_bytes(&world.ledger, b"evidence").await.unwrap();
        let backup = world.taizhang(&["backup", "copy.db"]).await;
        assert_eq!(backup.status.code(), Some(0), "{}", printed(&backup).1);
        let within = Path::new(&kept.hash[..2]).join(&kept.hash);
        let file = world.folder.path().join("copy.db.files").join(&within);
        // No file can be copied from a folder, by whomever.
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        let url = another(&world);
        let restore = ["--files", "new.files", "restore", "copy.db"];
        let failed = world.taizhang_on(&url, &restore).await;
        assert_eq!(failed.status.code(), Some(1), "{}", printed(&failed).1);
        assert_eq!(beginning_with(&world, "new."), Vec::<String>::new());
        std::fs::remove_dir(&file).unwrap();
        std::fs::write(&file, "evidence").unwrap();
        let restored = world.taizhang_on(&url, &restore).await;
        assert_eq!(restored.status.code(), Some(0), "{}", printed(&restored).1);
        assert_eq!(std::fs::read(world.folder.path().join("new.files").join(within)).unwrap(), b"evidence");
        assert!(printed(&world.taizhang_on(&url, &["projects"]).await).0.contains("JZ-1"));
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
