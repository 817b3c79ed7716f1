//! Dashboards: questions pinned, seen by whom they concern, arranged by who may, answered from one snapshot.

use crate::kit::{Page, Tree, Who, World, day};
use crate::rounds::facts::YI_FEN;
use domain::facts::{Board, BoardCard};
use domain::limits::BOARD_FIXED_CHANGES_MAX;
use taizhang::ledger::{all_open, head};

const BY_ZONE: &str = "name=signed&by=zone&draw=ranked";

/// One project in the zone, two next door.
async fn settled(world: &World) -> Tree {
    let tree = world.settle().await;
    world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
    world.signed_project(tree.neighbour, "QX-1", 5 * YI_FEN, day(2022, 3, 5)).await;
    world.signed_project(tree.neighbour, "QX-2", 7 * YI_FEN, day(2022, 4, 5)).await;
    tree
}

/// A board of an organisation; gives its address.
async fn board_of(world: &World, who: Who, whose: &str) -> String {
    let made = world.post(who, "/boards/new", &[("name", "调度会"), ("whose", whose)]).await;
    made.to().to_owned()
}

/// Pins a question; gives the address of the board.
async fn pin(world: &World, who: Who, board: &str, query: &str, as_of: &str) -> String {
    let form = world.get(who, &format!("/boards/pin?{query}")).await;
    let pinned = sent(world, who, board, query, (as_of, &form)).await;
    assert_eq!(pinned.status, 303, "{}", pinned.body);
    pinned.to().to_owned()
}

/// Sends the form that was shown.
async fn sent(world: &World, who: Who, board: &str, query: &str, (as_of, form): (&str, &Page)) -> Page {
    let hidden = |name: &str| form.between(&format!("name=\"{name}\" value=\""), "\"").unwrap();
    let fields = [
        ("board", board.rsplit('/').next().unwrap()),
        ("query", query),
        ("as_of", as_of),
        ("title", ""),
        ("fixed_on", hidden("fixed_on")),
        ("fixed_change", hidden("fixed_change")),
    ];
    world.post(who, "/boards/pin", &fields).await
}

