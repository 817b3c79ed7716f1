//! Bulletins by command: files, texts, and what is refused.

mod golden;
pub mod kept;
mod opened;
mod own_templates;
mod small;
mod templates;
mod untold;

use crate::kit::{World, printed};
use office::docx::check::{Package, faults};

/// A ledger with a zone, and no round yet.
async fn zone(world: &World) {
    world.zone().await;
}

on_both! {
    async fn a_bulletin_is_a_sound_document_and_comes_out_the_same_again(world: World) {
        zone(&world).await;
        let folder = world.folder.path();
        let path = |name: &str| folder.join(name).display().to_string();
        for name in ["monthly", "year", "indicators"] {
            let mut files = Vec::new();
            for run in ["1", "2"] {
                let (out, annex) = (path(&format!("{name}{run}.docx")), path(&format!("{name}{run}.xlsx")));
                let words = ["bulletin", name, "--true-on", "2022-09-30", "--out", &out, "--annex", &annex];
                let output = world.taizhang(&words).await;
                assert_eq!(output.status.code(), Some(0), "{:?}", printed(&output));
                files.push((std::fs::read(&out).unwrap(), std::fs::read(&annex).unwrap()));
            }
            assert!(files[0] == files[1], "{name} differs from run to run");
            assert_eq!(faults(&files[0].0), Vec::<String>::new());
        }
        let package = Package::open(&std::fs::read(path("monthly1.docx")).unwrap()).unwrap();
        let text = package.paragraphs().join("\n");
        assert!(text.contains("暂无列入2022年年度计划的重点项目。"), "{text}");
    }

    async fn what_is_no_bulletin_is_refused_with_what_there_is(world: World) {
        zone(&world).await;
        for (words, said) in [
            (&["bulletin", "weekly"][..], "follow-up"),
            (&["bulletin", "2022-1"], "rounds list"),
            (&["bulletin", "follow-up"], "还没有举行过活动"),
            (&["bulletin", "monthly", "--round", "2022-1"], "不分期次"),
            (&["bulletin", "2022-1", "--round", "2022-2"], "--round"),
            (&["bulletin", "monthly", "--true-on", "1999-01-31"], "2010-01-01"),
            (&["bulletin", "monthly", "--zone", "月球开发区"], "月球开发区"),
        ] {
            let output = world.taizhang(words).await;
            let (_, error) = printed(&output);
            assert_eq!(output.status.code(), Some(2), "{words:?}: {error}");
            assert!(error.contains(said), "{words:?}: {error}");
        }
    }
}
