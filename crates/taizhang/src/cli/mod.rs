//! The command line: one file per command, or the slice's own `command.rs`.
//!
//! Exit codes: 0 done, 1 failed, 2 refused with nothing changed, 3 done but something waits to be mended.

mod demo;
mod keep;
mod serve;
mod words;

use crate::clock::Clock;
use crate::imports::learned::command::LayoutsCommand;
use crate::ledger::Ledger;
use crate::refused::Refused;
use crate::text::Lang;
use anyhow::Context;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

const EXIT_FAILED: u8 = 1;
const EXIT_REFUSED: u8 = 2;

/// The project ledger for development zones.
#[derive(Debug, Parser)]
#[command(name = "taizhang", version, about)]
struct Cli {
    /// The ledger's database: sqlite:PATH or postgres://…
    #[arg(
        long,
        env = "TAIZHANG_DB",
        default_value = "sqlite:taizhang.db",
        global = true,
        value_name = "URL"
    )]
    db: String,
    /// The folder of kept files; beside the database when not given
    #[arg(long, env = "TAIZHANG_FILES", global = true, value_name = "DIR")]
    files: Option<PathBuf>,
    /// The language of everything printed: zh-CN or en
    #[arg(
        long,
        env = "TAIZHANG_LANG",
        default_value = "zh-CN",
        global = true,
        value_name = "LANG",
        value_parser = language
    )]
    lang: Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a throw-away ledger with a sample province, and serve it
    Demo(demo::DemoArgs),
    /// Serve the ledger; it is created and brought up to date
    Serve(serve::ServeArgs),
    /// Bring a workbook in
    Import(crate::imports::command::ImportArgs),
    /// A complete workbook of each zone into a folder, to go on working in while the server is down
    ExportBook(crate::books::command::ExportBookArgs),
    /// Learned layouts of workbooks: list, show, test, add
    #[command(subcommand)]
    Layouts(LayoutsCommand),
    /// Read a workbook within limits, for the program's own use
    #[command(name = crate::imports::reader::COMMAND, hide = true)]
    ReadBook {
        /// The file's name
        name: String,
    },
    /// The projects of the ledger, by a filter
    Projects(crate::projects::command::ProjectsArgs),
    /// The official figures, each with its definition
    Figures(crate::figures::command::FiguresArgs),
    /// Of what was signed, the share started, producing, at full output after so many months
    Cohorts(crate::cohorts::command::CohortsArgs),
    /// Units scored and ranked by a scheme; without one, the schemes
    Rank(crate::rankings::command::RankArgs),
    /// The rounds of 三个一批: list, show, publish
    #[command(subcommand)]
    Rounds(crate::rounds::command::RoundsCommand),
    /// An official report with its annexes: a round, several rounds, a month, a year, indicators
    Bulletin(crate::bulletins::command::BulletinArgs),
    /// The organisations: add, list
    Org(crate::orgs::command::OrgArgs),
    /// The users: add, grant, list, disable, enable, reset
    User(crate::users::command::UserArgs),
    /// Check the chain of changes and everything derived from it
    Verify,
    /// Copy the ledger while it is in use
    Backup(keep::BackupArgs),
    /// Fill an empty ledger from a backup
    Restore(keep::RestoreArgs),
    /// Copy the ledger, history and all, to another database
    Move(keep::MoveArgs),
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| Lang::En.tf("cli.lang_unknown", &[("text", &text)]))
}

/// The command line as clap takes it. What the environment sets is no argument: clap would show it as one in the usage.
fn command() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    state_usage(&mut command);
    command
}

fn state_usage(command: &mut clap::Command) {
    let usage = command.render_usage().to_string();
    if let Some(usage) = usage.strip_prefix("Usage: ") {
        *command = std::mem::take(command).override_usage(usage.to_owned());
    }
    command.get_subcommands_mut().for_each(state_usage);
}

