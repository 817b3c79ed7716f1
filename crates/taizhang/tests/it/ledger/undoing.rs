//! A change is taken back by a new change, unless a later one builds on it.

use crate::kit::{World, operator};
use domain::facts::{Note, Project};
use taizhang::ledger::{LedgerError, open_by, open_one, undo};

on_both! {
    async fn undoing_a_creation_ends_the_record(world: World) {
        let zone = world.zone().await;
        let (id, change) = world.project(zone, "JZ-1").await;
        undo(&world.ledger, operator(), change).await.unwrap().commit().await.unwrap();
        assert_eq!(open_one::<Project>(world.ledger.db(), id.0).await.unwrap(), None);
        assert_eq!(world.ledger.live().current().await.unwrap().len(), 0);
    }

    async fn undoing_an_edit_brings_the_old_version_back_and_undoing_that_the_new_one(world: World) {
        let zone = world.zone().await;
        let (id, _) = world.project(zone, "JZ-1").await;
        let old = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&old, &Project { title: "新名".into(), ..old.body.clone() }, None);
        let edit = writer.commit().await.unwrap().change.unwrap();
        let back = undo(&world.ledger, operator(), edit).await.unwrap().commit().await.unwrap();
        let now = open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap();
        assert_eq!(now.body, old.body);
        undo(&world.ledger, operator(), back.change.unwrap()).await.unwrap().commit().await.unwrap();
        assert_eq!(open_one::<Project>(world.ledger.db(), id.0).await.unwrap().unwrap().title, "新名");
    }

    async fn a_change_that_a_later_one_builds_on_is_not_undone_and_says_which(world: World) {
        let zone = world.zone().await;
        let (id, change) = world.project(zone, "JZ-1").await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Note { project: id, label: "备注".into(), text: "后来的话".into() });
        let later = writer.commit().await.unwrap().change.unwrap();
        match undo(&world.ledger, operator(), change).await.err() {
            Some(LedgerError::BuiltUpon { obstacles, .. }) => assert_eq!(obstacles[0].by, later),
            other => panic!("{other:?}"),
        }
        assert_eq!(open_by::<Note>(world.ledger.db(), "project = $1", vec![id.0.into()]).await.unwrap().len(), 1);
    }

    async fn an_undo_can_be_previewed(world: World) {
        let zone = world.zone().await;
        let (id, change) = world.project(zone, "JZ-1").await;
        let preview = undo(&world.ledger, operator(), change).await.unwrap().dry_run().await.unwrap();
        assert_eq!(preview.closed, 1);
        assert!(open_one::<Project>(world.ledger.db(), id.0).await.unwrap().is_some());
    }
}
