//! Several rounds reported together: W1, F206, ranks and their changes.

use super::*;
use domain::{ListKind, Stage};
use figures::bulletin::Source;

/// Five rounds; over the first four 94 entries signed of which 82 started, 107 of the start list of which 67 producing, output
/// of 235.04亿 expected and 216.65亿 reached; beside them what must not count.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    let days = ["2020-02-28", "2020-06-06", "2020-08-08", "2021-01-01", "2021-07-16"];
    let keys = [(2020, 1), (2020, 2), (2020, 3), (2021, 1), (2021, 2)];
    let rounds: Vec<_> =
        keys.iter().zip(days).map(|((year, seq), on)| ledger.round(*year, *seq, on)).collect();
    for place in 0..94 {
        let zone = [ZONE, ZONE, SISTER][place % 3];
        ledger.add(zone, |project| {
            project.entry(rounds[place % 4], ListKind::Signing, yi("1"));
            match place {
                0..81 => project.event(Stage::Commenced, "2021-03-01"),
                // In the month of the bulletin, by which its zone comes first.
                81 => project.event(Stage::Commenced, "2021-07-10"),
                82 => project.claimed(Stage::Commenced, "2021-03-01"),
                83 => project.event(Stage::Commenced, "2021-08-15"),
                _ => project,
            };
        });
    }
    for place in 0..107 {
        ledger.add(ZONE, |project| {
            project.entry(rounds[place % 4], ListKind::Commencement, yi("1"));
            if place < 67 {
                project.event(Stage::Producing, "2021-03-01");
            }
        });
    }
    for (expected, actual) in [("200", "190.65"), ("35.04", "26")] {
        ledger.add(ZONE, |project| {
            project.entry(rounds[0], ListKind::Production, yi("9")).output_fen = Some(yi(expected));
            project.output(2020, None, yi(actual));
        });
    }
    // The fifth round, an entry moved out, a project given up after it had started.
    ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Commenced, "2021-07-16").entry(rounds[4], ListKind::Signing, yi("3"));
    });
    ledger.add(ZONE, |project| {
        project.entry(rounds[0], ListKind::Signing, yi("7")).moved_out_on = Some(day("2021-05-01"));
    });
    ledger
}

fn drafting(snapshot: &Snapshot) -> Drafting<'_> {
    Drafting { round: Some("2021-2"), ..Drafting::of(snapshot, "2021-07-31") }
}

#[test]
fn w1_stands_in_the_bulletin_over_the_four_rounds_before() {
    let snapshot = ledger().snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    assert_eq!(
        said(&draft, "signing"),
        "前四期“签约一批”项目共94个，投资额94亿元，其中开工82个，开工率87.23%。"
    );
    assert_eq!(
        said(&draft, "commencement"),
        "前四期“开工一批”项目共107个，投资额107亿元，其中投产67个，投产率62.62%。"
    );
    assert_eq!(
        said(&draft, "production"),
        "前四期“投产一批”项目共2个，预计年产值235.04亿元，实际216.65亿元，达效率92.18%。"
    );
}

#[test]
fn the_rounds_are_named_and_the_state_of_each_stage_adds_up() {
    let snapshot = ledger().snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    assert!(
        said(&draft, "overall").starts_with(
            "通报了全省开发区2020年三次及今年两次“三个一批”项目情况。截至2021年7月底，“三个一批”入列项目204项次"
        ),
        "{}",
        said(&draft, "overall")
    );
    let stages = said(&draft, "state.stage");
    assert!(!stages.contains("不一致"), "{stages}");
    assert!(stages.contains("commenced83项次，占40.7%，总投资85亿元"), "{stages}");
}

#[test]
fn a_zone_hears_its_rank_and_its_distance_to_the_whole() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { org: Some(SISTER), ..drafting(&snapshot) }.draft("follow-up");
    assert_eq!(
        said(&draft, "signing"),
        "前四期“签约一批”项目共31个，投资额31亿元，其中开工27个，开工率87.10%，低于全省平均水平0.14个百分点，排名全省第2位。"
    );
    assert_eq!(said(&draft, "commencement"), "以前各期“开工一批”暂无项目，投产率—。");
}

#[test]
fn later_facts_and_later_rounds_leave_the_bulletin_as_it_was() {
    let mut ledger = ledger();
    let before = drafting(&ledger.snapshot()).draft("follow-up");
    assert_eq!(before, drafting(&ledger.snapshot()).draft("follow-up"), "the same twice");
    let sixth = ledger.round(2021, 3, "2021-10-12");
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2021-09-01").entry(sixth, ListKind::Signing, yi("3"));
    });
    let first = ledger.dossiers[0].id();
    ledger.change(first, |project| {
        project.event(Stage::Terminated, "2021-09-01");
    });
    assert_eq!(drafting(&ledger.snapshot()).draft("follow-up"), before);
}

