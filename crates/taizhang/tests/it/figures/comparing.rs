//! Why a figure moved: lists that add up to the difference.

use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{Investor, InvestorId, Org, Project, ProjectId, ProjectInvestor, StageEvent, Target};
use domain::{Money, Recognition, Stage, TargetMeasure};
use taizhang::ledger::{open_by, open_one};

on_both! {
    async fn the_lists_of_a_comparison_add_up_to_the_difference(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let stays = ProjectId(writer.create(&project("JZ-1", tree.zone, 2 * YI_FEN)));
        let leaves = ProjectId(writer.create(&project("JZ-2", tree.zone, 3 * YI_FEN)));
        for id in [stays, leaves] {
            writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
        }
        let known = writer.commit().await.unwrap().change.unwrap();
        let kept = open_one::<Project>(world.ledger.db(), stays.0).await.unwrap().unwrap();
        let gone = open_by::<StageEvent>(world.ledger.db(), "project = $1", vec![db::Val::Int(leaves.0)]).await.unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&kept, &Project { invest_fen: Some(Money::from_fen(5 * YI_FEN)), ..kept.body.clone() }, None);
        writer.replace(&gone[0], &StageEvent { recognition: Recognition::Revoked, ..gone[0].body.clone() }, None);
        let comes = ProjectId(writer.create(&project("JZ-3", tree.zone, YI_FEN)));
        writer.create(&event(comes, Stage::Signed, day(2022, 5, 5)));
        writer.commit().await.unwrap();
        let answer = world.figures(Who::Clerk, &format!("name=signed&compare-to=2022-03-31@{known}")).await;
        let english = format!("name=signed&compare-to=2022-03-31@{known}&lang=en");
        let sentence = world.figures(Who::Clerk, &english).await["differences"][0]["before"]["sentence"].to_string();
        assert!(sentence.is_ascii(), "{sentence}");
        let difference = &answer["differences"][0];
        let kinds: Vec<&str> = difference["lines"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["new", "left", "changed"]);
        let reasons: Vec<&str> = difference["lines"].as_array().unwrap().iter().map(|line| line["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons, ["new", "corrected", "correctedAmount"]);
        let sum = |field: &str| -> i64 {
            difference["lines"].as_array().unwrap().iter().map(|line| line[field].as_i64().unwrap()).sum()
        };
        let moved = |field: &str| difference["after"][field].as_i64().unwrap() - difference["before"][field].as_i64().unwrap();
        assert_eq!((sum("count"), sum("amountFen")), (moved("value"), moved("amountFen")));
        assert_eq!((moved("value"), moved("amountFen")), (0, YI_FEN));
        let page = world.get(Who::Clerk, &format!("/figures?name=signed&compare-to=2022-03-31@{known}")).await;
        assert!(page.says("新增") && page.says("退出") && page.says("JZ-2号项目"));
        assert!(page.says("更正或补报退出") && page.says("href=\"#difference-0-correctedAmount\""), "{}", page.body);
    }

    async fn both_sides_of_a_rate_are_explained_by_project(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let starts = ProjectId(writer.create(&project("JZ-1", tree.zone, 2 * YI_FEN)));
        writer.create(&event(starts, Stage::Signed, day(2022, 1, 5)));
        writer.create(&event(starts, Stage::Commenced, day(2022, 5, 5)));
        let late = ProjectId(writer.create(&project("JZ-2", tree.zone, YI_FEN)));
        let known = writer.commit().await.unwrap().change.unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&event(late, Stage::Signed, day(2022, 2, 5)));
        writer.commit().await.unwrap();
        let query = format!("name=startRateOverSigned&true-on=2022-06-30&compare-to=2022-03-31@{known}");
        let answer = world.figures(Who::Clerk, &query).await;
        let lines = answer["differences"][0]["lines"].as_array().unwrap().clone();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line["no"].as_str().unwrap(), line["reason"].as_str().unwrap(), line["numerator"].as_i64().unwrap(), line["count"].as_i64().unwrap()))
            .collect();
        assert_eq!(told, [("JZ-2", "lateReport", 0, 1), ("JZ-1", "changed", 1, 0)]);
        let page = world.get(Who::Clerk, &format!("/figures?{query}")).await;
        assert!(page.says("补报") && page.says("分母") && page.says("JZ-2号项目"), "{}", page.body);
    }

    async fn every_figure_of_the_catalogue_says_why_it_moved_or_that_nothing_can_be_listed(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for (measure, value) in [(TargetMeasure::AttractionCount, 4), (TargetMeasure::AttractionAmount, 8 * YI_FEN)] {
            let (year, version, decided_on) = (2022, 1, day(2022, 1, 5));
            writer.create(&Target { org: tree.zone, year, measure, value, decided_on, version });
        }
        let id = ProjectId(writer.create(&project("JZ-1", tree.zone, 2 * YI_FEN)));
        writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
        let known = writer.commit().await.unwrap().change.unwrap();
        for spec in figures::Catalogue::builtin().figures() {
            for lang in ["zh-CN", "en"] {
                let query = format!("name={}&true-on=2022-05-31&compare-to=2022-03-31@{known}&lang={lang}", spec.name);
                let page = world.get(Who::Clerk, &format!("/figures?{query}")).await;
                assert_eq!(page.status, 200, "{}: {}", spec.name, page.body);
                assert!(page.says("id=\"difference\"") && !page.says("“”"), "{}: {}", spec.name, page.body);
            }
        }
        let of = async |name: &str| world.get(Who::Clerk, &format!("/figures?name={name}&true-on=2022-05-31&compare-to=2022-03-31")).await;
        let time = of("timeProgress").await;
        assert!(time.says("25.0% → 41.7%") && time.says("只随日期推移变化"), "{}", time.body);
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let (year, measure, decided_on) = (2022, TargetMeasure::AttractionCount, day(2022, 4, 8));
        writer.create(&Target { org: tree.zone, year, measure, value: 8, decided_on, version: 2 });
        writer.commit().await.unwrap();
        assert!(of("attractionCountTarget").await.says("目标由单位下达"));
    }

    async fn a_formula_is_taken_apart_on_the_page_in_json_and_in_files(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let name = "外省公司".to_owned();
        let city = open_one::<Org>(world.ledger.db(), tree.city.0).await.unwrap().unwrap();
        writer.replace(&city, &Org { region: Some(140_700), ..city.body.clone() }, None);
        let company = Investor { name, credit_code: None, region: Some(440_300), seat: None, class: None };
        let outside = InvestorId(writer.create(&company));
        for (measure, value) in [(TargetMeasure::AttractionCount, 4), (TargetMeasure::AttractionAmount, 8 * YI_FEN)] {
            let (year, version, decided_on) = (2022, 1, day(2022, 1, 5));
            writer.create(&Target { org: tree.zone, year, measure, value, decided_on, version });
        }
        for (no, on) in [("JZ-1", day(2022, 1, 5)), ("JZ-2", day(2022, 4, 5))] {
            let id = ProjectId(writer.create(&project(no, tree.zone, 2 * YI_FEN)));
            writer.create(&event(id, Stage::Signed, on));
            writer.create(&ProjectInvestor { project: id, investor: outside, position: 1 });
        }
        writer.commit().await.unwrap();
        let query = "name=attractionScoreRate&true-on=2022-05-31&compare-to=2022-03-31";
        let answer = world.figures(Who::Clerk, query).await;
        let steps = answer["apart"][0]["steps"].as_array().unwrap().clone();
        let told: Vec<_> = steps.iter().map(|it| (it["figure"].as_str().unwrap(), it["printed"].as_str().unwrap())).collect();
        let expected =
            [("attracted", "+12.50"), ("attractionCountTarget", "0.00"), ("attractedAmount", "+12.50"), ("attractionAmountTarget", "0.00")];
        assert_eq!(told, expected);
        let page = world.get(Who::Clerk, &format!("/figures?{query}")).await;
        assert!(page.says("25.00% → 50.00%") && page.says("+12.50") && page.says("name=attracted&amp;"), "{}", page.body);
        let csv = world.get(Who::Clerk, &format!("/figures/table.csv?{query}")).await;
        assert!(csv.says("构成项") && csv.says("+12.50"), "{}", csv.body);
    }

    async fn files_tell_the_money_of_a_rate_in_ten_thousands_of_yuan(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let contract = Project { contract_fen: Some(Money::from_fen(2 * YI_FEN)), ..project("JZ-1", tree.zone, 2 * YI_FEN) };
        let id = ProjectId(writer.create(&contract));
        writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
        writer.commit().await.unwrap();
        let fields = [("day", "2022-05-10"), ("amount_fen", "5000"), ("fund_source", "loan")];
        assert_eq!(world.post(Who::Clerk, &format!("/projects/{id}/paid-in"), &fields).await.status, 303);
        let query = "name=paidInRate&true-on=2022-06-30&compare-to=2022-03-31";
        let csv = world.get(Who::Clerk, &format!("/figures/table.csv?{query}")).await;
        assert!(csv.says("分子（万元）") && csv.says(",5000.000000,"), "{}", csv.body);
        let told = world.taizhang(&["figures", "paidInRate", "--true-on", "2022-06-30", "--compare-to", "2022-03-31"]).await;
        let told = String::from_utf8(told.stdout).unwrap();
        assert_eq!(told.matches("分子（万元）").count(), 2, "of the figure and of its difference: {told}");
    }
}
