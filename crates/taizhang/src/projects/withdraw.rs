//! A project leaves for good: a stage event of withdrawal with its reason. Nothing is deleted; the own number stays its.

use super::add_event::{event_of, record};
use super::editing::{Editing, Frame};
use super::inputs::{coded, date_field, past_date};
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::words;
use axum::response::Response;
use domain::limits::REASON_MAX_CHARS;
use domain::{Permission, Recognition, Stage};
use maud::{Markup, html};

/// The ways to leave for good.
const WAYS: [Stage; 2] = [Stage::Withdrawn, Stage::Terminated];

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    editing.shown(markup(&editing, &Form::default()))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let ways = coded(&WAYS, Stage::code, |stage| words::stage(lang, stage));
    let hint = if editing.may(Permission::Recognize) {
        lang.t("projects.withdraw_hint")
    } else {
        lang.t("projects.claim_hint")
    };
    let fields = html! {
        p.hint { (hint) }
        (field::select(lang, form, Field::required("stage", lang.t("projects.stage")), &ways))
        (date_field(lang, form))
        (field::textarea(lang, form, Field::required("reason", lang.t("projects.reason"))))
    };
    let title = lang.t("projects.withdraw");
    let frame = Frame { title, path: "withdraw".into(), verb: title, with_file: false };
    editing.form(&frame, form, &fields)
}

/// Records the withdrawal: recognised by who may recognise, else claimed.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let today = editing.today();
    let stage = form.choice("stage", |code| Stage::from_code(code).filter(|stage| WAYS.contains(stage)));
    let stage = form.must("stage", stage);
    let dated = past_date(&mut form, today);
    let reason = form.required("reason", REASON_MAX_CHARS);
    let now = domain::stage_on(editing.opened.dossier.events.iter().map(|event| &event.body), today);
    if now.is_some_and(Stage::is_final_exit) {
        form.refuse("stage", "projects.left_already");
    }
    let Some(stage) = stage.filter(|_| form.is_fine()) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let recognizes = editing.may(Permission::Recognize);
    let recognition = if recognizes { Recognition::Recognized } else { Recognition::Claimed };
    let event = event_of(editing.id(), stage, dated, recognition, today, false, reason);
    record(&editing, &form, &event).await
}
