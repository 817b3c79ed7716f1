//! Rows of one file that tell otherwise of one project: the one that waits says why, and overrides nothing unasked.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World};
use domain::facts::Project;

const HEADER: &str = "项目编号,项目名称,开发区,总投资(万元),签约日期";
const ZONE: &str = "晋中经济技术开发区";

/// Brings rows in; gives the import's address and its page.
async fn imported(world: &World, rows: &[&str]) -> (String, Page) {
    let rows: Vec<String> = rows.iter().map(|row| row.replace('@', ZONE)).collect();
    let sheet = format!("{HEADER}\n{}\n", rows.join("\n"));
    let shown = preview(world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
    let done = confirm(world, Who::Clerk, &shown).await;
    let page = world.get(Who::Clerk, done.to()).await;
    (done.to().to_owned(), page)
}

/// The rows that wait, by their numbers in the ledger.
fn waiting(page: &Page) -> Vec<String> {
    let buttons = page.body.split("name=\"only\" value=\"").skip(1);
    buttons.map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
}

/// Brings one row in, with its date, and with or without the tick that it holds.
async fn bring(world: &World, at: &str, row: &str, day: &str, holds: bool) -> Page {
    let (cell, tick) = (format!("c.{row}.4"), format!("holds.{row}"));
    let mut fields = vec![("only", row), (cell.as_str(), day)];
    if holds {
        fields.push((tick.as_str(), "1"));
    }
    world.post(Who::Clerk, &format!("{at}/waiting"), &fields).await
}

async fn wan(world: &World) -> i64 {
    let project = &taizhang::ledger::all_open::<Project>(world.ledger.db()).await.unwrap()[0];
    project.invest_fen.unwrap().fen() / 1_000_000
}

on_both! {
    async fn a_repeated_number_keeps_its_reason_and_changes_nothing_before_it_is_agreed_to(world: World) {
        world.settle().await;
        let rows = ["JZ-1,电池项目,@,100,2021-07-16", "JZ-1,电池项目,@,200,2021-08-01"];
        let (at, page) = imported(&world, &rows).await;
        assert!(page.says("同一项目在第2行已经出现，且内容不同"), "{}", page.body);
        assert!(page.says("导入本行将变更台账") && page.says("1,000,000元 → 2,000,000元"), "{}", page.body);
        assert!(page.says("2021-07-16 → 2021-08-01") && page.says("以本行为准"), "{}", page.body);
        let row = &waiting(&page)[0];
        let refused = bring(&world, &at, row, "2021-08-01", false).await;
        assert_eq!((refused.status.as_u16(), wan(&world).await), (422, 100));
        assert!(refused.says("同一项目在第2行已经出现，且内容不同"), "{}", refused.body);
        let done = bring(&world, &at, row, "2021-08-01", true).await;
        assert!(world.follow(Who::Clerk, &done).await.says("已导入1行，没有待处理的行了"), "{}", done.body);
        assert_eq!((wan(&world).await, projects(&world).await), (200, 1));
    }

    async fn of_two_rows_that_both_wait_neither_overrides_the_other_unasked(world: World) {
        world.settle().await;
        let rows = ["JZ-1,电池项目,@,100,2021-02-30", "JZ-1,电池项目,@,200,2021-08-01"];
        let (at, page) = imported(&world, &rows).await;
        assert_eq!((waiting(&page).len(), projects(&world).await), (2, 0));
        let [first, second] = &waiting(&page)[..] else { panic!("{}", page.body) };
        let done = bring(&world, &at, second, "2021-08-01", false).await;
        assert_eq!((done.status.as_u16(), wan(&world).await), (303, 200), "nothing is overridden yet: {}", done.body);
        let refused = bring(&world, &at, first, "2021-02-28", false).await;
        assert_eq!((refused.status.as_u16(), wan(&world).await), (422, 200));
        assert!(refused.says("同一项目在第3行已经出现，且内容不同"), "{}", refused.body);
        bring(&world, &at, first, "2021-02-28", true).await;
        assert_eq!(wan(&world).await, 100);
    }

    async fn the_message_counts_all_that_still_wait(world: World) {
        world.settle().await;
        let rows = ["JZ-1,电池项目,@,100,2021-02-30", "JZ-2,风机项目,@,100,2021-02-30", "JZ-3,轴承项目,@,100,2021-02-30"];
        let (at, page) = imported(&world, &rows).await;
        for (row, said) in waiting(&page).iter().zip(["仍有2行待处理", "仍有1行待处理", "没有待处理的行了"]) {
            let done = bring(&world, &at, row, "2021-02-28", false).await;
            let after = world.follow(Who::Clerk, &done).await;
            assert!(after.says(&format!("已导入1行，{said}")), "{}", after.body);
        }
    }
}
