//! A process that is killed in the middle of writing has lost nothing that it acknowledged.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::site::{add, ids, on_both};

/// Tells the child which database to write to.
const CHILD: &str = "DB_TEST_KILLED_WRITER";

const ACKNOWLEDGED: usize = 1000;

on_both! {
    async fn kill_nine_loses_no_acknowledged_write(site) {
        drop(site.with_items().await);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::writes_until_it_is_killed", "--nocapture"])
            .env(CHILD, &site.url)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let number = |line: String| line.strip_prefix("done ").and_then(|id| id.parse::<i64>().ok());
        let mut acknowledged: HashSet<i64> = lines.by_ref().filter_map(number).take(ACKNOWLEDGED).collect();
        assert_eq!(acknowledged.len(), ACKNOWLEDGED, "the writer ended by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        // The last line may have been cut, but what came through whole was acknowledged as well.
        acknowledged.extend(lines.filter(|line| line.len() == "done 1000000".len()).filter_map(number));
        let kept: HashSet<i64> = ids(&site.open().await).await.into_iter().collect();
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "lost {lost:?}");
    }
}

/// Not a test by itself: the child of the one above.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_until_it_is_killed() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let db = db::Db::open(&url, db::Options::default()).await.unwrap();
    let writers = (0..16).map(|writer| {
        let db = db.clone();
        tokio::spawn(async move {
            for round in 0.. {
                let id = 1_000_000 + round * 16 + writer;
                add(&db, id).await.unwrap();
                eprintln!("done {id}");
            }
        })
    });
    futures_util::future::join_all(writers.collect::<Vec<_>>()).await;
}
