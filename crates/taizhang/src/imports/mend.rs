//! Rows that waited, mended by a person and brought in by the same rules as the workbook.

use super::intake::recognition_of;
use super::outcome::{Fate, Mode, Options, RowReport, Source};
use super::parked::{KeptRow, read_parked};
use super::problem::{Code, Problem};
use super::recognize::Layout;
use super::rows::{Context, RowDraft};
use super::run::Run;
use crate::ledger::{Act, Ledger, LedgerError, Origin, Writer};
use crate::matching::keep_answer;
use db::Val;
use domain::Scope;
use domain::facts::{ChangeId, Import, ImportId, Kept, MatchAnswer, OrgId, ParkedRow};
use office::{Book, Cell, Kind, Sheet};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A row that waits, with its cells as mended.
pub struct Waiting {
    /// The record.
    pub kept: Kept<ParkedRow>,
    /// Its cells as mended.
    pub row: KeptRow,
    /// Whether a person has agreed that it holds: over another row of the file that speaks of its project, and whatever
    /// suspicious it changes.
    pub holds: bool,
    /// Whether it is to be brought in now; of any other row what was typed is kept, and it waits on.
    pub asked: bool,
    /// What a person has answered to the question whether its project is one that the ledger has, to be remembered.
    pub answer: Option<MatchAnswer>,
}

/// What became of the rows.
#[derive(Debug)]
pub struct Mended {
    /// Each row, in the order of `problems`' sheets and rows.
    pub rows: Vec<RowReport>,
    /// What is wrong with those that still wait.
    pub problems: Vec<Problem>,
    /// Rows that were not asked for, of which something new is kept.
    pub kept: usize,
    /// The change; none after a dry run.
    pub change: Option<ChangeId>,
}

impl Mended {
    /// Rows that came in.
    pub fn brought_in(&self) -> usize {
        self.rows.iter().filter(|row| row.fate != Fate::Parked).count()
    }
}

/// Brings the mended rows of an import that are asked for in as one change: what is fine goes in and waits no longer, the
/// rest waits on with its cells as mended. `zone` is the zone of rows that name none.
///
/// # Errors
/// When the ledger refuses or fails.
pub async fn mend(
    ledger: &Ledger,
    scope: &Scope,
    act: Act,
    (import, layout): (&Kept<Import>, &Layout),
    waiting: &[Waiting],
    zone: Option<OrgId>,
    mode: Mode,
) -> Result<Mended, LedgerError> {
    let today = ledger.clock().today();
    let options = Options { zone: zone.or(import.zone), ..Options::default() };
    let source = Source {
        name: import.name.clone(),
        hash: import.file.clone(),
        came: Some((ImportId(import.id), import.since)),
    };
    let (asked, others): (Vec<&Waiting>, Vec<&Waiting>) = waiting.iter().partition(|row| row.asked);
    let book = book_of(layout, &asked);
    let (mut sheets, mut order) = (Vec::new(), Vec::new());
    for sheet in &layout.sheets {
        let of_sheet: Vec<&Waiting> =
            asked.iter().copied().filter(|row| *row.kept.sheet == *sheet.name).collect();
        if !of_sheet.is_empty() {
            let context = Context { layout: sheet, date_1904: layout.date_1904, today, by_hand: &[] };
            sheets.push((sheet, drafts(context, &of_sheet)));
            order.extend(of_sheet);
        }
    }
    let recognition = recognition_of(ledger, scope).await?;
    let mut writer = ledger.write(act).await?;
    let answers: Vec<&MatchAnswer> = asked.iter().filter_map(|row| row.answer.as_ref()).collect();
    for answer in &answers {
        keep_answer(&mut writer, answer).await?;
    }
    let mut run = Run::begin(&mut writer, scope, &options, &source, (today, recognition, mode)).await?;
    answers.into_iter().for_each(|answer| run.tell(answer.clone()));
    let (rows, mut problems, _) = run.bring_in(&book, sheets, |_, _| {}).await?;
    told_by_imports(&mut writer, &mut problems, import.id).await?;
    for (row, waiting) in rows.iter().zip(order) {
        if row.fate == Fate::Parked {
            keep_typed(&mut writer, waiting);
        } else {
            writer.close(&waiting.kept);
        }
    }
    let kept = others.into_iter().filter(|row| keep_typed(&mut writer, row)).count();
    writer.came_from(Origin::Import(ImportId(import.id)));
    let outcome = match mode {
        Mode::Commit => writer.commit().await?,
        Mode::DryRun => writer.dry_run().await?,
    };
    Ok(Mended { rows, problems, kept, change: outcome.change })
}

/// Names the import where it was one that told of a row's project since.
async fn told_by_imports(writer: &mut Writer, problems: &mut [Problem], own: i64) -> Result<(), LedgerError> {
    let sql = "SELECT i.id, i.name FROM change c JOIN import i ON c.origin = 'import:' || i.id WHERE c.id = $1 AND i.id <> $2";
    let mut imports: HashMap<i64, Option<(i64, String)>> = HashMap::new();
    for problem in problems.iter_mut().filter(|problem| problem.code == Code::ChangedSince) {
        let Some(change) = problem.arg("change").and_then(|change| change.parse::<i64>().ok()) else {
            continue;
        };
        let import = match imports.entry(change) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let vals = vec![Val::Int(change), Val::Int(own)];
                free.insert(writer.query::<(i64, String)>(sql, vals).await?.into_iter().next())
            }
        };
        if let Some((id, name)) = import {
            problem.code = Code::ToldSince;
            problem.args.extend([("import", id.to_string()), ("file", name.clone())]);
        }
    }
    Ok(())
}

/// Keeps a row's cells as they were typed; gives whether anything of them is new.
pub fn keep_typed(writer: &mut Writer, row: &Waiting) -> bool {
    let body = ParkedRow { cells: row.row.to_text(), ..row.kept.body.clone() };
    writer.replace(&row.kept, &body, None)
}

fn drafts(context: Context<'_>, rows: &[&Waiting]) -> Vec<RowDraft> {
    let draft = |row: &&Waiting| {
        let read = read_parked(context, row_index(&row.kept), &row.row);
        RowDraft { repeats: read.repeats.filter(|_| !row.holds), agreed: row.holds, ..read }
    };
    rows.iter().map(draft).collect()
}

/// The zero-based row of the workbook in which a waiting row stood.
pub fn row_index(row: &ParkedRow) -> u32 {
    u32::try_from(row.row).unwrap_or(1).saturating_sub(1)
}

/// A workbook that holds the waiting rows where they stood, so that problems show what stands in their cells.
fn book_of(layout: &Layout, waiting: &[&Waiting]) -> Book {
    let count = layout.sheets.iter().map(|sheet| sheet.index + 1).max().unwrap_or(0);
    let mut sheets = vec![Sheet::default(); count];
    for sheet in &layout.sheets {
        for row in waiting.iter().filter(|row| *row.kept.sheet == *sheet.name) {
            for (column, cell) in sheet.columns.iter().zip(&row.row.cells) {
                let at = column.row.unwrap_or_else(|| row_index(&row.kept));
                set(&mut sheets[sheet.index], at as usize, column.col as usize, cell.cell());
            }
        }
    }
    Book { kind: Kind::Xlsx, decoded: None, date1904: layout.date_1904, sheets }
}

fn set(sheet: &mut Sheet, row: usize, col: usize, cell: Cell) {
    if sheet.rows.len() <= row {
        sheet.rows.resize(row + 1, Vec::new());
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= col {
        cells.resize(col + 1, Cell::Empty);
    }
    cells[col] = cell;
}
