//! A promise or a later forecast of a milestone. The first is the promise and stays; each later one says why.

use super::add_event::{date, date_field};
use super::facts_form::coded;
use super::load::{Opened, editable};
use super::parts::ProjectForm;
use super::writing::{self, Begun};
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
use domain::facts::{Forecast, ProjectId};
use domain::limits::REASON_MAX_CHARS;
use domain::{Day, MilestoneCode, Permission, promise_and_latest};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let form = Form::filled([("code", asked.here.get("code").unwrap_or_default())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened, &form)))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, opened: &Opened, form: &Form) -> Markup {
    let lang = asked.lang;
    let codes = coded(MilestoneCode::ALL, MilestoneCode::code, |code| words::milestone(lang, code));
    let reason =
        Field::optional("reason", lang.t("projects.reason")).hint(lang.t("projects.forecast_reason_hint"));
    let fields = html! {
        (field::select(lang, form, Field::required("code", lang.t("projects.milestone")), &codes))
        (date_field(lang, form))
        (field::textarea(lang, form, reason))
    };
    let title = lang.t("projects.add_forecast");
    let page = ProjectForm {
        opened,
        title,
        path: "forecasts".into(),
        verb: lang.t("projects.record"),
        with_file: false,
    };
    page.page(app, asked, actor, form, &fields)
}

/// Records the promise or forecast.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let today = app.ledger.clock().today();
    let Some(forecast) = read(&mut form, &opened, today) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &opened, &form)));
    };
    let mut writer = match writing::begin_because(&app, &actor, &form, forecast.reason.clone()).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(writing::repeated(&asked, &opened.path())),
    };
    editable(&mut writer, &actor, ProjectId(id), Permission::Edit).await?;
    writer.create(&forecast);
    writing::done(writer, &asked, &opened.path(), "projects.forecast_recorded").await
}

fn read(form: &mut Form, opened: &Opened, today: Day) -> Option<Forecast> {
    let code = form.choice("code", MilestoneCode::from_code);
    let code = form.must("code", code);
    let dated = date(form, today);
    if form.error("day").is_none() {
        form.must("day", dated.as_ref());
    }
    let reason = form.text("reason", REASON_MAX_CHARS);
    let said = code.and_then(|code| promise_and_latest(&opened.dossier.forecasts, code));
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
        project: opened.dossier.id(),
        code,
        day: dated.day,
        precision: dated.precision,
        original: Some(dated.original),
        reason,
        said_on: today,
    })
}
