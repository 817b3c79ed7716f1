//! Readers: consistent, streamed, limited, apart from the writer.

use std::time::Duration;

use db::{Ask, DbError, Options};
use futures_util::poll;

use crate::site::{add, ids, item, on_both};

async fn count(who: &mut impl Ask) -> i64 {
    who.query_one("SELECT count(*) FROM item", vec![]).await.unwrap()
}

on_both! {
    async fn a_reading_transaction_sees_one_state(site) {
        let mut db = site.with_items().await;
        add(&db, 1).await.unwrap();
        let mut reader = db.read().await.unwrap();
        assert_eq!(count(&mut reader).await, 1);
        add(&db, 2).await.unwrap();
        assert_eq!((count(&mut reader).await, count(&mut db).await), (1, 2));
    }

    async fn what_is_not_committed_is_seen_by_its_writer_alone(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        tx.exec_all(vec![item(1, "a")]).await.unwrap();
        assert_eq!(count(&mut tx).await, 1);
        assert!(ids(&db).await.is_empty());
    }

    async fn one_row_none_and_several_are_told_apart(site) {
        let db = site.with_items().await;
        let none = db.query_one::<i64>("SELECT id FROM item", vec![]).await;
        assert_eq!(none, Err(DbError::NotFound));
        assert_eq!(db.query_opt::<i64>("SELECT id FROM item", vec![]).await, Ok(None));
        add(&db, 1).await.unwrap();
        assert_eq!(db.query_opt::<i64>("SELECT id FROM item", vec![]).await, Ok(Some(1)));
        add(&db, 2).await.unwrap();
        assert_eq!(db.query_opt::<i64>("SELECT id FROM item", vec![]).await, Err(DbError::ManyRows));
    }

    async fn rows_can_be_folded_and_folding_can_stop(site) {
        let db = site.with_items().await;
        for id in 1..=4 {
            add(&db, id).await.unwrap();
        }
        let sum = db.fold("SELECT id, name FROM item", vec![], 0, |sum, row| {
            assert_eq!((row.columns(), row.str(1)?), (2, "x"));
            *sum += row.int(0)?;
            Ok(())
        });
        assert_eq!(sum.await, Ok(10));
        let stopped = db.fold("SELECT id FROM item ORDER BY id", vec![], (), |(), row| match row.int(0)? {
            2 => Err(DbError::Other("enough".to_owned())),
            _ => Ok(()),
        });
        assert_eq!(stopped.await, Err(DbError::Other("enough".to_owned())));
        assert_eq!(ids(&db).await.len(), 4);
    }

    async fn a_reader_cannot_write(site) {
        let db = site.with_items().await;
        let written = db.query::<i64>("INSERT INTO item (id) VALUES (1) RETURNING id", vec![]).await;
        assert_eq!(written, Err(DbError::ReadOnly));
    }

    async fn whoever_finds_all_connections_lent_out_waits_and_is_told_busy(site) {
        let options = Options { readers: 1, wait_timeout: Duration::from_millis(500), ..Options::default() };
        let db = site.with_items_and(options).await;
        let reader = db.read().await.unwrap();
        assert_eq!(db.query::<i64>("SELECT id FROM item", vec![]).await, Err(DbError::Busy));
        drop(reader);
        assert!(ids(&db).await.is_empty());
    }

    async fn a_statement_over_its_time_is_stopped(site) {
        let options = Options { readers: 1, statement_timeout: Duration::from_millis(500), ..Options::default() };
        let db = site.open_with(options).await;
        assert_eq!(db.query_one::<i64>(ENDLESS, vec![]).await, Err(DbError::Timeout));
        assert_eq!(db.query_one::<i64>("SELECT 1", vec![]).await, Ok(1));
    }

    async fn a_cancelled_question_gives_its_connection_back(site) {
        let options = Options { readers: 1, ..Options::default() };
        let db = site.open_with(options).await;
        let mut question = Box::pin(db.query_one::<i64>(ENDLESS, vec![]));
        assert!(poll!(&mut question).is_pending());
        tokio::task::yield_now().await;
        assert!(poll!(&mut question).is_pending());
        drop(question);
        assert_eq!(db.query_one::<i64>("SELECT 1", vec![]).await, Ok(1));
    }

    async fn a_failed_question_ends_a_reading_transaction(site) {
        let db = site.with_items().await;
        let mut reader = db.read().await.unwrap();
        assert!(reader.query::<i64>("SELECT nonsense FROM item", vec![]).await.is_err());
        assert_eq!(reader.query::<i64>("SELECT id FROM item", vec![]).await, Err(DbError::Aborted));
    }
}

const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT (i + 1) % 1000 FROM n) \
                       SELECT count(*) FROM n";
