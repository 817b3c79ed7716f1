//! The whole act: a workbook's rows into the ledger as one change, or the same and taken back.

use super::home::{self, Asks, Opened};
use super::learned::learned_for;
use super::outcome::{Fate, IntakeError, LayoutChoice, Mode, Options, Report, Source};
use super::problem::{Code, Place, Problem};
use super::read_as::hidden;
use super::recognize::{ByLayout, Layout, Shape, SheetLayout, layout_to_text, recognize, take_apart};
use super::roll_up;
use super::rows::{check_totals, read_sheet};
use super::run::Run;
use crate::ledger::{Act, Ledger, LedgerError, Origin, Writer};
use crate::settings;
use db::Val;
use domain::facts::{Import, ImportId, Kept, ParkedRow};
use domain::{Recognition, Scope};
use office::Book;
use std::collections::HashSet;

/// Brings a workbook in. `progress` hears rows done and rows in all.
///
/// # Errors
/// [`IntakeError::NoHeader`] and [`IntakeError::OnlySums`] when there is nothing to bring in; what is wrong with rows comes in the report.
pub async fn intake(
    ledger: &Ledger,
    scope: &Scope,
    act: Act,
    (source, book): (Source, &Book),
    options: &Options,
    mode: Mode,
    progress: impl FnMut(usize, usize),
) -> Result<Report, IntakeError> {
    let layouts = learned_for(ledger, scope, options).await?;
    let book = &*take_apart(book);
    let layout = recognize(book, &layouts);
    if !layout.sheets.iter().any(SheetLayout::has_projects) {
        let problems = problems_of_sheets(book, &layout);
        return roll_up::hold(ledger, scope, (source, book), (layout, problems)).await;
    }
    let mut problems = problems_of_sheets(book, &layout);
    if let LayoutChoice::This(chosen) = &options.layout {
        problems.extend(unfit(&layout, &chosen.name));
    }
    let recognition = recognition_of(ledger, scope).await?;
    let Opened { told, edits, seat } = home::open(ledger, scope, &act, (book, &layout), &layouts).await?;
    let zone = told.as_ref().filter(|told| told.is_home).map(|told| told.cover.zone);
    let options = &Options { zone: zone.or(options.zone), ..options.clone() };
    let (edited, mut asks) = match edits {
        Some(edits) => {
            problems.extend(edits.problems);
            (Some(edits.book), edits.asks)
        }
        None => (None, Asks::default()),
    };
    let book = edited.as_ref().unwrap_or(book);
    let today = ledger.clock().today();
    let mut sheets = Vec::new();
    for sheet in layout.sheets.iter().filter(|sheet| sheet.has_projects()) {
        let mut rows = read_sheet(book, sheet, today);
        home::put(&mut asks, sheet.index, &mut rows);
        problems.extend(check_totals(sheet, &rows));
        sheets.push((sheet, rows));
    }
    // Records come after the projects that they belong to, wherever their sheet stands.
    sheets.sort_by_key(|(sheet, _)| sheet.record().is_some());
    let mut writer = match seat {
        Some(seat) => seat,
        None => ledger.write(act).await?,
    };
    let run = Run::begin(&mut writer, scope, options, &source, (today, recognition, mode)).await?;
    let (rows, mut row_problems, parked) = run.bring_in(book, sheets, progress).await?;
    row_problems.sort_by_key(|problem: &Problem| (problem.place.sheet_index, problem.place.row));
    problems.extend(row_problems);
    let mut report = Report { source, layout, rows, problems, book: told, change: None, import: None };
    finish(&mut writer, &mut report, parked, options).await?;
    let outcome = match mode {
        Mode::Commit => writer.commit().await?,
        Mode::DryRun => writer.dry_run().await?,
    };
    report.change = outcome.change;
    report.import = report.import.filter(|_| report.change.is_some());
    Ok(report)
}

/// How imported dates count. The operator stands for the office that recognises.
pub(super) async fn recognition_of(ledger: &Ledger, scope: &Scope) -> Result<Recognition, LedgerError> {
    match scope.holdings() {
        None => Ok(Recognition::Recognized),
        Some(_) => settings::imported_dates(ledger.db()).await,
    }
}

