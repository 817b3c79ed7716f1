//! Acceptance, class B: figures of rounds and lists.

use crate::fixture::*;
use domain::facts::{EntryId, RoundId};
use domain::{ListKind, Stage};
use figures::{Catalogue, Dim, Lang, Snapshot, round_held, round_industries, rounds_reported};
use rstest::rstest;

/// The zone's year 2021: four rounds, 29, 37 and 41 entries; and everything that must not count.
fn year_2021() -> (Ledger, Vec<RoundId>) {
    let mut ledger = Ledger::new();
    let days = ["2021-01-01", "2021-04-20", "2021-07-16", "2021-10-12"];
    let rounds: Vec<RoundId> =
        (1..).zip(days).map(|(seq, held_on)| ledger.round(2021, seq, held_on)).collect();
    let lists = [
        (ListKind::Signing, 29, "177.26"),
        (ListKind::Commencement, 37, "123.47"),
        (ListKind::Production, 41, "52.86"),
    ];
    for (list, count, total) in lists {
        for (place, amount) in shares(yi(total), count).into_iter().enumerate() {
            ledger.add(ZONE, |project| {
                project.entry(rounds[place % 4], list, amount);
            });
        }
    }
    decoys(&mut ledger, &rounds);
    (ledger, rounds)
}

fn decoys(ledger: &mut Ledger, rounds: &[RoundId]) {
    let earlier = ledger.round(2020, 3, "2020-08-08");
    let later = ledger.round(2022, 1, "2022-02-26");
    for round in [earlier, later] {
        ledger.add(ZONE, |project| {
            project.entry(round, ListKind::Signing, yi("9"));
        });
    }
    for zone in [SISTER, FAR_ZONE] {
        ledger.add(zone, |project| {
            project.entry(rounds[0], ListKind::Signing, yi("5"));
        });
    }
    ledger.add(ZONE, |project| {
        project.entry(rounds[0], ListKind::Signing, yi("7")).moved_out_on = Some(day("2021-11-30"));
    });
    ledger.add(ZONE, |project| {
        project.entry(rounds[3], ListKind::Commencement, yi("7")).moved_in_on = Some(day("2022-03-01"));
    });
    // Signed and started, but on no list.
    ledger.add(ZONE, |project| {
        project.invest(yi("8")).event(Stage::Signed, "2021-05-01").event(Stage::Commenced, "2021-06-01");
    });
}

fn asked<'a>(snapshot: &'a Snapshot, list: &str) -> Asked<'a> {
    Asked::of(snapshot, &format!("zone:晋中开发区 round:2021 list:{list}"), "2021-12-31")
}

#[test]
fn f101_the_zone_took_part_in_four_rounds_of_the_year() {
    let (ledger, _) = year_2021();
    let snapshot = ledger.snapshot();
    let figure = Asked::of(&snapshot, "zone:晋中开发区 round:2021", "2021-12-31").figure("roundsHeld");
    assert_eq!(figure.sentence(Lang::Zh), "先后开展“三个一批”活动4次");
}

#[rstest]
#[case("signing", "29", "总投资177.26亿元的29个项目集中签约")]
#[case("commencement", "37", "总投资123.47亿元的37个项目集中开工")]
#[case("production", "41", "总投资52.86亿元的41个项目集中投产")]
fn f102_to_f107_each_list_of_the_year_has_its_entries_and_its_sum(
    #[case] list: &str,
    #[case] printed: &str,
    #[case] sentence: &str,
) {
    let (ledger, _) = year_2021();
    let snapshot = ledger.snapshot();
    let figures = asked(&snapshot, list).by(&[Dim::List]).figures("roundEntries");
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].printed, printed);
    assert_eq!(figures[0].sentence(Lang::Zh), sentence);
    assert_eq!(figures[0].group.key(Dim::List), Some(list));
}

