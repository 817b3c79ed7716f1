//! A round is defined once, by who may.

use crate::kit::{Who, World};
use axum::http::StatusCode;

on_both! {
    async fn a_round_has_one_number_in_its_year(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        // Nor on another level: figures and their addresses know a round by its number.
        for org in [tree.province.to_string(), tree.city.to_string()] {
            let fields = [("org", org.as_str()), ("year", "2022"), ("seq_in_year", "1"), ("day", "2022-03-01")];
            let again = world.post(Who::Provincial, "/rounds/new", &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            let refused = again.between("id=\"seq_in_year-wrong\">", "</p>").unwrap();
            assert!(refused.contains("2022年第一次已经有了（2022-02-26）"), "{refused}");
            assert!(again.says(&format!("href=\"{round}\"")) && again.says("2022-03-01"), "{}", again.body);
        }
    }

    async fn a_clerk_defines_no_round_and_a_reviewer_none_of_the_province(world: World) {
        let tree = world.settle().await;
        assert_eq!(world.get(Who::Clerk, "/rounds/new").await.status, StatusCode::FORBIDDEN);
        let org = tree.province.to_string();
        let fields = [("org", org.as_str()), ("year", "2022"), ("seq_in_year", "1"), ("day", "2022-02-26")];
        let refused = world.post(Who::Reviewer, "/rounds/new", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn the_lists_of_all_venues_add_up_to_the_round(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let edit = world.get(Who::Provincial, &format!("{round}/edit")).await;
        let since = edit.between("name=\"since\" value=\"", "\"").unwrap();
        let org = tree.province.to_string();
        let fields = [
            ("org", org.as_str()), ("year", "2022"), ("seq_in_year", "1"), ("day", "2022-02-26"),
            ("main_venue", "太原"), ("branch_venues", "祁县经济技术开发区分会场"), ("since", since),
        ];
        world.post(Who::Provincial, &format!("{round}/edit"), &fields).await.to();
        for (zone, no) in [(tree.zone, "JZ-1"), (tree.zone, "JZ-2"), (tree.neighbour, "QX-1")] {
            let id = world.signed_project(zone, no, 100, crate::kit::day(2022, 1, 5)).await;
            world.put_on_list(Who::Provincial, &round, "signing", id).await.to();
        }
        let page = world.get(Who::Provincial, &round).await;
        let venues = page.between("各会场清单", "</table>").unwrap();
        let rows: Vec<&str> = venues.split("<tr").skip(2).collect();
        assert!(rows[0].contains("太原") && rows[0].contains(">2</a>"), "{}", rows[0]);
        assert!(rows[1].contains("祁县") && rows[1].contains(">1</a>"), "{}", rows[1]);
        assert!(rows[2].contains(">3</a>"), "{}", rows[2]);
    }

    async fn the_list_of_rounds_counts_what_was_held_and_what_is_to_come_each_on_its_day(world: World) {
        let tree = world.settle().await;
        let held = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let coming = world.held_round(&tree, ("2029", "1"), "2029-03-01").await;
        for (round, no) in [(&held, "JZ-1"), (&held, "JZ-2"), (&coming, "JZ-3")] {
            let id = world.signed_project(tree.zone, no, 100, crate::kit::day(2022, 1, 5)).await;
            world.put_on_list(Who::Provincial, round, "signing", id).await.to();
        }
        let page = world.get(Who::Provincial, "/rounds").await;
        let counted = |round: &str| {
            let row = page.between(&format!("href=\"{round}"), "</tr>").unwrap();
            row.split("/figures/").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
        };
        assert_eq!((counted(&held), counted(&coming)), ("2".to_owned(), "1".to_owned()));
    }
}
