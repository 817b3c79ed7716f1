//! `taizhang projects`: the list for scripts, by the filter of the ledger page.

use super::cells::{Cell, Reading, day_text};
use super::columns::{Column, DEFAULT};
use super::filter_words;
use super::store::{self, Fetched};
use crate::as_of::{Clocks, Question};
use crate::ledger::Ledger;
use crate::out::{Output, copy};
use crate::projects::exports::{self, Kind, Layout, Order};
use crate::refused::{Refused, cant_write};
use crate::sheets::{self, OutputFormat, Sheet};
use crate::text::Lang;
use crate::words;
use clap::Args;
use domain::Scope;
use figures::{Filter, FilterError, FilterErrorKind, Population, ProjectView, Sort, SortField};
use office::write::{Column as Out, Format, Table, Value};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use std::process::ExitCode;

/// What `projects` takes.
#[derive(Debug, Args)]
pub struct ProjectsArgs {
    /// A condition in the filter language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    filter: Option<String>,
    /// The column to sort by; with - before it from the largest down
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    sort: Option<String>,
    #[command(flatten)]
    clocks: Clocks,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for a filter, order or day that can't be read; else the failure of the database.
pub async fn run(ledger: &Ledger, lang: Lang, args: ProjectsArgs) -> anyhow::Result<ExitCode> {
    args.output.check(lang)?;
    let text = args.filter.as_deref().unwrap_or_default();
    let filter = Filter::parse(text).map_err(|error| in_place(lang, text, &error))?;
    let sort = sort(lang, args.sort.as_deref())?;
    let as_of = args.clocks.as_of(lang)?;
    let question = as_of.resolve(ledger).await?;
    let population = Population::new(&question.snapshot, &Scope::operator(), Some(&filter), question.true_on)
        .map_err(|error| in_place(lang, text, &error))?;
    let printed = match args.output.format {
        OutputFormat::Json => json_text(ledger, &question, &population, sort).await?,
        OutputFormat::Table => {
            let reading = Reading { snapshot: &question.snapshot, true_on: question.true_on, lang };
            terminal(&reading, &population, sort).into_bytes()
        }
        OutputFormat::Csv | OutputFormat::Xlsx => {
            return export(ledger, lang, &args, population, sort).await;
        }
    };
    args.output.put(lang, &printed)?;
    Ok(ExitCode::SUCCESS)
}

/// The filter with a mark under the place that is wrong, and the error.
fn in_place(lang: Lang, text: &str, error: &FilterError) -> Refused {
    let before: String = text.chars().take(error.at.saturating_sub(1)).collect();
    let blank = " ".repeat(sheets::cells(&before));
    let hint = match &error.kind {
        FilterErrorKind::UnknownField { near, .. } | FilterErrorKind::UnknownValue { near, .. } => {
            lang.tf("cli.filter_near", &[("near", &lang.list(near))])
        }
        _ => lang.t("cli.filter_example").to_owned(),
    };
    let words = filter_words::error(lang, error);
    let said = lang.tf("cli.bad_filter", &[("words", &words)]);
    Refused(format!("{said}\n  {text}\n  {blank}^\n{hint}"))
}

fn sort(lang: Lang, text: Option<&str>) -> Result<Sort, Refused> {
    let Some(text) = text else { return Ok(Sort::default()) };
    text.parse().map_err(|_| {
        let known: Vec<&str> = SortField::ALL.iter().map(|field| field.name()).collect();
        Refused::new(lang, "cli.bad_sort", &[("text", &text), ("known", &lang.list(&known))])
    })
}

async fn export(
    ledger: &Ledger,
    lang: Lang,
    args: &ProjectsArgs,
    population: Population,
    sort: Sort,
) -> anyhow::Result<ExitCode> {
    let kind = match args.output.format {
        OutputFormat::Xlsx => Kind::Xlsx,
        _ => Kind::Csv { byte_order_mark: false },
    };
    let note = crate::ui::layout::as_of_words(lang, population.true_on());
    let mut orgs: Vec<_> = population.snapshot().places().iter().collect();
    orgs.sort_by_key(|place| place.rank);
    let orgs = orgs.into_iter().map(|place| place.id).collect();
    let order = Order {
        population,
        chosen: None,
        sort,
        layout: Layout::Plain,
        lang,
        note,
        has_further_sheets: kind == Kind::Xlsx,
        orgs,
    };
    let Some(out) = &args.output.out else {
        let mut file = tempfile()?;
        exports::write(ledger.db(), order, kind, file.try_clone()?).await?;
        std::io::Seek::rewind(&mut file)?;
        copy(file)?;
        return Ok(ExitCode::SUCCESS);
    };
    let file = std::fs::File::create(out).map_err(|error| cant_write(lang, out, &error))?;
    exports::write(ledger.db(), order, kind, file).await?;
    Ok(ExitCode::SUCCESS)
}

/// A file without a name: it is gone when it is closed.
fn tempfile() -> anyhow::Result<std::fs::File> {
    let path = std::env::temp_dir().join(format!("taizhang-{:032x}", rand::random::<u128>()));
    let file = std::fs::File::options().read(true).write(true).create_new(true).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// Lines with aligned columns and a last line with the totals.
fn terminal(reading: &Reading<'_>, population: &Population, sort: Sort) -> String {
    let lang = reading.lang;
    let header = |column: &Column| match column {
        column if column.is_money() => lang.tf("cli.money_wan", &[("label", &column.label(lang))]),
        column => column.label(lang),
    };
    let columns: Vec<Out> =
        DEFAULT.iter().map(|column| Out::new(header(column), 10.0, format_of(*column))).collect();
    let rows = population.page(sort, 0, population.len());
    let row = |project: &ProjectView<'_>| {
        DEFAULT.iter().map(|column| plain(lang, reading.cell(*column, project, None))).collect()
    };
    let sheet = Sheet { table: Table::new("projects", columns), rows: rows.iter().map(row).collect() };
    let totals = super::question::Totals::of(population);
    let sum = totals.invest_fen.map_or_else(
        || domain::ratio::NO_VALUE.to_owned(),
        |fen| domain::money::format_exact(domain::Money::from_fen(fen), domain::MoneyUnit::Wan),
    );
    let foot =
        lang.tf("cli.projects_foot", &[("n", &totals.count), ("sum", &sum), ("day", &reading.true_on)]);
    let parts = totals.parts_words(lang).map_or_else(String::new, |words| format!("{words}\n"));
    format!("{}\n{foot}\n{parts}", sheet.text())
}

fn format_of(column: Column) -> Format {
    match column {
        Column::Invest => Format::Decimal { places: 2 },
        Column::Late => Format::Integer,
        _ => Format::Text,
    }
}

/// A cell for a terminal, money in 万元.
fn plain(lang: Lang, cell: Cell) -> Value<'static> {
    match cell {
        Cell::Nothing => Value::Blank,
        Cell::Text(text) => Value::text(text),
        Cell::Names(names) => Value::text(lang.list(&names)),
        Cell::Stage(stage) => Value::text(words::stage(lang, stage)),
        // The word would be lost beside a number.
        Cell::Money(amount) if amount.qualifier.is_some() => Value::text(amount.to_string()),
        Cell::Money(amount) => Value::text(domain::money::format_exact(amount.money, domain::MoneyUnit::Wan)),
        Cell::Land(mu_e2) => Value::Decimal { scaled: mu_e2, places: 2 },
        Cell::Count(number) => Value::Integer(number),
        Cell::Day(day, precision) => Value::text(day_text(day, precision)),
    }
}

