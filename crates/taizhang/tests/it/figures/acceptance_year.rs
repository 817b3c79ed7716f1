//! Official figures of a year's plan, class P, from recorded facts with decoys, on both engines: F006 to F010, F301 to F304, F312.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{self, YI_FEN, event, project};
use domain::facts::{
    AnnualPlan, KeyListing, MonthlyReport, OrgId, ProjectId, ProjectTaxon, Resumption, StageEvent, Taxon,
    TaxonId, Taxonomy, TaxonomyId,
};
use domain::{KeyLevel, Money, Precision, ResumptionState, Stage};
use taizhang::ledger::{Writer, all_open};

/// A project of the year: its number, its plan, and what nine months brought in hundredths of 亿元.
fn planned(writer: &mut Writer, zone: OrgId, no: &str, [plan, done]: [i64; 2]) -> ProjectId {
    let id = ProjectId(writer.create(&project(no, zone, YI_FEN)));
    writer.create(&AnnualPlan {
        invest_fen: Some(Money::from_fen(plan * YI_FEN / 100)),
        start_month: Some(4),
        ..facts::plan(id, 2022)
    });
    writer.create(&MonthlyReport {
        project: id,
        year: 2022,
        month: 9,
        month_fen: Some(Money::from_fen(done * YI_FEN / 100)),
        year_to_date_fen: None,
        since_start_fen: None,
        progress: None,
        problems: None,
        requests: None,
        reported_on: day(2022, 10, 8),
    });
    writer.create(&KeyListing { project: id, year: 2022, level: KeyLevel::Province, version: "1".into() });
    id
}

/// Three projects of the zone, 31.38 of 22.35 done; the neighbour's, and a month after the day.
async fn year(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for (no, sums) in [("A", [1_000, 1_500]), ("B", [1_000, 1_500])] {
        let id = planned(&mut writer, tree.zone, no, sums);
        writer.create(&event(id, Stage::Commenced, day(2022, 4, 2)));
    }
    let carried = planned(&mut writer, tree.zone, "C", [235, 138]);
    writer.create(&event(carried, Stage::Commenced, day(2021, 4, 2)));
    writer.create(&Resumption {
        project: carried,
        year: 2022,
        state: ResumptionState::Resumed,
        day: Some(day(2022, 4, 20)),
        precision: Some(Precision::Day),
        original: None,
        reason: None,
        recorded_on: day(2022, 4, 20),
    });
    planned(&mut writer, tree.neighbour, "N", [900, 900]);
    writer.commit().await.unwrap();
}

/// A line of a year's plan that says no amount.
fn line(project: ProjectId, year: i64, start_month: Option<i64>, produce_month: Option<i64>) -> AnnualPlan {
    AnnualPlan { decided_on: day(2021, 1, 10), start_month, produce_month, ..facts::plan(project, year) }
}

/// F301 to F304: 171 projects of the year, of which 100 new ones and 61 carried over had begun; four began a day late, three
/// were not resumed, of three nothing was told. Beside the plan: the neighbour's, and one that stands in another year's.
async fn pinglu(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for place in 0..171_i64 {
        let fen = 2_642_000_000_000 / 171 + i64::from(place < 2_642_000_000_000 % 171);
        let id = ProjectId(writer.create(&project(&format!("K-{place}"), tree.zone, fen)));
        let is_new = place < 104;
        writer.create(&line(id, 2021, is_new.then_some(5), None));
        let begun = match place {
            0..100 => day(2021, 5, 20),
            100..104 => day(2021, 10, 1),
            _ => day(2020, 5, 20),
        };
        writer.create(&event(id, Stage::Commenced, begun));
        let state = match place {
            104..165 => ResumptionState::Resumed,
            165..168 => ResumptionState::NotResumed,
            _ => continue,
        };
        writer.create(&Resumption {
            project: id,
            year: 2021,
            state,
            day: Some(day(2021, 3, 10)),
            precision: Some(Precision::Day),
            original: None,
            reason: None,
            recorded_on: day(2021, 3, 10),
        });
    }
    for (no, zone, year) in [("N-1", tree.neighbour, 2021), ("O-1", tree.zone, 2020)] {
        let id = ProjectId(writer.create(&project(no, zone, YI_FEN)));
        writer.create(&line(id, year, Some(5), None));
        writer.create(&event(id, Stage::Commenced, day(2021, 5, 20)));
    }
    writer.commit().await.unwrap();
}

