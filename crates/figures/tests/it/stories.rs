//! Acceptance, figures of single projects: F305, F311, F315, F316, F402, F405, F406, F409, F411.

use crate::fixture::*;
use domain::facts::{Dossier, EventId, Evidence, Forecast, Permit, ProjectId};
use domain::{ConstructionType, MilestoneCode, Part, PermitState, Precision, Recognition, Stage};
use figures::{Catalogue, Lang, ProjectStory};
use rstest::rstest;

/// What is said of a project of the ledger, with its parts.
fn said(ledger: &Ledger, id: ProjectId, on: &str, lang: Lang) -> String {
    let dossier = ledger.dossiers.iter().find(|dossier| dossier.id() == id).unwrap();
    let parts: Vec<Dossier> =
        ledger.dossiers.iter().filter(|it| it.project.parent == Some(id)).cloned().collect();
    let story = ProjectStory { dossier, parts: &parts, dimensions: &ledger.dimensions, true_on: day(on) };
    story.sentence(Catalogue::builtin(), lang)
}

fn zh(ledger: &Ledger, id: ProjectId, on: &str) -> String {
    said(ledger, id, on, Lang::Zh)
}

trait Told {
    fn at(&mut self, stage: Stage, on: &str, precision: Precision) -> &mut Self;
    fn foreseen(&mut self, code: MilestoneCode, on: &str, precision: Precision, said_on: &str) -> &mut Self;
    fn permit(&mut self, name: &str, state: PermitState, on: &str) -> &mut Self;
}

impl Told for Draft<'_> {
    fn at(&mut self, stage: Stage, on: &str, precision: Precision) -> &mut Self {
        self.event(stage, on);
        self.dossier.events.last_mut().unwrap().body.precision = Some(precision);
        self
    }

    fn foreseen(&mut self, code: MilestoneCode, on: &str, precision: Precision, said_on: &str) -> &mut Self {
        self.promise(code, on, said_on);
        let last: &mut Forecast = &mut self.dossier.forecasts.last_mut().unwrap().body;
        last.precision = precision;
        self
    }

    fn permit(&mut self, name: &str, state: PermitState, on: &str) -> &mut Self {
        let body = Permit {
            project: self.dossier.id(),
            name: name.into(),
            state,
            number: None,
            day: Some(day(on)),
            precision: Some(Precision::Day),
            original: None,
            segment: None,
            recorded_on: day(on),
        };
        self.dossier.permits.push(kept(900 + self.dossier.permits.len() as i64, body));
        self
    }
}

#[test]
fn f305_started_built_producing_and_at_full_output_in_one_year() {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        project
            .event(Stage::Commenced, "2021-03-01")
            .event(Stage::TrialProduction, "2021-11-12")
            .event(Stage::Producing, "2021-11-30")
            .event(Stage::FullCapacity, "2021-12-20");
    });
    let told = "于今年3月1日开工建设，实现了当年开工、当年建设、当年投产和当年达效";
    assert_eq!(zh(&ledger, id, "2021-12-31"), told);
    assert_eq!(zh(&ledger, id, "2021-12-10"), "于今年3月1日开工建设，实现了当年开工、当年建设和当年投产");
    assert_eq!(zh(&ledger, id, "2021-11-15"), "于今年3月1日开工建设");
    assert!(
        said(&ledger, id, "2021-12-31", Lang::En)
            .ends_with("It reached start, building, production and full output within one year")
    );
    // Later changes leave the answer for the same day as it was.
    ledger.change(id, |project| {
        project.event(Stage::Suspended, "2022-02-01");
    });
    assert_eq!(zh(&ledger, id, "2021-12-31"), told);
    let over_two_years = ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Commenced, "2020-12-31").event(Stage::Producing, "2021-11-30");
    });
    let claimed = ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Commenced, "2021-03-01").claimed(Stage::Producing, "2021-11-30");
    });
    assert_eq!(zh(&ledger, over_two_years, "2021-12-31"), "于去年12月31日开工建设");
    assert_eq!(zh(&ledger, claimed, "2021-12-31"), "于今年3月1日开工建设");
}

#[test]
fn f311_a_single_work_is_to_run_at_the_end_of_the_year() {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |_| {});
    let mut part = |kind: Part, title: &str, on: &str, tell: &dyn Fn(&mut Draft<'_>)| {
        ledger.add(FAR_ZONE, |project| {
            (project.project().parent, project.project().part) = (Some(id), Some(kind));
            project.project().title = title.into();
            project.foreseen(MilestoneCode::Production, on, Precision::YearEnd, "2021-11-01");
            tell(project);
        });
    };
    part(Part::SubWork, "一号联合车间", "2021-12-31", &|_| {});
    // Decoys: running already, a phase, a day that has gone by, a forecast that is yet to be made.
    part(Part::SubWork, "二号车间", "2021-12-31", &|it| {
        it.event(Stage::Producing, "2021-10-01");
    });
    part(Part::Phase, "二期", "2021-12-31", &|_| {});
    part(Part::SubWork, "三号车间", "2020-12-31", &|_| {});
    assert_eq!(zh(&ledger, id, "2021-11-30"), "预计年底一号联合车间将投入运行");
    assert_eq!(zh(&ledger, id, "2021-10-15"), "", "nobody had foreseen it then");
    assert_eq!(
        said(&ledger, id, "2021-11-30", Lang::En),
        "一号联合车间 is expected to run at the end of 2021"
    );
}

