//! The book, what stood in it, and what the ledger holds: which cells were edited, and which of them others changed too.

use super::asks::Ask;
use super::side::{Key, Role, Row, Said, Side, grid_of, names_row, role};
use super::{Edits, MISSING_NAMED, Told};
use crate::books::Cover;
use crate::imports::headers::Field;
use crate::imports::problem::Code;
use crate::imports::recognize::{Grid, Layout, SheetLayout};
use crate::imports::rows::{RowDraft, read_sheet};
use domain::Day;
use domain::text::fold;
use office::{Book, Cell};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Columns that say something together: who edits one means both.
const TOGETHER: [[Field; 2]; 1] = [[Field::Investor, Field::Origin]];

/// Reduces a book to what was edited.
pub(super) fn compare(
    cover: Cover,
    (book, layout): (&Book, &Layout),
    (stood, held): (&Side, &Side),
    today: Day,
) -> Edits {
    let told = Told { cover, is_home: true, edited: 0, added: 0, missing: Vec::new() };
    let edits = Edits { book: book.clone(), told, asks: HashMap::new(), problems: Vec::new() };
    let mut comparing = Comparing { stood, held, edits, met: HashMap::new() };
    let sheets: Vec<_> = layout.sheets.iter().filter(|sheet| sheet.has_projects()).collect();
    let rows: Vec<_> = sheets.iter().map(|sheet| read_sheet(book, sheet, today)).collect();
    for (sheet, rows) in sheets.iter().zip(&rows) {
        comparing.meet(book, sheet, rows);
    }
    for (sheet, rows) in sheets.iter().zip(&rows) {
        comparing.sheet(book, sheet, rows);
    }
    comparing.missing(&sheets);
    comparing.edits
}

struct Comparing<'s> {
    stood: &'s Side,
    held: &'s Side,
    edits: Edits,
    /// The rows of the book by what tells them apart, each with the number of the first that has it.
    met: HashMap<(Role, Key), u32>,
}

