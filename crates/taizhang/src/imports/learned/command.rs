//! `taizhang layouts`: learned layouts of workbooks as files.

use super::{Learned, Trial, named, of_name, wrong};
use crate::clock::Clock;
use crate::imports::grouped::grouped;
use crate::imports::report::{group_line, sheet_lines};
use crate::imports::{reader, refusal};
use crate::ledger::{Act, Ledger, Origin, Writer, all_open};
use crate::out::{put, put_to, say};
use crate::refused::{EXIT_TO_MEND, Refused, because, system_words};
use crate::text::Lang;
use clap::Subcommand;
use domain::Scope;
use domain::facts::{Dimensions, Kept, LearnedLayout, Org, OrgId};
use domain::limits::LAYOUT_MAX_CHARS;
use figures::Places;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Problems of a sample that are listed.
const LISTED_MAX: usize = 50;

/// What `layouts` does.
#[derive(Debug, Subcommand)]
pub enum LayoutsCommand {
    /// The layouts of the ledger
    List,
    /// A layout as a file that can be handed on
    Show {
        /// Its name or number
        name: String,
        /// The file to write; without one the layout is printed
        #[arg(long, value_name = "FILE.toml")]
        out: Option<PathBuf>,
    },
    /// Hold a layout against a sample; nothing is written
    Test {
        /// The layout
        file: PathBuf,
        /// A workbook
        sample: PathBuf,
    },
    /// Keep a layout, once it fits a sample; one of the same name is replaced
    Add {
        /// The layout
        file: PathBuf,
        /// A workbook that it fits
        sample: PathBuf,
        /// Whose it is: it holds for what comes in there and below
        #[arg(long, value_name = "CODE|NAME")]
        org: String,
    },
}

