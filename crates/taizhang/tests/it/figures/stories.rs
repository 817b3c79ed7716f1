//! Official figures of single projects and offices, from recorded facts with decoys, on both engines: the sentence on the page,
//! and the same one for the same day after later changes. F031, F113, F211, F212, F305, F311, F322, F402, F405, F406, F409,
//! F410, F411, F412, F419.

use crate::kit::{Tree, Who, World, day, operator, photo};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{
    EventId, Evidence, Forecast, Investor, InvestorId, MonthlyReport, MonthlyReportId, Occasion, OrgId,
    Project, ProjectId, ProjectInvestor, RosterEntry, StageEvent,
};
use domain::{
    ConstructionType, Day, MilestoneCode, Money, OccasionKind, Part, Precision, Qualifier, Recognition,
    RosterKind, Stage,
};
use taizhang::ledger::Writer;

/// A project on its page on a day, and what must be said of it there.
struct Story {
    project: ProjectId,
    on: &'static str,
    sentence: &'static str,
}

fn foreseen(project: ProjectId, code: MilestoneCode, precision: Precision) -> Forecast {
    let (on, said_on) = (day(2021, 12, 31), day(2021, 11, 20));
    Forecast { project, code, day: on, precision, original: None, reason: None, said_on }
}

fn progress(project: ProjectId, words: &str, reported_on: Day) -> MonthlyReport {
    MonthlyReport {
        project,
        year: 2021,
        month: 12,
        month_fen: None,
        year_to_date_fen: None,
        since_start_fen: None,
        progress: Some(words.into()),
        problems: None,
        requests: None,
        reported_on,
    }
}

/// F305: started, built, producing and at full output in one year; the claim of a year before is a decoy.
fn within_one_year(writer: &mut Writer, tree: &Tree) -> Story {
    let id = ProjectId(writer.create(&project("F305", tree.zone, YI_FEN)));
    for (stage, month, of_month) in [
        (Stage::Commenced, 3, 1),
        (Stage::TrialProduction, 11, 12),
        (Stage::Producing, 11, 30),
        (Stage::FullCapacity, 12, 20),
    ] {
        writer.create(&event(id, stage, day(2021, month, of_month)));
    }
    let claim = event(id, Stage::Commenced, day(2020, 12, 1));
    writer.create(&StageEvent { recognition: Recognition::Claimed, ..claim });
    let sentence = "于今年3月1日开工建设，实现了当年开工、当年建设、当年投产和当年达效";
    Story { project: id, on: "2021-12-31", sentence }
}

/// F311: a single work is to run at the end of the year; another runs already, a phase is no single work.
fn work_to_run(writer: &mut Writer, tree: &Tree) -> Story {
    let id = ProjectId(writer.create(&project("F311", tree.zone, YI_FEN)));
    for (title, part) in [("一号联合车间", Part::SubWork), ("二号车间", Part::SubWork), ("二期", Part::Phase)]
    {
        let body = project(title, tree.zone, YI_FEN);
        let body = Project { title: title.into(), parent: Some(id), part: Some(part), ..body };
        let work = ProjectId(writer.create(&body));
        writer.create(&foreseen(work, MilestoneCode::Production, Precision::YearEnd));
        if title == "二号车间" {
            writer.create(&event(work, Stage::Producing, day(2021, 10, 1)));
        }
    }
    Story { project: id, on: "2021-11-30", sentence: "预计年底一号联合车间将投入运行" }
}

/// F402, F405, F406: started in April, in three phases, kilns taking shape, trial production in December.
fn kilns(writer: &mut Writer, tree: &Tree) -> Story {
    let id = ProjectId(writer.create(&project("F402", tree.zone, YI_FEN)));
    let start = event(id, Stage::Commenced, day(2021, 4, 30));
    writer.create(&StageEvent { precision: Some(Precision::Month), ..start });
    writer.create(&progress(id, "两台窑炉已初具雏形", day(2021, 12, 5)));
    writer.create(&foreseen(id, MilestoneCode::Commissioning, Precision::Month));
    for (place, part) in [Part::Phase, Part::Phase, Part::Phase, Part::PackagePart].into_iter().enumerate() {
        let body = project(&format!("F405-{place}"), tree.zone, YI_FEN);
        writer.create(&Project { parent: Some(id), part: Some(part), ..body });
    }
    let sentence = "于今年4月份开工建设，分三期建设，两台窑炉已初具雏形，12月份就可完成设备调试，进入试生产";
    Story { project: id, on: "2021-12-13", sentence }
}

