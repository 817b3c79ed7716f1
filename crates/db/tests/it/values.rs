//! What goes in comes out.

use db::{DbError, Kind, Val};

use crate::site::{ids, item, on_both};

const COLUMNS: &[(&str, Kind)] = &[("id", Kind::Int), ("name", Kind::Text)];

on_both! {
    async fn texts_and_numbers_of_every_sort_come_back_as_they_were(site) {
        let db = site.with_items().await;
        let texts = ["", "O'Neill \"quoted\" \\ back", "line\r\nline\ttab", "太原🏭𠮷", "$1 ? :x %s", " \u{feff}"];
        let numbers = [i64::MIN, -1, 0, 1, i64::from(u32::MAX) + 1, i64::MAX];
        let mut tx = db.begin().await.unwrap();
        for (id, text) in numbers.into_iter().zip(texts) {
            tx.exec_all(vec![item(id, text)]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let rows: Vec<(i64, String)> = db.query("SELECT id, name FROM item ORDER BY id", vec![]).await.unwrap();
        assert_eq!(rows, numbers.into_iter().zip(texts.map(str::to_owned)).collect::<Vec<_>>());
    }

    async fn nulls_are_told_from_empty_texts_and_zeros(site) {
        let db = site.open().await;
        let sql = "SELECT $1, $2, $3, $4";
        let vals = vec![None::<i64>.into(), Some(0_i64).into(), None::<String>.into(), Some("").into()];
        let row: (Option<i64>, Option<i64>, Option<String>, Option<String>) = db.query_one(sql, vals).await.unwrap();
        assert_eq!(row, (None, Some(0), None, Some(String::new())));
    }

    async fn a_null_parameter_can_be_asked_for(site) {
        let db = site.with_items().await;
        let sql = "SELECT count(*) FROM item WHERE $1 IS NULL OR id = $1";
        let count: i64 = db.query_one(sql, vec![None::<i64>.into()]).await.unwrap();
        assert_eq!(count, 0);
        let is_null: i64 = db.query_one("SELECT CASE WHEN $1 IS NULL THEN 1 ELSE 0 END", vec![None::<&str>.into()])
            .await.unwrap();
        assert_eq!(is_null, 1);
    }

    async fn an_untyped_null_is_stored_in_any_column(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        tx.exec("INSERT INTO item (id, name) VALUES ($1, $2)", vec![1.into(), Val::Null]).await.unwrap();
        tx.commit().await.unwrap();
        let name: Option<String> = db.query_one("SELECT name FROM item", vec![]).await.unwrap();
        assert_eq!(name, None);
    }

    async fn parameters_go_by_their_numbers_in_any_order(site) {
        let db = site.open().await;
        let sql = "SELECT CAST($2 AS BIGINT) - CAST($1 AS BIGINT), CAST($2 AS BIGINT)";
        let row: (i64, i64) = db.query_one(sql, vec![1.into(), 10.into()]).await.unwrap();
        assert_eq!(row, (9, 10));
    }

    async fn a_parameter_without_a_value_is_refused(site) {
        let db = site.open().await;
        let result = db.query::<i64>("SELECT CAST($2 AS BIGINT)", vec![1.into()]).await;
        assert!(matches!(result, Err(DbError::Other(_))), "{result:?}");
    }

    async fn sums_keep_to_whole_numbers(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        let rows = vec![1_i64.into(), "a".into(), 4_000_000_000_000_000_000_i64.into(), Val::Null];
        tx.insert("item", COLUMNS, rows).await.unwrap();
        tx.commit().await.unwrap();
        let sum: i64 = db.query_one("SELECT CAST(COALESCE(SUM(id), 0) AS BIGINT) FROM item", vec![]).await.unwrap();
        assert_eq!(sum, 4_000_000_000_000_000_001);
    }

    async fn nul_in_a_text_is_refused_before_it_is_sent(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.exec_all(vec![item(1, "a\0b")]).await, Err(DbError::Nul));
        let mut tx = db.begin_after(tx).await;
        assert_eq!(tx.insert("item", COLUMNS, vec![1.into(), "a\0b".into()]).await, Err(DbError::Nul));
        drop(tx);
        assert_eq!(db.query::<i64>("SELECT id FROM item WHERE name = $1", vec!["\0".into()]).await, Err(DbError::Nul));
        assert!(ids(&db).await.is_empty());
    }

    async fn a_value_of_the_wrong_kind_is_a_typed_error(site) {
        let db = site.with_items().await;
        let read = db.query::<i64>("SELECT $1", vec!["text".into()]).await;
        assert!(matches!(read, Err(DbError::Type { wanted: "BIGINT", .. })), "{read:?}");
        let read = db.query::<String>("SELECT count(*) FROM item", vec![]).await;
        assert!(matches!(read, Err(DbError::Type { wanted: "TEXT", .. })), "{read:?}");
        let missing = db.query::<(i64, i64)>("SELECT count(*) FROM item", vec![]).await;
        assert!(matches!(missing, Err(DbError::Type { .. })), "{missing:?}");
        let mut tx = db.begin().await.unwrap();
        let stored = tx.insert("item", COLUMNS, vec!["1".into(), "a".into()]).await;
        assert!(matches!(stored, Err(DbError::Type { .. })), "{stored:?}");
    }

    async fn many_rows_at_once_arrive_whole(site) {
        let db = site.with_items().await;
        for (from, count) in [(0, 1), (10, 16), (100, 17), (1000, 20_000)] {
            let mut cells = Vec::new();
            for id in from..from + count {
                cells.extend([Val::Int(id), if id % 3 == 0 { Val::Null } else { format!("项目{id}").into() }]);
            }
            let mut tx = db.begin().await.unwrap();
            tx.insert("item", COLUMNS, cells).await.unwrap();
            tx.commit().await.unwrap();
        }
        let sql = "SELECT count(*), count(name), CAST(SUM(id) AS BIGINT), min(name) FROM item WHERE id >= 100";
        let found: (i64, i64, i64, String) = db.query_one(sql, vec![]).await.unwrap();
        let kept = (100..117).chain(1000..21_000).collect::<Vec<i64>>();
        let named = kept.iter().filter(|id| *id % 3 != 0).count() as i64;
        assert_eq!(found, (kept.len() as i64, named, kept.iter().sum(), "项目100".to_owned()));
    }

    async fn an_incomplete_row_is_refused(site) {
        let db = site.with_items().await;
        let mut tx = db.begin().await.unwrap();
        assert!(matches!(tx.insert("item", COLUMNS, vec![1.into()]).await, Err(DbError::Other(_))));
        tx.insert("item", COLUMNS, vec![]).await.unwrap();
    }
}

/// For tests that provoke one failure after the other.
trait BeginAfter {
    async fn begin_after(&self, failed: db::Tx) -> db::Tx;
}

impl BeginAfter for db::Db {
    async fn begin_after(&self, failed: db::Tx) -> db::Tx {
        failed.rollback().await.unwrap();
        self.begin().await.unwrap()
    }
}
