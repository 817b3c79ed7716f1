//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    taizhang::cli::main()
}
