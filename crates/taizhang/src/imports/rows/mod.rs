//! From rows to drafts: each row becomes what it tells and what is wrong with it, and never fails.

mod cells;
mod checks;
pub mod claim;
mod foreign;
mod record_cells;
mod seats;

pub use checks::{agrees, check_totals};
pub use seats::of_each as seats_of_each;

use super::headers::{Field, FieldKind, OfPeriod};
use super::home::asks::Ask;
use super::problem::{Code, Place, Problem};
use super::recognize::{Column, Grid, SheetLayout, project_rows};
use domain::facts::Value as Stored;
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS, TEXT_MAX_CHARS};
use domain::money::Dollars;
use domain::text::{half_width, is_blank_mark, is_clear_mark};
use domain::{AcquisitionKind, Amount, ConstructionType, Dated, Day, RoundKey, Stage};
use office::{Book, Cell, Sheet};
use std::sync::Arc;

/// Rows below which another thread costs more than it gains.
const ROWS_WORTH_A_THREAD: usize = 1_000;

/// What one cell tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// 清空: what is known is to be erased.
    Clear,
    /// Words.
    Text(String),
    /// Money with its qualifier, and the dollars that it was told in.
    Amount(Amount, Option<Dollars>),
    /// Hundredths of a 亩, or persons.
    Number(i64),
    /// A date.
    Dated(Dated),
    /// The claimed stage; true for a part of the project only.
    Stage(Stage, bool),
    /// 建设性质.
    Construction(ConstructionType),
    /// 引进方式.
    Acquisition(AcquisitionKind),
    /// Rounds.
    Rounds(Vec<RoundKey>),
    /// Names of companies.
    Names(Vec<String>),
    /// The code that a word of a list of records means.
    Code(&'static str),
}

/// A field and what a cell tells about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about.
    pub field: Field,
    /// What it tells.
    pub value: Value,
    /// The column, by its place in the layout.
    pub column: usize,
}

/// What a row tells about a project. What it doesn't mention stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The fields that the row tells.
    pub told: Vec<Told>,
    /// Columns without a field: header and text, or none for 清空.
    pub notes: Vec<(Arc<str>, Option<String>)>,
    /// The heading over the row.
    pub group: Option<Arc<str>>,
}

impl Draft {
    /// What the row tells about a field.
    pub fn get(&self, field: Field) -> Option<&Told> {
        self.told.iter().find(|told| told.field == field)
    }

    /// The text that the row gives for a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        match &self.get(field)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether both rows say the same, wherever in the sheet.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.told.len() == other.told.len()
            && self.notes == other.notes
            && self
                .told
                .iter()
                .zip(&other.told)
                .all(|(one, two)| (one.field, &one.value) == (two.field, &two.value))
    }
}

/// A row of a sheet as a draft, with its problems.
#[derive(Debug, Clone)]
pub struct RowDraft {
    /// Where it stood.
    pub place: Place,
    /// Zero-based row.
    pub row: u32,
    /// What it tells.
    pub draft: Draft,
    /// What is wrong with its cells.
    pub problems: Vec<Problem>,
    /// The number of another row of the file that tells otherwise of the same project, unless a person has agreed that
    /// this one holds.
    pub repeats: Option<u32>,
    /// Whether a person has agreed to whatever the row asks about.
    pub agreed: bool,
    /// What is asked about it because of the book that it stood in.
    pub asks: Vec<Ask>,
}

impl RowDraft {
    /// The row as the ledger names it: 汇总!214.
    pub fn source(&self) -> String {
        format!("{}!{}", self.place.sheet, self.row + 1)
    }

    /// Whether a cell that tells when something happened can't be read.
    pub fn has_unread_date(&self, layout: &SheetLayout) -> bool {
        let is_fact = |col: u32| {
            layout
                .columns
                .iter()
                .any(|column| column.col == col && matches!(column.field, Some(Field::Fact(_))))
        };
        self.problems.iter().any(|problem| problem.blocks() && problem.col.is_some_and(is_fact))
    }

    /// A problem of the row.
    pub fn problem(&self, code: Code) -> Problem {
        Problem::at(&self.place, code)
    }

    /// A problem of the cell that tells `field`, or of the row when none does.
    pub fn problem_at(
        &self,
        layout: &SheetLayout,
        field: Field,
        code: Code,
        value: impl Into<String>,
    ) -> Problem {
        match layout.columns.iter().find(|column| column.field == Some(field)) {
            Some(column) => {
                let mut problem = self.problem(code).in_column(&column.header, column.col, value);
                problem.place.row = Some(column.row.unwrap_or(self.row) + 1);
                problem
            }
            None => Problem { value: value.into(), ..self.problem(code) },
        }
    }
}

