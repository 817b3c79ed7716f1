//! `cargo xtask bench`: the speeds that the design promises, each beside the raw limit measured in the same run.
//!
//! The raw limit is what the machine could do at best with the same data: a plain loop over the same columns, the
//! same rows through the driver, the same cells read or written alone. The ratio says more than the figure, since
//! both sides suffer alike from a slow or a busy machine.

mod bulletin;
mod creates;
mod export;
mod http;
mod import;
mod pages;
mod server;
mod site;
mod snapshot;
mod start;
mod table;
mod writing;

use anyhow::{Context, Result, bail};
use site::Bench;
use std::process::ExitCode;
use table::Row;

/// A group of rows that are measured together.
struct Group {
    name: &'static str,
    about: &'static str,
    run: fn(&Bench) -> Result<Vec<Row>>,
}

const GROUPS: [Group; 9] = [
    Group { name: "snapshot", about: "lists and figures evaluated in memory", run: snapshot::run },
    Group { name: "http", about: "whole answers of pages with 16 clients", run: pages::run },
    Group { name: "load", about: "loading the snapshot", run: start::load },
    Group { name: "start", about: "starting the server, to the first page", run: start::start },
    Group { name: "memory", about: "resident memory of the server", run: start::memory },
    Group { name: "creates", about: "durable creates with 64 writers", run: creates::run },
    Group { name: "import", about: "a workbook brought in", run: import::run },
    Group { name: "export", about: "a list written to a workbook", run: export::run },
    Group { name: "bulletin", about: "an official report with its annexes", run: bulletin::run },
];

fn main() -> ExitCode {
    // Cargo adds `--bench` by itself.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let groups: Vec<String> =
        GROUPS.iter().map(|group| format!("  {:<10} {}", group.name, group.about)).collect();
    format!(
        "cargo xtask bench [--quick] [--fresh] [ROWS…]\n\n  --quick    a tenth of the data\n  --fresh    make the \
         sample ledgers anew\n\nROWS are some of:\n{}",
        groups.join("\n")
    )
}

fn run(words: &[String]) -> Result<()> {
    let (options, names): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|word| word.starts_with('-'));
    if options.iter().any(|option| !["--quick", "--fresh"].contains(option))
        || names.iter().any(|name| GROUPS.iter().all(|group| group.name != *name))
    {
        bail!("{}", usage());
    }
    let bench = Bench::prepare(options.contains(&"--quick"), options.contains(&"--fresh"))?;
    table::print_head(&bench);
    for group in GROUPS.iter().filter(|group| names.is_empty() || names.contains(&group.name)) {
        // Some groups take a minute: whoever waits should know for what.
        eprintln!("… {}: {}", group.name, group.about);
        for row in (group.run)(&bench).with_context(|| group.name)? {
            row.print();
        }
    }
    Ok(())
}
