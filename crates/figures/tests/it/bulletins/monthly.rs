//! The key projects of the year, month by month: T3, T4, T6, plans that are missing.

use super::*;
use domain::{ResumptionState, Stage};
use figures::Filter;
use figures::bulletin::Source;

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    // 74 planned to start by June of 80, five of them late; three early; ten carried over, one not resumed, one given up.
    for place in 0..80 {
        ledger.add(if place % 2 == 0 { ZONE } else { FAR_ZONE }, |project| {
            project.invest(yi("2"));
            project.plan(2019, Some(yi("1"))).start_month =
                Some(if place < 74 { 1 + place as i64 % 6 } else { 9 });
            let started = if place < 74 { place >= 5 } else { place < 77 };
            if started {
                project.event(Stage::Commenced, "2019-06-20");
            }
            project.month(2019, 5, Some(yi("0.3")));
            project.month(2019, 6, Some(yi("0.25")));
        });
    }
    for place in 0..10 {
        ledger.add(ZONE, |project| {
            project.invest(yi("5")).event(Stage::Commenced, "2018-05-01");
            project.plan(2019, if place == 0 { None } else { Some(yi("2")) });
            match place {
                0 => project.resumption(ResumptionState::NotResumed, "2019-04-30"),
                1 => project.resumption(ResumptionState::Terminated, "2019-04-30"),
                _ => project.resumption(ResumptionState::Resumed, "2019-03-15"),
            };
        });
    }
    // In no plan of the year; a part of another; reported after the day.
    ledger.add(ZONE, |project| {
        project.invest(yi("9")).event(Stage::Commenced, "2019-02-01");
        project.month(2019, 6, Some(yi("9")));
    });
    ledger
}

#[test]
fn w3_and_the_plan_identity_stand_in_the_sentence_of_starts() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    assert_eq!(
        said(&draft, "starts"),
        "计划新开工项目80项，1至6月计划开工74项，实际开工72项，其中提前开工3项，未按期开工5项；\
         续建项目10项，已经复工8项，未复工1项，终止1项。"
    );
}

#[test]
fn every_number_of_starts_opens_into_just_as_many_projects() {
    let snapshot = ledger().snapshot();
    let drafting = Drafting::of(&snapshot, "2019-06-30");
    let draft = drafting.draft("monthly");
    let starts = draft.figures().into_iter().filter(|figure| figure.slot.starts_with("starts."));
    let mut count = 0;
    for figure in starts {
        let Source::Asked(asked) = &figure.source else { panic!("{figure:?}") };
        let members = asked.members(Catalogue::builtin(), &drafting.ask().question).unwrap();
        assert_eq!(figure.printed, members.len().to_string(), "{}", figure.slot);
        assert_eq!(
            asked.filter,
            Filter::parse(&asked.filter).unwrap().to_string(),
            "the condition is canonical"
        );
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn plans_that_are_missing_are_told_with_their_number_in_the_footnote() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    let overall = said(&draft, "overall");
    assert!(overall.contains("1至6月，90项重点工程完成投资44亿元，完成率44.9%"), "{overall}");
    assert!(overall.contains("低于时间进度5.1个百分点"), "{overall}");
    let note = draft.notes.iter().find(|note| note.of == "planCompletionRate").unwrap();
    assert!(
        note.text.ends_with("其中1项未填年度计划投资，未计入金额。其中9项未填报完成投资，分子未计入其数额。"),
        "{}",
        note.text
    );
}

#[test]
fn a_structure_names_the_parts_that_count_nothing() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    assert_eq!(
        said(&draft, "structure.class"),
        "从建设阶段看，续建项目10个，占11.1%，总投资50亿元；新开工项目80个，占88.9%，总投资160亿元；\
         竣工项目、预备项目暂无项目。"
    );
}

#[test]
fn projects_stand_in_their_annex_with_words_sums_and_rates() {
    let snapshot = ledger().snapshot();
    let mut drafting = Drafting::of(&snapshot, "2019-06-30");
    let template = Templates::builtin().on("monthly", day("2019-06-30")).unwrap();
    let told = figures::bulletin::told_of(template, &drafting.ask()).unwrap();
    assert_eq!(told.len(), 90);
    let first = *told.first().unwrap();
    let content = Some("标准厂房".to_owned());
    drafting.details.insert(first, Detail { content, progress: Some("主体完工".into()), problems: None });
    let draft = drafting.draft("monthly");
    let rows = printed(&draft.annexes[1].tables[0]);
    assert_eq!(
        rows[0],
        format!("1|第{first}号项目|晋中开发区|标准厂房|2.00|1.00|0.25|0.55|55.0|主体完工||||")
            .trim_end_matches('|')
            .to_owned()
            + "|||"
    );
    assert_eq!(rows.last().unwrap(), "|合计：90个|||210.00|98.00|20.00|44.00|44.9||||");
    let behind = printed(&draft.annexes[2].tables[0]);
    assert_eq!(behind.len(), 6, "five late ones and their total: {behind:?}");
}

