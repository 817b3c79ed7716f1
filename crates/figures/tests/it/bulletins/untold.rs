//! What a month says of what nobody told: starts without a day, months without a report, projects built before the year.

use super::*;
use domain::{ResumptionState, Stage};
use figures::{Filter, Population, StartPart, StartsOfYear};

const ON: &str = "2022-09-30";

/// The footnotes that say something, one after the other.
fn notes(draft: &Draft, words: &str) -> Vec<String> {
    draft.notes.iter().map(|note| note.text.clone()).filter(|text| text.contains(words)).collect()
}

/// How many projects of a snapshot a condition lets through.
fn count(snapshot: &Snapshot, condition: &str) -> usize {
    let (scope, filter) = (Scope::operator(), Filter::parse(condition).unwrap());
    Population::new(snapshot, &scope, Some(&filter), day(ON)).unwrap().projects().count()
}

/// Started with a day; by a recognised later stage beside a claimed start; by an event without a day; in an earlier year
/// by a later stage alone; not started but for a claim.
fn starts() -> Ledger {
    let mut ledger = Ledger::new();
    let mut add = |start: Option<i64>, tell: &dyn Fn(&mut crate::fixture::Draft<'_>)| {
        ledger.add(ZONE, |project| {
            project.plan(2022, Some(yi("1"))).start_month = start;
            project.month(2022, 9, Some(yi("0.5")));
            tell(project);
        });
    };
    add(Some(3), &|project| {
        project.event(Stage::Commenced, "2022-03-10");
    });
    add(Some(3), &|project| {
        project.claimed(Stage::Commenced, "2022-03-10").event(Stage::UnderConstruction, "2022-08-30");
    });
    add(Some(3), &|project| {
        project.undated(Stage::Commenced, "2022-05-10");
    });
    add(None, &|project| {
        project.event(Stage::UnderConstruction, "2021-05-10");
        project.resumption(ResumptionState::Resumed, "2022-03-01");
    });
    add(Some(3), &|project| {
        project.claimed(Stage::Commenced, "2022-03-10");
    });
    ledger
}

#[test]
fn starts_without_a_day_are_told_by_number_wherever_they_count() {
    let snapshot = starts().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert!(with_marks(&draft, "starts").contains("实际开工3项[*]，"), "{}", with_marks(&draft, "starts"));
    assert!(said(&draft, "overall").contains("已开复工4个，"), "{}", said(&draft, "overall"));
    assert!(said(&draft, "schedule").contains("已开工项目4项，"), "{}", said(&draft, "schedule"));
    assert_eq!(
        notes(&draft, "实际开工含"),
        [
            "实际开工含没有经认定的开工日期、以开工或其后阶段（如在建）的认定视为已开工的2项，是否当年开工待核实。"
        ]
    );
    let overall = notes(&draft, "开复工率＝");
    assert!(overall[0].ends_with("其中2项新建项目没有经认定的开工日期，以开工或其后阶段（如在建）的认定视为已开工，是否当年开工待核实。"), "{overall:?}");
    let schedule = notes(&draft, "序时达标率＝");
    assert!(
        schedule[0].ends_with("以开工或其后阶段（如在建）的认定视为已开工的3项。"),
        "the one of an earlier year counts among all that are started: {schedule:?}"
    );
    // By the day of start alone the ledger counts just as many fewer.
    assert_eq!(count(&snapshot, "yearClass:newStart reached:commenced"), 3);
    assert_eq!(count(&snapshot, "yearClass:newStart started:thisYear"), 1);
}

#[test]
fn in_english_no_mark_of_a_footnote_stands_right_behind_digits() {
    let snapshot = starts().snapshot();
    let draft = Drafting { lang: Lang::En, ..Drafting::of(&snapshot, ON) }.draft("monthly");
    let starts = with_marks(&draft, "starts");
    assert!(starts.contains("3 started[*], of which"), "{starts}");
    for block in &draft.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = with_marks(&draft, &paragraph.slot);
        let behind_digits =
            text.split("[*]").filter(|part| part.ends_with(|letter: char| letter.is_ascii_digit()));
        assert_eq!(behind_digits.collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
        assert!(!text.contains(" [*]"), "{text}");
    }
}