#[test]
fn the_same_question_gives_the_same_text_after_later_changes() {
    let (mut ledger, rounds) = year_2021();
    let before = asked(&ledger.snapshot(), "signing").figure("roundEntries");
    let id = ledger.dossiers[0].id();
    ledger.change(id, |project| {
        project.invest(yi("999")).event(Stage::Terminated, "2022-05-01");
        project.dossier.entries[0].body.moved_out_on = Some(day("2022-05-01"));
    });
    ledger.add(ZONE, |project| {
        project.entry(rounds[0], ListKind::Signing, yi("3")).moved_in_on = Some(day("2022-01-05"));
    });
    let snapshot = ledger.snapshot();
    assert_eq!(
        asked(&snapshot, "signing").figure("roundEntries").sentence(Lang::Zh),
        before.sentence(Lang::Zh)
    );
    let now =
        Asked::of(&snapshot, "zone:晋中开发区 round:2021 list:signing", "2022-12-31").figure("roundEntries");
    assert_eq!(now.printed, "29", "one left, one came");
}

#[test]
fn f108_the_round_names_its_number_in_the_year_and_its_main_venue() {
    let (ledger, rounds) = year_2021();
    let round = &ledger.dimensions.rounds[&rounds[2].0];
    let sentence = round_held(Catalogue::builtin(), round, "全省开发区", Lang::Zh);
    assert_eq!(sentence, "全省开发区2021年第三次“三个一批”活动在晋中开发区举行");
}

/// The first round of 2022 in the province: 347, 323 and 315 entries over the zones, in eleven industries.
fn province_2022() -> Ledger {
    let mut ledger = Ledger::new();
    let names = [
        "现代煤化工",
        "装备制造",
        "新能源",
        "新材料",
        "节能环保",
        "大数据",
        "电子信息",
        "医药健康",
        "现代服务业",
        "现代农业",
        "文化旅游",
        "航空航天",
    ];
    let classes = ledger.taxonomy("shanxi", &names);
    let round = ledger.round(2022, 1, "2022-02-26");
    let earlier: Vec<RoundId> =
        (1..=4).map(|seq| ledger.round(2021, seq, &format!("2021-0{}-15", 2 * seq))).collect();
    ledger.dimensions.rounds.get_mut(&round.0).unwrap().body.branch_venues = Some("朔州市\n晋中市".into());
    let zones = [ZONE, SISTER, FAR_ZONE];
    for (list, count) in
        [(ListKind::Signing, 347), (ListKind::Commencement, 323), (ListKind::Production, 315)]
    {
        for place in 0..count {
            ledger.add(zones[place % 3], |project| {
                // The twelfth class is one in which nothing of this round lies; one entry has no class.
                if place > 0 {
                    project.class(classes[place % 11]);
                }
                project.entry(round, list, yi("1"));
            });
        }
    }
    ledger.add(FAR_ZONE, |project| {
        project
            .class(classes[11])
            .event(Stage::Commenced, "2021-12-01")
            .claimed(Stage::Producing, "2021-12-20");
        project.entry(earlier[1], ListKind::Signing, yi("2"));
    });
    ledger
}

#[test]
fn f201_the_round_was_held_across_the_province() {
    let ledger = province_2022();
    let round = ledger.dimensions.rounds.values().find(|round| round.year == 2022).unwrap();
    let sentence = round_held(Catalogue::builtin(), round, "全省开发区", Lang::Zh);
    assert_eq!(sentence, "全省开发区2022年第一次“三个一批”活动在全省各地同步举行");
    assert_eq!(
        round_held(Catalogue::builtin(), round, "the province’s zones", Lang::En),
        "Round 1 of 2022 of the province’s zones was held across the province at the same time"
    );
}

#[rstest]
#[case("signing", 347)]
#[case("commencement", 323)]
#[case("production", 315)]
fn f202_to_f204_the_round_adds_up_over_the_zones(#[case] list: &str, #[case] entries: i64) {
    let snapshot = province_2022().snapshot();
    let asked = Asked::of(&snapshot, &format!("round:2022-1 list:{list}"), "2022-02-28");
    let figure = asked.figure("roundEntries");
    assert_eq!(figure.entries, Some(entries));
    let zones = Asked::of(&snapshot, &format!("round:2022-1 list:{list}"), "2022-02-28").by(&[Dim::Zone]);
    let of_zones: i64 = zones.figures("roundEntries").iter().map(|figure| figure.entries.unwrap()).sum();
    assert_eq!(Some(of_zones), figure.entries);
}

#[test]
fn f205_the_industries_are_listed_in_the_taxonomys_order() {
    let snapshot = province_2022().snapshot();
    let asked = Asked::of(&snapshot, "round:2022-1", "2022-02-28");
    let (keys, sentence) = round_industries(Catalogue::builtin(), &asked.question(), Lang::Zh).unwrap();
    assert_eq!(keys.len(), 11);
    assert_eq!(
        sentence,
        "涉及现代煤化工、装备制造、新能源、新材料、节能环保、大数据、电子信息、医药健康、现代服务业、现代农业、文化旅游等产业"
    );
}

