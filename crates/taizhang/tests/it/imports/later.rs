//! Rows that wait and come in with another file: they wait no longer, and a row that was mended once is known again.

use super::{SHEET, confirm, preview, projects};
use crate::kit::{Page, Who, World, printed};
use domain::facts::{ParkedRow, Project};
use taizhang::ledger::all_open;

/// Brings a file in; gives the address of its import.
async fn bring(world: &World, name: &str, bytes: &[u8]) -> String {
    let shown = preview(world, Who::Clerk, name, bytes).await;
    confirm(world, Who::Clerk, &shown).await.to().to_owned()
}

async fn waiting(world: &World) -> Vec<ParkedRow> {
    all_open::<ParkedRow>(world.ledger.db()).await.unwrap().into_iter().map(|kept| kept.body).collect()
}

async fn names(world: &World) -> Vec<String> {
    all_open::<Project>(world.ledger.db()).await.unwrap().into_iter().map(|kept| kept.body.title).collect()
}

/// Types one cell of the one row that waits and brings it in.
async fn mend(world: &World, at: &str, column: usize, text: &str) -> Page {
    let id = all_open::<ParkedRow>(world.ledger.db()).await.unwrap()[0].id;
    let cell = format!("c.{id}.{column}");
    world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, text)]).await
}

const UNNUMBERED: &str = "项目编号,项目名称,开发区,总投资(万元),签约日期\n\
    ,电池项目,晋中经济技术开发区,100,2021-02-30\n";

/// A sheet with the one project of which several files tell.
fn known(amount: &str, signed: &str) -> String {
    let head = "项目编号,项目名称,开发区,总投资(万元),签约日期";
    format!("{head}\nJZ-1,轴承项目,晋中经济技术开发区,{amount},{signed}\n")
}

/// Brings a file in at the command line.
async fn bring_there(world: &World, name: &str, text: &str, options: &[&str]) {
    std::fs::write(world.folder.path().join(name), text).unwrap();
    world.taizhang(&[&["import", name], options].concat()).await;
}

