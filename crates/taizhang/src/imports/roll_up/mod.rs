//! Workbooks that hold sums and no projects: nothing is stored, since every sum follows from its projects; what the
//! sheet says is held against what the ledger says of the same units on the same day.

mod own;

use super::outcome::{IntakeError, Report, Source};
use super::problem::{Code, Place, Problem};
use super::recognize::{Layout, Measure, RollUp, SumColumn, SumRow, roll_up};
use super::rows::agrees;
use crate::ledger::Ledger;
use crate::text::counts;
use domain::money::{format_exact, parse_amount, trim_zeros};
use domain::text::{is_blank_mark, squeeze};
use domain::{Money, MoneyUnit, Ratio, Rounding, Scope};
use figures::{Filter, Snapshot};
use office::{Book, Sheet};
use own::{Number, Own};
use std::collections::BTreeSet;

/// Holds the sums of a workbook without projects against the ledger. `problems` are those of its sheets.
///
/// # Errors
/// [`IntakeError::OnlySums`] when the ledger knows none of its units: then there is nothing to compare either.
pub(super) async fn hold(
    ledger: &Ledger,
    scope: &Scope,
    (source, book): (Source, &Book),
    (layout, mut problems): (Layout, Vec<Problem>),
) -> Result<Report, IntakeError> {
    let (snapshot, today) = (ledger.live().current().await?, ledger.clock().today());
    let (mut is_held, mut by) = (false, None);
    for problem in std::mem::take(&mut problems) {
        let sheet = book.sheets.get(problem.place.sheet_index).filter(|_| problem.code == Code::SummarySheet);
        let table = sheet.and_then(|sheet| Some((sheet, roll_up(sheet, today)?)));
        let told = table
            .as_ref()
            .and_then(|(sheet, table)| held((&snapshot, scope), (sheet, table), &problem.place));
        is_held |= told.is_some();
        by = by.or(table.map(|(_, table)| table.by));
        problems.extend(told.unwrap_or_else(|| vec![problem]));
    }
    match by {
        None => return Err(IntakeError::NoHeader),
        Some(by) if !is_held => return Err(IntakeError::OnlySums { by }),
        Some(_) => {}
    }
    Ok(Report { source, layout, rows: Vec::new(), problems, book: None, change: None, import: None })
}

/// What a table says otherwise than the ledger, after how much was compared at all; none when no unit is known.
fn held(
    (snapshot, scope): (&Snapshot, &Scope),
    (sheet, table): (&Sheet, &RollUp),
    place: &Place,
) -> Option<Vec<Problem>> {
    let own = Own { snapshot, scope, day: table.day, of_industries: table.of_industries };
    let mut holding = Holding { own, sheet, place, problems: Vec::new(), compared: 0, left: BTreeSet::new() };
    let units: Vec<Option<String>> = table.rows.iter().map(|row| holding.own.unit(&row.name)).collect();
    if units.iter().all(Option::is_none) {
        return None;
    }
    let parts = || table.rows.iter().zip(&units).filter(|(row, _)| !row.is_total);
    // A total is that of the rows above it: it can be compared when all of them are known.
    let all: Option<Vec<String>> = parts().map(|(_, unit)| unit.clone()).collect();
    for (row, unit) in table.rows.iter().zip(&units) {
        let words = if row.is_total { all.clone() } else { unit.clone().map(|unit| vec![unit]) };
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                let filter = holding.own.filter(words);
                holding.row(table, row, &filter);
            }
            None if row.is_total => {}
            None => holding.unknown(row),
        }
    }
    Some(holding.told(table))
}

/// A table on its way through the comparison.
struct Holding<'a> {
    own: Own<'a>,
    sheet: &'a Sheet,
    place: &'a Place,
    problems: Vec<Problem>,
    /// Numbers compared so far.
    compared: usize,
    /// Columns of which a number could not be compared.
    left: BTreeSet<u32>,
}