/// Holds a layout against a sample.
///
/// # Errors
/// [`Refused`] for files that can't be read, a mistake in the layout, and a layout that fits no sheet.
pub async fn test(lang: Lang, file: &Path, sample: &Path) -> anyhow::Result<ExitCode> {
    let layout = read(lang, file)?;
    let trial = tried(lang, &layout, sample).await?;
    put(told(lang, &trial).as_bytes())?;
    Ok(if trial.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(EXIT_TO_MEND) })
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for what isn't there or can't be read; else the failure of the database or of a file.
pub async fn run(ledger: &Ledger, lang: Lang, command: LayoutsCommand) -> anyhow::Result<ExitCode> {
    match command {
        LayoutsCommand::List => list(ledger, lang).await,
        LayoutsCommand::Show { name, out } => {
            put_to(lang, out.as_deref(), one(ledger, lang, &name, None).await?.text.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        LayoutsCommand::Test { file, sample } => test(lang, &file, &sample).await,
        LayoutsCommand::Add { file, sample, org } => add(ledger, lang, (&file, &sample), &org).await,
    }
}

async fn list(ledger: &Ledger, lang: Lang) -> anyhow::Result<ExitCode> {
    let places = places(ledger).await?;
    let mut layouts = all_open::<LearnedLayout>(ledger.db()).await?;
    layouts.sort_by_key(|layout| layout.id);
    if layouts.is_empty() {
        say(lang.t("layouts.none"))?;
    }
    for layout in layouts {
        let whose = places.get(layout.org).map_or("", |place| place.shown());
        say(format!("{}\t{}\t{whose}", layout.id, layout.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(
    ledger: &Ledger,
    lang: Lang,
    (file, sample): (&Path, &Path),
    org: &str,
) -> anyhow::Result<ExitCode> {
    let layout = read(lang, file)?;
    let places = places(ledger).await?;
    let org = match places.named(None, org)[..] {
        [one] => one.id,
        [] => return Err(Refused::new(lang, "layouts.no_org", &[("text", &org)]).into()),
        _ => return Err(Refused::new(lang, "layouts.many_orgs", &[("text", &org)]).into()),
    };
    let trial = tried(lang, &layout, sample).await?;
    put(told(lang, &trial).as_bytes())?;
    let mut writer = ledger.write(Act::new(None, Origin::CommandLine)).await?;
    let record = LearnedLayout { org, name: layout.name.clone(), text: layout.to_text() };
    keep(&mut writer, &record).await?;
    let outcome = writer.commit().await?;
    match outcome.change {
        Some(change) => say(lang.tf("layouts.kept_as", &[("layout", &layout.name), ("change", &change)]))?,
        None => say(lang.t("layouts.kept_already"))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a layout in the place of the one of its name and organisation.
async fn keep(writer: &mut Writer, record: &LearnedLayout) -> anyhow::Result<()> {
    match of_name(writer, record.org, &record.name).await? {
        Some(before) => {
            writer.replace(&before, record, None);
        }
        None => {
            writer.create(record);
        }
    }
    Ok(())
}

async fn places(ledger: &Ledger) -> anyhow::Result<Places> {
    let orgs = all_open::<Org>(ledger.db()).await?.into_iter().map(|org| (org.id, org)).collect();
    Ok(Places::of(&Dimensions { orgs, ..Dimensions::default() }))
}

/// The layout of a name or number.
async fn one(
    ledger: &Ledger,
    lang: Lang,
    name: &str,
    zone: Option<OrgId>,
) -> anyhow::Result<Kept<LearnedLayout>> {
    let mut found = named(ledger, &Scope::operator(), (zone, name)).await?;
    // The nearest comes first; of a name that several offices use only a number says which is meant.
    if zone.is_none() && found.len() > 1 {
        let list: Vec<String> = found.iter().map(|layout| layout.id.to_string()).collect();
        let args: &[(&str, &dyn std::fmt::Display)] = &[("name", &name), ("list", &lang.list(&list))];
        return Err(Refused::new(lang, "layouts.many", args).into());
    }
    match found.is_empty() {
        true => Err(Refused::new(lang, "layouts.no_layout", &[("name", &name)]).into()),
        false => Ok(found.swap_remove(0)),
    }
}

/// The layout that the option of an import means: a file, or one of the ledger by its name or number.
///
/// # Errors
/// [`Refused`] for a file or a layout that isn't there, or has a mistake.
pub async fn asked(ledger: &Ledger, lang: Lang, asked: &str, zone: Option<OrgId>) -> anyhow::Result<Learned> {
    let path = Path::new(asked);
    if path.is_file() {
        return Ok(read(lang, path)?);
    }
    let kept = one(ledger, lang, asked, zone).await?;
    Learned::parse(&kept.text).map_err(|error| Refused(because(lang, &kept.name, wrong(lang, &error))).into())
}

fn read(lang: Lang, path: &Path) -> Result<Learned, Refused> {
    let refused = |words: String| Refused(because(lang, path.display(), words));
    let text = std::fs::read_to_string(path).map_err(|error| refused(system_words(lang, &error)))?;
    if text.chars().count() > LAYOUT_MAX_CHARS {
        return Err(Refused::new(lang, "definitions.too_long", &[("max", &LAYOUT_MAX_CHARS)]));
    }
    Learned::parse(&text).map_err(|error| refused(wrong(lang, &error)))
}

/// The sample by the layout; one that fits no sheet of it is refused.
async fn tried(lang: Lang, layout: &Learned, sample: &Path) -> anyhow::Result<Trial> {
    let name = sample.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (_, book) = reader::read(sample, &name)
        .await
        .map_err(|error| Refused(because(lang, sample.display(), refusal::words(lang, &error))))?;
    let trial = Trial::of(&book, layout, Clock::System.today());
    if !trial.fits() {
        return Err(Refused::new(lang, "layouts.fits_nothing", &[("layout", &layout.name)]).into());
    }
    Ok(trial)
}

/// The trial in lines: what each column was taken for, and which cells can't be read so.
fn told(lang: Lang, trial: &Trial) -> String {
    let mut text: String = trial.fitting().map(|sheet| sheet_lines(sheet, lang)).collect();
    let blocked = trial.problems.iter().filter(|problem| problem.blocks()).count();
    let args: [(&str, &dyn std::fmt::Display); 2] = [("rows", &trial.rows), ("problems", &blocked)];
    text.push_str(&lang.tf("layouts.tried", &args));
    text.push('\n');
    let mut groups = grouped(&trial.problems);
    groups.sort_by_key(|group| std::cmp::Reverse(group.first.blocks()));
    for group in groups.into_iter().take(LISTED_MAX) {
        text.push_str(&group_line(&group, lang));
    }
    text
}
