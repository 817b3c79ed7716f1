//! From a workbook to its layout: where the headers are, what each column means and why, which rows are projects.

mod apart;
mod body;
mod by_layout;
mod card;
mod grid;
mod header;
mod kept;
mod manner;
mod period;
mod reason;
mod records;
mod roll_up;
mod title;
mod units;

pub use apart::take_apart;
pub use body::{Check, RowKind};
pub use by_layout::ByLayout;
pub use grid::{Grid, is_blank};
pub use header::{HEADER_ROWS_MAX, headings};
pub use kept::{layout_from_text, layout_to_text};
pub use manner::{DateOrder, Manner};
pub use reason::Reason;
pub use roll_up::{Measure, RollUp, SumColumn, SumRow, roll_up};
pub use units::{DollarUnit, Unit};

use super::headers::{Field, FieldKind};
use super::learned::{self, Learned};
use super::read_as::ReadAs;
use crate::books::is_cover;
use domain::Day;
use office::sheet::Part;
use office::{Book, Cell, Sheet};
use std::sync::Arc;

/// Rows from the top among which a header of unknown words is looked for.
const GUESS_ROWS: u32 = 30;

/// What was recognised in a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Its sheets, in the order of the tabs.
    pub sheets: Vec<SheetLayout>,
    /// Whether the workbook counts days from 1904.
    pub date_1904: bool,
    /// What the file was taken for; none of an import that kept no word of it.
    pub read_as: Option<ReadAs>,
}

/// What was recognised in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLayout {
    /// Index in the workbook.
    pub index: usize,
    /// Its name.
    pub name: Arc<str>,
    /// What it is of a sheet of the file, where that holds several tables or has its projects in columns.
    pub part: Option<Part>,
    /// What it is.
    pub shape: Shape,
    /// Its columns; empty unless it holds projects.
    pub columns: Vec<Column>,
    /// The day against which dates without a year are read: from the title.
    pub reference: Option<Day>,
    /// The day up to which the sheet says that its data reach: what it tells as happened can't lie after it.
    pub as_of: Option<Day>,
    /// Rows that are totals, kept as checks.
    pub checks: Vec<Check>,
    /// Lines above and below the table.
    pub notes: Vec<String>,
    /// How its cells are read.
    pub manner: Manner,
    /// By which learned layout it was taken, if by one.
    pub learned: Option<ByLayout>,
}

/// What kind of sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A table of projects; zero-based first and last header row.
    Table {
        /// First row of the header.
        first: u32,
        /// Last row of the header.
        last: u32,
    },
    /// One project as a form of labels and values.
    Card,
    /// A summary without rows of projects; kept as checks.
    Summary,
    /// Nothing in it of a project.
    Blank,
    /// Hidden, and so not read.
    Hidden,
    /// No header was found.
    Unknown,
}

impl Shape {
    /// Its name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table { .. } => "table",
            Self::Card => "card",
            Self::Summary => "summary",
            Self::Blank => "blank",
            Self::Hidden => "hidden",
            Self::Unknown => "unknown",
        }
    }
}

/// A column and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Zero-based place.
    pub col: u32,
    /// The row in which its value stands; none for tables, where each row has its own.
    pub row: Option<u32>,
    /// Its header, as it stands; the levels of a header of several rows are joined by ·.
    pub header: Arc<str>,
    /// What it tells; none for a column that is kept as a remark.
    pub field: Option<Field>,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// What says the unit.
    pub unit_from: Option<UnitFrom>,
    /// Why it was taken so.
    pub why: Why,
}

/// What says the unit of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitFrom {
    /// Its header.
    Header,
    /// A line above the table.
    Above,
    /// The learned layout.
    Layout,
}

impl UnitFrom {
    const ALL: [Self; 3] = [Self::Header, Self::Above, Self::Layout];

    /// The code in kept layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Above => "above",
            Self::Layout => "layout",
        }
    }

    /// The one with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|from| from.code() == code)
    }
}

impl Column {
    /// A column as its header says.
    fn headed(
        (col, row): (u32, Option<u32>),
        header: Arc<str>,
        (field, why): (Option<Field>, Why),
        unit: Option<Unit>,
    ) -> Self {
        Self { col, row, header, field, unit, unit_from: unit.map(|_| UnitFrom::Header), why }
    }

    /// The name under which its words are kept when no field holds them: 是否分期 however it is headed, else the header,
    /// which may say a unit.
    pub fn label(&self) -> Arc<str> {
        match self.field {
            Some(field @ Field::Phasing) => field.header().into(),
            _ => Arc::clone(&self.header),
        }
    }
}

/// Why a column was taken as what it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The header says it.
    Header,
    /// The header's levels say it together.
    Levels,
    /// The lowest level of the header says it.
    LowestLevel,
    /// The header says it with an explanation in brackets.
    Bracket,
    /// Another column tells the same and better.
    Taken,
    /// A learned layout says it.
    Layout,
    /// A column of a year or month that nothing names: kept as a remark.
    NoPeriod,
    /// No field is headed so: kept as a remark.
    NoField,
}

impl Why {
    const ALL: [Self; 8] = [
        Self::Header,
        Self::Levels,
        Self::LowestLevel,
        Self::Bracket,
        Self::Taken,
        Self::Layout,
        Self::NoPeriod,
        Self::NoField,
    ];

