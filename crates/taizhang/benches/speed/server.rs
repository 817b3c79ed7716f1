//! The real program, serving a ledger in a process of its own.

use crate::http::Client;
use crate::site::{cookie, url};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Pages of the ledger and of figures, as people open them.
pub const LEDGER_PAGE: &str = "/projects";
/// The page of a grouped figure.
pub const FIGURES_PAGE: &str = "/figures?name=signed&by=quarter";

/// A server that ends when dropped.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits for the line that names its address.
    pub fn start(ledger: &Path) -> Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_taizhang"));
        command.args(["--db", &url(ledger), "serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().context("the server did not start")?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        match line.trim().strip_prefix("http://") {
            Some(address) => Ok(Self { address: address.to_owned(), child }),
            None => {
                drop(child.kill());
                bail!("the server said {line:?} instead of its address")
            }
        }
    }

    /// `127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens the ledger page once.
    pub fn ask_first(&self) -> Result<()> {
        Client::connect(&self.address)?.get(LEDGER_PAGE, &cookie())?.must_be_well()?;
        Ok(())
    }

    /// A size out of the process' status, in MiB.
    pub fn memory_mib(&self, name: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line =
            status.lines().find(|line| line.starts_with(name)).context("no such line in the status")?;
        let kib: f64 = line.split_whitespace().nth(1).context("no number in the status")?.parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
