//! Zones over indicators: as stated, ranked as stated, tied, below their targets.

use super::*;
use domain::PeriodKind;
use domain::facts::OrgId;

fn stated(org: OrgId, name: &str, (value, growth, target): (i64, i64, Option<i64>)) -> Indicator {
    Indicator {
        org,
        name: name.to_owned(),
        period_year: 2021,
        period_kind: PeriodKind::Year,
        period_no: 1,
        cumulative: true,
        value_e4: Some(value),
        unit: "亿元".to_owned(),
        growth_e4: Some(growth),
        expected: false,
        qualifier: None,
        target_e4: target,
        data_source: "统计局".to_owned(),
        recorded_on: day("2022-01-20"),
    }
}

fn indicators() -> Vec<Indicator> {
    let industry = "规上工业增加值";
    vec![
        stated(PROVINCE, industry, (9_000_000, 120_000, None)),
        stated(CITY, industry, (1_500_000, 150_000, None)),
        stated(ZONE, industry, (449_700, 205_000, Some(400_000))),
        stated(SISTER, industry, (300_000, -89_200, Some(350_000))),
        stated(FAR_ZONE, industry, (300_000, 123_450_000, Some(200_000))),
    ]
}

#[test]
fn first_and_last_ties_and_missed_targets_are_told() {
    let snapshot = Ledger::new().snapshot();
    let indicators = indicators();
    let draft =
        Drafting { indicators: &indicators, ..Drafting::of(&snapshot, "2021-12-31") }.draft("indicators");
    assert_eq!(
        said(&draft, "indicator.1"),
        "规上工业增加值累计完成900亿元，同比增长12%。规上工业增加值绝对量第一位的是晋中开发区（44.97亿元）；\
         排名末位的为祁县开发区（30亿元，并列第2位）、平鲁开发区（30亿元，并列第2位），其中不达目标值的为\
         祁县开发区（30亿元，并列第2位）。增速第一位的是平鲁开发区（12345%）；增速末位的为祁县开发区（-8.92%）。"
    );
}

/// Where nothing is stated for the province, the distance is to the city's number and says so.
#[test]
fn a_distance_names_whose_average_it_is() {
    let snapshot = Ledger::new().snapshot();
    let indicators: Vec<Indicator> = indicators().into_iter().filter(|it| it.org != PROVINCE).collect();
    let drafting =
        Drafting { indicators: &indicators, org: Some(SISTER), ..Drafting::of(&snapshot, "2021-12-31") };
    let draft = drafting.draft("indicators");
    let told = said(&draft, "indicator.1");
    assert!(told.ends_with("低于晋中市平均水平23.92个百分点。"), "{told}");
}

#[test]
fn a_zone_hears_its_value_growth_share_ranks_and_distance() {
    let snapshot = Ledger::new().snapshot();
    let indicators = indicators();
    let drafting =
        Drafting { indicators: &indicators, org: Some(SISTER), ..Drafting::of(&snapshot, "2021-12-31") };
    let draft = drafting.draft("indicators");
    assert_eq!(
        said(&draft, "indicator.1"),
        "规上工业增加值累计完成30亿元，占目标任务的85.7%，同比下降8.92%，占全市的20.00%，总量居全省第2位（倒数第1位），\
         增速居全省第3位（倒数第1位），低于全省平均水平20.92个百分点。"
    );
    assert_eq!(printed(&draft.annexes[0].tables[0])[1], "祁县开发区|30|-8.92|35|2|3");
}

#[test]
fn a_bulletin_without_statements_says_so() {
    let snapshot = Ledger::new().snapshot();
    let draft = Drafting::of(&snapshot, "2021-12-31").draft("indicators");
    assert_eq!(said(&draft, "indicator"), "暂无填报的指标。");
}