on_both! {
    async fn a_row_that_a_corrected_file_brought_in_waits_no_longer_and_says_with_which_import(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", SHEET.as_bytes()).await;
        assert_eq!(waiting(&world).await.len(), 1);
        let told = SHEET.replace("2022-02-30", "2022-02-28");
        let second = bring(&world, "改正.csv", told.as_bytes()).await;
        assert_eq!((waiting(&world).await.len(), projects(&world).await), (0, 3));
        let page = world.get(Who::Clerk, &first).await;
        let later = page.between("已随其他导入入账的行", "</ul>").unwrap_or_default();
        assert!(later.contains(&format!("href=\"{second}\"")) && later.contains("改正.csv") && later.contains("台账!4 轴承项目"), "{}", page.body);
        assert!(!page.says("待处理的行"), "{}", page.body);
        assert!(!world.get(Who::Clerk, "/imports").await.says("有待处理的行"));
        let change = world.get(Who::Clerk, &second).await.between("href=\"/changes/", "/undo").unwrap().to_owned();
        world.post(Who::Clerk, &format!("/changes/{change}/undo"), &[]).await;
        assert_eq!(waiting(&world).await.len(), 1, "taken back, the row waits again");
        assert!(!world.get(Who::Clerk, &first).await.says("已随其他导入入账的行"));
    }

    async fn an_annotated_copy_that_was_mended_brings_its_row_in_once(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", UNNUMBERED.as_bytes()).await;
        let copy = world.get(Who::Clerk, &format!("{first}/annotated")).await;
        let shown = preview(&world, Who::Clerk, "台账（批注）.xlsx", &copy.bytes).await;
        assert!(shown.says("待处理 1"), "{}", shown.body);
        mend(&world, &first, 4, "2021-02-28").await;
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (1, 0));
        let again = preview(&world, Who::Clerk, "台账（批注）.xlsx", &copy.bytes).await;
        assert!(again.says("无变化 1") && again.says("待处理 0"), "{}", again.body);
        assert!(again.says("本行与“台账.csv”中待处理的一行相同，那一行改正后已入账，本行不再导入"), "{}", again.body);
        let id = all_open::<Project>(world.ledger.db()).await.unwrap()[0].id;
        assert!(again.says(&format!("href=\"/projects/{id}\"")), "{}", again.body);
        // The very same file again says as little that is new.
        let same = preview(&world, Who::Clerk, "台账.csv", UNNUMBERED.as_bytes()).await;
        assert!(same.says("无变化 1") && same.says("文件内容与台账一致"), "{}", same.body);
    }

    async fn a_copy_under_the_name_that_was_mended_since_asks_whether_it_is_one_project(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", UNNUMBERED.as_bytes()).await;
        mend(&world, &first, 4, "2021-02-28").await;
        let numbered = UNNUMBERED.replace("\n,电池", "\nJZ-9,电池").replace("2021-02-30", "2021-02-28");
        let shown = preview(&world, Who::Clerk, "改正.csv", numbered.as_bytes()).await;
        assert!(shown.says("可能是同一项目：台账中的“电池项目”（编号“自编-0001”）"), "{}", shown.body);
        let id = all_open::<Project>(world.ledger.db()).await.unwrap()[0].id;
        assert!(shown.says(&format!("href=\"/projects/{id}\"")) && shown.says("value=\"another\""), "{}", shown.body);
        let second = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (1, 1), "it asks first");
        let page = world.get(Who::Clerk, &second).await;
        assert!(page.says("可能是同一项目") && page.says("确是另一个项目，照此新增"), "{}", page.body);
        let done = mend(&world, &second, 0, "自编-0001").await;
        assert!(world.follow(Who::Clerk, &done).await.says("已导入1行"), "{}", done.body);
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (1, 0), "its number makes it the same");
    }

    async fn a_name_that_was_mended_on_the_page_is_known_under_its_old_spelling(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", UNNUMBERED.as_bytes()).await;
        let id = all_open::<ParkedRow>(world.ledger.db()).await.unwrap()[0].id;
        let (name, day) = (format!("c.{id}.1"), format!("c.{id}.4"));
        world.post(Who::Clerk, &format!("{first}/waiting"), &[(&name, "新型电池项目"), (&day, "2021-02-28")]).await;
        let copy = UNNUMBERED.replace("2021-02-30", "2021-02-27");
        let asked = preview(&world, Who::Clerk, "改正.csv", copy.as_bytes()).await;
        assert!(asked.says("可能是同一项目：台账中的“新型电池项目”"), "{}", asked.body);
        std::fs::write(world.folder.path().join("a.csv"), &copy).unwrap();
        let dry = printed(&world.taizhang(&["import", "a.csv", "--dry-run"]).await).0;
        assert!(dry.contains("同名的另一个项目 1 处") && dry.contains("--accept another"), "{dry}");
        world.taizhang(&["import", "a.csv", "--accept", "another"]).await;
        assert_eq!(names(&world).await, ["新型电池项目", "电池项目"], "two, once a person says so");
    }

    async fn a_row_of_which_a_later_file_tells_less_waits_on_and_says_which_import_it_was(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", SHEET.as_bytes()).await;
        let less = "项目编号,项目名称,开发区,签约日期\nJZ-3,轴承项目,晋中经济技术开发区,2022-02-28\n";
        let second = bring(&world, "六月.csv", less.as_bytes()).await;
        assert_eq!(waiting(&world).await.len(), 1, "the investment is told by the row that waits alone");
        let page = world.get(Who::Clerk, &first).await;
        assert!(page.says("导入“六月.csv”") && page.says("已有同一项目的行"), "{}", page.body);
        assert!(page.says(&format!("href=\"{second}\"")), "{}", page.body);
    }

    async fn a_row_of_another_zone_or_another_project_of_the_name_goes_on_waiting(world: World) {
        world.settle().await;
        bring(&world, "台账.csv", SHEET.as_bytes()).await;
        let other = "项目编号,项目名称,开发区,总投资(万元),签约日期,实际开工日期\n\
            JZ-3,轴承项目,祁县经济技术开发区,500,2022-02-28,\nJZ-4,轴承项目,晋中经济技术开发区,500,2022-02-28,\n";
        let shown = preview(&world, Who::Reviewer, "他.csv", other.as_bytes()).await;
        confirm(&world, Who::Reviewer, &shown).await;
        assert_eq!((waiting(&world).await.len(), projects(&world).await), (1, 4));
    }

    async fn of_two_rows_that_tell_otherwise_the_one_that_came_in_ends_not_the_others_waiting(world: World) {
        world.settle().await;
        let twice = "项目编号,项目名称,开发区,总投资(万元)\n\
            JZ-1,电池项目,晋中经济技术开发区,100\nJZ-1,电池项目,晋中经济技术开发区,200\n";
        bring(&world, "台账.csv", twice.as_bytes()).await;
        bring(&world, "另.csv", twice.replace(",200", ",300").as_bytes()).await;
        let cells: Vec<String> = waiting(&world).await.into_iter().map(|row| row.cells).collect();
        assert!(cells.len() == 2 && cells[0].contains("200") && cells[1].contains("300"), "{cells:?}");
    }

    async fn a_row_that_is_mended_in_one_import_waits_in_no_other(world: World) {
        world.settle().await;
        let first = bring(&world, "台账.csv", SHEET.as_bytes()).await;
        let second = bring(&world, "台账二.csv", format!("{SHEET}\n").as_bytes()).await;
        assert_eq!(waiting(&world).await.len(), 2);
        mend(&world, &first, 4, "2022-02-28").await;
        assert_eq!(waiting(&world).await.len(), 0);
        let page = world.get(Who::Clerk, &second).await;
        assert!(page.says("已随其他导入入账的行") && page.says("台账.csv"), "{}", page.body);
    }

    async fn two_rows_of_one_name_that_both_gave_their_number_are_not_asked_about(world: World) {
        world.settle().await;
        let two = "项目编号,项目名称,开发区,总投资(万元),签约日期\n\
            JZ-1,电池项目,晋中经济技术开发区,100,2021-02-30\nJZ-2,电池项目,晋中经济技术开发区,100,2021-02-30\n";
        let at = bring(&world, "台账.csv", two.as_bytes()).await;
        mend(&world, &at, 4, "2021-02-28").await;
        let done = mend(&world, &at, 4, "2021-02-28").await;
        assert!(world.follow(Who::Clerk, &done).await.says("没有待处理的行了"), "{}", done.body);
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (2, 0));
    }

    async fn a_row_that_says_nothing_new_ends_no_waiting_of_one_that_says_something_else(world: World) {
        world.settle().await;
        bring_there(&world, "五月.csv", &known("100", ""), &[]).await;
        bring_there(&world, "六月.csv", &known("5000", ""), &[]).await;
        assert_eq!(waiting(&world).await.len(), 1);
        bring_there(&world, "五月.csv", &known("100", ""), &[]).await;
        let rows = waiting(&world).await;
        assert!(rows.len() == 1 && rows[0].cells.contains("5000"), "June's sum stands nowhere else: {rows:?}");
        bring_there(&world, "七月.csv", &known("200", ""), &[]).await;
        assert_eq!(waiting(&world).await.len(), 0, "what is told anew goes before it");
    }

    async fn a_row_whose_mending_was_undone_is_not_taken_for_one_that_came_in(world: World) {
        world.settle().await;
        bring(&world, "五月.csv", known("100", "").as_bytes()).await;
        let june = known("300", "2021-02-30");
        let at = bring(&world, "六月.csv", june.as_bytes()).await;
        mend(&world, &at, 4, "2021-02-28").await;
        assert_eq!(waiting(&world).await.len(), 0);
        let (mended, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        world.post(Who::Clerk, &format!("/changes/{mended}/undo"), &[]).await;
        assert_eq!(waiting(&world).await.len(), 1);
        let again = preview(&world, Who::Clerk, "六月.csv", june.as_bytes()).await;
        assert!(again.says("待处理 1") && !again.says("改正后已入账"), "{}", again.body);
        bring_there(&world, "六月.csv", &june, &[]).await;
        assert_eq!(waiting(&world).await.len(), 1, "and goes on waiting");
    }

    async fn a_row_that_a_later_file_brought_in_elsewhere_is_not_taken_for_what_stands_there_now(world: World) {
        world.settle().await;
        let first = known("100", "2021-02-30");
        bring(&world, "汇总.csv", first.as_bytes()).await;
        let second = known("100", "2021-02-28").replace("\nJZ-1", "\nJZ-5,阀门项目,晋中经济技术开发区,700,\nJZ-1");
        bring(&world, "汇总.csv", second.as_bytes()).await;
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (2, 0));
        let again = preview(&world, Who::Clerk, "汇总.csv", first.as_bytes()).await;
        assert!(again.says("待处理 1") && !again.says("改正后已入账"), "{}", again.body);
    }

    async fn a_row_that_was_ticked_can_be_ticked_again_once_its_project_was_set_back(world: World) {
        world.settle().await;
        bring_there(&world, "五月.csv", &known("100", ""), &[]).await;
        let june = known("5000", "");
        let at = bring(&world, "六月.csv", june.as_bytes()).await;
        let id = all_open::<ParkedRow>(world.ledger.db()).await.unwrap()[0].id;
        let (cell, holds) = (format!("c.{id}.3"), format!("holds.{id}"));
        world.post(Who::Clerk, &format!("{at}/waiting"), &[(&cell, "5000"), (&holds, "1")]).await;
        assert_eq!(waiting(&world).await.len(), 0);
        bring_there(&world, "五月.csv", &known("100", ""), &["--accept", "amount"]).await;
        let again = preview(&world, Who::Clerk, "六月.csv", june.as_bytes()).await;
        assert!(again.says("待处理 1") && again.says("value=\"amount\""), "{}", again.body);
    }

    async fn a_row_in_which_something_less_suspicious_was_typed_is_not_asked_about_again(world: World) {
        world.settle().await;
        bring_there(&world, "五月.csv", &known("100", ""), &[]).await;
        let june = known("5000", "");
        let at = bring(&world, "六月.csv", june.as_bytes()).await;
        mend(&world, &at, 3, "500").await;
        assert_eq!(waiting(&world).await.len(), 0);
        let again = preview(&world, Who::Clerk, "六月.csv", june.as_bytes()).await;
        assert!(again.says("待处理 0") && again.says("改正后已入账"), "{}", again.body);
    }

    async fn a_row_without_a_zone_waits_until_somebody_brings_it_in_who_may_edit_where_it_belongs(world: World) {
        let tree = world.settle().await;
        let row = "项目编号,项目名称,总投资(万元)\nJZ-3,轴承项目,500\n";
        let shown = preview(&world, Who::Neighbour, "邻区.csv", row.as_bytes()).await;
        confirm(&world, Who::Neighbour, &shown).await;
        assert_eq!(waiting(&world).await.len(), 1);
        let told = |zone: &str| format!("项目编号,项目名称,开发区,总投资(万元)\nJZ-3,轴承项目,{zone},500\n");
        bring(&world, "台账.csv", told("晋中经济技术开发区").as_bytes()).await;
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (1, 1), "the row is another zone's");
        let shown = preview(&world, Who::Reviewer, "全市.csv", told("祁县经济技术开发区").as_bytes()).await;
        confirm(&world, Who::Reviewer, &shown).await;
        assert_eq!((projects(&world).await, waiting(&world).await.len()), (2, 0), "{tree:?}");
    }

    async fn the_imports_that_brought_rows_in_are_named_once_each(world: World) {
        world.settle().await;
        let row = |no: u8, day: &str| format!("JZ-{no},项目{no},晋中经济技术开发区,100,2021-02-{day}\n");
        let sheet = |rows: &[String]| format!("项目编号,项目名称,开发区,总投资(万元),签约日期\n{}", rows.concat());
        let first = bring(&world, "台账.csv", sheet(&[row(1, "30"), row(2, "30"), row(3, "30")]).as_bytes()).await;
        bring(&world, "甲.csv", sheet(&[row(1, "28"), row(3, "28")]).as_bytes()).await;
        bring(&world, "乙.csv", sheet(&[row(2, "28")]).as_bytes()).await;
        assert_eq!(waiting(&world).await.len(), 0);
        let page = world.get(Who::Clerk, &first).await;
        let later = page.between("已随其他导入入账的行", "</ul>").unwrap_or_default();
        assert_eq!((later.matches("甲.csv").count(), later.matches("乙.csv").count()), (1, 1), "{later}");
    }
}
