//! Dates that can't be taken, and what is said of them.

use super::{confirm, preview, projects};
use crate::kit::{Who, World, printed};
use serde_json::Value;

const AFTER_ITS_DAY: &str = "晋中开发区2021年重点项目进展情况表,,,,\n数据截至2021年10月底,,,,\n\
    项目名称,开发区,总投资(万元),开工时间,竣工时间\n\
    电池项目,晋中经济技术开发区,1200,2021年3月,2021年12月\n\
    风机项目,晋中经济技术开发区,1200,2021年10月,明年6月\n\
    轴承项目,晋中经济技术开发区,1200,2021年3月,2021年10月\n";

on_both! {
    async fn what_a_sheet_says_of_days_after_its_own_waits(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "进展.csv", AFTER_ITS_DAY.as_bytes()).await;
        for value in ["2021年12月", "明年6月"] {
            let said = format!("“竣工时间”为已发生的日期，但“{value}”晚于表中写明的数据截止日期2021-10-31");
            assert!(shown.says(&said), "{said} in {}", shown.body);
        }
        let done = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, 1, "the third has no such date");
        let page = world.get(Who::Clerk, &format!("{}?lang=en", done.to())).await;
        assert!(page.says("lies after 2021-10-31"), "kept with the rows that wait: {}", page.body);
    }

    async fn what_a_person_types_later_is_not_bound_by_the_sheets_day(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "进展.csv", AFTER_ITS_DAY.as_bytes()).await;
        let at = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        let page = world.get(Who::Clerk, &at).await;
        let (name, cell) = ("value=\"2021年12月\"", "name=\"");
        let cell = page.body.split_once(name).unwrap().0.rsplit_once(cell).unwrap().1.split_once('"').unwrap().0.to_owned();
        assert!(page.body.contains("href=\"#cell-") && page.body.contains("id=\"cell-"), "a problem leads to its cell");
        let done = world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, "2022年3月")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(projects(&world).await, 2, "the other row, untouched, waits on");
        assert!(world.get(Who::Clerk, &at).await.says("明年6月"));
    }

    async fn a_month_that_may_be_two_is_proposed_with_its_own_year(world: World) {
        world.settle().await;
        let mut table = office::write::Table::new("台账", Vec::new());
        for header in ["项目名称", "开发区"] {
            table.columns.push(office::write::Column::new(header, 10.0, office::write::Format::Text));
        }
        let format = office::write::Format::Decimal { places: 1 };
        table.columns.push(office::write::Column::new("签约日期", 10.0, format));
        let mut writer = office::write::XlsxWriter::new().unwrap();
        writer.begin(&table).unwrap();
        let text = |text: &str| office::write::Value::text(text.to_owned());
        let signed = office::write::Value::Decimal { scaled: 20_221, places: 1 };
        writer.row(&[text("电池项目"), text("晋中经济技术开发区"), signed]).unwrap();
        let path = world.folder.path().join("a.xlsx");
        writer.finish_to(std::fs::File::create(&path).unwrap()).unwrap();
        let shown = preview(&world, Who::Clerk, "a.xlsx", &std::fs::read(&path).unwrap()).await;
        assert!(shown.says("请写成“2022-01”或“2022-10”"), "{}", shown.body);
        let out = world.taizhang(&["--lang", "en", "import", "a.xlsx", "--dry-run"]).await;
        assert!(printed(&out).0.contains("Write 2022-01 or 2022-10."), "{:?}", printed(&out));
        let out = world.taizhang(&["--lang", "zh-CN", "import", "a.xlsx", "--format", "json"]).await;
        let out: Value = serde_json::from_str(&printed(&out).0).unwrap();
        assert_eq!(out["problems"][0]["proposal"], "请写成“2022-01”或“2022-10”。");
    }
}