#[test]
fn a_bulletin_of_a_city_has_no_sentence_by_city() {
    let snapshot = starts().snapshot();
    let of =
        |org| with_marks(&Drafting { org, ..Drafting::of(&snapshot, ON) }.draft("monthly"), "structure.city");
    assert!(of(None).starts_with("从项目归属地看，"));
    assert_eq!(of(Some(CITY)), "");
}

#[test]
fn the_monthly_bulletin_says_why_more_are_started_than_have_started_or_resumed() {
    let mut ledger = starts();
    for stage in [Stage::UnderConstruction, Stage::Terminated] {
        ledger.add(ZONE, |project| {
            project.event(Stage::Commenced, "2021-05-10").plan(2022, Some(yi("1"))).start_month = Some(3);
            project.event(stage, "2022-05-10").month(2022, 9, Some(yi("0.5")));
        });
    }
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert!(said(&draft, "overall").contains("已开复工4个，"), "{}", said(&draft, "overall"));
    assert!(said(&draft, "schedule").contains("已开工项目6项，"), "{}", said(&draft, "schedule"));
    let told = "已开工项目不论是否复工，其中2项未复工或已终止、已退出，不计入开复工数。";
    assert!(notes(&draft, "序时达标率＝")[0].contains(told), "{:?}", notes(&draft, "序时达标率＝"));
    let none = Drafting::of(&starts().snapshot(), ON).draft("monthly").notes;
    assert!(!none.iter().any(|note| note.text.contains("不论是否复工")), "{none:?}");
}

#[test]
fn starts_without_a_day_are_a_part_that_opens() {
    let snapshot = starts().snapshot();
    let asked = Asked::of(&snapshot, "", ON);
    let starts = StartsOfYear::of(Catalogue::builtin(), &asked.question()).unwrap();
    assert_eq!((starts.started.len(), starts.undated.len(), starts.difference()), (3, 2, 0));
    assert_eq!(starts.projects(StartPart::Undated), &starts.undated[..]);
    assert_eq!(StartPart::from_code("undated"), Some(StartPart::Undated));
    assert!(starts.undated.iter().all(|id| starts.started.contains(id)));
}

#[test]
fn where_every_start_has_its_day_no_note_speaks_of_days() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2022-03-10").plan(2022, Some(yi("1"))).start_month = Some(3);
        project.month(2022, 9, Some(yi("0.5")));
    });
    let draft = Drafting::of(&ledger.snapshot(), ON).draft("monthly");
    assert_eq!(notes(&draft, "开工日期"), Vec::<String>::new());
    assert_eq!(notes(&draft, "未填报"), rules_that_speak_of_reports(&draft));
    assert!(with_marks(&draft, "starts").contains("实际开工1项，"), "{}", with_marks(&draft, "starts"));
}

/// The rules of rates say what becomes of projects that report nothing, whether there are any or not.
fn rules_that_speak_of_reports(draft: &Draft) -> Vec<String> {
    let rules = ["planCompletionRate", "onScheduleShare"];
    let is_rule = |of: &str| rules.contains(&of);
    let rules = draft.notes.iter().filter(|note| is_rule(&note.of));
    rules.filter(|note| note.text.ends_with("不另计。")).map(|note| note.text.clone()).collect()
}

/// Two projects in one zone, one in another, each with a plan and nothing reported.
fn silent() -> Ledger {
    let mut ledger = Ledger::new();
    for zone in [ZONE, ZONE, FAR_ZONE] {
        ledger.add(zone, |project| {
            project.invest(yi("5")).event(Stage::Commenced, "2021-05-10").plan(2022, Some(yi("2")));
            project.plan(2022, Some(yi("1"))).kind = domain::PlanKind::Target;
            project.resumption(ResumptionState::Resumed, "2022-03-01");
            // A report of words alone states no investment.
            project.month(2022, 9, None);
        });
    }
    ledger
}

