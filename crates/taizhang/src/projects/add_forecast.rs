//! A promise or a later forecast of a milestone. The first is the promise and stays; each later one says why.

use super::editing::{Editing, Frame};
use super::inputs::{coded, date, date_field};
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::words;
use axum::response::Response;
use domain::facts::Forecast;
use domain::limits::REASON_MAX_CHARS;
use domain::{Day, MilestoneCode, promise_and_latest};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    let form = Form::filled([("code", editing.asked.here.get("code").unwrap_or_default())]);
    editing.shown(markup(&editing, &form))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let codes = coded(MilestoneCode::ALL, MilestoneCode::code, |code| words::milestone(lang, code));
    let reason =
        Field::optional("reason", lang.t("projects.reason")).hint(lang.t("projects.forecast_reason_hint"));
    let fields = html! {
        (field::select(lang, form, Field::required("code", lang.t("projects.milestone")), &codes))
        (date_field(lang, form))
        (field::textarea(lang, form, reason))
    };
    let title = lang.t("projects.add_forecast");
    let frame = Frame { title, path: "forecasts".into(), verb: lang.t("projects.record"), with_file: false };
    editing.form(&frame, form, &fields)
}

/// Records the promise or forecast.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let today = editing.today();
    let Some(forecast) = read(&mut form, &editing, today) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let Some(mut writer) = editing.begin(&form, forecast.reason.clone()).await? else {
        return Ok(editing.repeated());
    };
    writer.create(&forecast);
    editing.done(writer, "projects.forecast_recorded").await
}

fn read(form: &mut Form, editing: &Editing, today: Day) -> Option<Forecast> {
    let code = form.choice("code", MilestoneCode::from_code);
    let code = form.must("code", code);
    let dated = date(form, today);
    if form.error("day").is_none() {
        form.must("day", dated.as_ref());
    }
    let reason = form.text("reason", REASON_MAX_CHARS);
    let said = code.and_then(|code| promise_and_latest(&editing.opened.dossier.forecasts, code));
    if let (Some((_, latest)), Some(dated)) = (said, &dated) {
        if latest.day == dated.day && latest.precision == dated.precision {
            form.refuse("day", "projects.forecast_same");
        }
        if reason.is_none() {
            form.refuse("reason", "projects.forecast_needs_reason");
        }
    }
    let (code, dated) = (code?, dated?);
    form.is_fine().then(|| Forecast {
        project: editing.id(),
        code,
        day: dated.day,
        precision: dated.precision,
        original: Some(dated.original),
        reason,
        said_on: today,
    })
}