#[test]
fn the_annex_has_shared_headers_a_total_of_sums_and_ranks_of_each_rate() {
    let snapshot = ledger().snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    let table = &draft.annexes[0].tables[0];
    let groups: Vec<_> = table.columns.iter().filter_map(|column| column.group.as_deref()).collect();
    assert_eq!((groups.len(), groups[0], groups[14]), (15, "签约一批", "投产一批"));
    let rows = printed(table);
    assert_eq!(rows[0], "晋中开发区|63|55|87.30|1|↑1|107|67|62.62|1|—|235.04|216.65|92.18|1|—");
    assert_eq!(rows[1], "祁县开发区|31|27|87.10|2|↓1|0|0|—|—||0.00|—|—|—|");
    assert_eq!(rows.last().unwrap(), "合计|94|82|87.23|||107|67|62.62|||235.04|216.65|92.18||");
}

/// Output that nobody states is no output of nought: neither in text nor in the annex.
#[test]
fn an_output_that_nobody_states_is_a_dash_and_those_silent_are_told_by_number() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2021, 1, "2021-01-01");
    ledger.round(2021, 2, "2021-06-01");
    for zone in [ZONE, ZONE, SISTER] {
        ledger.add(zone, |project| {
            project.entry(round, ListKind::Production, yi("9")).output_fen = Some(yi("10"));
        });
    }
    ledger.add(FAR_ZONE, |project| {
        project.entry(round, ListKind::Production, yi("9"));
    });
    let drafting = |snapshot| Drafting { round: Some("2021-2"), ..Drafting::of(snapshot, "2021-07-31") };
    let snapshot = ledger.snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    assert_eq!(
        said(&draft, "production"),
        "前一期“投产一批”项目共4个，预计年产值30亿元，实际—，达效率—（均未填报实际产值；其中1项未填预计年产值，两边都未计入）。"
    );
    let outputs = |draft: &Draft| -> Vec<String> {
        draft.annexes[0].tables[0]
            .rows
            .iter()
            .map(|row| {
                row.cells[11..14].iter().map(|cell| cell.printed.clone()).collect::<Vec<_>>().join("|")
            })
            .collect()
    };
    assert!(outputs(&draft).iter().all(|output| output.ends_with("|—|—")), "{:?}", outputs(&draft));
    let first = ledger.dossiers[0].id();
    ledger.change(first, |project| {
        project.output(2021, Some(6), yi("4"));
    });
    let snapshot = ledger.snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    let note = draft.notes.iter().find(|note| note.of == "benefitRate").unwrap();
    assert!(
        note.text.ends_with("其中1项未填预计年产值，未计入金额。其中2项未填报实际产值，分子未计入其数额。"),
        "{}",
        note.text
    );
    assert!(outputs(&draft).contains(&"20.00|4.00|20.00".to_owned()), "{:?}", outputs(&draft));
    let below = &draft.annexes[0].tables[0].below;
    assert!(below.iter().any(|line| line.contains("其中2项未填报实际产值")), "{below:?}");
}

#[test]
fn rounds_of_a_year_and_the_first_of_the_next_are_told_in_the_known_words() {
    let mut ledger = Ledger::new();
    let days = ["2021-01-01", "2021-04-20", "2021-07-16", "2021-10-12"];
    (1..).zip(days).for_each(|(seq, on)| {
        ledger.round(2021, seq, on);
    });
    let latest = ledger.round(2022, 1, "2022-02-26");
    ledger.add(ZONE, |project| {
        project.entry(latest, ListKind::Signing, yi("1"));
    });
    let snapshot = ledger.snapshot();
    let overall = said(&Drafting::of(&snapshot, "2022-02-28").draft("follow-up"), "overall");
    assert!(overall.starts_with("通报了全省开发区2021年四次及今年第一次“三个一批”项目情况。"), "{overall}");
}

#[test]
fn a_wide_tie_is_told_by_number() {
    let mut ledger = Ledger::new();
    let rounds = [ledger.round(2021, 1, "2021-01-01"), ledger.round(2021, 2, "2021-06-01")];
    let zones: Vec<_> = (0..9).map(|number| ledger.zone(&format!("第{number}开发区"))).collect();
    for zone in zones {
        ledger.add(zone, |project| {
            project.event(Stage::Commenced, "2021-02-01").entry(rounds[0], ListKind::Signing, yi("1"));
        });
    }
    ledger.add(ZONE, |project| {
        project.entry(rounds[0], ListKind::Signing, yi("1"));
    });
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, "2021-06-30").draft("follow-up");
    assert_eq!(
        said(&draft, "signing.standing"),
        "开工率居前的是并列第1位的9个单位（100.00%），居后的是晋中开发区（0.00%）。"
    );
}

