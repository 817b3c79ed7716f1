#![allow(clippy::unwrap_used)]
use super::*;
use domain::facts::Dossier;
use domain::region::Region;
use domain::{ContractKind, ListKind, Part, Recognition, Stage, stage_on};
use std::collections::{BTreeMap, HashSet};

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn province() -> (Sample, Vec<Dossier>) {
    let sample = generate(Size::Province, SEED, today());
    let dossiers = sample.dossiers().collect();
    (sample, dossiers)
}

#[test]
fn the_province_is_as_large_as_promised() {
    let (sample, dossiers) = province();
    let count = |kind| sample.orgs().iter().filter(|org| org.body.kind == kind).count();
    assert_eq!((count(domain::OrgKind::City), count(domain::OrgKind::Zone)), (11, 90));
    assert!((2_850..3_150).contains(&dossiers.len()), "{}", dossiers.len());
    assert_eq!(sample.rounds().count(), 20);
    let years: HashSet<i64> = sample.rounds().map(|round| round.body.year).collect();
    assert!(years.len() >= 5);
}

#[test]
fn one_zone_is_as_large_as_promised() {
    let sample = generate(Size::Zone, SEED, today());
    let [zone, neighbour] = sample.cast_zones();
    let dossiers: Vec<Dossier> = sample.dossiers().collect();
    assert!((100..140).contains(&dossiers.len()), "{}", dossiers.len());
    let of = |org| dossiers.iter().filter(|dossier| dossier.project.zone == org).count();
    assert!(of(zone) > 90 && (2..25).contains(&of(neighbour)), "{} {}", of(zone), of(neighbour));
    assert_eq!(of(zone) + of(neighbour), dossiers.len());
}

#[test]
fn the_same_seed_gives_the_same_sample_and_another_gives_another() {
    let families = |seed| generate(Size::Zone, seed, today()).families().collect::<Vec<_>>();
    assert_eq!(families(7), families(7));
    assert_ne!(families(7), families(8));
}

#[test]
fn a_family_can_be_made_without_those_before_it() {
    let sample = generate(Size::Province, SEED, today());
    assert_eq!(family::make(&sample, 1_234), sample.families().nth(1_234).unwrap());
}

#[test]
fn nothing_is_told_of_the_future_or_before_registration() {
    let sample = generate(Size::Province, SEED, today());
    for life in sample.families().flatten() {
        assert!(life.registered_on <= today() && life.registered_on >= sample.first_day());
        assert!(life.deeds.is_sorted_by_key(|told| told.on));
        for told in &life.deeds {
            assert!(told.on <= today() && told.on >= life.registered_on, "{told:?}");
            if let Deed::Event { event, .. } = &told.deed {
                assert!(event.day.unwrap() <= event.recorded_on && event.recorded_on == told.on, "{event:?}");
            }
        }
    }
}

#[test]
fn families_come_in_the_order_of_registration() {
    let sample = generate(Size::Province, SEED, today());
    assert!(sample.families().flatten().is_sorted_by_key(|life| life.registered_on));
}

#[test]
fn stages_of_every_kind_are_there_in_plausible_numbers() {
    let (_, dossiers) = province();
    let mut by_stage: BTreeMap<Option<Stage>, usize> = BTreeMap::new();
    for dossier in &dossiers {
        let events = dossier.events.iter().map(|event| &event.body);
        *by_stage.entry(stage_on(events, today())).or_default() += 1;
    }
    let of = |stage| by_stage.get(&Some(stage)).copied().unwrap_or(0);
    assert!(of(Stage::Producing) + of(Stage::FullCapacity) > dossiers.len() / 5, "{by_stage:?}");
    assert!(of(Stage::UnderConstruction) + of(Stage::Commenced) > dossiers.len() / 10, "{by_stage:?}");
    for stage in [Stage::Planned, Stage::Fulfilled, Stage::Suspended, Stage::Terminated, Stage::Withdrawn] {
        assert!(of(stage) > 10, "{stage:?} in {by_stage:?}");
    }
}

