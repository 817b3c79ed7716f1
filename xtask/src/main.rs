//! Every chore of the workspace: `cargo xtask test`, `cargo xtask tidy`, `cargo xtask bench`.

mod bench;
mod count;
mod install;
mod step;
mod test;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask <chore>

  test [--quick]   everything that must hold; the last line is `N passed, N failed`
                   --quick leaves out the documents and the browser, and installs nothing
  tidy [--bless]   the rules of the house that a machine can check
                   --bless adds new migrations to the list of those that never change again
  bench [ROWS…]    the speeds that the design promises, beside the raw limits
                   --help lists the rows, --quick takes a tenth of the data
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["test"] => test::run(false),
        ["test", "--quick"] => test::run(true),
        ["tidy"] => tidy::run(&root()),
        ["tidy", "--bless"] => tidy::bless(&root()),
        ["bench", ref words @ ..] => bench::run(words),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder: the parent of this crate's.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or(own.clone(), PathBuf::from)
}
