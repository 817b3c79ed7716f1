//! A stage event: claimed by whoever keeps the project, or recorded as recognised by who may recognise. Back-dating is
//! allowed and shows in the history; the future is not.

use super::editing::{Editing, Frame};
use super::inputs::{coded, date_field, past_date};
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::words;
use axum::response::Response;
use domain::facts::{ProjectId, StageEvent};
use domain::limits::REASON_MAX_CHARS;
use domain::{Dated, Day, Permission, Recognition, Stage};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    let form = Form::filled([("stage", editing.asked.here.get("stage").unwrap_or_default())]);
    editing.shown(markup(&editing, &form))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let stages = coded(Stage::ALL, Stage::code, |stage| words::stage(lang, stage));
    let recognizes = editing.may(Permission::Recognize);
    let fields = html! {
        (field::select(lang, form, Field::required("stage", lang.t("projects.stage")), &stages))
        (date_field(lang, form))
        (field::checkbox(lang, form, Field::optional("partial", lang.t("projects.partial_box"))))
        (field::textarea(lang, form, Field::optional("reason", lang.t("projects.reason")).hint(lang.t("projects.exit_reason_hint"))))
        @if recognizes {
            (field::checkbox(lang, form, Field::optional("recognized", lang.t("projects.record_recognized"))))
        } @else { p.hint { (lang.t("projects.claim_hint")) } }
    };
    let verb = lang.t("projects.record");
    let title = lang.t("projects.add_event");
    let frame = Frame { title, path: "stage-events".into(), verb, with_file: false };
    editing.form(&frame, form, &fields)
}

/// Records the event.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let recognized = form.ticked("recognized");
    if recognized && !editing.may(Permission::Recognize) {
        return Err(Problem::forbidden());
    }
    let today = editing.today();
    let recognition = if recognized { Recognition::Recognized } else { Recognition::Claimed };
    match read(&mut form, &editing, recognition, today) {
        Some(event) => record(&editing, &form, &event).await,
        None => Ok(editing.refused(markup(&editing, &form))),
    }
}

fn read(form: &mut Form, editing: &Editing, recognition: Recognition, today: Day) -> Option<StageEvent> {
    let stage = form.choice("stage", Stage::from_code);
    let stage = form.must("stage", stage);
    let dated = past_date(form, today);
    let reason = form.text("reason", REASON_MAX_CHARS);
    let partial = form.ticked("partial");
    if let Some(stage) = stage {
        check(form, editing, stage, dated.as_ref(), reason.as_deref(), partial);
    }
    let stage = stage.filter(|_| form.is_fine())?;
    Some(event_of(editing.id(), stage, dated, recognition, today, partial, reason))
}

fn check(
    form: &mut Form,
    editing: &Editing,
    stage: Stage,
    dated: Option<&Dated>,
    reason: Option<&str>,
    partial: bool,
) {
    if stage.is_exit() && reason.is_none() {
        form.refuse("reason", "projects.exit_needs_reason");
    }
    if partial && stage != Stage::Producing {
        form.refuse("partial", "projects.partial_production_only");
    }
    let standing = |event: &&domain::facts::Kept<StageEvent>| {
        event.stage == stage && matches!(event.recognition, Recognition::Claimed | Recognition::Recognized)
    };
    let same = |event: &domain::facts::Kept<StageEvent>| {
        event.day == dated.map(|dated| dated.day)
            && event.precision == dated.map(|dated| dated.precision)
            && event.partial == partial
    };
    if editing.opened.dossier.events.iter().filter(standing).any(same) {
        form.refuse("stage", "projects.event_known");
    }
}

/// An event as it is written.
pub(super) fn event_of(
    project: ProjectId,
    stage: Stage,
    dated: Option<Dated>,
    recognition: Recognition,
    today: Day,
    partial: bool,
    reason: Option<String>,
) -> StageEvent {
    StageEvent {
        project,
        stage,
        day: dated.as_ref().map(|dated| dated.day),
        precision: dated.as_ref().map(|dated| dated.precision),
        original: dated.map(|dated| dated.original),
        recognition,
        recorded_on: today,
        partial,
        reason,
    }
}

/// Writes an event and leads back to the project.
pub(super) async fn record(editing: &Editing, form: &Form, event: &StageEvent) -> Result<Response, Problem> {
    let Some(mut writer) = editing.begin(form, event.reason.clone()).await? else {
        return Ok(editing.repeated());
    };
    writer.create(event);
    let said = match event.recognition {
        Recognition::Claimed => "projects.event_claimed",
        _ => "projects.event_recorded",
    };
    editing.done(writer, said).await
}
