//! Where a board is arranged: its name, the titles and the order of its cards.

use super::{address, opened, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::figures::{NAME, catalogue_title};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{clash, once, page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Board, BoardCard, Kept};
use domain::limits::NAME_MAX_CHARS;
use maud::{Markup, html};

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let board = opened::to_arrange(&app, &actor, id).await?;
    let form = Form::filled([("name", board.name.clone())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &board, &form).await?))
}

/// The page with the form of the name.
pub(super) async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    board: &Kept<Board>,
    form: &Form,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let at = app.question(&AsOf::default()).await?;
    let cards = store::cards(app.ledger.db(), board.id).await?;
    let title = lang.tf("boards.arrange_title", &[("name", &board.name)]);
    let body = html! {
        (layout::heading(&title, &html! { a href=(address::of(board.id)) { (lang.t("boards.back")) } }))
        form.narrow method="post" action={ (address::of(board.id)) "/name" } {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (clash::field(form, board.since))
                (field::text(lang, form, Field::required("name", lang.t("boards.name"))))
                div.submit { button type="submit" { (lang.t("boards.rename")) } }
            }))
        }
        h2 { (lang.t("boards.cards")) }
        @if cards.is_empty() { p.muted { (lang.t("boards.no_cards_words")) } }
        ol.board-order { @for (place, card) in cards.iter().enumerate() { (line(lang, (&at, board.id), card, (place, cards.len()))) } }
        h2 { (lang.t("boards.withdraw")) }
        p { (lang.t("boards.withdraw_words")) }
        form method="post" action={ (address::of(board.id)) "/withdraw" } {
            (once::field(&Form::default()))
            button.danger type="submit" { (lang.t("boards.withdraw")) }
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Figures, &title, &body))
}

fn line(
    lang: Lang,
    (at, board): (&Question, i64),
    card: &Kept<BoardCard>,
    (place, of): (usize, usize),
) -> Markup {
    let path = format!("{}/cards/{}", address::of(board), card.id);
    let question = address::explorer(&card.query);
    let usual = catalogue_title(lang, at, question.get(NAME).unwrap_or_default());
    let shown = card.title.as_deref().unwrap_or(&usual);
    let label = lang.tf("boards.title_of", &[("title", &shown)]);
    html! {
        li {
            form.row method="post" action=(path) {
                (once::field(&Form::default()))
                input type="text" name="title" value=[card.title.as_deref()] placeholder=(usual) aria-label=(label) maxlength=(NAME_MAX_CHARS);
                button type="submit" { (lang.t("boards.save_title")) }
            }
            div.row {
                @if place > 0 { (shift(lang, &path, "up", "boards.up", shown)) }
                @if place + 1 < of { (shift(lang, &path, "down", "boards.down", shown)) }
                form method="post" action={ (path) "/remove" } {
                    (once::field(&Form::default()))
                    button.link type="submit" aria-label=(lang.tf("boards.remove_named", &[("title", &shown)])) { (lang.t("boards.remove")) }
                }
            }
        }
    }
}

fn shift(lang: Lang, path: &str, to: &str, word: &'static str, shown: &str) -> Markup {
    html! {
        form method="post" action={ (path) "/move" } {
            (once::field(&Form::default()))
            input type="hidden" name="to" value=(to);
            button.link type="submit" aria-label={ (lang.t(word)) " " (shown) } { (lang.t(word)) }
        }
    }
}
