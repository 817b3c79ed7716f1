//! What is wrong with many rows in the same words is said once, with the rows and the way to mend it.

use super::{confirm, fields, preview, projects};
use crate::kit::{Who, World, printed};
use serde_json::Value;

/// Rows of a zone that the ledger doesn't know, and one of a zone that it does.
fn sheet(rows: usize) -> String {
    let rows: String = (1..=rows).map(|no| format!("N-{no},项目{no},平定新区,100\n")).collect();
    format!("项目编号,项目名称,开发区,总投资(万元)\n{rows}JZ-1,电池项目,晋中经济技术开发区,100\n")
}

on_both! {
    async fn an_unknown_zone_is_said_once_with_its_rows_and_the_preview_that_makes_it(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Provincial, "台账.csv", sheet(78).as_bytes()).await;
        let words = "台账中没有开发区“平定新区”（78行：第2–79行）";
        assert!(shown.says(words) && shown.body.matches("台账中没有开发区").count() == 1, "{}", shown.body);
        assert!(shown.says("问题 1<"), "the tab counts what is listed: {}", shown.body);
        let way = shown.body.split("href=\"").filter_map(|rest| rest.split_once('"'));
        let way = way.map(|(href, _)| href.replace("&amp;", "&")).find(|href| href.contains("create=1")).unwrap();
        assert!(shown.says("选择新建，重新预览"), "{}", shown.body);
        let made = world.get(Who::Provincial, &way).await;
        assert!(made.says("新增 79") && made.says("待处理 0"), "{}", made.body);
        assert!(fields(&made).contains(&("create".to_owned(), "1".to_owned())), "{}", made.body);
        confirm(&world, Who::Provincial, &made).await;
        assert_eq!(projects(&world).await, 79);
    }

    async fn whoever_makes_no_zones_is_offered_none(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet(3).as_bytes()).await;
        assert!(shown.says("（3行：第2–4行）") && !shown.says("选择新建，重新预览"), "{}", shown.body);
    }

    async fn the_terminal_says_it_once_and_json_says_it_of_each_cell_and_once(world: World) {
        world.settle().await;
        std::fs::write(world.folder.path().join("a.csv"), sheet(78)).unwrap();
        let text = printed(&world.taizhang(&["import", "a.csv", "--dry-run"]).await).0;
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("平定新区")).collect();
        let [line] = lines[..] else { panic!("{text}") };
        assert!(line.starts_with("■ a 开发区 台账中没有开发区“平定新区”（78行：第2–79行）。") && line.ends_with("可加 --create-zones 重新导入，一并新建。"), "{line}");
        let english = printed(&world.taizhang(&["--lang", "en", "import", "a.csv", "--dry-run"]).await).0;
        assert!(english.contains("The ledger has no zone “平定新区” (78 rows: 2–79)."), "{english}");
        let out = printed(&world.taizhang(&["import", "a.csv", "--dry-run", "--format", "json"]).await).0;
        let out: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(out["problems"].as_array().unwrap().len(), 78, "{out}");
        let repeated = out["repeated"].as_array().unwrap();
        assert_eq!((repeated.len(), repeated[0]["rows"].as_array().unwrap().len()), (1, 78), "{out}");
        let told = ["code", "column", "value", "option"].map(|name| repeated[0][name].as_str().unwrap_or_default());
        assert_eq!(told, ["zoneUnknown", "开发区", "平定新区", "--create-zones"]);
    }

    async fn each_value_is_said_by_itself_and_a_lone_row_at_its_cell(world: World) {
        world.settle().await;
        let sheet = "项目编号,项目名称,开发区,总投资(万元)\nA-1,甲项目,平定新区,1\nA-2,乙项目,平定新区,1\nA-3,丙项目,阳泉新区,1\n";
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
        assert!(shown.says("台账 开发区</span>台账中没有开发区“平定新区”（2行：第2–3行）"), "{}", shown.body);
        assert!(shown.says("台账!C4 开发区</span>台账中没有开发区“阳泉新区”<"), "{}", shown.body);
    }
}
