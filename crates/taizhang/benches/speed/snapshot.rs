//! Lists and figures evaluated in the snapshot, beside plain loops over the same columns.

use crate::site::Bench;
use crate::table::{Budget, Row, median_of};
use anyhow::Result;
use domain::limits::{GROUP_LINES_MAX, LISTED_DIMS_MIN};
use domain::{Day, ListKind, Money, Scope, SizeBands, Stage};
use figures::{Catalogue, Dim, Filter, Population, Question, Snapshot, evaluate, evaluate_page};
use std::time::Duration;

/// What the design promises of any list page and any grouped figure.
const BUDGET: Budget = Budget::Figure(5.0);
const PAGE: usize = 50;
const YI_FEN: i64 = 10_000_000_000;
/// In a plain column: nothing known.
const NOTHING: i64 = i64::MIN;
const NO_DAY: i32 = i32::MAX;

/// The columns that the plain loops run over.
#[derive(Default)]
struct Columns {
    stage: Vec<i32>,
    zone: Vec<i32>,
    quarter: Vec<i32>,
    /// Zone, quarter and size band at once.
    cell: Vec<i32>,
    signed_on: Vec<i32>,
    invest_fen: Vec<i64>,
    entry_group: Vec<i32>,
    entry_fen: Vec<i64>,
    zones: usize,
    quarters: usize,
    cells: usize,
    entry_groups: usize,
}

/// Measures.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let ledger = bench.open(&bench.large()?)?;
    let snapshot = bench.runtime.block_on(ledger.live().current())?;
    let today = Bench::today();
    let columns = Columns::of(&snapshot, today)?;
    let runs = bench.runs * 5;
    let mut rows = Vec::new();
    for (text, sort, raw) in [
        ("", "-invest", median_of(runs, || columns.page(|_| true))),
        (
            "stage:commenced invest>=1亿",
            "-invest",
            median_of(runs, || columns.page(|row| columns.asked(row))),
        ),
        ("科技", "-invest", Duration::ZERO),
        ("origin:outside signed:2021", "-signed", Duration::ZERO),
        ("overdue:start", "-late", Duration::ZERO),
    ] {
        let took = list(&snapshot, text, sort, runs)?;
        let what = format!("list page [{text}] sorted by {sort}");
        rows.push(row(what, took, raw));
    }
    for (name, by, raw) in [
        ("signed", &[Dim::Zone][..], median_of(runs, || columns.signed(&columns.zone, columns.zones))),
        ("signed", &[Dim::Quarter], median_of(runs, || columns.signed(&columns.quarter, columns.quarters))),
        ("roundEntries", &[Dim::Round, Dim::List], median_of(runs, || columns.entries())),
        ("signed", &[Dim::Industry], Duration::ZERO),
        ("signed", &[Dim::Origin], Duration::ZERO),
        ("signed", &[Dim::Zone, Dim::Size], Duration::ZERO),
        ("signed", &[Dim::City, Dim::Year, Dim::Size], Duration::ZERO),
        (
            "signed",
            &[Dim::Zone, Dim::Quarter, Dim::Size],
            median_of(runs, || columns.signed(&columns.cell, columns.cells)),
        ),
        ("byStage", &[Dim::Zone], Duration::ZERO),
        ("overdueStart", &[Dim::City], Duration::ZERO),
        ("listStartRate", &[Dim::Round], Duration::ZERO),
    ] {
        let (took, groups) = figure(&snapshot, name, by, today, runs)?;
        let dims: Vec<&str> = by.iter().map(|dim| dim.name()).collect();
        rows.push(row(format!("figure {name} by {}, {groups} groups", dims.join(",")), took, raw));
    }
    let by = [Dim::Zone, Dim::Quarter, Dim::Size];
    let scope = Scope::operator();
    let question = Question { by: &by, ..Question::new(&snapshot, &scope, today) };
    let took = median_of(runs, || evaluate(Catalogue::builtin(), &question, "signed"));
    let what = "the last, each of its groups in words, as the workbook has them".to_owned();
    rows.push(Row::of(what, crate::table::Unit::Ms, took.as_secs_f64() * 1000.0, None, Budget::None));
    Ok(rows)
}

fn row(what: String, took: Duration, raw: Duration) -> Row {
    match raw {
        Duration::ZERO => Row::of(what, crate::table::Unit::Ms, took.as_secs_f64() * 1000.0, None, BUDGET),
        raw => Row::time(what, took, raw, BUDGET),
    }
}

