//! `taizhang layouts`, and `import --layout`.

use crate::kit::{World, printed};
use domain::facts::LearnedLayout;
use serde_json::Value;

const SAMPLE: &str = "Scheme,Area,Outlay\nBattery works,新区,12\nWind farm,新区,a lot\n";
const LAYOUT: &str = r#"name = "City list"

[[sheet]]
header_rows = 1

[[sheet.column]]
header = "Scheme"
field = "title"

[[sheet.column]]
header = "Area"
field = "zone"

[[sheet.column]]
header = "Outlay"
field = "invest"
unit = "wan"
"#;

fn write(world: &World, name: &str, text: &str) {
    std::fs::write(world.folder.path().join(name), text).unwrap();
}

on_both! {
    async fn a_layout_is_held_against_a_sample_without_a_ledger(world: World) {
        write(&world, "layout.toml", LAYOUT);
        write(&world, "sample.csv", SAMPLE);
        let out = world.taizhang_on("sqlite:not-there.db", &["layouts", "test", "layout.toml", "sample.csv"]).await;
        let (said, wrong) = printed(&out);
        assert_eq!(out.status.code(), Some(3), "{said} {wrong}");
        assert!(said.contains("按此版式读入2行，其中1处不能识别") && said.contains("C3") && said.contains("按版式“City list”"), "{said}");
        write(&world, "bad.toml", &LAYOUT.replace("\"wan\"", "\"wann\""));
        let out = world.taizhang(&["layouts", "test", "bad.toml", "sample.csv"]).await;
        let (_, wrong) = printed(&out);
        assert!(out.status.code() == Some(2) && wrong.contains("第17行") && wrong.contains("wan"), "{wrong}");
        write(&world, "other.csv", "Name,City\nA,B\n");
        let out = world.taizhang(&["--lang", "en", "layouts", "test", "layout.toml", "other.csv"]).await;
        let (_, wrong) = printed(&out);
        assert!(out.status.code() == Some(2) && wrong.contains("does not fit the sample"), "{wrong}");
    }

    async fn an_import_goes_by_a_layout_of_a_file_or_of_the_ledger(world: World) {
        world.settle().await;
        write(&world, "layout.toml", LAYOUT);
        let sample = SAMPLE.replace("新区", "晋中经济技术开发区").replace("a lot", "30");
        write(&world, "sample.csv", &sample);
        let unknown = world.taizhang(&["import", "sample.csv"]).await;
        assert_eq!(unknown.status.code(), Some(2), "no header is known");
        let json = |args: &'static [&'static str]| {
            let world = &world;
            async move {
                let out = world.taizhang(args).await;
                let (said, wrong) = printed(&out);
                serde_json::from_str::<Value>(&said).unwrap_or_else(|_| panic!("{said} {wrong}"))
            }
        };
        let dry = json(&["import", "sample.csv", "--layout", "layout.toml", "--dry-run", "--format", "json"]).await;
        assert_eq!((dry["created"].as_i64(), dry["sheets"][0]["layout"]["name"].as_str()), (Some(2), Some("City list")), "{dry}");
        assert_eq!(dry["sheets"][0]["columns"][2]["why"], serde_json::json!(["layout", "unitByLayout"]));
        let add = ["layouts", "add", "layout.toml", "sample.csv", "--org", "晋中市"];
        let (said, wrong) = printed(&world.taizhang(&add).await);
        assert!(said.contains("已保存"), "{said} {wrong}");
        let (again, _) = printed(&world.taizhang(&add).await);
        assert!(again.contains("未作改动"), "{again}");
        let (listed, _) = printed(&world.taizhang(&["layouts", "list"]).await);
        assert!(listed.contains("City list") && listed.contains("晋中市"), "{listed}");
        let (shown, _) = printed(&world.taizhang(&["layouts", "show", "City list"]).await);
        assert_eq!(shown, LAYOUT);
        let nameless = world.taizhang(&["import", "sample.csv", "--layout", "Nobody's"]).await;
        assert_eq!(nameless.status.code(), Some(2));
        let (explained, _) = printed(&world.taizhang(&["import", "sample.csv", "--dry-run"]).await);
        assert!(explained.contains("C Outlay → 总投资（按版式“City list”；单位万元由版式指定）"), "{explained}");
        let done = json(&["import", "sample.csv", "--layout", "City list", "--format", "json"]).await;
        assert_eq!(done["created"], 2, "{done}");
        let kept = taizhang::ledger::all_open::<LearnedLayout>(world.ledger.db()).await.unwrap();
        assert_eq!(kept.len(), 1);
    }

    async fn a_layout_that_fits_nothing_is_said_and_headers_hold(world: World) {
        world.settle().await;
        write(&world, "layout.toml", LAYOUT);
        write(&world, "a.csv", "项目名称,开发区,总投资(万元)\n甲项目,晋中经济技术开发区,100\n");
        let out = world.taizhang(&["import", "a.csv", "--layout", "layout.toml", "--dry-run"]).await;
        let (said, _) = printed(&out);
        assert!(said.contains("将新增 1") && said.contains("与各工作表的表头都对不上"), "{said}");
    }
}
