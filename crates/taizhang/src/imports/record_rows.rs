//! Rows that tell one record each: matched with what is known, checked, and written.

use super::apply::{Changed, Desk, keep_notes};
use super::headers::Field;
use super::known::KnownProject;
use super::outcome::Fate;
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::record_body::{Body, Wrong};
use super::rows::{Draft, RowDraft, Value};
use super::seen::At;
use super::timeline::Writing;
use crate::ledger::{LedgerError, Writer};
use crate::records::{Cell, Known, Sheet, Stored, open, put};
use db::Val;
use domain::facts::{OrgId, ProjectId, RecordKind, Value as Column};
use std::collections::HashMap;

/// Whose a record is.
#[derive(Debug, Clone, Copy)]
pub enum Owned {
    /// A project's, in a zone, at its place among the zone's known ones.
    Project(ProjectId, OrgId, Option<usize>),
    /// An organisation's.
    Org(OrgId),
}

impl Owned {
    fn id(self) -> i64 {
        match self {
            Self::Project(project, ..) => project.0,
            Self::Org(org) => org.0,
        }
    }

    /// The organisation whose records of a kind are read at once.
    fn shelf(self) -> i64 {
        match self {
            Self::Project(_, zone, _) => zone.0,
            Self::Org(org) => org.0,
        }
    }
}

/// A record that a row of this file told: its kind, whose it is, and what tells it apart.
type Told = (RecordKind, i64, Stored);

/// What is known of records, and what the file has told of them so far.
#[derive(Default)]
pub struct RecordRows {
    known: HashMap<(RecordKind, i64), HashMap<i64, Vec<Known>>>,
    told: HashMap<Told, (u32, Stored)>,
}