#[test]
fn a_month_without_any_plan_says_so() {
    let snapshot = Ledger::new().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    assert_eq!(said(&draft, "overall"), "暂无列入2019年年度计划的重点项目。");
    assert_eq!(said(&draft, "standing"), "各单位未填年度计划投资或未填报完成投资，不作排名。");
    assert_eq!(draft.annexes[1].tables[0].below, ["暂无项目"]);
}

#[test]
fn the_time_that_passes_for_all_alike_is_no_unit_of_the_table() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    let names: Vec<String> =
        draft.annexes[0].tables[0].rows.iter().map(|row| row.cells[0].printed.clone()).collect();
    assert!(names.iter().all(|name| !name.is_empty()), "{names:?}");
}

#[test]
fn the_month_of_one_zone_tells_its_place_and_names_nobody_first() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { org: Some(ZONE), ..Drafting::of(&snapshot, "2019-06-30") }.draft("monthly");
    let headings: Vec<(u32, &str)> = draft
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { number, text, .. } => Some((*number, text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(headings, [(1, "总体情况"), (2, "开复工情况"), (3, "项目结构"), (4, "存在问题")]);
    assert!(said(&draft, "overall").contains("投资完成率低于全省平均水平"), "{}", said(&draft, "overall"));
}

#[test]
fn the_two_counts_of_what_is_not_started_say_how_each_counts() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    for words in ["未按期开工指", "应开未开指"] {
        assert!(draft.notes.iter().any(|note| note.text.starts_with(words)), "{words}: {:?}", draft.notes);
    }
    assert!(with_marks(&draft, "starts").contains("未按期开工5项[*]"), "{}", with_marks(&draft, "starts"));
    assert!(with_marks(&draft, "behind").contains("应开未开项目5个[*]"), "{}", with_marks(&draft, "behind"));
}

#[test]
fn a_bulletin_addresses_those_below_of_whom_it_speaks() {
    let snapshot = ledger().snapshot();
    let of = |org| Drafting { org, ..Drafting::of(&snapshot, "2019-06-30") }.draft("monthly").addressee;
    assert_eq!(of(None), "各市发展改革委，各开发区管委会：");
    assert_eq!(of(Some(CITY)), "各县（市、区），各开发区管委会：");
    assert_eq!(of(Some(ZONE)), "各园区，管委会各部门：");
}

#[test]
fn where_every_unit_stands_at_nought_none_is_ranked_and_none_is_named_first() {
    let mut ledger = Ledger::new();
    for zone in [ZONE, SISTER, FAR_ZONE] {
        ledger.add(zone, |project| {
            project.invest(yi("2")).plan(2019, Some(yi("1"))).start_month = Some(9);
            project.month(2019, 6, Some(yi("0")));
        });
    }
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    let has_standing = draft
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.slot == "standing"));
    assert!(!has_standing);
    let table = &draft.annexes[0].tables[0];
    let rank = table.columns.iter().position(|column| column.key == "completion.rank").unwrap();
    assert!(table.rows.iter().filter(|row| !row.total).all(|row| row.cells[rank].printed == "—"));
    assert!(table.below.iter().any(|note| note.contains("均为0")), "{:?}", table.below);
    let own = Drafting { org: Some(ZONE), ..Drafting::of(&snapshot, "2019-06-30") }.draft("monthly");
    assert!(!said(&own, "overall").contains("排名"), "{}", said(&own, "overall"));
}

