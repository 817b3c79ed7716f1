//! The province's round of February 2022 as pages print it (F201–F206), with decoys, on both engines.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, entry, event, project, round};
use domain::facts::{OrgId, Project, ProjectId, ProjectTaxon, RoundId, Taxon, TaxonId, Taxonomy, TaxonomyId};
use domain::industry::ROUND_INDUSTRIES;
use domain::{ListKind, Recognition, Stage};
use taizhang::ledger::Writer;

/// Each list with its entries, and how many of them came further since.
const LISTS: [(ListKind, usize, Stage, usize); 3] = [
    (ListKind::Signing, 347, Stage::Commenced, 82),
    (ListKind::Commencement, 323, Stage::Producing, 67),
    (ListKind::Production, 315, Stage::FullCapacity, 0),
];

fn industries(writer: &mut Writer) -> Vec<TaxonId> {
    let seed = ROUND_INDUSTRIES;
    let body =
        Taxonomy { code: seed.code.into(), name: seed.name.into(), version: seed.version.into(), org: None };
    let taxonomy = TaxonomyId(writer.create(&body));
    let taxa = (1..).zip(seed.taxa);
    taxa.map(|(position, taxon)| {
        TaxonId(writer.create(&Taxon {
            taxonomy,
            code: taxon.code.into(),
            name: taxon.name.into(),
            position,
        }))
    })
    .collect()
}

/// A project of 1亿元 in an industry, on a list.
fn on_list(
    writer: &mut Writer,
    zone: OrgId,
    no: &str,
    class: TaxonId,
    list: (RoundId, ListKind),
) -> ProjectId {
    let id = ProjectId(writer.create(&project(no, zone, YI_FEN)));
    writer.create(&ProjectTaxon { project: id, taxon: class });
    writer.create(&entry(id, list.0, list.1, YI_FEN));
    id
}

/// Four rounds of 2021 and the first of 2022, its entries over both zones and eleven industries; gives that round.
async fn five_rounds(world: &World, tree: &Tree) -> RoundId {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let classes = industries(&mut writer);
    let earlier: Vec<RoundId> = (1..=4)
        .map(|seq| RoundId(writer.create(&round(tree.province, 2021, seq, day(2021, 2 * seq as u8, 16)))))
        .collect();
    let mut body = round(tree.province, 2022, 1, day(2022, 2, 26));
    body.branch_venues = Some("太原市\n晋中市".into());
    let first = RoundId(writer.create(&body));
    let zones = [tree.zone, tree.neighbour];
    for (list, count, further, reached) in LISTS {
        for place in 0..count {
            let no = format!("{}-{place}", list.code());
            let id = on_list(&mut writer, zones[place % 2], &no, classes[place % 11], (first, list));
            if place < reached {
                writer.create(&event(id, further, day(2022, 6, 1)));
            }
        }
    }
    // Decoys: an entry of another round in a twelfth industry, started by its own claim alone.
    let twelfth =
        Taxon { taxonomy: TaxonomyId(1), code: "12".into(), name: "航空航天".into(), position: 12 };
    let twelfth = TaxonId(writer.create(&twelfth));
    let decoy = on_list(&mut writer, tree.zone, "D-1", twelfth, (earlier[1], ListKind::Signing));
    let mut claim = event(decoy, Stage::Commenced, day(2021, 5, 1));
    claim.recognition = Recognition::Claimed;
    writer.create(&claim);
    writer.commit().await.unwrap();
    first
}

on_both! {
    async fn a_round_and_what_became_of_its_projects_stay_as_told_for_their_day(world: World) {
        let tree = world.settle().await;
        let first = five_rounds(&world, &tree).await;
        let asked = [format!("/rounds/{}?true-on=2022-02-28", first.0), "/rounds/follow-up?true-on=2022-02-28".to_owned()];
        let told = async || {
            let mut pages = Vec::new();
            for path in &asked {
                let page = world.get(Who::Provincial, path).await;
                // Below it stands which change it is of.
                pages.push(page.between("<main", "print-source").unwrap().to_owned());
            }
            pages
        };
        let before = told().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for project in writer.open_by::<Project>("1 = 1", vec![]).await.unwrap().iter().take(50) {
            writer.create(&event(ProjectId(project.id), Stage::Producing, day(2022, 6, 9)));
        }
        writer.create(&round(tree.province, 2022, 2, day(2022, 6, 15)));
        writer.commit().await.unwrap();
        assert_eq!(told().await, before);
        let now = world.get(Who::Provincial, "/rounds/follow-up?true-on=2022-06-30").await;
        assert!(now.between("<main", "print-source").unwrap() != before[1], "the later day tells of it");
    }

    async fn the_provinces_round_is_told_as_its_bulletin_tells_it(world: World) {
        let tree = world.settle().await;
        let first = five_rounds(&world, &tree).await;
        let page = world.get(Who::Provincial, &format!("/rounds/{}", first.0)).await;
        for sentence in [
            "全省开发区2022年第一次“三个一批”活动在全省各地同步举行",
            "全省开发区共签约项目347个",
            "开工项目323个",
            "投产项目315个",
            "涉及现代煤化工、装备制造、新能源、新材料、节能环保、大数据、电子信息、医药健康、现代服务业、现代农业、文化旅游等产业",
        ] {
            assert!(page.says(sentence), "{sentence}: {}", page.body);
        }
        assert!(page.says("投产项目315个，涉及现代煤化工") && page.says("文化旅游等产业。</p>"), "one sentence");
        let english = world.get(Who::Provincial, &format!("/rounds/{}?lang=en", first.0)).await;
        let joined = "started 323 and put 315 into production, in the industries 现代煤化工, 装备制造";
        assert!(english.says(joined) && english.says("文化旅游.</p>"), "{}", english.body);
        let of_zone = world.get(Who::Clerk, &format!("/rounds/{}", first.0)).await;
        assert!(of_zone.says("174") && !of_zone.says("347"), "a clerk sees the own zone's half");
    }

    async fn the_state_of_five_rounds_is_told_by_zone_as_of_today(world: World) {
        let tree = world.settle().await;
        five_rounds(&world, &tree).await;
        let page = world.get(Who::Provincial, "/rounds/follow-up").await;
        for sentence in [
            "通报了全省开发区2021年四次及今年第一次“三个一批”项目情况",
            "“签约一批”项目共348个，投资额348亿元，其中开工82个，开工率23.56%",
            "“开工一批”项目共323个，投资额323亿元，其中投产67个，投产率20.74%",
        ] {
            assert!(page.says(sentence), "{sentence}: {}", page.body);
        }
        assert!(page.says("晋中经济技术开发区") && page.says("祁县经济技术开发区"));
        let before = world.get(Who::Provincial, "/rounds/follow-up?true-on=2022-02-28").await;
        assert!(before.says("“签约一批”项目共348个，投资额348亿元，其中开工0个，开工率0.00%"));
    }
}
