//! A list of 20,000 projects written to a workbook, beside the same cells written by the bare library.

use crate::import;
use crate::site::{Bench, SMALL_PROJECTS, url};
use crate::table::{Budget, Row, median, median_of};
use crate::writing::{bare, ours, rows};
use anyhow::Result;
use std::time::{Duration, Instant};

const MS: f64 = 600.0;

/// Measures.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let rows = rows(SMALL_PROJECTS);
    let raw = median_of(bench.runs, || bare(&rows));
    let writer = median_of(bench.runs, || ours(&rows));
    let written = format!("{} rows written to xlsx by the writer", rows.len());
    let exported = format!("{SMALL_PROJECTS} projects exported to xlsx, whole program");
    Ok(vec![
        Row::time(written, writer, raw, Budget::Figure(MS)),
        Row::time(exported, command(bench)?, raw, Budget::Figure(MS)),
    ])
}

/// The command line's export.
fn command(bench: &Bench) -> Result<Duration> {
    let small = url(&bench.small()?);
    let out = bench.passing("export.xlsx");
    let mut times = Vec::new();
    for _ in 0..bench.runs {
        let start = Instant::now();
        let words = ["--db", &small, "projects", "--format", "xlsx", "--out", &out.display().to_string()];
        import::program(&words)?;
        times.push(start.elapsed());
    }
    Ok(median(times))
}
