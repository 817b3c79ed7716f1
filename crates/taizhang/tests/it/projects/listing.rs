use super::{changes, project_of};
use crate::kit::{Who, World, cookie_of, day, operator, org};
use domain::facts::{OrgId, Project, Round};
use domain::{OrgKind, RoundLevel};
use taizhang::web::urlencoded::encode;

on_both! {
    async fn the_list_shows_projects_of_the_zone_with_count_and_sum(world: World) {
        let tree = world.settle().await;
        project_of(&world, &tree, "JZ-1", "储能电站", 1_000_000_000).await;
        project_of(&world, &tree, "JZ-2", "玻璃工厂", 2_000_000_000).await;
        let page = world.get(Who::Clerk, "/projects?unit=wan").await;
        assert!(page.says("储能电站") && page.says("玻璃工厂"));
        assert!(page.says("合计：2 个") && page.says("3,000.00"), "{}", page.body);
    }

    async fn a_row_knows_its_form_for_who_may_edit_it_today(world: World) {
        let tree = world.settle().await;
        let id = world.signed_project(tree.zone, "JZ-1", 100, day(2022, 1, 5)).await;
        let form = format!("data-edit-at=\"/projects/{id}/edit\"");
        assert!(world.get(Who::Clerk, "/projects").await.says(&form));
        assert!(!world.get(Who::Leader, "/projects").await.says(&form), "a leader reads");
        assert!(!world.get(Who::Clerk, "/projects?true-on=2022-06-30").await.says("data-edit-at"), "the past stays");
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

    async fn only_rounds_that_concern_the_reader_are_offered(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let city = OrgId(writer.create(&org(OrgKind::City, "朔州市", Some(tree.province))));
        let round = |org: OrgId, level: RoundLevel, seq_in_year: i64| Round {
            org,
            level,
            year: 2022,
            seq_in_year,
            cumulative_seq: None,
            day: day(2022, 3, 1),
            main_venue: None,
            branch_venues: None,
            published_change: None,
            published_on: None,
        };
        writer.create(&round(tree.province, RoundLevel::Province, 1));
        writer.create(&round(city, RoundLevel::City, 2));
        writer.create(&round(tree.zone, RoundLevel::Zone, 3));
        writer.commit().await.unwrap();
        for (who, offered) in [(Who::Clerk, [true, false, true]), (Who::Neighbour, [true, false, false]), (Who::Provincial, [true; 3])] {
            let page = world.get(who, "/projects").await;
            let found = ["2022-1", "2022-2", "2022-3"].map(|key| page.says(&format!("<option value=\"{key}\">")));
            assert_eq!(found, offered, "{who:?}: {}", page.body);
        }
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

    async fn the_columns_chosen_are_remembered_until_they_are_reset(world: World) {
        let tree = world.settle().await;
        world.project(tree.zone, "JZ-1").await;
        let chosen = world.get(Who::Clerk, "/projects/columns?q=JZ&columns=no&columns=person&page=3").await;
        assert_eq!(chosen.to(), "/projects?q=JZ&columns=no%2Ctitle%2Cperson");
        let cookie = chosen.cookie("columns").unwrap();
        assert_eq!(cookie, "no%2Ctitle%2Cperson");
        let cookies = format!("{}; columns={cookie}", cookie_of(Who::Clerk));
        let shown = world.get_with(&cookies, "/projects").await;
        let heads = shown.between("<thead>", "</thead>").unwrap();
        assert!(heads.contains("责任人") && !heads.contains("总投资"), "{heads}");
        // What the export and the next page are asked for is what is shown.
        assert!(shown.body.contains("/projects/export.xlsx?columns=no%2Ctitle%2Cperson"), "{}", shown.body);
        // An address that names columns goes before what is remembered.
        let named = world.get_with(&cookies, "/projects?columns=invest").await;
        assert!(named.between("<thead>", "</thead>").unwrap().contains("总投资"));
        let reset = world.get(Who::Clerk, "/projects/columns?columns=no&reset=1").await;
        assert_eq!(reset.to(), "/projects");
        assert_eq!(reset.cookie("columns"), Some(""));
    }

    async fn an_address_that_names_several_organisations_is_refused_with_the_candidates(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let parks = [tree.zone, tree.neighbour].map(|zone| {
            writer.create(&org(OrgKind::Park, "核心园", Some(zone)))
        });
        writer.commit().await.unwrap();
        let refused = world.get(Who::Reviewer, &format!("/projects?scope={}", encode("核心园"))).await;
        assert_eq!(refused.status, 422);
        for park in parks {
            assert!(refused.says(&format!("核心园 (scope={park})")), "{}", refused.body);
        }
        assert_eq!(world.get(Who::Reviewer, &format!("/projects?scope={}", parks[0])).await.status, 200);
        // Whoever reaches only one of them means that one.
        assert_eq!(world.get(Who::Clerk, &format!("/figures?scope={}", encode("核心园"))).await.status, 200);
        assert_eq!(world.get(Who::Clerk, &format!("/projects?scope={}", tree.neighbour)).await.status, 404);
        assert_eq!(world.get(Who::Clerk, &format!("/projects?scope={}", encode("无此园"))).await.status, 404);
    }

    async fn a_scope_is_that_organisation_and_no_namesake(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let park = |zone| org(OrgKind::Park, "核心园", Some(zone));
        let (own, other) = (writer.create(&park(tree.zone)), writer.create(&park(tree.neighbour)));
        for (no, zone, park) in [("N-1", tree.zone, own), ("N-2", tree.neighbour, other)] {
            let body = Project::new(no, format!("{no}项目"), zone);
            let park = Some(OrgId(park));
            writer.create(&Project { park, ..body });
        }
        writer.commit().await.unwrap();
        let page = world.get(Who::Reviewer, &format!("/projects?scope={own}")).await;
        assert!(page.says("N-1") && !page.says("N-2"), "{}", page.body);
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
        let mut writer = world.ledger.write(operator()).await.unwrap();
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

    async fn a_condition_or_a_clock_under_another_name_is_not_passed_over(world: World) {
        world.settle().await;
        for (asked, meant) in [
            ("/projects?where=stage:signed", "/projects?q=stage%3Asigned"),
            ("/projects/export.csv?where=stage:signed", "/projects/export.csv?q=stage%3Asigned"),
            ("/figures?name=signed&q=stage:signed", "/figures?name=signed&where=stage%3Asigned"),
            ("/figures.json?name=signed&true_on=2022-01-31", "/figures.json?name=signed&true-on=2022-01-31"),
        ] {
            let page = world.get(Who::Clerk, asked).await;
            assert_eq!(page.to(), meant);
            assert_eq!(world.follow(Who::Clerk, &page).await.status, 200, "{meant}");
        }
    }
}
