//! One's own open sessions, each of which can be ended.

use super::store::{self, Device};
use crate::actor::Actor;
use crate::app::App;
use crate::clock::words_of_ms;
use crate::shell;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::limits::CODE_MAX_CHARS;
use maud::{Markup, html};

/// Lists the sessions.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let now_ms = app.ledger.clock().now_ms();
    let devices = store::devices_of(app.ledger.db(), actor.user, now_ms).await?;
    let title = asked.lang.t("sessions.devices");
    let body = markup(&asked, &actor, &devices);
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, title, &body)))
}

fn markup(asked: &Asked, actor: &Actor, devices: &[Device]) -> Markup {
    let lang = asked.lang;
    let columns = vec![
        Column::new("agent", lang.t("sessions.device"), Kind::Words),
        Column::new("address", lang.t("sessions.device_address"), Kind::Text),
        Column::new("since", lang.t("sessions.device_since"), Kind::Day),
        Column::new("until", lang.t("sessions.device_until"), Kind::Day),
        Column::new("end", "", Kind::Text),
    ];
    let rows = devices.iter().map(|device| Row {
        id: String::new(),
        name: String::new(),
        cells: vec![
            html! { (device.agent.as_deref().filter(|agent| !agent.is_empty()).unwrap_or(lang.t("sessions.device_unknown"))) },
            html! { (device.address.as_deref().unwrap_or_default()) },
            html! { (words_of_ms(device.began_ms)) },
            html! { (words_of_ms(device.until_ms)) },
            html! {
                @if device.session == actor.session { (lang.t("sessions.device_this")) } @else {
                    form method="post" action=(super::DEVICES) {
                        input type="hidden" name="session" value=(device.session);
                        button.link type="submit" { (lang.t("sessions.device_end")) }
                    }
                }
            },
        ],
    });
    let table = Table::new(lang.t("sessions.devices"), &asked.here, columns, rows.collect());
    html! {
        (layout::heading(lang.t("sessions.devices"), &html! {}))
        p.hint { (lang.t("sessions.devices_words")) }
        (table.render(lang))
    }
}

/// Ends one of them.
pub(super) async fn end(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let session = form.required("session", CODE_MAX_CHARS).ok_or_else(Problem::bad_request)?;
    if !store::end_device(app.ledger.db(), actor.user, &session).await? {
        return Err(Problem::not_found());
    }
    let said = Flash::saying(asked.lang.t("sessions.device_ended"));
    Ok(page::redirect(&asked, super::DEVICES, Some(&said)))
}
