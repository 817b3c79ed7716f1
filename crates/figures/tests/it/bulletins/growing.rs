//! Growth over the same time of the year before, shares as fractions, packages by their parts, tables that rank each kind of unit apart.

use super::*;
use domain::Stage;
use rstest::rstest;

const ATTRACTION: &str = r#"
[[template]]
name = "attraction"
kind = "year"
from = "2010-01-01"
growth = "SAYS"
called = { zh = "招商", en = "Attraction" }
title = { zh = ["{scope}"], en = ["{scope}"] }
addressee = { zh = "各位：", en = "To all:" }
[template.number]
signed = { figure = "signed", where = "signed:thisYear" }
produced = { figure = "produced", where = "produced:thisYear" }
[[template.block]]
slot = "one"
kind = "paragraph"
[[template.block.sentence]]
zh = "新签约项目{signed.n}个{signed.split}{signed.growth}，投产{produced.n}个{produced.growth}。"
en = "{signed.n} signed{signed.growth}, {produced.n} producing{produced.growth}."
[[template.annex]]
slot = "units"
kind = "units"
title = { zh = "情况表", en = "Table" }
by = ["city", "zone"]
rank = "signed.n"
column = [
  { show = "signed.n", head = { zh = "签约（个）", en = "Signed" } },
  { show = "signed.rank", head = { zh = "排名", en = "Rank" } },
]
"#;

/// In the first half of 2021 five signed, of 2022 three in ZONE and one far away; beside them one in the second half of 2021 and
/// one without a day.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    let signed = [
        (ZONE, "2021-03-01", 5),
        (ZONE, "2022-03-01", 3),
        (FAR_ZONE, "2022-06-30", 1),
        (ZONE, "2021-07-01", 1),
    ];
    for (zone, on, count) in signed {
        for _ in 0..count {
            ledger.add(zone, |project| {
                project.invest(yi("1")).event(Stage::Signed, on);
            });
        }
    }
    ledger.add(ZONE, |project| {
        project.event(Stage::Producing, "2022-05-01");
    });
    ledger
}

#[rstest]
#[case("fall", "新签约项目4个，同比下降20.0%，投产1个，同比增长—。")]
#[case("minus", "新签约项目4个，同比增长-20.0%，投产1个，同比增长—。")]
#[case("none", "新签约项目4个，投产1个。")]
fn growth_is_said_as_the_office_says_it_and_over_nothing_with_a_dash(
    #[case] says: &str,
    #[case] printed: &str,
) {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2022-06-30").draft_by(&ATTRACTION.replace("SAYS", says));
    assert_eq!(said(&draft, "one"), printed);
}

#[test]
fn each_kind_of_unit_has_a_table_and_ranks_of_its_own() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, "2022-06-30").draft_by(&ATTRACTION.replace("SAYS", "none"));
    let tables = &draft.annexes[0].tables;
    assert_eq!([&tables[0].name, &tables[1].name], ["各市", "各开发区"]);
    assert_eq!(printed(&tables[0])[0], "晋中市|3|1");
    assert_eq!(printed(&tables[1])[0], "晋中开发区|3|1");
    assert!(printed(&tables[1]).contains(&"平鲁开发区|1|2".to_owned()), "{:?}", printed(&tables[1]));
}

#[test]
fn a_share_is_a_fraction_in_words_where_the_template_asks_and_it_is_simple() {
    use domain::PeriodKind;
    let stated = |org, value_e4| Indicator {
        org,
        name: "工业投资".to_owned(),
        period_year: 2022,
        period_kind: PeriodKind::Month,
        period_no: 6,
        cumulative: true,
        value_e4: Some(value_e4),
        unit: "亿元".to_owned(),
        growth_e4: None,
        expected: false,
        qualifier: None,
        target_e4: Some(50_000),
        data_source: "统计局".to_owned(),
        recorded_on: day("2022-07-05"),
    };
    let indicators = [stated(ZONE, 40_000), stated(CITY, 60_000)];
    let snapshot = ledger().snapshot();
    let zone = Drafting { org: Some(ZONE), indicators: &indicators, ..Drafting::of(&snapshot, "2022-06-30") };
    let text = include_str!("../../../src/bulletin/templates/indicators.toml");
    let asked =
        text.replace("kind = \"indicators\"\nfrom", "kind = \"indicators\"\nshares = \"fraction\"\nfrom");
    assert_eq!(
        said(&zone.draft_by(&asked), "indicator.1"),
        "1至6月，工业投资累计完成4亿元，占目标任务的80.0%，占全市的三分之二，总量居全省第1位。"
    );
    assert!(said(&zone.draft_by(text), "indicator.1").contains("占全市的66.67%"));
}

#[test]
fn packages_are_counted_by_their_parts_beside_and_open_into_them() {
    use domain::Part;
    use figures::bulletin::{Aspect, Source};
    let mut ledger = ledger();
    let package = ledger.add(ZONE, |project| {
        project.invest(yi("9")).event(Stage::Signed, "2022-02-01");
    });
    for _ in 0..3 {
        ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2022-02-01");
            project.project().part = Some(Part::PackagePart);
            project.project().parent = Some(package);
        });
    }
    let snapshot = ledger.snapshot();
    let drafting = Drafting::of(&snapshot, "2022-06-30");
    let draft = drafting.draft_by(&ATTRACTION.replace("SAYS", "none"));
    assert_eq!(said(&draft, "one"), "新签约项目5个（打捆拆分后7个），投产1个。");
    let is_split = |figure: &figures::bulletin::FigureSpan| match &figure.source {
        Source::Asked(asked) => (asked.aspect == Aspect::Split).then(|| asked.clone()),
        Source::Stated(_) => None,
    };
    let asked = draft.figures().iter().find_map(is_split).unwrap();
    let members = asked.members(Catalogue::builtin(), &drafting.ask().question).unwrap();
    assert_eq!(members.len(), 7);
    assert!(!members.iter().any(|member| member.project == Some(package)));
}

#[test]
fn a_package_on_two_lists_is_counted_by_its_parts_on_each() {
    use domain::{ListKind, Part};
    let mut ledger = Ledger::new();
    let rounds = [ledger.round(2022, 1, "2022-02-26"), ledger.round(2022, 2, "2022-05-28")];
    let package = ledger.add(ZONE, |project| {
        for round in rounds {
            project.entry(round, ListKind::Signing, yi("1"));
        }
    });
    for _ in 0..3 {
        ledger.add(ZONE, |project| {
            project.project().part = Some(Part::PackagePart);
            project.project().parent = Some(package);
        });
    }
    let snapshot = ledger.snapshot();
    let text = ATTRACTION.replace("SAYS", "none").replace(
        "signed = { figure = \"signed\", where = \"signed:thisYear\" }",
        "signed = { figure = \"roundEntries\" }",
    );
    let draft = Drafting::of(&snapshot, "2022-06-30").draft_by(&text);
    assert!(said(&draft, "one").contains("2个（打捆拆分后6个）"), "{}", said(&draft, "one"));
}
