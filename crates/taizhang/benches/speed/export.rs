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
    let rows = rows(bench);
    let raw = median_of(bench.runs, || bare(&rows));
    let writer = median_of(bench.runs, || ours(&rows));
    let mut lines = vec![Row::time(
        format!("{} rows written to xlsx by the writer", rows.len()),
        writer,
        raw,
        Budget::Figure(MS),
    )];
    if let Some(took) = command(bench)? {
        let what = format!("{SMALL_PROJECTS} projects exported to xlsx, whole program");
        lines.push(Row::time(what, took, raw, Budget::None));
    }
    Ok(lines)
}

/// The command line's export; none when the program has no such command.
fn command(bench: &Bench) -> Result<Option<Duration>> {
    let small = url(&bench.small()?);
    let out = bench.passing("export.xlsx");
    let mut times = Vec::new();
    for _ in 0..bench.runs {
        let start = Instant::now();
        let words = ["--db", &small, "projects", "--format", "xlsx", "--out", &out.display().to_string()];
        if import::program(&words)?.is_none() {
            return Ok(None);
        }
        times.push(start.elapsed());
    }
    Ok(Some(median(times)))
}
