//! One run speaks one language: Chinese, or English when it is asked for.

use crate::kit::{World, day, printed};
use crate::rounds::facts::YI_FEN;

/// Whether a text has Chinese characters.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

on_both! {
    async fn refusals_speak_the_language_of_the_run(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        std::fs::write(world.folder.path().join("empty.csv"), "").unwrap();
        for args in [
            &["import", "empty.csv"] as &[&str],
            &["import", "missing.xlsx"],
            &["import", "empty.csv", "--zone", "nowhere"],
            &["projects", "--where", "stge:signed"],
            &["projects", "--where", "("],
            &["projects", "--sort", "colour"],
            &["projects", "--true-on", "yesterday"],
            &["projects", "--known-by", "99"],
            &["projects", "--format", "xlsx"],
            &["figures", "signd"],
            &["figures", "signed", "--by", "ctiy"],
            &["figures", "roundsHeld", "--by", "list,list"],
            &["figures", "signed", "--where", "invest>x"],
            &["rounds", "show", "1999-1"],
            &["rounds", "show", "x"],
            &["org", "add", "x", "--kind", "planet"],
            &["user", "disable", "nobody"],
            &["restore", "missing.db"],
        ] {
            let zh = world.taizhang(args).await;
            let en = world.taizhang(&[&["--lang", "en"], args].concat()).await;
            for output in [&zh, &en] {
                assert_eq!(output.status.code(), Some(2), "{args:?}: {}", printed(output).1);
            }
            assert!(is_chinese(&printed(&zh).1), "{args:?}: {}", printed(&zh).1);
            let said = printed(&en).1.replace("晋中开发区", "").replace("亿", "");
            assert!(!is_chinese(&said), "{args:?}: {said}");
        }
    }

    async fn proposals_are_listed_with_the_marks_of_the_language(world: World) {
        let said = async |args: &[&str]| printed(&world.taizhang(args).await).1;
        for args in [&["figures", "signed", "--where", "stge:signed"] as &[&str], &["projects", "--where", "stge:signed"]]
        {
            let en = said(&[&["--lang", "en"], args].concat()).await;
            assert!(en.contains("stage, ") && !en.contains('、'), "{en}");
            let zh = said(args).await;
            assert!(zh.contains("stage、"), "{zh}");
        }
    }

    async fn a_filter_that_ends_too_early_is_told_so_without_an_empty_quotation(world: World) {
        for command in ["projects", "figures"] {
            let said = async |lang| printed(&world.taizhang(&[command, "--lang", lang, "--where", "("]).await).1;
            let (zh, en) = (said("zh-CN").await, said("en").await);
            assert!(zh.contains("末尾缺少条件") && !zh.contains("“”"), "{zh}");
            assert!(en.contains("at the end of the text") && !en.contains("“”"), "{en}");
        }
    }

    async fn one_row_is_not_said_in_the_plural(world: World) {
        std::fs::write(world.folder.path().join("a.csv"), "项目名称,开发区,总投资(万元)\n甲项目,新区,100\n").unwrap();
        let args = ["--lang", "en", "import", "a.csv", "--create-zones"];
        let said = printed(&world.taizhang(&[&args[..], &["--dry-run"]].concat()).await).0;
        assert!(said.contains("1 row previewed"), "{said}");
        let said = printed(&world.taizhang(&args).await).0;
        assert!(said.contains("1 row read"), "{said}");
    }

    async fn tables_speak_the_language_of_the_run(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let said = async |args: &[&str]| printed(&world.taizhang(args).await).0;
        let zh = said(&["projects"]).await;
        assert!(zh.contains("签约") && zh.contains("总投资（万元）") && !zh.contains("signed"), "{zh}");
        let en = said(&["projects", "--lang", "en"]).await;
        assert!(en.contains("Signed") && en.contains("1 project,") && !en.contains("签约"), "{en}");
        let zh = said(&["figures", "byStage"]).await;
        assert!(zh.contains("签约项目1个，总投资3亿元") && !zh.contains("signed"), "{zh}");
        let en = said(&["figures", "byStage", "--lang", "en"]).await;
        assert!(en.contains("Signed: 1 project,") && !is_chinese(&en), "{en}");
        // Codes for scripts stay.
        let csv = said(&["figures", "byStage", "--format", "csv"]).await;
        assert!(csv.starts_with("name,stage,value") && csv.contains("byStage,signed,1"), "{csv}");
        let json = said(&["figures", "byStage", "--format", "json", "--lang", "en"]).await;
        assert!(json.contains("\"stage\": \"signed\"") && json.contains("Signed: 1 project,"), "{json}");
        let (zh, en) = (said(&["verify"]).await, said(&["verify", "--lang", "en"]).await);
        assert!(is_chinese(&zh) && en.contains("verified:"), "{zh}{en}");
        let (zh, en) = (said(&["rounds", "list"]).await, said(&["rounds", "list", "--lang", "en"]).await);
        assert!(!is_chinese(&en), "{zh}{en}");
    }
}
