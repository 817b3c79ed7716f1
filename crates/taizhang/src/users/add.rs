//! Adding a user with a first role and a password for one use.

use super::{keep, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, LedgerError, Origin};
use crate::once_only::repeated;
use crate::shell;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::facts::OrgId;
use domain::limits::{NAME_MAX_CHARS, SIGN_IN_MAX_CHARS};
use domain::{Permission, Role};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    Ok(page::full(&asked, markup(&app, &asked, &actor, &Form::default()).await?))
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let nodes = parts::nodes(snapshot.dimensions(), actor);
    let body = html! {
        (layout::heading(lang.t("users.add"), &html! {}))
        form.narrow method="post" action=(super::USERS) {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (field::text(lang, form, Field::required("name", lang.t("users.name"))))
                (field::text(lang, form, Field::required("login", lang.t("sessions.login")).hint(lang.t("users.login_hint"))))
                (parts::role_fields(lang, form, &nodes))
                p.hint { (lang.t("users.password_words")) }
                div.row {
                    button.primary type="submit" { (lang.t("users.add")) }
                    a href=(super::USERS) { (lang.t("users.back")) }
                }
            }))
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Settings, lang.t("users.add"), &body))
}

/// Writes the user and shows the password.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("name", NAME_MAX_CHARS);
    let login = form.required("login", SIGN_IN_MAX_CHARS);
    let (role, org) = role_and_node(&mut form);
    let (Some(name), Some(login), Some(role), Some(org), true) = (name, login, role, org, form.is_fine())
    else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?));
    };
    actor.must(Permission::ManageUsers, org)?;
    let password = keep::one_time_password(&mut rand::rng());
    let hash = app.passwords.hash(&password).await?;
    let key = once::key(actor.user, &form);
    let act = Act::new(Some(actor.user), Origin::Web).keyed(key);
    let mut writer = match app.ledger.write(act).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, super::USERS)),
        writer => writer?,
    };
    match keep::create(&mut writer, &login, &name, &[(org, role)], (&hash, true)).await? {
        Ok(_) => {
            writer.commit().await?;
            let title = asked.lang.tf("users.added", &[("name", &name)]);
            let body = parts::shown_once(asked.lang, &title, &login.to_lowercase(), &password);
            Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, &title, &body)))
        }
        Err(refusal) => {
            drop(writer);
            form.refuse("login", refusal.key());
            Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?))
        }
    }
}

/// Reads the two fields of a role at a node.
pub(super) fn role_and_node(form: &mut Form) -> (Option<Role>, Option<OrgId>) {
    let role = form.choice("role", Role::from_code);
    let org = form.choice("org", |id| id.parse::<OrgId>().ok());
    (form.must("role", role), form.must("org", org))
}
