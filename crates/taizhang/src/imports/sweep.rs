//! Whole columns that change: what every row changes is seldom news of every project. 「总投资 ×10000 for all 214 rows」 is a
//! unit; one person in charge of all is a column filled down.

use super::outcome::{Fate, Report, RowReport};
use super::suspicion::ratio;
use domain::facts::RecordKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Fewer rows than these are no column.
const ROWS_MIN: usize = 5;
/// Of the rows of known projects, the share that changes: nine of ten.
const SHARE_MIN: (usize, usize) = (9, 10);

/// A column that changes in all rows, or nearly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sweep {
    /// The sheet.
    pub sheet: Arc<str>,
    /// The field of the project.
    pub what: String,
    /// Rows that change it.
    pub rows: usize,
    /// Rows of known projects.
    pub of: usize,
    /// By how much, where all change by as much: ×10000.
    pub times: Option<String>,
    /// First and last row, as the workbook shows them.
    pub span: (u32, u32),
}

/// What the rows change of one field.
#[derive(Default)]
struct Tally {
    rows: Vec<u32>,
    /// What each was and becomes, of numbers.
    numbers: Vec<(i64, i64)>,
}

/// The columns of a report that change as a whole.
pub fn sweeps(report: &Report) -> Vec<Sweep> {
    let mut known: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    let mut tallies: BTreeMap<(&Arc<str>, &str), Tally> = BTreeMap::new();
    for row in report.rows.iter().filter(|row| is_of_known(row)) {
        *known.entry(&row.sheet).or_default() += 1;
        let changes = row.changes().iter().filter(|change| change.kind == RecordKind::Project);
        for change in changes {
            let Some(before) = &change.before else { continue };
            let tally = tallies.entry((&row.sheet, change.what.as_str())).or_default();
            tally.rows.push(row.row);
            let number = |text: &str| text.parse::<i64>().ok();
            let pair = number(before).zip(change.after.as_deref().and_then(number));
            tally.numbers.extend(pair.filter(|_| change.what.ends_with("_fen")));
        }
    }
    let whole = tallies.into_iter().filter_map(|((sheet, what), tally)| {
        let of = known.get(sheet).copied().unwrap_or_default();
        let rows = tally.rows.len();
        let is_whole = rows >= ROWS_MIN && rows * SHARE_MIN.1 >= of * SHARE_MIN.0;
        let span = (*tally.rows.iter().min()?, *tally.rows.iter().max()?);
        let times = tally.times();
        is_whole.then(|| Sweep { sheet: Arc::clone(sheet), what: what.to_owned(), rows, of, times, span })
    });
    whole.collect()
}

/// Whether the row speaks of a project that the ledger had.
fn is_of_known(row: &RowReport) -> bool {
    matches!(row.fate, Fate::Changed(..) | Fate::Unchanged(_)) || !row.asked.is_empty()
}

impl Tally {
    /// The one factor by which all of it changes.
    fn times(&self) -> Option<String> {
        let (before, after) = self.numbers.first().copied()?;
        let same = |(one, other): &(i64, i64)| {
            *one > 0
                && *other > 0
                && i128::from(*one) * i128::from(after) == i128::from(*other) * i128::from(before)
        };
        let all = self.numbers.len() == self.rows.len() && self.numbers.iter().all(same);
        all.then(|| match after >= before {
            true => format!("×{}", ratio(after, before)),
            false => format!("÷{}", ratio(before, after)),
        })
    }
}
