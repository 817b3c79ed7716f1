//! Pinning a question of the explorer to a board.

use super::create::{OWN, may_stand, own_org};
use super::pin_form::{FIXED, FIXED_CHANGE, FIXED_ON, FOLLOWS, answer, boards, markup};
use super::{address, opened, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::ledger::{Act, Origin, Writer};
use crate::once_only::once_only;
use crate::project::writing::flash;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::urlencoded::pairs;
use crate::web::{once, page};
use axum::extract::State;
use axum::response::Response;
use domain::Day;
use domain::facts::{Board, BoardCard, BoardId, ChangeId, Kept};
use domain::limits::{BOARD_CARDS_MAX, BOARD_FIXED_CHANGES_MAX, NAME_MAX_CHARS, TEXT_MAX_CHARS};
use std::collections::BTreeSet;

/// Pins it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_: ChangeId| Ok(super::PATH.to_owned());
    once_only((&app, &asked, &actor), form, to, async |form| pinned(&app, &asked, &actor, form).await).await
}

async fn pinned(app: &App, asked: &Asked, actor: &Actor, mut form: Form) -> Result<Response, Problem> {
    // The question's address stands for that of the page.
    let here = pairs(form.value("query"));
    let here = here.iter().fold(Query::of_path(super::PIN), |here, (name, value)| here.and(name, value));
    let asked = &Asked { here, ..asked.clone() };
    let at = match shown_point(&mut form) {
        Some(point) => point.resolve_for_page(&app.ledger).await?,
        None => app.reading(asked).await?,
    };
    let shown = answer(asked, actor, &at)?;
    let choices = boards(app, asked, actor, &at).await?;
    if let Some(wanted) = read(&mut form, asked, &at, &choices) {
        let act = Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, &form));
        let mut writer = app.ledger.write(act).await?;
        if let Some(board) = put(&mut writer, &mut form, asked, actor, wanted).await? {
            let outcome = writer.commit().await?;
            let said = flash(asked.lang, outcome.change, "boards.pinned");
            return Ok(page::redirect(asked, &address::of(board), Some(&said)));
        }
    }
    Ok(page::refused(asked, markup(app, asked, actor, (&at, &shown, &choices), &form)))
}

/// The point that the form showed, for a card that is to be fixed there: what was written since is not on it.
fn shown_point(form: &mut Form) -> Option<AsOf> {
    if form.value("as_of") != FIXED {
        return None;
    }
    let true_on = Day::parse_iso(form.value(FIXED_ON));
    let change = form.value(FIXED_CHANGE).parse().ok().map(ChangeId);
    let Some((true_on, change)) = true_on.zip(change) else {
        form.refuse("as_of", "boards.no_point");
        return None;
    };
    Some(AsOf { true_on: Some(true_on), known_by: KnownBy::Change(change) })
}

/// What the form asks for: the board, none for a new one, and the card but for its board.
struct Wanted {
    board: Option<i64>,
    title: Option<String>,
    query: String,
    fixed: Option<(Day, ChangeId)>,
}

fn read(
    form: &mut Form,
    asked: &Asked,
    at: &Question,
    choices: &[crate::ui::field::Choice],
) -> Option<Wanted> {
    let offered = |code: &str| choices.iter().any(|choice| choice.code == code).then(|| code.to_owned());
    let board = form.choice("board", offered);
    let board = form.must("board", board);
    let title = form.text("title", NAME_MAX_CHARS);
    let fixed = form.choice("as_of", |code| match code {
        FIXED => Some(Some((at.true_on, at.snapshot.change()))),
        FOLLOWS => Some(None),
        _ => None,
    });
    let fixed = form.must("as_of", fixed);
    let query = address::question(&asked.here);
    if query.chars().count() > TEXT_MAX_CHARS {
        form.refuse_with("board", "web.too_long", vec![("max", TEXT_MAX_CHARS.to_string())]);
    }
    let board = board?;
    let board = if board == OWN { None } else { board.parse().ok() };
    let wanted = Wanted { board, title, query, fixed: fixed? };
    form.is_fine().then_some(wanted)
}

/// Writes the card, to the end of its board; gives the board.
async fn put(
    writer: &mut Writer,
    form: &mut Form,
    asked: &Asked,
    actor: &Actor,
    wanted: Wanted,
) -> Result<Option<i64>, Problem> {
    let (id, board, position) = match wanted.board {
        Some(id) => {
            let found = writer.open_by::<Board>("id = $1", vec![db::Val::Int(id)]).await?.pop();
            let board =
                found.filter(|board| opened::arranges(actor, board)).ok_or_else(Problem::not_found)?;
            let cards = store::cards_in(writer, id).await?;
            if cards.len() >= BOARD_CARDS_MAX {
                form.refuse_with("board", "boards.full", vec![("max", BOARD_CARDS_MAX.to_string())]);
                return Ok(None);
            }
            if let Some((_, change)) = wanted.fixed {
                one_change_more(form, &cards, change);
                if !form.is_fine() {
                    return Ok(None);
                }
            }
            (id, board.body.clone(), cards.last().map_or(0, |card| card.position + 1))
        }
        None => {
            let org = own_org(actor).ok_or_else(Problem::forbidden)?;
            let board =
                Board { org, user: Some(actor.user), name: asked.lang.t("boards.my_board").to_owned() };
            if !may_stand(writer, form, &board, None).await? {
                return Ok(None);
            }
            (writer.create(&board), board, 0)
        }
    };
    let (true_on, known_by) = wanted.fixed.unzip();
    writer.create(&BoardCard {
        org: board.org,
        user: board.user,
        board: BoardId(id),
        position,
        title: wanted.title,
        query: wanted.query,
        true_on,
        known_by,
    });
    Ok(Some(id))
}

/// Refuses a card whose change would be one more than a board may read.
fn one_change_more(form: &mut Form, cards: &[Kept<BoardCard>], change: ChangeId) {
    let changes: BTreeSet<ChangeId> = cards.iter().filter_map(|card| card.known_by).collect();
    if changes.contains(&change) || changes.len() < BOARD_FIXED_CHANGES_MAX {
        return;
    }
    let held: Vec<String> = changes.iter().map(ToString::to_string).collect();
    let args = vec![("max", BOARD_FIXED_CHANGES_MAX.to_string()), ("changes", held.join("、"))];
    form.refuse_with("as_of", "boards.too_many_points", args);
}