#[test]
fn claims_refusals_frameworks_and_parts_are_there() {
    let (_, dossiers) = province();
    let with = |recognition| {
        dossiers
            .iter()
            .flat_map(|dossier| &dossier.events)
            .filter(|event| event.recognition == recognition)
            .count()
    };
    assert!(with(Recognition::Claimed) > 20, "{}", with(Recognition::Claimed));
    assert!(with(Recognition::Rejected) > 20, "{}", with(Recognition::Rejected));
    assert!(with(Recognition::Revoked) > 0);
    let count = |test: fn(&Dossier) -> bool| dossiers.iter().filter(|dossier| test(dossier)).count();
    assert!(count(|dossier| dossier.project.contract_kind == Some(ContractKind::Framework)) > 80);
    assert!(count(|dossier| dossier.project.part == Some(Part::Phase)) > 100);
    assert!(count(|dossier| dossier.project.part == Some(Part::PackagePart)) > 100);
    assert!(count(|dossier| dossier.investors.len() > 1) > 500);
    assert!(count(|dossier| !dossier.key_listings.is_empty()) > 200);
    let moved = |dossier: &Dossier| {
        let starts = dossier.forecasts.iter().filter(|row| row.code == domain::MilestoneCode::Commencement);
        starts.count() >= 3
    };
    assert!(count(moved) > 100, "{}", count(moved));
}

#[test]
fn the_parts_of_a_whole_add_up_to_it() {
    let (_, dossiers) = province();
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for part in dossiers.iter().filter(|dossier| dossier.project.parent.is_some()) {
        *sums.entry(part.project.parent.unwrap().0).or_default() += part.project.invest_fen.unwrap().fen();
    }
    for whole in &dossiers {
        if let Some(sum) = sums.get(&whole.project.id) {
            assert_eq!(whole.project.invest_fen.unwrap().fen(), *sum);
        }
    }
    assert!(sums.len() > 100);
}

#[test]
fn every_list_of_every_round_held_has_entries_and_some_are_conversions() {
    let (sample, dossiers) = province();
    let entries: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.entries).collect();
    let ids: HashSet<i64> = entries.iter().map(|entry| entry.id).collect();
    for round in sample.rounds().filter(|round| round.body.day <= today()) {
        for list in [ListKind::Signing, ListKind::Commencement] {
            let on_list =
                entries.iter().filter(|entry| entry.round.0 == round.id && entry.list == list).count();
            assert!(on_list > 5, "{list:?} of {} has {on_list}", round.body.day);
        }
    }
    let converted: Vec<_> = entries.iter().filter_map(|entry| entry.converted_from).collect();
    assert!(converted.len() > 200 && converted.iter().all(|from| ids.contains(&from.0)));
    assert!(entries.iter().filter(|entry| entry.moved_out_on.is_some()).count() > 20);
    assert!(entries.iter().filter(|entry| entry.moved_in_on.is_some()).count() > 20);
}

#[test]
fn money_has_a_long_tail_and_investors_come_from_everywhere() {
    let (sample, dossiers) = province();
    let mut wan: Vec<i64> =
        dossiers.iter().map(|dossier| dossier.project.invest_fen.unwrap().fen() / 1_000_000).collect();
    wan.sort_unstable();
    assert!((4_000..16_000).contains(&wan[wan.len() / 2]), "median {}", wan[wan.len() / 2]);
    let large = wan.iter().filter(|wan| **wan >= 100_000).count();
    assert!(large * 100 > wan.len() * 3 && large * 100 < wan.len() * 9, "{large}");
    let dimensions = sample.dimensions();
    let from = |test: &dyn Fn(i64) -> bool| {
        dimensions.investors.values().filter(|investor| investor.region.is_some_and(test)).count()
    };
    let all = dimensions.investors.len();
    assert!(from(&|region| region / 10_000 == 14) * 100 / all > 30);
    assert!(from(&|region| region / 10_000 != 14) * 100 / all > 40);
    assert!(from(&|region| region == i64::from(Region::ABROAD.code())) > 10);
    assert!(dimensions.listings.values().any(|listing| listing.list == "世界500强"));
}

