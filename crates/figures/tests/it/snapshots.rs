//! A patched snapshot equals one built afresh, and shares what it did not touch.

use crate::fixture::*;
use crate::generated::*;
use domain::Money;
use domain::facts::{ChangeId, Dossier, OrgId, ProjectId};
use figures::Snapshot;
use proptest::prelude::*;
use std::sync::Arc;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn after_any_sequence_of_patches_it_equals_one_built_afresh(
        sketches in sketches(),
        patches in proptest::collection::vec(
            proptest::collection::vec((sketch(), 0..60usize, 0..3usize), 1..6), 1..6,
        ),
    ) {
        let mut world = world();
        for sketch in &sketches {
            world.add(sketch);
        }
        let mut snapshot = world.ledger.snapshot();
        let mut change = 1;
        for patch in patches {
            change += 1;
            let mut touched: Vec<(ProjectId, Option<Dossier>)> = Vec::new();
            for (sketch, place, what) in patch {
                let count = world.ledger.dossiers.len();
                if what == 0 || count == 0 {
                    let id = world.add(&sketch);
                    touched.push((id, world.ledger.dossiers.last().cloned()));
                } else if what == 1 {
                    touched.push((world.ledger.dossiers.remove(place % count).id(), None));
                } else {
                    let dossier = &mut world.ledger.dossiers[place % count];
                    dossier.project.body.title = format!("改名{change}");
                    dossier.project.body.invest_fen = sketch.invest_wan.map(Money::from_fen);
                    dossier.project.body.responsible_unit = Some(format!("单位{}", place % 3));
                    dossier.events.clear();
                    touched.push((dossier.id(), Some(dossier.clone())));
                }
            }
            snapshot = snapshot.patch(ChangeId(change), None, touched);
            let fresh = Snapshot::build(ChangeId(change), world.ledger.dimensions.clone(), world.ledger.dossiers.clone());
            prop_assert!(snapshot == fresh);
            prop_assert_eq!(snapshot.len(), world.ledger.dossiers.len());
        }
    }
}

fn many(count: usize) -> Ledger {
    let mut ledger = Ledger::new();
    for _ in 0..count {
        ledger.add(ZONE, |project| {
            project.invest(yi("1"));
        });
    }
    ledger
}

#[test]
fn a_patch_makes_only_the_touched_blocks_anew() {
    let ledger = many(5_000);
    let before = ledger.snapshot();
    let mut dossier = ledger.dossiers[2_500].clone();
    dossier.project.body.title = "新名".into();
    let after = before.patch(ChangeId(2), None, vec![(dossier.id(), Some(dossier))]);
    assert_eq!((after.blocks_shared_with(&before), after.len()), (4, 5_000));
    assert!(after != before);
    let dimensions = Arc::clone(before.dimensions());
    assert_eq!(before.patch(ChangeId(2), Some(dimensions), Vec::new()).blocks_shared_with(&before), 5);
}

#[test]
fn blocks_grow_and_split_as_projects_come_one_by_one() {
    let ledger = many(9_000);
    let mut snapshot = Snapshot::build(ChangeId(1), ledger.dimensions.clone(), Vec::new());
    for chunk in ledger.dossiers.chunks(500) {
        let touched = chunk.iter().map(|dossier| (dossier.id(), Some(dossier.clone()))).collect();
        snapshot = snapshot.patch(ChangeId(1), None, touched);
    }
    assert!(snapshot == ledger.snapshot());
}

#[test]
fn dossiers_out_of_order_are_put_in_order() {
    let ledger = many(50);
    let backwards = ledger.dossiers.iter().rev().cloned();
    assert!(Snapshot::build(ChangeId(1), ledger.dimensions.clone(), backwards) == ledger.snapshot());
}

#[test]
fn below_an_organisation_lies_all_that_has_it_above() {
    let snapshot = Ledger::new().snapshot();
    let places = snapshot.places();
    for place in places.iter() {
        let mut below: Vec<_> =
            places.iter().filter(|other| other.lineage.contains(&place.id)).map(|other| other.id).collect();
        below.sort_unstable();
        assert_eq!(places.below(place.id), below, "{}", place.name);
    }
    assert_eq!(places.below(CITY), [CITY, ZONE, SISTER, PARK]);
    assert_eq!(places.below(OrgId(99)), [OrgId(99)]);
}

#[test]
fn parents_in_a_ring_reach_nobody_but_themselves() {
    let mut ledger = Ledger::new();
    ledger.dimensions.orgs.get_mut(&CITY.0).unwrap().body.parent = Some(ZONE);
    let snapshot = ledger.snapshot();
    assert_eq!(snapshot.places().below(ZONE), [ZONE]);
    assert_eq!(snapshot.places().below(PROVINCE), [PROVINCE, FAR_CITY, FAR_ZONE]);
}
