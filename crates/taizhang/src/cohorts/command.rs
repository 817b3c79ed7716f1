//! `taizhang cohorts`: conversion cohorts for scripts.

use super::answer::Answer;
use super::asked::{ALL, FIGURE, SPANS};
use super::sheet::{self, Naming};
use crate::as_of::Clocks;
use crate::figures::{Asking, dim_argument, figure_refused, filter_argument, title};
use crate::ledger::Ledger;
use crate::out::Output;
use crate::refused::Refused;
use crate::sheets::{self, OutputFormat};
use crate::text::Lang;
use ::figures::cohort::{CohortError, CohortSpec, cohorts};
use ::figures::{Catalogue, Dim, FigureError};
use clap::Args;
use domain::Scope;
use std::process::ExitCode;

/// What `cohorts` takes.
#[derive(Debug, Args)]
pub struct CohortsArgs {
    /// The figure whose projects are followed: a count of projects by the day of a stage
    #[arg(value_name = "FIGURE", default_value = FIGURE)]
    figure: String,
    /// Whose projects stand together: quarter, year, month, or all
    #[arg(long, default_value = "quarter", value_name = "SPAN")]
    span: String,
    /// Groups beside the span: city, county, zone, park, industry, origin, size …
    #[arg(long, value_name = "DIM[,DIM]", value_delimiter = ',')]
    by: Vec<String>,
    /// Ages in months
    #[arg(long, value_name = "N[,N]", value_delimiter = ',', default_value = "3,6,12,24")]
    ages: Vec<u16>,
    /// A condition in the filter language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    filter: Option<String>,
    /// The taxonomy for the group `industry`, by its code or as #NUMBER; the first one when not given
    #[arg(long, value_name = "CODE")]
    taxonomy: Option<String>,
    #[command(flatten)]
    clocks: Clocks,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for a figure that can't be followed, and for spans, groups, filters and days that can't be read; else the
/// failure of the database.
pub async fn run(ledger: &Ledger, lang: Lang, args: CohortsArgs) -> anyhow::Result<ExitCode> {
    args.output.check(lang)?;
    let as_of = args.clocks.as_of(lang)?;
    let filter = filter_argument(lang, args.filter.as_deref().unwrap_or_default())?;
    let by = args.by.iter().map(|word| dim_argument(lang, word)).collect::<Result<Vec<_>, _>>()?;
    let at = as_of.resolve(ledger).await?;
    let spec = spec(lang, at.catalogue(), &args)?;
    let scope = Scope::operator();
    let asking = Asking {
        scope: &scope,
        filter: &filter,
        by: &by,
        lang,
        taxonomy: args.taxonomy.as_deref(),
        speaks_for: Vec::new(),
    };
    let found = cohorts(at.catalogue(), &asking.question(&at, ""), &spec);
    let found = found.map_err(|error| match error {
        CohortError::Figure(error) => figure_refused(lang, &error),
        CohortError::NotFollowed(_) | CohortError::NotASpan(_) | CohortError::NotAStep(_) => {
            not_followed(lang, &args.figure)
        }
    })?;
    // Scripts read csv; a workbook and a terminal are for people.
    let clocks = lang.tf("cli.as_of", &[("day", &at.true_on), ("change", &at.snapshot.change())]);
    let words = || sheet::of(Naming::Words(lang), lang.t("cohorts.title"), &found);
    let bytes = match args.output.format {
        OutputFormat::Json => {
            let mut json = serde_json::to_vec_pretty(&Answer::of(&at, &spec, &found))?;
            json.push(b'\n');
            json
        }
        OutputFormat::Xlsx => {
            let mut sheet = words();
            let of = at.catalogue().get(&args.figure).map_or("", |figure| title(lang, figure));
            sheet.table.title = Some(format!("{}：{of}", lang.t("cohorts.title")));
            sheet.table.note_left = Some(clocks);
            sheets::xlsx(&[sheet])?
        }
        OutputFormat::Csv => sheet::of(Naming::Codes, "cohorts", &found).csv(false)?,
        OutputFormat::Table => {
            format!("{clocks}\n\n{}\n{}\n", words().text(), lang.t("cohorts.note_estimate")).into_bytes()
        }
    };
    args.output.put(lang, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn spec(lang: Lang, catalogue: &Catalogue, args: &CohortsArgs) -> Result<CohortSpec, Refused> {
    let span = match args.span.as_str() {
        ALL => None,
        text => {
            let dim: Option<Dim> = text.parse().ok().filter(|dim| SPANS.contains(dim));
            let no_span = || Refused::new(lang, "cohorts.no_span", &[("text", &text)]);
            Some(dim.ok_or_else(no_span)?)
        }
    };
    let Some(figure) = catalogue.get(&args.figure) else {
        let near = Vec::new();
        return Err(figure_refused(lang, &FigureError::UnknownFigure { name: args.figure.clone(), near }));
    };
    let spec = CohortSpec::following(figure, span).ok_or_else(|| not_followed(lang, &args.figure))?;
    Ok(CohortSpec { ages_months: args.ages.clone(), ..spec })
}

fn not_followed(lang: Lang, figure: &str) -> Refused {
    Refused::new(lang, "cohorts.not_followed", &[("text", &figure)])
}
