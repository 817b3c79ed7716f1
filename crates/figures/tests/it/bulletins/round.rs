//! The bulletin of one round.

use super::*;

/// Two rounds; in the second 4 signed in ZONE (3 started), 2 in SISTER (both started), none in FAR_ZONE; with decoys.
fn ledger() -> Ledger {
    use domain::{ListKind, Stage};
    let mut ledger = Ledger::new();
    let classes = ledger.taxonomy("shanxi", &["新能源", "新材料"]);
    let (first, second) = (ledger.round(2021, 4, "2021-10-12"), ledger.round(2022, 1, "2022-02-26"));
    let held = [(ZONE, 4, 3), (SISTER, 2, 2)];
    for (zone, signed, started) in held {
        for place in 0..signed {
            ledger.add(zone, |project| {
                project.class(classes[place % 2]).entry(second, ListKind::Signing, yi("1.5"));
                if place < started {
                    project.event(Stage::Commenced, "2022-02-26");
                }
            });
        }
    }
    ledger.add(SISTER, |project| {
        project.entry(first, ListKind::Signing, yi("2"));
    });
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2021-12-01").entry(first, ListKind::Signing, yi("2"));
    });
    // Started after the day, claimed only, moved out.
    ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Commenced, "2022-02-01");
        project.entry(second, ListKind::Signing, yi("9")).moved_out_on = Some(day("2022-02-27"));
    });
    ledger
}

#[test]
fn a_round_says_what_was_signed_and_started() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { round: Some("2022-1"), ..Drafting::of(&snapshot, "2022-02-28") }.draft("round");
    assert_eq!(draft.title, ["关于全省开发区2022年第一次", "“三个一批”活动情况的通报"]);
    assert_eq!(
        said(&draft, "overall"),
        "2022年2月26日，全省开发区2022年第一次“三个一批”活动在晋中开发区举行。本次“三个一批”活动，\
         全省开发区共签约项目6个、开工项目0个、投产项目0个，共6项次（项目6个），涉及新能源、新材料等产业。"
    );
    assert_eq!(
        said(&draft, "signing"),
        "总投资9亿元的6个项目集中签约，其中新入列6项次，总投资9亿元。截至2022年2月底，\
         “签约一批”项目共6个，投资额9亿元，其中开工5个，开工率83.33%（详见附件1）。"
    );
    assert_eq!(said(&draft, "commencement"), "暂无开工项目。");
    assert_eq!(
        said(&draft, "signing.standing"),
        "开工情况较好的是祁县开发区（100.00%），较慢的是晋中开发区（75.00%）。"
    );
    assert_eq!(
        said(&draft, "structure.industry"),
        "从所属行业看，新能源3项次，占50.0%，总投资4.5亿元；新材料3项次，占50.0%，总投资4.5亿元。"
    );
}

#[test]
fn the_annex_ranks_the_units_and_tells_how_they_moved() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { round: Some("2022-1"), ..Drafting::of(&snapshot, "2022-02-28") }.draft("round");
    assert_eq!(
        printed(&draft.annexes[0].tables[0]),
        [
            "祁县开发区|2|3.00|2|2|100.00|1|↑1",
            "晋中开发区|4|6.00|4|3|75.00|2|↓1",
            "平鲁开发区|0|0.00|0|0|—|—|",
            "合计|6|9.00|6|5|83.33||",
        ]
    );
}

#[test]
fn every_number_can_be_asked_again_and_opens_into_what_it_counts() {
    let snapshot = ledger().snapshot();
    let drafting = Drafting { round: Some("2022-1"), ..Drafting::of(&snapshot, "2022-02-28") };
    let draft = drafting.draft("round");
    let figures = draft.figures();
    assert!(figures.len() > 30, "{}", figures.len());
    let mut slots: Vec<&str> = figures.iter().map(|figure| figure.slot.as_str()).collect();
    slots.sort_unstable();
    let count = slots.len();
    slots.dedup();
    assert_eq!(slots.len(), count, "every number has a name of its own");
    let rate = figures.iter().find(|figure| figure.slot == "signing.startRate.r").unwrap();
    let figures::bulletin::Source::Asked(asked) = &rate.source else { panic!("{rate:?}") };
    let question = drafting.ask().question;
    let again = asked.again(Catalogue::builtin(), &question).unwrap().unwrap();
    assert_eq!(again.printed, "83.33%");
    assert_eq!(asked.members(Catalogue::builtin(), &question).unwrap().len(), 6);
}

/// One round just held: in three zones one entry of each list, nothing started, nothing produced, no output stated yet.
fn just_held() -> Ledger {
    use domain::ListKind;
    let mut ledger = Ledger::new();
    let round = ledger.round(2022, 1, "2022-02-26");
    for zone in [ZONE, SISTER, FAR_ZONE] {
        for list in [ListKind::Signing, ListKind::Production] {
            ledger.add(zone, |project| {
                project.entry(round, list, yi("1.5")).output_fen = Some(yi("3"));
            });
        }
    }
    ledger
}