    /// The code in kept layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Levels => "levels",
            Self::LowestLevel => "lowestLevel",
            Self::Bracket => "bracket",
            Self::Taken => "taken",
            Self::Layout => "layout",
            Self::NoPeriod => "noPeriod",
            Self::NoField => "noField",
        }
    }

    /// The reason with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

impl SheetLayout {
    /// Whether rows of projects are read from it.
    pub fn has_projects(&self) -> bool {
        matches!(self.shape, Shape::Table { .. } | Shape::Card)
    }

    /// Whether a column tells this field.
    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The kind of record that each row tells, where the sheet lists records.
    pub fn record(&self) -> Option<&'static crate::records::Sheet> {
        self.columns.iter().find_map(|column| match column.field {
            Some(Field::OfRecord(of)) => Some(of.sheet()),
            _ => None,
        })
    }

    /// The columns that no field holds, so that their words are only kept as remarks.
    pub fn remarks(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.field.is_none())
    }

    /// Whether each row names its own month.
    pub fn has_month(&self) -> bool {
        self.columns.iter().any(|column| column.field.is_some_and(|field| field.kind() == FieldKind::Month))
    }

    fn new(index: usize, sheet: &Sheet, shape: Shape) -> Self {
        Self {
            index,
            name: Arc::from(sheet.name.as_str()),
            part: sheet.part,
            shape,
            columns: Vec::new(),
            reference: None,
            as_of: None,
            checks: Vec::new(),
            notes: Vec::new(),
            manner: Manner::default(),
            learned: None,
        }
    }
}

/// Recognises every sheet of a workbook: by the layout that fits it best, else by what its headers mean.
pub fn recognize(book: &Book, layouts: &[Learned]) -> Layout {
    let sheets = book.sheets.iter().enumerate();
    let sheets = sheets.map(|(index, sheet)| recognize_sheet(index, sheet, layouts)).collect();
    Layout { sheets, date_1904: book.date1904, read_as: Some(ReadAs::of(book)) }
}

fn recognize_sheet(index: usize, sheet: &Sheet, layouts: &[Learned]) -> SheetLayout {
    let grid = Grid::new(sheet);
    if (0..grid.rows()).all(|row| grid.is_blank(row)) || is_cover(sheet) {
        return SheetLayout::new(index, sheet, Shape::Blank);
    }
    if sheet.hidden {
        return SheetLayout::new(index, sheet, Shape::Hidden);
    }
    if let Some(fit) = learned::best(&grid, &sheet.name, layouts) {
        return by_layout::take(index, sheet, &grid, &fit);
    }
    if let Some((row, columns)) = records::of_orgs(&grid) {
        let mut layout = SheetLayout::new(index, sheet, Shape::Table { first: row, last: row });
        layout.columns = columns;
        layout.notes = title::read(&grid, row).lines;
        return layout;
    }
    if let Some((first, last)) = header::find(&grid) {
        let mut layout = table(index, sheet, &grid, (first, last));
        records::turn(&mut layout);
        period::resolve(&mut layout);
        body::finish(&grid, &mut layout);
        return layout;
    }
    if let Some(mut layout) = card::find(&grid, SheetLayout::new(index, sheet, Shape::Card)) {
        layout.as_of = title::as_of(&[], &layout.notes, layout.reference);
        return layout;
    }
    let mut layout = SheetLayout::new(index, sheet, Shape::Unknown);
    if let Some(checks) = body::summary(&grid) {
        layout.shape = Shape::Summary;
        layout.checks = checks;
    }
    layout
}

/// The columns of a table whose header stands in those rows, each as its header says.
fn table(index: usize, sheet: &Sheet, grid: &Grid<'_>, (first, last): (u32, u32)) -> SheetLayout {
    let above = title::read(grid, first);
    let mut layout = SheetLayout::new(index, sheet, Shape::Table { first, last });
    layout.columns = header::at(grid, first, last);
    header::give_unit(&mut layout.columns, above.unit);
    layout.reference = above.reference;
    layout.notes = above.lines;
    layout
}

/// The row that most likely is the header of a sheet of which no word is known: the first of those near the top that hold
/// most texts.
pub fn header_guess(book: &Book, index: usize) -> Option<u32> {
    let grid = Grid::new(book.sheets.get(index)?);
    let texts = |row: &u32| {
        let cells = grid.filled(*row).map(|col| grid.sheet().cell(*row, col));
        cells.filter(|cell| matches!(cell, Cell::Text(_))).count()
    };
    let rows: Vec<u32> = (0..grid.rows().min(GUESS_ROWS)).collect();
    let most = rows.iter().map(texts).max().filter(|most| *most > 1)?;
    rows.into_iter().find(|row| texts(row) == most)
}

/// The sheet with its header in rows that a person points at, each column as its header says; `None` where the sheet has no
/// such rows.
pub fn pointed(book: &Book, index: usize, (first, last): (u32, u32)) -> Option<SheetLayout> {
    let sheet = book.sheets.get(index)?;
    let grid = Grid::new(sheet);
    if first > last || last - first >= HEADER_ROWS_MAX || last >= grid.rows() {
        return None;
    }
    let mut layout = table(index, sheet, &grid, (first, last));
    period::resolve(&mut layout);
    Some(layout)
}

/// The rows of a sheet that are projects: each with its number and the group heading above it.
pub fn project_rows(grid: &Grid<'_>, layout: &SheetLayout) -> Vec<(u32, Option<Arc<str>>)> {
    match layout.shape {
        Shape::Card => vec![(0, None)],
        Shape::Table { .. } => body::Body::of(grid, layout).projects(grid),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
