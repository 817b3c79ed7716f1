//! `cargo xtask test`: everything that must hold, one step after the other, and the sum at the end.

use crate::count::{self, Tally};
use crate::step::{self, Watch, cargo};
use crate::{install, root, tidy};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// A step: its name, whether it is left out of a quick run, and what it does.
struct Step {
    name: &'static str,
    in_quick: bool,
    act: fn(&Path) -> Result<Tally>,
}

const STEPS: [Step; 9] = [
    Step { name: "tools", in_quick: true, act: |_| install::tools().map(|()| Tally::default()) },
    Step { name: "packages", in_quick: false, act: |_| install::packages().map(|()| Tally::default()) },
    Step { name: "formatting", in_quick: true, act: |root| one(cargo(root, &["fmt", "--all", "--check"])) },
    Step { name: "tidy", in_quick: true, act: |root| Ok(Tally::one(tidy::run(root)?)) },
    Step { name: "lints", in_quick: true, act: lints },
    Step { name: "front end", in_quick: true, act: front_end },
    Step { name: "tests", in_quick: true, act: tests },
    Step { name: "documents", in_quick: false, act: documents },
    Step { name: "journeys", in_quick: false, act: journeys },
];

/// Runs the steps, all of them even after one fails. True when nothing failed.
pub fn run(quick: bool) -> Result<bool> {
    let root = root();
    let mut sum = Tally::default();
    let mut report = Vec::new();
    for step in STEPS.iter().filter(|step| step.in_quick || !quick) {
        println!("\n== {} ==", step.name);
        let watch = Watch::start();
        let tally = (step.act)(&root).unwrap_or_else(|error| {
            eprintln!("{}: {error:#}", step.name);
            Tally { passed: 0, failed: 1 }
        });
        let took = watch.read();
        report.push(format!(
            "{:<12} {:>10}   {} passed, {} failed;",
            step.name, took, tally.passed, tally.failed
        ));
        println!("-- {} took {took}", step.name);
        sum += tally;
    }
    println!("\n{}\n", report.join("\n"));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(sum.failed == 0)
}

/// A program that is one test: it ends well or not.
fn one(mut command: Command) -> Result<Tally> {
    Ok(Tally::one(step::run(&mut command)?.ok))
}

/// A suite that states its counts. One that ends badly without having counted a failure counts as one.
fn suite(mut command: Command) -> Result<Tally> {
    let ended = step::run(&mut command)?;
    Ok(judged(count::tally(&ended.lines), ended.ok))
}

/// What a suite counted, and how it ended.
fn judged(mut tally: Tally, ok: bool) -> Tally {
    if !ok && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

fn lints(root: &Path) -> Result<Tally> {
    one(cargo(root, &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

/// The front end is bundled as the program's build does it, but with its messages in sight.
fn front_end(root: &Path) -> Result<Tally> {
    let web = root.join("web");
    let mut tally = one(npm_ci(&web))?;
    let mut build = Command::new("node");
    build.arg("build.mjs").arg(root.join("target/xtask/web")).current_dir(&web);
    tally += one(build)?;
    Ok(tally)
}

fn npm_ci(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    npm
}

/// Unit, property and integration tests; those of the ledger start a PostgreSQL server of their own.
fn tests(root: &Path) -> Result<Tally> {
    suite(cargo(root, &["test", "--workspace", "--locked", "--no-fail-fast"]))
}

/// Documents are opened by LibreOffice: tests that need it are marked ignored and carry its name.
fn documents(root: &Path) -> Result<Tally> {
    let words =
        ["test", "--workspace", "--locked", "--no-fail-fast", "--tests", "--", "--ignored", "libreoffice"];
    suite(cargo(root, &words))
}

/// Journeys through the pages in a real browser, against the built program.
fn journeys(root: &Path) -> Result<Tally> {
    let folder = root.join("e2e");
    let mut tally = one(cargo(root, &["build", "--locked", "--package", "taizhang"]))?;
    tally += one(npm_ci(&folder))?;
    let mut journeys = Command::new("node");
    journeys.arg("run.mjs").current_dir(&folder).env("TAIZHANG_BIN", program(root));
    tally += suite(journeys)?;
    Ok(tally)
}

/// The built program.
fn program(root: &Path) -> std::path::PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), std::path::PathBuf::from);
    root.join(target).join("debug/taizhang")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_that_dies_without_counting_counts_as_a_failure() {
        assert_eq!(judged(Tally::default(), false), Tally { passed: 0, failed: 1 });
        assert_eq!(judged(Tally { passed: 5, failed: 2 }, false), Tally { passed: 5, failed: 2 });
        assert_eq!(judged(Tally { passed: 5, failed: 0 }, true), Tally { passed: 5, failed: 0 });
    }

    #[test]
    fn a_quick_run_leaves_out_what_needs_installing() {
        let left_out: Vec<&str> = STEPS.iter().filter(|step| !step.in_quick).map(|step| step.name).collect();
        assert_eq!(left_out, ["packages", "documents", "journeys"]);
    }
}