#[test]
fn the_word_on_a_stated_number_is_printed_with_it() {
    use domain::Qualifier;
    let snapshot = Ledger::new().snapshot();
    let name = "规上工业增加值";
    let words = [(ZONE, Some(Qualifier::About), false), (FAR_ZONE, Some(Qualifier::AtLeast), true)];
    let mut indicators = Vec::new();
    for (place, (org, qualifier, expected)) in (1..).zip(words) {
        let stated = stated(org, name, (place * 300_000, 120_000, None));
        indicators.push(Indicator { qualifier, expected, ..stated });
    }
    let draft =
        Drafting { indicators: &indicators, ..Drafting::of(&snapshot, "2021-12-31") }.draft("indicators");
    let said = said(&draft, "indicator.1");
    for words in ["平鲁开发区（预计60亿元以上）", "晋中开发区（约30亿元）"] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    let below = draft.annexes[0].tables[0].below.join("\n");
    assert!(below.contains("晋中开发区规上工业增加值约30亿元"), "{below}");
    assert!(below.contains("平鲁开发区规上工业增加值预计60亿元以上"), "{below}");
}

#[test]
fn where_nothing_is_stated_there_is_no_annex_to_be_sent_to() {
    let snapshot = Ledger::new().snapshot();
    let draft = Drafting::of(&snapshot, "2021-12-31").draft("indicators");
    assert_eq!(said(&draft, "indicator"), "暂无填报的指标。");
    assert_eq!((draft.annexes.len(), draft.blocks.len()), (0, 3));
}

#[test]
fn so_many_places_are_told_as_units_are_named() {
    let mut ledger = Ledger::new();
    let zones = [ZONE, SISTER, FAR_ZONE, ledger.zone("第四开发区")];
    let snapshot = ledger.snapshot();
    let told = |count: usize| {
        let stated = |(place, org): (i64, OrgId)| stated(org, "工业投资", (place * 300_000, 120_000, None));
        let indicators: Vec<Indicator> = (1..).zip(zones.into_iter().take(count)).map(stated).collect();
        let drafting = Drafting { indicators: &indicators, ..Drafting::of(&snapshot, "2021-12-31") };
        let said = said(&drafting.draft("indicators"), "indicator.1");
        said.split("另有").next().unwrap_or_default().to_owned()
    };
    let tied = "增速第一位的是晋中开发区（12%，并列第1位）、祁县开发区（12%，并列第1位）";
    assert_eq!(told(1), "工业投资绝对量第一位的是晋中开发区（30亿元）。增速第一位的是晋中开发区（12%）。");
    assert_eq!(
        told(2),
        format!("工业投资绝对量第一位的是祁县开发区（60亿元）；排名末位的为晋中开发区（30亿元）。{tied}。")
    );
    let four = "工业投资绝对量前两位的分别是第四开发区（120亿元）、平鲁开发区（90亿元）；排名后两位的为祁县开发区（60亿元）、晋中开发区（30亿元）。";
    assert!(told(4).starts_with(four), "{}", told(4));
}

#[test]
fn where_only_cities_state_an_indicator_the_cities_are_told_and_stand_in_the_annex() {
    let snapshot = Ledger::new().snapshot();
    let other =
        snapshot.places().iter().find(|place| place.kind == domain::OrgKind::City && place.id != CITY);
    let other = other.map_or(CITY, |place| place.id);
    let indicators = [
        stated(CITY, "工业投资", (300_000, 120_000, None)),
        stated(other, "工业投资", (600_000, 90_000, None)),
    ];
    let of = |org| {
        let drafting = Drafting { indicators: &indicators, org, ..Drafting::of(&snapshot, "2021-12-31") };
        drafting.draft("indicators")
    };
    let told = said(&of(None), "indicator.1");
    assert!(told.contains("晋中市（30亿元）"), "{told}");
    assert!(printed(&of(None).annexes[0].tables[0])[0].contains("30"), "the annex has them");
    // A zone that states nothing hears what the cities state.
    assert!(said(&of(Some(ZONE)), "indicator.1").contains("晋中市（30亿元）"));
}

