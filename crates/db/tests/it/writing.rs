//! One writer: all or nothing.

use db::{DbError, Kind, Options, Val};
use futures_util::poll;

use crate::site::{add, ids, item, on_both, script};

const COLUMNS: &[(&str, Kind)] = &[("id", Kind::Int), ("name", Kind::Text)];

fn rows(ids: std::ops::RangeInclusive<i64>) -> Vec<Val> {
    ids.flat_map(|id| [Val::Int(id), Val::from("x")]).collect()
}

on_both! {
    async fn what_is_dropped_is_rolled_back(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        tx.exec_all(vec![item(1, "a")]).await.unwrap();
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        tx.exec_all(vec![item(2, "b")]).await.unwrap();
        tx.rollback().await.unwrap();
        add(&db, 3).await.unwrap();
        assert_eq!(ids(&db).await, vec![3]);
    }

    async fn a_request_cancelled_in_the_middle_of_a_statement_leaves_nothing(site) {
        let db = site.with_items().await;
        for polls in 1..8 {
            let mut request = Box::pin(async {
                let mut tx = db.begin().await?;
                tx.exec_all(vec![item(polls, "a"), item(polls + 100, "b")]).await?;
                tx.query::<i64>("SELECT id FROM item", vec![]).await?;
                // Never reached: the request is cancelled before.
                std::future::pending::<()>().await;
                tx.commit().await
            });
            for _ in 0..polls {
                assert!(poll!(&mut request).is_pending());
                add_elsewhere().await;
            }
            drop(request);
            add(&db, 1000 + polls).await.unwrap();
        }
        assert_eq!(ids(&db).await, (1001..1008).collect::<Vec<_>>());
    }

    async fn after_a_failed_statement_only_rolling_back_is_possible(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        tx.exec_all(vec![item(1, "a")]).await.unwrap();
        assert!(matches!(tx.exec_all(vec![item(1, "b")]).await, Err(DbError::Unique { .. })));
        assert_eq!(tx.exec_all(vec![item(2, "c")]).await, Err(DbError::Aborted));
        assert_eq!(tx.commit().await, Err(DbError::Aborted));
        assert!(ids(&db).await.is_empty());
    }

    async fn of_two_queries_in_one_trip_the_second_sees_what_the_first_did(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        let add = || ("INSERT INTO item (id, name) VALUES (1, 'a') RETURNING id".into(), vec![]);
        let names = || ("SELECT name FROM item WHERE id = $1".into(), vec![1.into()]);
        let found = tx.query_two::<i64, String>(add(), names()).await;
        assert_eq!(found, Ok((vec![1], vec!["a".to_owned()])));
        assert!(matches!(tx.query_two::<i64, String>(add(), names()).await, Err(DbError::Unique { .. })));
        assert_eq!(tx.commit().await, Err(DbError::Aborted));
    }

    async fn rows_under_way_are_in_by_the_next_statement_or_the_commit(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        tx.insert_soon("item", COLUMNS, rows(1..=500)).await.unwrap();
        tx.insert_soon("item", COLUMNS, rows(501..=1000)).await.unwrap();
        assert_eq!(tx.query_one::<i64>("SELECT COUNT(*) FROM item", vec![]).await, Ok(1000));
        tx.insert_soon("item", COLUMNS, rows(1001..=1001)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ids(&db).await.len(), 1001);
    }

    async fn rows_under_way_that_fail_or_are_dropped_leave_nothing(site) {
        let db = site.with_items().await;
        add(&db, 1).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        // On PostgreSQL it shows at once, on SQLite with the commit.
        let twice = tx.insert_soon("item", COLUMNS, rows(0..=40)).await;
        let committed = tx.commit().await;
        assert!(matches!(twice.and(committed), Err(DbError::Unique { .. })));
        let mut tx = db.begin().await.unwrap();
        tx.insert_soon("item", COLUMNS, rows(2..=40)).await.unwrap();
        drop(tx);
        add(&db, 50).await.unwrap();
        assert_eq!(ids(&db).await, vec![1, 50]);
    }

    async fn a_second_row_with_the_same_key_is_named_by_table_and_columns(site) {
        let db = site.open().await;
        script(&db, "CREATE TABLE plot (id BIGINT PRIMARY KEY, zone TEXT, number BIGINT, UNIQUE (zone, number))").await;
        let insert = "INSERT INTO plot (id, zone, number) VALUES ($1, $2, $3)";
        let mut tx = db.begin().await.unwrap();
        tx.exec(insert, vec![1.into(), "z (a)".into(), 7.into()]).await.unwrap();
        let again = tx.exec(insert, vec![2.into(), "z (a)".into(), 7.into()]).await;
        assert_eq!(again, Err(DbError::Unique { table: "plot".to_owned(), columns: "zone, number".to_owned() }));
    }

    async fn other_broken_rules_are_constraints(site) {
        let db = site.open().await;
        script(&db, "CREATE TABLE strict_one (id BIGINT NOT NULL CHECK (id > 0))").await;
        for vals in [vec![None::<i64>.into()], vec![(-1).into()]] {
            let mut tx = db.begin().await.unwrap();
            let broken = tx.exec("INSERT INTO strict_one (id) VALUES ($1)", vals).await;
            assert!(matches!(broken, Err(DbError::Constraint(_))), "{broken:?}");
        }
    }

    async fn foreign_keys_are_watched(site) {
        let db = site.with_items().await;
        script(&db, "CREATE TABLE part (id BIGINT PRIMARY KEY, item BIGINT NOT NULL REFERENCES item (id))").await;
        let mut tx = db.begin().await.unwrap();
        let broken = tx.exec("INSERT INTO part (id, item) VALUES (1, 99)", vec![]).await;
        assert!(matches!(broken, Err(DbError::Constraint(_))), "{broken:?}");
    }

    async fn changed_rows_are_counted(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        let three = vec![item(1, "a"), item(2, "b"), ("UPDATE item SET name = 'c'".into(), vec![])];
        assert_eq!(tx.exec_all(three).await, Ok(vec![1, 1, 2]));
        assert_eq!(tx.exec("DELETE FROM item WHERE id > $1", vec![5.into()]).await, Ok(0));
    }

    async fn nobody_waits_for_the_seat_for_ever(site) {
        let options = Options { wait_timeout: std::time::Duration::from_millis(500), ..Options::default() };
        let db = site.with_items_and(options).await;
        let held = db.begin().await.unwrap();
        assert!(matches!(db.begin().await, Err(DbError::Busy)));
        drop(held);
        add(&db, 1).await.unwrap();
    }

    async fn a_closed_database_is_unavailable_to_other_handles(site) {
        let db = site.with_items().await;
        let other = db.clone();
        add(&db, 1).await.unwrap();
        db.close().await;
        assert!(matches!(other.begin().await, Err(DbError::Unavailable { .. })));
        assert!(matches!(other.query::<i64>("SELECT 1", vec![]).await, Err(DbError::Unavailable { .. })));
        assert_eq!(ids(&site.open().await).await, vec![1]);
    }
}

/// Lets the other tasks and threads go on for a moment, without a clock.
async fn add_elsewhere() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}