#[test]
fn f315_the_words_of_the_latest_month_and_the_month_of_running() {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        project.month(2021, 10, None).progress = Some("基础施工".into());
        project.month(2021, 11, None).progress = Some("主体工程基本完成。".into());
        project.month(2021, 12, None).progress = Some("设备进场".into());
        project.foreseen(MilestoneCode::Production, "2021-12-31", Precision::YearEnd, "2021-01-10");
        project.foreseen(MilestoneCode::Production, "2022-03-31", Precision::Month, "2021-11-05");
        project.foreseen(MilestoneCode::Production, "2022-06-30", Precision::Month, "2022-01-05");
    });
    assert_eq!(zh(&ledger, id, "2021-11-30"), "主体工程基本完成，预计明年3月份可投入运行");
    ledger.change(id, |project| {
        project.event(Stage::Producing, "2022-05-01");
    });
    assert_eq!(zh(&ledger, id, "2021-11-30"), "主体工程基本完成，预计明年3月份可投入运行");
    assert_eq!(zh(&ledger, id, "2022-06-01"), "", "it runs");
}

#[rstest]
#[case::ready(&[PermitState::Held, PermitState::Committed], "2021-12-15", None, "已完成前期相关手续，即将开工建设")]
#[case::one_pending(&[PermitState::Held, PermitState::Pending], "2021-12-15", None, "")]
#[case::no_papers(&[], "2021-12-15", None, "")]
#[case::nothing_planned(&[PermitState::Held], "", None, "")]
#[case::begun(&[PermitState::Held], "2021-12-15", Some((Stage::Commenced, "2021-11-20")), "于今年11月20日开工建设")]
#[case::suspended(&[PermitState::Held], "2021-12-15", Some((Stage::Suspended, "2021-11-20")), "")]
fn f316_all_papers_are_there_and_the_start_is_near(
    #[case] permits: &[PermitState],
    #[case] planned: &str,
    #[case] event: Option<(Stage, &str)>,
    #[case] sentence: &str,
) {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        for (state, name) in permits.iter().zip(["施工许可证", "环评批复"]) {
            project.permit(name, *state, "2021-11-01");
        }
        if !planned.is_empty() {
            project.foreseen(MilestoneCode::Commencement, planned, Precision::Month, "2021-10-01");
        }
        event.into_iter().for_each(|(stage, on)| {
            project.event(stage, on);
        });
    });
    assert_eq!(zh(&ledger, id, "2021-11-30"), sentence);
    assert_eq!(zh(&ledger, id, "2021-10-31"), "", "the papers were not there yet");
}

#[test]
fn f402_f405_f406_a_project_in_three_phases_on_its_way() {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        project.at(Stage::Commenced, "2021-04-30", Precision::Month);
        project.month(2021, 12, None).progress = Some("两台窑炉已初具雏形".into());
        project.dossier.reports[0].body.reported_on = day("2021-12-05");
        project.foreseen(MilestoneCode::Commissioning, "2021-12-31", Precision::Month, "2021-11-20");
    });
    for (place, kind) in [Part::Phase, Part::Phase, Part::Phase, Part::PackagePart].into_iter().enumerate() {
        ledger.add(FAR_ZONE, |project| {
            (project.project().parent, project.project().part) = (Some(id), Some(kind));
            project.event(Stage::Commenced, &format!("202{place}-04-01"));
        });
    }
    assert_eq!(
        zh(&ledger, id, "2021-12-13"),
        "于今年4月份开工建设，分三期建设，两台窑炉已初具雏形，12月份就可完成设备调试，进入试生产"
    );
    let own = |place: usize| ledger.dossiers[place].events[0].day.unwrap().year();
    assert_eq!([own(1), own(2), own(3)], [2020, 2021, 2022], "each phase has its own milestones");
}

#[rstest]
#[case(Some(ConstructionType::Rehabilitation), "年底将全面建成")]
#[case(Some(ConstructionType::Expansion), "年底将全面建成")]
#[case(Some(ConstructionType::Construction), "")]
#[case(None, "")]
fn f409_what_is_rebuilt_is_to_be_complete_at_the_end_of_the_year(
    #[case] construction: Option<ConstructionType>,
    #[case] sentence: &str,
) {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        project.project().construction_type = construction;
        project.foreseen(MilestoneCode::Completion, "2021-12-31", Precision::YearEnd, "2021-11-20");
    });
    assert_eq!(zh(&ledger, id, "2021-12-13"), sentence);
    ledger.change(id, |project| {
        project.event(Stage::Completed, "2021-12-01");
    });
    assert_eq!(zh(&ledger, id, "2021-12-13"), "");
}

#[test]
fn f411_an_agreement_is_named_by_the_paper_that_proves_it() {
    let mut ledger = Ledger::new();
    let id = ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Signed, "2021-11-23");
        project.project().contract_fen = Some(yi("53"));
        let event = EventId(project.dossier.events[0].id);
        for (place, (event, name)) in [
            (None, "《别的协议》.pdf"),
            (Some(event), "现场照片.jpg"),
            (Some(event), "《数字经济战略合作协议》扫描件.pdf"),
        ]
        .into_iter()
        .enumerate()
        {
            let body = Evidence {
                project: project.dossier.id(),
                event,
                file: "0".repeat(64),
                name: name.into(),
                size_bytes: 1,
                report: None,
            };
            project.dossier.evidence.push(kept(800 + place as i64, body));
        }
    });
    assert_eq!(zh(&ledger, id, "2021-12-13"), "11月23日签署《数字经济战略合作协议》，此次签约金额达53亿元");
    ledger.change(id, |project| project.dossier.events[0].body.recognition = Recognition::Claimed);
    assert_eq!(zh(&ledger, id, "2021-12-13"), "");
}
