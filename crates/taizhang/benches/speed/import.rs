//! A workbook brought in by the real program, beside its cells read alone and its rows inserted raw.

use crate::site::{Bench, url};
use crate::table::{Budget, Row, Unit, median};
use crate::writing;
use anyhow::{Result, bail};
use db::{Db, Kind, Options, Val};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use taizhang::sample::HEADERS;

/// So many times the raw limit an import may take.
const TIMES: f64 = 3.0;
/// Done, but some rows wait to be mended.
const PARKED: i32 = 3;

const COLUMNS: &[(&str, Kind)] = &[
    ("id", Kind::Int),
    ("c0", Kind::Text),
    ("c1", Kind::Text),
    ("c2", Kind::Text),
    ("c3", Kind::Text),
    ("c4", Kind::Text),
    ("c5", Kind::Text),
    ("c6", Kind::Text),
    ("c7", Kind::Text),
    ("c8", Kind::Text),
    ("c9", Kind::Text),
    ("c10", Kind::Text),
    ("c11", Kind::Text),
    ("c12", Kind::Text),
    ("c13", Kind::Text),
    ("c14", Kind::Text),
    ("c15", Kind::Text),
    ("c16", Kind::Text),
    ("c17", Kind::Text),
    ("c18", Kind::Text),
];
const TABLE: &str = "CREATE TABLE raw (id BIGINT PRIMARY KEY, c0 TEXT, c1 TEXT, c2 TEXT, c3 TEXT, c4 TEXT, c5 TEXT, \
     c6 TEXT, c7 TEXT, c8 TEXT, c9 TEXT, c10 TEXT, c11 TEXT, c12 TEXT, c13 TEXT, c14 TEXT, c15 TEXT, c16 TEXT, \
     c17 TEXT, c18 TEXT)";

/// Measures.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let bytes = writing::ours(&writing::rows(bench.rows))?;
    let file = bench.passing("workbook.xlsx");
    std::fs::write(&file, &bytes)?;
    let mut raw = Vec::new();
    let mut read = Vec::new();
    for _ in 0..bench.runs {
        let start = Instant::now();
        let cells = cells(&bytes)?;
        read.push(start.elapsed());
        insert(bench, cells)?;
        raw.push(start.elapsed());
    }
    let (raw, read) = (median(raw), median(read));
    let ms = |took: Duration| took.as_secs_f64() * 1000.0;
    let what = format!("import of {} rows, whole program", bench.rows);
    Ok(vec![
        Row::of("  of the raw limit, reading the cells alone", Unit::Ms, ms(read), None, Budget::None),
        Row::time(what, import(bench, &file)?, raw, Budget::Ratio(TIMES)),
    ])
}

/// The texts of the first sheet's cells, row by row under their number.
fn cells(bytes: &[u8]) -> Result<Vec<Val>> {
    let book = office::read(bytes, "workbook.xlsx", &office::ReadLimits::default())?;
    let Some(sheet) = book.sheets.first() else { bail!("the workbook has no sheet") };
    let mut cells = Vec::new();
    for (number, row) in sheet.rows.iter().enumerate() {
        cells.push(Val::Int(number as i64));
        let texts = row.iter().map(|cell| Val::Text(cell.text().into_owned()));
        cells.extend(texts.chain(std::iter::repeat(Val::Null)).take(HEADERS.len()));
    }
    Ok(cells)
}

fn insert(bench: &Bench, cells: Vec<Val>) -> Result<()> {
    let path = bench.passing("raw.db");
    bench.runtime.block_on(async {
        let db = Db::open(&url(&path), Options::default()).await?;
        let mut tx = db.begin().await?;
        tx.exec(TABLE, Vec::new()).await?;
        tx.insert("raw", COLUMNS, cells).await?;
        tx.commit().await?;
        db.close().await;
        Ok(())
    })
}

/// The import into a fresh ledger.
fn import(bench: &Bench, file: &Path) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..bench.runs {
        let ledger = url(&bench.passing("import.db"));
        let file = file.display().to_string();
        let start = Instant::now();
        let words = ["--db", &ledger, "import", &file, "--create-zones", "--format", "json"];
        let output = program(&words)?;
        times.push(start.elapsed());
        let said = String::from_utf8_lossy(&output.stdout);
        let created = said.split("\"created\":").nth(1).unwrap_or_default().trim_start();
        if !created.starts_with(&bench.rows.to_string()) {
            bail!("not all rows were brought in: {}", said.chars().take(300).collect::<String>());
        }
    }
    Ok(median(times))
}

/// Runs the real program to its end.
pub fn program(words: &[&str]) -> Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taizhang"));
    let output = command.args(words).stdin(Stdio::null()).output()?;
    match output.status.code() {
        Some(0 | PARKED) => Ok(output),
        _ => bail!("{}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr)),
    }
}
