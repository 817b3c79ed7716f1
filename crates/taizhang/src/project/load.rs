//! The one door to a project: it loads and permits in one call. Out of scope is not found (404), in scope but not
//! allowed is refused (403).

use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question, not_known_by};
use crate::ledger::{self, Depth, Writer};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use db::Val;
use domain::Permission;
use domain::facts::{Dimensions, Dossier, Kept, Project, ProjectId};
use std::sync::Arc;

/// Whether an actor may do this to a project: through its zone, or through its park.
pub fn may(actor: &Actor, permission: Permission, project: &Project) -> bool {
    actor.may(permission, project.zone) || project.park.is_some_and(|park| actor.may(permission, park))
}

fn permitted(actor: &Actor, permission: Permission, project: &Project) -> Result<(), Problem> {
    if !may(actor, Permission::Read, project) {
        return Err(Problem::not_found());
    }
    if may(actor, permission, project) { Ok(()) } else { Err(Problem::forbidden()) }
}

/// A project as it stands inside a change, which may be changed by the actor.
///
/// # Errors
/// 404 out of scope, 403 without the permission.
pub async fn editable(
    writer: &mut Writer,
    actor: &Actor,
    id: ProjectId,
    permission: Permission,
) -> Result<Kept<Project>, Problem> {
    let kept = writer.open_by::<Project>("id = $1", vec![Val::Int(id.0)]).await?.pop();
    let kept = kept.ok_or_else(Problem::not_found)?;
    permitted(actor, permission, &kept)?;
    Ok(kept)
}

/// A project with all that belongs to it, read for a page.
pub struct Opened {
    /// The two clocks.
    pub question: Question,
    /// All that was known of it.
    pub dossier: Dossier,
}

impl Opened {
    /// As of the address's two clocks.
    ///
    /// # Errors
    /// 404 when it was not known then or lies out of scope.
    pub async fn as_asked(app: &App, asked: &Asked, actor: &Actor, id: i64) -> Result<Self, Problem> {
        let question = app.reading(asked).await?;
        if let Some(opened) = Self::known(app, question.clone(), id).await? {
            permitted(actor, Permission::Read, &opened.dossier.project)?;
            return Ok(opened);
        }
        Self::now(app, actor, id, Permission::Read).await?;
        Err(not_known_by(&asked.here, &question))
    }

    /// As it stands now, for a form.
    ///
    /// # Errors
    /// 404 out of scope, 403 without the permission.
    pub async fn now(app: &App, actor: &Actor, id: i64, permission: Permission) -> Result<Self, Problem> {
        let opened = Self::of(app, app.question(&AsOf::default()).await?, id).await?;
        permitted(actor, permission, &opened.dossier.project)?;
        Ok(opened)
    }

    async fn of(app: &App, question: Question, id: i64) -> Result<Self, Problem> {
        Self::known(app, question, id).await?.ok_or_else(Problem::not_found)
    }

    /// None when it was not known then.
    async fn known(app: &App, question: Question, id: i64) -> Result<Option<Self>, Problem> {
        let mut read = app.ledger.db().read().await?;
        let change = question.snapshot.change();
        let dossier = ledger::dossier(&mut read, change, ProjectId(id), Depth::Full).await?;
        Ok(dossier.map(|dossier| Self { dossier, question }))
    }

    /// What projects refer to.
    pub fn dims(&self) -> &Dimensions {
        self.question.snapshot.dimensions()
    }

    /// The same, for whoever keeps them.
    pub fn dims_shared(&self) -> &Arc<Dimensions> {
        self.question.snapshot.dimensions()
    }

    /// The project.
    pub fn project(&self) -> &Kept<Project> {
        &self.dossier.project
    }

    /// The name of an organisation.
    pub fn org_name(&self, org: domain::facts::OrgId) -> &str {
        self.question.snapshot.places().get(org).map_or("", figures::Place::shown)
    }

    /// Its page.
    pub fn path(&self) -> String {
        super::path_of(self.dossier.id())
    }
}