async fn json_text(
    ledger: &Ledger,
    question: &Question,
    population: &Population,
    sort: Sort,
) -> anyhow::Result<Vec<u8>> {
    let projects = population.page(sort, 0, population.len());
    let ids: Vec<_> = projects.iter().map(ProjectView::id).collect();
    let fetched = store::fetch(ledger.db(), question.snapshot.change(), &ids).await?;
    let reading = Reading { snapshot: &question.snapshot, true_on: question.true_on, lang: Lang::En };
    let objects: Vec<Json> = projects.iter().map(|project| object(&reading, project, &fetched)).collect();
    let mut text = serde_json::to_vec_pretty(&objects)?;
    text.push(b'\n');
    Ok(text)
}

/// A project as an object; what is not known is absent.
fn object(reading: &Reading<'_>, project: &ProjectView<'_>, fetched: &HashMap<i64, Fetched>) -> Json {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(project.id().0));
    for column in Column::ALL {
        let key = column.json_key();
        match *column {
            Column::Construction => {
                put(&mut object, key, project.construction_type().map(|it| json!(it.code())));
            }
            Column::Acquisition => put(&mut object, key, project.acquisition().map(|it| json!(it.code()))),
            Column::Rounds => put(&mut object, key, Some(rounds(reading, project))),
            _ => {
                let cell = reading.cell(*column, project, fetched.get(&project.id().0));
                put(&mut object, key, json_of(cell));
            }
        }
    }
    let qualifiers = [
        ("investQualifier", project.invest_qualifier()),
        ("contractQualifier", project.contract_qualifier()),
    ];
    for (key, qualifier) in qualifiers {
        put(&mut object, key, qualifier.map(|qualifier| json!(qualifier.code())));
    }
    Json::Object(object)
}

fn put(object: &mut Map<String, Json>, key: &str, value: Option<Json>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value);
    }
}

fn rounds(reading: &Reading<'_>, project: &ProjectView<'_>) -> Json {
    let standing = project.entries().filter(|entry| entry.stands_on(reading.true_on));
    standing
        .filter_map(|entry| {
            let key = super::cells::round_key(reading.snapshot.dimensions(), entry.round)?;
            Some(json!({ "round": key.to_string(), "list": entry.list.code(), "amountFen": entry.amount_fen() }))
        })
        .collect()
}

fn json_of(cell: Cell) -> Option<Json> {
    Some(match cell {
        Cell::Nothing => return None,
        Cell::Text(text) => json!(text),
        Cell::Names(names) => json!(names),
        Cell::Stage(stage) => json!(stage.code()),
        Cell::Money(amount) => json!(amount.money.fen()),
        Cell::Land(number) | Cell::Count(number) => json!(number),
        // The last day that the words allow.
        Cell::Day(day, _) => json!(day.to_string()),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_wrong_filter_is_shown_with_a_mark_below_its_place() {
        let text = "储能 stge:signed";
        let error = Filter::parse(text).unwrap_err();
        for lang in Lang::ALL {
            let shown = in_place(lang, text, &error).0;
            let lines: Vec<&str> = shown.lines().collect();
            assert_eq!(lines[1..3], ["  储能 stge:signed", "       ^"]);
            assert!(lines[0].contains("stge") && lines[3].contains("stage"), "{shown}");
        }
    }

    #[test]
    fn an_unknown_order_names_the_known_ones() {
        assert!(sort(Lang::ZhCn, Some("colour")).unwrap_err().to_string().contains("invest"));
        assert_eq!(sort(Lang::ZhCn, Some("-invest")).unwrap().to_string(), "-invest");
    }
}
