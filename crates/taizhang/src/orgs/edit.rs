//! One organisation: renaming, moving, dating, ending.

use super::parts::{self, choices};
use super::store;
use super::tree::{OrgRefusal, OrgTree};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::ledger::{Act, Origin, open_one};
use crate::shell;
use crate::ui::field;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::clash;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, Org, OrgId};
use maud::{Markup, html};

/// What the button that removes the organisation is called.
const REMOVE: &str = "remove";

/// The organisation, if the actor keeps it; out of scope there is none.
async fn kept(app: &App, actor: &Actor, id: i64) -> Result<Kept<Org>, Problem> {
    if !actor.may(Permission::ManageOrgs, OrgId(id)) {
        return Err(Problem::not_found());
    }
    open_one::<Org>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)
}

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let org = kept(&app, &actor, id).await?;
    let mut form = Form::filled(parts::shown(&org));
    form.set(clash::SINCE, org.since.to_string());
    let page = markup(&app, &asked, &actor, &org, &form).await?;
    Ok(page::full(&asked, page))
}

/// The uppermost organisation of an actor is not theirs to move: the one above it is out of their scope.
fn may_move(actor: &Actor, org: &Kept<Org>) -> bool {
    org.parent.is_some_and(|parent| actor.may(Permission::ManageOrgs, parent))
}

async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    org: &Kept<Org>,
    form: &Form,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let parents = if may_move(actor, org) {
        choices(question.snapshot.dimensions(), actor, Permission::ManageOrgs)
    } else {
        Vec::new()
    };
    let address = format!("{}/{}", super::ORGS, org.id);
    let body = html! {
        (layout::heading(&org.name, &html! {}))
        (field::with_summary(lang, form, &html! {
            form.narrow method="post" action=(address) {
                input type="hidden" name=(clash::SINCE) value=(form.value(clash::SINCE));
                (parts::fields_of(lang, form, &parents))
                div.row {
                    button.primary type="submit" { (lang.t("orgs.save")) }
                    a href=(super::ORGS) { (lang.t("orgs.back")) }
                }
            }
            form.narrow method="post" action={ (address) "/remove" } {
                p.hint { (lang.t("orgs.remove_words")) }
                (field::at_button(lang, form, REMOVE, &html! {
                    button.danger id=(REMOVE) type="submit" { (lang.t("orgs.remove")) }
                }))
            }
        }))
    };
    let shell = shell::of(asked, actor, Noun::Settings, app.ledger.clock().today(), None);
    Ok(layout::page(&shell, &org.name, &body))
}

/// Writes the organisation as it was typed.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let org = kept(&app, &actor, id).await?;
    let parent = match form.choice("parent", |id| id.parse::<OrgId>().ok()) {
        Some(parent) if org.parent != Some(parent) => {
            if !may_move(&actor, &org) {
                return Err(Problem::forbidden());
            }
            actor.must(Permission::ManageOrgs, parent)?;
            Some(parent)
        }
        _ => org.parent,
    };
    let read = parts::read(&mut form, parent, org.position);
    let clashed = clash::found(&mut form, org.since, &parts::shown(&org));
    if let (Some(body), false) = (read, clashed) {
        let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
        let mut tree = OrgTree::of(&mut writer).await?;
        if tree.get(OrgId(id)).is_none_or(|now| now.since != org.since) {
            return Err(Problem::conflict());
        }
        match tree.replace(&mut writer, OrgId(id), body) {
            Ok(_) => {
                writer.commit().await?;
                let said = Flash::saying(asked.lang.t("orgs.saved"));
                return Ok(page::redirect(&asked, &format!("{}/{id}", super::ORGS), Some(&said)));
            }
            Err(refusal) => parts::refuse(&mut form, &refusal),
        }
    }
    Ok(page::refused(&asked, markup(&app, &asked, &actor, &org, &form).await?))
}

/// Ends an organisation that was added by mistake. One in use keeps its place and gets a last day of validity.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let org = kept(&app, &actor, id).await?;
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    if store::in_use(&mut writer, OrgId(id)).await? {
        drop(writer);
        let mut form = Form::filled(parts::shown(&org));
        form.set(clash::SINCE, org.since.to_string());
        form.refuse(REMOVE, OrgRefusal::InUse.key());
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &org, &form).await?));
    }
    writer.close(&org);
    writer.commit().await?;
    let said = Flash::saying(asked.lang.tf("orgs.removed", &[("name", &org.name)]));
    Ok(page::redirect(&asked, super::ORGS, Some(&said)))
}
