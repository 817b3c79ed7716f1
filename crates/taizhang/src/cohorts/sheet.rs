//! Cohorts as a table that leaves the ledger: a row for each cohort, step and age.

use crate::figures::{dim_word, key_word};
use crate::sheets::{Sheet, printed_number};
use crate::text::Lang;
use crate::words;
use ::figures::cohort::{AgeShare, Cohort, StepTable};
use ::figures::{Dim, Exact, Group};
use domain::Rounding;
use office::write::{Column, Format, Table, Value};

/// Decimals of shares in percent.
const PLACES: u8 = 1;

/// Whether keys and stages are written as words for people, or as codes for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    Words(Lang),
    Codes,
}

impl Naming {
    fn header(self, code: &'static str, key: &'static str) -> String {
        match self {
            Self::Words(lang) => lang.t(key).to_owned(),
            Self::Codes => code.to_owned(),
        }
    }

    fn dim(self, dim: Dim) -> String {
        match self {
            Self::Words(lang) => dim_word(lang, dim).to_owned(),
            Self::Codes => dim.name().to_owned(),
        }
    }

    fn key(self, group: &Group, place: usize) -> Value<'static> {
        let Some((dim, key)) = group.0.get(place) else { return Value::Blank };
        Value::text(match self {
            Self::Words(lang) => key_word(lang, *dim, key.shown()),
            Self::Codes => key.text.to_string(),
        })
    }

    fn stage(self, stage: domain::Stage) -> Value<'static> {
        Value::text(match self {
            Self::Words(lang) => words::stage(lang, stage),
            Self::Codes => stage.code(),
        })
    }
}

/// The table; `name` is that of its sheet.
pub(super) fn of(naming: Naming, name: &str, cohorts: &[Cohort]) -> Sheet {
    let dims: Vec<Dim> =
        cohorts.first().map(|it| it.group.0.iter().map(|(dim, _)| *dim).collect()).unwrap_or_default();
    let number = |code, key| Column::new(naming.header(code, key), 12.0, Format::Integer);
    let percent = |code, key| Column::new(naming.header(code, key), 14.0, Format::Decimal { places: PLACES });
    let mut columns: Vec<Column> =
        dims.iter().map(|dim| Column::new(naming.dim(*dim), 22.0, Format::Text)).collect();
    columns.extend([
        Column::new(naming.header("from", "cohorts.from"), 12.0, Format::Text),
        Column::new(naming.header("to", "cohorts.to"), 12.0, Format::Text),
        number("projects", "cohorts.projects"),
        number("watched", "cohorts.watched"),
        number("untimed", "cohorts.untimed"),
        number("notBegun", "cohorts.not_begun"),
        number("medianDays", "cohorts.median_days"),
        number("months", "cohorts.months"),
        number("reached", "cohorts.reached"),
        number("givenUp", "cohorts.given_up"),
        number("censored", "cohorts.censored"),
        number("atRisk", "cohorts.at_risk"),
        percent("sharePercent", "cohorts.share_percent"),
        percent("leastPercent", "cohorts.least_percent"),
        percent("mostPercent", "cohorts.most_percent"),
    ]);
    let mut rows = Vec::new();
    for cohort in cohorts {
        let keys: Vec<_> = (0..dims.len()).map(|place| naming.key(&cohort.group, place)).collect();
        for table in &cohort.steps {
            rows.extend(table.ages.iter().map(|age| {
                let mut row = keys.clone();
                row.extend(step_cells(naming, cohort, table));
                row.extend(age_cells(age));
                row
            }));
        }
    }
    Sheet { table: Table::new(name, columns), rows }
}

fn counted(number: usize) -> Value<'static> {
    i64::try_from(number).map_or(Value::Blank, Value::Integer)
}

fn step_cells(naming: Naming, cohort: &Cohort, table: &StepTable) -> Vec<Value<'static>> {
    vec![
        naming.stage(table.step.from),
        naming.stage(table.step.to),
        counted(cohort.projects.len()),
        counted(table.watched.len()),
        counted(table.untimed.len()),
        counted(table.not_begun.len()),
        table.median_days.map_or(Value::Blank, |days| Value::Integer(days.into())),
    ]
}

fn age_cells(age: &AgeShare) -> Vec<Value<'static>> {
    let percent = |share: Option<Exact>| {
        share.map_or(Value::Blank, |share| printed_number(&share.percent(PLACES, Rounding::HalfUp)))
    };
    let (least, most) = age.bounds().unzip();
    vec![
        Value::Integer(age.months.into()),
        counted(age.reached),
        counted(age.given_up),
        counted(age.censored),
        counted(age.at_risk),
        printed_number(&age.printed),
        percent(least),
        percent(most),
    ]
}
