//! Official figures of rounds and of investment attraction, from recorded facts with decoys, on both engines.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, entries, event, project, round};
use domain::facts::{
    Investor, InvestorId, InvestorListing, OrgId, Project, ProjectId, ProjectInvestor, RoundId,
};
use domain::{ContractKind, ListKind, Money, Stage};
use taizhang::ledger::{Writer, open_one};

/// The zone's four rounds of 2021 with the totals of the review (F101–F107), and decoys.
async fn year_of_rounds(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let days = [(1, 1), (5, 8), (7, 16), (10, 22)];
    let mut rounds = Vec::new();
    for (seq, (month, of_month)) in (1..).zip(days) {
        let mut body = round(tree.province, 2021, seq, day(2021, month, of_month));
        body.main_venue = Some("综改区晋中开发区".into());
        rounds.push(RoundId(writer.create(&body)));
    }
    let next = RoundId(writer.create(&round(tree.province, 2022, 1, day(2022, 2, 26))));
    let of = |list, count, hundredths: i64| (list, count, hundredths * YI_FEN / 100);
    let lists = [
        of(ListKind::Signing, 29, 17_726),
        of(ListKind::Commencement, 37, 12_347),
        of(ListKind::Production, 41, 5_286),
    ];
    for (list, count, total) in lists {
        entries(&mut writer, tree.zone, &rounds, list, (count, total));
        // Decoys: the neighbour's entries, and those of another year.
        entries(&mut writer, tree.neighbour, &rounds, list, (5, 11 * YI_FEN));
        entries(&mut writer, tree.zone, &[next], list, (3, 13 * YI_FEN));
    }
    writer.commit().await.unwrap();
}

/// What distinguishes one signed project from another.
struct Signing {
    no: &'static str,
    fen: i64,
    region: i64,
    framework: bool,
    top500: bool,
    stage: Stage,
    month: u8,
}

fn sign(writer: &mut Writer, zone: OrgId, signing: &Signing) {
    let kind = if signing.framework { ContractKind::Framework } else { ContractKind::Formal };
    let body = Project { contract_kind: Some(kind), ..project(signing.no, zone, signing.fen) };
    let id = ProjectId(writer.create(&body));
    writer.create(&event(id, signing.stage, day(2022, signing.month, 9)));
    let name = format!("{}投资公司", signing.no);
    let investor =
        Investor { name, credit_code: None, region: Some(signing.region), seat: None, class: None };
    let investor = InvestorId(writer.create(&investor));
    writer.create(&ProjectInvestor { project: id, investor, position: 1 });
    if signing.top500 {
        let list = "世界500强".to_owned();
        writer.create(&InvestorListing { investor, list, year: 2022, rank: None, relation: None });
    }
}

on_both! {
    async fn the_rounds_of_a_zone_and_year_give_the_reviews_figures(world: World) {
        let tree = world.settle().await;
        year_of_rounds(&world, &tree).await;
        let held = world.figures(Who::Clerk, "name=roundsHeld&where=round:2021").await;
        assert_eq!(held["figures"][0]["sentence"], "先后开展“三个一批”活动4次");
        let answer = world.figures(Who::Clerk, "name=roundEntries&by=list&where=round:2021").await;
        let sentences: Vec<&str> =
            answer["figures"].as_array().unwrap().iter().map(|figure| figure["sentence"].as_str().unwrap()).collect();
        assert_eq!(sentences, [
            "总投资177.26亿元的29个项目集中签约",
            "总投资123.47亿元的37个项目集中开工",
            "总投资52.86亿元的41个项目集中投产",
        ]);
        let page = world.get(Who::Clerk, "/rounds").await;
        let third = page.between("2021年第四次", "2021年第三次").unwrap().rsplit("href=\"").next().unwrap();
        let third = third.split('"').next().unwrap().to_owned();
        let shown = world.get(Who::Clerk, &third).await;
        assert!(shown.says("全省开发区2021年第三次“三个一批”活动") && shown.says("在综改区晋中开发区举行"));
    }

    async fn signings_from_outside_the_province_leave_the_decoys_out(world: World) {
        let tree = world.settle().await;
        let zone = open_one::<domain::facts::Org>(world.ledger.db(), tree.city.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&zone, &domain::facts::Org { region: Some(140_700), ..zone.body.clone() }, None);
        let plain = Signing { no: "", fen: YI_FEN, region: 440_300, framework: false, top500: false, stage: Stage::Signed, month: 3 };
        let cases = [
            Signing { no: "W-1", fen: 10 * YI_FEN, top500: true, ..plain },
            Signing { no: "W-2", fen: 10 * YI_FEN, ..plain },
            Signing { no: "W-3", fen: 10 * YI_FEN - 1, ..plain },
            // Decoys: inside the province, a framework agreement, talks alone, after the day.
            Signing { no: "D-1", region: 140_100, ..plain },
            Signing { no: "D-2", framework: true, ..plain },
            Signing { no: "D-3", stage: Stage::InTalks, ..plain },
            Signing { no: "D-4", month: 11, ..plain },
        ];
        for case in &cases {
            sign(&mut writer, tree.zone, case);
        }
        sign(&mut writer, tree.neighbour, &Signing { no: "D-5", ..plain });
        writer.commit().await.unwrap();
        // F001 to F004 at the end of October; F109 and F110 at the end of the year; a day within a month names neither.
        let asked = [
            ("signedOutside", "2022-10-31", 30 * YI_FEN - 1, "截至今年10月底，签约省外项目3项，项目总投资30亿元"),
            ("signedOutsideTop500", "2022-10-31", 10 * YI_FEN, "其中世界500强1项"),
            ("signedOutsideLarge", "2022-10-31", 20 * YI_FEN, "投资10亿元以上项目2项"),
            ("signedOutside", "2022-12-31", 31 * YI_FEN - 1, "2022年签约省外项目4个，总投资额31亿元"),
            ("signedOutside", "2022-10-30", 30 * YI_FEN - 1, "签约省外项目3个，总投资额30亿元"),
        ];
        for later in [false, true] {
            if later {
                let mut writer = world.ledger.write(operator()).await.unwrap();
                for project in writer.open_by::<Project>("1 = 1", vec![]).await.unwrap() {
                    writer.create(&event(ProjectId(project.id), Stage::Terminated, day(2023, 1, 9)));
                }
                writer.commit().await.unwrap();
            }
            for (name, on, fen, sentence) in asked {
                let query = format!("name={name}&where=signed:2022&true-on={on}");
                let figure = &world.figures(Who::Clerk, &query).await["figures"][0];
                assert_eq!((&figure["sentence"], &figure["amountFen"]), (&sentence.into(), &fen.into()), "{query}");
            }
        }
    }

    async fn the_same_question_has_the_same_answer_after_the_facts_have_changed(world: World) {
        let tree = world.settle().await;
        year_of_rounds(&world, &tree).await;
        let query = "name=roundEntries&by=list&where=round:2021&true-on=2021-12-31";
        let known = world.ledger.live().current().await.unwrap().change();
        let before = world.figures(Who::Clerk, query).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for entry in writer.open_by::<domain::facts::Entry>("1 = 1", vec![]).await.unwrap().iter().take(9) {
            let body = domain::facts::Entry { amount_fen: Some(Money::from_fen(1)), ..entry.body.clone() };
            writer.replace(entry, &body, None);
        }
        writer.commit().await.unwrap();
        assert_ne!(world.figures(Who::Clerk, query).await["figures"], before["figures"]);
        let again = world.figures(Who::Clerk, &format!("{query}&known-by={known}")).await;
        assert_eq!(again, before);
    }
}
