//! `taizhang figures`: the official figures for scripts.

use super::answer::{Answer, Asking, At, PINNED};
use super::asked::{bad_filter, point};
use super::beside::{self, Beside};
use super::definitions::{self, CheckArgs};
use super::sheet::{self, Headers, Naming};
use super::{difference, labels};
use crate::as_of::{Clocks, Question, no_time};
use crate::ledger::Ledger;
use crate::out::Output;
use crate::refused::{Refused, because};
use crate::sheets::{self, OutputFormat};
use crate::text::Lang;
use ::figures::{Catalogue, Dim, FigureError, FigureSpec, Filter, FilterError};
use clap::Args;
use domain::Scope;
use std::process::ExitCode;

/// Figures whose names stand above a table.
const TITLES_MAX: usize = 3;

/// What `figures` takes.
#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// Names of figures; all pinned ones when none is given
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Groups: city, county, zone, park, industry, round, list, stage, year, quarter, month, origin, size
    #[arg(long, value_name = "DIM[,DIM]", value_delimiter = ',')]
    by: Vec<String>,
    /// The taxonomy for the group `industry`, by its code or as #NUMBER; the first one when not given
    #[arg(long, value_name = "CODE")]
    taxonomy: Option<String>,
    /// A condition in the filter language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    filter: Option<String>,
    #[command(flatten)]
    clocks: Clocks,
    /// Another point, DAY or DAY@CHANGE: explains the difference since then
    #[arg(long, value_name = "DAY[@CHANGE]")]
    compare_to: Option<String>,
    /// Side by side: a column for each figure over the one group of --by
    #[arg(long, requires = "by", conflicts_with_all = ["compare_to", "check"])]
    side: bool,
    #[command(flatten)]
    check: CheckArgs,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for names, dimensions, filters and days that can't be read; else the failure of the database.