#[test]
fn months_that_nobody_reports_are_a_dash_with_the_reason_and_not_zero() {
    let snapshot = silent().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    let overall = said(&draft, "overall");
    assert!(
        overall.ends_with(
            "1至9月，3项重点工程完成投资—，完成率—（均未填报完成投资），超（欠）进度—（投资完成率无数值）。"
        ),
        "{overall}"
    );
    let rule = notes(&draft, "完成率＝");
    assert!(rule[0].ends_with("其中3项未填报完成投资，分子未计入其数额。"), "{rule:?}");
    assert_eq!(said(&draft, "standing"), "各单位未填年度计划投资或未填报完成投资，不作排名。");
    assert_eq!(said(&draft, "schedule"), "1至9月时间进度75.0%。暂无可计的完成投资，序时达标率不计算。");
    let units = &draft.annexes[0].tables[0];
    assert!(printed(units).contains(&"晋中开发区|2|4.00|—|—|75.0|—|—|".to_owned()), "{:?}", printed(units));
    assert_eq!(printed(units).last().unwrap(), "合计|3|6.00|—|—|75.0|—||");
    assert!(
        units.below.contains(&"投资完成率：其中3项未填报完成投资，分子未计入其数额。".to_owned()),
        "{:?}",
        units.below
    );
    let projects = &draft.annexes[1].tables[0];
    assert_eq!(printed(projects).last().unwrap(), "|合计：3个|||15.00|6.00|—|—|—||||");
    assert!(
        projects.below.contains(&"其中3个项目未填报完成投资，以“—”表示，不计入合计".to_owned()),
        "{:?}",
        projects.below
    );
}

#[test]
fn before_the_first_month_has_ended_nothing_can_be_reported() {
    let snapshot = silent().snapshot();
    let overall = said(&Drafting::of(&snapshot, "2022-01-20").draft("monthly"), "overall");
    assert!(overall.contains("年初以来，3项重点工程完成投资—，完成率—（本年尚无结束的月份）"), "{overall}");
}

#[test]
fn a_zero_that_is_reported_is_a_zero() {
    let mut ledger = silent();
    let ids: Vec<_> = ledger.dossiers.iter().map(domain::facts::Dossier::id).collect();
    for id in ids {
        ledger.change(id, |project| {
            project.month(2022, 8, Some(yi("0")));
        });
    }
    let overall = said(&Drafting::of(&ledger.snapshot(), ON).draft("monthly"), "overall");
    assert!(
        overall.contains("3项重点工程完成投资0亿元，完成率0.0%，低于时间进度75.0个百分点。"),
        "{overall}"
    );
}

#[test]
fn units_without_a_report_are_not_last_but_told_by_number() {
    let mut ledger = silent();
    let id = ledger.dossiers[0].id();
    ledger.change(id, |project| {
        project.month(2022, 8, Some(yi("1")));
    });
    ledger.add(SISTER, |project| {
        project.plan(2022, Some(yi("1")));
        project.month(2022, 9, Some(yi("1")));
    });
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert_eq!(
        said(&draft, "standing"),
        "投资完成率较高的是祁县开发区（100.0%），较低的是晋中开发区（25.0%）；另有1个单位的数额均未填报，不排名。"
    );
    let rule = notes(&draft, "完成率＝");
    assert!(
        rule[0].ends_with(
            "其中2项未填报完成投资，分子未计入其数额。\
             另有1项当年填报过、未填报最近一个已结束月份的完成投资（已竣工、停建、终止、退出的除外）。"
        ),
        "{rule:?}"
    );
    let schedule = notes(&draft, "序时达标率＝");
    assert!(schedule[0].ends_with("已开工项目中2项未填报完成投资，按0计。"), "{schedule:?}");
    // A month that is not reported is a dash in the list too, while the year's sum stands.
    let rows = printed(&draft.annexes[1].tables[0]);
    assert!(rows[0].contains("|5.00|2.00|—|1.00|50.0|"), "{rows:?}");
    for (condition, expected) in
        [("reported:none", 2), ("reported:month", 1), ("reported:year", 2), ("not reported:month", 3)]
    {
        assert_eq!(count(&snapshot, condition), expected, "{condition}");
    }
}

