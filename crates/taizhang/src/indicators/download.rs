//! The same year as files: numbers as numbers, a sheet for indicators and one for targets.

use super::form::label;
use super::list::Year;
use super::rows::{is_money, marks, period};
use crate::actor::Actor;
use crate::app::App;
use crate::sheets::{Sheet, xlsx as workbook};
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::Day;
use domain::facts::{Indicator, Target};
use office::write::{Column, Format, Table, Value};

/// Places of 万元 that show every fen.
const WAN_PLACES: u8 = 6;

/// Both tables as a workbook.
pub(super) async fn xlsx(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let year = Year::of(&app, &asked, &actor).await?;
    let sheets = [indicators(asked.lang, &year), targets(asked.lang, &year)];
    let bytes = workbook(&sheets).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&name(asked.lang, &year), bytes).into_response())
}

/// The indicators as text.
pub(super) async fn csv(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let year = Year::of(&app, &asked, &actor).await?;
    let bytes = indicators(asked.lang, &year).csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&name(asked.lang, &year), bytes).into_response())
}

fn name(lang: Lang, year: &Year) -> String {
    lang.tf("indicators.file_name", &[("year", &year.year), ("day", &year.question.true_on)])
}

fn day(day: Day) -> Value<'static> {
    let (year, month, day) = day.ymd();
    Value::Day(year, month, day)
}

fn indicators(lang: Lang, year: &Year) -> Sheet {
    let column = |name, width, format| Column::new(label::<Indicator>(lang, name), width, format);
    let number = Format::Decimal { places: 4 };
    let columns = vec![
        column("org", 28.0, Format::Text),
        column("name", 24.0, Format::Text),
        Column::new(lang.t("indicators.period"), 18.0, Format::Text),
        column("value_e4", 16.0, number),
        column("unit", 10.0, Format::Text),
        column("growth_e4", 14.0, number),
        column("qualifier", 12.0, Format::Text),
        column("target_e4", 16.0, number),
        column("data_source", 24.0, Format::Text),
        column("recorded_on", 12.0, Format::Day),
    ];
    let decimal = |e4: Option<i64>| e4.map_or(Value::Blank, |scaled| Value::Decimal { scaled, places: 4 });
    let rows = year.indicators.iter().map(|it| {
        vec![
            Value::text(year.org(it.org).to_owned()),
            Value::text(it.name.clone()),
            Value::text(period(lang, it)),
            decimal(it.value_e4),
            Value::text(it.unit.clone()),
            decimal(it.growth_e4),
            Value::text(marks(lang, it)),
            decimal(it.target_e4),
            Value::text(it.data_source.clone()),
            day(it.recorded_on),
        ]
    });
    Sheet { rows: rows.collect(), table: Table::new(lang.t("indicators.title"), columns) }
}

fn targets(lang: Lang, year: &Year) -> Sheet {
    let column = |name, width, format| Column::new(label::<Target>(lang, name), width, format);
    let columns = vec![
        column("org", 28.0, Format::Text),
        column("measure", 18.0, Format::Text),
        column("value", 18.0, Format::Decimal { places: WAN_PLACES }),
        Column::new(label::<Indicator>(lang, "unit"), 10.0, Format::Text),
        column("decided_on", 12.0, Format::Day),
        column("version", 8.0, Format::Integer),
    ];
    let rows = year.targets.iter().map(|it| {
        let money = is_money(it);
        vec![
            Value::text(year.org(it.org).to_owned()),
            Value::text(words::target_measure(lang, it.measure)),
            if money {
                Value::Decimal { scaled: it.value, places: WAN_PLACES }
            } else {
                Value::Integer(it.value)
            },
            Value::text(lang.t(if money { "ui.unit_wan" } else { "indicators.unit_projects" })),
            day(it.decided_on),
            Value::Integer(it.version),
        ]
    });
    Sheet { rows: rows.collect(), table: Table::new(lang.t("indicators.targets"), columns) }
}
