//! Rankings of closed periods that are fixed.

use super::{type_in, typed};
use crate::kit::{Who, World};
use office::ReadLimits;

const FIX: &str = "/rankings/of/henan2008/fix?true-on=2022-05-31";

/// Fixes a ranking, as somebody who has looked at it; the path of its page.
pub async fn fixed(world: &World, fix: &str) -> String {
    let page = world.get(Who::Reviewer, fix).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let known = page.between("name=\"known\" value=\"", "\"").unwrap().to_owned();
    world.post(Who::Reviewer, fix, &[("known", &known)]).await.to().to_owned()
}

on_both! {
    async fn a_fixed_ranking_is_printed_again_to_the_letter_whatever_is_typed_in_later(world: World) {
        let tree = typed(&world).await;
        let path = fixed(&world, FIX).await;
        let page = world.get(Who::Reviewer, &path).await;
        assert!(page.says("2022年5月") && page.says("20.00") && page.says("晋中经济技术开发区"), "{}", page.body);
        let files = async || {
            let docx = world.get(Who::Reviewer, &format!("{path}/bulletin.docx")).await.bytes;
            (docx, world.get(Who::Reviewer, &format!("{path}/annex.xlsx")).await.bytes)
        };
        let before = files().await;
        type_in(&world, Who::Reviewer, tree.zone, "2022-05", ["30", "30", "30", "30"]).await;
        assert!(world.get(Who::Reviewer, "/rankings/of/henan2008?true-on=2022-05-31").await.says("100.00"));
        assert!(files().await == before, "the bytes are the same");
        let book = office::read(&before.1, "x.xlsx", &ReadLimits::default()).unwrap();
        let row = book.sheets[0].rows.iter().find(|row| row.iter().any(|cell| cell.text() == "祁县经济技术开发区"));
        let row: Vec<String> = row.unwrap().iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!((row[0].as_str(), row[2].parse::<f64>()), ("1", Ok(20.0)), "{row:?}");
    }

    async fn what_moved_since_is_told_part_by_part(world: World) {
        let tree = typed(&world).await;
        let path = fixed(&world, FIX).await;
        let moved = path.replace("/bulletins/", "/rankings/fixed/");
        assert!(world.get(Who::Reviewer, &moved).await.says("没有变动"));
        type_in(&world, Who::Reviewer, tree.zone, "2022-05", ["30", "30", "30", "30"]).await;
        let page = world.get(Who::Reviewer, &moved).await;
        assert!(page.says("+98.00") && page.says("+18.00") && page.says("2.00") && page.says("100.00"), "{}", page.body);
        assert!(page.says("−1"), "and it rose by a place");
        let english = world.get(Who::Reviewer, &format!("{moved}?lang=en")).await;
        assert!(english.says("What moved since") && english.says("As fixed"), "{}", english.body);
        assert_eq!(world.get(Who::Neighbour, &moved).await.status, 404);
        assert_eq!(world.get(Who::Reviewer, "/rankings/fixed/99999").await.status, 404);
    }

    async fn its_own_page_of_what_moved_leads_to_the_parts_and_to_the_scores(world: World) {
        let tree = typed(&world).await;
        type_in(&world, Who::Reviewer, tree.zone, "2022-04", ["30", "30", "30", "30"]).await;
        let first = fixed(&world, &FIX.replace("05-31", "04-30")).await;
        let second = fixed(&world, FIX).await;
        let page = world.get(Who::Reviewer, &format!("{second}/moved")).await;
        assert!(page.says(&second.replace("/bulletins/", "/rankings/fixed/")), "{}", page.body);
        assert!(!page.says("条件不同"), "no dead end: {}", page.body);
        let to = page.between("<a href=\"/rankings/of/", "\"").unwrap().replace("&amp;", "&");
        let score = world.get(Who::Reviewer, &format!("/rankings/of/{to}")).await;
        assert_eq!(score.status, 200, "{first} {to}");
    }

    async fn it_stands_on_the_list_and_its_scores_have_codes_until_it_is_taken_back(world: World) {
        typed(&world).await;
        let path = fixed(&world, FIX).await;
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let list = world.get(Who::Reviewer, "/rankings").await;
        assert!(list.says("已固定的排名") && list.says(&path), "{}", list.body);
        assert!(!world.get(Who::Neighbour, "/rankings").await.says("已固定的排名"), "another office's");
        let page = world.get(Who::Reviewer, &path).await;
        assert!(page.says("固定排名") && !page.says("ranking:henan2008"), "{}", page.body);
        let code = page.between("href=\"/f/", "\"").unwrap().to_owned();
        let score = world.get(Who::Reviewer, &format!("/f/{code}")).await;
        assert!(score.status == 200 && score.says("这个数出自考核排名"), "{}", score.body);
        let parts = score.between("href=\"/rankings/of/henan2008/units/", "\"").unwrap().replace("&amp;", "&");
        let parts = world.get(Who::Reviewer, &format!("/rankings/of/henan2008/units/{parts}")).await;
        assert!(parts.status == 200 && parts.says("各项之和与总分一致"), "{}", parts.body);
        let undo = format!("/changes/{head}/undo");
        assert_ne!(world.post(Who::Clerk, &undo, &[]).await.status, 303);
        world.post(Who::Reviewer, &undo, &[]).await.to();
        assert!(!world.get(Who::Reviewer, "/rankings").await.says("已固定的排名"));
        assert!(world.get(Who::Reviewer, &format!("/f/{code}")).await.says("已撤回"));
        fixed(&world, FIX).await;
    }

    async fn only_who_issues_fixes_and_only_a_period_that_is_over_once(world: World) {
        typed(&world).await;
        assert_eq!(world.get(Who::Clerk, FIX).await.status, 403);
        assert_eq!(world.post(Who::Clerk, FIX, &[("known", "1")]).await.status, 403);
        assert!(!world.get(Who::Clerk, "/rankings/of/henan2008?true-on=2022-05-31").await.says("/fix"));
        assert!(world.get(Who::Reviewer, "/rankings/of/henan2008?true-on=2022-05-31").await.says("/fix"));
        let open = world.get(Who::Reviewer, "/rankings/of/henan2008/fix?true-on=2022-06-30").await;
        assert!(open.status == 422 && open.says("期满之后"), "{}", open.body);
        assert!(!world.get(Who::Reviewer, "/rankings/of/henan2008").await.says("/fix"), "June runs");
        let nothing = world.get(Who::Reviewer, "/rankings/of/henan2008/fix?true-on=2022-03-31").await;
        assert!(nothing.status == 422 && nothing.says("没有一个单位有名次"), "{}", nothing.body);
        assert_eq!(world.post(Who::Reviewer, FIX, &[("known", "x")]).await.status, 422);
        fixed(&world, FIX).await;
        let again = world.get(Who::Reviewer, FIX).await;
        let known = again.between("name=\"known\" value=\"", "\"").unwrap().to_owned();
        assert_eq!(world.post(Who::Reviewer, FIX, &[("known", &known)]).await.status, 409);
    }
}
