//! Every number opens into exactly what it counted.

use super::starts::planned;
use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, entry, event, project, round};
use axum::http::StatusCode;
use domain::facts::{ProjectId, ProjectTaxon, RoundId, Taxon, TaxonId, Taxonomy, TaxonomyId};
use domain::{ListKind, Stage};

/// Projects in both zones at several stages.
async fn fill(world: &World) {
    let tree = world.settle().await;
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for (index, stage) in
        [Stage::Signed, Stage::Commenced, Stage::Producing, Stage::Signed].into_iter().enumerate()
    {
        for (zone, mark) in [(tree.zone, "JZ"), (tree.neighbour, "QX")] {
            let id = ProjectId(writer.create(&project(&format!("{mark}-{index}"), zone, YI_FEN)));
            writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
            if stage != Stage::Signed {
                writer.create(&event(id, stage, day(2022, 3, 5)));
            }
        }
    }
    writer.commit().await.unwrap();
}

/// The addresses of all numbers of a page with the number that each shows.
fn numbers(body: &str) -> Vec<(String, usize)> {
    body.split("class=\"figure\" href=\"")
        .skip(1)
        .filter_map(|part| {
            let (href, rest) = part.split_once('"')?;
            let shown = rest.split_once('>')?.1.split('<').next()?;
            Some((href.replace("&amp;", "&"), shown.parse().ok()?))
        })
        .collect()
}

on_both! {
    async fn every_number_of_a_table_lists_exactly_what_it_counted(world: World) {
        fill(&world).await;
        let mut looked_at = 0;
        for query in ["name=signed&by=zone", "name=byStage", "name=stageByZone", "name=started&where=invest%3E0"] {
            let page = world.get(Who::Provincial, &format!("/figures?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            for (href, count) in numbers(&page.body) {
                let list = world.get(Who::Provincial, &href).await;
                let rows = list.body.matches("data-row=").count();
                assert_eq!(rows, count, "{query}: {href}");
                looked_at += 1;
            }
        }
        assert!(looked_at > 15, "{looked_at}");
    }

    async fn the_numbers_of_a_rate_and_the_projects_of_entries_open_into_themselves(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        // Planned and started; planned; a start of last year that is neither; one without a plan to start that did.
        for (no, start_month, commenced) in
            [("A", Some(3), Some(2022)), ("B", Some(4), None), ("C", None, Some(2021)), ("D", None, Some(2022))]
        {
            let id = planned(&mut writer, &tree, no, start_month);
            if let Some(year) = commenced {
                writer.create(&event(id, Stage::Commenced, day(year, 3, 5)));
            }
        }
        let twice = ProjectId(writer.create(&project("E", tree.zone, YI_FEN)));
        for seq in 1..=2 {
            let held = RoundId(writer.create(&round(tree.province, 2022, seq, day(2022, 2, 26))));
            writer.create(&entry(twice, held, ListKind::Signing, YI_FEN));
        }
        writer.commit().await.unwrap();
        for (name, expected) in [("startRateOverPlan", vec![2, 2]), ("roundEntries", vec![2, 1])] {
            let page = world.get(Who::Provincial, &format!("/figures?name={name}&by=zone&true-on=2022-06-30")).await;
            let shown: Vec<(String, usize)> = numbers(&page.body);
            let counts: Vec<usize> = shown.iter().map(|(_, count)| *count).collect();
            assert!(counts.starts_with(&expected), "{name}: {counts:?}");
            for (href, count) in shown {
                let list = world.get(Who::Provincial, &href).await;
                assert_eq!(list.body.matches("data-row=").count(), count, "{name}: {href}");
            }
        }
        let whole = world.get(Who::Provincial, "/figures/startRateOverPlan/members?true-on=2022-06-30").await;
        assert_eq!(whole.body.matches("data-row=").count(), 3, "what is counted on neither side is not listed");
    }

    async fn the_neighbour_counts_and_lists_only_their_own(world: World) {
        fill(&world).await;
        let answer = world.figures(Who::Neighbour, "name=signed").await;
        assert_eq!(answer["figures"][0]["projects"], 4);
        let list = world.get(Who::Neighbour, "/figures/signed/members").await;
        assert!(list.says("QX-0号项目") && !list.says("JZ-0号项目"));
        let zone = world.get(Who::Neighbour, "/figures/signed/members?by=zone&key=%E6%99%8B%E4%B8%AD%E7%BB%8F%E6%B5%8E%E6%8A%80%E6%9C%AF%E5%BC%80%E5%8F%91%E5%8C%BA").await;
        assert!(!zone.says("data-row="));
    }

    async fn a_list_leaves_as_a_workbook_and_as_text(world: World) {
        fill(&world).await;
        let xlsx = world.get(Who::Clerk, "/figures/signed/members.xlsx").await;
        assert!(xlsx.bytes.starts_with(b"PK"));
        let csv = world.get(Who::Clerk, "/figures/signed/members.csv?lang=en").await;
        assert_eq!(csv.body.lines().count(), 5);
        assert!(csv.says("JZ-0,JZ-0号项目") && csv.says("10000.000000"));
    }

    async fn a_filter_that_cannot_be_read_is_shown_again_with_what_is_wrong(world: World) {
        fill(&world).await;
        let page = world.get(Who::Clerk, "/figures?name=signed&where=stge:signed&by=zone").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("stge:signed") && page.says("没有“stge”这个字段"));
        let page = world.get(Who::Clerk, "/figures?name=byStage&by=list").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn industries_are_told_by_the_taxonomy_that_is_asked_for(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let project = ProjectId(writer.create(&project("JZ-1", tree.zone, YI_FEN)));
        for (code, class) in [("chains", "氢能"), ("national", "专用设备制造业")] {
            let taxonomy = Taxonomy { code: code.into(), name: code.into(), version: "2022".into(), org: None };
            let taxonomy = TaxonomyId(writer.create(&taxonomy));
            let taxon = Taxon { taxonomy, code: "1".into(), name: class.into(), position: 1 };
            let taxon = TaxonId(writer.create(&taxon));
            writer.create(&ProjectTaxon { project, taxon });
        }
        writer.commit().await.unwrap();
        for (asked, class) in [("", "氢能"), ("&taxonomy=national", "专用设备制造业"), ("&taxonomy=chains", "氢能")] {
            let page = world.get(Who::Provincial, &format!("/figures?name=byStage&by=industry{asked}")).await;
            assert!(page.says("产业分类") && page.says(class), "{asked}");
            let (href, count) = numbers(&page.body).swap_remove(0);
            assert_eq!((world.get(Who::Provincial, &href).await.body.matches("data-row=").count(), count), (1, 1), "{href}");
        }
        let refused = world.get(Who::Provincial, "/figures?name=signed&by=industry&taxonomy=none").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("没有“none”这种产业分类"));
        let args = ["figures", "byStage", "--by", "industry", "--taxonomy", "national", "--format", "csv"];
        let table = world.taizhang(&args).await.stdout;
        assert!(String::from_utf8_lossy(&table).contains("专用设备制造业"));
        assert_eq!(world.taizhang(&["figures", "--by", "industry", "--taxonomy", "none"]).await.status.code(), Some(2));
    }
}
