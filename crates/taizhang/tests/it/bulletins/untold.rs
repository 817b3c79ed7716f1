//! What nobody told — months without a report, starts without a day, projects built before the year — said alike in the
//! text, the document, the workbook, on the page and behind the figures.

use crate::kit::{Tree, Who, World, day, operator, printed};
use crate::rounds::facts::{YI_FEN, event, plan, project};
use domain::facts::{AnnualPlan, MonthlyReport, ProjectId, Resumption, StageEvent};
use domain::{Money, Precision, Recognition, ResumptionState, Stage};
use office::docx::check::Package;
use taizhang::ledger::Writer;

/// A project with a plan of two 亿元.
fn planned(writer: &mut Writer, tree: &Tree, no: &str, start_month: Option<i64>) -> ProjectId {
    let id = ProjectId(writer.create(&project(no, tree.zone, YI_FEN)));
    writer.create(&AnnualPlan {
        invest_fen: Some(Money::from_fen(2 * YI_FEN)),
        start_month,
        ..plan(id, 2022)
    });
    id
}

/// One started with its day, one by its stage alone beside a claim, one built the year before and resumed; nothing reported.
async fn year(world: &World, tree: &Tree) -> ProjectId {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let dated = planned(&mut writer, tree, "JZ-1", Some(3));
    writer.create(&event(dated, Stage::Commenced, day(2022, 3, 5)));
    let undated = planned(&mut writer, tree, "JZ-2", Some(3));
    writer.create(&event(undated, Stage::UnderConstruction, day(2022, 5, 5)));
    let start = event(undated, Stage::Commenced, day(2022, 3, 5));
    writer.create(&StageEvent { recognition: Recognition::Claimed, ..start });
    let built = planned(&mut writer, tree, "JZ-3", None);
    writer.create(&event(built, Stage::Commenced, day(2020, 3, 5)));
    writer.create(&event(built, Stage::Completed, day(2021, 12, 5)));
    writer.create(&Resumption {
        project: built,
        year: 2022,
        state: ResumptionState::Resumed,
        day: Some(day(2022, 2, 20)),
        precision: Some(Precision::Day),
        original: None,
        reason: None,
        recorded_on: day(2022, 2, 21),
    });
    writer.commit().await.unwrap();
    dated
}

/// The month as text, as document with its footnotes, and as annex workbook.
async fn month(world: &World) -> [String; 3] {
    let path = |ending: &str| world.folder.path().join(format!("untold.{ending}")).display().to_string();
    let (out, annex) = (path("docx"), path("xlsx"));
    let text = world.taizhang(&["bulletin", "monthly", "--true-on", "2022-06-30"]).await;
    let files =
        ["bulletin", "monthly", "--true-on", "2022-06-30", "--out", out.as_str(), "--annex", annex.as_str()];
    assert!(world.taizhang(&files).await.status.success());
    let document = Package::open(&std::fs::read(&out).unwrap()).unwrap();
    let footnotes = document.part("word/footnotes.xml").unwrap().shown_text();
    let body = document.part("word/document.xml").unwrap().shown_text();
    let workbook = Package::open(&std::fs::read(&annex).unwrap()).unwrap();
    let sheets: String = workbook
        .names()
        .filter(|name| name.contains("worksheets/") || name.contains("sharedStrings"))
        .filter_map(|name| Some(workbook.part(name)?.indented()))
        .collect();
    [printed(&text).0, body + &footnotes, sheets]
}

/// A text without what stands between two marks, as the marks of footnotes do and what a page is made of.
fn without(text: &str, open: &str, close: &str) -> String {
    let parts = text.split(open).enumerate();
    let kept = parts.map(|(place, part)| match part.split_once(close) {
        Some((_, rest)) if place > 0 => rest,
        _ => part,
    });
    kept.collect()
}

