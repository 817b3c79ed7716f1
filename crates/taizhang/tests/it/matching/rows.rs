//! Rows of a workbook that look like a project of the ledger.

use super::{ONE, OTHER, answer, answers, hidden, project, projects, two};
use crate::imports::{confirm, preview};
use crate::kit::{Page, Who, World};
use domain::facts::{MatchVerdict, ParkedRow, Project};
use taizhang::ledger::all_open;

fn sheet(no: &str, title: &str, amount: &str) -> String {
    format!(
        "项目编号,项目名称,开发区,总投资(万元),签约日期\n{no},{title},晋中经济技术开发区,{amount},2021-07-16\n"
    )
}

/// Brings a file in; gives the address of its import.
async fn bring(world: &World, text: &str) -> String {
    let shown = preview(world, Who::Clerk, "台账.csv", text.as_bytes()).await;
    confirm(world, Who::Clerk, &shown).await.to().to_owned()
}

async fn waiting(world: &World) -> Vec<i64> {
    all_open::<ParkedRow>(world.ledger.db()).await.unwrap().into_iter().map(|kept| kept.id).collect()
}

/// Answers for the one row that waits.
async fn answer_row(world: &World, import: &str, fields: &[(&str, &str)]) -> Page {
    let at = format!("{import}/waiting/{}", waiting(world).await[0]);
    let shown = world.get(Who::Clerk, &at).await;
    let (seen, project) = (hidden(&shown, "seen"), hidden(&shown, "project"));
    let held = [("seen", seen.as_str()), ("project", project.as_str())];
    world.post(Who::Clerk, &at, &[&held[..], fields].concat()).await
}

