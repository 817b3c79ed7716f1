//! Saved views: a filter, order and choice of columns of the ledger page under a name, each person's own.

use super::writing::{self, Begun};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{LedgerError, open_by};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::{Path, State};
use axum::response::Response;
use db::{Db, Val};
use domain::facts::{Kept, SavedView, UserId};
use domain::limits::NAME_MAX_CHARS;
use maud::{Markup, html};

/// The parameters that make a view; clocks, scope, page and language are the moment's.
const PARTS: [&str; 4] = ["q", "sort", "columns", "size"];
/// Views of one person at most.
const VIEWS_MAX: usize = 50;

/// A saved view.
pub(super) type View = Kept<SavedView>;

/// A person's views by name.
///
/// # Errors
/// When the database fails.
pub(super) async fn of(db: &Db, user: UserId) -> Result<Vec<View>, LedgerError> {
    let mut views: Vec<View> = open_by(db, "\"user\" = $1", vec![Val::Int(user.0)]).await?;
    views.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(views)
}

/// The menu of views, with a field to save the present one.
pub(super) fn menu(asked: &Asked, views: &[View]) -> Markup {
    let lang = asked.lang;
    html! {
        details.menu {
            summary.button { (lang.t("projects.views")) }
            div.sheet.left {
                @if views.is_empty() { p.muted { (lang.t("projects.views_none")) } }
                ul.plain {
                    @for view in views {
                        li.row.spread {
                            a href=(address(asked, view)) { (view.name) }
                            form method="post" action=(format!("{}/{}/delete", super::VIEWS, view.id)) {
                                button.link type="submit" aria-label=(lang.tf("projects.view_delete_named", &[("name", &view.name)])) {
                                    (lang.t("projects.view_delete"))
                                }
                            }
                        }
                    }
                }
                form method="post" action=(super::VIEWS) {
                    (once::field(&Form::default()))
                    input type="hidden" name="query" value=(view_query(&asked.here));
                    div.field {
                        label for="view-name" { (lang.t("projects.view_name")) }
                        input #view-name type="text" name="name" required maxlength=(NAME_MAX_CHARS);
                    }
                    button type="submit" { (lang.t("projects.view_save")) }
                }
            }
        }
    }
}

/// The parts of an address that a view keeps, as a query.
fn view_query(here: &Query) -> String {
    let mut kept = Query::of_path("");
    for (name, value) in here.parameters().filter(|(name, value)| PARTS.contains(name) && !value.is_empty()) {
        kept = kept.and(name, value);
    }
    kept.to_string().trim_start_matches('?').to_owned()
}

fn address(asked: &Asked, view: &View) -> Query {
    let mut address = asked.here.carried_to(super::PATH, &crate::ui::layout::CARRIED);
    for (name, value) in crate::web::urlencoded::pairs(&view.query) {
        address = address.and(&name, &value);
    }
    address
}

/// Saves the present list under a name; a name used before is given to the new one.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("name", NAME_MAX_CHARS);
    let here = Query::of_path(super::PATH);
    let given = crate::web::urlencoded::pairs(form.value("query"));
    let here = given.iter().fold(here, |here, (name, value)| here.and(name, value));
    let Some(name) = name else { return Err(form.into_problem()) };
    let view = SavedView { user: actor.user, name, query: view_query(&here) };
    let to = if view.query.is_empty() {
        super::PATH.to_owned()
    } else {
        format!("{}?{}", super::PATH, view.query)
    };
    let mut writer = match writing::begin(&app, &actor, &form).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(writing::repeated(&asked, &to)),
    };
    let own: Vec<View> = writer.open_by("\"user\" = $1", vec![Val::Int(actor.user.0)]).await?;
    match own.iter().find(|own| own.name == view.name) {
        Some(old) => drop(writer.replace(old, &view, None)),
        None if own.len() >= VIEWS_MAX => {
            return Err(Problem::conflict().because("projects.views_full").with("max", VIEWS_MAX));
        }
        None => drop(writer.create(&view)),
    }
    writing::done(writer, &asked, &to, "projects.view_saved").await
}

/// Deletes one of one's own views.
pub(super) async fn delete(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let mut writer = match writing::begin(&app, &actor, &Form::default()).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(page::redirect(&asked, super::PATH, None)),
    };
    let own: Vec<View> =
        writer.open_by("id = $1 AND \"user\" = $2", vec![Val::Int(id), Val::Int(actor.user.0)]).await?;
    writer.close(own.first().ok_or_else(Problem::not_found)?);
    writing::done(writer, &asked, super::PATH, "projects.view_deleted").await
}
