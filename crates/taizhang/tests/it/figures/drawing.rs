//! The ways in which an answer is drawn, each with its table, its definition and the way to its projects.

use crate::kit::{Tree, Who, World, day};
use crate::rounds::facts::{YI_FEN, entry, event, project, round};
use domain::facts::{ProjectId, RoundId};
use domain::limits::GROUP_LINES_MAX;
use domain::{ListKind, Stage};

/// Three projects next door, one of them started; one here, in production.
async fn settled(world: &World) -> Tree {
    let tree = world.settle().await;
    let done = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
    let started = world.signed_project(tree.neighbour, "QX-1", 5 * YI_FEN, day(2022, 3, 5)).await;
    world.signed_project(tree.neighbour, "QX-2", 7 * YI_FEN, day(2022, 4, 5)).await;
    world.signed_project(tree.neighbour, "QX-3", 9 * YI_FEN, day(2022, 4, 6)).await;
    let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
    writer.create(&event(done, Stage::Commenced, day(2022, 4, 1)));
    writer.create(&event(done, Stage::Producing, day(2022, 6, 1)));
    writer.create(&event(started, Stage::Commenced, day(2022, 5, 1)));
    writer.commit().await.unwrap();
    tree
}

on_both! {
    async fn ranked_bars_put_the_greatest_first_and_need_no_script(world: World) {
        settled(&world).await;
        let page = world.get(Who::Provincial, "/figures?name=startRateOverSigned&by=zone&draw=ranked").await;
        let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words} {}", page.body));
        assert!(at("晋中经济技术开发区</a>") < at("祁县经济技术开发区</a>"), "all started before a third");
        assert!(page.says("100.00%") && page.says("33.33%") && page.says("style=\"width:100%\"") && page.says("style=\"width:33.3%\""));
        assert!(page.says("/figures/definitions#startRateOverSigned") && page.says("data-svg=\"下载 SVG 图\""));
        assert!(page.says("aria-current=\"true\">排名条"), "{}", page.body);
    }

    async fn a_matrix_is_shaded_by_its_numbers_and_opens_along_its_lines(world: World) {
        settled(&world).await;
        let page = world.get(Who::Provincial, "/figures?name=byStage&by=zone,stage&draw=matrix").await;
        assert!(page.says("data-heat=\"5\"") && page.says("data-heat=\"3\""), "two and one of two: {}", page.body);
        assert!(page.says("/figures/byStage/members?by=zone&amp;key="), "a row opens its projects: {}", page.body);
        let plain = world.get(Who::Provincial, "/figures?name=byStage&by=zone,stage&draw=table").await;
        assert!(!plain.says("data-heat"));
    }

    async fn a_funnel_counts_those_who_came_so_far_and_opens_them(world: World) {
        settled(&world).await;
        let page = world.get(Who::Provincial, "/figures?name=signed&draw=funnel").await;
        assert!(page.says("签约项目转化") && page.says("50.0%") && page.says("25.0%"), "{}", page.body);
        let members = page.body.split("href=\"").find(|href| href.contains("reached%3Aproducing")).unwrap();
        let members = members.split('"').next().unwrap().replace("&amp;", "&");
        let list = world.get(Who::Provincial, &members).await;
        assert!(list.says("JZ-1") && !list.says("QX-1"), "{members} {}", list.body);
        let narrowed = world.get(Who::Provincial, "/figures?name=signed&draw=funnel&where=invest%3E%3D5亿").await;
        assert!(narrowed.says("33.3%") && narrowed.says("0.0%"), "{}", narrowed.body);
        let none = world.get(Who::Provincial, "/figures?name=signed&draw=funnel&true-on=2020-01-01").await;
        assert_eq!(none.status, 200, "nothing signed yet");
    }

    async fn a_list_longer_than_anyone_reads_ends_and_says_so(world: World) {
        let tree = settled(&world).await;
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        for n in 0..=GROUP_LINES_MAX as i64 {
            let on = day(1935 + (n / 12) as i32, (n % 12 + 1) as u8, 1);
            let project = writer.create(&project(&format!("L-{n}"), tree.zone, YI_FEN));
            writer.create(&event(ProjectId(project), Stage::Signed, on));
        }
        writer.commit().await.unwrap();
        let asked = "name=signed&by=zone,month,size";
        let all = world.get(Who::Provincial, &format!("/figures.json?{asked}")).await;
        let all: serde_json::Value = serde_json::from_str(&all.body).unwrap();
        assert_eq!(all["figures"].as_array().map(Vec::len), Some(GROUP_LINES_MAX + 4));
        let page = world.get(Who::Provincial, &format!("/figures?{asked}")).await;
        assert!(page.says("共1,004组，此处列出前1,000组"), "{}", page.body);
        assert_eq!(page.body.matches("<tr").count(), 1 + GROUP_LINES_MAX + 1, "head, lines, total");
        assert!(page.says(">1,005<"), "the whole is of all of them");
    }

    async fn a_page_prints_its_source(world: World) {
        settled(&world).await;
        let page = world.get(Who::Clerk, "/figures?name=signed").await;
        assert!(page.says("class=\"print-source\"") && page.says("范围：晋中经济技术开发区；截至2022年6月30日"), "{}", page.body);
    }

    async fn a_picture_over_rounds_leaves_out_what_is_in_none_and_says_so(world: World) {
        let tree = settled(&world).await;
        let first = world.signed_project(tree.zone, "JZ-2", YI_FEN, day(2022, 2, 6)).await;
        let second = world.signed_project(tree.zone, "JZ-3", YI_FEN, day(2022, 5, 6)).await;
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        for (project, seq, on) in [(first, 1, day(2022, 2, 6)), (second, 2, day(2022, 5, 6))] {
            let held = RoundId(writer.create(&round(tree.province, 2022, seq, on)));
            writer.create(&entry(project, held, ListKind::Signing, YI_FEN));
        }
        writer.commit().await.unwrap();
        let page = world.get(Who::Provincial, "/figures?name=signed&by=round").await;
        assert!(page.says("图中未画：期次为“无”的4") && page.says("<td"), "{}", page.body);
        assert_eq!(page.body.matches("<table").count(), 1, "what is drawn stands in one table: {}", page.body);
        let drawn = page.body.split("<svg").nth(1).unwrap_or_default();
        assert!(drawn.contains("2022年第二次") && !drawn.split("</svg>").next().unwrap().contains(">无<"), "{drawn}");
        let ranked = world.get(Who::Provincial, "/figures?name=signed&by=round&draw=ranked").await;
        let data = ranked.body.split("<script type=\"application/json\"").nth(1).unwrap_or_default();
        let data = data.split("</script>").next().unwrap_or_default();
        assert!(data.contains("[\"无\",") && data.matches("\"printed\":\"4\"").count() == 1, "all bars keep their numbers: {data}");
        let by_zone = world.get(Who::Provincial, "/figures?name=signed&by=zone").await;
        assert!(!by_zone.says("图中未画"));
    }
}