#[test]
fn whatever_a_dossier_refers_to_exists() {
    let (sample, dossiers) = province();
    let dimensions = sample.dimensions();
    let mut ids = HashSet::new();
    for dossier in &dossiers {
        assert!(ids.insert(dossier.project.id));
        assert!(dimensions.orgs.contains_key(&dossier.project.zone.0));
        assert!(dossier.project.park.is_none_or(|park| dimensions.orgs.contains_key(&park.0)));
        assert!(dossier.project.parent.is_none_or(|parent| ids.contains(&parent.0)));
        assert!(dossier.investors.iter().all(|row| dimensions.investors.contains_key(&row.investor.0)));
        assert!(dossier.taxons.iter().all(|row| dimensions.taxons.contains_key(&row.taxon.0)));
        assert!(dossier.entries.iter().all(|row| dimensions.rounds.contains_key(&row.round.0)));
    }
    let numbers: HashSet<&str> = dossiers.iter().map(|dossier| dossier.project.own_no.as_str()).collect();
    assert_eq!(numbers.len(), dossiers.len());
}

#[test]
fn everybody_of_the_cast_has_a_place_in_the_tree() {
    let sample = generate(Size::Zone, SEED, today());
    let orgs: HashSet<i64> = sample.orgs().iter().map(|org| org.id).collect();
    let cast = cast(&sample);
    assert!(cast.iter().all(|member| orgs.contains(&member.org.0)));
    assert_eq!(cast.iter().map(|member| member.login).collect::<HashSet<_>>().len(), 7);
    for org in sample.orgs() {
        let parent =
            org.body.parent.map(|parent| sample.orgs().iter().find(|org| org.id == parent.0).unwrap());
        assert!(org.body.kind.fits_under(parent.map(|parent| parent.body.kind)), "{org:?}");
    }
}

#[test]
fn projects_under_way_have_plans_reports_and_money_and_the_rows_stay_few() {
    let (_, dossiers) = province();
    let rows = |count: fn(&Dossier) -> usize| dossiers.iter().map(count).sum::<usize>();
    let plans = rows(|it| it.plans.len());
    let reports = rows(|it| it.reports.len());
    let others = [rows(|it| it.paid_in.len()), rows(|it| it.outputs.len()), rows(|it| it.resumptions.len())];
    assert!((3_000..14_000).contains(&plans), "{plans}");
    assert!((4_000..20_000).contains(&reports), "{reports}");
    assert!(others.iter().all(|rows| (800..9_000).contains(rows)), "{others:?}");
    for dossier in &dossiers {
        let months: Vec<_> = dossier.reports.iter().map(|it| (it.year, it.month)).collect();
        assert!(months.is_sorted_by(|one, next| one < next), "{months:?}");
        assert!(dossier.reports.iter().all(|it| it.reported_on <= today()));
        let keys: HashSet<_> = dossier.plans.iter().map(|it| (it.year, it.kind, it.version)).collect();
        assert_eq!(keys.len(), dossier.plans.len());
    }
}

#[test]
fn few_sums_of_months_are_questions() {
    let (_, dossiers) = province();
    let (mut asked, mut all) = (0, 0);
    for dossier in &dossiers {
        let reports: Vec<_> = dossier.reports.iter().map(|it| &it.body).collect();
        for report in &reports {
            all += 1;
            asked += usize::from(domain::progress::year_to_date(&reports, report).difference().is_some());
            assert_eq!(domain::progress::since_start(&reports, report).difference(), None);
        }
    }
    assert!(asked > 0 && asked * 30 < all, "{asked} of {all}");
}
