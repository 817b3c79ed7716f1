//! `taizhang verify`, `backup`, `restore`, `move`: keeping the ledger whole.

use crate::files::{self, FileFinding};
use crate::ledger::{self, Finding, Ledger};
use crate::out::say;
use crate::refused::{EXIT_TO_MEND, Refused, because, cant_write};
use crate::text::Lang;
use anyhow::Context;
use clap::Args;
use domain::facts::ChangeId;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::Display;
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
    /// The folder for the copy's kept files, to be given to it as --files; beside an SQLite file as PATH.files, else
    /// taizhang-files in the current folder, when not given
    #[arg(long, value_name = "DIR")]
    to_files: Option<PathBuf>,
}

pub(super) async fn verify(ledger: &Ledger, lang: Lang) -> anyhow::Result<ExitCode> {
    let bar = bar(lang.t("cli.unit_changes"));
    let findings = ledger::verify(ledger, |done, head| {
        bar.set_length(head.0.unsigned_abs());
        bar.set_position(done.0.unsigned_abs());
    })
    .await?;
    bar.finish_and_clear();
    let files = files::verify(ledger).await?;
    let (change, hash) = ledger::head(ledger.db()).await?;
    say(lang.tf("cli.head", &[("change", &change), ("hash", &hash)]))?;
    if findings.is_empty() && files.is_empty() {
        say(lang.t("cli.verified"))?;
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &findings {
        say(words_of(lang, finding))?;
    }
    for finding in &files {
        say(words_of_file(lang, finding))?;
    }
    anyhow::bail!(lang.tf("cli.findings", &[("n", &(findings.len() + files.len()))]))
}

fn words_of_file(lang: Lang, finding: &FileFinding) -> String {
    match finding {
        FileFinding::Gone(hash) => lang.tf("cli.file_gone", &[("hash", hash)]),
        FileFinding::Altered(hash) => lang.tf("cli.file_altered", &[("hash", hash)]),
    }
}

fn words_of(lang: Lang, finding: &Finding) -> String {
    match finding {
        Finding::Altered { change } => lang.tf("cli.altered", &[("change", change)]),
        Finding::Missing { change } => lang.tf("cli.missing", &[("change", change)]),
        Finding::Head { says, last } => lang.tf("cli.head_differs", &[("says", says), ("last", last)]),
        Finding::TwiceOpen { kind, id } => lang.tf("cli.twice_open", &[("kind", &kind.table()), ("id", id)]),
        Finding::InOnePlace { kind, id, other } => {
            lang.tf("cli.in_one_place", &[("kind", &kind.table()), ("id", id), ("other", other)])
        }
        Finding::OutsideChain { kind, id } => {
            lang.tf("cli.outside_chain", &[("kind", &kind.table()), ("id", id)])
        }
        Finding::Dangling { kind, id, column } => {
            lang.tf("cli.dangling", &[("kind", &kind.table()), ("id", id), ("column", column)])
        }
        Finding::Definition(it) => crate::figures::unusable_words(lang, it),
        Finding::Template(it) => crate::bulletins::unusable_words(lang, it),
        Finding::Snapshot => lang.t("cli.snapshot_differs").to_owned(),
    }
}

/// Copies the ledger while it is in use: the journal first, then the kept files, since each file is kept before the
/// journal names it. Uploads that nobody has confirmed yet are no part of the ledger and are not copied.
pub(super) async fn backup(ledger: &Ledger, lang: Lang, args: BackupArgs) -> anyhow::Result<ExitCode> {
    let dest = args.dest.display();
    if args.dest.exists() {
        return Err(Refused(because(lang, dest, lang.t("cli.exists"))).into());
    }
    match ledger.db().engine() {
        db::Engine::Sqlite => {
            let copied = ledger.db().backup(&args.dest).await;
            copied.with_context(|| lang.tf("cli.cant_write", &[("path", &dest)]))?;
        }
        db::Engine::Postgres => {
            let to = open_other(lang, &format!("sqlite:{dest}")).await?;
            copy(lang, ledger, &to).await?;
            to.db().clone().close().await;
        }
    }
    let missing = copy_files(lang, ledger, &files_of(&args.dest)).await?;
    let (change, hash) = head_of_copy(lang, &args.dest).await?;
    let said = [("path", &dest as &dyn Display), ("change", &change), ("hash", &hash)];
    say(lang.tf("cli.backed_up", &said))?;
    copied_all_but(lang, missing)
}

/// The last change that a copy holds: the ledger it was made of has gone on.
async fn head_of_copy(lang: Lang, dest: &Path) -> anyhow::Result<(ChangeId, String)> {
    let copied = open_other(lang, &format!("sqlite:{}", dest.display())).await?;
    let head = ledger::head(copied.db()).await?;
    copied.db().clone().close().await;
    Ok(head)
}

/// Fills the ledger at an address. When that fails, nothing of the backup stays: an SQLite file or a folder of files that
/// was not there is gone again, and the journal, copied in one transaction, is empty as before. What may remain is, in
/// PostgreSQL, the empty tables, and in a folder of files that was there, some of the backup's files. Neither hinders
/// another try.
pub(super) async fn restore(
    lang: Lang,
    (url, files): (&str, Option<PathBuf>),
    args: &RestoreArgs,
) -> anyhow::Result<ExitCode> {
    let src = args.src.display();
    if !args.src.is_file() {
        return Err(Refused(because(lang, src, lang.t("cli.no_file"))).into());
    }
    let from = open_other(lang, &format!("sqlite:{src}")).await?;
    let fresh = Fresh::at(url);
    let filled = async {
        let to = super::open(lang, url, files).await?;
        let copied = fill(lang, &from, &to).await;
        let unusable = unusable(lang, &to).await;
        to.db().clone().close().await;
        Ok((copied?, unusable?))
    };
    let filled: anyhow::Result<(usize, Vec<String>)> = filled.await;
    let (missing, unusable) = filled.inspect_err(|_| fresh.leave_nothing())?;
    say(lang.tf("cli.restored", &[("path", &src)]))?;
    unusable.iter().try_for_each(say)?;
    copied_all_but(lang, missing)
}

/// Definitions of figures and templates of bulletins that this program can't use, in words.
async fn unusable(lang: Lang, ledger: &Ledger) -> anyhow::Result<Vec<String>> {
    let snapshot = ledger.live().current().await?;
    let definitions = snapshot.definitions().unusable();
    let templates = snapshot.editions().unusable();
    let mut words: Vec<String> =
        definitions.iter().map(|it| crate::figures::unusable_words(lang, it)).collect();
    words.extend(templates.iter().map(|it| crate::bulletins::unusable_words(lang, it)));
    Ok(words)
}

/// The files come first: without a journal that names them they are nothing, while a journal without its files would be
/// a ledger that is neither whole nor empty. The source is a backup, so nothing is added to it meanwhile. Gives how many
/// files are missing.
async fn fill(lang: Lang, from: &Ledger, to: &Ledger) -> anyhow::Result<usize> {
    refuse_filled(lang, to).await?;
    let had_folder = to.files().exists();
    let filled = async {
        let missing = copy_files(lang, from, to.files()).await?;
        copy(lang, from, to).await?;
        Ok(missing)
    };
    let filled = filled.await;
    if filled.is_err() && !had_folder {
        // One that isn't there is what is wanted.
        drop(std::fs::remove_dir_all(to.files()));
    }
    filled
}

/// The files of a database that wasn't there when the command began.
struct Fresh(Vec<PathBuf>);

impl Fresh {
    fn at(url: &str) -> Self {
        let Some(path) = url.strip_prefix("sqlite:") else { return Self(Vec::new()) };
        let files = ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{path}{end}")));
        Self(if files[0].exists() { Vec::new() } else { files.into() })
    }

    fn leave_nothing(&self) {
        for path in &self.0 {
            // One that isn't there is what is wanted.
            drop(std::fs::remove_file(path));
        }
    }
}

pub(super) async fn move_to(ledger: &Ledger, lang: Lang, args: MoveArgs) -> anyhow::Result<ExitCode> {
    let to = super::open(lang, &args.to, args.to_files).await?;
    refuse_filled(lang, &to).await?;
    copy(lang, ledger, &to).await?;
    let missing = copy_files(lang, ledger, to.files()).await?;
    let url = super::without_password(&args.to);
    let folder = std::path::absolute(to.files()).unwrap_or_else(|_| to.files().to_owned());
    say(lang.tf("cli.moved", &[("url", &url), ("files", &folder.display())]))?;
    copied_all_but(lang, missing)
}

/// Copies the kept files of a ledger into a folder; gives how many of those that it names are not there afterwards. Which
/// it names is asked first: whatever it names by then is kept by then.
async fn copy_files(lang: Lang, from: &Ledger, to: &Path) -> anyhow::Result<usize> {
    let named = files::named(from).await?;
    files::copy_kept(from.files(), to).await.map_err(|error| cant_write(lang, to, &error))?;
    Ok(files::missing_in(to, &named).await)
}

/// A copy without some originals is done all the same: it is the best there is. But nobody should learn of it on the day
/// on which they need them.
fn copied_all_but(lang: Lang, missing: usize) -> anyhow::Result<ExitCode> {
    if missing == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    say(lang.tf("cli.files_missing", &[("n", &missing)]))?;
    Ok(ExitCode::from(EXIT_TO_MEND))
}

async fn open_other(lang: Lang, url: &str) -> anyhow::Result<Ledger> {
    super::open(lang, url, None).await
}

/// Refuses a ledger in which something is written already.
async fn refuse_filled(lang: Lang, to: &Ledger) -> anyhow::Result<()> {
    let (change, _) = ledger::head(to.db()).await?;
    if change.0 == 0 {
        return Ok(());
    }
    Err(Refused::new(lang, "cli.not_empty", &[("change", &change)]).into())
}

async fn copy(lang: Lang, from: &Ledger, to: &Ledger) -> anyhow::Result<()> {
    let bar = bar(lang.t("cli.unit_rows"));
    ledger::copy(from.db(), to.db(), |rows| bar.set_position(rows)).await?;
    bar.finish_and_clear();
    Ok(())
}

fn files_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".files");
    PathBuf::from(name)
}

/// A bar on a terminal, nothing elsewhere.
fn bar(unit: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {unit} {{elapsed}} {{eta}}"));
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