/// F409: a rebuilt mine is to be complete at the end of the year.
fn rebuilt(writer: &mut Writer, tree: &Tree) -> Story {
    let body = project("F409", tree.zone, YI_FEN);
    let body = Project { construction_type: Some(ConstructionType::Rehabilitation), ..body };
    let id = ProjectId(writer.create(&body));
    writer.create(&foreseen(id, MilestoneCode::Completion, Precision::YearEnd));
    Story { project: id, on: "2021-12-13", sentence: "年底将全面建成" }
}

/// F411, F412: the agreement is named by the paper that proves the signing, with the contract amount; a photo is no agreement.
fn agreement(writer: &mut Writer, tree: &Tree) -> Story {
    let body =
        Project { contract_fen: Some(Money::from_fen(53 * YI_FEN)), ..project("F411", tree.zone, YI_FEN) };
    let id = ProjectId(writer.create(&body));
    let signed = EventId(writer.create(&event(id, Stage::Signed, day(2021, 11, 23))));
    let paper = Evidence { report: None, ..photo(id, MonthlyReportId(0)) };
    for (event, name) in [
        (None, "《别的协议》.pdf"),
        (Some(signed), "现场照片.jpg"),
        (Some(signed), "《数字经济战略合作协议》扫描件.pdf"),
    ] {
        writer.create(&Evidence { event, name: name.into(), ..paper.clone() });
    }
    let sentence = "11月23日签署《数字经济战略合作协议》，此次签约金额达53亿元";
    Story { project: id, on: "2021-12-13", sentence }
}

/// F410: with whom it was signed, and the nine centres; the claim of a month before and the framework's are decoys.
fn centres(writer: &mut Writer, tree: &Tree) -> Story {
    let content = "交易中心、冷链中心、加工中心、配送中心、检测中心、信息中心、结算中心、展示中心、电商中心";
    let body = Project { content: Some(content.into()), ..project("F410", tree.zone, YI_FEN) };
    let id = ProjectId(writer.create(&body));
    let claim = event(id, Stage::Signed, day(2021, 11, 1));
    writer.create(&StageEvent { recognition: Recognition::Claimed, ..claim });
    writer.create(&event(id, Stage::Signed, day(2021, 12, 2)));
    let investor = Investor {
        name: "中国某农产品集团".into(),
        credit_code: None,
        region: Some(110_000),
        seat: None,
        class: None,
    };
    let investor = InvestorId(writer.create(&investor));
    writer.create(&ProjectInvestor { project: id, investor, position: 1 });
    let sentence = "12月2日，与中国某农产品集团签约，建设交易中心、冷链中心、加工中心、配送中心、检测中心、信息中心、结算中心、\
                    展示中心、电商中心等九大中心";
    Story { project: id, on: "2021-12-13", sentence }
}