#[test]
fn a_month_told_by_the_sum_of_the_year_alone_is_known_only_after_the_month_before() {
    let mut ledger = Ledger::new();
    let mut add = |reports: &[(i64, Option<&str>, Option<&str>)]| {
        ledger.add(ZONE, |project| {
            project.plan(2022, Some(yi("10")));
            for (month, done, to_date) in reports {
                project.month(2022, *month, done.map(yi)).year_to_date_fen = to_date.map(yi);
            }
        });
    };
    add(&[(7, None, Some("2")), (9, None, Some("3"))]);
    add(&[(8, None, Some("2")), (9, None, Some("3"))]);
    add(&[(7, None, Some("1.5")), (8, Some("0.5"), None), (9, None, Some("3"))]);
    add(&[(8, Some("0.5"), None), (9, None, Some("3"))]);
    add(&[(9, Some("0.25"), Some("3"))]);
    add(&[(8, None, Some("2"))]);
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    let months: Vec<String> =
        draft.annexes[1].tables[0].rows.iter().map(|row| row.cells[6].printed.clone()).collect();
    assert_eq!(months, ["—", "1.00", "1.00", "—", "0.25", "—", "2.25"]);
    assert_eq!(count(&snapshot, "reported:month"), 5, "a sum of the year is a report of its month, too");
}

/// Late with its start, with its completion, with both, and with neither; the plan's months and the promises disagree.
#[test]
fn who_is_late_is_listed_with_the_days_by_which_it_is_late() {
    let mut ledger = Ledger::new();
    let mut add = |months: (Option<i64>, Option<i64>), is_started: bool, promise: Option<&str>| {
        ledger.add(ZONE, |project| {
            let plan = project.invest(yi("2")).plan(2022, Some(yi("1")));
            (plan.start_month, plan.complete_month) = months;
            if is_started {
                project.event(Stage::Commenced, "2022-02-10");
            }
            if let Some(day) = promise {
                project.promise(domain::MilestoneCode::Commencement, day, "2022-01-05");
                project.promise(domain::MilestoneCode::Completion, day, "2022-01-05");
            }
        });
    };
    add((Some(3), None), false, Some("2023-05-01"));
    add((None, Some(8)), true, Some("2023-05-01"));
    add((Some(3), Some(8)), false, None);
    add((None, None), false, Some("2021-11-30"));
    add((Some(11), Some(12)), false, Some("2022-03-01"));
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    let rows = printed(&draft.annexes[2].tables[0]);
    let told: Vec<String> =
        rows.iter().map(|row| row.split('|').skip(3).take(3).collect::<Vec<_>>().join("|")).collect();
    assert_eq!(
        told,
        [
            "应开未开|2022-03|2023-05-01",
            "应竣未竣|2023-05-01|2022-08",
            "应开未开、应竣未竣|2022-03|2022-08",
            "应开未开、应竣未竣|2021-11-30|2021-11-30",
            "||"
        ]
    );
    assert_eq!(
        said(&draft, "behind"),
        "应开未开项目3个，总投资6亿元；应竣未竣项目3个，总投资6亿元，其中2个两项兼有，共4个项目（详见附件3）。"
    );
    let starts = Drafting { lang: Lang::En, ..Drafting::of(&snapshot, ON) }.draft("monthly");
    assert!(
        said(&starts, "behind").contains("2 of them are late with both, so that 4 projects are listed"),
        "{}",
        said(&starts, "behind")
    );
}

/// Built in the year before and still in this year's plan: one resumed, one not; beside one that goes on.
fn built() -> Ledger {
    let mut ledger = Ledger::new();
    for (completed, resumed) in [(true, true), (true, false), (false, true)] {
        ledger.add(ZONE, |project| {
            project.invest(yi("2")).event(Stage::Commenced, "2020-05-10").plan(2022, Some(yi("1")));
            project.month(2022, 9, Some(yi("0.5")));
            if completed {
                project.event(Stage::Completed, "2021-12-05").event(Stage::Producing, "2022-01-20");
            }
            if resumed {
                project.resumption(ResumptionState::Resumed, "2022-03-01");
            }
        });
    }
    ledger
}