pub async fn run(ledger: &Ledger, lang: Lang, args: FiguresArgs) -> anyhow::Result<ExitCode> {
    args.output.check(lang)?;
    let as_of = args.clocks.as_of(lang)?;
    let text = args.filter.as_deref().unwrap_or_default();
    let filter = filter(lang, text)?;
    let by = args.by.iter().map(|word| dim(lang, word)).collect::<Result<Vec<_>, _>>()?;
    let at = as_of.resolve(ledger).await?;
    let earlier = match &args.compare_to {
        Some(text) => {
            let then = point(text, as_of.known_by).map_err(|error| no_time(lang, &error))?;
            Some(then.resolve(ledger).await?)
        }
        None => None,
    };
    let scope = Scope::operator();
    let asking = Asking {
        scope: &scope,
        filter: &filter,
        by: &by,
        lang,
        taxonomy: args.taxonomy.as_deref(),
        speaks_for: Vec::new(),
    };
    if let Some(path) = &args.check.check {
        return definitions::check(&asking, &at, (path, &args.check), &args.output);
    }
    if args.side {
        let [by] = by[..] else { return Err(Refused::new(lang, "cli.side_by_one", &[]).into()) };
        let names = if args.names.is_empty() { beside::unasked() } else { args.names };
        let beside = Beside::of(&asking, &at, by, &names).map_err(|error| refused(lang, &error))?;
        args.output.put(lang, &side_printed(lang, &at, &beside, args.output.format)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (answer, nothing) =
        answer(&asking, &args.names, &at, earlier.as_ref()).map_err(|error| refused(lang, &error))?;
    args.output.put(lang, &printed((lang, at.catalogue()), (&answer, &nothing), args.output.format)?)?;
    Ok(ExitCode::SUCCESS)
}

/// The answer, and the names of figures that have no group to speak of.
fn answer<'n>(
    asking: &Asking<'_>,
    names: &'n [String],
    at: &Question,
    earlier: Option<&Question>,
) -> Result<(Answer, Vec<&'n str>), FigureError> {
    let mut answer = Answer { compared_to: earlier.map(At::of), ..Answer::of(at, Vec::new()) };
    let chosen: Vec<&str> =
        if names.is_empty() { PINNED.to_vec() } else { names.iter().map(String::as_str).collect() };
    let mut left_out = None;
    let mut nothing = Vec::new();
    for name in chosen {
        match asking.figures(at, name) {
            Ok(figures) => {
                if figures.is_empty() {
                    nothing.push(name);
                }
                answer.figures.extend(figures);
            }
            // Nobody asked for this figure by name: one that has no such group is passed over.
            Err(error @ FigureError::NotGroupable { .. }) if names.is_empty() => {
                left_out = Some(error);
                continue;
            }
            Err(error) => return Err(error),
        }
        if let Some(earlier) = earlier {
            let (differences, apart) = difference::explained(asking, earlier, at, name)?;
            answer.differences.extend(differences);
            answer.apart.extend(apart);
            answer.redefined.extend(difference::redefined(earlier, at, name));
        }
    }
    match left_out {
        Some(error) if answer.figures.is_empty() && nothing.is_empty() => Err(error),
        _ => Ok((answer, nothing)),
    }
}

fn printed(
    (lang, catalogue): (Lang, &Catalogue),
    (answer, nothing): (&Answer, &[&str]),
    format: OutputFormat,
) -> anyhow::Result<Vec<u8>> {
    let headers = Headers { naming: naming(format), catalogue, lang };
    let mut figures = sheet::figures(headers, &answer.figures);
    figures.table.title = Some(title(lang, catalogue, answer));
    figures.table.note_left = Some(clocks(lang, "cli.as_of", answer.at));
    let differences = answer.compared_to.map(|since| {
        let mut sheet = sheet::compared(headers, answer);
        sheet.table.title.clone_from(&figures.table.title);
        sheet.table.note_left = Some(clocks(lang, "cli.since", since));
        sheet
    });
    Ok(match format {
        OutputFormat::Json => json(answer)?,
        OutputFormat::Xlsx => sheets::xlsx(&std::iter::once(figures).chain(differences).collect::<Vec<_>>())?,
        // With a comparison the lines are what was asked for; a text table holds one list.
        OutputFormat::Csv => differences.unwrap_or(figures).csv(false)?,
        OutputFormat::Table => {
            terminal((lang, catalogue), (answer, nothing), &figures, differences.as_ref()).into_bytes()
        }
    })
}

fn side_printed(lang: Lang, at: &Question, beside: &Beside, format: OutputFormat) -> anyhow::Result<Vec<u8>> {
    let headers = Headers { naming: naming(format), catalogue: at.catalogue(), lang };
    let mut sheet = beside.sheet(headers);
    let clocks = clocks(lang, "cli.as_of", At::of(at));
    Ok(match format {
        OutputFormat::Json => json(&beside.answer(at))?,
        OutputFormat::Csv => sheet.csv(false)?,
        OutputFormat::Xlsx => {
            sheet.table.title = Some(labels::side(lang).to_owned());
            sheet.table.note_left = Some(clocks);
            sheets::xlsx(&[sheet])?
        }
        OutputFormat::Table => {
            let specs: Vec<&FigureSpec> = beside.columns.iter().map(|it| &*it.spec).collect();
            format!("{clocks}\n\n{}{}", sheet.text(), footnotes(lang, &specs)).into_bytes()
        }
    })
}

/// Scripts read csv; a workbook and a terminal are for people.
fn naming(format: OutputFormat) -> Naming {
    if format == OutputFormat::Csv { Naming::Codes } else { Naming::Words }
}

fn json(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}

/// What the figures mean, below a table of them.
fn footnotes(lang: Lang, specs: &[&FigureSpec]) -> String {
    let mut text = "\n".to_owned();
    for spec in specs {
        let (title, footnote) = (labels::title(lang, spec), labels::footnote(lang, spec));
        text += &because(lang, format!("{title} ({})", spec.name), footnote);
        text.push('\n');
    }
    text
}

fn clocks(lang: Lang, key: &'static str, at: At) -> String {
    lang.tf(key, &[("day", &at.true_on), ("change", &at.known_by)])
}

/// The figures of an answer, each once, in the order given.
fn specs<'c>(catalogue: &'c Catalogue, answer: &Answer) -> Vec<&'c FigureSpec> {
    let mut specs: Vec<&FigureSpec> = Vec::new();
    for figure in &answer.figures {
        if specs.last().is_none_or(|last| *last.name != *figure.name) {
            specs.extend(catalogue.get(&figure.name));
        }
    }
    specs
}

