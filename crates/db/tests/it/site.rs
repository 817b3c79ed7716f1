//! A place for one test: a database of its own on either engine.

use std::borrow::Cow;

use db::{Db, Options, Val};

use crate::testkit;

/// An empty database and its address.
pub struct Site {
    pub url: String,
    /// Removed with the test.
    pub dir: tempfile::TempDir,
}

impl Site {
    pub fn sqlite() -> Site {
        let dir = tempfile::tempdir().unwrap();
        Site { url: format!("sqlite:{}", dir.path().join("test.db").display()), dir }
    }

    pub fn postgres() -> Site {
        Site { url: testkit::postgres_database(), dir: tempfile::tempdir().unwrap() }
    }

    pub async fn open(&self) -> Db {
        self.open_with(Options::default()).await
    }

    pub async fn open_with(&self, options: Options) -> Db {
        Db::open(&self.url, options).await.unwrap()
    }

    /// Opened, with the table `item (id BIGINT PRIMARY KEY, name TEXT)`.
    pub async fn with_items(&self) -> Db {
        self.with_items_and(Options::default()).await
    }

    pub async fn with_items_and(&self, options: Options) -> Db {
        let db = self.open_with(options).await;
        script(&db, "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT)").await;
        db
    }
}

/// Runs one statement in a transaction of its own.
pub async fn script(db: &Db, sql: &'static str) {
    let mut tx = db.begin().await.unwrap();
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit().await.unwrap();
}

/// A statement that adds an item.
pub fn item(id: i64, name: &str) -> (Cow<'static, str>, Vec<Val>) {
    ("INSERT INTO item (id, name) VALUES ($1, $2)".into(), vec![id.into(), name.into()])
}

/// Adds an item durably.
pub async fn add(db: &Db, id: i64) -> Result<(), db::DbError> {
    let mut tx = db.begin().await?;
    tx.exec_all(vec![item(id, "x")]).await?;
    tx.commit().await
}

pub async fn ids(db: &Db) -> Vec<i64> {
    db.query("SELECT id FROM item ORDER BY id", vec![]).await.unwrap()
}

/// Writes each test once for each engine.
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($site:ident) $body:block)*) => {
        $($(#[$about])* async fn $name($site: &crate::site::Site) $body)*

        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(&crate::site::Site::sqlite()).await; })*
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(&crate::site::Site::postgres()).await; })*
        }
    };
}
pub(crate) use on_both;