/// Writes the import's own record and the rows that wait, unless nothing at all is new.
async fn finish(
    writer: &mut Writer,
    report: &mut Report,
    parked: Vec<ParkedRow>,
    options: &Options,
) -> Result<(), LedgerError> {
    let earlier = parked_before(writer, &report.source.hash).await?;
    let waiting: HashSet<(&str, i64, &str)> =
        earlier.iter().map(|old| (old.sheet.as_str(), old.row, old.cells.as_str())).collect();
    let parked: Vec<ParkedRow> = (parked.into_iter())
        .filter(|row| !waiting.contains(&(row.sheet.as_str(), row.row, row.cells.as_str())))
        .collect();
    // What came in this time (a zone was made meanwhile, say) waits no longer.
    let came_in: HashSet<(&str, i64)> = (report.rows.iter())
        .filter(|row| row.fate != Fate::Parked)
        .map(|row| (&*row.sheet, i64::from(row.row)))
        .collect();
    for old in earlier.iter().filter(|old| came_in.contains(&(old.sheet.as_str(), old.row))) {
        writer.close(old);
    }
    if writer.is_empty() && parked.is_empty() {
        return Ok(());
    }
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let import = ImportId(writer.create(&Import {
        file: report.source.hash.clone(),
        name: report.source.name.clone(),
        zone: options.zone,
        layout: layout_to_text(&report.layout),
        rows: count(report.rows.len()),
        created: count(report.created()),
        changed: count(report.changed()),
        unchanged: count(report.unchanged()),
        parked: count(report.parked()),
    }));
    for row in parked {
        writer.create(&ParkedRow { import, ..row });
    }
    writer.came_from(Origin::Import(import));
    report.import = Some(import);
    Ok(())
}

/// Rows of the same file that wait since an earlier import of it.
async fn parked_before(writer: &mut Writer, hash: &str) -> Result<Vec<Kept<ParkedRow>>, LedgerError> {
    let condition = "import IN (SELECT i.id FROM import i WHERE i.file = $1 AND i.until IS NULL)";
    writer.open_by::<ParkedRow>(condition, vec![Val::from(hash)]).await
}

fn problems_of_sheets(book: &Book, layout: &Layout) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (sheet, layout) in book.sheets.iter().zip(&layout.sheets) {
        let place = Place::of(layout, None);
        let code = match layout.shape {
            Shape::Unknown => Some(Code::NoHeader),
            Shape::Summary => Some(Code::SummarySheet),
            Shape::Hidden => Some(Code::HiddenSheet),
            _ => None,
        };
        problems.extend(code.map(|code| Problem::at(&place, code)));
        if layout.has_projects() {
            problems.extend(hidden(sheet, &place));
        }
        problems.extend(layout.learned.iter().flat_map(|by| partings(&place, by)));
        if sheet.formulas_without_value > 0 {
            let problem = Problem::at(&place, Code::FormulasWithoutValue);
            problems.push(problem.with("n", sheet.formulas_without_value.to_string()));
        }
    }
    let guess = book.decoded.as_ref().filter(|decoded| decoded.guessed);
    if let (Some(guess), Some(first)) = (guess, layout.sheets.first()) {
        let place = Place::of(first, None);
        problems.push(Problem::at(&place, Code::GuessedCharset).with("charset", guess.charset.clone()));
    }
    problems
}

/// Where a sheet and the layout by which it was taken part.
fn partings(place: &Place, by: &ByLayout) -> Vec<Problem> {
    let told = |code: Code, headers: &[String]| {
        let problem = Problem::at(place, code).with("layout", by.name.clone());
        (!headers.is_empty()).then(|| problem.with("columns", headers.join("、")))
    };
    let parted = [
        told(Code::LayoutMissing, &by.missing),
        told(Code::LayoutFurther, &by.further),
        told(Code::LayoutUnit, &by.other_unit),
    ];
    parted.into_iter().flatten().collect()
}

/// That the layout which was asked for fits no sheet: headers alone say what their columns mean.
fn unfit(layout: &Layout, name: &str) -> Option<Problem> {
    let first = layout.sheets.iter().find(|sheet| sheet.has_projects())?;
    let place = Place::of(first, None);
    let fits = layout.sheets.iter().any(|sheet| sheet.learned.is_some());
    (!fits).then(|| Problem::at(&place, Code::LayoutUnfit).with("layout", name))
}
