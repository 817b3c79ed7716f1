//! `taizhang figures`: the official figures for scripts.

use super::answer::{Answer, Asking, At, PINNED};
use super::asked::point;
use super::{difference, sheet};
use crate::as_of::{AsOf, KnownBy, Question};
use crate::ledger::Ledger;
use crate::refused::Refused;
use crate::sheets::{self, OutputFormat};
use crate::text::Lang;
use ::figures::{Catalogue, Dim, FigureError, Filter};
use anyhow::anyhow;
use clap::Args;
use domain::{Day, Scope};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `figures` takes.
#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// Names of figures; all pinned ones when none is given
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Groups: city, zone, park, industry, round, list, stage, year, quarter, month, origin, size
    #[arg(long, value_name = "DIM[,DIM]", value_delimiter = ',')]
    by: Vec<String>,
    /// A condition in the filter language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    filter: Option<String>,
    /// The day on which things are true; today when not given
    #[arg(long, value_name = "DAY")]
    true_on: Option<String>,
    /// A change number or a time: what was known by then
    #[arg(long, value_name = "CHANGE|TIME")]
    known_by: Option<String>,
    /// Another point, DAY or DAY@CHANGE: explains the difference since then
    #[arg(long, value_name = "DAY[@CHANGE]")]
    compare_to: Option<String>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    format: OutputFormat,
    /// A file to write instead of the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for names, dimensions, filters and days that can't be read; else the failure of the database.
pub async fn run(ledger: &Ledger, args: FiguresArgs) -> anyhow::Result<ExitCode> {
    if args.format == OutputFormat::Xlsx && args.out.is_none() {
        return Err(refused("a workbook needs a file: add --out FILE.xlsx"));
    }
    let as_of = as_of(&args)?;
    let filter =
        Filter::parse(args.filter.as_deref().unwrap_or_default()).map_err(|error| refused(&error))?;
    let by = args.by.iter().map(|word| dim(word)).collect::<anyhow::Result<Vec<_>>>()?;
    let at = as_of.resolve(ledger).await?;
    let earlier = match &args.compare_to {
        Some(text) => {
            Some(point(text, as_of.known_by).map_err(|error| refused(&error))?.resolve(ledger).await?)
        }
        None => None,
    };
    let scope = Scope::operator();
    let asking = Asking { scope: &scope, filter: &filter, by: &by, lang: Lang::ZhCn, speaks_for: None };
    let answer = answer(&asking, &args.names, &at, earlier.as_ref()).map_err(|error| refused(&error))?;
    sheets::put(args.out.as_deref(), &printed(&answer, args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

fn answer(
    asking: &Asking<'_>,
    names: &[String],
    at: &Question,
    earlier: Option<&Question>,
) -> Result<Answer, FigureError> {
    let mut answer = Answer {
        at: At::of(at),
        figures: Vec::new(),
        compared_to: earlier.map(At::of),
        differences: Vec::new(),
    };
    let chosen: Vec<&str> =
        if names.is_empty() { PINNED.to_vec() } else { names.iter().map(String::as_str).collect() };
    let mut left_out = None;
    for name in chosen {
        match asking.figures(at, name) {
            Ok(figures) => answer.figures.extend(figures),
            // Nobody asked for this figure by name: one that has no such group is passed over.
            Err(error @ FigureError::NotGroupable { .. }) if names.is_empty() => {
                left_out = Some(error);
                continue;
            }
            Err(error) => return Err(error),
        }
        if let Some(earlier) = earlier {
            answer.differences.extend(difference::differences(asking, earlier, at, name)?);
        }
    }
    match left_out {
        Some(error) if answer.figures.is_empty() => Err(error),
        _ => Ok(answer),
    }
}

fn printed(answer: &Answer, format: OutputFormat) -> anyhow::Result<Vec<u8>> {
    let headers = sheet::Headers::codes();
    let figures = sheet::figures(&headers, &answer.figures);
    let differences = answer.compared_to.map(|_| sheet::differences(&headers, &answer.differences));
    Ok(match format {
        OutputFormat::Json => serde_json::to_vec_pretty(answer).map(|mut json| {
            json.push(b'\n');
            json
        })?,
        OutputFormat::Xlsx => sheets::xlsx(&std::iter::once(figures).chain(differences).collect::<Vec<_>>())?,
        // With a comparison the lines are what was asked for; a text table holds one list.
        OutputFormat::Csv => differences.unwrap_or(figures).csv(false)?,
        OutputFormat::Table => terminal(answer, &figures, differences.as_ref()).into_bytes(),
    })
}

fn terminal(answer: &Answer, figures: &sheets::Sheet, differences: Option<&sheets::Sheet>) -> String {
    let mut text = format!("true on {}, known by change {}\n\n", answer.at.true_on, answer.at.known_by);
    text += &figures.text();
    if let (Some(sheet), Some(since)) = (differences, answer.compared_to) {
        text += &format!("\nsince {}, known by change {}\n\n", since.true_on, since.known_by);
        text += &if sheet.rows.is_empty() { "no difference\n".to_owned() } else { sheet.text() };
    }
    let mut names: Vec<&str> = Vec::new();
    for figure in &answer.figures {
        if !names.contains(&figure.name.as_str()) {
            names.push(&figure.name);
        }
    }
    text.push('\n');
    for spec in names.iter().filter_map(|name| Catalogue::builtin().get(name)) {
        text += &format!("{}: {}\n", spec.name, spec.footnote.zh);
    }
    text
}

fn as_of(args: &FiguresArgs) -> anyhow::Result<AsOf> {
    Ok(AsOf {
        true_on: args.true_on.as_deref().map(day).transpose()?,
        known_by: match &args.known_by {
            None => KnownBy::Now,
            Some(text) => text.parse().map_err(|error| refused(&error))?,
        },
    })
}

fn day(text: &str) -> anyhow::Result<Day> {
    Day::parse_iso(text).ok_or_else(|| refused(format!("{text:?} is no day: write 2022-03-15")))
}

fn dim(word: &str) -> anyhow::Result<Dim> {
    let known = || Dim::ALL.iter().map(|dim| dim.name()).collect::<Vec<_>>().join(", ");
    word.trim().parse().map_err(|error| refused(format!("{error}; known: {}", known())))
}

fn refused(words: impl std::fmt::Display) -> anyhow::Error {
    anyhow!(Refused(words.to_string()))
}