impl Comparing<'_> {
    /// Learns which rows the book has.
    fn meet(&mut self, book: &Book, layout: &SheetLayout, rows: &[RowDraft]) {
        let Some(grid) = grid_of(book, layout) else { return };
        for row in rows {
            if let Some(key) = self.stood.key(&grid, layout, row) {
                self.met.entry((role(layout), key)).or_insert(row.row + 1);
            }
        }
    }

    fn sheet(&mut self, book: &Book, layout: &SheetLayout, rows: &[RowDraft]) {
        let Some(grid) = grid_of(book, layout) else { return };
        let (stood, held, nothing) = (self.stood, self.held, Row::default());
        for row in rows {
            let Some(key) = stood.key(&grid, layout, row) else {
                self.added(layout, row);
                continue;
            };
            let (before, now) = (stood.get(role(layout), &key), held.get(role(layout), &key));
            if before.is_none() {
                self.added(layout, row);
            }
            // What others added meanwhile is compared with the row as well.
            if before.is_some() || now.is_some() {
                self.row((&grid, layout, row), &key, (before.unwrap_or(&nothing), now));
            }
        }
    }

    /// A row of which nothing stood in the book: it comes in like a row of any workbook.
    fn added(&mut self, layout: &SheetLayout, row: &RowDraft) {
        self.edits.told.added += 1;
        let title = row.draft.text(Field::Title).map(fold);
        if role(layout) != Role::Project || title.is_none() || row.draft.text(Field::OwnNo).is_none() {
            return;
        }
        let was = |(key, old): &(&Key, &Row)| {
            Some(fold(&old.name)) == title && !self.met.contains_key(&(Role::Project, (*key).clone()))
        };
        let stood = self.stood;
        if let Some((_, old)) = stood.rows(Role::Project).find(was) {
            let number = layout.columns.iter().find(|column| column.field == Some(Field::OwnNo));
            let from = number.map(|column| old.said(column).text()).unwrap_or_default();
            self.ask(layout, row, Ask::Renumbered { from });
        }
    }

    fn ask(&mut self, layout: &SheetLayout, row: &RowDraft, ask: Ask) {
        self.edits.asks.entry((layout.index, row.row)).or_default().push(ask);
    }

    fn row(
        &mut self,
        (grid, layout, row): (&Grid<'_>, &SheetLayout, &RowDraft),
        key: &Key,
        (before, now): (&Row, Option<&Row>),
    ) {
        let said: Vec<Said> = layout.columns.iter().enumerate().map(|at| Said::of(grid, row, at)).collect();
        let edited: Vec<usize> =
            (0..said.len()).filter(|place| !said[*place].is(&before.said(&layout.columns[*place]))).collect();
        if edited.is_empty() {
            return self.keep(layout, row, &HashSet::new());
        }
        let first = self.met[&(role(layout), key.clone())];
        if first != row.row + 1 {
            self.ask(layout, row, Ask::Twice { first });
        }
        let Some(now) = now else {
            // What ended can only come back whole.
            self.edits.told.edited += edited.len();
            return self.ask(layout, row, Ask::Ended);
        };
        let taken: Vec<usize> = edited
            .into_iter()
            .filter(|place| self.is_taken((layout, row), *place, &said[*place], (before, now)))
            .collect();
        self.edits.told.edited += taken.len();
        let kept = match taken.is_empty() {
            true => HashSet::new(),
            false => {
                (0..said.len()).filter(|place| stays(layout, &taken, *place, &said[*place], now)).collect()
            }
        };
        self.keep(layout, row, &kept);
    }

    /// Whether an edited cell is brought in; what others changed too is asked about.
    fn is_taken(
        &mut self,
        (layout, row): (&SheetLayout, &RowDraft),
        place: usize,
        said: &Said,
        (before, now): (&Row, &Row),
    ) -> bool {
        let column = &layout.columns[place];
        let (then, now) = (before.said(column), now.said(column));
        let tell = |code| row.problem(code).in_column(&column.header, column.col, said.text());
        if said.is_empty() {
            self.edits.problems.push(tell(Code::EmptiedInBook).with("then", then.text()));
            return false;
        }
        if said.is(&now) {
            return false;
        }
        let names_only = match column.field {
            Some(Field::Zone | Field::City) => true,
            Some(Field::Title) => layout.record().is_some(),
            _ => false,
        };
        if names_only {
            self.edits.problems.push(tell(Code::NotByBook).with("then", then.text()));
            return false;
        }
        if !then.is(&now) {
            self.ask(layout, row, Ask::Both { column: place, then: then.text(), now: now.text() });
        }
        true
    }

    /// Leaves only some cells of a row, by their columns' places in the layout.
    fn keep(&mut self, layout: &SheetLayout, row: &RowDraft, kept: &HashSet<usize>) {
        let cols: HashSet<usize> = kept.iter().map(|place| layout.columns[*place].col as usize).collect();
        let cells = self.edits.book.sheets[layout.index].rows.get_mut(row.row as usize);
        for (col, cell) in cells.into_iter().flatten().enumerate() {
            if !cols.contains(&col) {
                *cell = Cell::Empty;
            }
        }
    }

    /// Tells of rows that stood in the book and stand in it no more.
    fn missing(&mut self, sheets: &[&SheetLayout]) {
        for (of, name) in &self.stood.sheets {
            let is_met = |key: &Key| self.met.contains_key(&(*of, key.clone()));
            let mut gone: Vec<(&Key, &Row)> = self.stood.rows(*of).filter(|(key, _)| !is_met(key)).collect();
            gone.sort_by_key(|(key, _)| *key);
            if !gone.is_empty() {
                let sheet = sheets.iter().find(|sheet| role(sheet) == *of).map_or(name, |sheet| &sheet.name);
                let names = gone.iter().take(MISSING_NAMED).map(|(_, row)| row.name.clone()).collect();
                self.edits.told.missing.push((Arc::clone(sheet), gone.len(), names));
            }
        }
    }
}

/// Whether a cell stays in a row of which some were edited: those, what goes along with them, and what names the row.
fn stays(layout: &SheetLayout, taken: &[usize], place: usize, said: &Said, now: &Row) -> bool {
    let column = &layout.columns[place];
    let Some(field) = column.field else { return taken.contains(&place) };
    let of_org = layout.record().is_some_and(crate::records::Sheet::is_of_orgs);
    let is_taken = |field: &Field| taken.iter().any(|place| layout.columns[*place].field == Some(*field));
    let goes_along = TOGETHER.iter().any(|group| group.contains(&field) && group.iter().any(is_taken));
    let names = match field {
        Field::Zone | Field::City if of_org => true,
        // As a name only: an old one must not take back a new one.
        Field::Title => said.is(&now.said(column)),
        field => names_row(field),
    };
    taken.contains(&place) || goes_along || names
}
