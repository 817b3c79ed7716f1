//! The book holds all that an import reads, and comes back as itself.

use super::{book, brought, sheet};
use crate::kit::{World, printed};
use domain::facts::{Note, Project, ProjectId};
use office::{Book, Cell, ReadLimits};
use taizhang::clock::noon_ms;
use taizhang::imports::outcome::{Mode, Options};
use taizhang::ledger::all_open;
use taizhang::sample::{self, SEED, Size};

/// The words of all cells but those of 记录号 and of the first sheet, which tells of the ledger.
fn said(book: &Book) -> Vec<(String, Vec<Vec<String>>)> {
    let sheet = |sheet: &office::Sheet| {
        let header = sheet.rows.iter().find(|row| row.iter().any(|cell| cell.text() == "记录号"));
        let number = header.and_then(|row| row.iter().position(|cell| cell.text() == "记录号"));
        let cells = |row: &Vec<Cell>| {
            let kept = row.iter().enumerate().filter(|(col, _)| Some(*col) != number);
            kept.map(|(_, cell)| cell.text().into_owned()).collect::<Vec<_>>()
        };
        (sheet.name.clone(), sheet.rows.iter().map(cells).collect())
    };
    book.sheets.iter().skip(1).map(sheet).collect()
}

/// The books of all zones.
async fn books(world: &World) -> Vec<Book> {
    let out = world.taizhang(&["export-book", "books"]).await;
    assert_eq!(out.status.code(), Some(0), "{}", printed(&out).1);
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        office::read(&bytes, "x.xlsx", &ReadLimits::default()).unwrap()
    };
    std::fs::read_dir(world.folder.path().join("books")).unwrap().map(read).collect()
}

on_both! {
    async fn a_book_comes_back_unchanged_and_makes_the_same_book_in_another_ledger(world: World) {
        let today = world.clock.today();
        let sample = sample::generate(Size::Zone, SEED, today);
        sample::fill(&world.ledger, &sample, noon_ms(today), |_, _| {}).await.unwrap();
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        let project = all_open::<Project>(world.ledger.db()).await.unwrap().remove(0);
        for (label, text) in [("是否分期", "一期、二期"), ("用水量（吨）", "=300")] {
            writer.create(&Note { project: ProjectId(project.id), label: label.into(), text: text.into() });
        }
        writer.commit().await.unwrap();
        for out in books(&world).await {
            let same = brought(&world, &out, Options::default(), Mode::Commit).await;
            assert_eq!((same.rows.len(), same.change), (0, None));
            assert!(same.problems.is_empty(), "{:?}", same.problems);
            let other = if world.url.starts_with("postgres") { World::postgres().await } else { World::sqlite().await };
            let all = Options { create_zones: true, ..Options::default() };
            let first = brought(&other, &out, all, Mode::Commit).await;
            let blocking: Vec<_> = first.problems.iter().filter(|it| it.blocks()).take(5).collect();
            assert_eq!(first.parked(), 0, "{blocking:?}");
            let again = books(&other).await.remove(0);
            for (one, two) in said(&out).iter().zip(said(&again)) {
                assert_eq!(one.0, two.0);
                let differing: Vec<_> = one.1.iter().zip(&two.1).filter(|(one, two)| one != two).take(3).collect();
                assert!(differing.is_empty() && one.1.len() == two.1.len(), "{}: {differing:#?}", one.0);
            }
            assert_eq!(said(&out).len(), said(&again).len());
        }
    }

    async fn a_book_has_every_sheet_also_where_nothing_stands_in_it_yet(world: World) {
        let tree = world.settle().await;
        let out = book(&world, tree.zone).await;
        let names: Vec<&str> = out.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, [
            "说明", "项目台账", "月报", "计划", "到位资金", "产出", "复工", "重点项目名单", "手续", "其他栏目", "指标", "招商目标",
            "活动记录", "名录", "已印发数字",
        ]);
        let words: String = sheet(&out, "说明").rows.iter().flatten().map(|cell| format!("{}\n", cell.text())).collect();
        for part in ["晋中经济技术开发区工作簿", "截至变更", "怎样使用", "清空", "taizhang-book zone:"] {
            assert!(words.contains(part), "{part} {words}");
        }
        assert!(out.sheets.iter().all(|sheet| !sheet.hidden && sheet.hidden_cols.is_empty()));
    }
}