/// The page of a bulletin of the month that the zone keeps.
async fn page(world: &World, tree: &Tree) -> crate::kit::Page {
    let org = tree.zone.to_string();
    let fields =
        [("template", "monthly"), ("org", org.as_str()), ("true_on", "2022-06-30"), ("lang", "zh-CN")];
    let path = world.post(Who::Clerk, "/bulletins/new", &fields).await.to().to_owned();
    world.get(Who::Clerk, &path).await
}

on_both! {
    async fn what_nobody_told_is_said_alike_in_text_document_workbook_and_page(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let said = [
            "3项重点工程完成投资—",
            "完成率—（均未填报完成投资），超（欠）进度—",
            "暂无可计的完成投资，序时达标率不计算。",
            "其中3项未填报完成投资，分子未计入其数额。",
            "其中1项新建项目没有经认定的开工日期",
            "实际开工含没有经认定的开工日期、以开工或其后阶段（如在建）的认定视为已开工的1项，是否当年开工待核实。",
            "续建项目含以前年度已建成、仍列入当年计划的1项。",
            "开复工率达到100.0%",
        ];
        let [text, document, workbook] = month(&world).await;
        for words in said {
            assert!(without(&text, "[", "]").contains(words), "{words}: {text}");
            assert!(document.contains(words), "{words}: {document}");
        }
        let page = without(&without(&page(&world, &tree).await.body, "<sup", "</sup>"), "<", ">");
        for words in said {
            assert!(page.contains(words), "{words}: {page}");
        }
        for words in ["其中3项未填报完成投资，分子未计入其数额。", "其中3个项目未填报完成投资，以“—”表示，不计入合计"] {
            assert!(workbook.contains(words), "{words}: {workbook}");
        }
        assert!(!text.contains("完成投资0亿元") && !text.contains("其他项目"), "{text}");
    }

    async fn a_month_that_one_project_reports_tells_how_many_do_not(world: World) {
        let tree = world.settle().await;
        let dated = year(&world, &tree).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&MonthlyReport {
            project: dated,
            year: 2022,
            month: 5,
            month_fen: Some(Money::from_fen(YI_FEN)),
            year_to_date_fen: None,
            since_start_fen: None,
            progress: None,
            problems: None,
            requests: None,
            reported_on: day(2022, 6, 3),
        });
        writer.commit().await.unwrap();
        let [text, document, workbook] = month(&world).await;
        for words in [
            "完成投资1亿元，完成率16.7%",
            "其中2项未填报完成投资，分子未计入其数额。另有1项当年填报过、未填报最近一个已结束月份的完成投资",
            "已开工项目中2项未填报完成投资，按0计。",
        ] {
            assert!(text.contains(words) && document.contains(words), "{words}: {text}");
        }
        assert!(workbook.contains("其中2个项目未填报完成投资"), "{workbook}");
        let page = world.get(Who::Clerk, "/figures?name=planCompletionRate&true-on=2022-06-30").await;
        assert!(page.says("其中2项未填报完成投资，分子未计入。"), "{}", page.body);
        for (condition, number) in [("reported:none", "2"), ("reported:year", "1"), ("reported:month", "0")] {
            let answer = format!("name=yearProjects&true-on=2022-06-30&where={condition}");
            let answer = world.figures(Who::Clerk, &answer).await;
            assert_eq!(answer["figures"][0]["printed"], number, "{condition}");
        }
    }

    async fn starts_without_a_day_open_on_the_page_of_starts(world: World) {
        let tree = world.settle().await;
        year(&world, &tree).await;
        let page = world.get(Who::Clerk, "/figures/starts?true-on=2022-06-30").await;
        assert!(page.says("实际开工2项") && page.says("开工日期未认定"), "{}", page.body);
        let list = world.get(Who::Clerk, "/figures/starts/projects?true-on=2022-06-30&part=undated").await;
        assert!(list.says("JZ-2号项目") && !list.says("JZ-1号项目"), "{}", list.body);
    }
}
