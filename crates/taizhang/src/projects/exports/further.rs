//! The further sheets of the plain workbook: months reported, and a sheet for each kind of record, of the projects and of
//! the organisations asked about. An import reads them all back.

use super::layout::{Layout, in_wan};
use super::whole;
use super::write::{Order, Part};
use crate::ledger::{LedgerError, valid_by};
use crate::projects::Reading;
use crate::records::{self, Known, SHEETS, valid};
use crate::text::Lang;
use db::{Db, Val};
use domain::facts::{Kept, MonthlyReport, Value as Stored};
use domain::{Day, Money, Precision};
use figures::{Place, ProjectView};
use office::write::{Column, Format, Table, Value};
use std::collections::HashMap;
use tokio::sync::mpsc::Sender;

/// Projects asked for at once.
const PROJECTS_AT_ONCE: usize = 1_000;
/// The columns of the plain set that say which project it is: number, name, city, zone.
const NAMING: usize = 4;
/// Widths of the columns.
const NUMBER_WIDTH: f64 = 16.0;
const WORDS_WIDTH: f64 = 36.0;

/// Hands over the sheets, each where it has rows, until nobody listens.
pub(super) async fn produce(
    db: &Db,
    order: &Order,
    reading: &Reading<'_>,
    projects: &[ProjectView<'_>],
    to: &Sender<Part>,
) -> Result<(), LedgerError> {
    let change = order.population.snapshot().change();
    let mut reports: HashMap<i64, Vec<Kept<MonthlyReport>>> = HashMap::new();
    for (condition, _) in shares(order, projects) {
        for report in valid_by::<MonthlyReport>(db, change, &condition, std::iter::empty::<Val>()).await? {
            reports.entry(report.project.0).or_default().push(report);
        }
    }
    let months = report_sheet(order, reading, projects, &reports);
    if !hand_over(order, months, to).await {
        return Ok(());
    }
    for sheet in SHEETS {
        let rows = if sheet.is_of_orgs() {
            of_orgs(db, order, sheet).await?
        } else {
            of_projects(db, order, reading, (sheet, projects)).await?
        };
        if !hand_over(order, rows, to).await {
            return Ok(());
        }
    }
    Ok(())
}

/// Hands a sheet over, where it has rows or is to be filled; gives whether anybody still listens.
async fn hand_over(order: &Order, (mut table, rows): Sheet, to: &Sender<Part>) -> bool {
    if order.layout == Layout::Whole {
        whole::to_be_filled(&mut table, order);
    } else if rows.is_empty() {
        return true;
    }
    to.send(Part::Sheet(table)).await.is_ok() && to.send(Part::Rows(rows)).await.is_ok()
}

/// The records of a kind of the projects.
async fn of_projects(
    db: &Db,
    order: &Order,
    reading: &Reading<'_>,
    (sheet, projects): (&records::Sheet, &[ProjectView<'_>]),
) -> Result<Sheet, LedgerError> {
    let change = order.population.snapshot().change();
    let mut rows = Vec::new();
    for (condition, some) in shares(order, projects) {
        let known = by_owner(sheet, order.until(), valid(db, sheet, change, &condition).await?);
        for project in some {
            for record in known.get(&project.id().0).into_iter().flatten() {
                rows.push(
                    named(reading, project)
                        .into_iter()
                        .chain(records::row(Lang::ZhCn, sheet, record))
                        .collect(),
                );
            }
        }
    }
    Ok((table(sheet.name, records::header_columns(Lang::ZhCn, sheet)), rows))
}

/// The records of a kind of the organisations.
async fn of_orgs(db: &Db, order: &Order, sheet: &records::Sheet) -> Result<Sheet, LedgerError> {
    let naming = records::org_columns(Lang::ZhCn).into_iter();
    let table = Table::new(sheet.name, naming.chain(records::header_columns(Lang::ZhCn, sheet)).collect());
    if order.orgs.is_empty() {
        return Ok((table, Vec::new()));
    }
    let condition = format!("org IN ({})", list(order.orgs.iter().map(|org| org.0)));
    let change = order.population.snapshot().change();
    let known = by_owner(sheet, order.until(), valid(db, sheet, change, &condition).await?);
    let places = order.population.snapshot().places();
    let name = |org: Option<&Place>| org.map_or(Value::Blank, |place| Value::text(place.name.clone()));
    let mut rows = Vec::new();
    for org in &order.orgs {
        let place = places.get(*org);
        let above = place.and_then(|place| place.lineage.get(1)).and_then(|above| places.get(*above));
        for record in known.get(&org.0).into_iter().flatten() {
            rows.push(
                [name(place), name(above)]
                    .into_iter()
                    .chain(records::row(Lang::ZhCn, sheet, record))
                    .collect(),
            );
        }
    }
    Ok((table, rows))
}

/// The records by whose they are, as they stand on a day: of versions the one in force, and nothing that is yet to come; all
/// of them, each in its last version, where no day is named.
fn by_owner(sheet: &records::Sheet, on: Option<Day>, known: Vec<Known>) -> HashMap<i64, Vec<Known>> {
    let mut by_owner: HashMap<i64, Vec<Known>> = HashMap::new();
    for record in known.into_iter().filter(|record| on.is_none_or(|on| has_come(sheet, record, on))) {
        let own = by_owner.entry(record.owner()).or_default();
        let same = |other: &Known| {
            sheet.is_versioned && sheet.key.iter().all(|key| other.get(sheet, key) == record.get(sheet, key))
        };
        let version = |record: &Known| record.get(sheet, "version").clone();
        match own.iter_mut().find(|other| same(other)) {
            Some(other) if version(other) < version(&record) => *other = record,
            Some(_) => {}
            None => own.push(record),
        }
    }
    for own in by_owner.values_mut() {
        own.sort_by_key(|record| {
            let key: Vec<_> = sheet.key.iter().map(|key| record.get(sheet, key).clone()).collect();
            (key, record.get(sheet, "day").clone(), record.id)
        });
    }
    by_owner
}

/// Whether a record holds on a day: from its decision, its own day or, without one, the day on which it was recorded.
fn has_come(sheet: &records::Sheet, record: &Known, on: Day) -> bool {
    let day = |field: &str| match record.get(sheet, field) {
        Stored::Text(text) => Day::parse_iso(text),
        _ => None,
    };
    let precision = match record.get(sheet, "precision") {
        Stored::Text(code) => Precision::ALL.into_iter().find(|it| it.code() == code),
        _ => None,
    };
    let own = day("day").map(|day| precision.map_or(day, |precision| precision.first_day(day)));
    day("decided_on").or(own).or_else(|| day("recorded_on")).is_none_or(|from| from <= on)
}

fn list(ids: impl Iterator<Item = i64>) -> String {
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(", ")
}

/// The projects in shares, each with the condition that its records meet. Where most projects are asked for, one reading
/// of the whole table is cheaper than looking each of them up; what it gives of others is left aside.
fn shares<'p, 's>(
    order: &Order,
    projects: &'p [ProjectView<'s>],
) -> impl Iterator<Item = (String, &'p [ProjectView<'s>])> {
    let most = projects.len() * 2 > order.population.snapshot().len();
    let share = if most { projects.len() } else { PROJECTS_AT_ONCE };
    projects.chunks(share.max(1)).map(move |some| match most {
        true => ("1 = 1".to_owned(), some),
        false => (format!("project IN ({})", list(some.iter().map(|project| project.id().0))), some),
    })
}

type Sheet = (Table, Vec<Vec<Value<'static>>>);

/// A row for each month reported.
fn report_sheet(
    order: &Order,
    reading: &Reading<'_>,
    projects: &[ProjectView<'_>],
    reports: &HashMap<i64, Vec<Kept<MonthlyReport>>>,
) -> Sheet {
    let number = |header| Column::new(header, NUMBER_WIDTH, Format::Decimal { places: 2 });
    let further = [
        Column::new("月份", 10.0, Format::Text),
        number("本月完成投资(万元)"),
        number("本年累计完成投资(万元)"),
        number("开工以来累计完成投资(万元)"),
        Column::new("形象进度", WORDS_WIDTH, Format::Text),
        Column::new("存在问题", WORDS_WIDTH, Format::Text),
        Column::new("需协调事项", WORDS_WIDTH, Format::Text),
    ];
    let now = order.until().map(|on| (i64::from(on.year()), i64::from(on.month())));
    let mut rows = Vec::new();
    for project in projects {
        let mut of_project: Vec<_> = reports.get(&project.id().0).into_iter().flatten().collect();
        of_project.retain(|report| now.is_none_or(|now| (report.year, report.month) <= now));
        of_project.sort_by_key(|report| (report.year, report.month));
        for report in of_project {
            let cells = [
                Value::text(format!("{}年{}月", report.year, report.month)),
                money(report.month_fen),
                money(report.year_to_date_fen),
                money(report.since_start_fen),
                words(report.progress.as_ref()),
                words(report.problems.as_ref()),
                words(report.requests.as_ref()),
            ];
            rows.push(named(reading, project).into_iter().chain(cells).collect());
        }
    }
    (table("月报", further), rows)
}

fn table(name: &str, further: impl IntoIterator<Item = Column>) -> Table {
    let naming = Layout::Plain.columns(Lang::ZhCn).into_iter().take(NAMING);
    Table::new(name, naming.chain(further).collect())
}

fn named(reading: &Reading<'_>, project: &ProjectView<'_>) -> Vec<Value<'static>> {
    let mut naming = Layout::Plain.row(reading, project, None);
    naming.truncate(NAMING);
    naming
}

fn money(money: Option<Money>) -> Value<'static> {
    money.map_or(Value::Blank, |money| in_wan(money.fen()))
}

fn words(text: Option<&String>) -> Value<'static> {
    text.map_or(Value::Blank, |text| Value::text(text.clone()))
}
