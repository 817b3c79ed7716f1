//! Durable creates: many writers at once through the ledger, beside one synced commit after the other.

use crate::site::{Bench, url};
use crate::table::{Budget, Row, Unit};
use anyhow::Result;
use db::{Db, Kind, Options, Val};
use domain::facts::{Org, OrgId, Project};
use domain::{OrgKind, ZoneLevel};
use std::time::Instant;
use taizhang::ledger::{Act, Ledger, Origin};

const WRITERS: usize = 64;
const CREATES_A_WRITER: usize = 100;
const SINGLE_COMMITS: i64 = 1_000;
const PER_SECOND: f64 = 2_500.0;
const COLUMNS: &[(&str, Kind)] = &[("id", Kind::Int), ("no", Kind::Text), ("title", Kind::Text)];

/// Measures on both engines.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for engine in ["SQLite", "PostgreSQL"] {
        let place = |name: &str| match engine {
            "SQLite" => url(&bench.passing(name)),
            _ => db::testkit::postgres_database(),
        };
        // The median of a few, since other work on the machine makes single runs jump.
        let mut raw = Vec::new();
        let mut ours = Vec::new();
        for _ in 0..3 {
            raw.push(bench.runtime.block_on(single_commits(&place("single.db")))?);
            ours.push(bench.runtime.block_on(creates(bench, &place("creates.db")))?);
        }
        let what = format!("creates with {WRITERS} writers on {engine}");
        rows.push(Row::of(
            what,
            Unit::PerSecond,
            middle(ours),
            Some(middle(raw)),
            Budget::Figure(PER_SECOND),
        ));
    }
    Ok(rows)
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// One row, one commit, one sync, again and again.
async fn single_commits(url: &str) -> Result<f64> {
    let db = Db::open(url, Options::default()).await?;
    let mut tx = db.begin().await?;
    tx.exec("CREATE TABLE single (id BIGINT PRIMARY KEY, no TEXT NOT NULL, title TEXT NOT NULL)", vec![])
        .await?;
    tx.commit().await?;
    let start = Instant::now();
    for id in 0..SINGLE_COMMITS {
        let mut tx = db.begin().await?;
        let row =
            vec![Val::Int(id), Val::Text(format!("单-{id}")), Val::Text("年产十万吨新材料项目".to_owned())];
        tx.insert("single", COLUMNS, row).await?;
        tx.commit().await?;
    }
    let rate = SINGLE_COMMITS as f64 / start.elapsed().as_secs_f64();
    db.close().await;
    Ok(rate)
}

/// Projects registered by many at once, each in a change of its own with a key, as forms do it.
async fn creates(bench: &Bench, url: &str) -> Result<f64> {
    let ledger = Ledger::open(url, bench.passing("files"), Bench::clock()).await?;
    let mut writer = ledger.write(Act::new(None, Origin::CommandLine)).await?;
    let zone = OrgId(writer.create(&zone()));
    writer.commit().await?;
    let start = Instant::now();
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(register(ledger.clone(), zone, writer))).collect();
    for writer in writers {
        writer.await??;
    }
    let rate = (WRITERS * CREATES_A_WRITER) as f64 / start.elapsed().as_secs_f64();
    ledger.db().clone().close().await;
    Ok(rate)
}

async fn register(ledger: Ledger, zone: OrgId, writer: usize) -> Result<()> {
    for number in 0..CREATES_A_WRITER {
        let own_no = format!("{writer}-{number}");
        let act = Act::new(None, Origin::Web).keyed(Some(format!("key-of-{own_no}")));
        let mut change = ledger.write(act).await?;
        change.create(&Project::new(own_no, "年产十万吨新材料项目", zone));
        change.commit().await?;
    }
    Ok(())
}

fn zone() -> Org {
    Org {
        parent: None,
        kind: OrgKind::Zone,
        name: "示范开发区".to_owned(),
        aliases: None,
        code: None,
        region: None,
        level: Some(ZoneLevel::Provincial),
        position: 1,
        valid_from: None,
        valid_to: None,
    }
}
