//! Money that arrived, month by month in columns (5月到位资金, 5月到位外资): of each month and source one record, exact to the
//! month. A record told by its day stays what it is: a column never goes in over it.

use super::headers::{Field, What};
use super::known::KnownProject;
use super::monthly::{Month, own_month, period};
use super::problem::Code;
use super::recognize::SheetLayout;
use super::rows::{RowDraft, Value};
use super::timeline::Writing;
use crate::text::money::ShownIn;
use domain::facts::{Kept, PaidIn, RecordKind};
use domain::money::Dollars;
use domain::{Day, FundSource, Money, Precision};

/// How much a column tells, and the dollars that it says it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sum {
    money: Money,
    dollars: Option<Dollars>,
}

impl Sum {
    /// Whether a record says this already; a column in yuan says nothing of its dollars.
    fn is_known(self, old: &PaidIn) -> bool {
        old.amount_fen == self.money && (self.dollars.is_none() || old.dollars() == self.dollars)
    }
}

/// What a column tells: of which month, from where, how much.
type Told = (Field, Month, FundSource, Sum);

/// What the row tells, in the order of its columns; of a month of which a column tells all, what the others leave of it came
/// from elsewhere. Gives with it the columns that tell less than their parts.
fn told(row: &RowDraft) -> (Vec<Told>, Vec<Field>) {
    let own = own_month(&row.draft);
    let (mut told, mut totals): (Vec<Told>, Vec<(Field, Month, Money)>) = (Vec::new(), Vec::new());
    for cell in &row.draft.told {
        let (Field::OfPeriod(of), Value::Amount(amount, dollars)) = (cell.field, &cell.value) else {
            continue;
        };
        let Some(month) = period(of, own) else { continue };
        match of.what {
            What::Paid(source) => {
                let sum = Sum { money: amount.money, dollars: *dollars };
                told.push((cell.field, month, source, sum));
            }
            What::PaidTotal => totals.push((cell.field, month, amount.money)),
            _ => {}
        }
    }
    let mut short = Vec::new();
    for (field, month, total) in totals {
        let parts = || told.iter().filter(|(_, of, _, _)| *of == month);
        let of_parts = Money::checked_sum(parts().map(|(_, _, _, sum)| sum.money));
        let names_rest = parts().any(|(_, _, source, _)| *source == FundSource::Other);
        match of_parts.and_then(|parts| total.fen().checked_sub(parts.fen())) {
            Some(0) if names_rest => {}
            Some(rest) if rest >= 0 && !names_rest => {
                let sum = Sum { money: Money::from_fen(rest), dollars: None };
                told.push((field, month, FundSource::Other, sum));
            }
            _ => short.push(field),
        }
    }
    (told, short)
}

/// What the ledger knows of a month and a source.
fn known_of(known: Option<&KnownProject>, (year, month): Month, source: FundSource) -> Vec<&Kept<PaidIn>> {
    let all = known.map(|known| known.paid_in.as_slice()).unwrap_or_default().iter();
    let is_of_month =
        |it: &&Kept<PaidIn>| (i64::from(it.day.year()), i64::from(it.day.month())) == (year, month);
    let is_no_longer = |it: &&Kept<PaidIn>| matches!(it.precision, Precision::Day | Precision::Month);
    all.filter(|it| it.fund_source == source).filter(is_of_month).filter(is_no_longer).collect()
}

/// The one record that such a column is, where there is no other beside it.
fn own<'k>(known: &[&'k Kept<PaidIn>]) -> Option<&'k Kept<PaidIn>> {
    match known {
        [one] if one.precision == Precision::Month => Some(one),
        _ => None,
    }
}

fn sum(known: &[&Kept<PaidIn>]) -> Money {
    Money::checked_sum(known.iter().map(|it| it.amount_fen)).unwrap_or(Money::ZERO)
}

/// Whether a month that is known one by one comes to what the column says: else nobody could tell which of them is wrong.
pub fn check(row: &mut RowDraft, layout: &SheetLayout, known: Option<&KnownProject>) {
    let (told, short) = told(row);
    for field in short {
        row.problems.push(row.problem_at(layout, field, Code::PaidParts, ""));
    }
    for (field, month, source, told) in told {
        let of_month = known_of(known, month, source);
        let differs = !of_month.is_empty() && own(&of_month).is_none() && sum(&of_month) != told.money;
        if differs {
            let value = ShownIn::Wan.print(told.money);
            let problem = row.problem_at(layout, field, Code::PaidOneByOne, value);
            row.problems.push(problem.with("known", ShownIn::Wan.print(sum(&of_month))));
        }
    }
}

/// Writes the money that the row tells. A nought of a month of which nothing is known says nothing; of one that is known it
/// takes the record back.
pub fn write(writing: &mut Writing<'_, '_>) {
    for (_, month, source, told) in told(writing.row).0 {
        let of_month = known_of(writing.known, month, source);
        let money = told.money;
        match (own(&of_month), of_month.is_empty()) {
            (Some(old), _) if told.is_known(old) => {}
            (Some(old), _) if money == Money::ZERO => {
                writing.desk.writer.close(old);
                note(writing, Some(old.amount_fen), None);
            }
            (Some(old), _) => {
                let body = PaidIn { amount_fen: money, ..old.body.clone() }.told_in(told.dollars);
                writing.desk.writer.replace(old, &body, Some(writing.source));
                if old.amount_fen == money {
                    note_dollars(writing, old.usd_cents, body.usd_cents);
                } else {
                    note(writing, Some(old.amount_fen), Some(money));
                }
            }
            (None, true) if money != Money::ZERO => {
                if let Some(body) = arrived(writing, month, source, told) {
                    writing.desk.writer.create_from(&body, Some(writing.source));
                    note(writing, None, Some(money));
                }
            }
            (None, _) => {}
        }
    }
}

fn note(writing: &mut Writing<'_, '_>, before: Option<Money>, after: Option<Money>) {
    let fen = |money: Option<Money>| money.map(|money| money.fen().to_string());
    writing.note_change(RecordKind::PaidIn, "amount_fen", fen(before), fen(after));
}

/// The same amount, told in dollars or by another rate.
fn note_dollars(writing: &mut Writing<'_, '_>, before: Option<i64>, after: Option<i64>) {
    let cents = |cents: Option<i64>| cents.map(|cents| cents.to_string());
    writing.note_change(RecordKind::PaidIn, "usd_cents", cents(before), cents(after));
}

fn arrived(writing: &Writing<'_, '_>, (year, month): Month, source: FundSource, told: Sum) -> Option<PaidIn> {
    let first = Day::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, 1)?;
    let body = PaidIn {
        project: writing.project,
        day: first.last_of_month(),
        precision: Precision::Month,
        original: Some(format!("{year}年{month}月")),
        amount_fen: told.money,
        fund_source: source,
        fund_use: None,
        land_premium: false,
        recorded_on: writing.desk.today,
        usd_cents: None,
        usd_rate_e6: None,
        usd_rate_on: None,
    };
    Some(body.told_in(told.dollars))
}
