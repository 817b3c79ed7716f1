//! The whole act: a workbook's rows into the ledger as one change, or the same and taken back.

use super::apply::{Changed, Desk, write};
use super::headers::Field;
use super::judge::{Judged, claim, doubts, lists, order_of_dates};
use super::known::{Known, Match};
use super::parked::KeptRow;
use super::places::{Places, Trouble, Words};
use super::problem::{Code, Place, Problem};
use super::recognize::{Column, Grid, Layout, Shape, SheetLayout, layout_to_text, recognize};
use super::references::References;
use super::rows::{RowDraft, check_totals, read_sheet};
use super::twins::{Newcomer, twins};
use crate::ledger::{Act, Ledger, LedgerError, Origin, Writer};
use crate::settings;
use db::Val;
use domain::facts::{ChangeId, Import, ImportId, Kept, OrgId, ParkedRow, ProjectId};
use domain::text::fold;
use domain::{Day, Permission, Recognition, Scope};
use office::Book;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a person decides about an import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The zone of rows that name none.
    pub zone: Option<OrgId>,
    /// Zones, cities, parks and rounds that the ledger doesn't have are made.
    pub create_zones: bool,
}

/// The file that is brought in.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, hex; they are kept.
    pub hash: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A new project.
    New(ProjectId),
    /// A known project, changed field by field.
    Changed(ProjectId, Vec<Changed>),
    /// A known project about which the row tells nothing new.
    Unchanged(ProjectId),
    /// The same row as one before it.
    Repeated,
    /// It waits to be mended.
    Parked,
}

/// A row and its fate.
#[derive(Debug, Clone)]
pub struct RowReport {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the workbook shows it.
    pub row: u32,
    /// The project's name, or what stood in its place.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
}

/// What an import did, or would do.
#[derive(Debug)]
pub struct Report {
    /// The file.
    pub source: Source,
    /// What was recognised.
    pub layout: Layout,
    /// Every row.
    pub rows: Vec<RowReport>,
    /// Every problem, in the order of the workbook.
    pub problems: Vec<Problem>,
    /// The change; none after a dry run or when there was nothing new.
    pub change: Option<ChangeId>,
    /// The import's record, where a change was made.
    pub import: Option<ImportId>,
}

impl Report {
    /// Rows with a fate.
    pub fn count(&self, fate: impl Fn(&Fate) -> bool) -> usize {
        self.rows.iter().filter(|row| fate(&row.fate)).count()
    }
    /// Projects created.
    pub fn created(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::New(_)))
    }
    /// Projects changed.
    pub fn changed(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Changed(..)))
    }
    /// Rows without anything new.
    pub fn unchanged(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Unchanged(_) | Fate::Repeated))
    }
    /// Whether anything of a project was written, and not only rows that wait.
    pub fn wrote_projects(&self) -> bool {
        self.created() + self.changed() > 0
    }
    /// Rows that wait.
    pub fn parked(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Parked))
    }
    /// The first sheet with projects.
    pub fn sheet(&self) -> Option<&str> {
        self.layout.sheets.iter().find(|sheet| sheet.has_projects()).map(|sheet| &*sheet.name)
    }
}

/// Whether to write, or to do the same and take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write.
    Commit,
    /// Take it back.
    DryRun,
}

/// Why a workbook isn't brought in at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// No sheet has a header that names projects.
    #[error("no sheet has a header row that names projects")]
    NoHeader,
    /// The ledger refused or failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Brings a workbook in. `progress` hears rows done and rows in all.
///
/// # Errors
/// [`IntakeError::NoHeader`] when there is nothing to bring in; what is wrong with rows comes in the report.
pub async fn intake(
    ledger: &Ledger,
    scope: &Scope,
    act: Act,
    (source, book): (Source, &Book),
    options: &Options,
    mode: Mode,
    progress: impl FnMut(usize, usize),
) -> Result<Report, IntakeError> {
    let layout = recognize(book);
    if !layout.sheets.iter().any(SheetLayout::has_projects) {
        return Err(IntakeError::NoHeader);
    }
    let today = ledger.clock().today();
    let mut problems = problems_of_sheets(book, &layout);
    let mut sheets = Vec::new();
    for sheet in layout.sheets.iter().filter(|sheet| sheet.has_projects()) {
        let rows = read_sheet(book, sheet, today);
        problems.extend(check_totals(sheet, &rows));
        sheets.push((sheet, rows));
    }
    let recognition = recognition_of(ledger, scope).await?;
    let mut writer = ledger.write(act).await?;
    let run = Run::begin(&mut writer, scope, options, &source, (today, recognition)).await?;
    let (rows, row_problems, parked) = run.bring_in(book, sheets, progress).await?;
    problems.extend(row_problems);
    let mut report = Report { source, layout, rows, problems, change: None, import: None };
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
        let place = Place { sheet_index: layout.index, sheet: Arc::clone(&layout.name), row: None };
        let code = match layout.shape {
            Shape::Unknown => Some(Code::NoHeader),
            Shape::Summary => Some(Code::SummarySheet),
            Shape::Hidden => Some(Code::HiddenSheet),
            _ => None,
        };
        problems.extend(code.map(|code| Problem::at(&place, code)));
        if sheet.formulas_without_value > 0 {
            let problem = Problem::at(&place, Code::FormulasWithoutValue);
            problems.push(problem.with("n", sheet.formulas_without_value.to_string()));
        }
    }
    if let (Some(note), Some(first)) = (&book.note, layout.sheets.first()) {
        let place = Place { sheet_index: first.index, sheet: Arc::clone(&first.name), row: None };
        problems.push(Problem::at(&place, Code::GuessedCharset).with("charset", note.clone()));
    }
    problems
}