on_both! {
    async fn a_question_is_pinned_to_a_board_of_ones_own(world: World) {
        settled(&world).await;
        let empty = world.get(Who::Leader, "/boards").await;
        assert!(empty.status == 200 && empty.says("还没有看板") && empty.says("去选数据"), "{}", empty.body);
        let explorer = world.get(Who::Leader, &format!("/figures?{BY_ZONE}")).await;
        assert!(explorer.says("/boards/pin?name=signed&amp;by=zone&amp;draw=ranked"), "{}", explorer.body);
        let form = world.get(Who::Leader, &format!("/boards/pin?{BY_ZONE}")).await;
        assert!(form.says("新建个人看板") && form.says("固定：截至2022年6月30日"), "{}", form.body);
        let board = pin(&world, Who::Leader, "own", BY_ZONE, "follows").await;
        let page = world.get(Who::Leader, &board).await;
        assert!(page.says("我的看板") && page.says("签约项目（按开发区）") && page.says("晋中经济技术开发区"), "{}", page.body);
        assert!(page.says("各卡片取自同一时点") && page.says("/figures?name=signed&amp;by=zone&amp;draw=ranked"));
        assert!(page.says("/figures/signed/members?"), "numbers open their projects");
        for who in [Who::Clerk, Who::Provincial, Who::Auditor, Who::Neighbour] {
            assert_eq!(world.get(who, &board).await.status, 404, "{who:?}");
            assert!(!world.get(who, "/boards").await.says("我的看板"), "{who:?}");
        }
        assert!(world.get(Who::Leader, &format!("{board}?lang=en")).await.says("All cards are of one moment"));
    }

    async fn a_board_of_an_office_is_seen_below_with_ones_own_numbers(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Provincial, &tree.province.to_string()).await;
        pin(&world, Who::Provincial, &board, BY_ZONE, "follows").await;
        let all = world.get(Who::Provincial, &board).await;
        assert!(all.says("晋中经济技术开发区") && all.says("祁县经济技术开发区"), "{}", all.body);
        let own = world.get(Who::Clerk, &board).await;
        assert!(own.status == 200 && own.says("晋中经济技术开发区") && !own.says("祁县经济技术开发区"), "{}", own.body);
        assert!(!own.says("整理看板"), "who may not arrange is not offered it");
        assert_eq!(world.get(Who::Clerk, &format!("{board}/arrange")).await.status, 403);
        assert_eq!(world.post(Who::Clerk, &format!("{board}/name"), &[("name", "我的")]).await.status, 403);
        assert_eq!(world.post(Who::Clerk, &format!("{board}/withdraw"), &[]).await.status, 403);
        let number = board.rsplit('/').next().unwrap();
        let fields = [("board", number), ("query", BY_ZONE), ("as_of", "follows")];
        assert_eq!(world.post(Who::Clerk, "/boards/pin", &fields).await.status, 422, "not one of their choices");
        assert_eq!(all_open::<BoardCard>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn the_board_of_a_zone_is_not_there_for_the_neighbour(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        pin(&world, Who::Clerk, &board, BY_ZONE, "follows").await;
        for who in [Who::Leader, Who::Reviewer, Who::Provincial, Who::Auditor] {
            assert_eq!(world.get(who, &board).await.status, 200, "{who:?}");
        }
        for path in [board.clone(), format!("{board}/arrange")] {
            assert_eq!(world.get(Who::Neighbour, &path).await.status, 404);
        }
        for path in ["/name", "/withdraw", "/cards/1", "/cards/1/move", "/cards/1/remove"] {
            let sent = world.post(Who::Neighbour, &format!("{board}{path}"), &[("name", "x"), ("to", "up")]).await;
            assert_eq!(sent.status, 404, "{path}");
        }
        let elsewhere = [("name", "x"), ("whose", &*tree.zone.to_string())];
        assert_eq!(world.post(Who::Neighbour, "/boards/new", &elsewhere).await.status, 422);
        assert_eq!(world.post(Who::Leader, "/boards/new", &elsewhere).await.status, 422, "who only reads");
        let far = format!("name=signed&scope={}", tree.neighbour);
        let office = board_of(&world, Who::Provincial, &tree.province.to_string()).await;
        pin(&world, Who::Provincial, &office, &far, "follows").await;
        let refused = world.get(Who::Clerk, &office).await;
        assert!(refused.status == 200 && refused.says("没有这个单位，或您无权查看"), "{}", refused.body);
        assert!(!refused.says("12.00"), "no number of another zone");
        assert!(!refused.says("祁县"), "nor its name: {}", refused.body);
        assert!(world.get(Who::Provincial, &office).await.says("祁县经济技术开发区"), "who reads it is told");
    }

    async fn cards_are_moved_named_and_taken_off(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        for name in ["signed", "started", "produced"] {
            pin(&world, Who::Clerk, &board, &format!("name={name}"), "follows").await;
        }
        let cards = all_open::<BoardCard>(world.ledger.db()).await.unwrap();
        let path = |place: usize| format!("{board}/cards/{}", cards[place].id);
        assert_eq!(world.post(Who::Clerk, &format!("{}/move", path(2)), &[("to", "up")]).await.status, 303);
        assert_eq!(world.post(Who::Clerk, &path(0), &[("title", "本年签约")]).await.status, 303);
        assert_eq!(world.post(Who::Clerk, &format!("{}/move", path(0)), &[("to", "up")]).await.status, 303, "already first");
        let page = world.get(Who::Clerk, &board).await;
        let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}: {}", page.body));
        assert!(at("本年签约</a>") < at("投产项目</a>") && at("投产项目</a>") < at("开工项目</a>"));
        assert_eq!(world.post(Who::Clerk, &format!("{}/remove", path(2)), &[]).await.status, 303);
        assert!(!world.get(Who::Clerk, &board).await.says("投产项目</a>"));
        let (last, _) = head(world.ledger.db()).await.unwrap();
        assert_eq!(world.post(Who::Clerk, &format!("/changes/{last}/undo"), &[]).await.status, 303);
        assert!(world.get(Who::Clerk, &board).await.says("投产项目</a>"), "taken back");
        assert_eq!(world.post(Who::Clerk, &format!("{}/move", path(1)), &[("to", "away")]).await.status, 400);
        assert_eq!(world.post(Who::Clerk, &format!("{board}/cards/9999/remove"), &[]).await.status, 404);
        assert_eq!(world.post(Who::Clerk, &format!("{board}/withdraw"), &[]).await.to(), "/boards");
        assert_eq!(world.get(Who::Clerk, &board).await.status, 404);
        assert!(all_open::<BoardCard>(world.ledger.db()).await.unwrap().is_empty());
    }

    async fn a_card_follows_the_reader_or_stays_as_it_was(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        pin(&world, Who::Clerk, &board, "name=signed", "follows").await;
        let (known, _) = head(world.ledger.db()).await.unwrap();
        pin(&world, Who::Clerk, &board, "name=signed", "fixed").await;
        world.signed_project(tree.zone, "JZ-2", 4 * YI_FEN, day(2022, 5, 5)).await;
        let page = world.get(Who::Clerk, &board).await;
        assert!(page.says(">7.00</a>") && page.says(">3.00</a>"), "{}", page.body);
        assert!(page.says(&format!("第{known}号变更")), "{}", page.body);
        let past = world.get(Who::Clerk, &format!("{board}?true-on=2022-01-31")).await;
        assert!(!past.says(">7.00</a>") && past.says(">3.00</a>"), "the fixed one keeps its day");
    }

    async fn a_card_is_fixed_at_the_point_that_its_form_showed(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        let form = world.get(Who::Clerk, "/boards/pin?name=signed").await;
        let (shown, _) = head(world.ledger.db()).await.unwrap();
        assert!(form.says(&format!("固定：截至2022年6月30日（第{shown}号变更）")), "{}", form.body);
        world.signed_project(tree.zone, "JZ-2", 4 * YI_FEN, day(2022, 5, 5)).await;
        assert_eq!(sent(&world, Who::Clerk, &board, "name=signed", ("fixed", &form)).await.status, 303);
        let cards = all_open::<BoardCard>(world.ledger.db()).await.unwrap();
        assert_eq!((cards[0].true_on, cards[0].known_by), (Some(day(2022, 6, 30)), Some(shown)));
        let page = world.get(Who::Clerk, &board).await;
        assert!(page.says(">3.00</a>") && !page.says(">7.00</a>"), "{}", page.body);
        let number = board.rsplit('/').next().unwrap();
        let bare = [("board", number), ("query", "name=signed"), ("as_of", "fixed")];
        let lost = world.post(Who::Clerk, "/boards/pin", &bare).await;
        assert!(lost.status == 422 && lost.says("没有收到要固定的时点"), "{}", lost.body);
        for (change, status) in [("999999", 404), ("-1", 404), ("soon", 422)] {
            let point = [("fixed_on", "2022-06-30"), ("fixed_change", change)];
            let forged = world.post(Who::Clerk, "/boards/pin", &[&bare[..], &point[..]].concat()).await;
            assert_eq!(forged.status, status, "{change}");
        }
    }

    async fn the_fixed_cards_of_a_board_stand_at_few_changes(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        let (first, _) = head(world.ledger.db()).await.unwrap();
        // Each card is a change of its own, so that the next is fixed at another.
        for _ in 0..BOARD_FIXED_CHANGES_MAX {
            pin(&world, Who::Clerk, &board, "name=signed", "fixed").await;
        }
        let form = world.get(Who::Clerk, "/boards/pin?name=signed").await;
        let one_more = sent(&world, Who::Clerk, &board, "name=signed", ("fixed", &form)).await;
        let words = format!("一个看板的固定卡片最多取自3号变更，这个看板已有第{first}、");
        assert!(one_more.status == 422 && one_more.says(&words), "{}", one_more.body);
        assert_eq!(sent(&world, Who::Clerk, &board, "name=signed", ("follows", &form)).await.status, 303);
        let before = format!("name=signed&known-by={first}&true-on=2022-01-31");
        pin(&world, Who::Clerk, &board, &before, "fixed").await;
        let page = world.get(Who::Clerk, &board).await;
        assert!(page.says("固定：截至2022年1月31日") && page.says("固定：截至2022年6月30日"), "each its own day: {}", page.body);
    }

    async fn what_can_not_be_answered_says_why_on_its_own_card(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        for query in ["name=nothing", "name=signed&by=moon", "name=signed&where=stage:"] {
            let form = world.get(Who::Clerk, &format!("/boards/pin?{query}")).await;
            assert!([404, 422].contains(&form.status.as_u16()), "{query} {}", form.status);
            let number = board.rsplit('/').next().unwrap();
            let fields = [("board", number), ("query", query), ("as_of", "follows")];
            let sent = world.post(Who::Clerk, "/boards/pin", &fields).await;
            assert!([404, 422].contains(&sent.status.as_u16()), "{query} {}", sent.status);
        }
        assert!(all_open::<BoardCard>(world.ledger.db()).await.unwrap().is_empty());
        let twice = [("name", "调度会"), ("whose", &*tree.zone.to_string())];
        let again = world.post(Who::Clerk, "/boards/new", &twice).await;
        assert!(again.status == 422 && again.says("已有同名的看板"), "{}", again.body);
        assert_eq!(world.post(Who::Clerk, "/boards/new", &[("name", ""), ("whose", "own")]).await.status, 422);
        assert_eq!(all_open::<Board>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn nobody_else_sees_or_takes_back_what_one_pins_for_oneself(world: World) {
        settled(&world).await;
        pin(&world, Who::Clerk, "own", "name=signed", "follows").await;
        let (change, _) = head(world.ledger.db()).await.unwrap();
        for who in [Who::Reviewer, Who::Neighbour] {
            assert_eq!(world.get(who, &format!("/changes/{change}")).await.status, 404, "{who:?}");
            assert_ne!(world.post(who, &format!("/changes/{change}/undo"), &[]).await.status, 303, "{who:?}");
        }
        assert_eq!(world.post(Who::Clerk, &format!("/changes/{change}/undo"), &[]).await.status, 303);
        assert!(all_open::<Board>(world.ledger.db()).await.unwrap().is_empty());
    }

    async fn a_board_is_full_at_its_limit(world: World) {
        let tree = settled(&world).await;
        let board = board_of(&world, Who::Clerk, &tree.zone.to_string()).await;
        for _ in 0..domain::limits::BOARD_CARDS_MAX {
            pin(&world, Who::Clerk, &board, "name=signed", "follows").await;
        }
        let number = board.rsplit('/').next().unwrap();
        let fields = [("board", number), ("query", "name=signed"), ("as_of", "follows")];
        let full = world.post(Who::Clerk, "/boards/pin", &fields).await;
        assert!(full.status == 422 && full.says("这个看板已有24张卡片"), "{}", full.body);
    }
}
