//! The same year as files, with the columns by which an import reads them back unchanged: a sheet for indicators and one for
//! the targets in force.

use super::list::Year;
use crate::actor::Actor;
use crate::app::App;
use crate::records::{self, Known, header_columns, org_columns, sheet_of};
use crate::sheets::{Sheet, xlsx as workbook};
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::facts::{Kept, OrgId, Record};
use office::write::{Table, Value};

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

fn indicators(lang: Lang, year: &Year) -> Sheet {
    let rows = year.indicators.iter().map(|it| (it.org, it));
    listed(lang, year, lang.t("indicators.title"), rows)
}

/// The versions in force: an earlier one brought in again would be the next version.
fn targets(lang: Lang, year: &Year) -> Sheet {
    let rows = year.targets.iter().filter(|it| year.in_force(it)).map(|it| (it.org, it));
    listed(lang, year, lang.t("indicators.targets"), rows)
}

fn listed<'a, R: Record + 'a>(
    lang: Lang,
    year: &Year,
    title: &str,
    records: impl Iterator<Item = (OrgId, &'a Kept<R>)>,
) -> Sheet {
    let sheet = sheet_of(R::KIND).expect("indicators and targets have a sheet each");
    let places = year.question.snapshot.places();
    let row = |(org, record): (OrgId, &Kept<R>)| {
        let above = places.get(org).and_then(|place| place.lineage.get(1));
        let orgs = [Some(&org), above]
            .map(|org| org.map_or(Value::Blank, |org| Value::text(year.org(*org).to_owned())));
        orgs.into_iter().chain(records::row(lang, sheet, &Known::of(record))).collect()
    };
    let columns = org_columns(lang).into_iter().chain(header_columns(lang, sheet)).collect();
    Sheet { rows: records.map(row).collect(), table: Table::new(title, columns) }
}
