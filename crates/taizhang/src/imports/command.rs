//! `taizhang import`.

use super::intake::intake;
use super::outcome::{IntakeError, LayoutChoice, Mode, Options, Report, Source};
use super::suspicion::Agreed;
use super::{learned, reader, refusal, report};
use crate::files;
use crate::ledger::{Act, Ledger, Origin};
use crate::out::{put, say};
use crate::refused::{EXIT_TO_MEND, Refused, because, cant_write};
use crate::text::Lang;
use clap::{Args, ValueEnum};
use domain::Scope;
use domain::facts::OrgId;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::process::ExitCode;

/// How the outcome is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What `import` takes.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The workbook: xlsx, xls or csv
    file: PathBuf,
    /// The zone of rows that name none
    #[arg(long, value_name = "CODE|NAME")]
    zone: Option<String>,
    /// Make zones, cities, parks and rounds that the ledger doesn't have
    #[arg(long)]
    create_zones: bool,
    /// The layout by which its sheets are taken: one of the ledger, or a file; else the learned one that fits best
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "no_layout")]
    layout: Option<String>,
    /// Take its sheets by no learned layout, by the meaning of headers alone
    #[arg(long)]
    no_layout: bool,
    /// Take suspicious changes of this kind; else their rows wait
    #[arg(long, value_name = "KIND", value_parser = ["stage", "amount", "contract", "start", "another", "both"])]
    accept: Vec<String>,
    /// Do everything, show it, and take it back
    #[arg(long)]
    dry_run: bool,
    /// Write a copy of the workbook with every problem at its cell
    #[arg(long, value_name = "OUT.xlsx")]
    annotate: Option<PathBuf>,
    /// How the outcome is printed
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl ImportArgs {
    /// Whether nothing is to be written.
    pub const fn is_preview(&self) -> bool {
        self.dry_run
    }
}

/// Brings a workbook in.
///
/// # Errors
/// A refusal (exit code 2) when the file can't be read or the zone isn't known; then nothing changed.
pub async fn run(ledger: &Ledger, lang: Lang, args: ImportArgs) -> anyhow::Result<ExitCode> {
    let zone = crate::orgs::zone_named(ledger, lang, args.zone.as_deref()).await?;
    let layout = layout(ledger, lang, &args, zone).await?;
    let agreed = Agreed::of(args.accept.iter().map(String::as_str));
    let options = Options { zone, create_zones: args.create_zones, layout, agreed };
    let name = args.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (bytes, book) =
        reader::read(&args.file, &name).await.map_err(|error| refused(lang, &args.file, &error))?;
    let hash = if args.dry_run {
        files::hash_of(&bytes)
    } else {
        files::keep_bytes(ledger, &bytes)
            .await
            .map_err(|error| cant_write(lang, ledger.files(), &error))?
            .hash
    };
    drop(bytes);
    let source = Source { name, hash, came: None };
    let mode = if args.dry_run { Mode::DryRun } else { Mode::Commit };
    let bar = bar();
    let act = Act::new(None, Origin::CommandLine);
    let progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let report = intake(ledger, &Scope::operator(), act, (source, &book), &options, mode, progress).await;
    bar.finish_and_clear();
    let report = report.map_err(|error| match error {
        IntakeError::NoHeader => of_file(lang, &args.file, lang.t("imports.no_header")).into(),
        IntakeError::OnlySums { by } => {
            of_file(lang, &args.file, &lang.tf("imports.only_sums", &[("by", &by)])).into()
        }
        IntakeError::Ledger(error) => anyhow::Error::from(error),
    })?;
    if let Some(out) = &args.annotate {
        let copy = office::annotate(&book, &report::marks(&report, lang))?;
        std::fs::write(out, copy).map_err(|error| cant_write(lang, out, &error))?;
    }
    print(&report, lang, &args)?;
    Ok(if report.parked() > 0 { ExitCode::from(EXIT_TO_MEND) } else { ExitCode::SUCCESS })
}

fn print(report: &Report, lang: Lang, args: &ImportArgs) -> std::io::Result<()> {
    match args.format {
        Format::Json => say(report::json(report, lang)),
        Format::Text => put(report::text(report, lang, args.dry_run).as_bytes()),
    }
}

fn of_file(lang: Lang, file: &std::path::Path, words: &str) -> Refused {
    Refused(because(lang, file.display(), words))
}

fn refused(lang: Lang, file: &std::path::Path, error: &reader::ReaderError) -> Refused {
    of_file(lang, file, &refusal::words(lang, error))
}

/// By which layout the sheets are taken.
async fn layout(
    ledger: &Ledger,
    lang: Lang,
    args: &ImportArgs,
    zone: Option<OrgId>,
) -> anyhow::Result<LayoutChoice> {
    Ok(match &args.layout {
        Some(asked) => LayoutChoice::This(learned::command::asked(ledger, lang, asked, zone).await?),
        None if args.no_layout => LayoutChoice::Unlearned,
        None => LayoutChoice::Fitting,
    })
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed} {eta}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
