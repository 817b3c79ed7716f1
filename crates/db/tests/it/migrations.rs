//! The schema's history.

use db::{DbError, Migration, MigrationProblem};

use crate::site::on_both;

const FIRST: Migration = Migration {
    name: "0001_first",
    sql: "CREATE TABLE one (id BIGINT PRIMARY KEY); CREATE INDEX one_by_id ON one (id); INSERT INTO one VALUES (1);",
};
const SECOND: Migration =
    Migration { name: "0002_second", sql: "ALTER TABLE one ADD COLUMN name TEXT; -- more; to come\n" };
const OTHER_SECOND: Migration =
    Migration { name: "0002_second", sql: "ALTER TABLE one ADD COLUMN label TEXT;" };
const BROKEN: Migration =
    Migration { name: "0002_broken", sql: "CREATE TABLE two (id BIGINT); INSERT INTO nowhere VALUES (1)" };

on_both! {
    async fn missing_steps_are_taken_once(site) {
        let db = site.open().await;
        assert_eq!(db.migrate(&[FIRST]).await, Ok(vec!["0001_first"]));
        assert_eq!(db.migrate(&[FIRST, SECOND]).await, Ok(vec!["0002_second"]));
        assert_eq!(db.migrate(&[FIRST, SECOND]).await, Ok(vec![]));
        assert_eq!(db.query_one("SELECT id, name FROM one", vec![]).await, Ok((1_i64, None::<String>)));
    }

    async fn a_newer_database_is_refused(site) {
        let db = site.open().await;
        db.migrate(&[FIRST, SECOND]).await.unwrap();
        let problem = MigrationProblem::Newer;
        let refused = DbError::Migration { name: "0002_second".to_owned(), problem };
        assert_eq!(db.migrate(&[FIRST]).await, Err(refused));
    }

    async fn a_step_whose_text_was_changed_is_refused(site) {
        let db = site.open().await;
        db.migrate(&[FIRST, SECOND]).await.unwrap();
        let problem = MigrationProblem::Changed;
        let refused = DbError::Migration { name: "0002_second".to_owned(), problem };
        assert_eq!(db.migrate(&[FIRST, OTHER_SECOND]).await, Err(refused));
    }

    async fn a_failing_step_leaves_the_database_as_it_was(site) {
        let db = site.open().await;
        let failed = db.migrate(&[FIRST, BROKEN]).await;
        let Err(DbError::Migration { name, problem: MigrationProblem::Failed(_) }) = failed else {
            panic!("{failed:?}")
        };
        assert_eq!(name, "0002_broken");
        assert!(db.query::<i64>("SELECT id FROM one", vec![]).await.is_err());
        assert_eq!(db.migrate(&[FIRST, SECOND]).await, Ok(vec!["0001_first", "0002_second"]));
    }

    async fn servers_that_start_at_once_take_each_step_once(site) {
        let mut starting = Vec::new();
        for _ in 0..4 {
            let db = site.open().await;
            starting.push(tokio::spawn(async move { db.migrate(&[FIRST, SECOND]).await }));
        }
        let mut taken = Vec::new();
        for server in starting {
            taken.extend(server.await.unwrap().unwrap());
        }
        assert_eq!(taken, vec!["0001_first", "0002_second"]);
    }
}
