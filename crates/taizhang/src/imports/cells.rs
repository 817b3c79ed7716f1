//! From a fact back to the cell that told it: the ledger keeps the row of each fact (汇总!214), the import what its columns were
//! taken for; together they name the cell (F214).

use super::headers::{Field, OfPeriod, What};
use super::problem::Place;
use super::recognize::{Column, Layout, SheetLayout, layout_from_text};
use domain::facts::{RecordKind, Value};
use domain::text::fold;
use domain::{Day, FundSource, ListKind, MilestoneCode, Stage};

/// The columns of a project, with the fields that tell them.
const OF_PROJECT: [(&str, Field); 25] = [
    ("own_no", Field::OwnNo),
    ("title", Field::Title),
    ("zone", Field::Zone),
    ("park", Field::Park),
    ("invest_fen", Field::Invest),
    ("invest_qualifier", Field::Invest),
    ("contract_fen", Field::Contract),
    ("contract_qualifier", Field::Contract),
    ("output_fen", Field::Output),
    ("tax_fen", Field::Tax),
    ("land_mu_e2", Field::Land),
    ("jobs", Field::Jobs),
    ("project_code", Field::ProjectCode),
    ("credit_code", Field::CreditCode),
    ("statistics_code", Field::StatisticsCode),
    ("project_owner", Field::ProjectOwner),
    ("liaison_leader", Field::LiaisonLeader),
    ("agent", Field::Agent),
    ("responsible_unit", Field::ResponsibleUnit),
    ("responsible_person", Field::ResponsiblePerson),
    ("content", Field::Content),
    ("address", Field::Address),
    ("remark", Field::Remark),
    ("construction_type", Field::ConstructionType),
    ("acquisition", Field::Acquisition),
];

/// The columns of a month's report and of a plan, with what tells them.
const OF_PERIOD: [(RecordKind, &str, What); 8] = [
    (RecordKind::MonthlyReport, "month_fen", What::MonthAmount),
    (RecordKind::MonthlyReport, "year_to_date_fen", What::YearToDate),
    (RecordKind::MonthlyReport, "since_start_fen", What::SinceStart),
    (RecordKind::MonthlyReport, "progress", What::Physical),
    (RecordKind::MonthlyReport, "problems", What::Problems),
    (RecordKind::MonthlyReport, "requests", What::Requests),
    (RecordKind::AnnualPlan, "invest_fen", What::PlanInvest),
    (RecordKind::AnnualPlan, "content", What::PlanContent),
];

/// A record as the journal keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// Its kind.
    pub kind: RecordKind,
    /// Its columns, in the order of the kind's declaration.
    pub values: &'a [Value],
}

impl Stored<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        let place = self.kind.fields().iter().position(|field| field.name == name)?;
        self.values.get(place)
    }

    fn word(&self, name: &str) -> Option<&str> {
        match self.value(name)? {
            Value::Text(text) => Some(text),
            Value::Int(_) | Value::Null => None,
        }
    }

    fn number(&self, name: &str) -> Option<i64> {
        match self.value(name)? {
            Value::Int(number) => Some(*number),
            Value::Text(_) | Value::Null => None,
        }
    }
}

/// What an import's columns were taken for.
pub struct Cells(Layout);

impl Cells {
    /// Reads the text that is kept with an import; none of one that this version can't read.
    pub fn read(layout: &str) -> Option<Self> {
        layout_from_text(layout).map(Self)
    }

    /// The cell (F214) that told a column of a record which came from a place of the file (汇总!214). None where no column of
    /// the sheet tells it: it follows from the row as a whole, or the ledger added it.
    pub fn of(&self, source: &str, record: Stored<'_>, column: &str) -> Option<String> {
        let (name, row) = source.rsplit_once('!')?;
        let row = row.parse::<u32>().ok()?.checked_sub(1)?;
        let sheet = self.0.sheets.iter().find(|sheet| *sheet.name == *name)?;
        let told = telling(sheet, record, column)?;
        let place = Place::of(sheet, Some(told.row.unwrap_or(row)));
        let (_, row, col) = place.in_file(told.col)?;
        Some(office::address(row, col))
    }
}

