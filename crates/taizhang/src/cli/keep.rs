//! `taizhang verify`, `backup`, `restore`, `move`: keeping the ledger whole.

use crate::clock::Clock;
use crate::ledger::{self, Ledger};
use crate::refused::Refused;
use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `backup` takes.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The file to write; kept files go to DEST.files
    dest: PathBuf,
}

/// What `restore` takes.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// A file made by `backup`
    src: PathBuf,
}

/// What `move` takes.
#[derive(Debug, Args)]
pub(super) struct MoveArgs {
    /// The other database, empty: postgres://… or sqlite:PATH
    #[arg(long, value_name = "URL")]
    to: String,
}

pub(super) async fn verify(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let bar = bar("changes");
    let findings = ledger::verify(ledger, |done, head| {
        bar.set_length(head.0.unsigned_abs());
        bar.set_position(done.0.unsigned_abs());
    })
    .await?;
    bar.finish_and_clear();
    let (change, hash) = ledger::head(ledger.db()).await?;
    println!("head: change {change} {hash}");
    if findings.is_empty() {
        println!("verified: the chain is whole and everything derived agrees");
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &findings {
        println!("{finding}");
    }
    anyhow::bail!("{} findings", findings.len())
}

pub(super) async fn backup(ledger: &Ledger, args: BackupArgs) -> anyhow::Result<ExitCode> {
    refuse_existing(&args.dest)?;
    match ledger.db().engine() {
        db::Engine::Sqlite => ledger.db().backup(&args.dest).await?,
        db::Engine::Postgres => {
            let to = open_other(&format!("sqlite:{}", args.dest.display())).await?;
            copy(ledger, &to).await?;
        }
    }
    copy_files(ledger.files(), &files_of(&args.dest))?;
    let (change, hash) = ledger::head(ledger.db()).await?;
    println!("backed up to {}: change {change} {hash}", args.dest.display());
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(ledger: &Ledger, args: RestoreArgs) -> anyhow::Result<ExitCode> {
    if !args.src.is_file() {
        return Err(Refused(format!("there is no file {}", args.src.display())).into());
    }
    let from = open_other(&format!("sqlite:{}", args.src.display())).await?;
    copy(&from, ledger).await?;
    copy_files(&files_of(&args.src), ledger.files())?;
    println!("restored from {}", args.src.display());
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn move_to(ledger: &Ledger, args: MoveArgs) -> anyhow::Result<ExitCode> {
    let to = open_other(&args.to).await?;
    copy(ledger, &to).await?;
    copy_files(ledger.files(), to.files())?;
    println!("moved to {}; kept files are in {}", super::without_password(&args.to), to.files().display());
    Ok(ExitCode::SUCCESS)
}

async fn open_other(url: &str) -> anyhow::Result<Ledger> {
    Ledger::open(url, super::files_beside(url), Clock::System)
        .await
        .with_context(|| format!("can't open {}", super::without_password(url)))
}

async fn copy(from: &Ledger, to: &Ledger) -> anyhow::Result<()> {
    let (change, _) = ledger::head(to.db()).await?;
    if change.0 != 0 {
        return Err(Refused(format!("the other ledger is not empty: it stands at change {change}")).into());
    }
    let bar = bar("rows");
    ledger::copy(from.db(), to.db(), |rows| bar.set_position(rows)).await?;
    bar.finish_and_clear();
    Ok(())
}

fn refuse_existing(path: &Path) -> anyhow::Result<()> {
    if path.exists() { Err(Refused(format!("{} is there already", path.display())).into()) } else { Ok(()) }
}

fn files_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".files");
    PathBuf::from(name)
}

/// Copies kept files that are not there yet; a file's name is the hash of its bytes.
fn copy_files(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &target)?;
        } else if !target.exists() {
            std::fs::create_dir_all(to)?;
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// A bar on a terminal, nothing elsewhere.
fn bar(unit: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {unit} {{elapsed}} {{eta}}"));
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