#[test]
fn where_all_units_share_one_rank_nobody_is_named_first() {
    let snapshot = just_held().snapshot();
    let draft = Drafting::of(&snapshot, "2022-02-28").draft("round");
    let slots = draft.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.slot.as_str()),
        _ => None,
    });
    assert_eq!(
        slots.collect::<Vec<_>>(),
        ["basis", "overall", "signing", "commencement", "production", "structure.industry"]
    );
}

#[test]
fn where_no_entry_is_classed_no_industries_are_listed() {
    let snapshot = just_held().snapshot();
    let overall = said(&Drafting::of(&snapshot, "2022-02-28").draft("round"), "overall");
    assert!(overall.ends_with("共6项次（项目6个）。"), "{overall}");
}

#[test]
fn an_output_that_nobody_has_stated_is_unknown_and_not_zero() {
    let mut ledger = just_held();
    let before = Drafting::of(&ledger.snapshot(), "2022-02-28").draft("round");
    assert_eq!(
        said(&before, "production"),
        "总投资4.5亿元的3个项目集中投产，其中新入列3项次，总投资4.5亿元。截至2022年2月底，“投产一批”项目共3个，\
         预计年产值9亿元，实际—，达效率—（均未填报实际产值；详见附件3）。"
    );
    let table = &before.annexes[2].tables[0];
    assert_eq!(printed(table)[0], "晋中开发区|1|1.50|1|3.00|—|—|—|");
    let second = ledger.dossiers[1].id();
    ledger.change(second, |project| {
        project.output(2022, Some(1), yi("0.6"));
    });
    let after = Drafting::of(&ledger.snapshot(), "2022-02-28").draft("round");
    assert!(said(&after, "production").contains("预计年产值9亿元，实际0.6亿元，达效率6.67%（详见附件3）。"));
}

#[test]
fn a_round_is_held_by_its_holder_also_in_the_bulletin_of_one_zone_which_has_no_rank_of_its_own() {
    let snapshot = ledger().snapshot();
    let drafting = Drafting::of(&snapshot, "2022-02-28");
    let draft = Drafting { round: Some("2022-1"), org: Some(ZONE), ..drafting }.draft("round");
    assert!(said(&draft, "overall").starts_with("2022年2月26日，全省开发区2022年第一次"));
    let table = &draft.annexes[0].tables[0];
    assert_eq!(printed(table), ["晋中开发区|4|6.00|4|3|75.00"]);
    assert_eq!(table.columns.len(), 6);
}

#[test]
fn a_project_that_stood_on_an_earlier_list_and_is_not_marked_as_converted_is_told_where_it_counts_as_new() {
    let mut ledger = Ledger::new();
    let (first, second) = (ledger.round(2021, 4, "2021-10-12"), ledger.round(2022, 1, "2022-02-26"));
    for place in 0..3 {
        ledger.add(ZONE, |project| {
            if place > 0 {
                let before = project.entry(first, domain::ListKind::Signing, yi("1"));
                // Taken off before the second round was held, it stands nowhere.
                before.moved_out_on = (place == 2).then(|| day("2021-10-12"));
            }
            project.entry(second, domain::ListKind::Commencement, yi("1"));
        });
    }
    let snapshot = ledger.snapshot();
    let draft = Drafting { round: Some("2022-1"), ..Drafting::of(&snapshot, "2022-02-28") }.draft("round");
    let said = with_marks(&draft, "commencement");
    assert!(said.contains("其中新入列3项次[*]"), "{said}");
    let told = draft.notes.iter().filter(|note| note.text.contains("其中1项次未标注转化")).count();
    assert_eq!(told, 1, "{:?}", draft.notes);
}

/// Nothing is missing where nothing is counted.
#[test]
fn a_list_without_a_new_entry_says_nought_and_not_that_an_amount_is_missing() {
    let mut ledger = Ledger::new();
    let (first, second) = (ledger.round(2021, 4, "2021-10-12"), ledger.round(2022, 1, "2022-02-26"));
    ledger.add(ZONE, |project| {
        project.entry(first, domain::ListKind::Signing, yi("1"));
        let before = domain::facts::EntryId(project.dossier.entries[0].id);
        project.entry(second, domain::ListKind::Commencement, yi("1")).converted_from = Some(before);
    });
    let snapshot = ledger.snapshot();
    let draft = Drafting { round: Some("2022-1"), ..Drafting::of(&snapshot, "2022-02-28") }.draft("round");
    let told = said(&draft, "commencement");
    assert!(told.contains("其中新入列0项次，总投资0亿元"), "{told}");
}
