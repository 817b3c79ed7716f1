//! The printed table: figure, raw limit, ratio, and what the design promises.

use crate::site::Bench;
use std::time::{Duration, Instant};

/// In what a figure is given.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    /// Milliseconds; less is better.
    Ms,
    /// Mebibytes; less is better.
    MiB,
    /// So many a second; more is better.
    PerSecond,
}

/// What the design promises of a figure.
#[derive(Debug, Clone, Copy)]
pub enum Budget {
    /// The figure itself: at most, or for rates at least.
    Figure(f64),
    /// The ratio to the raw limit, at most.
    Ratio(f64),
    /// Nothing: printed to be known.
    None,
}

/// One line of the table.
pub struct Row {
    what: String,
    unit: Unit,
    figure: f64,
    raw: Option<f64>,
    budget: Budget,
}

impl Row {
    /// A time with its raw limit.
    pub fn time(what: impl Into<String>, took: Duration, raw: Duration, budget: Budget) -> Self {
        Self { what: what.into(), unit: Unit::Ms, figure: ms(took), raw: Some(ms(raw)), budget }
    }

    /// Any figure.
    pub fn of(what: impl Into<String>, unit: Unit, figure: f64, raw: Option<f64>, budget: Budget) -> Self {
        Self { what: what.into(), unit, figure, raw, budget }
    }

    /// Prints the line.
    pub fn print(&self) {
        let unit = match self.unit {
            Unit::Ms => "ms",
            Unit::MiB => "MiB",
            Unit::PerSecond => "/s",
        };
        let raw = self.raw.map_or_else(|| "-".to_owned(), |raw| format!("{} {unit}", digits(raw)));
        let ratio = self.raw.map_or_else(|| "-".to_owned(), |raw| format!("{:.2}", self.figure / raw));
        println!(
            "{} {:>12} {raw:>12} {ratio:>7}  {}",
            padded(&self.what, 52),
            format!("{} {unit}", digits(self.figure)),
            self.verdict(unit)
        );
    }

    fn verdict(&self, unit: &str) -> String {
        let (text, kept) = match (self.budget, self.unit) {
            (Budget::None, _) => return String::new(),
            (Budget::Figure(least), Unit::PerSecond) => (format!(">= {least} {unit}"), self.figure >= least),
            (Budget::Figure(most), _) => (format!("<= {most} {unit}"), self.figure <= most),
            (Budget::Ratio(most), _) => {
                (format!("<= {most} x raw"), self.raw.is_some_and(|raw| self.figure <= raw * most))
            }
        };
        format!("{text}{}", if kept { "" } else { "   MISSED" })
    }
}

/// What stands above the table.
pub fn print_head(bench: &Bench) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} projects, {} rows of a workbook, {cores} cores\n", bench.projects, bench.rows);
    println!("{} {:>12} {:>12} {:>7}  promised", padded("", 52), "figure", "raw limit", "ratio");
}

fn padded(text: &str, width: usize) -> String {
    format!("{text:<width$}")
}

fn digits(number: f64) -> String {
    match number {
        number if number >= 1000.0 => format!("{number:.0}"),
        number if number >= 10.0 => format!("{number:.1}"),
        number => format!("{number:.3}"),
    }
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// The median of several runs, after one that warms up.
pub fn median_of<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    drop(work());
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    });
    median(times.collect())
}

/// The median.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
