//! Who asks: set by the session layer, read by every handler behind a sign-in.

use crate::web::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::facts::{Dimensions, OrgId, UserId};
use domain::{Holding, Permission, Scope};
use figures::Places;

/// A signed-in user with what they reach.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// The name shown.
    pub name: String,
    /// What they reach and may do there.
    pub scope: Scope,
    /// The stored hash of the session's token: names this device among the user's sessions.
    pub session: String,
    /// Whether the password was set by somebody else and must be changed first.
    pub must_change: bool,
}

impl Actor {
    /// Whether the actor may do this to what belongs to `org`.
    pub fn may(&self, permission: Permission, org: OrgId) -> bool {
        self.scope.may(permission, org)
    }

    /// Whether the actor may do this to something of an organisation or of any below it.
    pub fn may_below(&self, permission: Permission, org: OrgId, places: &Places) -> bool {
        self.may(permission, org) || places.below(org).iter().any(|org| self.may(permission, *org))
    }

    /// Whether the actor may do this everywhere: what belongs to the whole site is theirs, too.
    pub fn may_everywhere(&self, permission: Permission, dims: &Dimensions) -> bool {
        self.scope.may_anywhere(permission) && dims.orgs.keys().all(|org| self.may(permission, OrgId(*org)))
    }

    /// Where the actor reads, if that is by one role at one organisation: it speaks for all that they see.
    pub fn only_read_at(&self) -> Option<OrgId> {
        let mut reads = self.scope.holdings()?.iter().filter(|holding| holding.role.may(Permission::Read));
        let only = reads.next()?;
        reads.next().is_none().then_some(only.org)
    }

    /// In whose name the numbers that the actor sees speak: the organisation to which a page is narrowed, else
    /// [`Actor::reads_at`].
    pub fn speaks_for(&self, chosen: Option<OrgId>) -> Vec<OrgId> {
        chosen.map_or_else(|| self.reads_at(), |org| vec![org])
    }

    /// The uppermost organisations that the actor reads: where roles that read are held, those below another left out.
    /// None for the operator.
    pub fn reads_at(&self) -> Vec<OrgId> {
        let reads = |holding: &&Holding| holding.role.may(Permission::Read);
        let held: Vec<&Holding> = self.scope.holdings().unwrap_or_default().iter().filter(reads).collect();
        let is_below =
            |org: OrgId, other: &Holding| other.org != org && other.below.binary_search(&org).is_ok();
        let uppermost = |org: &OrgId| !held.iter().any(|other| is_below(*org, other));
        let mut orgs: Vec<OrgId> = held.iter().map(|holding| holding.org).filter(uppermost).collect();
        orgs.sort_unstable();
        orgs.dedup();
        orgs
    }

    /// 403 unless the actor may do this to what belongs to `org`.
    ///
    /// # Errors
    /// A forbidden [`Problem`].
    pub fn must(&self, permission: Permission, org: OrgId) -> Result<(), Problem> {
        if self.may(permission, org) { Ok(()) } else { Err(Problem::forbidden()) }
    }
}

impl<S: Sync> FromRequestParts<S> for Actor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::of_status(StatusCode::UNAUTHORIZED))
    }
}
