//! Changing one's own password: ends all other sessions.

use super::passwords::PasswordError;
use super::store;
use super::throttle::Attempt;
use crate::actor::Actor;
use crate::app::App;
use crate::ui::{field, layout};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::limits::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(asked: Asked, actor: Actor) -> Response {
    page::full(&asked, markup(&asked, &actor, &Form::default()))
}

fn markup(asked: &Asked, actor: &Actor, form: &Form) -> Markup {
    let lang = asked.lang;
    let body = html! {
        form.narrow method="post" action=(super::PASSWORD) {
            h1 { (lang.t("sessions.change_password")) }
            p { (actor.name) }
            @if actor.must_change { p.hint { (lang.t("sessions.must_change")) } }
            (field::with_summary(lang, form, &html! {
                (field::password(lang, form, field::Field::required("old", lang.t("sessions.old_password")), false))
                (field::password(lang, form, field::Field::required("new", lang.t("sessions.new_password")), true))
                p.hint { (lang.tf("sessions.password_rule", &[("min", &PASSWORD_MIN_CHARS)])) }
                (field::password(lang, form, field::Field::required("again", lang.t("sessions.password_again")), true))
                button.primary type="submit" { (lang.t("sessions.change_password")) }
            }))
        }
    };
    layout::bare(asked, lang.t("sessions.change_password"), &body)
}

/// Checks the old password and sets the new one.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let old = form.required("old", PASSWORD_MAX_CHARS);
    let new = form.required("new", PASSWORD_MAX_CHARS);
    let again = form.required("again", PASSWORD_MAX_CHARS);
    if let (Some(old), Some(new)) = (old, new) {
        if again.as_ref() != Some(&new) {
            form.refuse("again", "sessions.unlike");
        }
        let attempt = Attempt::again(actor.user);
        if let Some(wait_ms) = attempt.claim(&app.ledger).await? {
            return Err(Problem::too_often(wait_ms.unsigned_abs().div_ceil(1000)));
        }
        let hash = store::password_of(app.ledger.db(), actor.user).await?;
        if app.passwords.matches(&old, hash).await? {
            attempt.succeeded(&app.ledger).await?;
        } else {
            form.refuse("old", "sessions.wrong_old");
        }
        if form.is_fine() {
            match app.passwords.hash(&new).await {
                Ok(hash) => {
                    store::set_password(&app.ledger, actor.user, &hash, false, Some(&actor.session)).await?;
                    let said = Flash::saying(asked.lang.t("sessions.changed"));
                    return Ok(page::redirect(&asked, "/", Some(&said)));
                }
                Err(PasswordError::TooShort | PasswordError::TooLong) => {
                    form.refuse("new", "sessions.too_short");
                }
                Err(error) => return Err(Problem::internal(&error)),
            }
        }
    }
    Ok(page::refused(&asked, markup(&asked, &actor, &form)))
}
