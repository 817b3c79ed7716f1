//! Adding an organisation below one that the actor keeps.

use super::parts::{self, choices};
use super::tree::OrgTree;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::ledger::{Act, LedgerError, Origin};
use crate::once_only::repeated;
use crate::shell;
use crate::ui::field;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::OrgId;
use maud::{Markup, html};

/// Shows the form, below the node that the address names.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let form = Form::filled([("parent", asked.here.get("parent").unwrap_or_default().to_owned())]);
    let page = markup(&app, &asked, &actor, &form).await?;
    Ok(page::full(&asked, page))
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let parents = choices(question.snapshot.dimensions(), actor, Permission::ManageOrgs);
    let body = html! {
        (layout::heading(lang.t("orgs.add"), &html! {}))
        form.narrow method="post" action=(super::ORGS) {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (parts::fields_of(lang, form, &parents))
                div.row {
                    button.primary type="submit" { (lang.t("orgs.add")) }
                    a href=(super::ORGS) { (lang.t("orgs.back")) }
                }
            }))
        }
    };
    let shell = shell::of(asked, actor, Noun::Settings, app.ledger.clock().today(), None);
    Ok(layout::page(&shell, lang.t("orgs.add"), &body))
}

/// Writes the organisation.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let parent = form.choice("parent", |id| id.parse::<OrgId>().ok());
    let Some(parent) = form.must("parent", parent) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?));
    };
    actor.must(Permission::ManageOrgs, parent)?;
    let key = once::key(actor.user, &form);
    let act = Act::new(Some(actor.user), Origin::Web).keyed(key);
    let mut writer = match app.ledger.write(act).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, super::ORGS)),
        writer => writer?,
    };
    let mut tree = OrgTree::of(&mut writer).await?;
    if let Some(org) = parts::read(&mut form, Some(parent), tree.next_position(Some(parent))) {
        let name = org.name.clone();
        match tree.create(&mut writer, org) {
            Ok(_) => {
                writer.commit().await?;
                let said = Flash::saying(asked.lang.tf("orgs.added", &[("name", &name)]));
                return Ok(page::redirect(&asked, super::ORGS, Some(&said)));
            }
            Err(refusal) => parts::refuse(&mut form, &refusal),
        }
    }
    drop(writer);
    Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?))
}
