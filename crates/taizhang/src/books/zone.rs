//! The book of one zone: as a file, and once more as plain data when it has come home.

use super::cover::Cover;
use crate::ledger::LedgerError;
use crate::projects::exports::{self, ExportError, Kind, Layout, Order};
use crate::sheets::Sheet as Written;
use crate::shell;
use crate::text::Lang;
use db::Db;
use domain::facts::OrgId;
use domain::{Day, Scope};
use figures::{Filter, Population, Snapshot, Sort};
use office::write::Value;
use office::{Book, Cell, Sheet};
use std::fs::File;

/// Of what a book is made.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    pub db: &'a Db,
    pub snapshot: &'a Snapshot,
    pub scope: &'a Scope,
    pub day: Day,
    pub lang: Lang,
}

/// Writes the book of a zone to a file.
///
/// # Errors
/// See [`ExportError`].
pub(super) async fn write(making: Making<'_>, zone: OrgId, file: File) -> Result<usize, ExportError> {
    let cover = Cover::new(making.db, zone, (making.snapshot.change(), making.day)).await?;
    let name = making.snapshot.places().get(zone).map_or("", |place| place.name.as_str());
    let first = cover.sheet(making.lang, name);
    exports::write_behind(making.db, order(making, zone), (Some(first), Kind::Xlsx), file).await
}

/// What a book of the zone holds by a snapshot, without its first sheet.
///
/// # Errors
/// When the database fails.
pub async fn remade(
    db: &Db,
    snapshot: &Snapshot,
    scope: &Scope,
    (zone, day): (OrgId, Day),
) -> Result<Book, LedgerError> {
    let making = Making { db, snapshot, scope, day, lang: Lang::ZhCn };
    let sheets = exports::sheets(db, &order(making, zone)).await?.iter().map(plain).collect();
    Ok(Book { kind: office::Kind::Xlsx, decoded: None, date1904: false, sheets })
}

/// A sheet as its reader gets it, from the header on.
fn plain(written: &Written) -> Sheet {
    let header = written.table.columns.iter().map(|column| Cell::Text(column.header.clone())).collect();
    let rows = written.rows.iter().map(|row| row.iter().map(Value::cell).collect());
    let mut sheet = Sheet {
        name: written.table.name.clone(),
        rows: std::iter::once(header).chain(rows).collect(),
        ..Sheet::default()
    };
    sheet.trim();
    sheet
}

fn order(making: Making<'_>, zone: OrgId) -> Order {
    let Making { snapshot, scope, day, lang, .. } = making;
    let filter = shell::narrowed(snapshot, &Filter::default(), Some(zone));
    let population = Population::new(snapshot, scope, Some(&filter), day);
    let population = population.expect("a filter by an organisation's number names nothing unknown");
    let mut orgs: Vec<_> = snapshot.places().iter().filter(|place| place.lineage.contains(&zone)).collect();
    orgs.sort_by_key(|place| place.rank);
    Order {
        population,
        chosen: None,
        sort: Sort::default(),
        layout: Layout::Whole,
        lang,
        note: String::new(),
        has_further_sheets: true,
        orgs: orgs.into_iter().map(|place| place.id).collect(),
    }
}