impl Holding<'_> {
    fn row(&mut self, table: &RollUp, row: &SumRow, filter: &Filter) {
        for column in &table.columns {
            let text = self.sheet.cell(row.row, column.col).text().into_owned();
            if is_blank_mark(&text) {
                continue;
            }
            let compared = column.measure.and_then(|measure| {
                let stated = Stated::read(&text, measure, column.unit)?;
                let own = self.own.number(measure, filter);
                Some((stated.agrees_with(own), stated.like(own)))
            });
            match compared {
                None => drop(self.left.insert(column.col)),
                Some((true, _)) => self.compared += 1,
                Some((false, computed)) => {
                    self.compared += 1;
                    self.problems.push(self.differs(row, column, text).with("computed", computed));
                }
            }
        }
    }

    fn at(&self, row: &SumRow) -> Place {
        Place { row: Some(row.row + 1), ..self.place.clone() }
    }

    fn differs(&self, row: &SumRow, column: &SumColumn, text: String) -> Problem {
        let problem = Problem::at(&self.at(row), Code::RollUpDiffers);
        problem.in_column(&column.header, column.col, text).with("unit", row.name.clone())
    }

    fn unknown(&mut self, row: &SumRow) {
        let problem = Problem::at(&self.at(row), Code::RollUpUnit);
        self.problems.push(Problem { value: row.name.clone(), ..problem });
    }

    /// All problems, that of the sheet first.
    fn told(self, table: &RollUp) -> Vec<Problem> {
        let differing = self.problems.iter().filter(|problem| problem.code == Code::RollUpDiffers).count();
        let sheet = Problem::at(self.place, Code::RollUp).with("by", table.by.clone());
        let sheet = sheet.with("day", table.day.to_string());
        let sheet =
            sheet.with("compared", self.compared.to_string()).with("differing", differing.to_string());
        let left = table.columns.iter().filter(|column| self.left.contains(&column.col));
        let left: Vec<String> = left.map(|column| column.header.to_string()).collect();
        let uncompared = Problem::at(self.place, Code::RollUpLeft).with("columns", left.join("、"));
        let uncompared = (!left.is_empty()).then_some(uncompared);
        [sheet].into_iter().chain(uncompared).chain(self.problems).collect()
    }
}

/// A number as the sheet says it.
enum Stated {
    Count(i64),
    Amount {
        money: Money,
        unit: MoneyUnit,
        text: String,
    },
    /// A share in percent by its digits, of which so many are decimals: 50.5% is 505 with 1.
    Percent {
        digits: i64,
        places: u32,
    },
}

impl Stated {
    fn read(text: &str, measure: Measure, unit: Option<MoneyUnit>) -> Option<Self> {
        let plain = squeeze(text).replace([',', '，'], "");
        match measure {
            Measure::Projects => plain.trim_end_matches(['个', '项']).parse().ok().map(Self::Count),
            Measure::PlanRate => {
                let digits = plain.strip_suffix(['%', '％'])?;
                let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
                let digits = digits.replacen('.', "", 1).parse().ok()?;
                Some(Self::Percent {
                    digits,
                    places: u32::try_from(places).ok().filter(|places| *places <= 6)?,
                })
            }
            _ => {
                let money = parse_amount(text, unit).ok()??.money;
                Some(Self::Amount { money, unit: unit.unwrap_or(MoneyUnit::Yuan), text: text.to_owned() })
            }
        }
    }

    /// Whether the ledger's number, rounded or cut off as the sheet does, is the same.
    fn agrees_with(&self, own: Option<Number>) -> bool {
        match (self, own) {
            (Self::Count(stated), Some(Number::Count(own))) => *stated == own,
            (Self::Amount { money, unit, text }, Some(Number::Fen(own))) => {
                agrees(*money, Money::from_fen(own), text, *unit)
            }
            (Self::Amount { money, .. }, None) => *money == Money::ZERO,
            (Self::Percent { digits, places }, Some(Number::Rate(above, below))) if below > 0 => {
                let (digits, below) = (i128::from(*digits), i128::from(below));
                let exact = i128::from(above) * 100 * 10_i128.pow(*places);
                (digits * below - exact).abs() < below
            }
            _ => false,
        }
    }

    /// The ledger's number in the unit of the sheet.
    fn like(&self, own: Option<Number>) -> String {
        let rate = |above, below| Ratio::new(above, below).percent(2, Rounding::HalfUp);
        match (self, own) {
            (_, Some(Number::Count(own))) => counts::count(own),
            (Self::Amount { unit, .. }, Some(Number::Fen(own))) => {
                trim_zeros(&format_exact(Money::from_fen(own), *unit)).to_owned()
            }
            (_, Some(Number::Rate(above, below))) => {
                rate(above, below).map_or_else(|| "—".to_owned(), |rate| format!("{rate}%"))
            }
            _ => "—".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("120", Measure::Projects, Number::Count(120), true)]
    #[case("120个", Measure::Projects, Number::Count(118), false)]
    #[case("1.5", Measure::Invest, Number::Fen(15_400_000_000), true)]
    #[case("1.5", Measure::Invest, Number::Fen(16_000_000_000), false)]
    #[case("50%", Measure::PlanRate, Number::Rate(505, 1_000), true)]
    #[case("50.0%", Measure::PlanRate, Number::Rate(505, 1_000), false)]
    #[case("50%", Measure::PlanRate, Number::Rate(0, 0), false)]
    fn a_number_agrees_within_its_last_place(
        #[case] text: &str,
        #[case] measure: Measure,
        #[case] own: Number,
        #[case] agrees: bool,
    ) {
        let stated = Stated::read(text, measure, Some(MoneyUnit::Yi)).unwrap();
        assert_eq!(stated.agrees_with(Some(own)), agrees);
    }

    #[test]
    fn an_amount_without_a_unit_and_a_bare_rate_are_not_compared() {
        assert!(Stated::read("900", Measure::Invest, None).is_none());
        assert!(Stated::read("0.5", Measure::PlanRate, None).is_none());
    }
}
