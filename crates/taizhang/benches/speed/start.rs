//! Loading the snapshot, starting the server, and its memory.

use crate::server::Server;
use crate::site::{Bench, url};
use crate::table::{Budget, Row, Unit, median, median_of};
use anyhow::Result;
use domain::facts::{Owner, RecordKind};
use std::path::Path;
use std::time::{Duration, Instant};

const LOAD_MS: f64 = 2_000.0;
const START_MS: f64 = 300.0;
const SMALL_MIB: f64 = 40.0;
const LARGE_MIB: f64 = 250.0;
/// Pages asked before the server's memory is read.
const PAGES: usize = 20;

/// The snapshot loaded, beside a plain fold over the same rows.
pub fn load(bench: &Bench) -> Result<Vec<Row>> {
    let path = bench.large()?;
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..bench.runs {
        let ledger = bench.open(&path)?;
        let start = Instant::now();
        let snapshot = bench.runtime.block_on(ledger.live().current())?;
        times.push(start.elapsed());
        bytes = snapshot.bytes();
    }
    let raw = fold(bench, &path)?;
    let mib = bytes as f64 / f64::from(1 << 20);
    Ok(vec![
        Row::time(
            format!("snapshot loaded, {} projects", bench.projects),
            median(times),
            raw,
            Budget::Figure(LOAD_MS),
        ),
        Row::of("the snapshot's columns", Unit::MiB, mib, None, Budget::None),
    ])
}

/// Reads every column of every row that the snapshot is made of, and keeps nothing.
fn fold(bench: &Bench, path: &Path) -> Result<Duration> {
    let db = bench.runtime.block_on(db::Db::open(&url(path), db::Options::default()))?;
    let kinds = RecordKind::ALL.iter().filter(|kind| {
        !matches!(kind.owner(), Owner::Nobody | Owner::Org)
            && !matches!(kind, RecordKind::Note | RecordKind::Evidence)
    });
    let mut failed = None;
    let took = median_of(bench.runs, || {
        for kind in kinds.clone() {
            let columns: Vec<String> =
                kind.fields().iter().map(|field| format!("\"{}\"", field.name)).collect();
            let sql = format!("SELECT {} FROM {} WHERE until IS NULL", columns.join(", "), kind.table());
            let folded = bench.runtime.block_on(db.fold(sql, Vec::new(), 0, |sum: &mut i64, row| {
                for (at, field) in kind.fields().iter().enumerate() {
                    *sum += match field.kind {
                        domain::facts::ColumnKind::Int => row.opt_int(at)?.unwrap_or(0),
                        domain::facts::ColumnKind::Text => {
                            row.opt_str(at)?.map_or(0, |text| text.len() as i64)
                        }
                    };
                }
                Ok(())
            }));
            failed = folded.err().or(failed.take());
        }
    });
    failed.map_or(Ok(took), |error| Err(error.into()))
}

/// From the start of the program to the end of the first page.
pub fn start(bench: &Bench) -> Result<Vec<Row>> {
    let path = bench.small()?;
    let mut times = Vec::new();
    for _ in 0..bench.runs {
        let start = Instant::now();
        let server = Server::start(&path)?;
        server.ask_first()?;
        times.push(start.elapsed());
    }
    let raw = fold(bench, &path)?;
    Ok(vec![Row::time(
        "start on 20,000 projects, to the first page",
        median(times),
        raw,
        Budget::Figure(START_MS),
    )])
}

/// The memory of the server's process after some pages, beside the bytes of the columns.
pub fn memory(bench: &Bench) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (path, projects, budget) in
        [(bench.small()?, 20_000, SMALL_MIB), (bench.large()?, bench.projects, LARGE_MIB)]
    {
        let server = Server::start(&path)?;
        for _ in 0..PAGES {
            server.ask_first()?;
        }
        let ledger = bench.open(&path)?;
        let columns = bench.runtime.block_on(ledger.live().current())?.bytes() as f64 / f64::from(1 << 20);
        let what = format!("resident memory of the server, {projects} projects");
        rows.push(Row::of(
            what,
            Unit::MiB,
            server.memory_mib("VmRSS")?,
            Some(columns),
            Budget::Figure(budget),
        ));
        let what = format!("  its peak, {projects} projects");
        rows.push(Row::of(what, Unit::MiB, server.memory_mib("VmHWM")?, Some(columns), Budget::None));
        if bench.projects == 20_000 {
            break;
        }
    }
    Ok(rows)
}
