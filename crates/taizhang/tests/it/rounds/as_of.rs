//! Rounds on the day asked: of a day that has passed nobody is shown what was held after it.

use super::facts::YI_FEN;
use crate::kit::{Tree, Who, World, day};

/// A round that was held and published, and one to come, each with a project on its signing list.
async fn held_and_to_come(world: &World, tree: &Tree) -> (String, String) {
    let held = world.held_round(tree, ("2022", "1"), "2022-02-26").await;
    let to_come = world.held_round(tree, ("2022", "2"), "2022-09-01").await;
    for (round, no) in [(&held, "JZ-1"), (&to_come, "JZ-2")] {
        let id = world.signed_project(tree.zone, no, YI_FEN, day(2022, 1, 5)).await;
        world.put_on_list(Who::Clerk, round, "signing", id).await.to();
    }
    world.post(Who::Provincial, &format!("{held}/publish"), &[]).await.to();
    (held, to_come)
}

on_both! {
    async fn the_list_of_rounds_sets_those_to_come_apart_and_leaves_them_out_of_the_past(world: World) {
        let tree = world.settle().await;
        held_and_to_come(&world, &tree).await;
        let now = world.get(Who::Clerk, "/rounds").await;
        let to_come = now.between("<h2>计划举办</h2>", "</table>").unwrap();
        assert!(to_come.contains("2022年第二次") && !to_come.contains("2022年第一次"), "{to_come}");
        let past = world.get(Who::Clerk, "/rounds?true-on=2022-03-31").await;
        assert!(past.says("2022年第一次") && !past.says("2022年第二次"), "{}", past.body);
        assert!(past.says("另有1次活动在2022-03-31之后举办"));
        assert!(!past.says("true-on=2022-09-01"), "links stay on the day asked");
        let english = world.get(Who::Clerk, "/rounds?true-on=2022-02-01&lang=en").await;
        assert!(english.says("2 rounds held after 2022-02-01 are not listed."), "{}", english.body);
    }

    async fn the_desk_of_a_past_day_shows_the_round_of_that_day(world: World) {
        let tree = world.settle().await;
        held_and_to_come(&world, &tree).await;
        assert!(world.get(Who::Clerk, "/").await.says("2022年第二次"));
        let past = world.get(Who::Clerk, "/?true-on=2022-03-31").await;
        assert!(past.says("2022年第一次") && !past.says("2022年第二次"), "{}", past.body);
        assert!(past.says("true-on=2022-03-31") && !past.says("true-on=2022-09-01"));
        let before = world.get(Who::Clerk, "/?true-on=2022-02-01").await;
        assert!(!before.says("2022年第一次") && !before.says("2022年第二次"));
    }

    async fn a_round_asked_for_before_its_day_says_that_it_is_to_come(world: World) {
        let tree = world.settle().await;
        let (_, to_come) = held_and_to_come(&world, &tree).await;
        for page in [to_come.clone(), format!("{to_come}/statistics")] {
            let past = world.get(Who::Clerk, &format!("{page}?true-on=2022-03-31")).await;
            assert!(past.says("本次活动于2022-09-01举办，所查的2022-03-31尚未举办"), "{}", past.body);
            assert!(past.says(&format!("href=\"{page}\"")) && !past.says("JZ-2"));
            assert!(world.get(Who::Clerk, &page).await.says("true-on=2022-09-01"), "today it is being prepared");
        }
    }

    async fn what_was_not_held_by_the_day_asked_is_not_followed(world: World) {
        let tree = world.settle().await;
        held_and_to_come(&world, &tree).await;
        let page = world.get(Who::Clerk, "/rounds/follow-up?rounds=2022-1,2022-2").await;
        assert!(page.says("今年第一次“三个一批”") && !page.says("2022年第二次"), "{}", page.body);
        let none = world.get(Who::Clerk, "/rounds/follow-up?rounds=2022-1&true-on=2022-02-01").await;
        assert!(none.says("截至2022-02-01没有举办过所选的活动"));
    }

    async fn before_its_publication_a_round_is_not_published(world: World) {
        let tree = world.settle().await;
        let (held, _) = held_and_to_come(&world, &tree).await;
        assert!(world.get(Who::Clerk, &held).await.says("✓"));
        for page in [held.clone(), format!("{held}/statistics"), "/rounds".to_owned()] {
            let past = world.get(Who::Clerk, &format!("{page}?true-on=2022-03-31")).await;
            assert!(!past.says("✓") && !past.says("发布时"), "{page}: {}", past.body);
        }
        assert!(world.get(Who::Clerk, &format!("{held}?true-on=2022-03-31")).await.says("▲"));
    }

    async fn what_was_not_yet_known_says_so_and_leads_to_the_present(world: World) {
        let tree = world.settle().await;
        let before = world.ledger.live().current().await.unwrap().change();
        let (held, _) = held_and_to_come(&world, &tree).await;
        let project = world.signed_project(tree.zone, "JZ-7", YI_FEN, day(2022, 1, 5)).await;
        for path in [held.clone(), format!("{held}/statistics"), format!("/projects/{project}")] {
            for known_by in [before.to_string(), "2022-06-29".to_owned()] {
                let page = world.get(Who::Clerk, &format!("{path}?true-on=2022-06-30&known-by={known_by}")).await;
                assert_eq!(page.status, 404);
                assert!(page.says("台账中还没有这一项") && page.says(&known_by), "{}", page.body);
                assert!(page.says(&format!("href=\"{path}?true-on=2022-06-30\"")), "{}", page.body);
            }
        }
        let gone = world.get(Who::Clerk, &format!("/rounds/999999?known-by={before}")).await;
        assert!(gone.status == 404 && !gone.says("还没有这一项"), "what was never there is no matter of time");
        let foreign = world.get(Who::Neighbour, &format!("/projects/{project}?known-by={before}")).await;
        assert!(foreign.status == 404 && !foreign.says("还没有这一项"), "nor what lies out of scope");
    }
}
