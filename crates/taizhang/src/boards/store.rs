//! What the slice asks of the database.

use crate::ledger::{LedgerError, Writer, open_by};
use db::{Db, Val};
use domain::facts::{Board, BoardCard, Kept};

/// All boards of the site that are not one other person's own.
///
/// # Errors
/// When the database fails.
pub(super) async fn boards(db: &Db, user: i64) -> Result<Vec<Kept<Board>>, LedgerError> {
    open_by(db, "\"user\" IS NULL OR \"user\" = $1", vec![Val::Int(user)]).await
}

/// One board.
///
/// # Errors
/// When the database fails.
pub(super) async fn board(db: &Db, id: i64) -> Result<Option<Kept<Board>>, LedgerError> {
    crate::ledger::open_one(db, id).await
}

/// A board's cards in their order.
///
/// # Errors
/// When the database fails.
pub(super) async fn cards(db: &Db, board: i64) -> Result<Vec<Kept<BoardCard>>, LedgerError> {
    Ok(in_order(open_by(db, "board = $1", vec![Val::Int(board)]).await?))
}

/// A board's cards in their order, inside a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn cards_in(writer: &mut Writer, board: i64) -> Result<Vec<Kept<BoardCard>>, LedgerError> {
    Ok(in_order(writer.open_by("board = $1", vec![Val::Int(board)]).await?))
}

/// Boards of the same organisation or person, inside a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn beside(writer: &mut Writer, board: &Board) -> Result<Vec<Kept<Board>>, LedgerError> {
    let mut boards: Vec<Kept<Board>> = writer.open_by("org = $1", vec![Val::Int(board.org.0)]).await?;
    boards.retain(|it| it.user == board.user);
    Ok(boards)
}

/// The board that a change made.
///
/// # Errors
/// When the database fails.
pub(super) async fn made_by(db: &Db, change: i64) -> Result<Option<i64>, LedgerError> {
    let sql = "SELECT id FROM board WHERE since = $1 ORDER BY id LIMIT 1";
    Ok(db.query_opt::<i64>(sql, vec![Val::Int(change)]).await?)
}

fn in_order(mut cards: Vec<Kept<BoardCard>>) -> Vec<Kept<BoardCard>> {
    cards.sort_by_key(|card| (card.position, card.id));
    cards
}