fn occasion(org: OrgId, kind: OccasionKind, on: Day) -> Occasion {
    Occasion {
        org,
        kind,
        title: "活动".into(),
        day: on,
        cycle: None,
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

/// F031, F211, F212 and F419: what stands on the zone's lists; a line of the neighbour's and one that has ended do not.
fn rosters(writer: &mut Writer, tree: &Tree) {
    let measures = ["投资规模", "亩产效益", "产业带动", "能效水平", "排放标准", "社会贡献"];
    let lists: [(RosterKind, &[&str]); 4] = [
        (RosterKind::TargetArea, &["京津冀", "长三角", "珠三角"]),
        (RosterKind::AttractionOffice, &["环渤海", "长三角", "珠三角"]),
        (RosterKind::QualityMeasure, &measures),
        (RosterKind::Ambassador, &["甲", "乙", "丙", "丁", "戊"]),
    ];
    let mut line = |org, kind, name: &str, position, valid_to| {
        let (name, recorded_on) = (name.to_owned(), day(2021, 1, 1));
        writer.create(&RosterEntry { org, kind, name, position, valid_from: None, valid_to, recorded_on });
    };
    for (kind, names) in lists {
        for (position, name) in (1..).zip(names) {
            line(tree.zone, kind, name, position, None);
        }
        line(tree.zone, kind, "旧的", 90, Some(day(2021, 6, 30)));
        line(tree.neighbour, kind, "邻区的", 1, None);
    }
}

const OF_OFFICES: [&str; 6] = [
    "紧盯京津冀、长三角、珠三角",
    "环渤海、长三角、珠三角三个招商局",
    "从投资规模、亩产效益、产业带动、能效水平、排放标准、社会贡献等方面综合考量",
    "聘请5人为招商引智大使",
    "针对50余位企业家，重点选择了7位进行洽谈对接",
    "分别来到深圳某科技公司和四川某材料公司，就无人机、新材料等领域合作进行对接",
];

/// F113 and F322: talks and an outing; talks of the year before are a decoy.
fn occasions(writer: &mut Writer, tree: &Tree) {
    for on in [day(2021, 7, 24), day(2020, 7, 24)] {
        writer.create(&Occasion {
            attendees: Some(50),
            attendees_qualifier: Some(Qualifier::OddOver),
            targeted: Some(i64::from(on.year() - 2014)),
            ..occasion(tree.zone, OccasionKind::Talks, on)
        });
    }
    writer.create(&Occasion {
        enterprises: Some("深圳某科技公司、四川某材料公司".into()),
        topics: Some("无人机、新材料".into()),
        ..occasion(tree.zone, OccasionKind::Outing, day(2021, 11, 10))
    });
}

on_both! {
    async fn what_is_said_of_each_project_stands_on_its_page_and_stays_for_its_day(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let told = [within_one_year, work_to_run, kilns, rebuilt, agreement, centres];
        let stories = told.map(|tell| tell(&mut writer, &tree));
        writer.commit().await.unwrap();
        let known = world.ledger.live().current().await.unwrap().change();
        for later in [false, true] {
            if later {
                let mut writer = world.ledger.write(operator()).await.unwrap();
                for story in &stories {
                    writer.create(&event(story.project, Stage::Suspended, day(2022, 2, 1)));
                }
                writer.commit().await.unwrap();
            }
            for Story { project, on, sentence } in &stories {
                let path = format!("/projects/{}?true-on={on}", project.0);
                for path in [path.clone(), format!("{path}&known-by={known}")] {
                    let page = world.get(Who::Clerk, &path).await;
                    assert!(page.says(sentence), "{path} later={later}: {sentence}: {}", page.body);
                }
                assert_eq!(world.get(Who::Neighbour, &path).await.status, 404);
            }
        }
    }

    async fn what_offices_did_and_keep_lists_of_is_told_for_the_year_and_stays(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        rosters(&mut writer, &tree);
        occasions(&mut writer, &tree);
        writer.commit().await.unwrap();
        let known = world.ledger.live().current().await.unwrap().change();
        let path = "/indicators/affairs?year=2021&true-on=2021-12-31";
        let page = world.get(Who::Clerk, path).await;
        for sentence in OF_OFFICES {
            assert!(page.says(sentence), "{sentence}: {}", page.body);
        }
        assert!(!page.says("、旧的") && !page.says("邻区的") && !page.says("选择了6位"), "{}", page.body);
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let late = Occasion { targeted: Some(9), attendees: Some(9), ..occasion(tree.zone, OccasionKind::Talks, day(2021, 8, 1)) };
        writer.create(&late);
        writer.commit().await.unwrap();
        assert!(world.get(Who::Clerk, path).await.says("重点选择了9位"), "told late, it counts from now on");
        let again = world.get(Who::Clerk, &format!("{path}&known-by={known}")).await;
        assert!(!again.says("重点选择了9位"), "{}", again.body);
        for sentence in OF_OFFICES {
            assert!(again.says(sentence), "{sentence}: {}", again.body);
        }
    }
}
