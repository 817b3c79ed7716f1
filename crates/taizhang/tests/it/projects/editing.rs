use super::{changes, facts, led_to, project_of};
use crate::kit::{Who, World};
use domain::facts::{Kept, Project};
use domain::{Money, Qualifier};
use taizhang::ledger::open_one;

async fn stored(world: &World, id: i64) -> Kept<Project> {
    open_one::<Project>(world.ledger.db(), id).await.unwrap().unwrap()
}

on_both! {
    async fn a_project_is_created_with_the_words_of_its_amount(world: World) {
        let tree = world.settle().await;
        let made = world.post(Who::Clerk, "/projects/new", &facts(&tree.zone.to_string(), "JZ-1", "k")).await;
        let kept = stored(&world, led_to(&made).0).await;
        assert_eq!(kept.invest_fen, Some(Money::from_fen(32_000_000_000)));
        assert_eq!(kept.invest_qualifier, Some(Qualifier::About));
        let page = world.follow(Who::Clerk, &made).await;
        assert!(page.says("年产十万吨玻璃") && page.says("/undo"), "success is said with undo beside it");
    }

    async fn a_form_sent_twice_is_one_change(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let first = world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-1", "same")).await;
        let made = changes(&world).await;
        let second = world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-1", "same")).await;
        assert_eq!(second.to(), first.to());
        assert_eq!(changes(&world).await, made);
    }

    async fn a_second_project_of_one_name_is_told_on_both_pages(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let first = led_to(&world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-1", "a")).await);
        let said = "与本开发区另一项目同名";
        assert!(!world.get(Who::Clerk, &format!("/projects/{}", first.0)).await.says(said));
        world.post(Who::Neighbour, "/projects/new", &facts(&tree.neighbour.to_string(), "JZ-1", "b")).await;
        assert!(!world.get(Who::Clerk, &format!("/projects/{}", first.0)).await.says(said), "another zone's is no namesake");
        let second = led_to(&world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-2", "c")).await);
        for (own, other) in [(first, second), (second, first)] {
            let page = world.get(Who::Clerk, &format!("/projects/{}", own.0)).await;
            assert!(page.says(said) && page.says(&format!("href=\"/matching/{}/{}\"", own.0, other.0)), "{}", page.body);
            let read = world.get(Who::Leader, &format!("/projects/{}", own.0)).await;
            assert!(read.says(said) && read.says(&format!("href=\"/projects/{}\"", other.0)), "{}", read.body);
        }
        let beside = format!("/matching/{}/{}", first.0, second.0);
        let page = world.get(Who::Clerk, &beside).await;
        let seen = page.between("name=\"seen\" value=\"", "\"").unwrap();
        let answer = [("seen", seen), ("verdict", "another"), ("reason", "两条生产线")];
        world.post(Who::Clerk, &beside, &answer).await.to();
        for own in [first, second] {
            let page = world.get(Who::Clerk, &format!("/projects/{}", own.0)).await;
            assert!(!page.says(said), "answered, it is told no more: {}", page.body);
        }
    }

    async fn an_own_number_is_never_given_again(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let id = led_to(&world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-07", "a")).await);
        let kept = stored(&world, id.0).await;
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        writer.close(&kept);
        writer.commit().await.unwrap();
        let again = world.post(Who::Clerk, "/projects/new", &facts(&zone, "JZ-07", "b")).await;
        assert_eq!(again.status, 422);
        assert!(again.says("已经用过") && again.says("年产十万吨玻璃"), "what was typed stays");
        let form = world.get(Who::Clerk, "/projects/new").await;
        assert!(form.says("value=\"JZ-08\""), "the next number is proposed");
        let other = world.post(Who::Neighbour, "/projects/new", &facts(&tree.neighbour.to_string(), "JZ-07", "c")).await;
        assert_eq!(other.status, 303, "another zone has numbers of its own");
    }

    async fn a_stale_save_shows_both_sides_and_loses_nothing(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "原名", 100_000_000).await;
        let since = stored(&world, id.0).await.since.to_string();
        let path = format!("/projects/{id}/edit");
        let zone = tree.zone.to_string();
        let typed = |title: &'static str, agent: &'static str, key: &'static str| {
            vec![("form-key", key), ("since", since.as_str()), ("zone", zone.as_str()), ("own_no", "JZ-1"),
                 ("title", title), ("agent", agent), ("invest_fen", "100")]
        };
        let first = world.post(Who::Clerk, &path, &typed("甲名", "张三", "a")).await;
        assert_eq!(first.status, 303, "{}", first.body);
        let late = world.post(Who::Reviewer, &path, &typed("乙名", "", "b")).await;
        assert_eq!(late.status, 409);
        assert!(late.says("甲名") && late.says("乙名"), "both sides stand there");
        assert!(late.says("name=\"title\" value=\"乙名\""), "one's own words are kept");
        assert!(late.says("name=\"agent\" value=\"张三\""), "what only the other changed stands");
        assert_eq!(stored(&world, id.0).await.title, "甲名");
        let fresh = stored(&world, id.0).await.since.to_string();
        assert!(late.says(&format!("name=\"since\" value=\"{fresh}\"")), "and can be saved as it is");
    }

    async fn a_wrong_code_warns_and_never_blocks(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let mut fields = facts(&zone, "JZ-1", "k");
        fields.push(("project_code", "2103-140702-89-01-123456"));
        let page = world.follow(Who::Clerk, &world.post(Who::Clerk, "/projects/new", &fields).await).await;
        assert!(page.says("2103-140702-89-01-123456") && page.says("校验位不符"));
    }

    async fn refusals_stand_at_their_fields(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let fields = [("zone", zone.as_str()), ("own_no", ""), ("title", "甲"), ("invest_fen", "三个亿多"), ("jobs", "-1")];
        let page = world.post(Who::Clerk, "/projects/new", &fields).await;
        assert_eq!(page.status, 422);
        for field in ["own_no", "invest_fen", "jobs"] {
            assert!(page.says(&format!("href=\"#{field}\"")), "{field}");
        }
        assert!(page.says("value=\"三个亿多\""));
        let elsewhere = tree.neighbour.to_string();
        let foreign = world.post(Who::Clerk, "/projects/new", &facts(&elsewhere, "JZ-1", "k")).await;
        assert_eq!(foreign.status, 422, "another zone is no choice");
    }

    async fn a_leader_reads_and_does_not_write(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲", 1).await;
        let page = world.get(Who::Leader, &format!("/projects/{id}")).await;
        assert!(page.status == 200 && !page.says("data-edit"));
        assert_eq!(world.get(Who::Leader, &format!("/projects/{id}/edit")).await.status, 403);
        assert_eq!(world.get(Who::Auditor, &format!("/projects/{id}/edit")).await.status, 403);
    }

    async fn a_part_hangs_under_its_whole(world: World) {
        let tree = world.settle().await;
        let id = project_of(&world, &tree, "JZ-1", "甲项目", 1).await;
        let zone = tree.zone.to_string();
        let mut fields = facts(&zone, "JZ-1-1", "k");
        fields.push(("part", "phase"));
        let made = world.post(Who::Clerk, &format!("/projects/{id}/parts"), &fields).await;
        assert_eq!(stored(&world, led_to(&made).0).await.parent, Some(id));
        assert!(world.get(Who::Clerk, &format!("/projects/{id}")).await.says("年产十万吨玻璃"));
        assert!(world.follow(Who::Clerk, &made).await.says("甲项目"));
    }
}
