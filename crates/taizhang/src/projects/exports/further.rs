//! The further sheets of the plain workbook: plans by year and the months reported, which an import reads back.

use super::layout::{Layout, in_wan};
use super::write::{Order, Part};
use crate::ledger::{LedgerError, valid_by};
use crate::projects::Reading;
use db::{Db, Val};
use domain::facts::{AnnualPlan, ChangeId, Kept, MonthlyReport, ProjectId, Record};
use domain::progress::plan_in_force;
use domain::{Day, Money, PlanKind};
use figures::ProjectView;
use office::write::{Column, Format, Table, Value};
use std::collections::{BTreeSet, HashMap};
use tokio::sync::mpsc::Sender;

/// Projects asked for at once.
const PROJECTS_AT_ONCE: usize = 1_000;
/// The columns of the plain set that say which project it is: number, name, city, zone.
const NAMING: usize = 4;
/// Widths of the columns.
const NUMBER_WIDTH: f64 = 16.0;
const WORDS_WIDTH: f64 = 36.0;

/// Hands over both sheets, each where it has rows; gives whether anybody still listens.
pub(super) async fn produce(
    db: &Db,
    order: &Order,
    reading: &Reading<'_>,
    projects: &[ProjectView<'_>],
    to: &Sender<Part>,
) -> Result<(), LedgerError> {
    let change = order.population.snapshot().change();
    let on = reading.true_on;
    let mut plans: HashMap<i64, Vec<Kept<AnnualPlan>>> = HashMap::new();
    let mut reports: HashMap<i64, Vec<Kept<MonthlyReport>>> = HashMap::new();
    for some in projects.chunks(PROJECTS_AT_ONCE) {
        for plan in of::<AnnualPlan>(db, change, some).await? {
            plans.entry(plan.project.0).or_default().push(plan);
        }
        for report in of::<MonthlyReport>(db, change, some).await? {
            reports.entry(report.project.0).or_default().push(report);
        }
    }
    for sheet in [plan_sheet(reading, projects, &plans, on), report_sheet(reading, projects, &reports, on)] {
        let Some((table, rows)) = sheet else { continue };
        if to.send(Part::Sheet(table)).await.is_err() || to.send(Part::Rows(rows)).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// The records of some projects as a change left them.
async fn of<R: Record + Send + 'static>(
    db: &Db,
    change: ChangeId,
    projects: &[ProjectView<'_>],
) -> Result<Vec<Kept<R>>, LedgerError> {
    let ids: Vec<String> = projects.iter().map(|project| project.id().0.to_string()).collect();
    valid_by(db, change, &format!("project IN ({})", ids.join(", ")), std::iter::empty::<Val>()).await
}

type Sheet = Option<(Table, Vec<Vec<Value<'static>>>)>;

/// The yearly plan in force, a column for each year.
fn plan_sheet(
    reading: &Reading<'_>,
    projects: &[ProjectView<'_>],
    plans: &HashMap<i64, Vec<Kept<AnnualPlan>>>,
    on: Day,
) -> Sheet {
    let in_force = |project: ProjectId, year: i64| {
        let of_project = plans.get(&project.0).into_iter().flatten().map(|plan| &plan.body);
        plan_in_force(of_project, (year, PlanKind::AnnualPlan, None), on)
    };
    let is_told = |plan: &&Kept<AnnualPlan>| plan.kind == PlanKind::AnnualPlan && plan.decided_on <= on;
    let years: BTreeSet<i64> = plans.values().flatten().filter(is_told).map(|plan| plan.year).collect();
    let further = years.iter().flat_map(|year| {
        [
            Column::new(format!("{year}年度计划投资(万元)"), NUMBER_WIDTH, Format::Decimal { places: 2 }),
            Column::new(format!("{year}年计划形象进度"), WORDS_WIDTH, Format::Text),
        ]
    });
    let table = table("计划", further);
    let rows = projects.iter().filter_map(|project| {
        let cells: Vec<Value<'static>> = years
            .iter()
            .flat_map(|year| {
                let plan = in_force(project.id(), *year);
                [
                    money(plan.and_then(|plan| plan.invest_fen)),
                    words(plan.and_then(|plan| plan.content.as_ref())),
                ]
            })
            .collect();
        let says = cells.iter().any(|cell| *cell != Value::Blank);
        says.then(|| named(reading, project).into_iter().chain(cells).collect())
    });
    some(table, rows.collect())
}

/// A row for each month reported.
fn report_sheet(
    reading: &Reading<'_>,
    projects: &[ProjectView<'_>],
    reports: &HashMap<i64, Vec<Kept<MonthlyReport>>>,
    on: Day,
) -> Sheet {
    let number = |header| Column::new(header, NUMBER_WIDTH, Format::Decimal { places: 2 });
    let further = [
        Column::new("月份", 10.0, Format::Text),
        number("本月完成投资(万元)"),
        number("本年累计完成投资(万元)"),
        number("开工以来累计完成投资(万元)"),
        Column::new("形象进度", WORDS_WIDTH, Format::Text),
        Column::new("存在问题", WORDS_WIDTH, Format::Text),
    ];
    let now = (i64::from(on.year()), i64::from(on.month()));
    let mut rows = Vec::new();
    for project in projects {
        let mut of_project: Vec<_> = reports.get(&project.id().0).into_iter().flatten().collect();
        of_project.retain(|report| (report.year, report.month) <= now);
        of_project.sort_by_key(|report| (report.year, report.month));
        for report in of_project {
            let cells = [
                Value::text(format!("{}年{}月", report.year, report.month)),
                money(report.month_fen),
                money(report.year_to_date_fen),
                money(report.since_start_fen),
                words(report.progress.as_ref()),
                words(report.problems.as_ref()),
            ];
            rows.push(named(reading, project).into_iter().chain(cells).collect());
        }
    }
    some(table("月报", further), rows)
}

fn table(name: &str, further: impl IntoIterator<Item = Column>) -> Table {
    let naming = Layout::Plain.columns(crate::text::Lang::ZhCn).into_iter().take(NAMING);
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

fn some(table: Table, rows: Vec<Vec<Value<'static>>>) -> Sheet {
    (!rows.is_empty()).then_some((table, rows))
}
