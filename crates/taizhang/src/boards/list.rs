//! The boards that one sees: one's own, and those of organisations.

use super::{NEW, address, opened, store};
use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::ui::empty::Empty;
use crate::ui::layout::{self, CARRIED, Choice, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Board, Kept};
use figures::Snapshot;
use maud::html;

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let boards = seen(&app, &actor, &at.snapshot).await?;
    let columns = vec![
        Column::new("name", lang.t("boards.board"), Kind::Lead),
        Column::new("whose", lang.t("boards.whose"), Kind::Text),
    ];
    let rows = boards.iter().map(|board| {
        let href = asked.here.carried_to(&address::of(board.id), &CARRIED);
        let whose = whose(&asked, &at.snapshot, board);
        let cells = vec![html! { a href=(href) { (board.name) } }, html! { (whose) }];
        Row { id: board.id.to_string(), name: board.name.clone(), cells }
    });
    let mut table = Table::new(lang.t("boards.title"), &asked.here, columns, rows.collect());
    table.empty = Some(Empty {
        title: lang.t("boards.none").to_owned(),
        words: lang.t("boards.none_words").to_owned(),
        begin: Some(Choice::new(
            lang.t("boards.to_figures"),
            asked.here.carried_to("/figures", &CARRIED).to_string(),
        )),
        sample: Some(Choice::new(lang.t("boards.new"), NEW)),
    });
    let to = |path: &str| asked.here.carried_to(path, &CARRIED);
    let actions = html! {
        @if !boards.is_empty() { a.button href=(NEW) { (lang.t("boards.new")) } }
        a href=(to("/screen")) { (lang.t("screen.title")) }
        a href=(to("/figures")) { (lang.t("ui.figures")) }
    };
    let body = html! {
        (layout::heading(lang.t("boards.title"), &actions))
        (table.render(lang))
    };
    let shell = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
    Ok(page::full(&asked, layout::page(&shell, lang.t("boards.title"), &body)))
}

/// The boards that the actor sees, their own first, then those of organisations in the order of the tree.
pub(super) async fn seen(app: &App, actor: &Actor, snapshot: &Snapshot) -> Result<Vec<Kept<Board>>, Problem> {
    let mut boards = store::boards(app.ledger.db(), actor.user.0).await?;
    boards.retain(|board| opened::sees(actor, snapshot, board));
    let rank = |board: &Kept<Board>| snapshot.places().get(board.org).map(|place| place.rank);
    boards.sort_by_cached_key(|board| (board.user.is_none(), rank(board), board.name.clone()));
    Ok(boards)
}

/// Whose a board is, in words.
pub(super) fn whose(asked: &Asked, snapshot: &Snapshot, board: &Board) -> String {
    match board.user {
        Some(_) => asked.lang.t("boards.own").to_owned(),
        None => snapshot.places().get(board.org).map_or_else(String::new, |place| place.name.clone()),
    }
}
