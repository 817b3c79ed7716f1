//! What can be said of single projects, and of what offices did, as the pages print it; targets and numbers of old papers.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, plan, project};
use domain::facts::{
    AnnualPlan, Forecast, MonthlyReport, Occasion, OrgId, Permit, ProjectId, RosterEntry, Target,
};
use domain::{
    Cycle, MilestoneCode, OccasionKind, Part, PermitState, Precision, Recognition, RosterKind, Stage,
    TargetMeasure,
};
use taizhang::ledger::{Writer, open_by};

/// A forecast made at the beginning of the year.
fn forecast(project: ProjectId, code: MilestoneCode, on: domain::Day, precision: Precision) -> Forecast {
    Forecast { project, code, day: on, precision, original: None, reason: None, said_on: day(2022, 1, 5) }
}

fn permit(project: ProjectId, state: PermitState) -> Permit {
    Permit {
        project,
        name: format!("手续{}", state.code()),
        state,
        number: None,
        day: Some(day(2022, 5, 1)),
        precision: Some(Precision::Day),
        original: None,
        segment: None,
        recorded_on: day(2022, 5, 1),
    }
}

fn month(project: ProjectId, progress: &str) -> MonthlyReport {
    MonthlyReport {
        project,
        year: 2022,
        month: 5,
        month_fen: None,
        year_to_date_fen: None,
        since_start_fen: None,
        progress: Some(progress.into()),
        problems: None,
        requests: None,
        reported_on: day(2022, 6, 2),
    }
}

/// F315 with F402 and F405: on its way, in three phases; and F316: about to start.
fn stories(writer: &mut Writer, tree: &Tree) -> (ProjectId, ProjectId) {
    let built = ProjectId(writer.create(&project("S-1", tree.zone, YI_FEN)));
    let mut start = event(built, Stage::Commenced, day(2022, 4, 30));
    start.precision = Some(Precision::Month);
    writer.create(&start);
    writer.create(&month(built, "主体工程基本完成"));
    writer.create(&forecast(built, MilestoneCode::Production, day(2023, 3, 31), Precision::Month));
    for place in 0..3 {
        let mut part = project(&format!("S-1-{place}"), tree.zone, YI_FEN);
        (part.parent, part.part) = (Some(built), Some(Part::Phase));
        writer.create(&part);
    }
    let ready = ProjectId(writer.create(&project("S-2", tree.zone, YI_FEN)));
    writer.create(&forecast(ready, MilestoneCode::Commencement, day(2022, 7, 31), Precision::Month));
    writer.create(&permit(ready, PermitState::Held));
    writer.create(&permit(ready, PermitState::Committed));
    // A claim alone is no start.
    let claim = event(ready, Stage::Commenced, day(2022, 6, 1));
    writer.create(&domain::facts::StageEvent { recognition: Recognition::Claimed, ..claim });
    (built, ready)
}

fn session(org: OrgId, kind: OccasionKind, on: domain::Day) -> Occasion {
    Occasion {
        org,
        kind,
        title: "例会".into(),
        day: on,
        cycle: Some(Cycle::Weekly),
        leader: None,
        leader_rank: None,
        place: None,
        enterprises: None,
        topics: None,
        attendees: None,
        attendees_qualifier: None,
        targeted: None,
        minutes: None,
        recorded_on: on,
    }
}

