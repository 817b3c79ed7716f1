//! `taizhang figures --check FILE`: definitions of a file read and tried out over the months before. Nothing is written.

use super::dry_run;
use super::dry_table::{Tried, sheet};
use super::wrong::wrong;
use crate::as_of::Question;
use crate::figures::{Asking, figure_refused, labels};
use crate::out::Output;
use crate::refused::{Refused, because, system_words};
use crate::sheets::{self, OutputFormat};
use crate::text::Lang;
use ::figures::Catalogue;
use clap::Args;
use domain::Day;
use domain::limits::DEFINITION_MAX_CHARS;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the check takes.
#[derive(Debug, Args)]
pub(in crate::figures) struct CheckArgs {
    /// A file of definitions to check and try out over the 24 months before --true-on; nothing is written
    #[arg(long, value_name = "FILE", conflicts_with_all = ["names", "by", "compare_to"])]
    pub(in crate::figures) check: Option<PathBuf>,
    /// With --check: the day from which the definitions would hold; that of --true-on when not given
    #[arg(long, value_name = "DAY", requires = "check")]
    from: Option<String>,
}

/// Checks a file and prints what its figures would have been.
///
/// # Errors
/// [`Refused`] for a file or day that can't be read, and for a mistake in the file, with its line and key.
pub(in crate::figures) fn run(
    asking: &Asking<'_>,
    at: &Question,
    (path, args): (&Path, &CheckArgs),
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let lang = asking.lang;
    let text = std::fs::read_to_string(path)
        .map_err(|error| Refused(because(lang, path.display(), system_words(lang, &error))))?;
    let from = match &args.from {
        None => at.true_on,
        Some(text) => {
            Day::parse_iso(text).ok_or_else(|| Refused::new(lang, "cli.bad_day", &[("text", text)]))?
        }
    };
    let present = at.snapshot.catalogue(from);
    let (names, proposed) = read(lang, present, &text)?;
    let mut tried = Vec::with_capacity(names.len());
    for name in &names {
        let Some(spec) = proposed.get(name) else { continue };
        let lines = dry_run::lines(asking, at, (present, &proposed), name);
        let lines = lines.map_err(|error| figure_refused(lang, &error))?;
        tried.push(Tried { spec, is_given: present.get(name).is_some(), lines });
    }
    let bytes = match output.format {
        OutputFormat::Json => as_json(path, from, &tried)?,
        OutputFormat::Xlsx => sheets::xlsx(&[sheet(lang, &tried, false)])?,
        OutputFormat::Csv => sheet(lang, &tried, true).csv(false)?,
        OutputFormat::Table => for_people(lang, at, &tried).into_bytes(),
    };
    output.put(lang, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// The figures of a text, and the catalogue with them.
fn read(lang: Lang, present: &Catalogue, text: &str) -> Result<(Vec<String>, Catalogue), Refused> {
    let names = Catalogue::names_in(text).map_err(|error| Refused(wrong(lang, &error)))?;
    // As many definitions as a file has, each may be as long as one.
    if text.chars().count() > DEFINITION_MAX_CHARS.saturating_mul(names.len().max(1)) {
        return Err(Refused::new(lang, "definitions.too_long", &[("max", &DEFINITION_MAX_CHARS)]));
    }
    let proposed = present.with(text).map_err(|error| Refused(wrong(lang, &error)))?;
    Ok((names, proposed))
}

fn as_json(path: &Path, from: Day, tried: &[Tried<'_>]) -> serde_json::Result<Vec<u8>> {
    let one = |one: &Tried<'_>| {
        let months: Vec<_> = one
            .lines
            .iter()
            .map(|line| {
                json!({
                    "on": line.on.to_string(), "group": line.group, "present": line.present,
                    "proposed": line.proposed, "difference": line.difference(one.spec),
                })
            })
            .collect();
        json!({ "name": one.spec.name, "isNew": !one.is_given, "months": months })
    };
    let figures: Vec<_> = tried.iter().map(one).collect();
    let file = path.display().to_string();
    let mut json =
        serde_json::to_vec_pretty(&json!({ "file": file, "from": from.to_string(), "figures": figures }))?;
    json.push(b'\n');
    Ok(json)
}

fn for_people(lang: Lang, at: &Question, tried: &[Tried<'_>]) -> String {
    let change = at.snapshot.change();
    let mut text = lang.tf("cli.as_of", &[("day", &at.true_on), ("change", &change)]) + "\n";
    for one in tried {
        let title = format!("{} ({})", labels::title(lang, one.spec), one.spec.name);
        text += &format!(
            "\n{}\n\n{}",
            because(lang, title, one.said(lang)),
            sheet(lang, std::slice::from_ref(one), false).text()
        );
    }
    text
}