/// A printed number of an old bulletin that was wrong is kept as it stood; the draft's own number, asked again, shows by how
/// much it differs (W4: 580 of 678 was printed as 85.6 %).
#[test]
fn a_recorded_misprint_is_shown_as_a_difference_and_never_repaired() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2020, 1, "2020-05-18");
    for place in 0..678 {
        ledger.add(ZONE, |project| {
            project.entry(round, ListKind::Signing, yi("1"));
            if place < 580 {
                project.event(Stage::Commenced, "2020-06-01");
            }
        });
    }
    let snapshot = ledger.snapshot();
    let drafting = Drafting { round: Some("2020-1"), ..Drafting::of(&snapshot, "2020-06-30") };
    let figures = drafting.draft("round").figures();
    let rate = figures.into_iter().find(|figure| figure.slot == "signing.startRate.r").unwrap();
    assert_eq!(rate.printed, "85.55");
    let recorded = figures::bulletin::FigureSpan { printed: "85.6".to_owned(), ..rate };
    let Source::Asked(asked) = &recorded.source else { panic!("{recorded:?}") };
    let now = asked.again(Catalogue::builtin(), &drafting.ask().question).unwrap().unwrap();
    assert_eq!((recorded.printed.as_str(), now.printed.as_str()), ("85.6", "85.55%"));
}

#[test]
fn of_two_units_one_is_told_as_the_first_and_one_as_the_last() {
    let snapshot = ledger().snapshot();
    let draft = drafting(&snapshot).draft("follow-up");
    assert_eq!(
        said(&draft, "signing.standing"),
        "开工率居前的是晋中开发区（87.30%），居后的是祁县开发区（87.10%）。"
    );
}

#[test]
fn entries_are_said_to_be_entries_in_english_too() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { lang: Lang::En, ..drafting(&snapshot) }.draft("follow-up");
    let stages = said(&draft, "state.stage");
    assert!(stages.contains(": 83 entries, 40.7 %, total investment "), "{stages}");
}

/// Seven zones of which each has so many of six entries started.
fn seven_zones(started: [usize; 7]) -> Ledger {
    let mut ledger = Ledger::new();
    let rounds = [ledger.round(2021, 1, "2021-01-01"), ledger.round(2021, 2, "2021-06-01")];
    for (number, started) in started.into_iter().enumerate() {
        let zone = ledger.zone(&format!("第{number}开发区"));
        for place in 0..6 {
            ledger.add(zone, |project| {
                project.entry(rounds[0], ListKind::Signing, yi("1"));
                if place < started {
                    project.event(Stage::Commenced, "2021-02-01");
                }
            });
        }
    }
    ledger
}

#[rstest::rstest]
#[case::three_on_each_side(
    [6, 5, 4, 3, 2, 1, 0],
    "开工率居前的是第0开发区（100.00%）、第1开发区（83.33%）、第2开发区（66.67%），\
     居后的是第4开发区（33.33%）、第5开发区（16.67%）、第6开发区（0.00%）。"
)]
#[case::those_between_share_a_rank([6, 3, 3, 3, 3, 3, 0], "开工率居前的是第0开发区（100.00%），居后的是第6开发区（0.00%）。")]
#[case::many_share_the_last(
    [6, 5, 0, 0, 0, 0, 0],
    "开工率居前的是第0开发区（100.00%）、第1开发区（83.33%），居后的是第2开发区（0.00%）、第3开发区（0.00%）、\
     第4开发区（0.00%）、第5开发区（0.00%）、第6开发区（0.00%），并列的一并列出。"
)]
fn no_unit_is_told_on_both_sides(#[case] started: [usize; 7], #[case] words: &str) {
    let snapshot = seven_zones(started).snapshot();
    let draft = Drafting::of(&snapshot, "2021-06-30").draft("follow-up");
    assert_eq!(said(&draft, "signing.standing"), words);
}

#[test]
fn a_bulletin_of_a_city_says_nothing_by_city() {
    let snapshot = ledger().snapshot();
    let slots = |draft: &Draft| draft.annexes.iter().map(|annex| annex.slot.clone()).collect::<Vec<_>>();
    let whole = drafting(&snapshot).draft("follow-up");
    let city = Drafting { org: Some(CITY), ..drafting(&snapshot) }.draft("follow-up");
    assert!(slots(&whole).contains(&"cities".to_owned()), "{:?}", slots(&whole));
    assert!(!slots(&city).contains(&"cities".to_owned()) && !city.annexes.is_empty(), "{:?}", slots(&city));
}
