//! A judged row, written: the project, and what hangs on it. What the row doesn't mention stays as it is.

use super::headers::Field;
use super::judge::{Judged, rounds};
use super::known::{KnownProject, Match};
use super::monthly;
use super::months::Further;
use super::places::Places;
use super::references::References;
use super::rows::{Draft, RowDraft, Value, seats_of_each};
use super::timeline::{self, Writing};
use crate::ledger::Writer;
use domain::facts::{
    Entry, EntryId, Note, OrgId, Project, ProjectId, ProjectInvestor, ProjectTaxon, Record, RecordKind,
    RoundId, Value as Stored,
};
use domain::text::fold;
use domain::{Amount, Day, ListKind, MilestoneCode, Precision, Recognition, RoundKey, Stage};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing that a row changed: which field of which kind of record, from what to what, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The kind of record.
    pub kind: RecordKind,
    /// A column of the record, a stage's or milestone's code, a list's code, or a note's label.
    pub what: String,
    /// What was known.
    pub before: Option<String>,
    /// What the row tells.
    pub after: Option<String>,
}

/// What a new project begins with, as far as a preview shows it. A workbook may bring in very many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The zone's name: the zone may be as new as the project.
    pub zone: String,
    /// The total investment.
    pub invest: Option<Amount>,
    /// What happened and what is promised.
    pub dates: Box<[Begun]>,
}

impl Beginning {
    /// The furthest stage that the row tells.
    pub fn stage(&self) -> Option<Stage> {
        let stages = self.dates.iter().filter_map(|begun| match begun {
            Begun::Reached(stage, _) => Some(*stage),
            Begun::Promised(..) => None,
        });
        stages.max()
    }
}

/// A date that a new project begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// A stage, with its day where one is told.
    Reached(Stage, Option<(Day, Precision)>),
    /// A milestone's promise.
    Promised(MilestoneCode, Day, Precision),
}

/// What a row did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A new project.
    New(Beginning),
    /// To a known one: nothing changed means that all was known.
    Known(Vec<Changed>),
}

/// What all rows of an import share.
pub struct Desk<'w> {
    /// The change being made.
    pub writer: &'w mut Writer,
    /// The organisations.
    pub places: Places,
    /// Rounds, investors, industries.
    pub references: References,
    /// The day of the import.
    pub today: Day,
    /// Why a forecast differs from the one before: the file that says so.
    pub file_name: String,
    /// The day against which the sheet's dates without a year are read.
    pub reference: Option<Day>,
    /// How far imported stage events are confirmed.
    pub recognition: Recognition,
}

/// Writes a row. Gives the project and what became of it.
pub fn write(
    desk: &mut Desk<'_>,
    row: &RowDraft,
    judged: &Judged,
    known: Option<&KnownProject>,
    own_no: impl FnOnce() -> String,
) -> (ProjectId, Written) {
    let source = row.source();
    let (project, body, mut changed) = write_project(desk, row, judged, known, own_no, &source);
    let mut writing =
        Writing { desk, row, project, known, source: &source, changed: &mut changed, begun: Vec::new() };
    timeline::events(&mut writing, judged.undated);
    timeline::forecasts(&mut writing);
    investors(&mut writing);
    industry(&mut writing);
    entries(&mut writing, &body);
    monthly::write(&mut writing);
    notes(&mut writing);
    let begun = writing.begun;
    if known.is_some() {
        return (project, Written::Known(changed));
    }
    let zone = desk.places.get(body.zone).map_or_else(String::new, |org| org.name.clone());
    let invest = body.invest_fen.map(|money| Amount { money, qualifier: body.invest_qualifier });
    (project, Written::New(Beginning { zone, invest, dates: begun.into() }))
}

/// Writes what a further row tells of a project: plans, reports, and the columns without a field. Gives what changed.
pub fn write_further(
    desk: &mut Desk<'_>,
    row: &RowDraft,
    further: Further,
    known: Option<&KnownProject>,
) -> Vec<Changed> {
    let (source, mut changed) = (row.source(), Vec::new());
    let project = further.project;
    let mut writing =
        Writing { desk, row, project, known, source: &source, changed: &mut changed, begun: Vec::new() };
    if further.with_plans {
        monthly::write(&mut writing);
    } else {
        monthly::reports(&mut writing);
    }
    notes(&mut writing);
    if known.is_none() {
        let month = monthly::own_month(&row.draft).map(|(year, month)| format!("{year}-{month:02}"));
        let what = "month".to_owned();
        changed.push(Changed { kind: RecordKind::MonthlyReport, what, before: None, after: month });
    }
    changed
}