/// The column of a sheet that tells a column of a record.
fn telling<'s>(sheet: &'s SheetLayout, record: Stored<'_>, column: &str) -> Option<&'s Column> {
    let of_field = |field: Field| sheet.columns.iter().find(|told| told.field == Some(field));
    let either = |first: Field, second: Field| of_field(first).or_else(|| of_field(second));
    match record.kind {
        RecordKind::Project => {
            let (_, field) = OF_PROJECT.iter().find(|(name, _)| *name == column)?;
            of_field(*field)
        }
        RecordKind::StageEvent => {
            let stage = Stage::from_code(record.word("stage")?)?;
            match record.value("day") {
                Some(Value::Null) | None => either(Field::Stage, Field::Fact(stage)),
                Some(_) => of_field(Field::Fact(stage)),
            }
        }
        RecordKind::Forecast => {
            either(Field::Plan(MilestoneCode::from_code(record.word("code")?)?), Field::Period)
        }
        RecordKind::ProjectInvestor => either(Field::Investor, Field::Origin),
        RecordKind::ProjectTaxon => of_field(Field::Industry),
        RecordKind::Entry => of_field(Field::Round(ListKind::from_code(record.word("list")?)?)),
        RecordKind::Note => {
            // Of a sheet with a row for each month, the label ends with the month.
            let label = fold(record.word("label")?);
            let is_label = |told: &&Column| label.starts_with(&fold(&told.header));
            sheet.columns.iter().filter(|told| !told.header.is_empty()).find(is_label)
        }
        RecordKind::PaidIn => paid_in(sheet, record).or_else(|| of_own_sheet(sheet, record, column)),
        _ => of_period(sheet, record, column).or_else(|| of_own_sheet(sheet, record, column)),
    }
}

/// The column of a sheet of plans and months.
fn of_period<'s>(sheet: &'s SheetLayout, record: Stored<'_>, column: &str) -> Option<&'s Column> {
    let (.., what) = OF_PERIOD.iter().find(|(kind, name, _)| (*kind, *name) == (record.kind, column))?;
    let (year, month) = (record.number("year"), record.number("month"));
    let is_of = |of: &OfPeriod| {
        of.what == *what
            && of.year.is_none_or(|of| Some(i64::from(of)) == year)
            && of.month.is_none_or(|of| Some(i64::from(of)) == month)
    };
    sheet.columns.iter().find(|told| matches!(&told.field, Some(Field::OfPeriod(of)) if is_of(of)))
}

/// The column of a monthly sheet that tells money which arrived, by where it came from.
fn paid_in<'s>(sheet: &'s SheetLayout, record: Stored<'_>) -> Option<&'s Column> {
    let from = FundSource::from_code(record.word("fund_source")?)?;
    let day = Day::parse_iso(record.word("day")?)?;
    let is_of = |of: &OfPeriod| {
        matches!(of.what, What::Paid(source) if source == from)
            && of.year.is_none_or(|year| i64::from(year) == i64::from(day.year()))
            && of.month.is_none_or(|month| month == day.month())
    };
    let told =
        sheet.columns.iter().find(|told| matches!(&told.field, Some(Field::OfPeriod(of)) if is_of(of)));
    let total =
        |told: &&Column| matches!(&told.field, Some(Field::OfPeriod(of)) if of.what == What::PaidTotal);
    told.or_else(|| sheet.columns.iter().find(total))
}

/// The column of a sheet that lists records of the kind.
fn of_own_sheet<'s>(sheet: &'s SheetLayout, record: Stored<'_>, column: &str) -> Option<&'s Column> {
    sheet.columns.iter().find(|told| match told.field {
        Some(Field::OfRecord(of)) => of.sheet().kind == record.kind && of.column().field == column,
        _ => false,
    })
}
