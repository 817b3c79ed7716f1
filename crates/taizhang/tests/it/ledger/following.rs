//! The live snapshot follows the journal, whoever writes it, and equals one loaded afresh.

use crate::kit::{World, day, operator};
use domain::facts::{Project, ProjectId, StageEvent};
use domain::{Money, Recognition, Stage};
use figures::Snapshot;
use taizhang::ledger::{Depth, Ledger, dimensions, dossiers_in, open_by, open_one};
use taizhang::sample::{self, SEED, Size};

fn event(project: ProjectId, stage: Stage, on: (i32, u8, u8)) -> StageEvent {
    StageEvent {
        project,
        stage,
        day: Some(day(on.0, on.1, on.2)),
        precision: Some(domain::Precision::Day),
        original: None,
        recognition: Recognition::Recognized,
        recorded_on: day(2022, 6, 30),
        partial: false,
        reason: None,
    }
}

/// Random acts: create, change, add events, end.
async fn act(ledger: &Ledger, zone: domain::facts::OrgId, seed: u64) {
    let mut writer = ledger.write(operator()).await.unwrap();
    let project = ProjectId((seed % 7) as i64 + 4);
    let known = open_one::<Project>(ledger.db(), project.0).await.unwrap();
    match (seed / 7 % 4, known) {
        (0, _) | (_, None) => {
            writer.create(&Project::new(format!("N{seed}"), format!("项目{seed}"), zone));
        }
        (1, Some(old)) => {
            let body = Project { invest_fen: Some(Money::from_fen(seed as i64)), ..old.body.clone() };
            writer.replace(&old, &body, None);
        }
        (2, Some(_)) => {
            writer.create(&event(
                project,
                Stage::ALL[(seed % 11) as usize],
                (2021, (seed % 12) as u8 + 1, 1),
            ));
        }
        (_, Some(old)) => {
            let events =
                open_by::<StageEvent>(ledger.db(), "project = $1", vec![project.0.into()]).await.unwrap();
            events.iter().for_each(|event| writer.close(event));
            writer.close(&old);
        }
    }
    writer.commit().await.unwrap();
}

on_both! {
    async fn after_any_sequence_of_changes_a_followed_snapshot_equals_a_fresh_one(world: World) {
        let zone = world.zone().await;
        let mut seed = 0x9E37_79B9_u64;
        for step in 0..60 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            act(&world.ledger, zone, seed >> 33).await;
            if step % 3 == 0 {
                let followed = world.ledger.live().current().await.unwrap();
                let fresh = world.another_server().await.live().current().await.unwrap();
                assert_eq!(*followed, *fresh, "after step {step}");
            }
        }
    }

    async fn what_a_snapshot_leaves_unread_it_does_not_hold(world: World) {
        let sample = sample::generate(Size::Zone, SEED, world.clock.today());
        sample::fill(&world.ledger, &sample, world.clock.now_ms(), |_, _| ()).await.unwrap();
        let loaded = world.ledger.live().current().await.unwrap();
        let at = loaded.change();
        let mut read = world.ledger.db().read().await.unwrap();
        let dims = dimensions(&mut read, at).await.unwrap();
        let all = (ProjectId(0), ProjectId(i64::MAX));
        let whole = dossiers_in(&mut read, at, all.0, all.1, Depth::Full).await.unwrap();
        assert!(whole.iter().any(|dossier| dossier.project.content.is_some()));
        assert!(*loaded == Snapshot::build(at, dims, whole));
    }

    async fn a_server_answers_with_what_another_has_acknowledged(world: World) {
        let zone = world.zone().await;
        let other = world.another_server().await;
        assert_eq!(other.live().current().await.unwrap().len(), 0);
        for index in 1..=20 {
            world.project(zone, &format!("JZ-{index}")).await;
            assert_eq!(other.live().current().await.unwrap().len(), index);
        }
    }

    async fn what_was_known_by_an_earlier_change_can_be_asked(world: World) {
        let zone = world.zone().await;
        let (_, first) = world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        let live = world.ledger.live();
        assert_eq!(live.current().await.unwrap().len(), 2);
        assert_eq!(live.known_by(first).await.unwrap().len(), 1);
        assert!(live.known_by(domain::facts::ChangeId(99)).await.is_err());
    }
    async fn many_who_ask_for_the_past_at_once_load_it_once(world: World) {
        let zone = world.zone().await;
        let (_, first) = world.project(zone, "JZ-1").await;
        world.project(zone, "JZ-2").await;
        let live = world.ledger.live();
        let (one, other) = tokio::join!(live.known_by(first), live.known_by(first));
        assert!(std::sync::Arc::ptr_eq(&one.unwrap(), &other.unwrap()));
    }
}