/// The first of these options that was typed.
fn typed(matches: &ArgMatches, options: &[&'static str]) -> Option<&'static str> {
    let own = matches.subcommand().map_or(matches, |(_, own)| own);
    let is_typed = |option: &&'static str| {
        [matches, own].iter().any(|level| level.value_source(option) == Some(ValueSource::CommandLine))
    };
    options.iter().copied().find(is_typed)
}

/// Runs the program.
pub fn main() -> ExitCode {
    let matches = command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    // The demo's ledger is its own: one that was named must not be thought to be it.
    if let (Command::Demo(_), Some(option)) = (&cli.command, typed(&matches, &["db", "files"])) {
        crate::out::complain(&cli.lang.tf("cli.demo_has_its_own", &[("option", &option)]));
        return ExitCode::from(EXIT_REFUSED);
    }
    if let Command::ReadBook { name } = &cli.command {
        return crate::imports::reader::run_child(name);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            crate::out::complain(&crate::refused::system_words(cli.lang, &error));
            return ExitCode::from(EXIT_FAILED);
        }
    };
    let lang = cli.lang;
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            crate::out::complain(&words::error(lang, &error));
            ExitCode::from(if crate::refused::is_refusal(&error) { EXIT_REFUSED } else { EXIT_FAILED })
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let lang = cli.lang;
    match &cli.command {
        Command::Demo(args) => return demo::run(lang, args).await,
        // It opens the ledger itself, and only when there is something to fill it with.
        Command::Restore(args) => return keep::restore(lang, (&cli.db, cli.files), args).await,
        Command::Layouts(LayoutsCommand::Test { file, sample }) => {
            return crate::imports::learned::command::test(lang, file, sample).await;
        }
        // A preview must not leave a ledger behind, nor compare a workbook with one that isn't there.
        Command::Import(args) if args.is_preview() => {
            refuse_missing(lang, &cli.db, "cli.no_ledger_to_preview")?;
        }
        command if command.only_reads() => refuse_missing(lang, &cli.db, "cli.no_ledger")?,
        _ => {}
    }
    let ledger = open(lang, &cli.db, cli.files).await?;
    match cli.command {
        Command::Demo(_) | Command::Restore(_) | Command::ReadBook { .. } => Ok(ExitCode::SUCCESS),
        Command::Import(args) => crate::imports::command::run(&ledger, lang, args).await,
        Command::ExportBook(args) => crate::books::command::run(&ledger, lang, args).await,
        Command::Layouts(command) => crate::imports::learned::command::run(&ledger, lang, command).await,
        Command::Serve(args) => serve::run(ledger, lang, args).await,
        Command::Projects(args) => crate::projects::command::run(&ledger, lang, args).await,
        Command::Figures(args) => crate::figures::command::run(&ledger, lang, args).await,
        Command::Cohorts(args) => crate::cohorts::command::run(&ledger, lang, args).await,
        Command::Rank(args) => crate::rankings::command::run(&ledger, lang, args).await,
        Command::Rounds(command) => crate::rounds::command::run(&ledger, lang, command).await,
        Command::Bulletin(args) => crate::bulletins::command::run(&ledger, lang, args).await,
        Command::Org(args) => crate::orgs::command::run(&ledger, lang, args).await,
        Command::User(args) => crate::users::command::run(&ledger, lang, args).await,
        Command::Verify => keep::verify(&ledger, lang).await,
        Command::Backup(args) => keep::backup(&ledger, lang, args).await,
        Command::Move(args) => keep::move_to(&ledger, lang, args).await,
    }
}

impl Command {
    /// Whether the command asks a ledger that must be there: a mistyped address must not answer with zeros.
    const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::Figures(_)
                | Self::ExportBook(_)
                | Self::Layouts(_)
                | Self::Cohorts(_)
                | Self::Bulletin(_)
                | Self::Rank(_)
                | Self::Projects(_)
                | Self::Rounds(_)
                | Self::Verify
                | Self::Backup(_)
                | Self::Move(_)
        )
    }
}

/// Refuses the address of an SQLite ledger that isn't there.
fn refuse_missing(lang: Lang, url: &str, key: &'static str) -> Result<(), Refused> {
    match url.strip_prefix("sqlite:") {
        Some(path) if !std::path::Path::new(path).exists() => {
            Err(Refused::new(lang, key, &[("path", &path)]))
        }
        _ => Ok(()),
    }
}

/// Opens the ledger of the command line.
async fn open(lang: Lang, url: &str, files: Option<PathBuf>) -> anyhow::Result<Ledger> {
    let files = files.unwrap_or_else(|| files_beside(url));
    Ledger::open(url, files, Clock::System)
        .await
        .with_context(|| lang.tf("cli.cant_open", &[("url", &without_password(url))]))
}

/// Where the files of a ledger lie when nobody says otherwise.
fn files_beside(url: &str) -> PathBuf {
    match url.strip_prefix("sqlite:") {
        Some(path) => PathBuf::from(format!("{path}.files")),
        None => PathBuf::from("taizhang-files"),
    }
}

/// An address that may be shown.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn what_may_be_left_out_is_not_shown_as_needed() {
        let error =
            command().try_get_matches_from(["taizhang", "import", "--db", "sqlite:a.db"]).unwrap_err();
        let said = error.to_string();
        assert!(said.contains("Usage: taizhang import [OPTIONS] <FILE>"), "{said}");
    }

    #[test]
    fn an_option_is_typed_wherever_it_stands() {
        for line in [["taizhang", "--db", "x", "demo"], ["taizhang", "demo", "--db", "x"]] {
            let matches = command().try_get_matches_from(line).unwrap();
            assert_eq!(typed(&matches, &["files", "db"]), Some("db"));
        }
        let matches = command().try_get_matches_from(["taizhang", "demo"]).unwrap();
        assert_eq!(typed(&matches, &["db"]), None);
    }

    #[test]
    fn the_language_is_one_that_we_speak() {
        assert_eq!(language("en"), Ok(Lang::En));
        assert!(language("fr").is_err_and(|words| words.contains("zh-CN")));
    }

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        assert_eq!(without_password("postgres://ledger:secret@db/x"), "postgres://…@db/x");
        assert_eq!(without_password("sqlite:taizhang.db"), "sqlite:taizhang.db");
    }
}
