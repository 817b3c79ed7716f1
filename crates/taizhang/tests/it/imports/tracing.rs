//! From a fact back to its cell, its file, its day and its person.

use super::{SHEET, confirm, preview};
use crate::kit::{Page, Who, World};
use axum::http::StatusCode;
use domain::facts::Project;
use taizhang::ledger::all_open;

/// The row of the page that begins so, without its marks.
fn row(page: &Page, begins: &str) -> String {
    let rows = page.body.split("<tr").skip(1).map(|row| row.split("</tr>").next().unwrap());
    let bare = rows.map(|row| {
        let parts = row.split_once('>').unwrap().1.split('<');
        let texts = parts.map(|part| part.split_once('>').map_or(part, |(_, text)| text).trim());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    });
    let found: Vec<String> = bare.filter(|row| row.starts_with(begins)).collect();
    found.first().unwrap_or_else(|| panic!("{begins}: {}", page.body)).clone()
}

async fn project(world: &World, own_no: &str) -> i64 {
    let open = all_open::<Project>(world.ledger.db()).await.unwrap();
    open.iter().find(|project| project.own_no == own_no).unwrap().id
}

on_both! {
    async fn each_fact_is_traced_to_the_cell_that_told_it(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "3月调度表.csv", SHEET.as_bytes()).await;
        let import = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        let path = format!("/projects/{}", project(&world, "JZ-2").await);
        assert!(world.get(Who::Clerk, &path).await.says(&format!("{path}/sources")), "the project's page leads there");
        let page = world.get(Who::Clerk, &format!("{path}/sources")).await;
        for (begins, cell) in [("项目名称 风机项目", ".csv B3 "), ("开发区 ", ".csv C3 "), ("总投资 ", ".csv D3 "), ("阶段事件 ", ".csv E3 ")] {
            let row = row(&page, begins);
            assert!(row.contains("3月调度表.csv") && row.contains(cell), "{cell}: {row}");
        }
        let invest = row(&page, "总投资 ");
        assert!(invest.contains("约300,000,000元"), "{invest}");
        assert!(page.says(&format!("href=\"{import}\"")), "the file leads to its import");
    }

    async fn plans_and_months_money_and_remarks_are_traced_each_to_its_column(world: World) {
        world.settle().await;
        let sheet = "项目编号,项目名称,开发区,2022年度计划投资(万元),5月完成投资(万元),6月完成投资(万元),6月到位资金(万元),牵头领导批示\n\
            JZ-1,电池项目,晋中经济技术开发区,5000,300,400,200,请抓紧\n";
        let shown = preview(&world, Who::Clerk, "2022年6月调度表.csv", sheet.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let page = world.get(Who::Clerk, &format!("/projects/{}/sources", project(&world, "JZ-1").await)).await;
        for (begins, place) in [
            ("计划 ", "D2"),
            ("月报 年份 2022 · 月份 5", "E2"),
            ("月报 年份 2022 · 月份 6", "F2"),
            ("到位资金 ", "G2"),
            ("其他栏目 ", "H2"),
        ] {
            assert!(row(&page, begins).contains(&format!(".csv {place} ")), "{begins}: {}", row(&page, begins));
        }
    }

    async fn projects_in_columns_are_traced_to_their_column(world: World) {
        world.settle().await;
        let sheet = "项目名称,甲项目,乙项目\n开发区,晋中经济技术开发区,晋中经济技术开发区\n总投资(万元),100,200\n签约日期,2022-03-01,2022-03-02\n";
        let shown = preview(&world, Who::Clerk, "横表.csv", sheet.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let open = all_open::<Project>(world.ledger.db()).await.unwrap();
        let second = open.iter().find(|project| project.title == "乙项目").unwrap().id;
        let page = world.get(Who::Clerk, &format!("/projects/{second}/sources")).await;
        assert!(row(&page, "总投资 ").contains(".csv C3 "), "{}", row(&page, "总投资 "));
    }

    async fn a_later_file_is_the_source_of_what_it_told_until_it_is_taken_back(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "3月调度表.csv", SHEET.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let later = "项目编号,总投资(万元),开发区\nJZ-1,1300,晋中经济技术开发区\n";
        let shown = preview(&world, Who::Clerk, "4月调度表.csv", later.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let sources = format!("/projects/{}/sources", project(&world, "JZ-1").await);
        let page = world.get(Who::Clerk, &sources).await;
        let invest = row(&page, "总投资 ");
        assert!(invest.contains("4月调度表.csv") && invest.contains(".csv B2 "), "{invest}");
        let title = row(&page, "项目名称 ");
        assert!(title.contains("3月调度表.csv") && title.contains(".csv B2 "), "{title}");
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let then = world.get(Who::Clerk, &format!("{sources}?known-by={}", head.0 - 1)).await;
        assert!(row(&then, "总投资 ").contains(".csv D2 "), "as known before");
        world.post(Who::Clerk, &format!("/changes/{head}/undo"), &[]).await.to();
        let undone = row(&world.get(Who::Clerk, &sources).await, "总投资 ");
        assert!(undone.contains("3月调度表.csv") && undone.contains(".csv D2 "), "{undone}");
    }

    async fn sources_are_for_those_who_read_the_projects_history(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "3月调度表.csv", SHEET.as_bytes()).await;
        let import = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        let path = format!("/projects/{}/sources", project(&world, "JZ-1").await);
        assert_eq!(world.get(Who::Neighbour, &path).await.status, StatusCode::NOT_FOUND);
        let auditor = world.get(Who::Auditor, &path).await;
        assert_eq!(auditor.status, StatusCode::OK);
        assert!(auditor.says("3月调度表.csv") && !auditor.says(&format!("href=\"{import}\"")), "no link that is refused");
        assert!(world.get(Who::Clerk, &format!("{path}?lang=en")).await.says("Which cell (or row) of which file"));
    }
}