impl RecordRows {
    /// Reads the records of a kind of all projects of a zone, or of an organisation, unless they are read already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(
        &mut self,
        writer: &mut Writer,
        sheet: &'static Sheet,
        owned: &Owned,
    ) -> Result<(), LedgerError> {
        let shelf = (sheet.kind, owned.shelf());
        if self.known.contains_key(&shelf) {
            return Ok(());
        }
        let condition = match owned {
            Owned::Project(..) => {
                "project IN (SELECT p.id FROM project p WHERE p.zone = $1 AND p.until IS NULL)"
            }
            Owned::Org(_) => "org = $1",
        };
        let mut by_owner: HashMap<i64, Vec<Known>> = HashMap::new();
        for record in open(writer, sheet, condition, vec![Val::Int(owned.shelf())]).await? {
            by_owner.entry(record.owner()).or_default().push(record);
        }
        self.known.insert(shelf, by_owner);
        Ok(())
    }

    /// Writes what the row tells, or leaves it waiting.
    pub fn settle(
        &mut self,
        desk: &mut Desk<'_>,
        sheet: &'static Sheet,
        (row, layout, here): (&mut RowDraft, &SheetLayout, At),
        (owned, project): (&Owned, Option<&KnownProject>),
    ) -> Fate {
        let known = self.known.get(&(sheet.kind, owned.shelf())).and_then(|shelf| shelf.get(&owned.id()));
        let known = known.map(Vec::as_slice).unwrap_or_default();
        if row.problems.iter().any(Problem::blocks) {
            return Fate::Parked;
        }
        let body = match Body::of(sheet, owned.id(), &row.draft, desk.today) {
            Ok(body) => body,
            Err(wrong) => return park(row, layout, sheet, &[wrong]),
        };
        let old = self.old(sheet, &body, known, (row, layout));
        let body = match body.over(old, desk.today, desk.references.catalogue(desk.today)) {
            Ok(body) => body,
            Err(wrong) => return park(row, layout, sheet, &wrong),
        };
        let told = (sheet.kind, owned.id(), body.identity());
        if let Some((first, before)) = self.told.get(&told) {
            let same = *before == body.comparable();
            let code = if same { Code::RepeatedRow } else { Code::DuplicateRow };
            let problem = row.problem_at(layout, Field::Title, code, "").with("first", first.to_string());
            row.problems.push(problem);
            return if same { Fate::Repeated } else { Fate::Parked };
        }
        self.told.insert(told, (row.row + 1, body.comparable()));
        let mut changed = body.changes(old);
        if !changed.is_empty() {
            let replaced = old.filter(|_| !sheet.is_versioned);
            let fits = put(desk.writer, sheet, replaced, &body.stored, &row.source());
            fits.expect("every column was read by its own kind");
        }
        self.keep_words(desk, sheet, (row, layout, here), (owned, project), &mut changed);
        match owned {
            Owned::Org(_) => Fate::Stated(changed),
            Owned::Project(id, ..) if changed.is_empty() => Fate::Unchanged(*id),
            Owned::Project(id, ..) => Fate::Changed(*id, changed),
        }
    }

    /// The record that a row means: by its key, by its number, or by its whole content.
    fn old<'k>(
        &self,
        sheet: &Sheet,
        body: &Body,
        known: &'k [Known],
        (row, layout): (&mut RowDraft, &SheetLayout),
    ) -> Option<&'k Known> {
        if !sheet.is_numbered() {
            let same = known.iter().filter(|it| body.has_key_of(it));
            return same.max_by_key(|it| (it.get(sheet, "version").clone(), it.id));
        }
        if let Some((number, field)) = number(&row.draft) {
            if let Some(found) = known.iter().find(|it| it.id == number) {
                return Some(found);
            }
            row.problems.push(row.problem_at(layout, field, Code::RecordNumberUnknown, number.to_string()));
        }
        known.iter().find(|it| body.says_the_same(it))
    }

    /// Columns without a field: a project keeps their words; an organisation has no place for them.
    fn keep_words(
        &self,
        desk: &mut Desk<'_>,
        sheet: &Sheet,
        (row, layout, here): (&mut RowDraft, &SheetLayout, At),
        (owned, known): (&Owned, Option<&KnownProject>),
        changed: &mut Vec<Changed>,
    ) {
        match owned {
            Owned::Org(_) => {
                for (label, _) in row.draft.notes.clone() {
                    let column = layout.columns.iter().find(|column| column.header == label);
                    let problem = row.problem(Code::ColumnNotTaken);
                    let problem = match column {
                        Some(column) => problem.in_column(&column.header, column.col, &*label),
                        None => problem,
                    };
                    row.problems.push(problem);
                }
            }
            Owned::Project(project, ..) if !row.draft.notes.is_empty() => {
                let apart = format!("（{}{}）", sheet.name, here.1 + 1);
                let source = row.source();
                let project = *project;
                let mut writing =
                    Writing { desk, row, project, known, source: &source, changed, begun: Vec::new() };
                keep_notes(&mut writing, &apart);
            }
            Owned::Project(..) => {}
        }
    }
}

/// The number of the record that a row corrects.
fn number(draft: &Draft) -> Option<(i64, Field)> {
    draft.told.iter().find_map(|told| match (told.field, &told.value) {
        (Field::OfRecord(of), Value::Number(number)) if of.column().cell == Cell::Number => {
            Some((*number, told.field))
        }
        _ => None,
    })
}

/// Keeps the row waiting, with all that is wrong in it.
fn park(row: &mut RowDraft, layout: &SheetLayout, sheet: &Sheet, all: &[Wrong]) -> Fate {
    for wrong in all {
        let is_meant =
            |field: &Field| matches!(field, Field::OfRecord(of) if of.column().field == wrong.field);
        let column = layout.columns.iter().filter_map(|column| column.field).find(is_meant);
        let header = sheet.columns.iter().find(|column| column.field == wrong.field);
        let problem = match column {
            Some(field) => row.problem_at(layout, field, wrong.code, ""),
            None => row.problem(wrong.code),
        };
        let problem = problem.with("field", header.map_or("", |column| column.header));
        let args = wrong.args.iter();
        row.problems.push(args.fold(problem, |problem, (name, value)| problem.with(name, value.clone())));
    }
    Fate::Parked
}

/// A stored value in words, for showing what changed.
pub(super) fn in_words(value: &Column) -> Option<String> {
    match value {
        Column::Null => None,
        Column::Int(number) => Some(number.to_string()),
        Column::Text(text) => Some(text.clone()),
    }
}
