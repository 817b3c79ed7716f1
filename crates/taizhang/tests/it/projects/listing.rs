use super::{changes, project_of};
use crate::kit::{Who, World};
use domain::facts::Project;

on_both! {
    async fn the_list_shows_projects_of_the_zone_with_count_and_sum(world: World) {
        let tree = world.settle().await;
        project_of(&world, &tree, "JZ-1", "储能电站", 1_000_000_000).await;
        project_of(&world, &tree, "JZ-2", "玻璃工厂", 2_000_000_000).await;
        let page = world.get(Who::Clerk, "/projects?unit=wan").await;
        assert!(page.says("储能电站") && page.says("玻璃工厂"));
        assert!(page.says("合计：2 个") && page.says("3,000.00"), "{}", page.body);
    }

    async fn words_and_terms_narrow_the_list_and_stand_as_chips(world: World) {
        let tree = world.settle().await;
        project_of(&world, &tree, "JZ-1", "储能电站", 1_000_000_000).await;
        project_of(&world, &tree, "JZ-2", "玻璃工厂", 2_000_000_000).await;
        let page = world.get(Who::Clerk, "/projects?q=%E5%82%A8%E8%83%BD+invest%3C%3D1000").await;
        assert!(page.says("储能电站") && !page.says("玻璃工厂"));
        assert!(page.says("含“储能”") && page.says("总投资 ≤ 1000"));
        assert!(page.says("href=\"/projects?q=%E5%82%A8%E8%83%BD\""), "the chip leads to the rest");
    }

    async fn a_filter_that_cannot_be_read_is_refused_at_its_place_with_a_proposal(world: World) {
        world.settle().await;
        let page = world.get(Who::Clerk, "/projects?q=stge:signed").await;
        assert_eq!(page.status, 422);
        assert!(page.says("第 1 个字处") && page.says("value=\"stge:signed\""));
        assert!(page.says("q=stage:signed") || page.says("q=stage%3Asigned"));
    }

    async fn the_filter_form_replaces_its_own_terms(world: World) {
        world.settle().await;
        let page = world.get(Who::Clerk, "/projects/filter?q=stage:signed+x&f-stage=commenced").await;
        let to = taizhang::web::urlencoded::decode(page.to());
        assert_eq!(to.replace('+', " "), "/projects?q=x stage:commenced");
    }

    async fn order_columns_and_pages_are_in_the_address(world: World) {
        let tree = world.settle().await;
        for (no, title, fen) in [("JZ-1", "甲", 1), ("JZ-2", "乙", 3), ("JZ-3", "丙", 2)] {
            project_of(&world, &tree, no, title, fen * 100_000_000).await;
        }
        let page = world.get(Who::Clerk, "/projects?sort=-invest&size=2&columns=no,person").await;
        let at = |text: &str| page.body.find(text);
        assert!(at(">乙</a>") < at(">丙</a>") && at(">乙</a>").is_some());
        assert!(!page.says(">甲</a>"), "the third stands on the next page");
        assert!(page.says("责任人") && page.says("sort=-invest&amp;size=2"));
    }

    async fn the_neighbour_finds_nothing_of_the_zone(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "储能电站", 1).await;
        let list = world.get(Who::Neighbour, "/projects").await;
        assert!(!list.says("储能电站"));
        let chosen = id.to_string();
        let export = world.post(Who::Neighbour, "/projects/export", &[("id", &chosen)]).await;
        let book = office::read(&export.bytes, "x.xlsx", &office::ReadLimits::default()).unwrap();
        assert_eq!(book.sheets[0].rows.len(), 3, "title, note and header alone");
        for below in ["", "/edit", "/stage-events", "/forecasts", "/investors", "/taxons", "/key-listings", "/parts",
                      "/files", "/withdraw", "/files/1", "/stage-events/1"] {
            let page = world.get(Who::Neighbour, &format!("/projects/{id}{below}")).await;
            assert_eq!(page.status, 404, "{below}");
        }
        let before = changes(&world).await;
        for below in ["/edit", "/stage-events", "/forecasts", "/investors", "/taxons", "/key-listings", "/parts",
                      "/withdraw", "/investors/1/remove", "/taxons/1/remove", "/key-listings/1/remove",
                      "/files/1/detach", "/stage-events/1"] {
            let page = world.post(Who::Neighbour, &format!("/projects/{id}{below}"), &[("since", "1")]).await;
            assert_eq!(page.status, 404, "{below}");
        }
        assert_eq!(changes(&world).await, before);
    }

    async fn the_past_shows_what_was_known_then(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "旧名", 1).await;
        let known = changes(&world).await;
        let kept = taizhang::ledger::open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        writer.replace(&kept, &Project { title: "新名".into(), ..kept.body.clone() }, None);
        writer.commit().await.unwrap();
        let then = world.get(Who::Clerk, &format!("/projects/{id}?known-by={known}")).await;
        let now = world.get(Who::Clerk, &format!("/projects/{id}")).await;
        assert!(then.says("<h1>旧名</h1>") && now.says("<h1>新名</h1>"));
        assert!(!then.says("data-edit"), "the past can't be edited");
        let list = world.get(Who::Clerk, &format!("/projects?known-by={known}")).await;
        assert!(list.says("旧名") && !list.says("新名"));
    }

    async fn a_view_is_saved_under_a_name_for_oneself_alone(world: World) {
        world.settle().await;
        let saved = world
            .post(Who::Clerk, "/projects/views", &[("name", "我的"), ("query", "q=stage%3Asigned&page=3&sort=-invest")])
            .await;
        assert_eq!(saved.to(), "/projects?q=stage%3Asigned&sort=-invest");
        assert!(world.get(Who::Clerk, "/projects").await.says("我的"));
        let others = world.get(Who::Leader, "/projects").await;
        assert!(!others.says("我的"));
    }
}