/// The name of a workbook of these figures: theirs while a line holds them.
fn title(lang: Lang, catalogue: &Catalogue, answer: &Answer) -> String {
    let specs = specs(catalogue, answer);
    if specs.len() > TITLES_MAX {
        return lang.t("ui.figures").to_owned();
    }
    let titles: Vec<&str> = specs.into_iter().map(|spec| labels::title(lang, spec)).collect();
    lang.list(&titles)
}

/// For people: the table, and below it which of the figures asked for count nothing.
fn terminal(
    (lang, catalogue): (Lang, &Catalogue),
    (answer, nothing): (&Answer, &[&str]),
    figures: &sheets::Sheet,
    differences: Option<&sheets::Sheet>,
) -> String {
    let counted = if answer.figures.is_empty() { String::new() } else { figures.text() };
    let mut text = format!("{}\n\n{counted}", clocks(lang, "cli.as_of", answer.at));
    for spec in nothing.iter().filter_map(|name| catalogue.get(name)) {
        text += &format!("{}\n", labels::nothing(lang, spec));
    }
    if let (Some(sheet), Some(since)) = (differences, answer.compared_to) {
        text += &format!("\n{}\n\n", clocks(lang, "cli.since", since));
        text +=
            &if sheet.rows.is_empty() { format!("{}\n", lang.t("cli.no_difference")) } else { sheet.text() };
    }
    for spec in answer.redefined.iter().filter_map(|name| catalogue.get(name)) {
        text +=
            &format!("{}\n", lang.tf("figures.redefined_named", &[("figure", &labels::title(lang, spec))]));
    }
    text + &footnotes(lang, &specs(catalogue, answer))
}

/// A condition as a command was given it.
///
/// # Errors
/// [`Refused`] with what is wrong and where.
pub(crate) fn filter(lang: Lang, text: &str) -> Result<Filter, Refused> {
    Filter::parse(text).map_err(|error| bad_expr(lang, &error))
}

/// A dimension as a command was given it.
///
/// # Errors
/// [`Refused`] with the known ones.
pub(crate) fn dim(lang: Lang, word: &str) -> Result<Dim, Refused> {
    word.trim().parse().map_err(|_| unknown_dim(lang, word))
}

fn unknown_dim(lang: Lang, word: &str) -> Refused {
    let known: Vec<&str> = Dim::ALL.iter().map(|dim| dim.name()).collect();
    Refused::new(lang, "cli.unknown_dim", &[("text", &word), ("known", &lang.list(&known))])
}

fn bad_expr(lang: Lang, error: &FilterError) -> Refused {
    let said = bad_filter(lang, error);
    let words = lang.tf_kept(said.key, &said.args);
    Refused::new(lang, "cli.bad_filter", &[("words", &words)])
}

/// What the catalogue refused, in words.
pub(crate) fn refused(lang: Lang, error: &FigureError) -> Refused {
    match error {
        FigureError::UnknownFigure { name, near } if near.is_empty() => {
            let known: Vec<&str> =
                Catalogue::builtin().figures().iter().map(|spec| spec.name.as_str()).collect();
            Refused::new(lang, "cli.unknown_figure_of", &[("text", name), ("known", &lang.list(&known))])
        }
        FigureError::UnknownFigure { name, near } => {
            Refused::new(lang, "cli.unknown_figure", &[("text", name), ("near", &lang.list(near))])
        }
        FigureError::UnknownDim(unknown) => unknown_dim(lang, &unknown.0),
        FigureError::NotGroupable { figure, dim } => {
            Refused::new(lang, "cli.not_groupable", &[("figure", figure), ("dim", &dim.name())])
        }
        FigureError::NotComparable { figure, opens } => {
            Refused::new(lang, "cli.not_comparable", &[("figure", figure), ("opens", opens)])
        }
        FigureError::OfOtherKind { figure } => Refused::new(lang, "cli.of_other_kind", &[("figure", figure)]),
        FigureError::UnknownTaxonomy(text) => Refused::new(lang, "cli.unknown_taxonomy", &[("text", text)]),
        FigureError::Filter(error) => bad_expr(lang, error),
        FigureError::TooLarge => Refused::new(lang, "cli.sum_too_large", &[]),
    }
}
