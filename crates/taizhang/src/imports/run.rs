//! The rows of an import, one after the other: whose each is, what it tells, and what becomes of it.

use super::apply::{Changed, Desk, Written, would_change, write, write_further};
use super::headers::Field;
use super::judge::{Judged, claim, doubts, lists, order_of_dates, seats};
use super::known::{Known, KnownProject, Match};
use super::later::{CameIn, end_waiting};
use super::mended::{MendedRows, namesake};
use super::monthly;
use super::months::{Further, Months};
use super::outcome::{Fate, Mode, Options, RowReport, Source};
use super::paid_in;
use super::parked::{kept, waiting};
use super::places::{Found, Places, Trouble, Words};
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::record_rows::{Owned, RecordRows};
use super::references::References;
use super::rows::RowDraft;
use super::seen::{At, Seen};
use super::twins::{Newcomer, newcomer, twins};
use crate::ledger::{LedgerError, Writer};
use crate::records::Sheet;
use domain::facts::{ChangeId, ImportId, OrgId, ParkedRow, ProjectId};
use domain::{Day, Permission, Recognition, Scope};
use office::Book;
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

    /// A row that can't come in, unless the same stood in one that was mended since: of that one the project is known. Where
    /// the project was changed after that and nothing but agreement is missing, a person may agree anew.
    fn unless_mended(&self, book: &Book, layout: &SheetLayout, row: &mut RowDraft) -> Fate {
        if layout.record().is_some() || row.repeats.is_some() {
            return Fate::Parked;
        }
        let zone = self.desk.places.known_zone(Words::of(&row.draft), self.options.zone);
        let mended = kept(book, layout, row).and_then(|kept| self.mended.same(&kept.cells));
        let Some(mended) = mended.filter(|it| zone.is_none_or(|zone| zone == it.zone)) else {
            return Fate::Parked;
        };
        let known = self.known.project(mended.zone, mended.project);
        let is_changed = known.is_some_and(|known| known.changed_by() > mended.change);
        let asks_again = is_changed && waits_for_a_tick(row) && !asks_only_whether_same(row);
        if asks_again || !self.scope.may(Permission::Edit, mended.zone) {
            return Fate::Parked;
        }
        let notice = row.problem_at(layout, Field::Title, Code::MendedBefore, "");
        let notice = notice.with("file", mended.file.as_str()).with("project", mended.project.to_string());
        row.problems = vec![notice];
        Fate::Unchanged(mended.project)
    }

    /// Brings in a row that tells one record of a project or of an organisation.
    async fn bring_in_record(
        &mut self,
        sheet: &'static Sheet,
        layout: &SheetLayout,
        row: &mut RowDraft,
        here: At,
    ) -> Result<Fate, LedgerError> {
        let owned = if sheet.is_of_orgs() {
            self.org(row, layout).map(Owned::Org)
        } else {
            self.project_of_record(row, layout).await?
        };
        let Some(owned) = owned else { return Ok(Fate::Parked) };
        self.records.read(self.desk.writer, sheet, &owned).await?;
        let known = match owned {
            Owned::Project(_, zone, Some(place)) => Some(self.known.zone(zone).get(place)),
            _ => None,
        };
        Ok(self.records.settle(&mut self.desk, sheet, (row, layout, here), (&owned, known)))
    }

    /// The organisation that a row names, if the actor keeps its records.
    fn org(&self, row: &mut RowDraft, layout: &SheetLayout) -> Option<OrgId> {
        let name = row.draft.text(Field::Zone).unwrap_or_default().to_owned();
        let found = self.desk.places.org(&name, row.draft.text(Field::City));
        let allowed = found.and_then(|org| match self.scope.may(Permission::Edit, org) {
            true => Ok(org),
            false => Err(Code::OrgForbidden),
        });
        allowed
            .map_err(|code| row.problems.push(row.problem_at(layout, Field::Zone, code, name.as_str())))
            .ok()
    }

    /// The project that a row names: one of the ledger, or one that this import made.
    async fn project_of_record(
        &mut self,
        row: &mut RowDraft,
        layout: &SheetLayout,
    ) -> Result<Option<Owned>, LedgerError> {
        let Some(zone) = self.zone(row, layout) else { return Ok(None) };
        let is_new = self.desk.places.is_new(zone, self.desk.writer.change());
        self.known.read(self.desk.writer, zone, is_new).await?;
        let found = self.known.zone(zone).find(&row.draft);
        let (project, place) = match found {
            Ok(Match::Known(place)) => {
                (Some(ProjectId(self.known.zone(zone).get(place).project.id)), Some(place))
            }
            Ok(Match::Returns(_) | Match::New) | Err(Code::NewWithoutTitle) => {
                (self.seen.newcomer(zone, &row.draft).and_then(|first| self.months.project(first)), None)
            }
            Err(code) => {
                row.problems.push(row.problem_at(layout, Field::Title, code, ""));
                return Ok(None);
            }
        };
        if project.is_none() {
            let field = if row.draft.text(Field::OwnNo).is_some() { Field::OwnNo } else { Field::Title };
            row.problems.push(row.problem_at(layout, field, Code::RecordOfUnknown, ""));
        }
        Ok(project.map(|project| Owned::Project(project, zone, place)))
    }

    /// The zone that a row belongs to, if it may be written there.
    fn zone(&mut self, row: &mut RowDraft, layout: &SheetLayout) -> Option<OrgId> {
        match self.desk.places.zone(self.desk.writer, Words::of(&row.draft), self.options.zone) {
            Err(Trouble { code, near }) => {
                let problem = row.problem_at(layout, Field::Zone, code, "");
                row.problems.push(problem.with("near", near.join("、")));
                None
            }
            Ok(Found { zone, .. })
                if !self.scope.may(Permission::Edit, zone) && !self.made_by_operator(zone) =>
            {
                row.problems.push(row.problem_at(layout, Field::Zone, Code::ZoneForbidden, ""));
                None
            }
            Ok(Found { zone, elsewhere }) => {
                if !elsewhere.is_empty() {
                    let doubt = row.problem_at(layout, Field::Zone, Code::ZoneElsewhere, "");
                    row.problems.push(doubt.with("others", elsewhere.join("、")));
                }
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

    /// Writes what a further row tells of a project's plans and months.
    fn settle_further(
        &mut self,
        row: &mut RowDraft,
        layout: &SheetLayout,
        zone: OrgId,
        (further, project): (Further, &Match),
    ) -> Fate {
        monthly::check(row, layout, self.desk.today);
        let known = match project {
            Match::Known(place) => Some(self.known.zone(zone).get(*place)),
            _ => None,
        };
        paid_in::check(row, layout, known);
        if row.problems.iter().any(Problem::blocks) {
            return Fate::Parked;
        }
        let changed = write_further(&mut self.desk, row, further, known);
        match changed.is_empty() {
            true => Fate::Unchanged(further.project),
            false => Fate::Changed(further.project, changed),
        }
    }

    /// Judges a row and writes it, or leaves it waiting.
    fn settle(&mut self, row: &mut RowDraft, layout: &SheetLayout, zone: OrgId, project: Match) -> Fate {
        let projects = self.known.zone(zone);
        let known = match &project {
            Match::Known(place) => Some(*place),
            _ => None,
        };
        let own_no = known.is_none().then(|| projects.free_no_unless(row.draft.text(Field::OwnNo)));
        if project == Match::New {
            row.problems.extend(namesake(row, layout, projects, (zone, &self.mended)));
        }
        if let (Some(place), Some(own_no)) = (known, row.draft.text(Field::OwnNo))
            && projects.had_before(place, own_no)
        {
            let now = projects.get(place).project.own_no.clone();
            let notice = row.problem_at(layout, Field::OwnNo, Code::FormerNumber, "");
            row.problems.push(notice.with("now", now));
        }
        let known = known.map(|place| projects.get(place));
        // What was told since goes before what waited, unless a person says otherwise.
        let changed_by = known.map(KnownProject::changed_by);
        if let (Some((_, came)), Some(changed)) = (self.came, changed_by)
            && changed > came
        {
            let asked = row.problem_at(layout, Field::Title, Code::ChangedSince, "");
            row.problems.push(asked.with("change", changed.to_string()));
        }
        // A claim can't be held against dates of which one can't be read.
        let mut undated = None;
        if !row.has_unread_date(layout) {
            undated = claim(row, layout, known, self.desk.today, &self.options.agreed);
            order_of_dates(row, layout, known);
        }
        lists(row, layout, &self.desk.references, known, self.options.create_zones);
        doubts(row, layout, known);
        seats(row, layout, &mut self.desk.references.origins);
        monthly::check(row, layout, self.desk.today);
        paid_in::check(row, layout, known);
        for problem in row.problems.iter_mut().filter(|problem| problem.code.suspicion().is_some()) {
            problem.agreed = row.agreed || self.options.agreed.covers(problem);
        }
        if row.problems.iter().any(Problem::blocks) {
            if let (Some(known), true) = (known, waits_for_a_tick(row)) {
                self.asked = would_change(known, &row.draft);
            }
            return Fate::Parked;
        }
        let judged = Judged { zone, project, undated };
        let (id, written) = write(&mut self.desk, row, &judged, known, || own_no.unwrap_or_default());
        match written {
            Written::New(beginning) => {
                self.newcomers.extend(newcomer(row, layout, zone, id));
                Fate::New(id, beginning)
            }
            Written::Known(changed) if changed.is_empty() => Fate::Unchanged(id),
            Written::Known(changed) => Fate::Changed(id, changed),
        }
    }
}

/// Whether nothing but somebody's agreement keeps a row out.
fn waits_for_a_tick(row: &RowDraft) -> bool {
    row.problems.iter().filter(|problem| problem.blocks()).all(|problem| problem.code.suspicion().is_some())
}

/// Whether nothing keeps a row out but the question whether its project is one that the ledger has.
fn asks_only_whether_same(row: &RowDraft) -> bool {
    let mut blocking = row.problems.iter().filter(|problem| problem.blocks());
    blocking.all(|problem| problem.code == Code::MaybeSame)
}

/// What becomes of a row of whose project an earlier one has told already: the same once more is nothing new, anything
/// else waits. Should the earlier one wait too, neither comes in over the other unasked.
fn repeat(sheets: &mut Sheets<'_>, first: At, here: At) -> Fate {
    let same = sheets[first.0].1[first.1].draft.says_the_same(&sheets[here.0].1[here.1].draft);
    let number = |sheets: &Sheets<'_>, at: At| sheets[at.0].1[at.1].row + 1;
    let (first_no, here_no) = (number(sheets, first), number(sheets, here));
    let layout = sheets[here.0].0;
    let row = &mut sheets[here.0].1[here.1];
    let code = if same { Code::RepeatedRow } else { Code::DuplicateRow };
    row.problems.push(repetition(row, layout, code, first_no));
    if same {
        return Fate::Repeated;
    }
    row.repeats = Some(first_no);
    sheets[first.0].1[first.1].repeats.get_or_insert(here_no);
    Fate::Parked
}

/// That the row of that number speaks of the same project.
fn repetition(row: &RowDraft, layout: &SheetLayout, code: Code, first: u32) -> Problem {
    let field = if row.draft.text(Field::OwnNo).is_some() { Field::OwnNo } else { Field::Title };
    row.problem_at(layout, field, code, "").with("first", first.to_string())
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
