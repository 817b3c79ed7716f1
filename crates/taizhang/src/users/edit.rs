//! One user: name, roles, closing and opening the account, a new password for one use.

use super::{UserRefusal, keep, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, Origin, open_by, open_one};
use crate::sessions;
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::clash;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::facts::{Grant, Kept, User, UserId};
use domain::limits::NAME_MAX_CHARS;
use maud::{Markup, html};

/// What the button that closes an account is called.
const DISABLE: &str = "disable";

/// A user whom the actor keeps, with their roles. Out of sight there is none; seen but not kept is forbidden.
pub(super) async fn kept(
    app: &App,
    actor: &Actor,
    id: i64,
) -> Result<(Kept<User>, Vec<Kept<Grant>>), Problem> {
    let user = open_one::<User>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    let grants = open_by::<Grant>(app.ledger.db(), "\"user\" = $1", vec![Val::Int(id)]).await?;
    match (keep::sees(actor, &grants), keep::keeps(actor, &grants)) {
        (false, _) => Err(Problem::not_found()),
        (true, false) => Err(Problem::forbidden()),
        (true, true) => Ok((user, grants)),
    }
}

/// Shows the user.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (user, grants) = kept(&app, &actor, id).await?;
    let form = form_of(&user);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &user, &grants, &form).await?))
}

fn form_of(user: &Kept<User>) -> Form {
    Form::filled([("name", user.name.clone()), (clash::SINCE, user.since.to_string())])
}

/// The user's page round a form that may hold refusals.
pub(super) async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    user: &Kept<User>,
    grants: &[Kept<Grant>],
    form: &Form,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let nodes = parts::nodes(snapshot.dimensions(), actor);
    let address = format!("{}/{}", super::USERS, user.id);
    let body = html! {
        (layout::heading(&user.name, &html! { a href=(super::USERS) { (lang.t("users.back")) } }))
        (field::with_summary(lang, form, &html! {
            form.narrow method="post" action=(address) {
                input type="hidden" name=(clash::SINCE) value=(form.value(clash::SINCE));
                p { (lang.t("sessions.login")) ": " strong { (user.login) } }
                (field::text(lang, form, Field::required("name", lang.t("users.name"))))
                button type="submit" { (lang.t("users.save")) }
            }
            h2 { (lang.t("users.roles")) }
            ul.plain {
                @for grant in grants {
                    li.row {
                        span { (parts::held(lang, snapshot.dimensions(), grant)) }
                        (take_role(lang, form, &address, grant.id))
                    }
                }
            }
            form.narrow method="post" action={ (address) "/roles" } {
                h3 { (lang.t("users.give_role")) }
                (parts::role_fields(lang, form, &nodes))
                p.hint { (lang.t("users.role_ends_sessions")) }
                button type="submit" { (lang.t("users.give_role")) }
            }
            (account(asked, form, user, &address))
        }))
    };
    Ok(shell::page(app, asked, actor, Noun::Settings, &user.name, &body))
}

/// The button that takes a role. Its name is also where a refusal stands.
fn take_role(lang: Lang, form: &Form, address: &str, grant: i64) -> Markup {
    let name = taking(grant);
    html! {
        form method="post" action={ (address) "/roles/" (grant) "/remove" } {
            (field::at_button(lang, form, &name, &html! {
                button.link id=(name) type="submit" { (lang.t("users.take_role")) }
            }))
        }
    }
}

/// What the button that takes a role is called.
pub(super) fn taking(grant: i64) -> String {
    format!("take-{grant}")
}

fn account(asked: &Asked, form: &Form, user: &User, address: &str) -> Markup {
    let lang = asked.lang;
    html! {
        h2 { (lang.t("users.account")) }
        p.hint { (lang.t("users.account_words")) }
        div.row {
            form method="post" action={ (address) "/reset" } { button type="submit" { (lang.t("users.reset")) } }
            @if user.disabled {
                form method="post" action={ (address) "/enable" } { button type="submit" { (lang.t("users.enable")) } }
            } @else {
                form method="post" action={ (address) "/disable" } {
                    (field::at_button(lang, form, DISABLE, &html! {
                        button.danger id=(DISABLE) type="submit" { (lang.t("users.disable")) }
                    }))
                }
            }
        }
    }
}

/// Writes the name.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (user, grants) = kept(&app, &actor, id).await?;
    let name = form.required("name", NAME_MAX_CHARS);
    let clashed = clash::found(&mut form, user.since, &[("name", user.name.clone())]);
    let (Some(name), false) = (name, clashed) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &user, &grants, &form).await?));
    };
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    writer.replace(&user, &User { name, ..user.body.clone() }, None);
    writer.commit().await?;
    Ok(said(&asked, id, asked.lang.t("users.saved")))
}

/// Back to the user's page with a sentence.
pub(super) fn said(asked: &Asked, id: i64, words: &str) -> Response {
    page::redirect(asked, &format!("{}/{id}", super::USERS), Some(&Flash::saying(words)))
}

/// The user's page with what stood in the way of the button `at`.
pub(super) async fn refused(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (user, grants): (&Kept<User>, &[Kept<Grant>]),
    (at, refusal): (&str, UserRefusal),
) -> Result<Response, Problem> {
    let mut form = form_of(user);
    form.refuse(at, refusal.key());
    Ok(page::refused(asked, markup(app, asked, actor, user, grants, &form).await?))
}

/// Closes the account and ends its sessions.
pub(super) async fn disable(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    set_disabled(&app, &asked, &actor, id, true).await
}

/// Opens the account again.
pub(super) async fn enable(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    set_disabled(&app, &asked, &actor, id, false).await
}

async fn set_disabled(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: i64,
    disabled: bool,
) -> Result<Response, Problem> {
    let (user, grants) = kept(app, actor, id).await?;
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    match keep::set_disabled(&mut writer, &user, disabled).await? {
        Err(refusal) => {
            drop(writer);
            refused(app, asked, actor, (&user, &grants), (DISABLE, refusal)).await
        }
        Ok(()) => {
            writer.commit().await?;
            let words = if disabled { "users.was_disabled" } else { "users.was_enabled" };
            Ok(said(asked, id, asked.lang.t(words)))
        }
    }
}

/// Sets a password for one use, shows it once, and ends the sessions.
pub(super) async fn reset(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (user, _) = kept(&app, &actor, id).await?;
    let password = keep::one_time_password(&mut rand::rng());
    let hash = app.passwords.hash(&password).await?;
    sessions::set_password(&app.ledger, UserId(id), &hash, true, None).await?;
    let title = asked.lang.tf("users.was_reset", &[("name", &user.name)]);
    let body = parts::shown_once(asked.lang, &title, &user.login, &password);
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, &title, &body)))
}
