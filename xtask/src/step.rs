//! Running a program, showing what it prints while keeping it.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a program said and how it ended.
pub struct Ended {
    /// The lines of its standard output.
    pub lines: Vec<String>,
    /// Whether it ended well.
    pub ok: bool,
}

/// Runs a program to its end without standard input, showing and keeping its output.
pub fn run(command: &mut Command) -> Result<Ended> {
    println!("$ {}", shown(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} did not start", shown(command)))?;
    let mut lines = Vec::new();
    if let Some(output) = child.stdout.take() {
        let mut screen = std::io::stdout();
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            writeln!(screen, "{line}")?;
            lines.push(line);
        }
    }
    Ok(Ended { lines, ok: child.wait()?.success() })
}

/// The cargo that runs this chore, in the repository's folder.
pub fn cargo(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root);
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Measures what is done between its making and its reading.
pub struct Watch(Instant);

impl Watch {
    /// A watch that runs from now.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Whole seconds and a tenth.
    pub fn read(&self) -> String {
        let took: Duration = self.0.elapsed();
        format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_program_prints_is_kept_with_how_it_ended() {
        let ended = run(Command::new("sh").args(["-c", "echo one; echo two; exit 3"])).unwrap();
        assert_eq!((ended.lines, ended.ok), (vec!["one".to_owned(), "two".to_owned()], false));
    }

    #[test]
    fn a_program_gets_no_standard_input() {
        assert_eq!(run(Command::new("sh").args(["-c", "wc -c"])).unwrap().lines[0].trim(), "0");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program")).err().unwrap();
        assert!(error.to_string().contains("no-such-program"));
    }
}