/// What reading a row needs to know besides its cells.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The sheet's layout.
    pub layout: &'a SheetLayout,
    /// The workbook's date system.
    pub date_1904: bool,
    /// The day of the import: what happened can't lie after it.
    pub today: Day,
    /// Columns, by their places in the layout, whose cells a person typed since: the day of the sheet doesn't bind them.
    pub by_hand: &'a [usize],
}

/// Reads all rows of a sheet.
pub fn read_sheet(book: &Book, layout: &SheetLayout, today: Day) -> Vec<RowDraft> {
    let Some(sheet) = book.sheets.get(layout.index) else { return Vec::new() };
    let grid = Grid::new(sheet);
    let context = Context { layout, date_1904: book.date1904, today, by_hand: &[] };
    let read = |(row, group): &(u32, Option<Arc<str>>)| {
        let cells = |column: &Column| grid.said(column.row.unwrap_or(*row), column.col);
        let mut draft = read_row(context, *row, cells);
        draft.draft.group.clone_from(group);
        name_formula(sheet, layout, &mut draft);
        draft
    };
    let rows = project_rows(&grid, layout);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(threads).max(ROWS_WORTH_A_THREAD);
    std::thread::scope(|scope| {
        let read_all = |rows: &[_]| rows.iter().map(read).collect::<Vec<_>>();
        let mut shares = rows.chunks(share);
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|rows| scope.spawn(move || read_all(rows))).collect();
        let mut drafts = read_all(own);
        for other in others {
            drafts.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        drafts
    })
}

/// A row without a name whose cell of the name is a formula that the file holds no value of: the name isn't missing.
fn name_formula(sheet: &Sheet, layout: &SheetLayout, row: &mut RowDraft) {
    let Some(problem) = row.problems.iter_mut().find(|problem| problem.code == Code::NoTitle) else { return };
    let named = layout.columns.iter().find(|column| column.field == Some(Field::Title));
    let is_formula = named.is_some_and(|column| {
        sheet.formula_cells.binary_search(&(column.row.unwrap_or(row.row), column.col)).is_ok()
    });
    if is_formula {
        problem.code = Code::NameIsFormula;
    }
}

/// Reads one row; `cell` gives the cell of a column.
pub fn read_row<'c>(context: Context<'_>, row: u32, cell: impl Fn(&Column) -> &'c Cell) -> RowDraft {
    let layout = context.layout;
    let place = Place::of(layout, Some(row));
    let mut draft = RowDraft {
        place,
        row,
        draft: Draft::default(),
        problems: Vec::new(),
        repeats: None,
        agreed: false,
        asks: Vec::new(),
    };
    for (index, column) in layout.columns.iter().enumerate() {
        read_cell(context, index, column, cell(column), &mut draft);
    }
    seats::part(layout, &mut draft);
    let of_org = layout.record().is_some_and(crate::records::Sheet::is_of_orgs);
    if !of_org && draft.draft.text(Field::Title).is_none() && draft.draft.text(Field::OwnNo).is_none() {
        draft.problems.push(draft.problem_at(layout, Field::Title, Code::NoTitle, ""));
    }
    draft
}

fn read_cell(context: Context<'_>, index: usize, column: &Column, cell: &Cell, row: &mut RowDraft) {
    let text = cell.text();
    if text.is_empty() || column.field.is_some_and(|field| field.kind() == FieldKind::Nothing) {
        return;
    }
    let at_cell = |code: Code| {
        let mut place = row.place.clone();
        place.row = Some(column.row.unwrap_or(row.row) + 1);
        Problem::at(&place, code).in_column(&column.header, column.col, text.clone())
    };
    let field = match column.field {
        Some(Field::Derived(derived)) if derived.is_own(&text) => return,
        Some(field) if field.kind() != FieldKind::Kept => field,
        _ => return read_note(column, &text, row),
    };
    if is_blank_mark(&text) {
        return;
    }
    let value = if is_clear_mark(&text) {
        Ok(cells::Read::sure(Value::Clear))
    } else if let Cell::Error(_) = cell {
        Err(Code::ErrorCell)
    } else {
        let is_typed = context.by_hand.contains(&index);
        read_value(context, field, column, cell, &text).and_then(|read| match read.value {
            Some(Value::Dated(ref dated)) if !is_typed && is_after_sheet(context, field, dated) => {
                Err(Code::ActualAfterSheet)
            }
            _ => Ok(read),
        })
    };
    match value {
        Err(code) => {
            let problem = at_cell(code);
            row.problems.push(with_years(problem, context.layout));
        }
        Ok(read) => {
            if let Some(doubt) = read.doubt {
                row.problems.push(
                    read.args
                        .into_iter()
                        .fold(at_cell(doubt), |problem, (name, arg)| problem.with(name, arg)),
                );
            }
            if read.value.is_none() || read.doubt == Some(Code::AmountWordKept) {
                read_note(column, &text, row);
            }
            if let Some(value) = read.value {
                tell(field, value, index, row);
            }
        }
    }
}