/// Filter, sort and page, as the ledger page does it; the filter's text is read each time too.
fn list(snapshot: &Snapshot, text: &str, sort: &str, runs: usize) -> Result<Duration> {
    let scope = Scope::operator();
    let page = || -> Result<usize> {
        let filter = Filter::parse(text)?;
        let population = Population::new(snapshot, &scope, Some(&filter), Bench::today())?;
        let sort = sort.parse().map_err(|_| anyhow::anyhow!("no such sort: {sort}"))?;
        Ok(population.page(sort, 0, PAGE).len())
    };
    page()?;
    Ok(median_of(runs, page))
}

/// How long a grouped figure and its whole take, as a page asks for them, and in how many groups they come.
fn figure(snapshot: &Snapshot, name: &str, by: &[Dim], today: Day, runs: usize) -> Result<(Duration, usize)> {
    let scope = Scope::operator();
    let question = Question { by, ..Question::new(snapshot, &scope, today) };
    let lines = if by.len() >= LISTED_DIMS_MIN { GROUP_LINES_MAX } else { usize::MAX };
    let page = || evaluate_page(Catalogue::builtin(), &question, name, lines);
    let groups = page()?.groups;
    Ok((median_of(runs, page), groups))
}

impl Columns {
    fn of(snapshot: &Snapshot, today: Day) -> Result<Self> {
        let population = Population::new(snapshot, &Scope::operator(), None, today)?;
        let mut columns = Self::default();
        let mut zones = Codes::default();
        let mut quarters = Codes::default();
        let (mut cells, mut groups) = (Codes::default(), Codes::default());
        let bands = SizeBands::default();
        for project in population.projects() {
            let signed = project.day_of(Stage::Signed, today);
            let quarter = signed.map_or(NOTHING, |day| i64::from(day.month_index().div_euclid(3)));
            columns.stage.push(project.stage_on(today).map_or(-1, |stage| stage as i32));
            let (zone, quarter) = (zones.code(project.zone().0), quarters.code(quarter));
            let band = project.invest_fen().map_or(-1, |fen| bands.index_of(Money::from_fen(fen)) as i64);
            columns.zone.push(zone);
            columns.quarter.push(quarter);
            columns.cell.push(cells.code((i64::from(zone) << 32) + (i64::from(quarter) << 8) + band));
            columns.signed_on.push(signed.map_or(NO_DAY, Day::days));
            columns.invest_fen.push(project.invest_fen().unwrap_or(NOTHING));
            for entry in project.entries() {
                let group = entry.round * ListKind::ALL.len() as i64 + entry.list as i64;
                columns.entry_group.push(groups.code(group));
                columns.entry_fen.push(entry.amount_fen().unwrap_or(NOTHING));
            }
        }
        (columns.zones, columns.quarters) = (zones.0.len(), quarters.0.len());
        (columns.cells, columns.entry_groups) = (cells.0.len(), groups.0.len());
        Ok(columns)
    }

    fn asked(&self, row: usize) -> bool {
        self.stage[row] == Stage::Commenced as i32 && self.invest_fen[row] >= YI_FEN
    }

    /// The rows with the largest investments.
    fn page(&self, asked: impl Fn(usize) -> bool) -> Vec<(i64, usize)> {
        let mut found: Vec<(i64, usize)> = (0..self.invest_fen.len())
            .filter(|row| asked(*row))
            .map(|row| (self.invest_fen[row], row))
            .collect();
        let page = PAGE.min(found.len());
        if page < found.len() {
            found.select_nth_unstable_by(page, |a, b| b.cmp(a));
        }
        found.truncate(page);
        found.sort_by(|a, b| b.cmp(a));
        found
    }

    /// Count and sum of what was signed, by a column of codes.
    fn signed(&self, codes: &[i32], groups: usize) -> Vec<(i64, i128)> {
        let today = Bench::today().days();
        let mut sums = vec![(0, 0); groups];
        for ((code, signed_on), fen) in codes.iter().zip(&self.signed_on).zip(&self.invest_fen) {
            if *signed_on <= today {
                add(&mut sums[*code as usize], *fen);
            }
        }
        sums
    }

    fn entries(&self) -> Vec<(i64, i128)> {
        let mut sums = vec![(0, 0); self.entry_groups];
        for (code, fen) in self.entry_group.iter().zip(&self.entry_fen) {
            add(&mut sums[*code as usize], *fen);
        }
        sums
    }
}

fn add((count, sum): &mut (i64, i128), fen: i64) {
    *count += 1;
    if fen != NOTHING {
        *sum += i128::from(fen);
    }
}

/// Small numbers for large ones, in the order of meeting.
#[derive(Default)]
struct Codes(std::collections::HashMap<i64, i32>);

impl Codes {
    fn code(&mut self, number: i64) -> i32 {
        let next = self.0.len() as i32;
        *self.0.entry(number).or_insert(next)
    }
}
