//! What commands print: the one way to the standard output.
//!
//! Somebody who reads no further (`| head`) has got what they wanted. What is printed after that is dropped without a
//! word, and the command goes on to its own end and its own exit code: 0 for one that only shows something, and for one
//! that did something what it did, which a script must still learn.

use crate::refused::{Refused, cant_write};
use crate::sheets::OutputFormat;
use crate::text::Lang;
use clap::Args;
use std::fmt::Display;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Prints a line.
///
/// # Errors
/// When the standard output can't be written, other than because nobody reads it.
pub fn say(line: impl Display) -> io::Result<()> {
    put(format!("{line}\n").as_bytes())
}

/// Prints bytes as they are.
///
/// # Errors
/// As [`say`].
pub fn put(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Prints all that a reader gives.
///
/// # Errors
/// As [`say`], and when the reader fails.
pub fn copy(mut from: impl Read) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_closed(io::copy(&mut from, &mut out).and_then(|_| out.flush()))
}

/// Writes what a command has made to its file, or prints it.
///
/// # Errors
/// When the file, or the standard output, can't be written.
pub fn put_to(lang: Lang, file: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    match file {
        Some(path) => std::fs::write(path, bytes).map_err(|error| cant_write(lang, path, &error)),
        None => Ok(put(bytes)?),
    }
}

/// In which form, and where to, a command gives what it found.
#[derive(Debug, Args)]
pub struct Output {
    /// What is printed
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
    /// A file to write instead of the standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Output {
    /// Nobody wants the bytes of a workbook on a terminal.
    ///
    /// # Errors
    /// [`Refused`] for a workbook without a file.
    pub fn check(&self, lang: Lang) -> Result<(), Refused> {
        match (self.format, &self.out) {
            (OutputFormat::Xlsx, None) => Err(Refused::new(lang, "cli.needs_out", &[])),
            _ => Ok(()),
        }
    }

    /// Writes what was found to its file, or prints it.
    ///
    /// # Errors
    /// As [`put_to`].
    pub fn put(&self, lang: Lang, bytes: &[u8]) -> anyhow::Result<()> {
        put_to(lang, self.out.as_deref(), bytes)
    }
}

/// Says what went wrong, if anybody listens.
pub fn complain(words: &str) {
    drop(writeln!(io::stderr(), "taizhang: {words}"));
}

fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