/// The rows of an import on their way.
pub(super) struct Run<'w, 's> {
    desk: Desk<'w>,
    known: Known,
    scope: &'s Scope,
    options: &'s Options,
    /// Projects made under numbers of their own.
    newcomers: Vec<Newcomer>,
    /// Rows met before in this file, by zone and number or name.
    seen: HashMap<(OrgId, String), (usize, usize)>,
}

pub(super) type Sheets<'l> = Vec<(&'l SheetLayout, Vec<RowDraft>)>;

impl<'w, 's> Run<'w, 's> {
    pub(super) async fn begin(
        writer: &'w mut Writer,
        scope: &'s Scope,
        options: &'s Options,
        source: &Source,
        (today, recognition): (Day, Recognition),
    ) -> Result<Self, LedgerError> {
        let places = Places::load(writer, options.create_zones).await?;
        let references = References::load(writer).await?;
        let desk = Desk {
            writer,
            places,
            references,
            today,
            file_name: source.name.clone(),
            reference: None,
            recognition,
        };
        Ok(Self {
            desk,
            known: Known::default(),
            scope,
            options,
            newcomers: Vec::new(),
            seen: HashMap::new(),
        })
    }

    pub(super) async fn bring_in(
        mut self,
        book: &Book,
        mut sheets: Sheets<'_>,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<(Vec<RowReport>, Vec<Problem>, Vec<ParkedRow>), LedgerError> {
        let all: usize = sheets.iter().map(|(_, rows)| rows.len()).sum();
        let (mut reports, mut problems, mut parked) = (Vec::with_capacity(all), Vec::new(), Vec::new());
        for at in 0..sheets.len() {
            self.desk.reference = sheets[at].0.reference;
            for index in 0..sheets[at].1.len() {
                let fate = self.bring_in_row(&mut sheets, at, index).await?;
                let (layout, rows) = &mut sheets[at];
                let row = &mut rows[index];
                show_cells(book, row);
                let title = row.draft.text(Field::Title).unwrap_or_default().to_owned();
                if fate == Fate::Parked {
                    parked.push(waiting(book, layout, row));
                }
                reports.push(RowReport { sheet: Arc::clone(&layout.name), row: row.row + 1, title, fate });
                problems.append(&mut row.problems);
                self.desk.writer.hand_over_many().await?;
                progress(reports.len(), all);
            }
        }
        let twins = twins(self.desk.writer, self.scope, &self.desk.places, &self.newcomers).await?;
        if !twins.is_empty() {
            problems.extend(twins);
            problems.sort_by_key(|problem: &Problem| (problem.place.sheet_index, problem.place.row));
        }
        Ok((reports, problems, parked))
    }

    async fn bring_in_row(
        &mut self,
        sheets: &mut Sheets<'_>,
        at: usize,
        index: usize,
    ) -> Result<Fate, LedgerError> {
        let layout = sheets[at].0;
        let Some(zone) = self.zone(&mut sheets[at].1[index], layout) else { return Ok(Fate::Parked) };
        let is_new = self.desk.places.is_new(zone, self.desk.writer.change());
        self.known.read(self.desk.writer, zone, is_new).await?;
        if let Some((first_at, first)) = self.repeats(&sheets[at].1[index], zone, (at, index)) {
            let same = sheets[first_at].1[first].draft.says_the_same(&sheets[at].1[index].draft);
            let first_row = sheets[first_at].1[first].row + 1;
            let row = &mut sheets[at].1[index];
            let code = if same { Code::RepeatedRow } else { Code::DuplicateRow };
            let field = if row.draft.text(Field::OwnNo).is_some() { Field::OwnNo } else { Field::Title };
            row.problems.push(row.problem_at(layout, field, code, "").with("first", first_row.to_string()));
            return Ok(if same { Fate::Repeated } else { Fate::Parked });
        }
        Ok(self.settle(&mut sheets[at].1[index], layout, zone))
    }

