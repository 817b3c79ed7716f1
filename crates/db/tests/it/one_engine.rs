//! What only one of the engines has.

use db::{AddressProblem, Db, DbError, Engine, Options, Why};

use crate::site::{Site, add, ids, item};
use crate::testkit;

#[tokio::test]
async fn a_backup_is_whole_and_never_overwrites() {
    let site = Site::sqlite();
    let db = site.with_items().await;
    add(&db, 1).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.exec_all(vec![item(2, "not yet")]).await.unwrap();
    let copy = site.dir.path().join("copy.db");
    db.backup(&copy).await.unwrap();
    assert!(matches!(db.backup(&copy).await, Err(DbError::Unavailable { .. })));
    tx.commit().await.unwrap();
    let copy = Db::open(&format!("sqlite:{}", copy.display()), Options::default()).await.unwrap();
    assert_eq!(ids(&copy).await, vec![1]);
}

#[tokio::test]
async fn postgres_is_backed_up_by_its_own_tool() {
    let site = Site::postgres();
    let refused = site.open().await.backup(&site.dir.path().join("x")).await;
    assert!(matches!(refused, Err(DbError::Unsupported(text)) if text.contains("pg_dump")));
}

#[tokio::test]
async fn a_private_database_is_shared_by_its_handles_and_gone_with_them() {
    let db = Db::open("sqlite::memory:", Options::default()).await.unwrap();
    let path = db.url_for_people().strip_prefix("sqlite:").unwrap().to_owned();
    crate::site::script(&db, "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT)").await;
    add(&db, 1).await.unwrap();
    assert_eq!((ids(&db.clone()).await, db.engine()), (vec![1], Engine::Sqlite));
    assert!(std::path::Path::new(&path).exists());
    db.close().await;
    assert!(!std::path::Path::new(&path).exists());
}

#[tokio::test]
async fn a_missing_or_foreign_file_is_a_clear_error() {
    let site = Site::sqlite();
    let missing = Db::open(&site.url, Options { create: false, ..Options::default() }).await;
    assert!(matches!(missing, Err(DbError::Unavailable { reason, .. }) if reason.contains("test.db")));
    let path = site.dir.path().join("letter.txt");
    std::fs::write(&path, "Dear Sir or Madam, ".repeat(100)).unwrap();
    let foreign = Db::open(&format!("sqlite:{}", path.display()), Options::default()).await;
    assert!(matches!(foreign, Err(DbError::Damaged(_))), "{:?}", foreign.err());
    let nowhere = Db::open("sqlite:/no/such/folder/x.db", Options::default()).await;
    assert!(
        matches!(nowhere, Err(DbError::Unavailable { reason, .. }) if reason.contains("/no/such/folder"))
    );
}

#[tokio::test]
async fn a_path_that_cannot_be_a_database_says_what_is_wrong_with_it() {
    let dir = Site::sqlite().dir;
    let file = dir.path().join("letter.txt");
    std::fs::write(&file, "").unwrap();
    let at = |name: &str| format!("sqlite:{}", dir.path().join(name).display());
    for (url, create, expected) in [
        (at("none/x.db"), true, Why::NoFolder),
        (at("letter.txt/x.db"), true, Why::NotAFolder),
        (at(""), true, Why::IsFolder),
        (at("none.db"), false, Why::NoFile),
        // Nobody makes a file there, not even the administrator.
        ("sqlite:/proc/x.db".to_owned(), true, Why::CantCreate),
    ] {
        let refused = Db::open(&url, Options { create, ..Options::default() }).await;
        let Err(DbError::Unavailable { why, .. }) = refused else { panic!("{url}: {:?}", refused.err()) };
        assert_eq!((why, why.is_of_path()), (expected, true), "{url}");
    }
}

#[tokio::test]
async fn a_text_that_is_no_address_says_what_is_wrong_with_it() {
    for (url, expected) in [
        ("mysql://x", AddressProblem::Kind),
        ("ledger.db", AddressProblem::Kind),
        ("sqlite:", AddressProblem::NoFile),
        ("postgres://", AddressProblem::NoHost),
        ("postgres://a:b:c@[", AddressProblem::Unreadable),
    ] {
        let refused = Db::open(url, Options::default()).await.err();
        assert_eq!(refused, Some(DbError::Address(expected)), "{url}");
    }
}

#[tokio::test]
async fn another_process_that_writes_the_same_file_is_waited_for_and_then_reported_as_busy() {
    let site = Site::sqlite();
    let hasty = Options { lock_timeout: std::time::Duration::from_millis(20), ..Options::default() };
    let (server, command) = (site.with_items().await, site.open_with(hasty).await);
    let mut tx = server.begin().await.unwrap();
    tx.exec_all(vec![item(1, "x")]).await.unwrap();
    assert!(matches!(command.begin().await, Err(DbError::Busy)));
    tx.commit().await.unwrap();
    add(&command, 2).await.unwrap();
    assert_eq!(ids(&server).await, vec![1, 2]);
}

#[tokio::test]
async fn a_lock_that_another_server_holds_is_reported_as_busy() {
    let site = Site::postgres();
    let hasty = Options { lock_timeout: std::time::Duration::from_millis(20), ..Options::default() };
    let (one, two) = (site.with_items().await, site.open_with(hasty).await);
    add(&one, 1).await.unwrap();
    let lock = "UPDATE item SET name = 'locked' WHERE id = 1";
    let mut holder = one.begin().await.unwrap();
    holder.exec(lock, vec![]).await.unwrap();
    assert_eq!(two.begin().await.unwrap().exec(lock, vec![]).await, Err(DbError::Busy));
    holder.commit().await.unwrap();
    add(&two, 2).await.unwrap();
}

#[tokio::test]
async fn a_broken_connection_fails_the_batch_and_is_replaced() {
    let site = Site::postgres();
    let db = site.with_items().await;
    let mut tx = db.begin().await.unwrap();
    let pid: i64 = tx.query_one("SELECT CAST(pg_backend_pid() AS BIGINT)", vec![]).await.unwrap();
    tx.exec_all(vec![item(1, "x")]).await.unwrap();
    testkit::psql(&site.url, &format!("SELECT pg_terminate_backend({pid})"));
    assert!(matches!(tx.commit().await, Err(DbError::Unavailable { .. })));
    add(&db, 2).await.unwrap();
    assert_eq!(ids(&db).await, vec![2]);
}

#[tokio::test]
async fn an_unreachable_server_is_unavailable_and_no_password_is_told() {
    let refused = Db::open("postgres://me:s3cret@127.0.0.1:1/x", Options::default()).await;
    let Err(DbError::Unavailable { why, reason }) = refused else { panic!("connected") };
    assert!(why == Why::NoServer && !reason.contains("s3cret"));
    let no_such = testkit::postgres_url().replace("/postgres?", "/no_such_database?");
    let refused = Db::open(&no_such, Options::default()).await;
    assert!(matches!(refused, Err(DbError::Unavailable { why: Why::NoDatabase, .. })), "{:?}", refused.err());
}
