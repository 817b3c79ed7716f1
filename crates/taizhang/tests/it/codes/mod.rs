//! Short codes: what was printed opens as it was printed.

use crate::bulletins::kept::{drafted, held, issued, one_more};
use crate::kit::{Who, World};
use domain::facts::PrintedFigure;
use domain::short_code::{decode, encode};
use taizhang::ledger::all_open;

on_both! {
    async fn every_printed_number_of_an_issued_bulletin_has_a_code_of_its_own(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        let figures = all_open::<PrintedFigure>(world.ledger.db()).await.unwrap();
        let mut slots: Vec<_> = figures.iter().map(|figure| figure.slot.clone().unwrap()).collect();
        slots.sort();
        slots.dedup();
        assert!(figures.len() > 5 && slots.len() == figures.len());
        let page = world.get(Who::Clerk, &path).await;
        for figure in &figures {
            assert!(page.says(&format!("href=\"/f/{}\"", encode(figure.id))), "{:?}", figure.slot);
        }
        let annex = world.get(Who::Clerk, &format!("{path}/annex.xlsx")).await;
        let book = office::read(&annex.bytes, "x.xlsx", &office::ReadLimits::default()).unwrap();
        let text = format!("{book:?}");
        assert!(figures.iter().all(|figure| text.contains(&encode(figure.id))), "the annex has a column of codes");
    }

    async fn a_code_opens_the_number_as_it_was_printed_with_its_projects(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        one_more(&world, &tree, &round).await;
        let figures = all_open::<PrintedFigure>(world.ledger.db()).await.unwrap();
        let one = figures.iter().find(|it| it.aspect == "n" && it.printed == "1" && it.rule.is_some()).unwrap();
        let code = encode(one.id);
        for who in [Who::Clerk, Who::Leader, Who::Reviewer, Who::Provincial, Who::Auditor] {
            let page = world.get(who, &format!("/f/{}", code.to_lowercase())).await;
            assert_eq!(page.status, 200, "{who:?} {}", page.body);
            assert!(page.says("JZ-1号项目") || page.says("入列"), "{}", page.body);
            assert!(!page.says("JZ-2号项目"), "known by then");
            for text in [code.as_str(), one.rule.as_deref().unwrap(), "审核乙", "2022年6月30日", path.as_str()] {
                assert!(page.says(text), "{text} {}", page.body);
            }
        }
        assert_eq!(world.get(Who::Neighbour, &format!("/f/{code}")).await.status, 404);
        assert_eq!(world.get(Who::Clerk, &format!("/projects?q={code}")).await.to(), format!("/f/{code}"));
        let elsewhere = world.get(Who::Neighbour, &format!("/projects?q={code}")).await;
        assert_eq!(elsewhere.location, None, "for the neighbour it is a word like any other");
    }

    async fn a_rate_and_a_share_open_with_the_sign_that_stood_behind_them(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        let figures = all_open::<PrintedFigure>(world.ledger.db()).await.unwrap();
        for aspect in ["r", "share"] {
            let one = figures.iter().find(|it| it.aspect == aspect && it.printed.contains('.')).unwrap();
            let page = world.get(Who::Clerk, &format!("/f/{}", encode(one.id))).await;
            assert!(page.says(&format!("<strong>{}%</strong>", one.printed)), "{aspect}: {}", page.body);
        }
        let count = figures.iter().find(|it| it.aspect == "n").unwrap();
        let page = world.get(Who::Clerk, &format!("/f/{}", encode(count.id))).await;
        assert!(page.says(&format!("<strong>{}</strong>", count.printed)), "{}", page.body);
    }

    async fn a_wrong_check_character_is_said_with_the_code_that_may_be_meant(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let code = issued(&world, &path).await;
        let last = if code.ends_with('7') { "8" } else { "7" };
        let wrong = format!("{}{last}", &code[..code.len() - 1]);
        assert!(decode(&wrong).is_err());
        let page = world.get(Who::Clerk, &format!("/f/{wrong}")).await;
        assert_eq!(page.status, 404);
        assert!(page.says("校验位不符") && page.says(&format!("href=\"/f/{code}\"")), "{}", page.body);
        let searched = world.get(Who::Clerk, &format!("/projects?q={wrong}")).await;
        assert_eq!(searched.to(), format!("/f/{wrong}"));
        let hidden = world.get(Who::Neighbour, &format!("/f/{wrong}")).await;
        assert!(hidden.status == 404 && !hidden.says(&code));
        let none = world.get(Who::Clerk, "/f/nothing").await;
        assert!(none.status == 404 && none.says("不是短码"));
    }

    async fn a_number_that_somebody_pins_gets_a_code_too(world: World) {
        let (_, round) = held(&world).await;
        let query = "where=round:2022-1&true-on=2022-06-30";
        let members = world.get(Who::Leader, &format!("/figures/roundEntries/members?{query}")).await;
        assert!(members.says("取短码"), "{}", members.body);
        let pinned = world.post(Who::Leader, "/f", &[("name", "roundEntries"), ("query", query)]).await;
        let page = world.get(Who::Leader, pinned.to()).await;
        assert!(page.says("入列") && page.says("领导己"), "{} {round}", page.body);
        assert_eq!(world.get(Who::Neighbour, pinned.to()).await.status, 404);
        assert_eq!(world.post(Who::Leader, "/f", &[("name", "nothing"), ("query", "")]).await.status, 404);
    }
}