on_both! {
    async fn what_can_be_said_of_a_project_stands_on_its_page_and_stays_for_the_same_day(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let (built, ready) = stories(&mut writer, &tree);
        writer.commit().await.unwrap();
        let page = |id: ProjectId, query: &'static str| {
            let world = &world;
            async move { world.get(Who::Clerk, &format!("/projects/{}{query}", id.0)).await }
        };
        let told = "于今年4月份开工建设，分三期建设，主体工程基本完成，预计明年3月份可投入运行。";
        assert!(page(built, "").await.says(told), "{}", page(built, "").await.body);
        assert!(page(ready, "").await.says("已完成前期相关手续，即将开工建设。"));
        assert!(page(built, "?lang=en").await.says("It is expected to run in month 3 of 2023."));
        assert_eq!(world.get(Who::Neighbour, &format!("/projects/{}", built.0)).await.status, 404);
        // Later changes leave what was known then as it was.
        let known = world.ledger.live().current().await.unwrap().change();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&event(built, Stage::Producing, day(2022, 6, 20)));
        writer.create(&event(ready, Stage::Commenced, day(2022, 6, 15)));
        for permit in open_by::<Permit>(world.ledger.db(), "project = $1", vec![ready.0.into()]).await.unwrap() {
            writer.close(&permit);
        }
        writer.commit().await.unwrap();
        assert!(!page(ready, "").await.says("即将开工建设") && page(ready, "").await.says("于今年6月15日开工建设"));
        let again = world.get(Who::Clerk, &format!("/projects/{}?known-by={known}", built.0)).await;
        assert!(again.says(told), "{}", again.body);
        assert!(page(built, "?true-on=2022-06-15").await.says(told), "true on a day before");
    }

    async fn a_permit_is_kept_on_the_project_page(world: World) {
        let tree = world.settle().await;
        let (project, _) = world.project(tree.zone, "JZ-1").await;
        let path = format!("/projects/{}/permits", project.0);
        let fields = [("name", "施工许可证"), ("state", "held"), ("number", "晋建1号"), ("day", "2022-05-01")];
        assert_eq!(world.post(Who::Clerk, &path, &fields).await.status, 303);
        let page = world.get(Who::Clerk, &format!("/projects/{}", project.0)).await;
        assert!(page.says("施工许可证") && page.says("已办结") && page.says("晋建1号"));
        assert_eq!(world.post(Who::Clerk, &path, &fields).await.status, 422, "known already");
        assert_eq!(world.post(Who::Clerk, &path, &[("name", ""), ("state", "held")]).await.status, 422);
        assert_eq!(world.post(Who::Neighbour, &path, &fields).await.status, 404);
        assert_eq!(world.post(Who::Leader, &path, &fields).await.status, 403);
    }

    async fn occasions_and_rosters_are_kept_by_forms_and_told_in_sentences(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for week in 0..4 {
            writer.create(&session(tree.zone, OccasionKind::Dispatch, day(2022, 5, 2).add_days(7 * week)));
        }
        // Decoys: the neighbour's areas, a line that has ended.
        for (org, name, to) in [(tree.neighbour, "东北", None), (tree.zone, "西北", Some(day(2022, 1, 1)))] {
            let (position, recorded_on) = (1, day(2021, 1, 1));
            let kind = RosterKind::TargetArea;
            writer.create(&RosterEntry { org, kind, name: name.into(), position, valid_from: None, valid_to: to, recorded_on });
        }
        writer.commit().await.unwrap();
        let zone = tree.zone.to_string();
        let area = |name, position| [("org", zone.as_str()), ("kind", "targetArea"), ("name", name), ("position", position)];
        for (name, position) in [("京津冀", "1"), ("长三角", "2"), ("珠三角", "3")] {
            let sent = world.post(Who::Clerk, "/indicators/roster", &area(name, position)).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let again = world.post(Who::Clerk, "/indicators/roster", &area("京津冀", "1")).await;
        assert_eq!(again.status, 422);
        let visit = [
            ("org", zone.as_str()), ("kind", "visit"), ("title", "走访"), ("day", "2022-05-05"),
            ("leader", "甲"), ("leader_rank", "division"), ("enterprises", "一厂、二厂"),
        ];
        assert_eq!(world.post(Who::Clerk, "/indicators/occasions", &visit).await.status, 303);
        let ahead = visit.map(|(name, value)| if name == "day" { (name, "2022-12-01") } else { (name, value) });
        assert_eq!(world.post(Who::Clerk, "/indicators/occasions", &ahead).await.status, 422);
        assert_eq!(world.post(Who::Neighbour, "/indicators/occasions", &visit).await.status, 422, "not on offer");
        assert_eq!(world.get(Who::Leader, "/indicators/occasions").await.status, 403);
        let page = world.get(Who::Clerk, "/indicators/affairs").await;
        for sentence in ["紧盯京津冀、长三角、珠三角", "坚持“每周一调度”", "处级以上领导干部1人对2户重点企业跟踪帮扶，走访1次"] {
            assert!(page.says(sentence), "{sentence}: {}", page.body);
        }
        assert!(!page.says("东北"));
        let english = world.get(Who::Clerk, "/indicators/affairs?lang=en").await;
        assert!(english.says("Areas aimed at: 京津冀, 长三角, 珠三角"), "{}", english.body);
        assert!(!world.get(Who::Neighbour, "/indicators/affairs").await.says("京津冀"));
    }

    async fn an_old_print_is_kept_and_its_difference_shown(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for place in 0..7 {
            let id = ProjectId(writer.create(&project(&format!("P-{place}"), tree.zone, YI_FEN)));
            writer.create(&event(id, Stage::Signed, day(2021, 3, 1)));
            if place < 6 {
                writer.create(&event(id, Stage::Commenced, day(2021, 5, 1)));
            }
        }
        let other = ProjectId(writer.create(&project("N-1", tree.neighbour, YI_FEN)));
        writer.create(&event(other, Stage::Signed, day(2021, 3, 1)));
        writer.commit().await.unwrap();
        let zone = tree.zone.to_string();
        let print = |figure, printed| [("org", zone.as_str()), ("figure", figure), ("true_on", "2021-12-31"), ("printed", printed), ("data_source", "2021年通报")];
        assert_eq!(world.post(Who::Clerk, "/indicators/prints", &print("startRateOverSigned", "85.7%")).await.status, 303);
        assert_eq!(world.post(Who::Clerk, "/indicators/prints", &print("signed", "7个")).await.status, 303);
        assert_eq!(world.post(Who::Clerk, "/indicators/prints", &print("noSuchFigure", "1")).await.status, 422);
        let page = world.get(Who::Clerk, "/indicators/affairs?year=2021").await;
        assert!(page.says("85.7%") && page.says("85.71%") && page.says("-0.01") && page.says("一致"), "{}", page.body);
        let english = world.get(Who::Clerk, "/indicators/affairs?year=2021&lang=en").await;
        assert!(english.says("Numbers in print") && english.says("the same"));
    }

    async fn the_attraction_score_uses_the_target_then_known(world: World) {
        let tree = world.settle().await;
        let target = |measure, value, version, decided_on| Target { org: tree.zone, year: 2022, measure, value, decided_on, version };
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&target(TargetMeasure::AttractionCount, 8, 1, day(2022, 1, 10)));
        writer.create(&target(TargetMeasure::AttractionAmount, 40 * YI_FEN, 1, day(2022, 1, 10)));
        writer.commit().await.unwrap();
        let known = world.ledger.live().current().await.unwrap().change();
        let query = "name=attractionScoreRate&true-on=2022-06-30";
        let before = world.figures(Who::Clerk, query).await;
        assert_eq!(before["figures"][0]["sentence"], "招商任务得分率0.00%");
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&target(TargetMeasure::AttractionCount, 0, 2, day(2022, 6, 1)));
        writer.commit().await.unwrap();
        let followed = world.ledger.live().current().await.unwrap();
        assert_eq!(*followed, *world.another_server().await.live().current().await.unwrap(), "patched is loaded afresh");
        let after = world.figures(Who::Clerk, query).await;
        assert_eq!(after["figures"][0]["printed"], "—");
        assert_eq!(after["figures"][0]["sentence"], "2022年个数、金额目标未全部下达或为零，招商任务得分率—");
        assert_eq!(world.figures(Who::Clerk, &format!("{query}&known-by={known}")).await, before);
        assert_eq!(world.figures(Who::Clerk, "name=attractionScoreRate&true-on=2022-05-31").await["figures"][0]["printed"], "0.00%");
        assert_eq!(world.figures(Who::Neighbour, query).await["figures"][0]["printed"], "—");
        let page = world.get(Who::Clerk, "/figures?name=attractionScoreRate").await;
        assert!(page.status == 200 && page.says("招商任务得分率"), "{}", page.status);
        assert_eq!(world.get(Who::Clerk, "/figures?name=attractionCountTarget").await.status, 200);
    }

    async fn a_plan_that_half_the_projects_lack_is_said_with_their_number(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for place in 0..4_i64 {
            let id = ProjectId(writer.create(&project(&format!("H-{place}"), tree.zone, YI_FEN)));
            writer.create(&AnnualPlan {
                invest_fen: (place < 2).then(|| domain::Money::from_fen(YI_FEN)),
                content: Some("建设".into()),
                ..plan(id, 2022)
            });
        }
        writer.commit().await.unwrap();
        let page = world.get(Who::Clerk, "/figures?name=planCompletionRate&true-on=2022-06-30").await;
        assert!(page.says("2项"), "{}", page.body);
    }
}
