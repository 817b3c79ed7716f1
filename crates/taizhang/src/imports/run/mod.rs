//! The rows of an import, one after the other: whose each is, what it tells, and what becomes of it.

mod owner;
mod repeated;
mod settle;

use super::apply::{Changed, Desk};
use super::headers::Field;
use super::home::asks::ask;
use super::known::{Known, Match};
use super::later::{CameIn, end_waiting};
use super::mended::MendedRows;
use super::months::Months;
use super::outcome::{Fate, Mode, Options, RowReport, Source};
use super::parked::waiting;
use super::places::Places;
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::record_rows::RecordRows;
use super::references::References;
use super::rows::RowDraft;
use super::seen::{At, Seen};
use super::twins::{Newcomer, twins};
use crate::ledger::{LedgerError, Writer};
use domain::facts::{ChangeId, ImportId, MatchAnswer, OrgId, ParkedRow};
use domain::{Day, Recognition, Scope};
use office::Book;
use repeated::{repeat, repetition};
use std::sync::Arc;

/// The rows of an import on their way.
pub(super) struct Run<'w, 's> {
    desk: Desk<'w>,
    known: Known,
    scope: &'s Scope,
    options: &'s Options,
    /// Projects made under numbers of their own.
    newcomers: Vec<Newcomer>,
    seen: Seen,
    months: Months,
    records: RecordRows,
    /// What the row at hand would change, where it waits only for somebody to agree.
    asked: Vec<Changed>,
    /// The import by which the file came in and its change, where its waiting rows are brought in now.
    came: Option<(ImportId, ChangeId)>,
    mode: Mode,
    /// The rows that came in, the zones of their projects, and whether they were news.
    came_in: Vec<(OrgId, At, bool)>,
    /// What stood in rows that waited and were mended since.
    mended: MendedRows,
}

pub(super) type Sheets<'l> = Vec<(&'l SheetLayout, Vec<RowDraft>)>;

impl<'w, 's> Run<'w, 's> {
    pub(super) async fn begin(
        writer: &'w mut Writer,
        scope: &'s Scope,
        options: &'s Options,
        source: &Source,
        (today, recognition, mode): (Day, Recognition, Mode),
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
            seen: Seen::default(),
            months: Months::default(),
            records: RecordRows::default(),
            asked: Vec::new(),
            came: source.came,
            mode,
            came_in: Vec::new(),
            mended: MendedRows::default(),
        })
    }

    /// Counts an answer as given that is written beside the rows.
    pub(super) fn tell(&mut self, answer: MatchAnswer) {
        self.known.tell(answer);
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
                let mut fate = self.bring_in_row(&mut sheets, at, index).await?;
                let (layout, rows) = &mut sheets[at];
                let row = &mut rows[index];
                if fate == Fate::Parked && self.came.is_none() {
                    self.mended.read(self.desk.writer).await?;
                    fate = self.unless_mended(book, layout, row);
                }
                self.months.remember(row, (at, index), &fate);
                show_cells(book, row);
                let named = row.draft.text(Field::Title).or_else(|| row.draft.text(Field::Zone));
                let title = named.unwrap_or_default().to_owned();
                if fate == Fate::Parked {
                    parked.push((at, index));
                }
                let asked = std::mem::take(&mut self.asked);
                reports.push(RowReport {
                    sheet: Arc::clone(&layout.name),
                    part: layout.part,
                    row: row.row + 1,
                    title,
                    fate,
                    asked,
                });
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
        self.end_waiting(&sheets).await?;
        // Only now: a later row may have told otherwise of the project of one that waits.
        let wait = |(at, index): (usize, usize)| waiting(book, sheets[at].0, &sheets[at].1[index]);
        Ok((reports, problems, parked.into_iter().map(wait).collect()))
    }

    /// Ends the waiting of rows of other imports that came in with these. Nobody is shown which, so a dry run spares it.
    async fn end_waiting(&mut self, sheets: &Sheets<'_>) -> Result<(), LedgerError> {
        if self.mode == Mode::DryRun {
            return Ok(());
        }
        let row = |(zone, at, is_news): &(OrgId, At, bool)| CameIn {
            zone: *zone,
            row: &sheets[at.0].1[at.1],
            is_news: *is_news,
        };
        let came_in: Vec<CameIn<'_>> = self.came_in.iter().map(row).collect();
        let own = self.came.map(|(import, _)| import);
        let by = (self.scope, &self.desk.places, self.desk.today);
        end_waiting(self.desk.writer, by, &came_in, own).await
    }

    async fn bring_in_row(
        &mut self,
        sheets: &mut Sheets<'_>,
        at: usize,
        index: usize,
    ) -> Result<Fate, LedgerError> {
        let layout = sheets[at].0;
        ask(&mut sheets[at].1[index], layout, &self.options.agreed);
        if let Some(sheet) = layout.record() {
            return self.bring_in_record(sheet, layout, &mut sheets[at].1[index], (at, index)).await;
        }
        let Some(zone) = self.zone(&mut sheets[at].1[index], layout) else { return Ok(Fate::Parked) };
        let is_new = self.desk.places.is_new(zone, self.desk.writer.change());
        self.known.read(self.desk.writer, zone, is_new).await?;
        let project = match self.known.zone(zone).find(&sheets[at].1[index].draft) {
            Ok(project) => project,
            Err(code) => {
                let row = &mut sheets[at].1[index];
                let of_number = matches!(code, Code::NumberUsed | Code::NumberElsewhere);
                let field = if of_number { Field::OwnNo } else { Field::Title };
                row.problems.push(row.problem_at(layout, field, code, ""));
                return Ok(Fate::Parked);
            }
        };
        // Brought in by hand, it would change what another row of the file has told: a person has to agree.
        let row = &mut sheets[at].1[index];
        if let (Match::Known(_), Some(first)) = (&project, row.repeats) {
            row.problems.push(repetition(row, layout, Code::DuplicateRow, first));
            return Ok(Fate::Parked);
        }
        if let Some(first) = self.seen.before(zone, &project, &row.draft, (at, index)) {
            let Some(further) = self.months.another(sheets, first, (at, index)) else {
                return Ok(repeat(sheets, first, (at, index)));
            };
            let fate = self.settle_further(&mut sheets[at].1[index], layout, zone, (further, &project));
            return Ok(self.remember(zone, (at, index), fate));
        }
        if project == Match::New {
            self.mended.read(self.desk.writer).await?;
            self.known.liken(self.desk.writer, zone, &self.desk.references).await?;
        }
        let fate = self.settle(row, layout, zone, project);
        Ok(self.remember(zone, (at, index), fate))
    }

    /// Remembers a row that came in.
    fn remember(&mut self, zone: OrgId, here: At, fate: Fate) -> Fate {
        if fate != Fate::Parked {
            let is_news = matches!(fate, Fate::New(..) | Fate::Changed(..));
            self.came_in.push((zone, here, is_news));
        }
        fate
    }
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