#[test]
fn f206_the_state_of_five_rounds_is_given_by_zone() {
    let ledger = province_2022();
    let snapshot = ledger.snapshot();
    let asked =
        Asked::of(&snapshot, "round:2021,2022-1", "2022-02-28").by(&[Dim::Round, Dim::Stage, Dim::Zone]);
    let figures = asked.figures("roundEntries");
    assert_eq!(figures.iter().map(|figure| figure.entries.unwrap()).sum::<i64>(), 347 + 323 + 315 + 1);
    let older = &figures[0];
    assert_eq!(older.group.to_string(), "2021-2 · commenced · 平鲁开发区", "a claim is no state");
    let rounds: Vec<_> = ledger.dimensions.rounds.values().map(|round| &round.body).collect();
    assert_eq!(
        rounds_reported(Catalogue::builtin(), &rounds, 2022, "全省开发区", Lang::Zh),
        "通报了全省开发区2021年四次及今年第一次“三个一批”项目情况"
    );
    assert_eq!(
        rounds_reported(Catalogue::builtin(), &rounds, 2022, "the province’s zones", Lang::En),
        "Reported of the province’s zones: the projects of the 4 rounds of 2021 and of round 1 of this year"
    );
}

#[test]
fn rounds_are_reported_year_by_year_and_the_year_asked_is_this_year() {
    let told = |rounds: &[(i64, i64)], lang| {
        let mut ledger = Ledger::new();
        for (year, seq) in rounds {
            ledger.round(*year, *seq, &format!("{year}-0{seq}-01"));
        }
        let rounds: Vec<_> = ledger.dimensions.rounds.values().map(|round| &round.body).collect();
        rounds_reported(Catalogue::builtin(), &rounds, 2026, "全省开发区", lang)
    };
    for (rounds, said) in [
        (&[(2025, 3), (2025, 4), (2026, 1), (2026, 2), (2026, 3)][..], "2025年两次及今年三次"),
        (&[(2024, 4), (2025, 1), (2025, 2), (2026, 3)][..], "2024年第四次、2025年两次及今年第三次"),
        (&[(2026, 1), (2026, 2)][..], "今年两次"),
        (&[(2026, 2)][..], "今年第二次"),
        (&[(2025, 1), (2025, 2), (2025, 3)][..], "2025年三次"),
        (&[(2025, 4)][..], "2025年第四次"),
    ] {
        assert_eq!(told(rounds, Lang::Zh), format!("通报了全省开发区{said}“三个一批”项目情况"));
    }
    assert_eq!(
        told(&[(2024, 4), (2025, 3), (2025, 4), (2026, 1), (2026, 2)], Lang::En),
        "Reported of 全省开发区: the projects of round 4 of 2024, of the 2 rounds of 2025 and of the 2 rounds of this year"
    );
}

