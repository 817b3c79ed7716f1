//! What was changed in the book and in the ledger is asked about, side by side, and waits until somebody answers.

use super::{PROJECTS, at, book, brought, read, set, sheet, three, told, write};
use crate::kit::{Who, World};
use office::write::{Column, Format, Table, Value, XlsxWriter};
use office::{Book, Cell};
use taizhang::imports::outcome::{Mode, Options};
use taizhang::imports::problem::Code;
use taizhang::ledger::all_open;

/// The book as a file again.
fn bytes(book: &Book) -> Vec<u8> {
    let mut writer = XlsxWriter::new().unwrap();
    for sheet in &book.sheets {
        let width = sheet.width().max(1);
        let text =
            |row: &[Cell], col: usize| row.get(col).map_or(String::new(), |cell| cell.text().into_owned());
        let first = sheet.rows.first().map(Vec::as_slice).unwrap_or_default();
        let columns = (0..width).map(|col| Column::new(text(first, col), 12.0, Format::Text)).collect();
        writer.begin(&Table::new(sheet.name.clone(), columns)).unwrap();
        for row in sheet.rows.iter().skip(1) {
            let values: Vec<Value<'_>> = (0..width).map(|col| Value::text(text(row, col))).collect();
            writer.row(&values).unwrap();
        }
    }
    writer.finish().unwrap()
}

async fn edited_on_both_sides(world: &World) -> (crate::kit::Tree, Book) {
    let tree = three(world).await;
    let mut out = book(world, tree.zone).await;
    told(world, "项目编号,项目名称,开发区,备注\nJZ-2,风机项目,晋中经济技术开发区,台账所改\n").await;
    write(&mut out, PROJECTS, ("JZ-2", "备注"), "簿中所改");
    write(&mut out, PROJECTS, ("JZ-2", "建设地点"), "汇通路1号");
    write(&mut out, PROJECTS, ("JZ-3", "责任人"), "己");
    (tree, out)
}

