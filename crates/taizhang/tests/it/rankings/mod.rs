//! Rankings: scores that open into their parts, values typed in by the office above, a site's own schemes, files, the command.

pub mod fixed;
pub mod schemes;

use crate::kit::{Page, Tree, Who, World, printed};
use db::Val;
use domain::facts::{Kept, OrgId, Record, ScoreInput};
use taizhang::ledger::open_by;

async fn all<R: Record + Send + 'static>(world: &World) -> Vec<Kept<R>> {
    open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap()
}

/// What the office types in for a unit of Henan's formula of 2008.
async fn type_in(world: &World, who: Who, unit: OrgId, period: &str, counts: [&str; 4]) -> Page {
    let [total, started, structure, completed] = counts;
    let fields = [
        ("period", period),
        ("seat", "in"),
        ("v.total", total),
        ("v.started", started),
        ("v.mainStructure", structure),
        ("v.completed", completed),
    ];
    world.post(who, &format!("/rankings/of/henan2008/units/{unit}/inputs"), &fields).await
}

/// The worked figures: 35.67 and 20.00; the month before it was the other way round.
async fn typed(world: &World) -> Tree {
    let tree = world.settle().await;
    for (unit, period, counts) in [
        (tree.zone, "2022-06", ["30", "25", "9", "6"]),
        (tree.neighbour, "2022-06", ["17", "17", "0", "0"]),
        (tree.zone, "2022-05", ["30", "3", "0", "0"]),
        (tree.neighbour, "2022-05", ["17", "17", "0", "0"]),
    ] {
        let sent = type_in(world, Who::Reviewer, unit, period, counts).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    tree
}

on_both! {
    async fn units_are_ranked_by_what_the_office_typed_in(world: World) {
        let tree = typed(&world).await;
        let page = world.get(Who::Provincial, "/rankings/of/henan2008").await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("35.67") && page.says("20.00") && page.says("↑1") && page.says("↓1"), "{}", page.body);
        assert!(page.says("2022年6月") && page.says("共2个单位"));
        let first = page.body.find("晋中经济技术开发区").unwrap();
        assert!(first < page.body.find("祁县经济技术开发区").unwrap());
        let may = world.get(Who::Provincial, "/rankings/of/henan2008?true-on=2022-05-31").await;
        assert!(may.says("2.00") && may.says("上期未排名"), "an earlier day has its own period");
        let unit = world.get(Who::Provincial, &format!("/rankings/of/henan2008/units/{}", tree.neighbour)).await;
        assert!(unit.says("各项之和与总分一致") && unit.says("如何上升2位") && unit.says("现排第2位，目标第1位"), "{}", unit.body);
        let english = world.get(Who::Provincial, "/rankings/of/henan2008?lang=en").await;
        let assessed = world.get(Who::Provincial, "/rankings/of/henan2022").await;
        assert!(assessed.says("标注：排名后三名。"), "{}", assessed.body);
        assert!(english.says("Ranking by progress of construction") && english.says("2 units"));
    }

    async fn a_reader_sees_only_units_of_their_own_and_changes_no_score(world: World) {
        let tree = typed(&world).await;
        for (who, own, other) in [(Who::Clerk, "晋中经济技术开发区", "祁县"), (Who::Neighbour, "祁县经济技术开发区", "晋中经济")] {
            let page = world.get(who, "/rankings/of/henan2008").await;
            assert!(page.says(own) && !page.says(other) && page.says("共1个单位"), "{who:?}: {}", page.body);
        }
        let unit = format!("/rankings/of/henan2008/units/{}", tree.zone);
        assert_eq!(world.get(Who::Neighbour, &unit).await.status, 404);
        assert_eq!(world.get(Who::Neighbour, &format!("{unit}/inputs?period=2022-06")).await.status, 404);
        assert!(!world.get(Who::Clerk, &unit).await.says("/inputs"), "the clerk is not offered what they may not do");
        let over = world.get(Who::Reviewer, &format!("{unit}?true-on=2022-05-31")).await;
        assert!(over.says("/inputs?") && over.says("period=2022-05"), "a period that is over takes values too: {}", over.body);
        let past = world.get(Who::Reviewer, &format!("{unit}?true-on=2022-05-31&known-by=2022-06-01")).await;
        assert!(!past.says("/inputs"), "what was known then stays as it was");
        assert_eq!(type_in(&world, Who::Clerk, tree.zone, "2022-06", ["1", "1", "1", "1"]).await.status, 403);
        assert_eq!(type_in(&world, Who::Neighbour, tree.zone, "2022-06", ["1", "1", "1", "1"]).await.status, 404);
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_ne!(world.post(Who::Clerk, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(all::<ScoreInput>(&world).await.len(), 16);
    }

    async fn what_was_typed_in_is_corrected_taken_back_and_remembered(world: World) {
        let tree = typed(&world).await;
        let (known, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let form = format!("/rankings/of/henan2008/units/{}/inputs?period=2022-06", tree.zone);
        assert!(world.get(Who::Reviewer, &form).await.says("value=\"25\""));
        type_in(&world, Who::Reviewer, tree.zone, "2022-06", ["30", "30", "30", "30"]).await;
        assert!(world.get(Who::Provincial, "/rankings/of/henan2008").await.says("100.00"));
        let then = world.get(Who::Provincial, &format!("/rankings/of/henan2008?known-by={known}")).await;
        assert!(then.says("35.67"), "known by then");
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_eq!(world.post(Who::Reviewer, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert!(world.get(Who::Provincial, "/rankings/of/henan2008").await.says("35.67"));
        let emptied = type_in(&world, Who::Reviewer, tree.zone, "2022-06", ["30", "", "9", "6"]).await;
        assert_eq!(emptied.status, 303);
        assert!(world.get(Who::Provincial, "/rankings/of/henan2008").await.says("未填报"), "without a value no score");
        let out = [("period", "2022-06"), ("seat", "-")];
        world.post(Who::Reviewer, &format!("/rankings/of/henan2008/units/{}/inputs", tree.zone), &out).await;
        assert!(world.get(Who::Provincial, "/rankings/of/henan2008").await.says("共1个单位"));
    }

    async fn what_makes_no_sense_is_refused_at_its_field(world: World) {
        let tree = typed(&world).await;
        let wrong = type_in(&world, Who::Reviewer, tree.zone, "2022-06", ["many", "1", "1", "1"]).await;
        assert!(wrong.status == 422 && wrong.says("id=\"v.total-wrong\""), "{}", wrong.body);
        for period in ["2022-13", "2022Q2", ""] {
            let page = type_in(&world, Who::Reviewer, tree.zone, period, ["1", "1", "1", "1"]).await;
            assert!([400, 404].contains(&page.status.as_u16()), "{period}: {}", page.status);
        }
        assert_eq!(world.get(Who::Clerk, "/rankings/of/nothing").await.status, 404);
        assert_eq!(world.get(Who::Clerk, "/rankings/of/henan2008?true-on=2001-01-01").await.status, 404);
        assert_eq!(world.get(Who::Clerk, "/rankings/of/henan2008?level=moon").await.status, 422);
        assert_eq!(world.get(Who::Clerk, "/rankings/of/henan2008/units/99999").await.status, 404);
    }

    async fn a_year_is_rolled_up_from_its_months(world: World) {
        let tree = world.settle().await;
        for (scheme, period, fields) in [
            ("cityMonth", "2022-05", [("v.volume", "80"), ("v.volumeTarget", "100"), ("v.progress", "1"), ("v.progressTarget", "1")]),
            ("cityMonth", "2022-06", [("v.volume", "100"), ("v.volumeTarget", "100"), ("v.progress", "1"), ("v.progressTarget", "1")]),
            ("cityHalf", "2022H1", [("v.halfYear", "90"), ("a", ""), ("b", ""), ("c", "")]),
        ] {
            let mut all = vec![("period", period), ("seat", "in")];
            all.extend(fields);
            let sent = world.post(Who::Reviewer, &format!("/rankings/of/{scheme}/units/{}/inputs", tree.zone), &all).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        // Months 88 and 100: 94 in the mean, 10 %; the half-year 90, 45 %; the year-end's 45 go to these in proportion.
        let page = world.get(Who::Clerk, "/rankings/of/cityYear").await;
        assert!(page.says("90.7") && page.says("缺项的分值（45分）"), "{}", page.body);
        let unit = world.get(Who::Clerk, &format!("/rankings/of/cityYear/units/{}", tree.zone)).await;
        assert!(unit.says("缺项分值分摊") && unit.says("true-on=2022-05-31"), "{}", unit.body);
        assert!(unit.says("各项之和与总分一致"));
    }

    async fn where_points_of_items_without_a_value_are_shared_out_the_list_says_so_and_adds_up(world: World) {
        let tree = world.settle().await;
        for (unit, service) in [(tree.zone, ""), (tree.neighbour, "8")] {
            let fields = [("period", "2022Q1"), ("seat", "in"), ("v.talks", "5"), ("v.talksTarget", "10"), ("v.service", service)];
            let sent = world.post(Who::Reviewer, &format!("/rankings/of/henan2022/units/{unit}/inputs"), &fields).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        // 5 of 10, and 90 that go to it; 5 of 10 and 8 of 10, and 80 that go to these.
        let list = "/rankings/of/henan2022?true-on=2022-03-31";
        let page = world.get(Who::Reviewer, list).await;
        assert!(page.says("缺项的分值（80至90分）按比例分摊") && page.says("“缺项分值分摊”一栏"), "{}", page.body);
        let english = world.get(Who::Reviewer, &format!("{list}&lang=en")).await;
        assert!(english.says("their weights (points: 80 to 90) are shared out"), "{}", english.body);
        let csv = world.get(Who::Reviewer, "/rankings/of/henan2022/table.csv?true-on=2022-03-31").await;
        assert!(csv.says(",45.0,50.0,") && csv.says(",52.0,65.0,") && csv.says(",缺项分值分摊,得分,"), "{}", csv.body);
        let out = world.taizhang(&["rank", "henan2022", "--true-on", "2022-03-31", "--format", "json"]).await;
        let answer: serde_json::Value = serde_json::from_str(&printed(&out).0).unwrap();
        let shared = &answer["groups"][0]["rows"][1]["score"]["adjustments"][0];
        assert_eq!((shared["kind"].as_str(), shared["weight"].as_str()), (Some("reweighed"), Some("90")), "{answer}");
        assert_eq!((shared["points"].as_str(), shared["printed"].as_str()), (Some("45"), Some("45.0")));
        let fixed = fixed::fixed(&world, "/rankings/of/henan2022/fix?true-on=2022-03-31").await;
        let words = world.get(Who::Reviewer, &fixed).await;
        assert!(words.says("按“‘三个一批’季度考核”（版本2022）排名"), "{}", words.body);
        let book = world.get(Who::Reviewer, &format!("{fixed}/annex.xlsx")).await;
        let live = world.get(Who::Reviewer, "/rankings/of/henan2022/table.xlsx?true-on=2022-03-31").await;
        for book in [book, live] {
            let book = office::read(&book.bytes, "x.xlsx", &office::ReadLimits::default()).unwrap();
            let texts: Vec<String> = book.sheets[0].rows.iter().flatten().map(|cell| cell.text().into_owned()).collect();
            assert!(texts.iter().any(|text| text == "缺项分值分摊") && texts.iter().any(|text| text == "45"), "{texts:?}");
            assert!(texts.iter().any(|text| text.contains("缺项的分值（80至90分）")), "{texts:?}");
        }
        let unit = world.get(Who::Reviewer, &format!("/rankings/of/henan2022/units/{}?true-on=2022-03-31", tree.zone)).await;
        assert!(unit.says("缺项分值分摊") && unit.says("各项之和与总分一致"), "{}", unit.body);
    }

    async fn the_red_and_black_list_says_why(world: World) {
        let tree = world.settle().await;
        for (unit, done) in [(tree.zone, "9"), (tree.neighbour, "2")] {
            let fields = [("period", "2022-06"), ("seat", "in"), ("v.signed", done), ("v.signingPlan", "10"), ("v.started", done), ("v.startPlan", "10")];
            world.post(Who::Reviewer, &format!("/rankings/of/anqing/units/{unit}/inputs"), &fields).await;
        }
        let page = world.get(Who::Provincial, "/rankings/of/anqing").await;
        assert!(page.says("红榜") && page.says("黑榜") && page.says("居首：签约率 90.0%"), "{}", page.body);
        let text = printed(&world.taizhang(&["rank", "anqing", "--true-on", "2022-06-30"]).await).0;
        assert!(text.contains("红黑榜") && text.contains("居首：签约率 90.0%"), "{text}");
        let json = printed(&world.taizhang(&["rank", "anqing", "--true-on", "2022-06-30", "--format", "json"]).await).0;
        let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
        let row = &answer["redBlack"][0]["rows"][0];
        assert_eq!((row["side"].as_str(), row["firsts"][0]["item"].as_str()), (Some("red"), Some("signingRate")), "{answer}");
        assert!(answer.get("withoutScore").is_none() && !text.contains("没有得分"), "both have values: {answer}");
    }

    async fn a_unit_without_a_score_is_named_by_the_command_with_the_reason(world: World) {
        let tree = typed(&world).await;
        type_in(&world, Who::Reviewer, tree.zone, "2022-06", ["30", "", "9", "6"]).await;
        let rank = ["rank", "henan2008", "--true-on", "2022-06-30"];
        let text = printed(&world.taizhang(&rank).await).0;
        let (_, below) = text.split_once("没有得分的单位").unwrap_or_else(|| panic!("{text}"));
        assert!(below.contains("未填报：晋中经济技术开发区") && !below.contains("祁县"), "{text}");
        let json = printed(&world.taizhang(&[&rank[..], &["--format", "json", "--lang", "en"]].concat()).await).0;
        let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
        let without = &answer["withoutScore"][0];
        assert!(without["why"].as_str().unwrap().starts_with("Not typed in ("), "{answer}");
        assert_eq!(without["units"][0]["unit"].as_str(), Some(&*tree.zone.to_string()), "{answer}");
    }

    async fn a_ranking_leaves_as_files_and_by_the_command(world: World) {
        let tree = typed(&world).await;
        let csv = world.get(Who::Provincial, "/rankings/of/henan2008/table.csv").await;
        assert!(csv.says("排名,1,,晋中经济技术开发区,16.67,9.00,10.00,35.67,↑1"), "{}", csv.body);
        let xlsx = world.get(Who::Provincial, "/rankings/of/henan2008/table.xlsx").await;
        assert!(xlsx.status == 200 && xlsx.bytes.starts_with(b"PK"));
        let (out, complaint) = printed(&world.taizhang(&["rank", "henan2008", "--true-on", "2022-06-30", "--format", "json"]).await);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{complaint}"));
        assert_eq!((answer["period"].as_str(), answer["groups"][0]["rows"][0]["score"]["exact"].as_str()), (Some("2022-06"), Some("107/3")));
        let zone = tree.neighbour.to_string();
        let (out, _) = printed(&world.taizhang(&["rank", "henan2008", "--true-on", "2022-06-30", "--unit", &zone, "--up", "1"]).await);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["whatIf"]["goal"], 1);
        let listed = world.taizhang(&["rank"]).await;
        assert!(printed(&listed).0.contains("henan2022"));
        for wrong in [["rank", "henan2009"], ["rank", "--level=moon"], ["rank", "--check=nothing.toml"], ["rank", "--true-on=x"]] {
            assert_eq!(world.taizhang(&wrong).await.status.code(), Some(2), "{wrong:?}");
        }
    }
}
