//! The rows of a book by what tells each from all others of its sheet: numbers and keys that people see.

use crate::imports::headers::{Field, OfPeriod, What};
use crate::imports::learned::Learned;
use crate::imports::recognize::{Column, Grid, Layout, SheetLayout, recognize};
use crate::imports::rows::{RowDraft, Value, read_sheet};
use crate::records::Cell as Kind;
use domain::Day;
use domain::facts::RecordKind;
use domain::text::{fold, is_blank_mark};
use office::{Book, Cell, Sheet};
use std::collections::HashMap;
use std::sync::Arc;

/// What the rows of a sheet tell: projects, months, or records of a kind.
pub type Role = RecordKind;

/// What tells a row from all others of its role.
pub type Key = Vec<String>;

/// A book as the ledger would write it.
pub struct Side {
    /// Its sheets: what they tell, and what they are called.
    pub sheets: Vec<(Role, Arc<str>)>,
    rows: HashMap<(Role, Key), Row>,
    /// The number of each project, by its name where no other bears it.
    numbers: HashMap<String, Option<String>>,
}

/// A row with what its cells say; nothing where there is none.
#[derive(Default)]
pub struct Row {
    /// The project's name, or that of the organisation.
    pub name: String,
    said: Vec<(Column, Said)>,
}

/// What a cell says.
#[derive(Debug, Clone, Default)]
pub struct Said {
    cell: Cell,
    told: Option<Value>,
}

impl Said {
    /// What stands in a row of a sheet under one of the layout's columns.
    pub fn of(grid: &Grid<'_>, row: &RowDraft, (index, column): (usize, &Column)) -> Self {
        let told = row.draft.told.iter().find(|told| told.column == index);
        let cell = grid.said(column.row.unwrap_or(row.row), column.col).clone();
        Self { cell, told: told.map(|told| told.value.clone()) }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        is_blank_mark(self.cell.text().trim())
    }

    /// Whether both say the same, in whatever form.
    pub fn is(&self, other: &Self) -> bool {
        let same_text = || self.cell.text().trim() == other.cell.text().trim();
        let same_value = || match (&self.told, &other.told) {
            (Some(Value::Dated(one)), Some(Value::Dated(two))) => {
                (one.day, one.precision) == (two.day, two.precision)
            }
            (Some(one), Some(two)) => one == two,
            _ => false,
        };
        self.is_empty() && other.is_empty() || same_text() || same_value()
    }

    /// What a person sees.
    pub fn text(&self) -> String {
        self.cell.text().into_owned()
    }
}

impl Row {
    /// What it says under the column that means the same.
    pub fn said(&self, column: &Column) -> Said {
        let is_meant = |own: &&(Column, Said)| match (own.0.field, column.field) {
            (None, None) => own.0.header == column.header,
            (own, asked) => own == asked,
        };
        self.said.iter().find(is_meant).map(|(_, said)| said.clone()).unwrap_or_default()
    }
}

impl Side {
    /// Reads a book that the ledger made.
    pub fn of(book: &Book, layouts: &[Learned], today: Day) -> Self {
        let layout: Layout = recognize(book, layouts);
        let mut side = Self { sheets: Vec::new(), rows: HashMap::new(), numbers: HashMap::new() };
        for sheet in layout.sheets.iter().filter(|sheet| sheet.has_projects()) {
            side.sheets.push((role(sheet), Arc::clone(&sheet.name)));
            let grid = Grid::new(&book.sheets[sheet.index]);
            for row in read_sheet(book, sheet, today) {
                side.take(&grid, sheet, &row);
            }
        }
        side
    }