on_both! {
    async fn a_years_plan_is_held_against_what_was_done(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let said = async |name: &str, on: &str| {
            let query = format!("name={name}&where=key:province,city&true-on={on}");
            let answer = world.figures(Who::Clerk, &query).await;
            answer["figures"][0]["sentence"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            said("planCompletionRate", "2022-09-30").await,
            "1至9月，3项重点工程完成投资31.38亿元，完成率140.4%"
        );
        assert_eq!(said("resumptionRate", "2022-04-30").await, "续建项目已于4月底全部复工");
        assert_eq!(said("newStartRate", "2022-06-30").await, "新建项目已于6月底全部开工");
        assert_eq!(said("progressGap", "2022-09-30").await, "超过时间进度65.4个百分点");
    }

    async fn a_rate_of_sums_opens_into_both_amounts_and_a_formula_into_its_first_figure(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        for name in ["planCompletionRate", "progressGap"] {
            let page = world.get(Who::Clerk, &format!("/figures/{name}/members?true-on=2022-09-30")).await;
            assert_eq!(page.status, 200, "{name}");
            assert!(page.body.contains("A项目") || page.body.contains("/projects/"), "{name}");
            assert!(!page.body.contains(">N<"), "the neighbour's project is not in {name}");
        }
        let page = world.get(Who::Clerk, "/figures/planCompletionRate/members?true-on=2022-09-30").await;
        assert!(page.body.contains("15.00") && page.body.contains("10.00"), "done beside planned");
        let refused = world.get(Who::Clerk, "/figures?name=attractionScoreRate&compare-to=2022-06-30").await;
        assert!(refused.body.contains("当年签约省外项目"), "what to compare instead is named");
    }

    async fn a_gap_to_time_moves_with_what_was_done_and_with_the_months(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let asked = "name=progressGap&where=key:province,city&true-on=2022-09-30&compare-to=2022-06-30";
        let page = world.get(Who::Clerk, &format!("/figures?{asked}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("序时进度由50.0%变为75.0%") && page.says("65.4"), "{}", page.body);
        let answer = world.figures(Who::Clerk, asked).await;
        let difference = &answer["differences"][0];
        assert_eq!(difference["after"]["printed"], "65.4", "{answer}");
        let rate = world.figures(Who::Clerk, &asked.replace("progressGap", "planCompletionRate")).await;
        assert_eq!(difference["lines"], rate["differences"][0]["lines"], "the lines are of the rate");
    }

    async fn the_projects_of_a_year_are_started_or_resumed_and_stay_so_for_that_day(world: World) {
        let tree = world.settle().await;
        pinglu(&world, &tree).await;
        let known = world.ledger.live().current().await.unwrap().change();
        let said = async |name: &str, more: &str| {
            let answer = world.figures(Who::Clerk, &format!("name={name}&true-on=2021-09-30{more}")).await;
            let text = |key: &str| answer["figures"][0][key].as_str().unwrap().to_owned();
            (text("sentence"), text("printed"))
        };
        let rate = "全年实施总投资264.2亿元的171项重点工程项目，已开复工161个，开复工率达到94.2%";
        for later in [false, true] {
            if later {
                let events = all_open::<StageEvent>(world.ledger.db()).await.unwrap();
                let mut writer = world.ledger.write(operator()).await.unwrap();
                for begun in events.iter().take(9) {
                    writer.create(&event(begun.project, Stage::Suspended, day(2021, 10, 8)));
                }
                writer.commit().await.unwrap();
            }
            for more in [String::new(), format!("&known-by={known}")] {
                assert_eq!(said("yearProjects", &more).await.0, "全年实施总投资264.2亿元的171项重点工程项目");
                assert_eq!(said("startedOrResumed", &more).await, ("已开复工161个".into(), "161".into()));
                assert_eq!(said("startAndResumeRate", &more).await, (rate.into(), "94.2%".into()));
            }
        }
    }

    async fn large_new_projects_are_ready_within_the_year(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let classes = Taxonomy { code: "zone".into(), name: "产业链".into(), version: "1".into(), org: None };
        let taxonomy = TaxonomyId(writer.create(&classes));
        let class = Taxon { taxonomy, code: "1".into(), name: "新材料".into(), position: 1 };
        let class = TaxonId(writer.create(&class));
        // Smaller, of no industry, begun the year before: decoys.
        for (no, hundredths, year, is_industry) in
            [("A", 200, 2021, true), ("B", 277, 2021, true), ("C", 199, 2021, true), ("D", 900, 2021, false), ("E", 900, 2020, true)]
        {
            let id = ProjectId(writer.create(&project(no, tree.zone, hundredths * YI_FEN / 100)));
            writer.create(&event(id, Stage::Commenced, day(year, 4, 1)));
            writer.create(&line(id, 2021, None, Some(11)));
            if is_industry {
                writer.create(&ProjectTaxon { project: id, taxon: class });
            }
        }
        writer.commit().await.unwrap();
        let answer = world.figures(Who::Clerk, "name=newLargeReadyRate&true-on=2021-11-30").await;
        assert_eq!(answer["figures"][0]["sentence"], "今年新开工的两个2亿元以上的产业项目，年内都能达到投产条件");
    }
}
