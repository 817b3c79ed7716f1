//! The engine against a naive calculation over whole dossiers, written apart from it.

use crate::fixture::*;
use crate::generated::*;
use domain::facts::{Dossier, Entry, Kept, StageEvent};
use domain::{ContractKind, Day, ListKind, MilestoneCode, Money, Recognition, Stage, stage_on};
use figures::Dim;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Groups = BTreeMap<String, (i64, i64)>;

fn add(groups: &mut Groups, key: String, fen: Option<i64>) {
    let sums = groups.entry(key).or_default();
    sums.0 += 1;
    sums.1 += fen.unwrap_or(0);
}

fn naive_stage(dossier: &Dossier, on: Day) -> Option<Stage> {
    stage_on(dossier.events.iter().map(|event| &event.body), on)
}

fn recognised(dossier: &Dossier, stage: Stage, on: Day) -> Vec<Option<Day>> {
    let mut days = Vec::new();
    for event in &dossier.events {
        let from = event.day.unwrap_or(event.recorded_on);
        if event.stage == stage && event.recognition == Recognition::Recognized && from <= on {
            days.push(event.day);
        }
    }
    days
}

fn first_day(dossier: &Dossier, stage: Stage, on: Day) -> Option<Day> {
    recognised(dossier, stage, on).into_iter().flatten().min()
}

fn given_up(dossier: &Dossier, on: Day) -> bool {
    matches!(naive_stage(dossier, on), Some(Stage::Terminated | Stage::Withdrawn))
}

fn has_reached(dossier: &Dossier, wanted: Stage, on: Day) -> bool {
    present_life(dossier, on).iter().any(|event| event.stage >= wanted)
}

/// The events of the life that a project lives on a day.
fn present_life(dossier: &Dossier, on: Day) -> Vec<&StageEvent> {
    let events: Vec<_> = dossier.events.iter().filter(|event| event.counts_on(on)).collect();
    let ends = events.iter().filter(|event| event.stage.is_final_exit()).map(|event| event.effective_on());
    let end = ends.max().unwrap_or(Day::MIN);
    let first = |event: &StageEvent| match (event.day, event.precision) {
        (Some(day), Some(precision)) => precision.first_day(day),
        (day, _) => day.unwrap_or(event.recorded_on),
    };
    let life: Vec<&StageEvent> =
        events.iter().filter(|event| !event.stage.is_exit()).map(|event| &event.body).collect();
    let anew: Vec<&StageEvent> = life.iter().filter(|event| first(event) > end).copied().collect();
    if anew.is_empty() { life } else { anew }
}

/// 新签, 往年结转 or neither.
fn naive_signing(dossier: &Dossier, on: Day) -> &'static str {
    let life = present_life(dossier, on);
    let signed = life.iter().filter(|it| it.stage == Stage::Signed).map(|it| it.effective_on()).min();
    let is_before = |day: Day| day.year() < on.year();
    let started = life.iter().any(|it| it.stage >= Stage::Commenced && is_before(it.effective_on()));
    match signed {
        None => "none",
        Some(day) if !is_before(day) => "thisYear",
        Some(_) if started || given_up(dossier, on.first_of_year().add_days(-1)) => "none",
        Some(_) => "earlier",
    }
}

fn key(ledger: &Ledger, dossier: &Dossier, dim: Dim, size_fen: Option<i64>) -> String {
    match dim {
        Dim::Zone => ledger.dimensions.orgs[&dossier.project.zone.0].name.clone(),
        Dim::City => if dossier.project.zone == FAR_ZONE { "朔州市" } else { "晋中市" }.into(),
        Dim::Park => dossier.project.park.map_or("none", |_| "汇通园区").into(),
        Dim::Industry => {
            let first = ledger.dimensions.taxonomies.values().next().unwrap().id;
            let class = dossier.taxons.iter().map(|link| &ledger.dimensions.taxons[&link.taxon.0]);
            class
                .filter(|class| class.taxonomy.0 == first)
                .map(|class| class.name.clone())
                .next()
                .unwrap_or("未分类".into())
        }
        Dim::Origin => {
            let investor =
                dossier.investors.first().map(|link| &ledger.dimensions.investors[&link.investor.0]);
            match investor.map(|investor| investor.name.as_str()) {
                None => "unknown",
                Some("省外") => "otherProvince",
                Some("境外") => "overseas",
                Some("本省") => "sameProvince",
                Some(_) => "otherCity",
            }
            .into()
        }
        Dim::Size => match size_fen.map(|fen| fen / 10_000_000_000) {
            None => "unknown",
            Some(0) => "lt1",
            Some(1..5) => "1to5",
            Some(5..10) => "5to10",
            Some(_) => "ge10",
        }
        .into(),
        other => panic!("{} is not computed here", other.name()),
    }
}

fn stands(ledger: &Ledger, entry: &Kept<Entry>, on: Day) -> bool {
    ledger.dimensions.rounds[&entry.round.0].day <= on
        && entry.moved_in_on.is_none_or(|moved| moved <= on)
        && entry.moved_out_on.is_none_or(|moved| moved > on)
}

fn engine(asked: &Asked<'_>, name: &str) -> Groups {
    let mut groups = Groups::new();
    for figure in asked.figures(name) {
        let count = figure.entries.or(figure.projects).unwrap();
        groups.insert(figure.group.to_string(), (count, figure.amount_fen.unwrap()));
    }
    groups
}