/// W1: the first four rounds, 94 signed-list entries of which 82 started, 107 start-list of which 67 producing.
#[test]
fn w1_the_rates_over_the_first_four_rounds_come_out_to_two_decimals() {
    let mut ledger = Ledger::new();
    let rounds: Vec<RoundId> =
        (1..=4).map(|seq| ledger.round(2020, seq, &format!("2020-0{seq}-01"))).collect();
    for place in 0..94 {
        ledger.add(ZONE, |project| {
            project.entry(rounds[place % 4], ListKind::Signing, yi("1"));
            match place {
                0..81 => project.event(Stage::Commenced, "2021-03-01"),
                // Producing without a date of its start: it has started all the same.
                81 => project.event(Stage::Producing, "2021-05-01"),
                82 => project.event(Stage::Commenced, "2021-08-01"),
                83 => project.claimed(Stage::Commenced, "2021-03-01"),
                84 => project.event(Stage::Commenced, "2021-03-01").event(Stage::Terminated, "2021-04-01"),
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
    let fifth = ledger.round(2021, 1, "2021-01-01");
    ledger.add(ZONE, |project| {
        project.event(Stage::Commenced, "2021-02-01").entry(fifth, ListKind::Signing, yi("1"));
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "round:2020", "2021-06-30");
    let started = asked.figure("listStartRate");
    assert_eq!((started.numerator, started.denominator), (Some(82), Some(94)));
    assert_eq!(started.printed, "87.23%");
    assert_eq!(started.sentence(Lang::Zh), "“签约一批”项目共94个，投资额94亿元，其中开工82个，开工率87.23%");
    let produced = asked.figure("listProductionRate");
    assert_eq!((produced.numerator, produced.denominator), (Some(67), Some(107)));
    assert_eq!(produced.printed, "62.62%");
}

#[test]
fn a_rate_over_nothing_prints_a_dash_and_has_no_value() {
    let snapshot = Ledger::new().snapshot();
    let figure = Asked::of(&snapshot, "", "2021-06-30").figure("listStartRate");
    assert_eq!((figure.printed.as_str(), figure.value), ("—", None));
}

#[test]
fn conversions_are_counted_with_and_without() {
    let mut ledger = Ledger::new();
    let (first, second) = (ledger.round(2021, 1, "2021-01-01"), ledger.round(2021, 2, "2021-06-01"));
    for _ in 0..3 {
        ledger.add(ZONE, |project| {
            project.entry(first, ListKind::Commencement, yi("2"));
            let earlier = EntryId(project.dossier.entries[0].id);
            project.entry(second, ListKind::Production, yi("2")).converted_from = Some(earlier);
        });
    }
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let all = asked.figure("roundEntries");
    assert_eq!((all.entries, all.projects), (Some(6), Some(3)));
    assert_eq!(all.sentence(Lang::Zh), "“三个一批”入列项目6项次（项目3个），按项次计投资额12亿元");
    assert_eq!(asked.figure("newRoundEntries").entries, Some(3));
}

#[test]
fn signings_by_round_go_by_the_first_signing_list_and_none_stays_its_own_group() {
    let mut ledger = Ledger::new();
    let rounds: Vec<RoundId> = (1..)
        .zip(["2021-01-01", "2021-04-20"])
        .map(|(seq, held_on)| ledger.round(2021, seq, held_on))
        .collect();
    ledger.add(ZONE, |project| {
        project.invest(yi("1")).event(Stage::Signed, "2021-03-01");
        project.entry(rounds[1], ListKind::Signing, yi("1"));
        project.entry(rounds[0], ListKind::Commencement, yi("1"));
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("2")).event(Stage::Signed, "2021-03-01");
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Round]);
    let groups: Vec<_> =
        asked.figures("signed").iter().map(|figure| (figure.group.to_string(), figure.projects)).collect();
    assert_eq!(groups, [("2021-2".to_owned(), Some(1)), ("none".to_owned(), Some(1))]);
}

#[test]
fn a_ledger_of_many_blocks_is_counted_as_one() {
    let mut ledger = Ledger::new();
    let rounds = [ledger.round(2021, 1, "2021-01-01"), ledger.round(2021, 2, "2021-04-20")];
    for place in 0..9_000 {
        let zone = if place % 3 == 0 { ZONE } else { FAR_ZONE };
        ledger.add(zone, |project| {
            // The second round is met in the last blocks alone.
            let round = rounds[usize::from(place >= 8_500)];
            project.invest(yi("1")).event(Stage::Signed, "2021-01-01");
            project.entry(round, ListKind::Signing, yi("2"));
        });
    }
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let by_zone = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Zone]).figures("signed");
    let counted: Vec<_> = by_zone.iter().map(|figure| (figure.projects, figure.amount_fen)).collect();
    let yuan = |projects: i64| Some(yi("1").fen() * projects);
    assert_eq!(counted, [(Some(3_000), yuan(3_000)), (Some(6_000), yuan(6_000))]);
    assert_eq!(asked.figure("signed").projects, Some(9_000));
    assert_eq!(asked.figure("roundEntries").amount_fen, yuan(18_000));
    assert_eq!(asked.figure("roundsHeld").printed, "2");
    let held = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Zone]).figures("roundsHeld");
    assert_eq!(held.iter().map(|figure| figure.printed.as_str()).collect::<Vec<_>>(), ["2", "2"]);
    let rates = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Round]).figures("listStartRate");
    assert_eq!(rates.iter().map(|figure| figure.denominator).collect::<Vec<_>>(), [Some(8_500), Some(500)]);
}
