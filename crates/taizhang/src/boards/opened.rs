//! What every page of a board begins with: the board, if the actor sees it, and whether they may arrange it.

use super::{address, store};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::Writer;
use crate::project::writing::{self, Begun};
use crate::web::form::Form;
use crate::web::problem::Problem;
use db::Val;
use domain::Permission;
use domain::facts::{Board, Kept};
use figures::Snapshot;

/// Whether the actor sees a board: their own, or one of an organisation that concerns them.
pub(super) fn sees(actor: &Actor, snapshot: &Snapshot, board: &Board) -> bool {
    match board.user {
        Some(user) => user == actor.user,
        None => snapshot.places().concern(&actor.scope, board.org),
    }
}

/// Whether the actor may pin to it, name and arrange it.
pub(super) fn arranges(actor: &Actor, board: &Board) -> bool {
    match board.user {
        Some(user) => user == actor.user,
        None => actor.may(Permission::Edit, board.org),
    }
}

/// A board for reading: out of sight it is not there.
///
/// # Errors
/// 404; when the database fails.
pub(super) async fn read(
    app: &App,
    actor: &Actor,
    snapshot: &Snapshot,
    id: i64,
) -> Result<Kept<Board>, Problem> {
    let found = store::board(app.ledger.db(), id).await?;
    found.filter(|board| sees(actor, snapshot, board)).ok_or_else(Problem::not_found)
}

/// A board to be arranged: 403 for those who only see it.
///
/// # Errors
/// As [`read`]; 403.
pub(super) async fn to_arrange(app: &App, actor: &Actor, id: i64) -> Result<Kept<Board>, Problem> {
    let snapshot = app.ledger.live().current().await?;
    let board = read(app, actor, &snapshot, id).await?;
    if arranges(actor, &board) { Ok(board) } else { Err(Problem::forbidden()) }
}

/// A change of a board, begun; the board as it stands inside it. None when the same form made it before.
///
/// # Errors
/// As [`to_arrange`].
pub(super) async fn begin(
    app: &App,
    actor: &Actor,
    form: &Form,
    id: i64,
) -> Result<Option<(Box<Writer>, Kept<Board>)>, Problem> {
    to_arrange(app, actor, id).await?;
    let Begun::New(mut writer) = writing::begin(app, actor, form).await? else { return Ok(None) };
    let board = writer.open_by::<Board>("id = $1", vec![Val::Int(id)]).await?.pop();
    Ok(Some((writer, board.ok_or_else(Problem::not_found)?)))
}

/// Where acts on a board lead back to.
pub(super) fn back(id: i64) -> String {
    address::arrange(id)
}
