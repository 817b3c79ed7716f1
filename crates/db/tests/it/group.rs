//! Many writers: synced together, failing apart.

use std::time::Duration;

use db::{Db, DbError, Options, Tx};
use futures_util::future::join_all;
use futures_util::poll;

use crate::site::{add, ids, item, on_both, script};

/// So that a slow machine doesn't end a batch early.
fn unhurried() -> Options {
    Options { batch_age: Duration::from_secs(3600), ..Options::default() }
}

on_both! {
    async fn sixty_four_writers_are_all_durable_with_few_real_commits(site) {
        let db = site.with_items().await;
        let before = db.commit_count();
        let tasks = (0..64).map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for round in 0..8 {
                    add(&db, writer * 100 + round).await.unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        let commits = db.commit_count() - before;
        assert!(commits < 512 / 2, "{commits} commits for 512 writers");
        drop(db);
        assert_eq!(ids(&site.open().await).await.len(), 512);
    }

    async fn a_failing_writer_in_the_middle_of_a_batch_loses_only_its_own_work(site) {
        let db = site.with_items_and(unhurried()).await;
        let before = db.commit_count();
        let mut first = db.begin().await.unwrap();
        let mut others = Box::pin(async { tokio::join!(add_and_fail(&db), add(&db, 3), add_and_drop(&db), add(&db, 5)) });
        assert!(poll!(&mut others).is_pending());
        first.exec_all(vec![item(1, "x")]).await.unwrap();
        let (first, others) = tokio::join!(first.commit(), others);
        assert_eq!(first, Ok(()));
        assert!(matches!(others.0, Err(DbError::Unique { .. })), "{:?}", others.0);
        assert_eq!((others.1, others.3), (Ok(()), Ok(())));
        assert_eq!((ids(&db).await, db.commit_count() - before), (vec![1, 3, 5], 1));
    }

    async fn a_failing_commit_fails_everybody_in_the_batch(site) {
        let db = site.with_items_and(unhurried()).await;
        script(&db, "CREATE TABLE late (id BIGINT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)").await;
        let mut first = db.begin().await.unwrap();
        let mut others = Box::pin(async { tokio::join!(add(&db, 2), add(&db, 3)) });
        assert!(poll!(&mut others).is_pending());
        first.exec("INSERT INTO late (id) VALUES (99)", vec![]).await.unwrap();
        let (first, (second, third)) = tokio::join!(first.commit(), others);
        for outcome in [first, second, third] {
            assert!(matches!(outcome, Err(DbError::Constraint(_))), "{outcome:?}");
        }
        add(&db, 4).await.unwrap();
        assert_eq!(ids(&db).await, vec![4]);
    }

    async fn waiting_writers_that_are_cancelled_leave_the_queue(site) {
        let db = site.with_items_and(unhurried()).await;
        let held = db.begin().await.unwrap();
        let mut gone: Vec<_> = (0..20).map(|_| Box::pin(db.begin())).collect();
        for waiting in &mut gone {
            assert!(poll!(waiting).is_pending());
        }
        let mut last = Box::pin(add(&db, 1));
        assert!(poll!(&mut last).is_pending());
        drop(gone);
        drop(held);
        assert_eq!(last.await, Ok(()));
    }
}

async fn add_and_fail(db: &Db) -> Result<(), DbError> {
    let mut tx: Tx = db.begin().await?;
    tx.exec_all(vec![item(2, "x"), item(2, "y")]).await?;
    tx.commit().await
}

async fn add_and_drop(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    tx.exec_all(vec![item(4, "x")]).await.unwrap();
}