    /// The zone that a row belongs to, if it may be written there.
    fn zone(&mut self, row: &mut RowDraft, layout: &SheetLayout) -> Option<OrgId> {
        let words = Words {
            city: row.draft.text(Field::City),
            county: row.draft.text(Field::County),
            zone: row.draft.text(Field::Zone),
        };
        match self.desk.places.zone(self.desk.writer, words, self.options.zone) {
            Err(Trouble { code, near }) => {
                let problem = row.problem_at(layout, Field::Zone, code, "");
                row.problems.push(problem.with("near", near.join("、")));
                None
            }
            Ok(zone) if !self.scope.may(Permission::Edit, zone) && !self.made_by_operator(zone) => {
                row.problems.push(row.problem_at(layout, Field::Zone, Code::ZoneForbidden, ""));
                None
            }
            Ok(zone) => {
                if row.draft.text(Field::City).is_some_and(|city| !self.desk.places.stands_in(zone, city)) {
                    row.problems.push(row.problem_at(layout, Field::City, Code::CityDiffers, ""));
                }
                Some(zone)
            }
        }
    }

    fn made_by_operator(&self, zone: OrgId) -> bool {
        self.scope.may_anywhere(Permission::ManageOrgs)
            && self.desk.places.is_new(zone, self.desk.writer.change())
    }

    /// The row of this file that speaks of the same project, if one came before.
    fn repeats(&mut self, row: &RowDraft, zone: OrgId, here: (usize, usize)) -> Option<(usize, usize)> {
        let name = row.draft.text(Field::OwnNo).or_else(|| row.draft.text(Field::Title))?;
        let key = (zone, fold(name));
        let before = self.seen.get(&key).copied();
        if before.is_none() {
            self.seen.insert(key, here);
        }
        before
    }

    /// Judges a row and writes it, or leaves it waiting.
    fn settle(&mut self, row: &mut RowDraft, layout: &SheetLayout, zone: OrgId) -> Fate {
        let projects = self.known.zone(zone);
        let project = match projects.find(&row.draft) {
            Ok(project) => project,
            Err(code) => {
                row.problems.push(row.problem_at(layout, Field::OwnNo, code, ""));
                return Fate::Parked;
            }
        };
        let known = match &project {
            Match::Known(place) => Some(*place),
            _ => None,
        };
        let own_no = known.is_none().then(|| projects.free_no_unless(row.draft.text(Field::OwnNo)));
        let same_title =
            known.is_none() && row.draft.text(Field::Title).is_some_and(|title| projects.has_title(title));
        let known = known.map(|place| projects.get(place));
        if same_title {
            row.problems.push(row.problem_at(layout, Field::Title, Code::SameTitle, ""));
        }
        // A claim can't be held against dates of which one can't be read.
        let mut undated = None;
        if !row.has_unread_date(layout) {
            undated = claim(row, layout, known, self.desk.today);
            order_of_dates(row, layout, known);
        }
        lists(row, layout, &self.desk.references, known, self.options.create_zones);
        doubts(row, layout, known);
        if row.problems.iter().any(Problem::blocks) {
            return Fate::Parked;
        }
        let judged = Judged { zone, project, undated };
        let (id, changed) = write(&mut self.desk, row, &judged, known, || own_no.unwrap_or_default());
        match (known.is_some(), changed.is_empty()) {
            (false, _) => {
                self.newcomers.extend(newcomer(row, layout, zone, id));
                Fate::New(id)
            }
            (true, true) => Fate::Unchanged(id),
            (true, false) => Fate::Changed(id, changed),
        }
    }
}

/// A new project that may have a twin elsewhere: one whose number was given, not made.
fn newcomer(row: &RowDraft, layout: &SheetLayout, zone: OrgId, project: ProjectId) -> Option<Newcomer> {
    let own_no = row.draft.text(Field::OwnNo)?.to_owned();
    let cell = row.problem_at(layout, Field::OwnNo, Code::TwinInFile, own_no.as_str());
    Some(Newcomer { project, zone, own_no, title: row.draft.text(Field::Title)?.to_owned(), cell })
}

/// Puts what stood in the cell beside every problem of the row.
fn show_cells(book: &Book, row: &mut RowDraft) {
    for problem in &mut row.problems {
        let (Some(at), Some(col)) = (problem.place.row, problem.col) else { continue };
        if let Some(sheet) = book.sheets.get(problem.place.sheet_index) {
            problem.value = sheet.cell(at - 1, col).text().into_owned();
        }
    }
}

/// A row as it waits in the ledger; its import is filled in when that is known.
fn waiting(book: &Book, layout: &SheetLayout, row: &RowDraft) -> ParkedRow {
    let cells = book.sheets.get(layout.index).map_or_else(String::new, |sheet| {
        let grid = Grid::new(sheet);
        let cell = |column: &Column| grid.said(column.row.unwrap_or(row.row), column.col);
        KeptRow::of(layout, row.draft.group.as_deref(), cell).to_text()
    });
    ParkedRow { import: ImportId(0), sheet: layout.name.to_string(), row: i64::from(row.row) + 1, cells }
}
