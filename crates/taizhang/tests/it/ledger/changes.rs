//! One act, one change; a repeated act, no second one; a clash, nothing written.

use crate::kit::{World, operator};
use db::Val;
use domain::Money;
use domain::facts::{ChangeId, Kept, Project};
use taizhang::ledger::{LedgerError, history_of_project, kept, open_one, verify};

on_both! {
    async fn what_is_written_can_be_read_with_the_change_that_wrote_it(world: World) {
        let zone = world.zone().await;
        let (id, change) = world.project(zone, "JZ-1").await;
        let kept = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        assert_eq!(kept.own_no, "JZ-1");
        assert_eq!(kept.since, change);
    }

    async fn a_replaced_version_stays_in_the_history(world: World) {
        let zone = world.zone().await;
        let (id, first) = world.project(zone, "JZ-1").await;
        let kept = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator().because("合同修订")).await.unwrap();
        let body = Project { invest_fen: Some(Money::from_fen(1_000_000)), ..kept.body.clone() };
        assert!(writer.replace(&kept, &body, Some("汇总!5")));
        writer.commit().await.unwrap();
        let history = history_of_project(world.ledger.db(), id).await.unwrap();
        assert_eq!(history.len(), 2);
        let (change, edits) = &history[0];
        assert_eq!(change.reason.as_deref(), Some("合同修订"));
        assert_eq!(edits[0].source.as_deref(), Some("汇总!5"));
        let fields: Vec<_> = edits[0].fields().iter().map(|edit| edit.field.name).collect();
        assert_eq!(fields, ["invest_fen"]);
        assert_eq!(history[1].0.id, first);
    }

    async fn writing_what_is_there_already_is_no_change(world: World) {
        let zone = world.zone().await;
        let (id, change) = world.project(zone, "JZ-1").await;
        let kept = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        assert!(!writer.replace(&kept, &kept.body.clone(), None));
        assert_eq!(writer.commit().await.unwrap().change, None);
        assert_eq!(world.ledger.live().current().await.unwrap().change(), change);
    }

    async fn a_stale_version_is_a_conflict_and_nothing_is_written(world: World) {
        let zone = world.zone().await;
        let (id, _) = world.project(zone, "JZ-1").await;
        let stale = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        for (title, clash) in [("甲", false), ("乙", true)] {
            let mut writer = world.ledger.write(operator()).await.unwrap();
            writer.replace(&stale, &Project { title: title.into(), ..stale.body.clone() }, None);
            let outcome = writer.commit().await;
            assert_eq!(matches!(outcome, Err(LedgerError::Conflict { .. })), clash);
        }
        let now = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        assert_eq!(now.title, "甲");
    }

    async fn a_repeated_act_is_one_change(world: World) {
        let zone = world.zone().await;
        let act = operator().keyed(Some("form-1".into()));
        let mut writer = world.ledger.write(act.clone()).await.unwrap();
        writer.create(&Project::new("JZ-1", "一号", zone));
        let change = writer.commit().await.unwrap().change.unwrap();
        match world.ledger.write(act).await {
            Err(LedgerError::Repeated(done)) => assert_eq!(done, change),
            _ => panic!("the second act was taken"),
        }
    }

    async fn rows_handed_over_early_are_part_of_the_one_change(world: World) {
        let zone = world.zone().await;
        let (known, _) = world.project(zone, "JZ-0").await;
        let known = open_one::<Project>(world.ledger.db(), known.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let project = |number: i64| Project::new(format!("JZ-{number}"), "一号", zone);
        for number in 1..=20 {
            writer.create_from(&project(number), Some("汇总!2"));
        }
        writer.hand_over().await.unwrap();
        writer.replace(&known, &Project { title: "甲".into(), ..known.body.clone() }, None);
        let last = writer.create(&project(21));
        let again = kept(last, project(21));
        writer.close(&Kept { since: writer.change(), ..again });
        for number in 22..=40 {
            writer.create(&project(number));
        }
        let outcome = writer.commit().await.unwrap();
        assert_eq!((outcome.written, outcome.closed), (40, 1));
        assert_eq!(verify(&world.ledger, |_, _| ()).await.unwrap(), []);
        assert_eq!(world.ledger.live().current().await.unwrap().len(), 40);
    }

    async fn a_record_handed_over_can_change_no_more(world: World) {
        let zone = world.zone().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let body = Project::new("JZ-1", "一号", zone);
        let made = Kept { since: writer.change(), ..kept(writer.create(&body), body) };
        writer.hand_over().await.unwrap();
        writer.close(&made);
        assert!(matches!(writer.commit().await, Err(LedgerError::Conflict { .. })));
        assert_eq!(world.ledger.live().current().await.unwrap().len(), 0);
    }

    async fn a_dry_run_does_everything_and_leaves_nothing(world: World) {
        let zone = world.zone().await;
        let before = world.ledger.live().current().await.unwrap().change();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Project::new("JZ-1", "一号", zone));
        assert_eq!(writer.dry_run().await.unwrap().written, 1);
        let after = world.ledger.live().current().await.unwrap();
        assert_eq!((after.change(), after.len()), (before, 0));
    }

    async fn changes_are_numbered_without_gaps_whoever_writes(world: World) {
        let zone = world.zone().await;
        let other = world.another_server().await;
        let writers = (0..40).map(|index| {
            let ledger = if index % 2 == 0 { world.ledger.clone() } else { other.clone() };
            tokio::spawn(async move {
                let mut writer = ledger.write(operator()).await.unwrap();
                writer.create(&Project::new(format!("JZ-{index}"), "项目", zone));
                writer.commit().await.unwrap().change.unwrap()
            })
        });
        let mut changes = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            changes.push(writer.await.unwrap());
        }
        changes.sort_unstable();
        assert_eq!(changes, (2..42).map(ChangeId).collect::<Vec<_>>());
        let sql = "SELECT CAST(COUNT(DISTINCT id) AS BIGINT) FROM project";
        assert_eq!(world.ledger.db().query_one::<i64>(sql, Vec::<Val>::new()).await.unwrap(), 40);
    }
}
