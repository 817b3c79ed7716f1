//! One export, written row by row to a file.

use super::layout::Layout;
use super::rows::{Rows, produce};
use super::whole;
use crate::ledger::LedgerError;
use crate::sheets::Sheet;
use crate::text::Lang;
use db::Db;
use domain::Day;
use domain::facts::{OrgId, ProjectId};
use domain::limits::EXPORT_ROWS_MAX;
use figures::{Population, Sort};
use office::WriteError;
use office::write::{CsvOptions, CsvWriter, Table, XlsxWriter};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use tokio::sync::mpsc;

/// Batches of rows that may wait for the writer.
const BATCHES_WAITING: usize = 4;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A workbook.
    Xlsx,
    /// Comma-separated text.
    Csv {
        /// Whether it begins with the UTF-8 mark.
        byte_order_mark: bool,
    },
}

/// What the writer is handed, in order.
pub(super) enum Part {
    /// A further sheet begins.
    Sheet(Table),
    /// Rows of the sheet.
    Rows(Rows),
}

/// What is to be exported.
pub struct Order {
    /// The projects.
    pub population: Population,
    /// Of these only the chosen ones, when some were chosen.
    pub chosen: Option<BTreeSet<ProjectId>>,
    /// In which order.
    pub sort: Sort,
    /// Which columns.
    pub layout: Layout,
    /// The language of headers and words.
    pub lang: Lang,
    /// What stands left under the title: scope and day.
    pub note: String,
    /// Whether months and records of projects follow on sheets of their own, as an import reads them back.
    pub has_further_sheets: bool,
    /// The organisations whose own records (indicators, targets …) follow then.
    pub orgs: Vec<OrgId>,
}

impl Order {
    /// The day up to which months and records are told; none where all are.
    pub(super) fn until(&self) -> Option<Day> {
        (self.layout != Layout::Whole).then(|| self.population.true_on())
    }
}

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The file can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The writer ended without an answer.
    #[error("the writer was stopped")]
    Stopped,
    /// More rows than an export holds.
    #[error("{0} projects are more than the {EXPORT_ROWS_MAX} that an export holds; narrow the filter")]
    TooMany(usize),
}

/// Writes an export to a file. Gives the number of rows.
///
/// # Errors
/// See [`ExportError`].
pub async fn write(db: &Db, order: Order, kind: Kind, file: File) -> Result<usize, ExportError> {
    write_behind(db, order, (None, kind), file).await
}

/// The same, behind a first sheet.
///
/// # Errors
/// See [`ExportError`].
pub async fn write_behind(
    db: &Db,
    order: Order,
    (first, kind): (Option<Sheet>, Kind),
    file: File,
) -> Result<usize, ExportError> {
    if order.population.len() > EXPORT_ROWS_MAX && order.chosen.is_none() {
        return Err(ExportError::TooMany(order.population.len()));
    }
    let table = table(&order);
    let (to, rows) = mpsc::channel(BATCHES_WAITING);
    let writer = tokio::task::spawn_blocking(move || match kind {
        Kind::Xlsx => write_xlsx(first, &table, rows, file),
        Kind::Csv { byte_order_mark } => write_csv(&table, rows, file, byte_order_mark),
    });
    let produced = produce(db, &order, to).await;
    let written = writer.await.map_err(|_| ExportError::Stopped)?;
    produced?;
    Ok(written?)
}

/// The sheets of an export as plain data.
///
/// # Errors
/// When the database fails.
pub async fn sheets(db: &Db, order: &Order) -> Result<Vec<Sheet>, LedgerError> {
    let (to, mut parts) = mpsc::channel(BATCHES_WAITING);
    let mut sheets = vec![Sheet { table: table(order), rows: Vec::new() }];
    let collect = async {
        while let Some(part) = parts.recv().await {
            match part {
                Part::Sheet(table) => sheets.push(Sheet { table, rows: Vec::new() }),
                Part::Rows(rows) => {
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.rows.extend(rows);
                    }
                }
            }
        }
    };
    let (produced, ()) = tokio::join!(produce(db, order, to), collect);
    produced.map(|()| sheets)
}

fn table(order: &Order) -> Table {
    let lang = order.layout.lang(order.lang);
    let mut table = Table::new(lang.t("exports.sheet"), order.layout.columns(lang));
    table.title = Some(lang.t("exports.title").to_owned());
    table.note_left = Some(order.note.clone());
    table.note_right = Some(lang.t("exports.unit_line").to_owned());
    if order.layout == Layout::Whole {
        // A day up to which the data reach would forbid what people add later.
        table.note_left = None;
        whole::to_be_filled(&mut table, order);
    }
    table
}

fn write_xlsx(
    first: Option<Sheet>,
    table: &Table,
    mut parts: mpsc::Receiver<Part>,
    file: File,
) -> Result<usize, WriteError> {
    let mut writer = XlsxWriter::new()?;
    if let Some(Sheet { table, rows }) = first {
        writer.begin(&table)?;
        rows.iter().try_for_each(|row| writer.row(row))?;
    }
    writer.begin(table)?;
    let (mut written, mut is_first) = (0, true);
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Sheet(table) => {
                is_first = false;
                writer.begin(&table)?;
            }
            Part::Rows(rows) => {
                for row in &rows {
                    writer.row(row)?;
                }
                written += if is_first { rows.len() } else { 0 };
            }
        }
    }
    writer.finish_to(BufWriter::new(file))?;
    Ok(written)
}

fn write_csv(
    table: &Table,
    mut parts: mpsc::Receiver<Part>,
    file: File,
    byte_order_mark: bool,
) -> Result<usize, WriteError> {
    let mut writer = CsvWriter::new(BufWriter::new(file), CsvOptions { byte_order_mark })?;
    writer.header(table.columns.iter().map(|column| column.header.as_str()))?;
    let mut written = 0;
    // Text has one table.
    while let Some(Part::Rows(rows)) = parts.blocking_recv() {
        for row in &rows {
            writer.row(row)?;
        }
        written += rows.len();
    }
    writer.finish()?;
    Ok(written)
}
