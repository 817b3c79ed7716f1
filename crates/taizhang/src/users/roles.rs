//! Giving and taking roles; either ends the user's sessions.

use super::add::role_and_node;
use super::edit::{kept, markup, refused, said, taking};
use super::keep;
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, Origin};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::UserId;

/// Gives a role at a node where the actor manages users.
pub(super) async fn add(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (user, grants) = kept(&app, &actor, id).await?;
    let (Some(role), Some(org)) = role_and_node(&mut form) else {
        form.set("name", user.name.clone());
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &user, &grants, &form).await?));
    };
    actor.must(Permission::ManageUsers, org)?;
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    keep::give_role(&mut writer, UserId(id), org, role).await?;
    writer.commit().await?;
    Ok(said(&asked, id, asked.lang.t("users.role_given")))
}

/// Takes a role.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, grant)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let (user, grants) = kept(&app, &actor, id).await?;
    let held = grants.iter().find(|held| held.id == grant).ok_or_else(Problem::not_found)?;
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    match keep::take_role(&mut writer, held).await? {
        Err(refusal) => {
            drop(writer);
            refused(&app, &asked, &actor, (&user, &grants), (&taking(grant), refusal)).await
        }
        Ok(()) => {
            writer.commit().await?;
            Ok(said(&asked, id, asked.lang.t("users.role_taken")))
        }
    }
}