on_both! {
    async fn a_row_without_a_number_that_looks_like_a_project_waits_and_lies_beside_it(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        let import = bring(&world, &sheet("", OTHER, "300")).await;
        let page = world.get(Who::Clerk, &import).await;
        assert!(page.says("可能是同一项目") && page.says("相似度96%") && page.says("并排核对"), "{}", page.body);
        let beside = world.get(Who::Clerk, &format!("{import}/waiting/{}", waiting(&world).await[0])).await;
        for word in [ONE, OTHER, "台账!2", "3,000,000元", "2021-07-16", "是同一项目", "不是同一项目"] {
            assert!(beside.says(word), "{word}: {}", beside.body);
        }
        assert_eq!(projects(&world).await, [ONE]);
        let there = format!("{import}/waiting/{}", waiting(&world).await[0]);
        assert_eq!(world.get(Who::Neighbour, &there).await.status, 404);
    }

    async fn said_to_be_the_same_it_comes_in_there_and_is_asked_no_more(world: World) {
        let tree = world.settle().await;
        let id = project(&world, tree.zone, "JZ-1", ONE).await;
        let import = bring(&world, &sheet("", OTHER, "300")).await;
        let unsaid = answer_row(&world, &import, &[("verdict", "same")]).await;
        assert!(unsaid.status == 422 && waiting(&world).await.len() == 1, "a reason is needed");
        let done = answer_row(&world, &import, &[("verdict", "same"), ("reason", "园区简称")]).await;
        assert!(world.follow(Who::Clerk, &done).await.says("已记住答复，并按此导入本行"), "{}", done.body);
        let kept = all_open::<Project>(world.ledger.db()).await.unwrap().pop().unwrap();
        assert_eq!((kept.id, kept.title.as_str()), (id.0, ONE), "the other list's name is none that it takes");
        assert_eq!(kept.invest_fen.unwrap().fen(), 300_000_000);
        let next = preview(&world, Who::Clerk, "六月.csv", sheet("", OTHER, "350").as_bytes()).await;
        assert!(next.says("变更 1") && next.says("待处理 0"), "{}", next.body);
        let list = world.get(Who::Clerk, "/matching").await;
        assert!(list.says("园区简称") && list.says("无编号"), "{}", list.body);
        let answer = all_open::<domain::facts::MatchAnswer>(world.ledger.db()).await.unwrap().pop().unwrap();
        world.post(Who::Clerk, &format!("/matching/answers/{}/revoke", answer.id), &[]).await.to();
        let asked = preview(&world, Who::Clerk, "七月.csv", sheet("", OTHER, "350").as_bytes()).await;
        assert!(asked.says("待处理 1"), "revoked, it is asked again: {}", asked.body);
    }

    async fn said_to_be_another_it_makes_a_project_and_neither_import_nor_list_asks_again(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        let import = bring(&world, &sheet("", OTHER, "300")).await;
        answer_row(&world, &import, &[("verdict", "another"), ("reason", "另一份合同")]).await.to();
        assert_eq!(projects(&world).await, [ONE, OTHER]);
        let next = preview(&world, Who::Clerk, "六月.csv", sheet("", OTHER, "350").as_bytes()).await;
        assert!(next.says("变更 1") && next.says("待处理 0"), "{}", next.body);
        let list = world.get(Who::Clerk, "/matching").await;
        assert!(list.says("没有待核对的相似项目") && list.says("另一份合同"), "{}", list.body);
    }

    async fn ticked_on_the_page_it_is_remembered_too(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        let import = bring(&world, &sheet("", OTHER, "300")).await;
        let row = waiting(&world).await[0];
        let (cell, holds) = (format!("c.{row}.1"), format!("holds.{row}"));
        world.post(Who::Clerk, &format!("{import}/waiting"), &[(&cell, OTHER), (&holds, "1")]).await.to();
        assert_eq!(projects(&world).await, [ONE, OTHER]);
        let said = answers(&world).await;
        assert!(said.len() == 1 && said[0].verdict == MatchVerdict::Another && said[0].score == 96, "{said:?}");
        assert!(world.get(Who::Clerk, "/matching").await.says("没有待核对的相似项目"));
    }

    async fn a_row_with_a_number_of_its_own_comes_in_and_is_pointed_at(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet("JZ-9", OTHER, "300").as_bytes()).await;
        assert!(shown.says("可能是同一项目") && shown.says("到“相似项目核对”中合并") && shown.says("待处理 0"), "{}", shown.body);
        confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, [ONE, OTHER]);
        assert!(world.get(Who::Clerk, "/matching").await.says("并排核对"));
    }

    async fn phases_of_one_project_are_not_asked_about(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        bring(&world, &sheet("", &format!("{ONE}（二期）"), "300")).await;
        assert!(projects(&world).await.len() == 2 && waiting(&world).await.is_empty());
    }

    async fn rows_under_the_number_or_the_name_of_what_was_merged_mean_the_one(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        answer(&world, Who::Clerk, ids, &[("verdict", "merged"), ("reason", "同一合同")]).await.to();
        for (no, title, amount) in [("JZ-2", OTHER, "300"), ("", OTHER, "400"), ("JZ-2", "换了名字", "500")] {
            bring(&world, &sheet(no, title, amount)).await;
            let kept = all_open::<Project>(world.ledger.db()).await.unwrap();
            assert!(kept.len() == 1 && waiting(&world).await.is_empty(), "{no} {title}");
            assert_eq!(kept[0].invest_fen.unwrap().fen(), amount.parse::<i64>().unwrap() * 1_000_000, "{no} {title}");
            assert_eq!(kept[0].own_no, "JZ-1");
        }
    }

    async fn an_answer_for_a_row_that_came_in_meanwhile_changes_nothing(world: World) {
        let tree = world.settle().await;
        project(&world, tree.zone, "JZ-1", ONE).await;
        let import = bring(&world, &sheet("", OTHER, "300")).await;
        let at = format!("{import}/waiting/{}", waiting(&world).await[0]);
        let shown = world.get(Who::Clerk, &at).await;
        let (seen, of) = (hidden(&shown, "seen"), hidden(&shown, "project"));
        let said = [("seen", seen.as_str()), ("project", of.as_str()), ("verdict", "another"), ("reason", "另一份合同")];
        world.post(Who::Clerk, &at, &said).await.to();
        let late = world.post(Who::Clerk, &at, &said).await;
        assert!(late.status == 404 && late.says("已不在待处理之列"), "{} {}", late.status, late.body);
        assert_eq!((projects(&world).await.len(), answers(&world).await.len()), (2, 1));
    }
}
