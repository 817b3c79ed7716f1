//! The settings page.

use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, Origin};
use crate::shell;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::{classes, history, orgs, users};
use axum::extract::State;
use axum::response::Response;
use domain::facts::Setting;
use domain::{Permission, Recognition};
use maud::{Markup, html};

/// Whoever keeps organisations everywhere decides for the site.
async fn decides(app: &App, actor: &Actor) -> Result<bool, Problem> {
    let snapshot = app.ledger.live().current().await?;
    Ok(actor.may_everywhere(Permission::ManageOrgs, snapshot.dimensions()))
}

/// Shows the parts that the actor may use.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let dates = store::imported_dates(app.ledger.db()).await?;
    let form = Form::filled([(store::IMPORTED_DATES, dates.code())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &form).await?))
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let may = |permission| actor.scope.may_anywhere(permission);
    let (keeps_orgs, keeps_users) = (may(Permission::ManageOrgs), may(Permission::ManageUsers));
    if !keeps_orgs && !keeps_users && !may(Permission::Audit) {
        return Err(Problem::forbidden());
    }
    let decides = decides(app, actor).await?;
    let choices = [
        Choice::new(Recognition::Recognized.code(), lang.t("settings.dates_count")),
        Choice::new(Recognition::Claimed.code(), lang.t("settings.dates_wait")),
    ];
    let dates = Field::required(store::IMPORTED_DATES, lang.t("settings.imported_dates"));
    let body = html! {
        (layout::heading(lang.t("ui.settings"), &html! {}))
        dl.facts {
            @if keeps_orgs { (leads(orgs::ORGS, lang.t("orgs.title"), lang.t("settings.orgs_words"))) }
            @if keeps_orgs { (leads(classes::CLASSES, lang.t("classes.title"), lang.t("settings.classes_words"))) }
            @if keeps_users { (leads(users::USERS, lang.t("users.title"), lang.t("settings.users_words"))) }
            (leads(history::CHANGES, lang.t("history.title"), lang.t("settings.changes_words")))
        }
        @if decides {
            h2 { (lang.t("settings.site")) }
            (field::with_summary(lang, form, &html! {
                form.narrow method="post" action=(super::SETTINGS) {
                    (field::select(lang, form, dates.hint(lang.t("settings.imported_dates_words")), &choices))
                    button.primary type="submit" { (lang.t("settings.save")) }
                }
            }))
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Settings, lang.t("ui.settings"), &body))
}

fn leads(to: &str, name: &str, words: &str) -> Markup {
    html! { dt { a href=(to) { (name) } } dd { (words) } }
}

/// Writes the site's decisions.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    if !decides(&app, &actor).await? {
        return Err(Problem::forbidden());
    }
    let offered = |code: &str| {
        Recognition::from_code(code).filter(|it| matches!(it, Recognition::Recognized | Recognition::Claimed))
    };
    let dates = form.choice(store::IMPORTED_DATES, offered);
    let Some(dates) = form.must(store::IMPORTED_DATES, dates) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?));
    };
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    let setting = Setting { key: store::IMPORTED_DATES.to_owned(), value: dates.code().to_owned() };
    match store::setting(app.ledger.db(), store::IMPORTED_DATES).await? {
        Some(kept) => {
            writer.replace(&kept, &setting, None);
        }
        None => {
            writer.create(&setting);
        }
    }
    writer.commit().await?;
    let said = Flash::saying(asked.lang.t("settings.saved"));
    Ok(page::redirect(&asked, super::SETTINGS, Some(&said)))
}
