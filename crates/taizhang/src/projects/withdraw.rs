//! A project leaves for good: a stage event of withdrawal with its reason. Nothing is deleted; the own number stays its.

use super::add_event::{date_field, event_of, past_date, record};
use super::facts_form::coded;
use super::load::{Opened, may};
use super::parts::ProjectForm;
use crate::actor::Actor;
use crate::app::App;
use crate::ui::field::{self, Field};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::limits::REASON_MAX_CHARS;
use domain::{Permission, Recognition, Stage};
use maud::{Markup, html};

/// The ways to leave for good.
const WAYS: [Stage; 2] = [Stage::Withdrawn, Stage::Terminated];

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened, &Form::default())))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, opened: &Opened, form: &Form) -> Markup {
    let lang = asked.lang;
    let ways = coded(&WAYS, Stage::code, |stage| words::stage(lang, stage));
    let hint = if may(actor, Permission::Recognize, opened.project()) {
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
    let page = ProjectForm { opened, title, path: "withdraw".into(), verb: title, with_file: false };
    page.page(app, asked, actor, form, &fields)
}

/// Records the withdrawal: recognised by who may recognise, else claimed.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let today = app.ledger.clock().today();
    let stage = form.choice("stage", |code| Stage::from_code(code).filter(|stage| WAYS.contains(stage)));
    let stage = form.must("stage", stage);
    let dated = past_date(&mut form, today);
    let reason = form.required("reason", REASON_MAX_CHARS);
    let now = domain::stage_on(opened.dossier.events.iter().map(|event| &event.body), today);
    if now.is_some_and(Stage::is_final_exit) {
        form.refuse("stage", "projects.left_already");
    }
    let Some(stage) = stage.filter(|_| form.is_fine()) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &opened, &form)));
    };
    let recognizes = may(&actor, Permission::Recognize, opened.project());
    let recognition = if recognizes { Recognition::Recognized } else { Recognition::Claimed };
    let event = event_of(opened.dossier.id(), stage, dated, recognition, today, false, reason);
    record(&app, &asked, &actor, &opened, &form, &event).await
}
