//! Pinning: a number of a page gets a short code, frozen at the page's two clocks.

use super::address;
use crate::actor::Actor;
use crate::app::App;
use crate::figures::{Pinned, pinned};
use crate::ledger::{Act, LedgerError, Origin};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::urlencoded::pairs;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{OrgId, PrintedFigure};

/// Pins the number that an address asks for. Who reads it may pin it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let name = form.value("name").to_owned();
    let here = pairs(form.value("query"))
        .iter()
        .fold(Query::of_path("/f"), |here, (name, value)| here.and(name, value));
    let asked = Asked { here, ..asked };
    let pinned = pinned(&app, &asked, &actor, &name).await?;
    let org = owner(&actor, &pinned)?;
    let figure = record(pinned, org);
    let act = Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, &form));
    let number = match app.ledger.write(act).await {
        Ok(mut writer) => {
            let number = writer.create(&figure);
            writer.commit().await?;
            number
        }
        Err(LedgerError::Repeated(change)) => super::store::made_by(app.ledger.db(), change).await?,
        Err(error) => return Err(error.into()),
    };
    Ok(page::redirect(&asked, &address(number), Some(&Flash::saying(asked.lang.t("codes.pinned_said")))))
}

/// The organisation of the page, else the one that the actor reaches as a whole.
fn owner(actor: &Actor, pinned: &Pinned) -> Result<OrgId, Problem> {
    let reached = actor.scope.holdings().unwrap_or_default();
    let own = match (pinned.org, reached) {
        (Some(org), _) => Some(org),
        (None, [one]) => Some(one.org),
        (None, _) => None,
    };
    let own = own.filter(|org| actor.may(Permission::Read, *org));
    own.ok_or_else(|| {
        Problem::of_status(axum::http::StatusCode::UNPROCESSABLE_ENTITY).because("codes.choose_org")
    })
}

fn record(pinned: Pinned, org: OrgId) -> PrintedFigure {
    PrintedFigure {
        org,
        bulletin: None,
        slot: None,
        printed: pinned.printed,
        name: pinned.name,
        aspect: pinned.aspect.code().to_owned(),
        filter: pinned.filter,
        grouped: pinned.group.to_line(),
        taxonomy: pinned.taxonomy,
        rule: Some(pinned.rule),
        true_on: pinned.at.true_on,
        known_by: pinned.at.snapshot.change(),
        of_org: None,
        data_source: None,
    }
}