#[test]
fn in_the_midst_of_a_month_places_have_changed_since_the_end_of_the_month_before_the_last() {
    let mut ledger = Ledger::new();
    for (zone, may, june) in [(ZONE, "1", "8"), (SISTER, "2", "1"), (FAR_ZONE, "3", "1")] {
        ledger.add(zone, |project| {
            project.plan(2019, Some(yi("10")));
            project.month(2019, 5, Some(yi(may)));
            project.month(2019, 6, Some(yi(june)));
        });
    }
    let snapshot = ledger.snapshot();
    let moved = |on: &str| {
        let draft = Drafting::of(&snapshot, on).draft("monthly");
        let table = &draft.annexes[0].tables[0];
        let place = table.columns.iter().position(|column| column.head == "位次变化").unwrap();
        let rows = table.rows.iter().filter(|row| !row.total);
        rows.map(|row| row.cells[place].printed.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(moved("2019-06-30"), "↑2 ↓1 ↓1");
    assert_eq!(moved("2019-07-24"), moved("2019-06-30"), "nothing was reported of July yet");
}

#[test]
fn a_rank_that_others_share_is_said_to_be_shared() {
    let mut ledger = Ledger::new();
    for (zone, done) in [(ZONE, "5"), (SISTER, "5"), (FAR_ZONE, "1")] {
        ledger.add(zone, |project| {
            project.plan(2019, Some(yi("10")));
            project.month(2019, 6, Some(yi(done)));
        });
    }
    let snapshot = ledger.snapshot();
    let overall = |org| {
        let drafting = Drafting { org: Some(org), ..Drafting::of(&snapshot, "2019-06-30") };
        said(&drafting.draft("monthly"), "overall")
    };
    assert!(overall(SISTER).contains("排名全省并列第1位。"), "{}", overall(SISTER));
    assert!(overall(FAR_ZONE).contains("排名全省第3位。"), "{}", overall(FAR_ZONE));
}

#[test]
fn a_city_tells_its_place_among_the_cities_and_the_whole_tells_none() {
    let mut ledger = Ledger::new();
    for (zone, done) in [(ZONE, "5"), (FAR_ZONE, "1")] {
        ledger.add(zone, |project| {
            project.plan(2019, Some(yi("10")));
            project.month(2019, 6, Some(yi(done)));
        });
    }
    let snapshot = ledger.snapshot();
    let overall =
        |org| said(&Drafting { org, ..Drafting::of(&snapshot, "2019-06-30") }.draft("monthly"), "overall");
    let city = overall(Some(CITY));
    assert!(city.contains("投资完成率高于全省平均水平20.0个百分点，排名全省第1位。"), "{city}");
    for whole in [overall(None), overall(Some(PROVINCE))] {
        assert!(!whole.contains("排名"), "{whole}");
    }
}

#[test]
fn shares_are_of_counts_and_a_footnote_tells_of_how_many() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2019-06-30").draft("monthly");
    let marked = with_marks(&draft, "structure.class");
    assert!(marked.contains("10个，占11.1%[*]，总投资50亿元"), "{marked}");
    let note = "占比按项目数计，不按投资额计：该类项目数÷当年重点工程项目总数（90个）。";
    assert_eq!(draft.notes.iter().filter(|it| it.text == note).count(), 1, "{:?}", draft.notes);
}

#[test]
fn in_english_a_clause_goes_on_small() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { lang: Lang::En, ..Drafting::of(&snapshot, "2019-06-30") }.draft("monthly");
    let starts = said(&draft, "starts");
    assert!(
        starts.starts_with("80 projects planned to start this year; in months 1 to 6, 74 planned"),
        "{starts}"
    );
}

/// Parts that overlap by as many as they leave out.
const CROSSED: &str = r#"
[[template]]
name = "crossed"
kind = "monthly"
from = "2010-01-01"
called = { zh = "甲", en = "A" }
title = { zh = ["甲"], en = ["A"] }
addressee = { zh = "甲：", en = "A:" }
[template.number]
all = { figure = "yearProjects" }
large = { figure = "yearProjects", where = "invest>=2亿" }
larger = { figure = "yearProjects", where = "invest>=3亿" }
[[template.block]]
slot = "structure"
kind = "structure"
number = "all"
lead = { zh = "按规模，", en = "By size: " }
empty = { zh = "无。", en = "None." }
part = [
  { number = "large", name = { zh = "较大", en = "large" } },
  { number = "larger", name = { zh = "更大", en = "larger" } },
]
"#;

#[test]
fn parts_that_overlap_by_as_many_as_they_leave_out_are_told_though_the_sum_is_right() {
    let mut ledger = Ledger::new();
    for invest in ["1", "2", "3"] {
        ledger.add(ZONE, |project| {
            project.invest(yi(invest)).plan(2019, Some(yi("1")));
        });
    }
    let snapshot = ledger.snapshot();
    let said = said(&Drafting::of(&snapshot, "2019-06-30").draft_by(CROSSED), "structure");
    assert!(said.ends_with("其中1项同时计入两类，1项未归入任何一类，请核对。"), "{said}");
}