/// Whether a date tells as happened what lies after the day up to which the sheet says that its data reach.
fn is_after_sheet(context: Context<'_>, field: Field, dated: &Dated) -> bool {
    matches!(field, Field::Fact(_)) && context.layout.as_of.is_some_and(|as_of| dated.first_day() > as_of)
}

/// A date that can't be taken, with the years and days for its words.
fn with_years(problem: Problem, layout: &SheetLayout) -> Problem {
    match (problem.code, layout.as_of) {
        // 2021.1 as a number: the year is what stands before the point.
        (Code::DateAmbiguous, _) => {
            let value = half_width(&problem.value);
            let year = value.trim().split('.').next().unwrap_or_default().to_owned();
            problem.with("year", year)
        }
        (Code::ActualAfterSheet, Some(day)) => problem.with("day", day.to_string()),
        _ => problem,
    }
}

/// A period is two plans; everything else is one field.
fn tell(field: Field, value: Value, column: usize, row: &mut RowDraft) {
    row.draft.told.push(Told { field, value, column });
}

fn read_note(column: &Column, text: &str, row: &mut RowDraft) {
    if is_blank_mark(text) {
        return;
    }
    let told = if is_clear_mark(text) { None } else { Some(cells::prose(text)) };
    if told.as_ref().is_some_and(|told| told.chars().count() > TEXT_MAX_CHARS) {
        let problem = Problem::at(&row.place, Code::TextTooLong).in_column(
            &column.header,
            column.col,
            first_chars(text),
        );
        row.problems.push(problem.with("max", TEXT_MAX_CHARS.to_string()));
        return;
    }
    row.draft.notes.push((label(column), told));
}

/// The name under which the words of a cell are kept: those of one month don't take the place of another's.
fn label(column: &Column) -> Arc<str> {
    let label = column.label();
    match column.field {
        Some(Field::OfPeriod(OfPeriod { year: Some(year), month, .. })) => {
            let month = month.map(|month| format!("{month}月")).unwrap_or_default();
            format!("{label}（{year}年{month}）").into()
        }
        _ => label,
    }
}

fn first_chars(text: &str) -> String {
    text.chars().take(100).collect()
}

fn read_value(
    context: Context<'_>,
    field: Field,
    column: &Column,
    cell: &Cell,
    text: &str,
) -> Result<cells::Read, Code> {
    match field.kind() {
        FieldKind::Nothing | FieldKind::Kept => Ok(cells::Read::nothing()),
        FieldKind::Line => {
            cells::line(text, NAME_MAX_CHARS.max(if field == Field::Address { TEXT_MAX_CHARS } else { 0 }))
        }
        FieldKind::Prose => cells::long(text, TEXT_MAX_CHARS),
        FieldKind::Code => cells::code(field, cell, text, CODE_MAX_CHARS),
        FieldKind::Money => cells::money(context, field, text, column.unit),
        FieldKind::Land => Ok(cells::land(text, column.unit)),
        FieldKind::Count => Ok(cells::count(text)),
        FieldKind::Day => cells::day(context, field, cell, text),
        FieldKind::Period => cells::period(context, text),
        FieldKind::Month => cells::month(context, cell, text),
        FieldKind::Word => Ok(cells::word(field, text)),
        FieldKind::Rounds => cells::rounds(text),
        FieldKind::Companies => cells::companies(text),
        FieldKind::Record => match field {
            Field::OfRecord(of) => record_cells::read(context, of, (column.unit, cell), text),
            _ => Ok(cells::Read::nothing()),
        },
        FieldKind::People => cells::line(&cells::people(text), NAME_MAX_CHARS),
    }
}

/// A stored value in words, for showing what changed.
pub fn stored_words(value: &Stored) -> String {
    match value {
        Stored::Null => String::new(),
        Stored::Int(number) => number.to_string(),
        Stored::Text(text) => text.clone(),
    }
}