#[test]
fn what_was_built_before_the_year_and_stands_in_its_plan_is_carried_over_and_told_by_number() {
    let snapshot = built().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert!(
        said(&draft, "overall").contains("已开复工2个，开复工率达到66.7%"),
        "{}",
        said(&draft, "overall")
    );
    assert!(
        with_marks(&draft, "structure.class")
            .starts_with("从建设阶段看，续建项目3个[*]，占100.0%[*]，总投资6亿元"),
        "{}",
        with_marks(&draft, "structure.class")
    );
    assert!(
        with_marks(&draft, "starts").ends_with("续建项目3项[*]，已经复工2项，未复工1项[*]。"),
        "{}",
        with_marks(&draft, "starts")
    );
    assert_eq!(
        notes(&draft, "以前年度已建成"),
        [
            "续建项目含以前年度已建成、仍列入当年计划的2项。",
            "未复工含以前年度已建成、仍列入当年计划而未登记复工的1项。",
            "续建项目含以前年度已建成、仍列入当年计划的2个。"
        ]
    );
    assert!(!said(&draft, "structure.class").contains("其他"), "every project of the year has a class");
}

/// A template of one paragraph, with a note on its number.
const NOTED: &str = r#"
[[template]]
name = "briefing"
kind = "monthly"
from = "2010-01-01"
called = { zh = "简报", en = "Briefing" }
title = { zh = ["简报"], en = ["Briefing"] }
addressee = { zh = "各单位：", en = "To all:" }
[template.number]
all = { figure = "yearProjects", note = { zh = "ZH", en = "EN" } }
late = { figure = "yearProjects", where = "resumed:none" }
gone = { figure = "yearProjects", where = "stage:terminated" }
[[template.block]]
slot = "one"
kind = "paragraph"
[[template.block.sentence]]
zh = "共{all.n}项。"
en = "{all.n} in all."
"#;

#[test]
fn a_note_tells_counts_and_leaves_out_a_sentence_that_counts_nothing() {
    let snapshot = built().snapshot();
    let [zh, en] = [
        "截至{M}月。{late.n}项未说明。{gone.n}项终止。共两句。",
        "As of month {M}. {late.n} {late.n|is|are} untold. {gone.n} {gone.n|was|were} given up. Two sentences.",
    ];
    let text = NOTED.replace("ZH", zh).replace("EN", en);
    let told = |lang| {
        let draft = Drafting { lang, ..Drafting::of(&snapshot, ON) }.draft_by(&text);
        draft.notes.into_iter().map(|note| note.text).collect::<Vec<_>>()
    };
    assert_eq!(told(Lang::Zh), ["截至9月。1项未说明。共两句。"]);
    assert_eq!(told(Lang::En), ["As of month 9. 1 is untold. Two sentences."]);
    let silent = NOTED.replace("ZH", "{gone.n}项终止。").replace("EN", "{gone.n} were given up.");
    assert_eq!(Drafting::of(&snapshot, ON).draft_by(&silent).notes, []);
}

#[test]
fn a_note_that_tells_more_than_counts_is_refused_with_its_place() {
    for (slot, said) in [("{all.a}", "all.a"), ("{all}", "all"), ("{nobody.n}", "nobody.n")] {
        let text = NOTED.replace("ZH", &format!("{slot}。")).replace("EN", "x.");
        let error = Templates::parse(&text, Catalogue::builtin()).unwrap_err();
        assert_eq!((error.line, error.key.as_str()), (10, "number.note"), "{slot}");
        assert!(format!("{error:?}").contains(said), "{error:?}");
    }
}

#[test]
fn a_part_of_the_starts_is_noted_once() {
    let starts = r#"
[[template.block]]
slot = "starts"
kind = "starts"
number = "all"
note = { zh = "一。", en = "One." }
noteOf.missed = { zh = "二。", en = "Two." }
"#;
    let text = NOTED.replace("ZH", "零。").replace("EN", "None.") + starts;
    let error = Templates::parse(&text, Catalogue::builtin()).unwrap_err();
    assert_eq!(error.key, "block.noteOf");
    let unknown = text.replace("noteOf.missed", "noteOf.nobody");
    assert_eq!(Templates::parse(&unknown, Catalogue::builtin()).unwrap_err().key, "block.noteOf");
    let old = text.replace("noteOf.missed = { zh = \"二。\", en = \"Two.\" }\n", "");
    assert!(Templates::parse(&old, Catalogue::builtin()).is_ok(), "a note alone is that of those missed");
}