    fn take(&mut self, grid: &Grid<'_>, layout: &SheetLayout, row: &RowDraft) {
        let role = role(layout);
        let text = |field| row.draft.text(field).unwrap_or_default();
        if let (Role::Project, number) = (role, text(Field::OwnNo)) {
            let known = self.numbers.entry(fold(text(Field::Title)));
            known.and_modify(|known| *known = None).or_insert_with(|| Some(fold(number)));
        }
        let Some(key) = self.key(grid, layout, row) else { return };
        let said =
            layout.columns.iter().enumerate().map(|at| (at.1.clone(), Said::of(grid, row, at))).collect();
        let name = row.draft.text(Field::Title).or_else(|| row.draft.text(Field::Zone)).unwrap_or_default();
        self.rows.insert((role, key), Row { name: name.to_owned(), said });
    }

    /// The row of a key.
    pub fn get(&self, role: Role, key: &Key) -> Option<&Row> {
        self.rows.get(&(role, key.clone()))
    }

    /// All rows of a role.
    pub fn rows(&self, of: Role) -> impl Iterator<Item = (&Key, &Row)> {
        self.rows.iter().filter(move |((role, _), _)| *role == of).map(|((_, key), row)| (key, row))
    }

    /// What tells a row apart; nothing for one that says too little, as a new record without its number does.
    pub fn key(&self, grid: &Grid<'_>, layout: &SheetLayout, row: &RowDraft) -> Option<Key> {
        let at = |column: &Column| grid.said(column.row.unwrap_or(row.row), column.col).text();
        let text = |wanted: Field| {
            let column = layout.columns.iter().find(|column| column.field == Some(wanted))?;
            Some(fold(&at(column)))
        };
        let of_records = layout.record();
        if let Some(record) = of_records.filter(|record| record.is_numbered()) {
            let is_number =
                |field: Field| matches!(field, Field::OfRecord(of) if of.column().cell == Kind::Number);
            let column = layout.columns.iter().find(|column| column.field.is_some_and(is_number))?;
            let number = fold(&at(column));
            return (!number.is_empty()).then(|| vec![record.name.to_owned(), number]);
        }
        let mut key = match of_records.is_some_and(crate::records::Sheet::is_of_orgs) {
            true => vec![text(Field::Zone)?, text(Field::City).unwrap_or_default()],
            false => vec![self.number(text(Field::OwnNo), text(Field::Title))?],
        };
        let mut columns: Vec<&Column> =
            layout.columns.iter().filter(|column| column.field.is_some_and(is_key)).collect();
        columns.sort_by_key(|column| column.field);
        key.extend(columns.into_iter().map(|column| fold(&at(column))));
        Some(key)
    }

    /// The number of a row's project: its own, or the one of the project of its name.
    fn number(&self, number: Option<String>, title: Option<String>) -> Option<String> {
        match number.filter(|number| !number.is_empty()) {
            Some(number) => Some(number),
            None => self.numbers.get(&title?).cloned().flatten(),
        }
    }
}

/// What the rows of a sheet tell.
pub fn role(layout: &SheetLayout) -> Role {
    match layout.record() {
        Some(record) => record.kind,
        None if layout.has_month() => Role::MonthlyReport,
        None => Role::Project,
    }
}

/// Whether a column is part of what tells a record, or a month, from the others of its project.
fn is_key(field: Field) -> bool {
    match field {
        Field::OfPeriod(OfPeriod { what: What::Month, .. }) => true,
        Field::OfRecord(of) => of.sheet().key.contains(&of.column().field),
        _ => false,
    }
}

/// Whether a column says of what a row tells, or in which unit, and so stays with whatever was edited.
pub fn names_row(field: Field) -> bool {
    let goes_along = |of: crate::imports::headers::OfRecord| {
        matches!(of.column().cell, Kind::Number | Kind::Unit | Kind::Span)
    };
    field == Field::OwnNo || is_key(field) || matches!(field, Field::OfRecord(of) if goes_along(of))
}

/// The sheet of a layout.
pub fn grid_of<'b>(book: &'b Book, layout: &SheetLayout) -> Option<Grid<'b>> {
    let sheet: &Sheet = book.sheets.get(layout.index)?;
    Some(Grid::new(sheet))
}
