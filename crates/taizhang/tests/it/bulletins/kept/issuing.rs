//! Issued bulletins.

use super::{drafted, held, issued, one_more};
use crate::kit::{Who, World, printed};
use office::ReadLimits;

on_both! {
    async fn an_issued_bulletin_is_printed_again_to_the_letter_whatever_comes_later(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        world.post(Who::Clerk, &format!("{path}/paragraphs/signing"), &[("text", "手写的一段。"), ("since", "0")]).await.to();
        assert_eq!(world.post(Who::Clerk, &format!("{path}/issue"), &[]).await.status, 403, "a clerk issues nothing");
        issued(&world, &path).await;
        let files = async || {
            let docx = world.get(Who::Leader, &format!("{path}/bulletin.docx")).await.bytes;
            (docx, world.get(Who::Leader, &format!("{path}/annex.xlsx")).await.bytes)
        };
        let before = files().await;
        one_more(&world, &tree, &round).await;
        let name = [("name", "改名后的开发区"), ("kind", "zone"), ("parent", &tree.city.to_string()), ("position", "1")];
        world.post(Who::Administrator, &format!("/orgs/{}", tree.zone), &name).await;
        let after = files().await;
        assert!(before.0.starts_with(b"PK") && before == after);
        for (to, fields) in [("redraft", vec![("true_on", "2022-06-30")]), ("paragraphs/signing", vec![("text", "乙")]), ("discard", vec![])] {
            assert_eq!(world.post(Who::Clerk, &format!("{path}/{to}"), &fields).await.status, 409, "{to}");
        }
        assert_eq!(world.post(Who::Reviewer, &format!("{path}/issue"), &[]).await.status, 409);
        let id = path.rsplit('/').next().unwrap();
        let output = world.taizhang(&["bulletin", id, "--out", "again.docx"]).await;
        assert!(output.status.success(), "{}", printed(&output).1);
        assert_eq!(std::fs::read(world.folder.path().join("again.docx")).unwrap(), after.0);
        let text = world.taizhang(&["bulletin", id]).await;
        assert!(printed(&text).0.contains("手写的一段。"));
        let fixed = world.taizhang(&["bulletin", id, "--true-on", "2022-01-01"]).await;
        assert!(!fixed.status.success() && printed(&fixed).1.contains("--true-on"));
    }

    async fn the_annex_of_codes_says_in_words_what_each_number_is(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        let bytes = world.get(Who::Leader, &format!("{path}/annex.xlsx")).await.bytes;
        let book = office::read(&bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        let codes = book.sheets.iter().find(|sheet| sheet.name == "数据编号").unwrap();
        let text = |row: usize, col: usize| codes.rows[row].get(col).map(|cell| cell.text().into_owned()).unwrap_or_default();
        let heads: Vec<String> = (0..codes.rows[0].len()).map(|col| text(0, col)).collect();
        let of = |head: &str| heads.iter().position(|it| it == head).unwrap();
        for row in 1..codes.rows.len() {
            let place = text(row, of("位置"));
            assert!(place.contains("段") || place.contains("附件"), "{place}");
            let words = [text(row, of("指标名称")), text(row, of("数项")), text(row, of("条件"))].concat();
            assert!(!words.is_empty() && !words.contains("round:") && !words.contains("list:"), "{words}");
        }
        let asked: Vec<String> = (1..codes.rows.len()).map(|row| text(row, of("条件原文"))).collect();
        assert!(asked.iter().any(|asked| asked.contains("round:")), "what the program is asked stays: {asked:?}");
    }

    async fn an_issue_is_taken_back_by_who_may_issue_and_its_codes_say_so(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let code = issued(&world, &path).await;
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let undo = format!("/changes/{head}/undo");
        assert_eq!(world.post(Who::Clerk, &undo, &[]).await.status, 403);
        world.post(Who::Reviewer, &undo, &[]).await.to();
        assert!(world.get(Who::Clerk, &path).await.says("草稿"));
        let page = world.get(Who::Clerk, &format!("/f/{code}")).await;
        assert!(page.status == 200 && page.says("已撤回"), "{}", page.body);
    }

    async fn what_moved_between_two_bulletins_leads_to_why(world: World) {
        let (tree, round) = held(&world).await;
        let first = drafted(&world, &tree, &round).await;
        issued(&world, &first).await;
        one_more(&world, &tree, &round).await;
        let second = drafted(&world, &tree, &round).await;
        let page = world.get(Who::Clerk, &format!("{second}/moved")).await;
        assert!(page.says("为何变动"), "{}", page.body);
        let place = page.between("<tbody>", "</tr>").unwrap();
        assert!(place.contains("第") && place.contains("段"), "the place in words: {place}");
        assert!(!page.says(">signing.") && !page.says(".count<"), "no key of the program: {}", page.body);
        let why = page.between("<a href=\"/figures?", "\"").unwrap().replace("&amp;", "&");
        let why = world.get(Who::Clerk, &format!("/figures?{why}")).await;
        assert!(why.status == 200 && why.says("JZ-2号项目"), "{}", why.body);
    }
}
