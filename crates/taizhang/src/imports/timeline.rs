//! The dates that a row tells: what happened becomes stage events, what is promised becomes forecasts.

use super::apply::{Begun, Changed, Desk};
use super::headers::Field;
use super::known::KnownProject;
use super::rows::{RowDraft, Value};
use domain::dated::parse_range;
use domain::facts::{Forecast, Kept, ProjectId, RecordKind, StageEvent};
use domain::{Dated, MilestoneCode, Precision, Recognition, Stage, promise_and_latest};

/// Why an event counts no more: the word of the cell.
const CLEARED: &str = "清空";

/// A row on its way into the ledger.
pub struct Writing<'r, 'w> {
    /// What all rows share.
    pub desk: &'r mut Desk<'w>,
    /// The row.
    pub row: &'r RowDraft,
    /// Its project.
    pub project: ProjectId,
    /// What is known of it.
    pub known: Option<&'r KnownProject>,
    /// The row as the ledger names it.
    pub source: &'r str,
    /// What changed so far.
    pub changed: &'r mut Vec<Changed>,
    /// The dates that a new project begins with.
    pub begun: Vec<Begun>,
}

impl Writing<'_, '_> {
    /// Remembers a change of a known project; of a new one everything is new.
    pub fn note_change(
        &mut self,
        kind: RecordKind,
        what: &str,
        before: Option<String>,
        after: Option<String>,
    ) {
        if self.known.is_some() {
            self.changed.push(Changed { kind, what: what.to_owned(), before, after });
        }
    }
}

/// Writes the stage events that the row tells, and the stage that it claims without a day.
pub fn events(writing: &mut Writing<'_, '_>, undated: Option<(Stage, bool)>) {
    let row = writing.row;
    let partial = matches!(
        row.draft.get(Field::Stage).map(|told| &told.value),
        Some(Value::Stage(Stage::Producing, true))
    );
    for told in &row.draft.told {
        let Field::Fact(stage) = told.field else { continue };
        let partial = partial && stage == Stage::Producing;
        match &told.value {
            Value::Dated(date) => dated_event(writing, stage, date, partial),
            Value::Clear => clear_events(writing, stage),
            _ => {}
        }
    }
    if let Some((stage, partial)) = undated {
        let event = new_event(writing, stage, None, partial);
        writing.begun.push(Begun::Reached(stage, None));
        writing.desk.writer.create_from(&event, Some(writing.source));
        writing.note_change(RecordKind::StageEvent, stage.code(), None, Some(String::new()));
    }
}

fn dated_event(writing: &mut Writing<'_, '_>, stage: Stage, date: &Dated, partial: bool) {
    let known = writing.known.map(|known| known.events.as_slice()).unwrap_or_default();
    let old =
        known.iter().filter(|event| event.stage == stage && is_standing(event)).max_by_key(|event| event.id);
    let is_known = |old: &&Kept<StageEvent>| {
        old.day.is_some_and(|day| date.holds(day, old.precision.unwrap_or(Precision::Day)))
    };
    match old {
        Some(old) if is_known(&old) => {}
        Some(old) => {
            let new = new_event(writing, stage, Some(date), partial);
            // Whoever recognised the old day didn't see the new one.
            let stays = old.day.is_none() || new.recognition == Recognition::Recognized;
            let recognition = if stays { old.recognition } else { new.recognition };
            let body = StageEvent { recognition, ..new };
            writing.desk.writer.replace(old, &body, Some(writing.source));
            let before = old.day.map(|day| day.to_string());
            writing.note_change(RecordKind::StageEvent, stage.code(), before, Some(date.day.to_string()));
        }
        None => {
            let body = new_event(writing, stage, Some(date), partial);
            writing.begun.push(Begun::Reached(stage, Some((date.day, date.precision))));
            writing.desk.writer.create_from(&body, Some(writing.source));
            writing.note_change(RecordKind::StageEvent, stage.code(), None, Some(date.day.to_string()));
        }
    }
}

fn clear_events(writing: &mut Writing<'_, '_>, stage: Stage) {
    let known = writing.known.map(|known| known.events.as_slice()).unwrap_or_default();
    for event in known.iter().filter(|event| event.stage == stage && is_standing(event)) {
        // Evidence may name it: it stays, and counts no more.
        let recognition = match event.recognition {
            Recognition::Claimed => Recognition::Rejected,
            _ => Recognition::Revoked,
        };
        let body = StageEvent { recognition, reason: Some(CLEARED.into()), ..event.body.clone() };
        writing.desk.writer.replace(event, &body, Some(writing.source));
        writing.note_change(RecordKind::StageEvent, stage.code(), event.day.map(|day| day.to_string()), None);
    }
}

