//! What a row needs besides its cells stays with it while it waits: the heading over it, the workbook's date system.

use super::{confirm, preview, projects};
use crate::kit::{Who, World, operator};
use domain::Scope;
use domain::facts::{Import, Note, ParkedRow, Project, StageEvent};
use office::sheet::Number;
use office::{Book, Cell, Kind, Sheet};
use taizhang::imports::intake::intake;
use taizhang::imports::mend::{Waiting, mend};
use taizhang::imports::outcome::{Mode, Options, Source};
use taizhang::imports::parked::{KeptCell, KeptRow};
use taizhang::imports::recognize::layout_from_text;
use taizhang::ledger::all_open;

/// A sheet with a heading over two rows, in the date system of 1904: 42200 days after its first is 2019-07-17.
fn book() -> Book {
    let text = |text: &str| Cell::Text(text.to_owned());
    let serial = || Cell::Number(Number::new(42_200.0).unwrap());
    let row = |no: &str, amount: &str| {
        vec![text("1"), text(no), text(&format!("{no}号项目")), text(amount), serial()]
    };
    let header = ["序号", "项目编号", "项目名称", "总投资(万元)", "签约日期"].map(text).to_vec();
    let rows = vec![header, vec![text("一、新建项目")], row("H-1", "100"), row("H-2", "一大笔")];
    let sheet = Sheet { name: "汇总".into(), rows, ..Sheet::default() };
    Book { kind: Kind::Xlsx, decoded: None, date1904: true, sheets: vec![sheet] }
}

on_both! {
    async fn a_row_of_the_second_of_two_tables_waits_and_comes_in_like_any(world: World) {
        world.settle().await;
        let sheet = "项目名称,开发区,总投资(万元),,项目名称,开发区,总投资(万元)\n\
            甲,晋中经济技术开发区,100,,乙,晋中经济技术开发区,一大笔\n";
        let shown = preview(&world, Who::Clerk, "汇总.csv", sheet.as_bytes()).await;
        assert!(shown.says("汇总（E:G）!G2"), "{}", shown.body);
        let done = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, 1);
        let row = all_open::<ParkedRow>(world.ledger.db()).await.unwrap().remove(0);
        let typed = format!("c.{}.2", row.id);
        let at = format!("{}/waiting", done.to());
        let page = world.post(Who::Clerk, &at, &[(&typed, "200"), ("only", &row.id.to_string())]).await;
        assert!(world.follow(Who::Clerk, &page).await.says("已导入1行"), "{}", page.body);
        assert_eq!(projects(&world).await, 2);
    }

    async fn a_project_in_a_column_is_told_by_the_letter_of_the_column(world: World) {
        world.settle().await;
        let sheet = "项目名称,甲,乙\n开发区,晋中经济技术开发区,晋中经济技术开发区\n总投资(万元),100,一大笔\n责任人,王一,李二\n";
        let shown = preview(&world, Who::Clerk, "汇总.csv", sheet.as_bytes()).await;
        assert!(shown.says("汇总!C3"), "{}", shown.body);
        confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, 1);
    }

    async fn a_row_that_waited_keeps_its_heading_and_its_date_system(world: World) {
        let tree = world.settle().await;
        let source = Source { name: "台账.xlsx".into(), hash: "0".repeat(64), came: None };
        let options = Options { zone: Some(tree.zone), ..Options::default() };
        let scope = Scope::operator();
        let report =
            intake(&world.ledger, &scope, operator(), (source, &book()), &options, Mode::Commit, |_, _| {}).await.unwrap();
        assert_eq!((report.created(), report.parked()), (1, 1), "{:?}", report.problems);
        let db = world.ledger.db();
        let import = all_open::<Import>(db).await.unwrap().remove(0);
        let layout = layout_from_text(&import.layout).unwrap();
        let kept = all_open::<ParkedRow>(db).await.unwrap().remove(0);
        let mut row = KeptRow::from_text(&kept.cells).unwrap();
        row.cells[3] = KeptCell::Text("200".into());
        let waiting = [Waiting { kept, row, holds: false, asked: true, answer: None }];
        let mended =
            mend(&world.ledger, &scope, operator(), (&import, &layout), &waiting, None, Mode::Commit).await.unwrap();
        assert_eq!(mended.brought_in(), 1, "{:?}", mended.problems);
        let days: Vec<_> = all_open::<StageEvent>(db).await.unwrap().iter().map(|event| event.day).collect();
        assert_eq!((days.len(), days[0]), (2, days[1]), "{days:?}");
        let notes: Vec<_> = all_open::<Note>(db).await.unwrap();
        assert!(notes.len() == 2 && notes.iter().all(|note| note.text == "一、新建项目"), "{notes:?}");
        assert_eq!(all_open::<Project>(db).await.unwrap().len(), 2);
    }
}