fn write_project(
    desk: &mut Desk<'_>,
    row: &RowDraft,
    judged: &Judged,
    known: Option<&KnownProject>,
    own_no: impl FnOnce() -> String,
    source: &str,
) -> (ProjectId, Project, Vec<Changed>) {
    let mut body = match known {
        Some(known) => known.project.body.clone(),
        None => Project::new(own_no(), row.draft.text(Field::Title).unwrap_or_default(), judged.zone),
    };
    tell(&mut body, &row.draft, known);
    if let Some(park) = row.draft.text(Field::Park) {
        body.park = desk.places.park(desk.writer, judged.zone, park).or(body.park);
    }
    match (known, &judged.project) {
        (Some(known), _) => {
            let changed = differences(&known.project.body, &body);
            desk.writer.replace(&known.project, &body, Some(source));
            (ProjectId(known.project.id), body, changed)
        }
        (None, Match::Returns(id)) => {
            desk.writer.bring_back(id.0, &body, Some(source));
            (*id, body, Vec::new())
        }
        (None, _) => (ProjectId(desk.writer.create_from(&body, Some(source))), body, Vec::new()),
    }
}

/// Puts what the row tells into the project's own fields. A name under which another list has the project, as people have said,
/// is none that it takes.
fn tell(body: &mut Project, draft: &Draft, known: Option<&KnownProject>) {
    let is_also = |title: &str| known.is_some_and(|known| known.also.contains(&fold(title)));
    for told in &draft.told {
        let text = || match &told.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let money = || match &told.value {
            Value::Amount(amount, _) => (Some(amount.money), amount.qualifier),
            _ => (None, None),
        };
        let number = || match &told.value {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match told.field {
            Field::Title => {
                let title = text().filter(|title| !is_also(title));
                body.title = title.unwrap_or(std::mem::take(&mut body.title));
            }
            Field::Invest => (body.invest_fen, body.invest_qualifier) = money(),
            Field::Contract => (body.contract_fen, body.contract_qualifier) = money(),
            Field::Output => body.output_fen = money().0,
            Field::Tax => body.tax_fen = money().0,
            Field::Land => body.land_mu_e2 = number(),
            Field::Jobs => body.jobs = number(),
            Field::ProjectCode => body.project_code = text(),
            Field::CreditCode => body.credit_code = text(),
            Field::StatisticsCode => body.statistics_code = text(),
            Field::ProjectOwner => body.project_owner = text(),
            Field::LiaisonLeader => body.liaison_leader = text(),
            Field::Agent => body.agent = text(),
            Field::ResponsibleUnit => body.responsible_unit = text(),
            Field::ResponsiblePerson => body.responsible_person = text(),
            Field::Content => body.content = text(),
            Field::Address => body.address = text(),
            Field::Remark => body.remark = text(),
            Field::ConstructionType => {
                body.construction_type = match &told.value {
                    Value::Construction(kind) => Some(*kind),
                    _ => None,
                }
            }
            Field::Acquisition => {
                body.acquisition = match &told.value {
                    Value::Acquisition(kind) => Some(*kind),
                    _ => None,
                }
            }
            _ => {}
        }
    }
}

/// The project that a row would make.
pub fn told_project(draft: &Draft, zone: OrgId) -> Project {
    let text = |field| draft.text(field).unwrap_or_default();
    let mut body = Project::new(text(Field::OwnNo).to_owned(), text(Field::Title), zone);
    tell(&mut body, draft, None);
    body
}

/// What a row would change of a project's own fields.
pub fn would_change(known: &KnownProject, draft: &Draft) -> Vec<Changed> {
    let mut body = known.project.body.clone();
    tell(&mut body, draft, Some(known));
    differences(&known.project.body, &body)
}

/// The columns in which two versions differ.
fn differences(before: &Project, after: &Project) -> Vec<Changed> {
    let columns = |body: &Project| {
        let mut columns: Vec<Stored> = Vec::with_capacity(Project::FIELDS.len());
        body.put(&mut columns);
        columns
    };
    let words = |value: &Stored| match value {
        Stored::Null => None,
        Stored::Int(number) => Some(number.to_string()),
        Stored::Text(text) => Some(text.clone()),
    };
    let pairs = columns(before).into_iter().zip(columns(after));
    (Project::FIELDS.iter().zip(pairs))
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| Changed {
            kind: RecordKind::Project,
            what: field.name.to_owned(),
            before: words(&before),
            after: words(&after),
        })
        .collect()
}

