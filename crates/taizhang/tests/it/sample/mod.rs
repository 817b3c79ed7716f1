//! The sample, written into a ledger as its people would have.

use crate::kit::World;
use domain::Role;
use domain::facts::{ChangeId, Project, Round, StageEvent, User};
use taizhang::clock::noon_ms;
use taizhang::ledger::{all_open, change_at, history_of_project, verify};
use taizhang::sample::{self, Filled, SEED, Size};

async fn filled(world: &World) -> (sample::Sample, Filled) {
    let today = world.clock.today();
    let sample = sample::generate(Size::Zone, SEED, today);
    let mut last = (0, 0);
    let filled =
        sample::fill(&world.ledger, &sample, noon_ms(today), |done, all| last = (done, all)).await.unwrap();
    assert!(last.0 == last.1 && last.1 > 60);
    (sample, filled)
}

on_both! {
    async fn the_ledger_holds_what_the_sample_says(world: World) {
        let (sample, filled) = filled(&world).await;
        let dossiers: Vec<_> = sample.dossiers().collect();
        let db = world.ledger.db();
        let projects = all_open::<Project>(db).await.unwrap();
        assert_eq!((projects.len(), filled.projects), (dossiers.len(), dossiers.len()));
        let sum = |projects: &mut dyn Iterator<Item = &Project>| -> i64 {
            projects.filter_map(|project| project.invest_fen).map(domain::Money::fen).sum()
        };
        assert_eq!(
            sum(&mut projects.iter().map(|kept| &kept.body)),
            sum(&mut dossiers.iter().map(|dossier| &dossier.project.body))
        );
        let events = all_open::<StageEvent>(db).await.unwrap();
        assert_eq!(events.len(), dossiers.iter().map(|dossier| dossier.events.len()).sum::<usize>());
        assert_eq!(all_open::<User>(db).await.unwrap().len(), filled.cast.len());
        assert!(filled.cast.iter().any(|(member, _)| member.role == Role::Administrator));
    }

    async fn its_chain_of_changes_holds_and_runs_through_the_years(world: World) {
        let (sample, filled) = filled(&world).await;
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        assert!(filled.changes > 100, "{}", filled.changes);
        let db = world.ledger.db();
        let half_way = noon_ms(sample.first_day().add_months(30));
        let then = change_at(db, half_way).await.unwrap();
        assert!(ChangeId(10) < then && i64::try_from(filled.changes).unwrap() > then.0 + 20, "{then:?}");
        assert_eq!(world.ledger.clock().today(), sample.today());
    }

    async fn a_round_long_past_is_published_at_a_change_of_its_time(world: World) {
        filled(&world).await;
        let rounds = all_open::<Round>(world.ledger.db()).await.unwrap();
        assert_eq!(rounds.len(), 20);
        let published = rounds[3].published_change.unwrap();
        let then = change_at(world.ledger.db(), noon_ms(rounds[3].published_on.unwrap())).await.unwrap();
        assert!(published <= then.0 && published + 5 > then.0, "{published} {then:?}");
        let due = |round: &Round| round.day.add_days(24) <= world.clock.today();
        assert!(rounds.iter().all(|round| round.published_change.is_some() == due(round)));
    }

    async fn some_project_has_a_long_history(world: World) {
        filled(&world).await;
        let mut longest = 0;
        for project in all_open::<Project>(world.ledger.db()).await.unwrap().iter().take(40) {
            let id = domain::facts::ProjectId(project.id);
            longest = longest.max(history_of_project(world.ledger.db(), id).await.unwrap().len());
        }
        assert!(longest >= 6, "{longest}");
    }
}