fn ledger_of(sketches: &[Sketch]) -> Ledger {
    let mut world = world();
    for sketch in sketches {
        world.add(sketch);
    }
    world.ledger
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn signings_by_quarter_and_by_every_other_dimension(sketches in sketches(), on in 0..1_200i32) {
        let ledger = ledger_of(&sketches);
        let (snapshot, on) = (ledger.snapshot(), day_at(on));
        let signed: Vec<&Dossier> = ledger.dossiers.iter().filter(|dossier| {
            let formal = dossier.project.contract_kind != Some(ContractKind::Framework);
            formal && !recognised(dossier, Stage::Signed, on).is_empty()
        }).collect();
        for dim in [Dim::Zone, Dim::City, Dim::Park, Dim::Industry, Dim::Origin, Dim::Size, Dim::Quarter] {
            let mut expected = Groups::new();
            for dossier in &signed {
                let fen = dossier.project.invest_fen.map(Money::fen);
                let quarter = || first_day(dossier, Stage::Signed, on).map_or("undated".into(), Day::quarter_key);
                let key = if dim == Dim::Quarter { quarter() } else { key(&ledger, dossier, dim, fen) };
                add(&mut expected, key, fen);
            }
            prop_assert_eq!(engine(&Asked::of(&snapshot, "", &on.to_string()).by(&[dim]), "signed"), expected);
        }
    }

    #[test]
    fn contracts_of_the_year_and_of_earlier_ones(sketches in sketches(), on in 0..1_200i32) {
        let ledger = ledger_of(&sketches);
        let (snapshot, on) = (ledger.snapshot(), day_at(on));
        let mut expected = Groups::new();
        for dossier in &ledger.dossiers {
            let formal = dossier.project.contract_kind != Some(ContractKind::Framework);
            if formal && !recognised(dossier, Stage::Signed, on).is_empty() {
                let fen = dossier.project.invest_fen.map(Money::fen);
                add(&mut expected, naive_signing(dossier, on).into(), fen);
            }
        }
        let day = on.to_string();
        let by = |dim| engine(&Asked::of(&snapshot, "", &day).by(&[dim]), "signed");
        prop_assert_eq!(&by(Dim::SigningClass), &expected);
        // A class is the same by filter as by dimension.
        for dim in [Dim::SigningClass, Dim::YearClass] {
            for (class, sums) in by(dim) {
                let found = Asked::of(&snapshot, &format!("{}:{class}", dim.name()), &day).figure("signed");
                prop_assert_eq!((found.projects, found.amount_fen), (Some(sums.0), Some(sums.1)), "{} {}", dim.name(), class);
            }
        }
    }

    #[test]
    fn entries_by_round_and_by_every_other_dimension(sketches in sketches(), on in 0..1_200i32) {
        let ledger = ledger_of(&sketches);
        let (snapshot, on) = (ledger.snapshot(), day_at(on));
        for dim in [Dim::Round, Dim::List, Dim::Zone, Dim::Industry, Dim::Origin, Dim::Size] {
            let mut expected = Groups::new();
            for dossier in &ledger.dossiers {
                for entry in dossier.entries.iter().filter(|entry| stands(&ledger, entry, on)) {
                    let fen = entry.amount_fen.map(Money::fen);
                    let round = &ledger.dimensions.rounds[&entry.round.0];
                    let key = match dim {
                        Dim::Round => format!("{}-{}", round.year, round.seq_in_year),
                        Dim::List => entry.list.code().to_owned(),
                        _ => key(&ledger, dossier, dim, fen),
                    };
                    add(&mut expected, key, fen);
                }
            }
            let asked = Asked::of(&snapshot, "", &on.to_string()).by(&[dim]);
            prop_assert_eq!(engine(&asked, "roundEntries"), expected);
        }
    }

    #[test]
    fn stages_overdue_starts_and_list_rates(sketches in sketches(), on in 0..1_200i32) {
        let ledger = ledger_of(&sketches);
        let (snapshot, on) = (ledger.snapshot(), day_at(on));
        let asked = Asked::of(&snapshot, "", &on.to_string());
        let (mut stages, mut overdue, mut listed, mut started) = (Groups::new(), 0, 0, 0);
        for dossier in &ledger.dossiers {
            let stage = naive_stage(dossier, on).map_or("none", Stage::code);
            add(&mut stages, stage.to_owned(), dossier.project.invest_fen.map(Money::fen));
            let promises: Vec<_> = dossier.forecasts.iter().filter(|it| it.code == MilestoneCode::Commencement).collect();
            let said = promises.iter().rev().find(|promise| promise.said_on <= on).or(promises.first());
            let is_late = said.is_some_and(|promise| promise.day < on);
            overdue += i64::from(is_late && !has_reached(dossier, Stage::Commenced, on) && !given_up(dossier, on));
            let of_list = dossier.entries.iter().filter(|it| it.list == ListKind::Signing && stands(&ledger, it, on));
            let count = of_list.count() as i64;
            listed += count;
            started += if has_reached(dossier, Stage::Commenced, on) && !given_up(dossier, on) { count } else { 0 };
        }
        prop_assert_eq!(engine(&asked, "byStage"), stages);
        prop_assert_eq!(asked.figure("overdueStart").projects, Some(overdue));
        let rate = asked.figure("listStartRate");
        prop_assert_eq!((rate.numerator, rate.denominator), (Some(started), Some(listed)));
    }
}