/// The row's investors replace those known; the origin is that of the first.
fn investors(writing: &mut Writing<'_, '_>) {
    let seat = writing.row.draft.text(Field::Origin).map(str::to_owned);
    let names = match writing.row.draft.get(Field::Investor).map(|told| &told.value) {
        Some(Value::Names(names)) => names.clone(),
        Some(_) => Vec::new(),
        // An origin without a name still says where the money comes from.
        None => match (&seat, writing.known.is_none_or(|known| known.investors.is_empty())) {
            (Some(seat), true) => vec![format!("未具名投资方（{seat}）")],
            _ => return,
        },
    };
    let known = writing.known.map(|known| known.investors.as_slice()).unwrap_or_default();
    let investors = || known.iter().map(|link| link.investor);
    if writing.desk.references.are_called(investors(), &names, seat.as_deref()) {
        return;
    }
    let seats = seats_of_each(seat.as_deref(), names.len());
    let mut ids = Vec::with_capacity(names.len());
    for (name, seat) in names.iter().zip(seats) {
        let id = writing.desk.references.investor(writing.desk.writer, name, seat);
        // One that is named twice invests once.
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if investors().eq(ids.iter().copied()) {
        return;
    }
    known.iter().for_each(|link| writing.desk.writer.close(link));
    for (place, investor) in ids.into_iter().enumerate() {
        let position = i64::try_from(place).unwrap_or(i64::MAX);
        let link = ProjectInvestor { project: writing.project, investor, position };
        writing.desk.writer.create_from(&link, Some(writing.source));
    }
    writing.note_change(RecordKind::ProjectInvestor, "investor", None, Some(names.join("、")));
}

/// The row's class replaces the known one of its taxonomy; classes of other taxonomies stay.
fn industry(writing: &mut Writing<'_, '_>) {
    let Some(told) = writing.row.draft.get(Field::Industry) else { return };
    let name = match &told.value {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    };
    let desk = &mut *writing.desk;
    let known = writing.known.map(|known| known.taxons.as_slice()).unwrap_or_default();
    if name.as_deref().is_some_and(|name| {
        is_known_class(name, |name| known.iter().any(|link| desk.references.is_called(link.taxon, name)))
    }) {
        return;
    }
    let taxon = name.as_deref().map(|name| desk.references.taxon(desk.writer, name));
    let old: Vec<_> = known.iter().filter(|link| desk.references.makes_way(link.taxon, taxon)).collect();
    if old.iter().map(|link| link.taxon).eq(taxon) {
        return;
    }
    let before = old.first().and_then(|link| desk.references.class(link.taxon)).map(str::to_owned);
    old.iter().for_each(|link| desk.writer.close(*link));
    if let Some(taxon) = taxon {
        let link = ProjectTaxon { project: writing.project, taxon };
        desk.writer.create_from(&link, Some(writing.source));
    }
    writing.note_change(RecordKind::ProjectTaxon, "taxon", before, name);
}

/// Whether a cell names a class that the project has, or several of them as the ledger's own lists write them.
fn is_known_class(cell: &str, is_known: impl Fn(&str) -> bool) -> bool {
    is_known(cell) || cell.split('、').all(is_known)
}

/// The lists on which the row says the project stands. Entries that the row doesn't name stay: leaving a list takes a
/// reason.
fn entries(writing: &mut Writing<'_, '_>, body: &Project) {
    // A round named twice in a row is one entry.
    let named: BTreeSet<(ListKind, RoundKey)> = rounds(writing.row).collect();
    for (list, key) in named {
        let desk = &mut *writing.desk;
        let round = match desk.references.round(key) {
            Some(round) => RoundId(round.id),
            None => desk.references.make_round(desk.writer, &desk.places, key, body.zone),
        };
        let known = writing.known.map(|known| known.entries.as_slice()).unwrap_or_default();
        if known.iter().any(|entry| entry.round == round && entry.list == list) {
            continue;
        }
        let unit = desk.places.get(body.zone).map(|org| org.name.clone()).unwrap_or_default();
        let entry = Entry {
            project: writing.project,
            round,
            list,
            title: body.title.clone(),
            unit,
            amount_fen: body.invest_fen,
            amount_qualifier: body.invest_qualifier,
            output_fen: body.output_fen,
            converted_from: None::<EntryId>,
            moved_in_on: None,
            moved_out_on: None,
            move_reason: None,
            approver: None,
        };
        desk.writer.create_from(&entry, Some(writing.source));
        writing.note_change(RecordKind::Entry, list.code(), None, Some(key.to_string()));
    }
}

/// The label under which the heading over a row is kept.
const GROUP_LABEL: &str = "分组";

/// Columns without a field, and the heading over the row.
fn notes(writing: &mut Writing<'_, '_>) {
    // Of a sheet with a row for each month, each month keeps its own words.
    let month = monthly::own_month(&writing.row.draft);
    let month = month.map(|(year, month)| format!("（{year}年{month}月）")).unwrap_or_default();
    keep_notes(writing, &month);
}

/// The same, each label with what tells it from those of other rows.
pub fn keep_notes(writing: &mut Writing<'_, '_>, apart: &str) {
    let draft = &writing.row.draft;
    let group = draft.group.iter().map(|group| (Arc::from(GROUP_LABEL), Some(group.to_string())));
    let told: Vec<(Arc<str>, Option<String>)> = draft.notes.iter().cloned().chain(group).collect();
    for (label, text) in &told {
        let label = &*format!("{label}{apart}");
        let known = writing.known.map(|known| known.notes.as_slice()).unwrap_or_default();
        let old = known.iter().find(|note| fold(&note.label) == fold(label));
        if old.map(|note| &note.text) == text.as_ref() {
            continue;
        }
        match (old, text) {
            (Some(old), Some(text)) => {
                let body = Note { text: text.clone(), ..old.body.clone() };
                writing.desk.writer.replace(old, &body, Some(writing.source));
            }
            (Some(old), None) => writing.desk.writer.close(old),
            (None, Some(text)) => {
                let body = Note { project: writing.project, label: label.to_string(), text: text.clone() };
                writing.desk.writer.create_from(&body, Some(writing.source));
            }
            (None, None) => {}
        }
        let before = old.map(|note| note.text.clone());
        writing.note_change(RecordKind::Note, label, before, text.clone());
    }
}
