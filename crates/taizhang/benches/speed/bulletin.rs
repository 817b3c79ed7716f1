//! A bulletin over five rounds with its annexes, beside the snapshot that it is drafted from.

use crate::import;
use crate::site::{Bench, SMALL_PROJECTS, url};
use crate::table::{Budget, Row, median};
use anyhow::Result;
use std::time::{Duration, Instant};

/// For a document over five rounds and 90 zones with its annexes.
const MS: f64 = 2_000.0;

/// Measures.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let small = url(&bench.small()?);
    let (out, annex) = (bench.passing("bulletin.docx"), bench.passing("bulletin.xlsx"));
    let (out, annex) = (out.display().to_string(), annex.display().to_string());
    let written = ["--db", &small, "bulletin", "follow-up", "--out", &out, "--annex", &annex];
    // The least that a command does with the same ledger: it loads the snapshot and asks one figure.
    let raw = timed(bench, &["--db", &small, "figures", "listStartRate", "--format", "json"])?;
    let what =
        format!("bulletin over five rounds of {SMALL_PROJECTS} projects, docx and xlsx, whole program");
    Ok(vec![Row::time(what, timed(bench, &written)?, raw, Budget::Figure(MS))])
}

fn timed(bench: &Bench, words: &[&str]) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..bench.runs {
        let start = Instant::now();
        import::program(words)?;
        times.push(start.elapsed());
    }
    Ok(median(times))
}
