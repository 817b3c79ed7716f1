//! The sentences of a round: in the name of what was counted, in both languages.

use super::facts::YI_FEN;
use crate::kit::{Tree, Who, World, day};

/// A round of the province with two projects of the zone and one of its neighbour on the signing list.
async fn round_of_two_zones(world: &World, tree: &Tree) -> String {
    let round = world.held_round(tree, ("2022", "1"), "2022-02-26").await;
    for (who, zone, no) in [
        (Who::Clerk, tree.zone, "JZ-1"),
        (Who::Clerk, tree.zone, "JZ-2"),
        (Who::Neighbour, tree.neighbour, "QX-1"),
    ] {
        let project = world.signed_project(zone, no, YI_FEN, day(2022, 1, 5)).await;
        world.put_on_list(who, &round, "signing", project).await.to();
    }
    round
}

on_both! {
    async fn the_rounds_sentence_names_what_its_reader_reads(world: World) {
        let tree = world.settle().await;
        let round = round_of_two_zones(&world, &tree).await;
        let zone = tree.zone;
        for (who, more, told) in [
            (Who::Provincial, String::new(), "全省开发区共签约项目3个"),
            (Who::Reviewer, String::new(), "全市开发区共签约项目3个"),
            (Who::Clerk, String::new(), "晋中经济技术开发区共签约项目2个"),
            (Who::Neighbour, String::new(), "祁县经济技术开发区共签约项目1个"),
            (Who::Provincial, format!("?scope={zone}"), "晋中经济技术开发区共签约项目2个"),
            (Who::Provincial, "?lang=en".into(), "In this round the province’s zones signed 3 projects, started 0"),
            (Who::Clerk, "?lang=en".into(), "In this round 晋中经济技术开发区 signed 2 projects, started 0"),
        ] {
            let page = world.get(who, &format!("{round}{more}")).await;
            assert!(page.says(told), "{who:?} {told}: {}", page.body);
        }
        let of_zone = world.get(Who::Clerk, &round).await;
        assert!(of_zone.says("全省开发区2022年第一次“三个一批”活动"), "the round itself is the province’s");
    }

    async fn the_follow_up_reports_in_the_readers_name(world: World) {
        let tree = world.settle().await;
        round_of_two_zones(&world, &tree).await;
        for (who, more, reported) in [
            (Who::Provincial, "", "通报了全省开发区今年第一次“三个一批”"),
            (Who::Clerk, "", "通报了晋中经济技术开发区今年第一次“三个一批”"),
            (Who::Clerk, "&lang=en", "Reported of 晋中经济技术开发区: the projects of round 1 of this year"),
        ] {
            let page = world.get(who, &format!("/rounds/follow-up?true-on=2022-12-31{more}")).await;
            assert!(page.says(reported), "{who:?} {reported}: {}", page.body);
        }
    }

    async fn the_follow_up_names_each_year_and_the_year_of_the_day_asked_as_this_year(world: World) {
        let tree = world.settle().await;
        for (year, seq, held_on) in [
            ("2020", "4", "2020-12-01"), ("2021", "3", "2021-09-01"), ("2021", "4", "2021-12-01"),
            ("2022", "1", "2022-02-26"), ("2022", "2", "2022-06-01"),
        ] {
            world.held_round(&tree, (year, seq), held_on).await;
        }
        for (more, told) in [
            ("", "通报了全省开发区2020年第四次、2021年两次及今年两次“三个一批”项目情况"),
            ("?true-on=2021-12-31", "通报了全省开发区2020年第四次及今年两次“三个一批”项目情况"),
            ("?lang=en", "of round 4 of 2020, of the 2 rounds of 2021 and of the 2 rounds of this year"),
        ] {
            let page = world.get(Who::Provincial, &format!("/rounds/follow-up{more}")).await;
            assert!(page.says(told), "{told}: {}", page.body);
        }
    }

    async fn english_sentences_of_a_round_read_as_english(world: World) {
        let tree = world.settle().await;
        let round = round_of_two_zones(&world, &tree).await;
        let page = world.get(Who::Provincial, &format!("{round}?lang=en")).await;
        let held = "Round 1 of 2022 of the province’s zones was held across the province at the same time";
        assert!(page.says(held), "{}", page.body);
        assert!(page.says("and put 0 into production.</p>"), "{}", page.body);
    }
}
