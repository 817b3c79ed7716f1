//! Uploads that wait, go, or go meanwhile.

use super::{SHEET, confirm, preview, projects};
use crate::kit::{Page, Who, World};
use domain::limits::UPLOADS_WAITING_MAX;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};
use taizhang::files;

/// A reader of workbooks that removes every waiting upload before it reads: what another tab may do meanwhile.
fn reader_that_discards(world: &World) -> PathBuf {
    let reader = world.folder.path().join("reader.sh");
    let waiting = world.ledger.files().join("waiting");
    let lines = format!(
        "#!/bin/sh\n/bin/rm -r '{}'\nexec '{}' \"$@\"\n",
        waiting.display(),
        env!("CARGO_BIN_EXE_taizhang")
    );
    // Written by another process: a file that this one has open can't be run, nor while a child still holds it.
    let write = "printf %s \"$1\" > \"$0\" && chmod 700 \"$0\"";
    let written = Command::new("sh").args(["-c", write]).arg(&reader).arg(lines).status().unwrap();
    assert!(written.success());
    reader
}

/// A sheet of one project.
fn sheet(number: usize) -> String {
    format!("项目编号,项目名称,开发区\nJZ-{number},项目{number},晋中经济技术开发区\n")
}

async fn send(world: &World, who: Who, sheet: &str) -> Page {
    world.upload(who, "/imports", &[], ("file", "台账.csv", sheet.as_bytes())).await
}

/// Where the only copy of an upload waits, whoever sent it.
fn waiting(world: &World, sheet: &str) -> PathBuf {
    let hash = files::hash_of(sheet.as_bytes());
    let people = std::fs::read_dir(world.ledger.files().join("waiting")).unwrap();
    people.map(|person| person.unwrap().path().join(&hash)).find(|path| path.exists()).unwrap()
}

on_both! {
    async fn a_request_without_an_upload_is_told_what_is_missing(world: World) {
        world.settle().await;
        let refused = world.post(Who::Clerk, "/imports", &[("name", "台账.csv")]).await;
        assert!(refused.status == 400 && refused.says("请求中没有上传的文件"), "{}", refused.body);
    }

    async fn an_upload_that_goes_while_it_is_confirmed_is_kept_all_the_same(world: World) {
        let mut world = world;
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        world.reader = reader_that_discards(&world);
        let done = confirm(&world, Who::Clerk, &shown).await;
        assert!(!world.ledger.files().join("waiting").exists());
        let original = world.get(Who::Clerk, &format!("{}/original", done.to())).await;
        assert_eq!(original.body, SHEET);
    }

    async fn a_kept_file_that_was_cut_short_is_whole_after_its_import(world: World) {
        world.settle().await;
        let kept = files::path_of(&world.ledger, &files::hash_of(SHEET.as_bytes())).unwrap();
        std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
        std::fs::write(&kept, &SHEET[..9]).unwrap();
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        let original = world.get(Who::Clerk, &format!("{}/original", done.to())).await;
        assert_eq!(original.body, SHEET);
    }

    async fn an_upload_that_the_disk_has_changed_is_not_brought_in(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        std::fs::write(waiting(&world, SHEET), sheet(1)).unwrap();
        let refused = confirm(&world, Who::Clerk, &shown).await;
        assert!(refused.status == 404 && refused.says("请重新上传"), "{} {}", refused.status, refused.body);
        assert_eq!(projects(&world).await, 0);
    }

    async fn of_too_many_waiting_uploads_of_one_person_the_oldest_goes(world: World) {
        world.settle().await;
        let neighbours = send(&world, Who::Neighbour, SHEET).await;
        let mut sent = Vec::new();
        for number in 0..UPLOADS_WAITING_MAX {
            sent.push(send(&world, Who::Clerk, &sheet(number)).await);
            // The clock of a file system may be too coarse to tell them apart. The first sent is not the oldest.
            let age = if number == 3 { 5_000 } else { 1_000 };
            let file = std::fs::File::options().write(true).open(waiting(&world, &sheet(number))).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        for page in &sent {
            assert_eq!(world.get(Who::Clerk, page.to()).await.status, 200);
        }
        sent.push(send(&world, Who::Clerk, &sheet(UPLOADS_WAITING_MAX)).await);
        for (number, page) in sent.iter().enumerate() {
            let status = world.get(Who::Clerk, page.to()).await.status;
            assert_eq!(status, if number == 3 { 404 } else { 200 }, "{number}");
        }
        assert_eq!(world.get(Who::Neighbour, neighbours.to()).await.status, 200);
    }
}
