//! Issued bulletins.

use super::{drafted, drafted_in, held, issue, issued, next_day, one_more, seen};
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

    async fn what_nobody_has_filled_is_said_before_it_is_issued(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let page = format!("{path}/issue");
        let draft = seen(&world, Who::Reviewer, &page).await;
        let warned = world.get(Who::Reviewer, &page).await;
        let open = warned.between("尚未填写", "</p>").unwrap();
        assert!(open.contains("/paragraphs/number") && open.contains("/paragraphs/office") && !open.contains("/paragraphs/day"), "{open}");
        let refused = world.post(Who::Reviewer, &page, &[("draft", &draft)]).await;
        assert!(refused.status == 422 && refused.says("id=\"open-wrong\""), "{}", refused.body);
        for (part, text) in [("number", "市开发〔2022〕7号"), ("office", "市开发区办公室")] {
            world.post(Who::Clerk, &format!("{path}/paragraphs/{part}"), &[("text", text), ("since", "0")]).await.to();
        }
        assert!(!world.get(Who::Reviewer, &page).await.says("尚未填写"));
        let draft = seen(&world, Who::Reviewer, &page).await;
        world.post(Who::Reviewer, &page, &[("draft", &draft)]).await.to();
    }

    async fn a_document_is_dated_by_the_day_of_its_issue_unless_somebody_dates_it(world: World) {
        let (tree, round) = held(&world).await;
        let (first, second) = (drafted(&world, &tree, &round).await, drafted(&world, &tree, &round).await);
        world.post(Who::Clerk, &format!("{second}/paragraphs/day"), &[("text", "2022年7月9日"), ("since", "0")]).await.to();
        next_day(&world).await;
        assert!(world.get(Who::Clerk, &first).await.says("<p class=\"signature\">2022年7月1日"), "as it would be issued today");
        assert!(!world.get(Who::Clerk, &second).await.says("须核对"), "another day has come, and nothing else has moved");
        for path in [&first, &second] {
            issue(&world, path, &[]).await.to();
        }
        assert!(world.get(Who::Clerk, &first).await.says("<p class=\"signature\">2022年7月1日"));
        assert!(world.get(Who::Clerk, &second).await.says("<p class=\"signature\">2022年7月9日"));
    }

    async fn what_tells_of_a_day_to_come_says_so_and_is_issued_when_it_has_come(world: World) {
        let (tree, _) = held(&world).await;
        let coming = world.held_round(&tree, ("2022", "2"), "2022-07-01").await;
        let of_round = drafted(&world, &tree, &coming).await;
        let org = tree.zone.to_string();
        let of_month = [("template", "monthly"), ("org", &*org), ("round", ""), ("true_on", "2030-12-31"), ("lang", "zh-CN")];
        let of_month = world.post(Who::Clerk, "/bulletins/new", &of_month).await.to().to_owned();
        for (path, words) in [(&of_round, "所述日期（2022-07-01）尚未到来"), (&of_month, "所述日期（2030-12-31）尚未到来")] {
            let page = world.get(Who::Clerk, path).await;
            assert!(page.says(words), "{}", page.body);
            let draft = seen(&world, Who::Clerk, path).await;
            let confirm = world.get(Who::Reviewer, &format!("{path}/issue")).await;
            assert!(confirm.says(words) && !confirm.says("name=\"draft\""), "{}", confirm.body);
            let early = world.post(Who::Reviewer, &format!("{path}/issue"), &[("draft", &draft), ("open", "1")]).await;
            assert!(early.status == 409 && early.says("到当日方可印发"), "{}", early.body);
        }
        let cli = world.taizhang(&["bulletin", "monthly", "--true-on", "2030-12-31"]).await;
        assert!(cli.status.success() && printed(&cli).1.contains("2030-12-31"), "{}", printed(&cli).1);
        next_day(&world).await;
        issue(&world, &of_round, &[]).await.to();
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

    async fn what_moved_compares_with_the_earlier_edition_and_not_with_the_twin_in_the_other_language(world: World) {
        let (tree, round) = held(&world).await;
        let first = drafted(&world, &tree, &round).await;
        one_more(&world, &tree, &round).await;
        let second = drafted(&world, &tree, &round).await;
        let english = drafted_in(&world, &tree, &round, "en").await;
        let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        let chosen = async |path: &str| {
            let page = world.get(Who::Clerk, &format!("{path}/moved")).await;
            page.body.split("<option value=\"").find(|it| it.contains("selected")).map(|it| it.split('"').next().unwrap().to_owned())
        };
        assert_eq!(chosen(&second).await, Some(id(&first)), "not the twin");
        assert_eq!(chosen(&english).await, None, "there are but twins");
        assert_eq!(chosen(&first).await, None, "nothing is earlier");
    }
}
