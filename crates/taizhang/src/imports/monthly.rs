//! What a row tells of years and months: plans become versions, months become reports. Sums are taken as they stand; what
//! they should be is a reading (`domain.md` §2).

use super::apply::Changed;
use super::headers::{Field, OfPeriod, What};
use super::paid_in;
use super::problem::Code;
use super::recognize::SheetLayout;
use super::rows::{Draft, RowDraft, Value};
use super::timeline::Writing;
use domain::facts::{AnnualPlan, Kept, MonthlyReport, RecordKind};
use domain::{Day, Money, PlanKind};
use std::collections::BTreeMap;

/// A month: the year, and 1 to 12.
pub type Month = (i64, i64);

/// The month that the row itself names in its column 月份.
pub fn own_month(draft: &Draft) -> Option<Month> {
    draft.told.iter().find_map(|told| match (told.field, &told.value) {
        (Field::OfPeriod(OfPeriod { what: What::Month, .. }), Value::Number(month)) => {
            Some((month.div_euclid(12), month.rem_euclid(12) + 1))
        }
        _ => None,
    })
}

/// The month, or of a plan the year, of which a column speaks in this row.
pub(super) fn period(of: OfPeriod, own: Option<Month>) -> Option<Month> {
    let year = of.year.map(i64::from).or(own.map(|own| own.0))?;
    let month = of.month.map(i64::from).or(own.map(|own| own.1));
    if of.what.needs_month() { Some((year, month?)) } else { Some((year, 0)) }
}

/// Whether each told value has its month, and none of it lies ahead. A nought of a month to come says nothing.
pub fn check(row: &mut RowDraft, layout: &SheetLayout, today: Day) {
    let own = own_month(&row.draft);
    let now = (i64::from(today.year()), i64::from(today.month()));
    let mut problems = Vec::new();
    row.draft.told.retain(|told| {
        let Field::OfPeriod(of) = told.field else { return true };
        if of.what == What::Month {
            return true;
        }
        let ahead = of.what.needs_month() && period(of, own).is_some_and(|month| month > now);
        let nought = matches!(&told.value, Value::Amount(amount, _) if amount.money == Money::ZERO);
        match period(of, own) {
            None => problems.push((month_field(layout), Code::DateUnreadable)),
            Some(_) if ahead && !nought => problems.push((told.field, Code::ActualInFuture)),
            Some(_) => {}
        }
        !(ahead && nought)
    });
    problems.dedup();
    for (field, code) in problems {
        row.problems.push(row.problem_at(layout, field, code, ""));
    }
}

fn month_field(layout: &SheetLayout) -> Field {
    let fields = layout.columns.iter().filter_map(|column| column.field);
    fields
        .into_iter()
        .find(|field| matches!(field, Field::OfPeriod(OfPeriod { what: What::Month, .. })))
        .unwrap_or(Field::Title)
}

/// Writes the plans and reports that the row tells.
pub fn write(writing: &mut Writing<'_, '_>) {
    let own = own_month(&writing.row.draft);
    let mut years: BTreeMap<i64, Vec<(What, &Value)>> = BTreeMap::new();
    for told in &writing.row.draft.told {
        if let Field::OfPeriod(of) = told.field
            && !of.what.needs_month()
            && of.what != What::Month
            && let Some((year, _)) = period(of, own)
        {
            years.entry(year).or_default().push((of.what, &told.value));
        }
    }
    for (year, told) in years {
        plan(writing, year, &told);
    }
    reports(writing);
}

/// Writes the reports and the money in that the row tells.
pub fn reports(writing: &mut Writing<'_, '_>) {
    let own = own_month(&writing.row.draft);
    let mut months: BTreeMap<Month, Vec<(What, &Value)>> = BTreeMap::new();
    for told in &writing.row.draft.told {
        if let Field::OfPeriod(of) = told.field
            && of.what.needs_month()
            && !matches!(of.what, What::Paid(_) | What::PaidTotal)
            && let Some(month) = period(of, own)
        {
            months.entry(month).or_default().push((of.what, &told.value));
        }
    }
    for (month, told) in months {
        report(writing, month, &told);
    }
    paid_in::write(writing);
}

