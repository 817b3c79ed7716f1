//! Drafts and what is written on them by hand.

use super::{asked, drafted, held, issue, one_more, redraft, seen};
use crate::kit::{Who, World};
use axum::http::StatusCode;
use domain::facts::Bulletin;
use taizhang::ledger::all_open;

const BY_HAND: &str = "总投资2亿元的1个项目集中签约，仪式由市领导主持。";

on_both! {
    async fn a_clerk_drafts_for_the_zone_and_the_neighbour_sees_nothing_of_it(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        for who in [Who::Clerk, Who::Leader, Who::Reviewer, Who::Provincial, Who::Auditor] {
            let page = world.get(who, &path).await;
            assert!(page.says("情况的通报") && page.says("草稿") && page.says("class=\"figure\""), "{who:?} {}", page.body);
        }
        let members = world.get(Who::Clerk, &path).await;
        let link = members.between("class=\"figure\" href=\"", "\"").unwrap().replace("&amp;", "&");
        assert!(world.get(Who::Clerk, &link).await.says("JZ-1号项目"), "{link}");
        for to in ["", "/bulletin.docx", "/annex.xlsx", "/moved", "/issue", "/paragraphs/signing"] {
            let page = world.get(Who::Neighbour, &format!("{path}{to}")).await;
            let wanted = if to == "/issue" { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
            assert_eq!(page.status, wanted, "{to}");
        }
        for to in ["/redraft", "/discard", "/paragraphs/signing", "/paragraphs/signing/withdraw"] {
            assert_eq!(world.post(Who::Neighbour, &format!("{path}{to}"), &[("text", "甲")]).await.status, 404, "{to}");
        }
        assert!(!world.get(Who::Neighbour, "/bulletins").await.says(&path));
        assert!(world.get(Who::Clerk, "/bulletins").await.says(&path));
        assert_eq!(asked(&world, Who::Neighbour, &tree, &round).await.status, 422, "not in another zone's name");
        let docx = world.get(Who::Leader, &format!("{path}/bulletin.docx")).await;
        let xlsx = world.get(Who::Leader, &format!("{path}/annex.xlsx")).await;
        assert!(docx.bytes.starts_with(b"PK") && xlsx.bytes.starts_with(b"PK"));
        let draft = seen(&world, Who::Clerk, &path).await;
        assert_eq!(world.post(Who::Clerk, &format!("{path}/discard"), &[("draft", &draft)]).await.to(), "/bulletins");
        assert_eq!(world.get(Who::Clerk, &path).await.status, 404);
    }

    async fn what_makes_no_bulletin_is_refused_at_its_field(world: World) {
        let (tree, _) = held(&world).await;
        let none = asked(&world, Who::Clerk, &tree, "").await;
        assert!(none.status == 422 && none.says("id=\"round-wrong\""), "{}", none.body);
        let unknown = asked(&world, Who::Clerk, &tree, "999999").await;
        assert!(unknown.status == 422 && unknown.says("id=\"round-wrong\""));
    }

    async fn a_paragraph_by_hand_stands_in_the_place_of_the_drafted_one_and_can_be_withdrawn(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let paragraph = format!("{path}/paragraphs/signing");
        let form = world.get(Who::Clerk, &paragraph).await;
        assert!(form.says("自动稿") && form.says("个项目集中签约"), "{}", form.body);
        world.post(Who::Clerk, &paragraph, &[("text", BY_HAND), ("since", "0")]).await.to();
        assert!(world.get(Who::Leader, &path).await.says("仪式由市领导主持"));
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("仪式由市领导主持") && page.says("手改") && !page.says("须核对"));
        assert!(page.says(">1</a>个项目集中签约"), "a number between the same letters still opens: {}", page.body);
        world.post(Who::Clerk, &format!("{paragraph}/withdraw"), &[]).await.to();
        assert!(!world.get(Who::Leader, &path).await.says("仪式由市领导主持"));
        assert_eq!(world.get(Who::Leader, &paragraph).await.status, 403);
        assert_eq!(world.get(Who::Clerk, &format!("{path}/paragraphs/nothing")).await.status, 404);
    }

    async fn of_two_people_at_one_paragraph_the_second_sees_both_texts(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let paragraph = format!("{path}/paragraphs/signing");
        world.post(Who::Clerk, &paragraph, &[("text", "经办的文字。"), ("since", "0")]).await.to();
        let second = world.post(Who::Reviewer, &paragraph, &[("text", "审核的文字。"), ("since", "0")]).await;
        assert_eq!(second.status, 422);
        assert!(second.says("经办的文字。") && second.says("审核的文字。") && second.says("他人刚保存的文字"), "{}", second.body);
        let since = second.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
        world.post(Who::Reviewer, &paragraph, &[("text", "审核的文字。"), ("since", &since)]).await.to();
        let page = world.get(Who::Leader, &path).await;
        assert!(page.says("审核的文字。") && !page.says("经办的文字。"));
    }

    async fn a_paragraph_by_hand_is_carried_into_the_next_draft_and_flagged_where_a_number_moved(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        world.post(Who::Clerk, &format!("{path}/paragraphs/signing"), &[("text", BY_HAND), ("since", "0")]).await.to();
        one_more(&world, &tree, &round).await;
        assert!(!world.get(Who::Clerk, &path).await.says("须核对"), "a draft stays at its change");
        redraft(&world, Who::Clerk, &path, "2022-06-30").await.to();
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("仪式由市领导主持") && page.says("须核对") && page.says("▲"));
        assert!(page.says("<span class=\"old\">1</span> → <strong class=\"new\">2</strong>"), "{}", page.body);
        let blind = issue(&world, &path, &[]).await;
        assert!(blind.status == 422 && blind.says("id=\"seen-wrong\""), "{}", blind.body);
        issue(&world, &path, &[("seen", "1")]).await.to();
        assert!(world.get(Who::Leader, &path).await.says("仪式由市领导主持"));
    }

    async fn a_number_by_hand_that_is_not_the_drafted_one_is_told_before_and_after_the_issue(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let paragraph = format!("{path}/paragraphs/signing");
        let drafted = world.get(Who::Clerk, &paragraph).await;
        let drafted = drafted.between("<textarea", "</textarea>").and_then(|it| it.split_once('>')).unwrap().1.trim().to_owned();
        let by_hand = drafted.replace("1个项目集中签约", "9个项目集中签约");
        assert_ne!(by_hand, drafted);
        let told = "<strong>1</strong>个项目集中签约";
        world.post(Who::Clerk, &paragraph, &[("text", &drafted.replace("签约，", "签约；")), ("since", "0")]).await.to();
        assert!(!world.get(Who::Clerk, &path).await.says("与自动稿不同"), "other words, and the same numbers");
        let since = world.get(Who::Clerk, &paragraph).await;
        let since = since.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
        world.post(Who::Clerk, &paragraph, &[("text", &by_hand), ("since", &since)]).await.to();
        for page in [&path, &paragraph, &format!("{path}/issue")] {
            let page = world.get(Who::Reviewer, page).await;
            assert!(page.says(told) && page.says("→ <strong>9</strong>"), "{}", page.body);
        }
        let confirm = world.get(Who::Reviewer, &format!("{path}/issue")).await;
        assert!(confirm.says("手改段落中有1个数与自动稿不同") && confirm.says("第1段</a>"), "{}", confirm.body);
        issue(&world, &path, &[]).await.to();
        for who in [Who::Clerk, Who::Reviewer] {
            let page = world.get(who, &path).await;
            assert!(page.says(told) && page.says("→ <strong>9</strong>"), "{who:?} {}", page.body);
        }
    }

    async fn a_day_by_hand_is_flagged_when_the_draft_is_of_another_day(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        for (part, text) in [("addressee", "各镇（5月31日前报送）："), ("office", "市商务局")] {
            world.post(Who::Clerk, &format!("{path}/paragraphs/{part}"), &[("text", text), ("since", "0")]).await.to();
        }
        assert!(!world.get(Who::Clerk, &path).await.says("须核对"));
        redraft(&world, Who::Clerk, &path, "2022-07-31").await.to();
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("→ <strong class=\"new\">2022-07-31</strong>"), "{}", page.body);
        assert!(page.says("#slot-addressee") && !page.says("#slot-office"), "a text without a day is not flagged: {}", page.body);
        let again = page.between("/paragraphs/addressee", "</p>").is_some();
        assert!(again);
    }

    async fn title_addressee_and_signature_are_written_by_hand_and_kept_in_the_next_draft(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let written = [
            ("title", "关于一季度\n项目情况的通报", "关于一季度<br>"),
            ("addressee", "各镇人民政府：", "各镇人民政府："),
            ("number", "市开发〔2022〕7号", "市开发〔2022〕7号"),
            ("office", "市开发区办公室", "市开发区办公室"),
            ("day", "2022年7月8日", "2022年7月8日"),
        ];
        for (slot, text, _) in written {
            let form = format!("{path}/paragraphs/{slot}");
            assert_eq!(world.get(Who::Clerk, &form).await.status, 200, "{slot}");
            world.post(Who::Clerk, &form, &[("text", text), ("since", "0")]).await.to();
        }
        redraft(&world, Who::Clerk, &path, "2022-06-30").await.to();
        let page = world.get(Who::Leader, &path).await;
        for (_, _, shown) in written {
            assert!(page.says(shown), "{shown} is not in {}", page.body);
        }
        assert!(world.get(Who::Leader, "/bulletins").await.says("关于一季度项目情况的通报"));
        let docx = world.get(Who::Leader, &format!("{path}/bulletin.docx")).await.bytes;
        let text = office::docx::check::Package::open(&docx).unwrap().paragraphs().join("\n");
        assert!(text.contains("关于一季度\n项目情况的通报") && text.contains("\t市开发区办公室"), "{text}");
        assert!(!text.contains("印发机关待确认"), "who signs has it issued: {text}");
        let moved = redraft(&world, Who::Clerk, &path, "2022-05-31").await;
        moved.to();
        assert!(world.get(Who::Clerk, &path).await.says("须核对"), "the drafted day is another");
        let withdraw = format!("{path}/paragraphs/title/withdraw");
        world.post(Who::Clerk, &withdraw, &[]).await.to();
        assert!(!world.get(Who::Leader, "/bulletins").await.says("关于一季度项目情况的通报"));
    }

    async fn a_withdrawn_title_is_again_that_of_the_present_draft(world: World) {
        let (tree, _) = held(&world).await;
        let org = tree.zone.to_string();
        let monthly = async |true_on: &str| {
            let fields = [("template", "monthly"), ("org", &*org), ("round", ""), ("true_on", true_on), ("lang", "zh-CN")];
            world.post(Who::Clerk, "/bulletins/new", &fields).await.to().to_owned()
        };
        let title_of = async |path: &str| {
            let id: i64 = path.rsplit('/').next().unwrap().parse().unwrap();
            let all = all_open::<Bulletin>(world.ledger.db()).await.unwrap();
            all.into_iter().find(|bulletin| bulletin.id == id).unwrap().body.title
        };
        let (path, june) = (monthly("2022-05-31").await, monthly("2022-06-30").await);
        let (in_may, in_june) = (title_of(&path).await, title_of(&june).await);
        assert_ne!(in_may, in_june, "the months are told");
        let title = format!("{path}/paragraphs/title");
        world.post(Who::Clerk, &title, &[("text", "关于上半年的通报"), ("since", "0")]).await.to();
        redraft(&world, Who::Clerk, &path, "2022-06-30").await.to();
        assert_eq!(title_of(&path).await, "关于上半年的通报");
        world.post(Who::Clerk, &format!("{title}/withdraw"), &[]).await.to();
        assert_eq!(title_of(&path).await, in_june);
    }
}
