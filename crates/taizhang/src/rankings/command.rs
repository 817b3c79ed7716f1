//! `taizhang rank`: rankings for scripts; without a scheme, the schemes.

use super::answer::Answer;
use super::asked::LEVELS;
use super::ranked::{Asking, Ranked, Typed};
use super::unscored::unscored;
use super::{labels, schemes, sheet, table};
use crate::as_of::{Clocks, Question};
use crate::figures::{figure_refused, group_words};
use crate::ledger::Ledger;
use crate::out::Output;
use crate::refused::Refused;
use crate::sheets::{self, OutputFormat, Sheet};
use crate::text::Lang;
use crate::ui::layout;
use ::figures::ranking::{RankError, Schemes, what_if};
use ::figures::{Catalogue, Dim};
use clap::Args;
use domain::Scope;
use domain::facts::OrgId;
use office::write::{Column, Format, Table, Value};
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `rank` takes.
#[derive(Debug, Args)]
pub struct RankArgs {
    /// The scheme's code name; all schemes are listed when none is given
    #[arg(value_name = "SCHEME")]
    scheme: Option<String>,
    /// What the units are: city, county, zone, park
    #[arg(long, default_value = "zone", value_name = "LEVEL")]
    level: String,
    /// Only units below this organisation, by name, code or number
    #[arg(long, value_name = "ORG")]
    scope: Option<String>,
    /// One unit: its score with its parts, and what would lift it (JSON)
    #[arg(long, value_name = "ORG", requires = "scheme")]
    unit: Option<String>,
    /// By how many places the unit is to rise
    #[arg(long, default_value_t = 2, value_name = "N")]
    up: u32,
    /// Read schemes from a file and say what is wrong in them, nothing else
    #[arg(long, value_name = "FILE", conflicts_with = "scheme")]
    check: Option<PathBuf>,
    #[command(flatten)]
    clocks: Clocks,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for schemes, units, levels and days that can't be read, and for a file with a mistake; else the failure of the
/// database.
pub async fn run(ledger: &Ledger, lang: Lang, args: RankArgs) -> anyhow::Result<ExitCode> {
    args.output.check(lang)?;
    let as_of = args.clocks.as_of(lang)?;
    let no_level = || Refused::new(lang, "rankings.no_level", &[("text", &args.level)]);
    let level: Dim = args.level.parse().ok().filter(|dim| LEVELS.contains(dim)).ok_or_else(no_level)?;
    let at = as_of.resolve(ledger).await?;
    let scope = Scope::operator();
    let known = schemes::known(ledger.db(), &at, &scope).await?;
    if let Some(path) = &args.check {
        return check(lang, (&known.schemes, at.catalogue()), path);
    }
    let Some(name) = &args.scheme else {
        args.output.put(lang, &listed(lang, &known.schemes, args.output.format)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    let org = args.scope.as_deref().map(|word| org(lang, &at, word)).transpose()?;
    let unit = args.unit.as_deref().map(|word| self::org(lang, &at, word)).transpose()?;
    let typed = Typed::of(ledger.db(), &at, &known.schemes, name).await?;
    let asking = Asking { at: &at, scope: &scope, schemes: &known.schemes, typed: &typed, level, org };
    let ranked = asking.ranked(name).map_err(|error| refused(lang, &known.schemes, &error))?;
    let bytes = match unit {
        Some(unit) => of_unit(lang, &ranked, unit, args.up)?,
        None => printed(lang, (&at, level), &known.schemes, &ranked, args.output.format)?,
    };
    args.output.put(lang, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn check(lang: Lang, (known, catalogue): (&Schemes, &Catalogue), path: &PathBuf) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let why = crate::refused::system_words(lang, &error);
        Refused(crate::refused::because(lang, path.display(), why))
    })?;
    match known.beside(&text, catalogue) {
        Ok(more) => {
            let n = more.all().len() - known.all().len();
            if n == 0 {
                return Err(Refused::new(lang, "rankings.no_scheme", &[]).into());
            }
            crate::out::say(lang.tf("rankings.checked", &[("n", &n)]))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Err(Refused(labels::wrong(lang, &error)).into()),
    }
}

fn org(lang: Lang, at: &Question, word: &str) -> Result<OrgId, Refused> {
    let places = at.snapshot.places();
    if let Some(place) = word.parse::<OrgId>().ok().and_then(|id| places.get(id)) {
        return Ok(place.id);
    }
    match places.named(None, word)[..] {
        [one] => Ok(one.id),
        [] => Err(Refused::new(lang, "cli.no_org", &[("text", &word)])),
        ref many => Err(Refused::new(lang, "cli.many_orgs", &[("text", &word), ("n", &many.len())])),
    }
}

fn refused(lang: Lang, schemes: &Schemes, error: &RankError) -> Refused {
    match error {
        RankError::Figure(error) => figure_refused(lang, error),
        RankError::UnknownScheme(name) => {
            let mut names: Vec<&str> = schemes.all().iter().map(|scheme| scheme.name.as_str()).collect();
            names.dedup();
            Refused::new(lang, "rankings.unknown_scheme", &[("scheme", name), ("known", &lang.list(&names))])
        }
        other => Refused(other.to_string()),
    }
}

fn listed(lang: Lang, schemes: &Schemes, format: OutputFormat) -> anyhow::Result<Vec<u8>> {
    if format == OutputFormat::Json {
        let one = |scheme: &::figures::ranking::Scheme| {
            json!({
                "name": scheme.name, "title": labels::title(lang, scheme), "version": scheme.version,
                "from": scheme.from.to_string(), "until": scheme.until.map(|day| day.to_string()),
            })
        };
        let all: Vec<_> = schemes.all().iter().map(one).collect();
        return Ok(pretty(&json!({ "schemes": all }))?);
    }
    let column = |key: &'static str, width| Column::new(lang.t(key), width, Format::Text);
    let columns = vec![
        column("rankings.code", 20.0),
        column("rankings.scheme", 40.0),
        column("rankings.period", 10.0),
        column("rankings.version", 10.0),
        Column::new(lang.t("rankings.from"), 12.0, Format::Day),
    ];
    let row = |scheme: &::figures::ranking::Scheme| {
        let (year, month, day) = scheme.from.ymd();
        vec![
            Value::text(scheme.name.clone()),
            Value::text(labels::title(lang, scheme).to_owned()),
            Value::text(labels::period_kind(lang, scheme.period)),
            Value::text(scheme.version.clone()),
            Value::Day(year, month, day),
        ]
    };
    let rows = schemes.all().iter().map(row).collect();
    let sheet = Sheet { table: Table::new(lang.t("rankings.schemes"), columns), rows };
    Ok(match format {
        OutputFormat::Xlsx => sheets::xlsx(&[sheet])?,
        OutputFormat::Csv => sheet.csv(false)?,
        OutputFormat::Table | OutputFormat::Json => sheet.text().into_bytes(),
    })
}

fn printed(
    lang: Lang,
    (at, level): (&Question, Dim),
    schemes: &Schemes,
    ranked: &Ranked,
    format: OutputFormat,
) -> anyhow::Result<Vec<u8>> {
    let title = |name: &str| {
        let scheme = schemes.on(name, ranked.period.last_day());
        scheme.map_or(name, |scheme| labels::title(lang, scheme)).to_owned()
    };
    let titles = table::columns(lang, ranked, title);
    let period = labels::period(lang, ranked.period);
    Ok(match format {
        OutputFormat::Json => {
            pretty(&Answer::new(at, level.name(), ranked, unscored(lang, ranked, &titles)))?
        }
        OutputFormat::Xlsx => {
            let notes = [layout::as_of_words(lang, at.true_on), period];
            sheets::xlsx(&sheet::all((lang, at.catalogue()), ranked, &titles, &notes))?
        }
        OutputFormat::Csv => sheet::flat(lang, ranked, &titles).csv(false)?,
        OutputFormat::Table => {
            let clocks = lang.tf("cli.as_of", &[("day", &at.true_on), ("change", &at.snapshot.change())]);
            let name = labels::title(lang, &ranked.scheme);
            let table = sheet::flat(lang, ranked, &titles).text();
            let below = below(lang, at, ranked, &titles);
            format!("{clocks}\n{name} · {period}\n\n{table}{below}").into_bytes()
        }
    })
}

/// What stands below the table at a terminal, as on the page: who has no score and why, the red and black list, who takes no
/// part, the notes.
fn below(lang: Lang, at: &Question, ranked: &Ranked, titles: &[String]) -> String {
    let mut parts = Vec::new();
    let unscored = unscored(lang, ranked, titles);
    if !unscored.is_empty() {
        let lines: Vec<String> = unscored.iter().map(|it| it.line(lang)).collect();
        parts.push(format!("{}\n{}\n", lang.t("rankings.without_score"), lines.join("\n")));
    }
    if !ranked.red_black.is_empty() {
        parts.push(format!("{}\n{}", lang.t("rankings.red_black"), sheet::red_black(lang, ranked).text()));
    }
    let shown = |unit: &OrgId| at.snapshot.dimensions().org_shown(*unit).unwrap_or_default().into_owned();
    let unplaced: Vec<String> = ranked.unplaced.iter().map(shown).collect();
    if !unplaced.is_empty() {
        parts.push(format!("{}{}{}\n", lang.t("rankings.unplaced"), lang.gap(), lang.list(&unplaced)));
    }
    let unlisted: Vec<String> = ranked.unlisted.iter().map(|group| group_words(lang, group)).collect();
    if !unlisted.is_empty() {
        parts.push(format!("{}\n", lang.tf("rankings.unlisted", &[("names", &lang.list(&unlisted))])));
    }
    parts.extend(table::notes(lang, ranked, titles).into_iter().map(|note| format!("{note}\n")));
    parts.into_iter().map(|part| format!("\n{part}")).collect()
}

/// One unit's score with its parts, and what would lift it.
fn of_unit(lang: Lang, ranked: &Ranked, unit: OrgId, up: u32) -> anyhow::Result<Vec<u8>> {
    let id = unit.to_string();
    let row = ranked.ranking.row(&id);
    let row = row.ok_or_else(|| Refused::new(lang, "rankings.not_ranked", &[("unit", &id)]))?;
    let found = what_if(&ranked.scheme, &ranked.units, &id, up).ok();
    Ok(pretty(&json!({ "period": ranked.period, "unit": row, "whatIf": found }))?)
}

fn pretty(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}
