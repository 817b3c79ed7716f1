//! Judging a stage event: recognised, rejected or revoked with a reason, by who may recognise; and giving a day to one
//! that has none yet, by whoever keeps the project.

use super::editing::{Editing, Frame};
use super::inputs::{coded, date_field, past_date};
use super::show::when;
use crate::ui::badge;
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use domain::facts::{Kept, StageEvent};
use domain::limits::REASON_MAX_CHARS;
use domain::{Day, Permission, Recognition};
use maud::{Markup, html};

/// Whether the keeper of the project may still complete it: claimed, or without a day.
pub(super) fn is_open(event: &StageEvent) -> bool {
    event.recognition == Recognition::Claimed
        || (event.recognition == Recognition::Recognized && event.day.is_none())
}

/// What may become of an event from each state.
const fn next_of(state: Recognition) -> &'static [Recognition] {
    match state {
        Recognition::Claimed => &[Recognition::Recognized, Recognition::Rejected],
        Recognition::Recognized => &[Recognition::Revoked],
        Recognition::Rejected | Recognition::Revoked => &[Recognition::Recognized],
    }
}

/// Shows the event with what may be done to it.
pub(super) async fn page(editing: Editing, Path((_, event)): Path<(i64, i64)>) -> Result<Response, Problem> {
    let event = find(&editing, event)?;
    if !editing.may(Permission::Recognize) && !is_open(event) {
        return Err(Problem::forbidden());
    }
    let form = Form::filled([("day", event.original.clone().unwrap_or_default())]);
    Ok(editing.shown(markup(&editing, event, &form)))
}

fn find(editing: &Editing, event: i64) -> Result<&Kept<StageEvent>, Problem> {
    editing.opened.dossier.events.iter().find(|it| it.id == event).ok_or_else(Problem::not_found)
}

fn markup(editing: &Editing, event: &Kept<StageEvent>, form: &Form) -> Markup {
    let lang = editing.lang();
    let judges = editing.may(Permission::Recognize);
    let choices = coded(next_of(event.recognition), Recognition::code, |it| match it {
        Recognition::Recognized | Recognition::Claimed => lang.t("projects.do_recognize"),
        Recognition::Rejected => lang.t("projects.do_reject"),
        Recognition::Revoked => lang.t("projects.do_revoke"),
    });
    let fields = html! {
        dl.facts {
            dt { (lang.t("projects.stage")) } dd { (words::stage(lang, event.stage)) }
            dt { (lang.t("projects.day")) } dd { (when(lang, event)) }
            dt { (lang.t("projects.recognition")) } dd { (badge::recognition(lang, event.recognition)) }
        }
        @if judges {
            (field::select(lang, form, Field::optional("recognition", lang.t("projects.judgement")), &choices))
        }
        @if is_open(event) || judges { (date_field(lang, form)) }
        (field::textarea(lang, form, Field::optional("reason", lang.t("projects.reason")).hint(lang.t("projects.judge_reason_hint"))))
    };
    let frame = Frame {
        title: lang.t("projects.judge_event"),
        path: format!("stage-events/{}", event.id),
        verb: lang.t("projects.save"),
        with_file: false,
    };
    editing.form(&frame, form, &fields)
}

/// Writes the judgement or the day.
pub(super) async fn submit(
    editing: Editing,
    Path((_, event_id)): Path<(i64, i64)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let event = find(&editing, event_id)?;
    let judges = editing.may(Permission::Recognize);
    let today = editing.today();
    let reason = form.text("reason", REASON_MAX_CHARS);
    let judgement = form.choice("recognition", Recognition::from_code);
    if !judges && (judgement.is_some() || !is_open(event)) {
        return Err(Problem::forbidden());
    }
    let Some(judged) = judged(&mut form, event, judgement, reason.clone(), today) else {
        return Ok(editing.refused(markup(&editing, event, &form)));
    };
    let Some(mut writer) = editing.begin(&form, reason).await? else { return Ok(editing.repeated()) };
    writer.replace(event, &judged, None);
    editing.done(writer, "projects.event_judged").await
}

fn judged(
    form: &mut Form,
    event: &StageEvent,
    judgement: Option<Recognition>,
    reason: Option<String>,
    today: Day,
) -> Option<StageEvent> {
    if judgement.is_some_and(|to| !next_of(event.recognition).contains(&to)) {
        form.refuse("recognition", "projects.judgement_not_next");
    }
    let takes_back = matches!(judgement, Some(Recognition::Rejected | Recognition::Revoked));
    if takes_back && reason.is_none() {
        form.refuse("reason", "projects.judge_needs_reason");
    }
    let dated = past_date(form, today);
    if !form.is_fine() {
        return None;
    }
    let mut after = event.clone();
    after.recognition = judgement.unwrap_or(event.recognition);
    // The words shown are those of the event: untouched, they say nothing new.
    if let Some(dated) = dated.filter(|dated| event.original.as_deref() != Some(dated.original.as_str())) {
        after.day = Some(dated.day);
        after.precision = Some(dated.precision);
        after.original = Some(dated.original);
    }
    after.reason = reason.or(after.reason);
    Some(after)
}
