//! What the columns of a workbook were taken for, as people see it.

use super::{confirm, preview};
use crate::kit::{Who, World, printed};

const SHEET: &str =
    "项目编号,项目名称,名称,开发区,总投资(万元),要素保障\nJZ-1,电池项目,电池,晋中经济技术开发区,100,通水\n";

on_both! {
    async fn columns_that_are_only_remarks_are_told_before_anything_is_written(world: World) {
        world.settle().await;
        let said = "有2列没有对应的字段，只作为备注保留：名称（与另一列含义相同）、要素保障。";
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        assert!(shown.says(said), "{}", shown.body);
        std::fs::write(world.folder.path().join("台账.csv"), SHEET).unwrap();
        let out = printed(&world.taizhang(&["import", "台账.csv", "--dry-run"]).await).0;
        assert!(out.contains(said), "{out}");
    }

    async fn fields_have_english_names_on_an_english_page(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        let page = world.get(Who::Clerk, &format!("{}?lang=en", done.to())).await;
        let layout = page.body.split_once("How the sheets were understood").unwrap().1;
        for name in ["Project number", "Project name", "Zone", "Total investment", "kept as a remark"] {
            assert!(layout.contains(&format!(">{name}</td>")), "{name}: {layout}");
        }
    }

    async fn a_header_of_one_row_is_said_to_stand_in_it_and_one_of_two_in_both(world: World) {
        world.settle().await;
        let one = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        assert!(one.says("表头在第1行") && !one.says("第1至1行"), "{}", one.body);
        let two = "投资主体,投资主体,项目编号,项目名称,开发区\n名称,所在省,,,\n甲公司,山西省,JZ-1,电池项目,晋中经济技术开发区\n";
        let two = preview(&world, Who::Clerk, "台账.csv", two.as_bytes()).await;
        assert!(two.says("表头在第1至2行"), "{}", two.body);
        assert!(world.get(Who::Clerk, "/imports").await.says("单个文件网页（mht、mhtml）或 csv，不超过50 MiB"));
    }
}
