//! Two people at one draft: nobody issues or gives up what they have not seen, and nobody's words are lost.

use super::{drafted, held, one_more, redraft, seen};
use crate::kit::{Who, World};

/// Writes the paragraph of signings as the zone's clerk.
async fn by_hand(world: &World, path: &str, text: &str) {
    let paragraph = format!("{path}/paragraphs/signing");
    let page = world.get(Who::Clerk, &paragraph).await;
    let since = page.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
    world.post(Who::Clerk, &paragraph, &[("text", text), ("since", &since)]).await.to();
}

on_both! {
    async fn words_that_were_not_seen_are_not_issued(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let page = format!("{path}/issue");
        let before = seen(&world, Who::Reviewer, &page).await;
        assert!(world.get(Who::Reviewer, &page).await.says("个项目集中签约"), "the words stand on the page that issues them");
        by_hand(&world, &path, "经办改过的一段。").await;
        let refused = world.post(Who::Reviewer, &page, &[("draft", &before), ("seen", "1")]).await;
        assert!(refused.status == 422 && refused.says("经办改过的一段。"), "{}", refused.body);
        let words = refused.between("role=\"alert\"", "</ul>").unwrap();
        assert!(words.contains("第1段"), "{words}");
        let unseen = world.post(Who::Reviewer, &page, &[]).await;
        assert!(unseen.status == 422 && unseen.says("请先核对现在的文字"), "{}", unseen.body);
        one_more(&world, &tree, &round).await;
        let before = seen(&world, Who::Reviewer, &page).await;
        redraft(&world, Who::Clerk, &path, "2022-06-30").await.to();
        let refused = world.post(Who::Reviewer, &page, &[("draft", &before), ("seen", "1")]).await;
        assert!(refused.status == 422 && refused.says("（重新成稿）"), "{}", refused.body);
        assert!(!refused.says("name=\"seen\" value=\"1\" checked"), "ticked again by who has looked: {}", refused.body);
        let now = refused.between("name=\"draft\" value=\"", "\"").unwrap().to_owned();
        world.post(Who::Reviewer, &page, &[("draft", &now), ("seen", "1"), ("open", "1")]).await.to();
        assert!(world.get(Who::Leader, &path).await.says("经办改过的一段。"));
    }

    async fn a_draft_on_which_somebody_wrote_meanwhile_is_not_given_up_unseen(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let discard = format!("{path}/discard");
        let before = seen(&world, Who::Reviewer, &path).await;
        by_hand(&world, &path, "经办改过的一段。").await;
        for told in [vec![("draft", &*before)], vec![]] {
            let refused = world.post(Who::Reviewer, &discard, &told).await;
            assert!(refused.status == 409 && refused.says(&format!("href=\"{path}\"")), "{}", refused.body);
        }
        assert!(world.get(Who::Clerk, &path).await.says("经办改过的一段。"));
        let now = seen(&world, Who::Reviewer, &path).await;
        assert_eq!(world.post(Who::Reviewer, &discard, &[("draft", &now)]).await.to(), "/bulletins");
    }

    async fn an_older_day_is_not_brought_back_by_who_saw_the_draft_before(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let before = seen(&world, Who::Clerk, &path).await;
        redraft(&world, Who::Reviewer, &path, "2022-07-31").await.to();
        for told in [vec![("true_on", "2022-06-30"), ("draft", &*before)], vec![("true_on", "2022-06-30")]] {
            let refused = world.post(Who::Clerk, &format!("{path}/redraft"), &told).await;
            assert!(refused.status == 409 && refused.says(&format!("href=\"{path}\"")), "{}", refused.body);
        }
        let refused = world.post(Who::Clerk, &format!("{path}/redraft"), &[("true_on", "2022-06-30"), ("draft", &before)]).await;
        assert!(refused.says("重新成稿：2022-07-31"), "{}", refused.body);
        assert!(world.get(Who::Clerk, &path).await.says("name=\"true_on\" value=\"2022-07-31\""));
        let now = seen(&world, Who::Clerk, &path).await;
        by_hand(&world, &path, "经办改过的一段。").await;
        let sent = [("true_on", "2022-06-30"), ("draft", &*now)];
        world.post(Who::Clerk, &format!("{path}/redraft"), &sent).await.to();
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("name=\"true_on\" value=\"2022-06-30\"") && page.says("经办改过的一段。"), "what is by hand is kept: {}", page.body);
    }

    async fn who_writes_beside_a_draft_of_before_is_told_and_loses_nothing(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let paragraph = format!("{path}/paragraphs/signing");
        let over = async || {
            let page = world.get(Who::Clerk, &paragraph).await;
            page.between("name=\"over\" value=\"", "\"").unwrap_or_else(|| panic!("{}", page.body)).to_owned()
        };
        let anew = async || {
            redraft(&world, Who::Reviewer, &path, "2022-06-30").await.to();
        };
        let before = over().await;
        world.signed_project(tree.zone, "JZ-9", 7, crate::kit::day(2022, 1, 6)).await;
        anew().await;
        assert_eq!(over().await, before, "the paragraph says the same in the new draft");
        one_more(&world, &tree, &round).await;
        anew().await;
        let text = "总投资2亿元的1个项目集中签约，另有手写。";
        let old = world.post(Who::Clerk, &paragraph, &[("text", text), ("since", "0"), ("over", &before)]).await;
        assert!(old.status == 422 && old.says(text) && old.says("已重新成稿"), "{}", old.body);
        assert!(old.says("2个项目集中签约"), "what is drafted now stands beside: {}", old.body);
        assert!(!world.get(Who::Leader, &path).await.says("另有手写"));
        let now = old.between("name=\"over\" value=\"", "\"").unwrap().to_owned();
        assert_eq!(now, over().await);
        world.post(Who::Clerk, &paragraph, &[("text", text), ("since", "0"), ("over", &now)]).await.to();
        assert!(world.get(Who::Leader, &path).await.says("另有手写"));
    }

    async fn a_text_by_hand_is_not_withdrawn_by_who_saw_another(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        by_hand(&world, &path, "甲的文字。").await;
        let paragraph = format!("{path}/paragraphs/signing");
        let page = world.get(Who::Reviewer, &paragraph).await;
        let form = page.between("/withdraw\"", "</form>").unwrap();
        let since = form.split("name=\"since\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        by_hand(&world, &path, "乙的文字。").await;
        let withdraw = format!("{paragraph}/withdraw");
        let refused = world.post(Who::Reviewer, &withdraw, &[("since", &since)]).await;
        assert!(refused.status == 409 && refused.says("未撤销手改"), "{}", refused.body);
        assert!(world.get(Who::Leader, &path).await.says("乙的文字。"));
    }
}