fn money(value: &Value) -> Option<Money> {
    match value {
        Value::Amount(amount, _) => Some(amount.money),
        _ => None,
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// A plan that differs from the one in force is its next version; the first stands from the year's beginning.
fn plan(writing: &mut Writing<'_, '_>, year: i64, told: &[(What, &Value)]) {
    let known = writing.known.map(|known| known.plans.as_slice()).unwrap_or_default();
    let same = |plan: &&Kept<AnnualPlan>| plan.year == year && plan.kind == PlanKind::AnnualPlan;
    let last = known.iter().filter(same).max_by_key(|plan| plan.version);
    let today = writing.desk.today;
    let first_day = i32::try_from(year).ok().and_then(|year| Day::new(year, 1, 1)).unwrap_or(today);
    let mut body = match last {
        Some(last) => last.body.clone(),
        None => AnnualPlan {
            project: writing.project,
            year,
            kind: PlanKind::AnnualPlan,
            month: None,
            version: 0,
            decided_on: first_day.min(today),
            invest_fen: None,
            content: None,
            start_month: None,
            complete_month: None,
            produce_month: None,
        },
    };
    for (what, value) in told {
        match what {
            What::PlanInvest => body.invest_fen = money(value),
            _ => body.content = words(value),
        }
    }
    let says_nothing = last.is_none() && body.invest_fen.is_none() && body.content.is_none();
    if says_nothing || last.is_some_and(|last| last.body == body) {
        return;
    }
    body.version += 1;
    if let Some(last) = last {
        body.decided_on = today.max(last.decided_on);
    }
    let fen = |plan: &AnnualPlan| plan.invest_fen.map(|money| money.fen().to_string());
    let changes = [
        ("invest_fen", last.and_then(|last| fen(last)), fen(&body)),
        ("content", last.and_then(|last| last.content.clone()), body.content.clone()),
    ];
    writing.desk.writer.create_from(&body, Some(writing.source));
    for (what, before, after) in changes.into_iter().filter(|(_, before, after)| before != after) {
        writing.note_change(RecordKind::AnnualPlan, what, before, after);
    }
}

fn report(writing: &mut Writing<'_, '_>, (year, month): Month, told: &[(What, &Value)]) {
    let known = writing.known.map(|known| known.reports.as_slice()).unwrap_or_default();
    let old = known.iter().find(|report| (report.year, report.month) == (year, month));
    let mut body = match old {
        Some(old) => old.body.clone(),
        None => MonthlyReport {
            project: writing.project,
            year,
            month,
            month_fen: None,
            year_to_date_fen: None,
            since_start_fen: None,
            progress: None,
            problems: None,
            requests: None,
            reported_on: writing.desk.today,
        },
    };
    for (what, value) in told {
        match what {
            What::MonthAmount => body.month_fen = money(value),
            What::YearToDate => body.year_to_date_fen = money(value),
            What::SinceStart => body.since_start_fen = money(value),
            What::Physical => body.progress = words(value),
            What::Problems => body.problems = words(value),
            What::Requests => body.requests = words(value),
            What::PlanInvest | What::PlanContent | What::Paid(_) | What::PaidTotal | What::Month => {}
        }
    }
    let changes = differences(old.map(|old| &old.body), &body);
    match old {
        _ if changes.is_empty() => return,
        Some(old) => drop(writing.desk.writer.replace(old, &body, Some(writing.source))),
        None => drop(writing.desk.writer.create_from(&body, Some(writing.source))),
    }
    for Changed { kind, what, before, after } in changes {
        writing.note_change(kind, &what, before, after);
    }
}

fn differences(before: Option<&MonthlyReport>, after: &MonthlyReport) -> Vec<Changed> {
    type Read = fn(&MonthlyReport) -> Option<String>;
    let fields: [(&str, Read); 6] = [
        ("month_fen", |it| it.month_fen.map(|money| money.fen().to_string())),
        ("year_to_date_fen", |it| it.year_to_date_fen.map(|money| money.fen().to_string())),
        ("since_start_fen", |it| it.since_start_fen.map(|money| money.fen().to_string())),
        ("progress", |it| it.progress.clone()),
        ("problems", |it| it.problems.clone()),
        ("requests", |it| it.requests.clone()),
    ];
    let changed = |(what, read): (&str, Read)| {
        let (before, after) = (before.and_then(read), read(after));
        (before != after).then(|| Changed {
            kind: RecordKind::MonthlyReport,
            what: what.to_owned(),
            before,
            after,
        })
    };
    fields.into_iter().filter_map(changed).collect()
}
