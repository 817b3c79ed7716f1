//! Templates of a file, tried before anybody relies on them.

use super::small::ledger;
use crate::kit::{World, printed};

const OWN: &str = r#"
[[template]]
name = "briefing"
kind = "year"
from = "2022-01-01"
called = { zh = "简报", en = "Briefing" }
title = { zh = ["{scope}简报"], en = ["Briefing of {scope}"] }
addressee = { zh = "各单位：", en = "To all:" }
addresseeOf = { city = { zh = "各开发区：", en = "To the zones:" } }
[template.number]
signed = { figure = "signed", note = { zh = "以签约日期为准。", en = "By the day of signing." } }
[[template.block]]
slot = "one"
kind = "paragraph"
[[template.block.sentence]]
zh = "共签约{signed.n}个项目。"
en = "{signed.n} signed."
"#;

on_both! {
    async fn a_template_of_a_file_is_drafted_by_and_nothing_is_written(world: World) {
        ledger(&world).await;
        let path = world.folder.path().join("own.toml");
        std::fs::write(&path, OWN).unwrap();
        let path = path.display().to_string();
        let before = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let words = ["bulletin", "briefing", "--template", &path, "--true-on", "2022-06-30"];
        let (told, _) = printed(&world.taizhang(&words).await);
        assert!(told.contains("共签约5个[1]项目。") && told.contains("[1] 以签约日期为准。"), "{told}");
        let unknown = world.taizhang(&["bulletin", "monthly", "--template", &path]).await;
        assert_eq!(unknown.status.code(), Some(2), "only the file's own: {:?}", printed(&unknown));
        let early = world.taizhang(&["bulletin", "briefing", "--template", &path, "--true-on", "2021-06-30"]).await;
        assert!(early.status.code() == Some(2) && printed(&early).1.contains("2022-01-01"), "{:?}", printed(&early));
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap(), before);
    }

    async fn a_mistake_in_a_template_is_refused_with_its_line_and_key(world: World) {
        ledger(&world).await;
        let wrongs = [
            ("figure = \"signed\"", "figure = \"singed\"", "第11行", "signed"),
            ("个项目。\"", "个项目\"", "第16行", "句号"),
            ("{signed.n} signed", "{nobody.n} signed", "第17行", "nobody.n"),
            ("addresseeOf = { city", "addresseeOf = { town", "第9行", "town"),
        ];
        for (right, wrong, line, said) in wrongs {
            let path = world.folder.path().join("wrong.toml");
            std::fs::write(&path, OWN.replace(right, wrong)).unwrap();
            let path = path.display().to_string();
            let output = world.taizhang(&["bulletin", "briefing", "--template", &path]).await;
            let (_, told) = printed(&output);
            assert_eq!(output.status.code(), Some(2), "{wrong}: {told}");
            assert!(told.contains(line) && told.contains(said), "{wrong}: {told}");
        }
    }
}
