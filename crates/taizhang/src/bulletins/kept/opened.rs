//! What every page of a kept bulletin begins with: the bulletin, if the actor reads its organisation, and its words.

use super::contents::{Contents, NoContents};
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::bulletins::NotDrafted;
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::Noun;
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use axum::http::StatusCode;
use domain::Permission;
use domain::facts::{Bulletin, BulletinId, Kept};
use figures::Places;
use figures::bulletin::BulletinError;
use maud::Markup;

/// The pages' address.
pub(super) const PATH: &str = "/bulletins";

/// The address of a bulletin.
pub(super) fn path(id: i64) -> String {
    format!("{PATH}/{id}")
}

/// Whether a bulletin is there for an actor: for who reads its organisation, and issued also for those below, to whom it is sent.
pub(super) fn is_there(actor: &Actor, places: &Places, bulletin: &Bulletin) -> bool {
    match bulletin.issued_change {
        None => actor.may(Permission::Read, bulletin.org),
        Some(_) => actor.may_below(Permission::Read, bulletin.org, places),
    }
}

/// A bulletin for reading: out of reach it is not there.
pub(super) async fn read(app: &App, actor: &Actor, id: i64) -> Result<Kept<Bulletin>, Problem> {
    let found = store::bulletin(app.ledger.db(), BulletinId(id)).await?.ok_or_else(Problem::not_found)?;
    let now = app.ledger.live().current().await?;
    if is_there(actor, now.places(), &found) { Ok(found) } else { Err(Problem::not_found()) }
}

/// A bulletin to be worked on: 409 once it is issued.
pub(super) async fn to_work_on(app: &App, actor: &Actor, id: i64) -> Result<Kept<Bulletin>, Problem> {
    let bulletin = read(app, actor, id).await?;
    actor.must(Permission::Edit, bulletin.org)?;
    still_open(&bulletin)?;
    Ok(bulletin)
}

/// 409 once a bulletin is issued.
pub(super) fn still_open(bulletin: &Bulletin) -> Result<(), Problem> {
    match bulletin.issued_change {
        None => Ok(()),
        Some(_) => Err(Problem::conflict().because("kept.already_issued")),
    }
}

/// Its words.
pub(super) async fn contents(
    app: &App,
    actor: &Actor,
    bulletin: &Kept<Bulletin>,
) -> Result<Contents, Problem> {
    Ok(Contents::of(&app.ledger, &actor.scope, bulletin).await?)
}

impl From<NoContents> for Problem {
    fn from(why: NoContents) -> Self {
        let refused = |key| Self::of_status(StatusCode::UNPROCESSABLE_ENTITY).because(key);
        match why {
            NoContents::NotDrafted(NotDrafted::Bulletin(BulletinError::NoRound(round))) => {
                refused("kept.no_round").with("round", round)
            }
            NoContents::NotDrafted(NotDrafted::Bulletin(BulletinError::NothingHeld)) => {
                refused("kept.nothing_held")
            }
            NoContents::NoTemplate(name) => refused("kept.no_template").with("name", name),
            NoContents::NotDrafted(NotDrafted::Ledger(error)) | NoContents::Ledger(error) => error.into(),
            NoContents::NotDrafted(error) => Self::internal(&error),
            NoContents::Unreadable(error) => Self::internal(&error),
        }
    }
}

/// A page in the frame.
pub(super) fn page(app: &App, asked: &Asked, actor: &Actor, title: &str, body: &Markup) -> Markup {
    shell::page(app, asked, actor, Noun::Bulletins, title, body)
}

/// The language in which a bulletin is written.
pub(super) fn lang_of(bulletin: &Bulletin) -> Lang {
    Lang::from_tag(&bulletin.lang).unwrap_or_default()
}
