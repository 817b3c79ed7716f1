//! What an address asks of a ranking.

use super::ranked::{Asking, Ranked, Typed};
use super::schemes::{Known, known};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::shell;
use crate::ui::layout::CARRIED;
use crate::web::asked::Asked;
use crate::web::problem::{FieldError, Problem};
use crate::web::query::Query;
use crate::web::urlencoded::encode;
use ::figures::Dim;
use ::figures::ranking::RankError;

pub(super) use crate::scores::LEVEL;
/// What units may be.
pub(super) const LEVELS: [Dim; 4] = [Dim::City, Dim::County, Dim::Zone, Dim::Park];

/// An address, read.
pub(super) struct Read {
    pub at: Question,
    pub known: Known,
    pub level: Dim,
    pub ranked: Ranked,
}

/// Reads an address and ranks.
///
/// # Errors
/// 404 for a scheme that is not known or not in force on the day; 422 for a level that is none.
pub(super) async fn read(app: &App, asked: &Asked, actor: &Actor, name: &str) -> Result<Read, Problem> {
    let at = app.reading(asked).await?;
    let db = app.ledger.db();
    let level = level(asked)?;
    let org = shell::chosen(asked, actor, &at.snapshot)?;
    let known = known(db, &at, &actor.scope).await?;
    let typed = Typed::of(db, &at, &known.schemes, name).await?;
    let schemes = &known.schemes;
    let asking = Asking { at: &at, scope: &actor.scope, schemes, typed: &typed, level, org };
    let ranked = asking.ranked(name).map_err(|error| problem(&error))?;
    Ok(Read { at, known, level, ranked })
}

/// What the units are: zones unless the address says otherwise.
pub(super) fn level(asked: &Asked) -> Result<Dim, Problem> {
    let Some(text) = asked.here.get(LEVEL) else { return Ok(Dim::Zone) };
    let known = text.parse().ok().filter(|dim: &Dim| dim.org_kind().is_some());
    known.ok_or_else(|| {
        let args = vec![("text", text.to_owned())];
        Problem::refused(vec![FieldError { field: LEVEL.to_owned(), key: "rankings.no_level", args }])
    })
}

/// Why there is no ranking, for the web.
pub(super) fn problem(error: &RankError) -> Problem {
    match error {
        RankError::UnknownScheme(name) => {
            Problem::not_found().because("rankings.not_in_force").with("scheme", name)
        }
        other => Problem::internal(other),
    }
}

/// The ranking of a scheme, with the clocks, scope and level of the page.
pub(super) fn to(here: &Query, scheme: &str, below: &str) -> Query {
    let names: Vec<&str> = CARRIED.iter().copied().chain([LEVEL]).collect();
    here.carried_to(&format!("{}/of/{}{below}", super::PATH, encode(scheme)), &names)
}

/// The page of a unit in it.
pub(super) fn to_unit(here: &Query, scheme: &str, unit: &str, below: &str) -> Query {
    to(here, scheme, &format!("/units/{unit}{below}"))
}
