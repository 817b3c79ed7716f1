use super::{facts, led_to, project_of};
use crate::kit::{Who, World};
use office::{Cell, ReadLimits};

on_both! {
    async fn a_workbook_has_typed_cells(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "007", "储能电站", 123_456_789_012).await;
        let events = format!("/projects/{id}/stage-events");
        for fields in [[("stage", "signed"), ("day", "2022-03-15"), ("recognized", "1")],
                       [("stage", "commenced"), ("day", "2022年5月"), ("recognized", "1")]] {
            world.post(Who::Reviewer, &events, &fields).await;
        }
        let page = world.get(Who::Clerk, "/projects/export.xlsx?columns=no,title,invest,signed,started").await;
        let book = office::read(&page.bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.cell(2, 0).text(), "项目编号");
        assert_eq!(sheet.cell(2, 2).text(), "总投资（万元）");
        assert_eq!(sheet.cell(3, 0), &Cell::Text("007".into()), "leading zeros stay");
        assert!(matches!(sheet.cell(3, 2), Cell::Number(_)));
        assert_eq!(sheet.cell(3, 2).text(), "123456.789012", "to the last fen");
        assert_eq!(sheet.cell(3, 3), &Cell::Date { year: 2022, month: 3, day: 15, month_only: false });
        assert_eq!(sheet.cell(3, 4), &Cell::Text("2022年5月".into()), "a month stays a month");
    }

    async fn text_that_looks_like_a_formula_stays_text(world: World) {
        let tree = world.settle().await;
        project_of(&world, &tree, "JZ-1", "=1+1", 1).await;
        project_of(&world, &tree, "JZ-2", "＝cmd()", 1).await;
        let csv = world.get(Who::Clerk, "/projects/export.csv?columns=title").await;
        assert!(csv.bytes.starts_with(b"\xef\xbb\xbf"));
        assert!(csv.says("'=1+1") && csv.says("'＝cmd()"));
        let plain = world.get(Who::Clerk, "/projects/export.csv?columns=title&bom=0").await;
        assert!(!plain.bytes.starts_with(b"\xef\xbb\xbf"));
        let book = world.get(Who::Clerk, "/projects/export.xlsx?columns=title").await;
        let book = office::read(&book.bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        assert_eq!(book.sheets[0].cell(3, 0), &Cell::Text("=1+1".into()));
    }

    async fn the_plain_set_has_the_headers_of_the_plain_sheet(world: World) {
        let tree = world.settle().await;
        let mut fields = facts("", "JZ-1", "k");
        let zone = tree.zone.to_string();
        fields[1].1 = &zone;
        fields.push(("responsible_person", "王五"));
        led_to(&world.post(Who::Clerk, "/projects/new", &fields).await);
        let page = world.get(Who::Clerk, "/projects/export.xlsx?columns=plain&lang=en").await;
        let book = office::read(&page.bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        let header: Vec<_> = book.sheets[0].rows[2].iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!(header[..7].join(" "), "项目编号 项目名称 所在市 开发区 产业类别 项目阶段 总投资(万元)");
        let row: Vec<_> = book.sheets[0].rows[3].iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!((row[2].as_str(), row[6].as_str()), ("晋中市", "约3.2亿元"), "a qualifier is kept");
        assert!(row.contains(&"王五".to_owned()));
    }

    async fn an_export_asks_the_same_question_as_the_page(world: World) {
        let tree = world.settle().await;
        project_of(&world, &tree, "JZ-7", "大项目", 900_000_000_000).await;
        project_of(&world, &tree, "JZ-400", "小项目", 100).await;
        let page = world.get(Who::Clerk, "/projects/export.csv?q=invest%3E%3D10%E4%BA%BF&columns=no&bom=0").await;
        assert!(page.says("JZ-7") && !page.says("JZ-400"));
        let wrong = world.get(Who::Clerk, "/projects/export.csv?q=(x").await;
        assert_eq!(wrong.status, 400);
        let none = world.post(Who::Clerk, "/projects/export", &[]).await;
        assert_eq!(none.status, 422);
    }
}