on_both! {
    async fn a_cell_changed_on_both_sides_shows_three_values_and_waits_with_its_row(world: World) {
        let (tree, out) = edited_on_both_sides(&world).await;
        let shown = crate::imports::preview(&world, Who::Clerk, "簿.xlsx", &bytes(&out)).await;
        for said in ["工作簿与台账都改过", "导出时", "台账现在", "本簿", "原有备注", "台账所改", "簿中所改", "电池项目"] {
            assert_eq!(shown.says(said), said != "电池项目", "{said} {}", shown.body);
        }
        crate::imports::confirm(&world, Who::Clerk, &shown).await;
        let now = book(&world, tree.zone).await;
        assert_eq!(read(&now, PROJECTS, ("JZ-2", "备注")), "台账所改");
        assert_eq!(read(&now, PROJECTS, ("JZ-2", "建设地点")), "", "the row waits as a whole");
        assert_eq!(read(&now, PROJECTS, ("JZ-3", "责任人")), "己");
        // It is asked again as long as it waits, and comes in when somebody agrees.
        let imports = all_open::<domain::facts::Import>(world.ledger.db()).await.unwrap();
        let import = imports.iter().map(|it| it.id).max().unwrap();
        let page = world.get(Who::Clerk, &format!("/imports/{import}")).await;
        assert!(page.says("两边都改过：导出时为“原有备注”，台账现为“台账所改”，本簿为“簿中所改”"), "{}", page.body);
        let row = all_open::<domain::facts::ParkedRow>(world.ledger.db()).await.unwrap().remove(0);
        assert!(!row.cells.contains("风机项目乙") && row.cells.contains("汇通路1号"), "{}", row.cells);
        let cell = shown_cell(&page, row.id);
        let refused = send(&world, (import, row.id), &cell, false).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        let done = send(&world, (import, row.id), &cell, true).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let now = book(&world, tree.zone).await;
        let said = ["备注", "建设地点", "责任人", "总投资(万元)"].map(|it| read(&now, PROJECTS, ("JZ-2", it)));
        assert_eq!(said, ["簿中所改", "汇通路1号", "乙", "约3亿元"]);
    }

    async fn a_tick_takes_the_value_of_the_book(world: World) {
        let (tree, out) = edited_on_both_sides(&world).await;
        let dry = brought(&world, &out, Options::default(), Mode::DryRun).await;
        assert_eq!((dry.parked(), dry.changed()), (1, 1));
        let asked: Vec<_> = dry.problems.iter().filter(|it| it.blocks()).map(|it| (it.code, it.cell().unwrap())).collect();
        let (row, col) = at(&out, PROJECTS, ("JZ-2", "备注"));
        assert_eq!(asked, [(Code::BothChanged, office::address(row as u32, col as u32))]);
        let path = world.folder.path().join("簿.xlsx");
        std::fs::write(&path, bytes(&out)).unwrap();
        let done = world.taizhang(&["import", path.to_str().unwrap(), "--accept", "both", "--format", "json"]).await;
        let (said, complaint) = crate::kit::printed(&done);
        assert_eq!(done.status.code(), Some(0), "{said} {complaint}");
        let json: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!((json["book"]["edited"].as_i64(), json["changed"].as_i64()), (Some(3), Some(2)), "{said}");
        let now = book(&world, tree.zone).await;
        assert_eq!(read(&now, PROJECTS, ("JZ-2", "备注")), "簿中所改");
    }

    async fn a_tick_agrees_only_to_what_was_seen(world: World) {
        let (tree, out) = edited_on_both_sides(&world).await;
        let file = bytes(&out);
        let confirmed = async |meanwhile: Option<&str>| {
            let shown = crate::imports::preview(&world, Who::Clerk, "簿.xlsx", &file).await;
            let tick = format!("both:{}", shown.between("value=\"both:", "\"").unwrap());
            if let Some(text) = meanwhile {
                told(&world, &format!("项目编号,项目名称,开发区,备注\nJZ-2,风机项目,晋中经济技术开发区,{text}\n")).await;
            }
            let mut fields = crate::imports::fields(&shown);
            fields.push(("accept".to_owned(), tick));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            world.post(Who::Clerk, "/imports/confirm", &fields).await;
            read(&book(&world, tree.zone).await, PROJECTS, ("JZ-2", "备注"))
        };
        assert_eq!(confirmed(Some("刚刚又改")).await, "刚刚又改");
        assert_eq!(confirmed(None).await, "簿中所改");
    }

    async fn both_sides_saying_the_same_is_no_conflict(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        told(&world, "项目编号,项目名称,开发区,签约日期\nJZ-2,风机项目,晋中经济技术开发区,2021年8月9日\n").await;
        write(&mut out, PROJECTS, ("JZ-2", "签约日期"), "2021.8.9");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.rows.len(), report.change, report.problems.len()), (0, None, 0), "{:?}", report.problems);
    }

    async fn what_both_sides_added_is_compared_too(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        let header = "项目编号,项目名称,开发区,备注,责任人";
        told(&world, &format!("{header}\nJZ-7,新来项目,晋中经济技术开发区,台账所记,同一人\n")).await;
        let row = at(&out, PROJECTS, ("JZ-3", "备注")).0 + 1;
        for (header, text) in [("项目编号", "JZ-7"), ("项目名称", "新来项目"), ("备注", "簿中所记"), ("责任人", "同一人"), ("建设地点", "园区北路")] {
            let (_, col) = at(&out, PROJECTS, ("JZ-1", header));
            set(&mut out, PROJECTS, (row, col), text);
        }
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        let asked: Vec<_> = report.problems.iter().filter(|it| it.blocks()).map(|it| (it.code, it.value.as_str())).collect();
        assert_eq!(asked, [(Code::BothChanged, "簿中所记")]);
        let agreed = Options { agreed: taizhang::imports::Agreed::of(["both"]), ..Options::default() };
        brought(&world, &out, agreed, Mode::Commit).await;
        let now = book(&world, tree.zone).await;
        let said = ["备注", "责任人", "建设地点"].map(|it| read(&now, PROJECTS, ("JZ-7", it)));
        assert_eq!(said, ["簿中所记", "同一人", "园区北路"]);
    }

    async fn a_project_that_the_ledger_has_ended_is_asked_about_and_comes_back_whole(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        write(&mut out, PROJECTS, ("JZ-3", "备注"), "仍在推进");
        let projects = all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap();
        let ended = projects.iter().find(|it| it.own_no == "JZ-3").unwrap();
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        writer.close(ended);
        writer.commit().await.unwrap();
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        let asked: Vec<_> = report.problems.iter().filter(|it| it.blocks()).map(|it| it.code).collect();
        assert_eq!(asked, [Code::EndedSince]);
        let agreed = Options { agreed: taizhang::imports::Agreed::of(["both"]), ..Options::default() };
        let report = brought(&world, &out, agreed, Mode::Commit).await;
        assert_eq!(report.parked(), 0, "{:?}", report.problems);
        let now = book(&world, tree.zone).await;
        let said = ["项目名称", "备注", "责任人"].map(|it| read(&now, PROJECTS, ("JZ-3", it)));
        assert_eq!(said, ["轴承项目", "仍在推进", "丙"]);
    }

    async fn a_row_that_was_copied_and_one_that_was_renumbered_are_asked_about(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        let (first, no) = at(&out, PROJECTS, ("JZ-1", "项目编号"));
        let rows = &mut out.sheets.iter_mut().find(|sheet| sheet.name == PROJECTS).unwrap().rows;
        rows.push(rows[first].clone());
        let (copy, (_, remark)) = (rows.len() - 1, at(&out, PROJECTS, ("JZ-1", "备注")));
        set(&mut out, PROJECTS, (copy, remark), "抄来的一行");
        let (third, _) = at(&out, PROJECTS, ("JZ-3", "备注"));
        set(&mut out, PROJECTS, (third, no), "JZ-33");
        assert_eq!(sheet(&out, PROJECTS).cell(third as u32, no as u32).text(), "JZ-33");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        let asked: Vec<_> = report.problems.iter().filter(|it| it.blocks()).map(|it| it.code).collect();
        assert_eq!(asked, [Code::Renumbered, Code::TwiceInBook]);
        assert_eq!((report.parked(), report.created(), report.changed()), (2, 0, 0));
        assert_eq!(all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap().len(), 3);
    }
}

/// A cell of a waiting row as its page has it, which says that the row is meant.
fn shown_cell(page: &crate::kit::Page, id: i64) -> (String, String) {
    let input = page.body.split(&format!("name=\"c.{id}.")).nth(1).unwrap();
    let (index, rest) = input.split_once('"').unwrap();
    let value = rest
        .split_once('>')
        .unwrap()
        .0
        .split_once("value=\"")
        .map_or("", |(_, rest)| rest.split_once('"').unwrap().0);
    (format!("c.{id}.{index}"), value.to_owned())
}

async fn send(
    world: &World,
    (import, row): (i64, i64),
    cell: &(String, String),
    holds: bool,
) -> crate::kit::Page {
    let holds_name = format!("holds.{row}");
    let mut fields = vec![(cell.0.as_str(), cell.1.as_str())];
    if holds {
        fields.push((&holds_name, "1"));
    }
    world.post(Who::Clerk, &format!("/imports/{import}/waiting"), &fields).await
}