fn is_standing(event: &Kept<StageEvent>) -> bool {
    matches!(event.recognition, Recognition::Recognized | Recognition::Claimed)
}

fn new_event(writing: &Writing<'_, '_>, stage: Stage, date: Option<&Dated>, partial: bool) -> StageEvent {
    StageEvent {
        project: writing.project,
        stage,
        day: date.map(|date| date.day),
        precision: date.map(|date| date.precision),
        original: date.and_then(original),
        recognition: writing.desk.recognition,
        recorded_on: writing.desk.today,
        partial,
        reason: None,
    }
}

/// The words of a date, unless they say no more than the day itself.
fn original(date: &Dated) -> Option<String> {
    (date.precision != Precision::Day || date.original != date.day.to_string()).then(|| date.original.clone())
}

/// Writes the promised days that the row tells. A day that differs from the latest is a new forecast, unless it is a coarser
/// one around it; none is ever overwritten.
pub fn forecasts(writing: &mut Writing<'_, '_>) {
    let row = writing.row;
    for told in &row.draft.told {
        match (told.field, &told.value) {
            (Field::Plan(code), Value::Dated(date)) => forecast(writing, code, date),
            (Field::Plan(code), Value::Clear) => clear_forecasts(writing, code),
            (Field::Period, Value::Text(words)) => {
                // Both ends were read once before, so that a bad one parked the row.
                let Ok(Some(range)) = parse_range(words, writing.desk.reference) else { continue };
                let (from, to) = ends(range, is_open(words));
                period_end(writing, MilestoneCode::Commencement, from);
                period_end(writing, MilestoneCode::Completion, to);
            }
            _ => {}
        }
    }
}

/// Start and completion of a period. A lone year is that of both; a lone end of a year is when it shall be done.
fn ends((first, last): (Dated, Option<Dated>), is_open: bool) -> (Option<Dated>, Option<Dated>) {
    match (last, first.precision) {
        (None, _) if is_open => (Some(first), None),
        (Some(last), _) => (Some(first), Some(last)),
        (None, Precision::Year) => (Some(first.clone()), Some(first)),
        (None, Precision::YearEnd) => (None, Some(first)),
        (None, _) => (Some(first), None),
    }
}

/// Whether the words leave the end open: 2021至今.
fn is_open(words: &str) -> bool {
    ["今", "现在", "目前"].iter().any(|end| words.trim_end().ends_with(end))
}

/// An end of 建设起止年限; a column of its own for the same milestone says it better.
fn period_end(writing: &mut Writing<'_, '_>, code: MilestoneCode, date: Option<Dated>) {
    if let Some(date) = date.filter(|_| writing.row.draft.get(Field::Plan(code)).is_none()) {
        forecast(writing, code, &date);
    }
}

fn forecast(writing: &mut Writing<'_, '_>, code: MilestoneCode, date: &Dated) {
    let known = writing.known.map(|known| known.forecasts.as_slice()).unwrap_or_default();
    let latest = promise_and_latest(known, code).map(|(_, latest)| latest);
    if latest.is_some_and(|latest| date.holds(latest.day, latest.precision)) {
        return;
    }
    let body = Forecast {
        project: writing.project,
        code,
        day: date.day,
        precision: date.precision,
        original: original(date),
        reason: latest.map(|_| writing.desk.file_name.clone()),
        said_on: writing.desk.today,
    };
    let before = latest.map(|latest| latest.day.to_string());
    writing.begun.push(Begun::Promised(code, date.day, date.precision));
    writing.desk.writer.create_from(&body, Some(writing.source));
    writing.note_change(RecordKind::Forecast, code.code(), before, Some(date.day.to_string()));
}

fn clear_forecasts(writing: &mut Writing<'_, '_>, code: MilestoneCode) {
    let known = writing.known.map(|known| known.forecasts.as_slice()).unwrap_or_default();
    for forecast in known.iter().filter(|forecast| forecast.code == code) {
        writing.desk.writer.close(forecast);
        writing.note_change(RecordKind::Forecast, code.code(), Some(forecast.day.to_string()), None);
    }
}
