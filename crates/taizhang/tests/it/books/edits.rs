//! Only what was edited comes home, cell by cell.

use super::{PROJECTS, at, book, brought, read, set, sheet, three, told, write};
use crate::kit::{Who, World, day, operator};
use domain::facts::{Permit, ProjectId};
use domain::{Money, PermitState};
use taizhang::imports::outcome::{Mode, Options};
use taizhang::ledger::{all_open, verify};
use taizhang::text::Lang;

on_both! {
    async fn a_book_in_which_nothing_was_changed_brings_nothing_whatever_others_changed(world: World) {
        let tree = three(&world).await;
        let out = book(&world, tree.zone).await;
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.rows.len(), report.change, report.problems.len()), (0, None, 0), "{:?}", report.problems);
        told(&world, "项目编号,项目名称,开发区,总投资(万元),责任人\nJZ-1,电池新项目,晋中经济技术开发区,1300,丁\n").await;
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.rows.len(), report.change), (0, None), "{:?}", report.rows);
        let said = report.book.unwrap().lines(Lang::ZhCn);
        assert!(said[0].contains("改动的 0 个单元格和新增的 0 行"), "{said:?}");
        let now = book(&world, tree.zone).await;
        assert_eq!(read(&now, PROJECTS, ("JZ-1", "项目名称")), "电池新项目", "what others told stays");
    }

    async fn an_edited_cell_comes_home_and_leaves_the_cells_beside_it_to_others(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        told(&world, "项目编号,项目名称,开发区,责任人,总投资(万元)\nJZ-2,风机二期项目,晋中经济技术开发区,戊,约3.5亿元\n").await;
        write(&mut out, PROJECTS, ("JZ-2", "备注"), "簿中所写");
        write(&mut out, PROJECTS, ("JZ-3", "总投资(万元)"), "650");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.changed(), report.parked(), report.created()), (2, 0, 0), "{:?}", report.problems);
        let now = book(&world, tree.zone).await;
        let said = |no, header| read(&now, PROJECTS, (no, header));
        assert_eq!(["项目名称", "责任人", "总投资(万元)", "备注"].map(|it| said("JZ-2", it)), ["风机二期项目", "戊", "约3.5亿元", "簿中所写"]);
        assert_eq!((said("JZ-3", "总投资(万元)"), said("JZ-1", "备注")), ("650".into(), String::new()));
        // Once more: all of it is known.
        assert_eq!(brought(&world, &out, Options::default(), Mode::Commit).await.change, None);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn rows_that_are_added_are_new_and_rows_that_are_missing_change_nothing(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        let (row, _) = at(&out, PROJECTS, ("JZ-3", "项目编号"));
        out.sheets.iter_mut().find(|sheet| sheet.name == PROJECTS).unwrap().rows.remove(row);
        for (header, text) in [("项目编号", "JZ-9"), ("项目名称", "新建项目"), ("总投资(万元)", "77")] {
            let (_, col) = at(&out, PROJECTS, ("JZ-1", header));
            set(&mut out, PROJECTS, (row, col), text);
        }
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.created(), report.changed(), report.parked()), (1, 0, 0), "{:?}", report.problems);
        let said = report.book.unwrap().lines(Lang::ZhCn).join("");
        assert!(said.contains("新增的 1 行") && said.contains("“项目台账”少了 1 行（轴承项目）"), "{said}");
        let now = book(&world, tree.zone).await;
        assert_eq!(read(&now, PROJECTS, ("JZ-9", "开发区")), "晋中经济技术开发区", "it is of the book's zone");
        assert_eq!(read(&now, PROJECTS, ("JZ-3", "项目名称")), "轴承项目");
    }

    async fn days_after_the_making_of_the_book_are_taken_and_a_sheet_that_is_gone_is_told(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        let later = world.clock.today().add_days(1);
        world.clock.set_ms(taizhang::clock::noon_ms(later));
        world.stay_signed_in().await;
        write(&mut out, PROJECTS, ("JZ-1", "实际开工日期"), &later.to_string());
        told(&world, "项目编号,开发区,月份,本月完成投资(万元)\nJZ-1,晋中经济技术开发区,2022年1月,10\n").await;
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.changed(), report.parked()), (1, 0), "{:?}", report.problems);
        let mut out = book(&world, tree.zone).await;
        out.sheets.retain(|sheet| sheet.name != "月报");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        let said = report.book.unwrap().lines(Lang::ZhCn).join("");
        assert!(said.contains("“月报”少了 1 行（电池项目）") && report.change.is_none(), "{said}");
    }

    async fn a_blank_clears_nothing_and_says_so_and_the_mark_clears(world: World) {
        let tree = three(&world).await;
        let mut out = book(&world, tree.zone).await;
        write(&mut out, PROJECTS, ("JZ-2", "备注"), "");
        write(&mut out, PROJECTS, ("JZ-3", "责任人"), "清空");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        let said: Vec<_> = report.problems.iter().map(|it| (it.code.code(), it.message(Lang::ZhCn))).collect();
        assert_eq!(said, [("emptiedInBook", "单元格已清空（原为“原有备注”），空白表示不变".into())]);
        let now = book(&world, tree.zone).await;
        assert_eq!(read(&now, PROJECTS, ("JZ-2", "备注")), "原有备注");
        assert_eq!(read(&now, PROJECTS, ("JZ-3", "责任人")), "");
    }

    async fn months_and_records_come_home_by_what_tells_them_apart(world: World) {
        let tree = three(&world).await;
        told(&world, "项目编号,开发区,月份,本月完成投资(万元),形象进度\nJZ-1,晋中经济技术开发区,2022年1月,10,打桩\n").await;
        let project = ProjectId(all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap()[0].id);
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for number in ["1号", "2号"] {
            writer.create(&Permit {
                project, name: "施工许可证".into(), state: PermitState::Pending, number: Some(number.into()), day: None,
                precision: None, original: None, segment: None, recorded_on: day(2022, 1, 5),
            });
        }
        writer.commit().await.unwrap();
        let mut out = book(&world, tree.zone).await;
        let name = |what: &str| what.to_owned();
        write(&mut out, "月报", ("JZ-1", "形象进度"), "封顶");
        let rows = &sheet(&out, "手续").rows;
        let state = rows[0].iter().position(|cell| cell.text() == "办理状态").unwrap();
        let second = rows.iter().position(|row| row.iter().any(|cell| cell.text() == "2号")).unwrap();
        set(&mut out, "手续", (second, state), "已办结");
        let report = brought(&world, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.changed(), report.rows.len()), (2, 2), "{:?} {:?}", report.rows, report.problems);
        let permits = all_open::<Permit>(world.ledger.db()).await.unwrap();
        let mut states: Vec<_> = permits.iter().map(|it| (it.number.clone().unwrap(), it.state)).collect();
        states.sort();
        assert_eq!(states, [(name("1号"), PermitState::Pending), (name("2号"), PermitState::Held)]);
        let reports = all_open::<domain::facts::MonthlyReport>(world.ledger.db()).await.unwrap();
        let told: Vec<_> = reports.iter().map(|it| (it.month_fen, it.progress.as_deref())).collect();
        assert_eq!(told, [(Some(Money::from_fen(10_000_000)), Some("封顶"))]);
    }

    async fn the_book_of_another_ledger_is_taken_as_any_table_and_says_so(world: World) {
        let tree = three(&world).await;
        let out = book(&world, tree.zone).await;
        let other = if world.url.starts_with("postgres") { World::postgres().await } else { World::sqlite().await };
        other.settle().await;
        let report = brought(&other, &out, Options::default(), Mode::Commit).await;
        assert_eq!((report.created(), report.parked()), (3, 0), "{:?}", report.problems);
        assert!(report.book.unwrap().lines(Lang::ZhCn)[0].starts_with("这是另一份台账于2022年"));
    }

    async fn who_may_not_read_the_zone_gets_no_book_and_learns_nothing_by_bringing_one(world: World) {
        let tree = three(&world).await;
        let path = format!("/projects/book.xlsx?scope={}", tree.zone);
        for (who, status) in [(Who::Clerk, 200), (Who::Leader, 200), (Who::Neighbour, 404), (Who::Administrator, 403)] {
            assert_eq!(world.get(who, &path).await.status, status, "{who:?}");
        }
        assert_eq!(world.get(Who::Provincial, &format!("/projects/book.xlsx?scope={}", tree.city)).await.status, 404);
        assert_eq!(world.get(Who::Provincial, "/projects/book.xlsx").await.status, 404);
        let bytes = world.get(Who::Clerk, &path).await.bytes;
        told(&world, "项目编号,项目名称,开发区,备注\nJZ-1,电池项目,晋中经济技术开发区,后来所记\n").await;
        let shown = crate::imports::preview(&world, Who::Neighbour, "簿.xlsx", &bytes).await;
        assert!(!shown.says("后来所记") && !shown.says("台账现在"), "{}", shown.body);
        let shown = crate::imports::preview(&world, Who::Clerk, "簿.xlsx", &bytes).await;
        assert!(shown.says("只导入改动的 0 个单元格"), "{}", shown.body);
    }
}
