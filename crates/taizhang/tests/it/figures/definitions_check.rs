//! `taizhang figures --check`: definitions of a file, tried out without writing anything.

use super::definitions::{NEW, OWN, fields, narrower, two_signed};
use crate::kit::{Who, World, printed};

/// A file with those definitions.
fn file(dir: &tempfile::TempDir, text: &str) -> String {
    let path = dir.path().join("own.toml");
    std::fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

on_both! {
    async fn a_file_is_checked_and_tried_out_and_nothing_is_written(world: World) {
        two_signed(&world).await;
        let dir = tempfile::tempdir().unwrap();
        let path = file(&dir, &format!("{OWN}{}", narrower()));
        let output = world.taizhang(&["figures", "--check", &path, "--true-on", "2022-06-30", "--format", "json"]).await;
        let (out, complaint) = printed(&output);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{complaint}"));
        let months = |figure: usize| answer["figures"][figure]["months"].as_array().unwrap().clone();
        assert_eq!((answer["figures"][0]["isNew"].as_bool(), months(0).len()), (Some(true), 24));
        let last = &months(1)[23];
        assert_eq!((last["on"].as_str(), last["difference"].as_str()), (Some("2022-05-31"), Some("-1")));
        assert_eq!((&last["present"]["value"], &last["proposed"]["value"]), (&2.into(), &1.into()));
        let (table, _) = printed(&world.taizhang(&["figures", "--check", &path, "--true-on", "2022-06-30"]).await);
        assert!(table.contains("大项目 (ownLarge)") && table.contains("2022-05-31"), "{table}");
        let (csv, _) = printed(&world.taizhang(&["figures", "--check", &path, "--true-on", "2022-06-30", "--format", "csv"]).await);
        assert!(csv.starts_with("name,on,group,present,proposed,difference") && csv.contains("signed,2022-05-31,,2,1,-1"), "{csv}");
        assert!(world.ledger.live().current().await.unwrap().definitions().all().is_empty());
    }

    async fn a_file_with_a_mistake_is_refused_with_line_and_key(world: World) {
        two_signed(&world).await;
        let dir = tempfile::tempdir().unwrap();
        for (text, said) in [
            (OWN.replace("places = 2", "plces = 2"), "第8行（ownLarge · plces）"),
            (format!("{OWN}# {}", "长".repeat(34_000)), "20000"),
            (OWN.replace("kind = \"count\"", "kind = \"count"), "第4行"),
        ] {
            let path = file(&dir, &text);
            let output = world.taizhang(&["figures", "--check", &path]).await;
            let (_, complaint) = printed(&output);
            assert!(output.status.code() == Some(2) && complaint.contains(said), "{said}: {complaint}");
        }
        let path = file(&dir, "");
        std::fs::write(&path, [0xff, 0xfe, 0x00, 0x81]).unwrap();
        let (_, complaint) = printed(&world.taizhang(&["figures", "--check", &path]).await);
        assert!(complaint.contains("不是UTF-8编码的文本文件"), "{complaint}");
        let path = file(&dir, OWN);
        for wrong in [
            vec!["figures", "--check", "nothing.toml"],
            vec!["figures", "--check", &path, "--from", "soon"],
            vec!["figures", "signed", "--check", &path],
            vec!["figures", "--from", "2022-01-01"],
        ] {
            assert_eq!(world.taizhang(&wrong).await.status.code(), Some(2), "{wrong:?}");
        }
    }

    async fn a_file_is_held_against_the_definition_of_its_day(world: World) {
        two_signed(&world).await;
        world.post(Who::Provincial, NEW, &fields("decree", "2022-05-01", &narrower())).await.to();
        let dir = tempfile::tempdir().unwrap();
        let path = file(&dir, &narrower());
        let last = async |from: &str| {
            let (out, _) = printed(&world.taizhang(&["figures", "--check", &path, "--from", from, "--format", "json"]).await);
            let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
            answer["figures"][0]["months"][23]["difference"].as_str().unwrap().to_owned()
        };
        assert_eq!([last("2022-04-30").await, last("2022-05-01").await], ["-1", "0"]);
    }
}
