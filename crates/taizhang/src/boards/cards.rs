//! What is done to one card: called otherwise, moved, taken off.

use super::opened::{back, begin};
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::Writer;
use crate::project::writing::{done, repeated};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{BoardCard, Kept};
use domain::limits::NAME_MAX_CHARS;

/// Gives it another title; without one it is called as its figure.
pub(super) async fn rename(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, card)): Path<(i64, i64)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let title = form.text("title", NAME_MAX_CHARS);
    if !form.is_fine() {
        return Err(form.into_problem());
    }
    let Some((mut writer, _)) = begin(&app, &actor, &form, id).await? else {
        return Ok(repeated(&asked, &back(id)));
    };
    let (cards, place) = at(&mut writer, id, card).await?;
    writer.replace(&cards[place], &BoardCard { title, ..cards[place].body.clone() }, None);
    done(writer, &asked, &back(id), "boards.card_renamed").await
}

/// Moves it one place up or down.
pub(super) async fn shift(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, card)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let up = match form.value("to") {
        "up" => true,
        "down" => false,
        _ => return Err(Problem::bad_request()),
    };
    let Some((mut writer, _)) = begin(&app, &actor, &form, id).await? else {
        return Ok(repeated(&asked, &back(id)));
    };
    let (cards, place) = at(&mut writer, id, card).await?;
    let other = if up { place.checked_sub(1) } else { Some(place + 1).filter(|place| *place < cards.len()) };
    if let Some(other) = other {
        let mut order: Vec<usize> = (0..cards.len()).collect();
        order.swap(place, other);
        for (position, at) in (0..).zip(order) {
            writer.replace(&cards[at], &BoardCard { position, ..cards[at].body.clone() }, None);
        }
    }
    done(writer, &asked, &back(id), "boards.card_moved").await
}

/// Takes it off.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, card)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let Some((mut writer, _)) = begin(&app, &actor, &form, id).await? else {
        return Ok(repeated(&asked, &back(id)));
    };
    let (cards, place) = at(&mut writer, id, card).await?;
    writer.close(&cards[place]);
    done(writer, &asked, &back(id), "boards.card_removed").await
}

/// The cards of a board inside a change, and the place of one of them.
async fn at(writer: &mut Writer, board: i64, card: i64) -> Result<(Vec<Kept<BoardCard>>, usize), Problem> {
    let cards = store::cards_in(writer, board).await?;
    let place = cards.iter().position(|it| it.id == card).ok_or_else(Problem::not_found)?;
    Ok((cards, place))
}