#[test]
fn of_a_city_only_its_own_zones_are_ranked() {
    let snapshot = Ledger::new().snapshot();
    let indicators = indicators();
    let drafting =
        Drafting { indicators: &indicators, org: Some(CITY), ..Drafting::of(&snapshot, "2021-12-31") };
    let told = said(&drafting.draft("indicators"), "indicator.1");
    assert!(told.contains("晋中开发区（44.97亿元）") && !told.contains("平鲁开发区"), "{told}");
}

#[test]
fn nobody_is_first_where_every_unit_states_nought() {
    let snapshot = Ledger::new().snapshot();
    let indicators = [ZONE, SISTER, FAR_ZONE].map(|org| stated(org, "工业投资", (0, 0, None)));
    let of = |org| Drafting { indicators: &indicators, org, ..Drafting::of(&snapshot, "2021-12-31") };
    let draft = of(None).draft("indicators");
    assert_eq!(said(&draft, "indicator.1"), "工业投资各单位填报数均为0，不作排名。");
    assert!(printed(&draft.annexes[0].tables[0])[0].ends_with("|—|—"), "no ranks");
    let own = said(&of(Some(ZONE)).draft("indicators"), "indicator.1");
    assert_eq!(own, "工业投资累计完成0亿元，同比增长0%。");
}

#[test]
fn the_mark_of_a_footnote_follows_the_unit_of_a_stated_number() {
    use figures::bulletin::Span;
    let snapshot = Ledger::new().snapshot();
    let indicators = indicators();
    let draft =
        Drafting { indicators: &indicators, ..Drafting::of(&snapshot, "2021-12-31") }.draft("indicators");
    let spans = draft.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.slot == "indicator.1" => Some(&paragraph.spans),
        _ => None,
    });
    let spans = spans.unwrap();
    let mark = spans.iter().position(|span| matches!(span, Span::Note(_))).unwrap();
    assert_eq!(spans[mark - 1], Span::Text("亿元".to_owned()));
}

#[test]
fn a_share_is_no_part_of_the_citys_share_and_what_is_equal_is_level() {
    let snapshot = Ledger::new().snapshot();
    let share = |org, value| Indicator {
        unit: "%".to_owned(),
        ..stated(org, "转型项目投资占比", (value, 50_000, None))
    };
    let indicators = [(PROVINCE, 300_000), (CITY, 4_995_000), (ZONE, 229_300), (SISTER, 310_000)];
    let indicators = indicators.map(|(org, value)| share(org, value)).to_vec();
    let drafting =
        Drafting { indicators: &indicators, org: Some(ZONE), ..Drafting::of(&snapshot, "2021-12-31") };
    assert_eq!(
        said(&drafting.draft("indicators"), "indicator.1"),
        "转型项目投资占比累计完成22.93%，同比增长5%，水平居全省第2位（倒数第1位），增速居全省第1位，与全省平均水平持平。"
    );
}

#[test]
fn who_states_nothing_of_the_same_months_is_counted() {
    let snapshot = Ledger::new().snapshot();
    let indicators = [stated(ZONE, "工业投资", (300_000, 120_000, None))];
    let draft =
        Drafting { indicators: &indicators, ..Drafting::of(&snapshot, "2021-12-31") }.draft("indicators");
    let said = said(&draft, "indicator.1");
    assert!(said.ends_with("（12%）。另有2个单位未填报同期数据，或计量单位不同，未列入。"), "{said}");
}

#[test]
fn in_english_sentences_stand_apart_and_money_has_an_english_unit() {
    let snapshot = Ledger::new().snapshot();
    let indicators = indicators();
    let drafting =
        Drafting { indicators: &indicators, lang: Lang::En, ..Drafting::of(&snapshot, "2021-12-31") };
    let draft = drafting.draft("indicators");
    let said = said(&draft, "indicator.1");
    assert!(said.contains("900 hundred million yuan, up by 12 %. First by 规上工业增加值:"), "{said}");
    assert!(said.contains(". First by growth:") && !said.contains("亿元"), "{said}");
    let heads = draft.annexes[0].tables[0].columns.iter().filter_map(|column| column.group.clone());
    assert!(heads.clone().all(|head| !head.contains("亿元")), "{:?}", heads.collect::<Vec<_>>());
}
