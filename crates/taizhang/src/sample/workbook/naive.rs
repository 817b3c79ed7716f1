//! The official figures computed a second time, straight from the rows and as simply as can be: loops over all rows,
//! no snapshot, no catalogue. What `figures` says of an imported workbook must be the same to the last fen.

#![allow(clippy::unwrap_used)]

use super::*;
use domain::ListKind;
use std::collections::{BTreeMap, HashSet};

/// A fen's worth of 万元.
const FEN_PER_WAN: i64 = 1_000_000;

/// Projects and their investment in fen.
type Sum = (i64, i64);

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

/// Projects whose event lies in each quarter.
fn by_quarter(
    rows: &[WorkbookRow],
    event: fn(&WorkbookRow) -> Option<Day>,
    until: Day,
) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for row in rows {
        if let Some(day) = event(row).filter(|day| *day <= until) {
            let sum = sums.entry(day.quarter_key()).or_default();
            sum.0 += 1;
            sum.1 += row.invest_wan * FEN_PER_WAN;
        }
    }
    sums
}

fn round_of(row: &WorkbookRow, list: ListKind) -> Option<RoundKey> {
    match list {
        ListKind::Signing => row.signing_round,
        ListKind::Commencement => row.start_round,
        ListKind::Production => row.production_round,
    }
}

/// Entries and their investment, by round and list.
fn round_entries(rows: &[WorkbookRow]) -> BTreeMap<(String, &'static str), Sum> {
    let mut sums: BTreeMap<(String, &'static str), Sum> = BTreeMap::new();
    for row in rows {
        for list in [ListKind::Signing, ListKind::Commencement, ListKind::Production] {
            if let Some(round) = round_of(row, list) {
                let sum = sums.entry((round.to_string(), list.code())).or_default();
                sum.0 += 1;
                sum.1 += row.invest_wan * FEN_PER_WAN;
            }
        }
    }
    sums
}

/// Of the entries of a list (of all rounds): how many have gone on by a day, and how many there are (R1, R2).
fn list_rate(
    rows: &[WorkbookRow],
    list: ListKind,
    next: fn(&WorkbookRow) -> Option<Day>,
    until: Day,
) -> (i64, i64) {
    let mut rate = (0, 0);
    for row in rows {
        if round_of(row, list).is_some() {
            rate.1 += 1;
            if next(row).is_some_and(|day| day <= until) {
                rate.0 += 1;
            }
        }
    }
    rate
}

/// Of the projects signed in a year: how many have gone on by a day, and how many there are (R5, R10).
fn cohort_rate(
    rows: &[WorkbookRow],
    year: i32,
    next: fn(&WorkbookRow) -> Option<Day>,
    until: Day,
) -> (i64, i64) {
    let mut rate = (0, 0);
    for row in rows {
        if row.signed_on.is_some_and(|day| day.year() == year && day <= until) {
            rate.1 += 1;
            if next(row).is_some_and(|day| day <= until) {
                rate.0 += 1;
            }
        }
    }
    rate
}

#[test]
fn rows_are_consistent_by_construction() {
    let rows = workbook(20_000, 1, today());
    assert_eq!(rows.len(), 20_000);
    assert_eq!(rows.iter().map(|row| &row.own_no).collect::<HashSet<_>>().len(), rows.len());
    assert_eq!(rows.iter().map(|row| &row.title).collect::<HashSet<_>>().len(), rows.len());
    for row in &rows {
        assert!(row.invest_wan > 0);
        assert!(row.started_on.is_none() || row.signed_on.is_some(), "{row:?}");
        assert!(row.produced_on.is_none_or(|day| day > row.started_on.unwrap() && day <= today()), "{row:?}");
        assert!(row.started_on.is_none_or(|day| day >= row.signed_on.unwrap() && day <= today()), "{row:?}");
        assert!(row.signing_round.is_none() || row.signed_on.is_some());
        assert!(row.start_round.is_none() || row.started_on.is_some());
        assert!(row.production_round.is_none() || row.produced_on.is_some());
    }
}

#[test]
fn the_same_seed_gives_the_same_rows_and_fewer_rows_are_their_beginning() {
    assert_eq!(workbook(500, 3, today())[..100], workbook(100, 3, today()));
    assert_ne!(workbook(100, 3, today()), workbook(100, 4, today()));
}

#[test]
fn the_cells_are_read_back_as_what_they_say() {
    for row in workbook(300, 5, today()) {
        let cells = row.cells();
        let at = |header: &str| cells[HEADERS.iter().position(|known| *known == header).unwrap()].as_str();
        assert_eq!(Day::parse_iso(at("签约日期")), row.signed_on);
        assert_eq!(RoundKey::parse(at("开工轮次")), row.start_round);
        assert_eq!(at("总投资(万元)").parse::<i64>().unwrap(), row.invest_wan);
        assert_eq!(domain::Stage::from_word(at("项目阶段")).is_some(), !row.stage.is_empty());
        let place = at("投资方所在省");
        assert!(domain::region::find_region(place).is_some(), "{place}");
    }
}

#[test]
fn the_figures_of_the_rows_add_up() {
    let rows = workbook(20_000, 1, today());
    let signed = by_quarter(&rows, |row| row.signed_on, today());
    let all: i64 = signed.values().map(|sum| sum.0).sum();
    assert_eq!(all, rows.iter().filter(|row| row.signed_on.is_some()).count() as i64);
    let started = by_quarter(&rows, |row| row.started_on, today());
    let produced = by_quarter(&rows, |row| row.produced_on, today());
    let fen = |sums: &BTreeMap<String, Sum>| sums.values().map(|sum| sum.1).sum::<i64>();
    assert!(fen(&signed) > fen(&started) && fen(&started) > fen(&produced));
    let entries = round_entries(&rows);
    let signing: i64 = entries.iter().filter(|((_, list), _)| *list == "signing").map(|(_, sum)| sum.0).sum();
    let (met, base) = list_rate(&rows, ListKind::Signing, |row| row.started_on, today());
    assert_eq!(signing, base);
    assert!(met * 100 > base * 40 && met < base, "{met} of {base}");
    let (met, base) = list_rate(&rows, ListKind::Commencement, |row| row.produced_on, today());
    assert!(met * 100 > base * 30 && met < base, "{met} of {base}");
    let (met, base) = cohort_rate(&rows, 2023, |row| row.produced_on, today());
    assert!(met > 0 && met < base, "{met} of {base}");
}
