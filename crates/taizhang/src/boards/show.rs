//! A board: its cards, all read from one snapshot but for those that are fixed.

use super::pin_form::fixed_words;
use super::{PATH, address, list, opened, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::figures::{Q, Unread, card};
use crate::shell::{self, SCOPE};
use crate::ui::empty::{Empty, empty};
use crate::ui::layout::{self, CARRIED, Choice, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Board, BoardCard, Kept, OrgId};
use maud::{Markup, html};

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let board = opened::read(&app, &actor, &at.snapshot, id).await?;
    let cards = store::cards(app.ledger.db(), board.id).await?;
    let mut shown = Vec::with_capacity(cards.len());
    for one in &cards {
        let point = match point(one) {
            Some(as_of) => app.question(&as_of).await?,
            None => at.clone(),
        };
        shown.push(section(&asked, &actor, one, point)?);
    }
    let body = html! {
        (layout::heading(&board.name, &actions(&asked, &actor, &board)))
        p.muted {
            (list::whose(&asked, &at.snapshot, &board)) " · "
            (lang.tf("boards.one_moment", &[("as_of", &layout::as_of_words(lang, at.true_on)), ("change", &at.snapshot.change())]))
        }
        @if cards.is_empty() { (nothing(&asked, &actor, &board)) }
        div.board { @for card in &shown { (card) } }
    };
    let shell = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
    Ok(page::full(&asked, layout::page(&shell, &board.name, &body)))
}

/// The clocks of a card that is fixed.
fn point(card: &BoardCard) -> Option<AsOf> {
    let known_by = card.known_by.map_or(KnownBy::Now, KnownBy::Change);
    card.true_on.map(|day| AsOf { true_on: Some(day), known_by })
}

fn section(asked: &Asked, actor: &Actor, one: &Kept<BoardCard>, at: Question) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let here = address::for_reader(one, &asked.here);
    let conditions = conditions(asked, &here, one, &at);
    let own = Asked { here: here.clone(), ..asked.clone() };
    let (title, content) = match card(&own, actor, at) {
        Ok(card) => {
            let content = html! {
                (card.content)
                p.row.small.no-print {
                    a href=(here) { (lang.t("boards.open")) }
                    a href=(card.members) { (lang.t("boards.projects")) }
                    a href=(card.definition) { (lang.t("ui.definition")) }
                }
            };
            (card.title, content)
        }
        Err(unread) => (lang.t("boards.unanswered").to_owned(), refusal(asked, &here, unread)?),
    };
    let title = one.title.clone().unwrap_or(title);
    Ok(html! {
        section.board-card aria-labelledby={ "card-" (one.id) } {
            h2 id={ "card-" (one.id) } { a href=(here) { (title) } }
            @if !conditions.is_empty() { p.muted.small { (conditions.join(" · ")) } }
            (content)
        }
    })
}

/// What narrows a card: its condition, its organisation, its own clocks.
fn conditions(asked: &Asked, here: &Query, one: &BoardCard, at: &Question) -> Vec<String> {
    let lang = asked.lang;
    let own = address::explorer(&one.query);
    let named = |text: &str| {
        let place = text.parse::<OrgId>().ok().and_then(|org| at.snapshot.places().get(org));
        place.map_or_else(|| text.to_owned(), |place| place.name.clone())
    };
    let scope = own.get(SCOPE).map(named);
    let fixed = one.true_on.map(|day| fixed_words(lang, day, at.snapshot.change().0));
    [here.get(Q).map(str::to_owned), scope, fixed].into_iter().flatten().collect()
}

/// Why a card shows no number. What a reader may not see, and what can't be asked any more, is said on the card: the others
/// stay.
fn refusal(asked: &Asked, here: &Query, unread: Unread) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let words: Vec<String> = match unread {
        Unread::Fields(errors) => errors.iter().map(|error| error.words(lang)).collect(),
        Unread::Problem(problem) if problem.status.is_client_error() => vec![problem.words(lang)],
        Unread::Problem(problem) => return Err(problem),
    };
    Ok(html! {
        @for words in words { p.alarm { (words) } }
        p.small.no-print { a href=(here) { (lang.t("boards.mend")) } }
    })
}

fn nothing(asked: &Asked, actor: &Actor, board: &Board) -> Markup {
    let lang = asked.lang;
    let arranges = opened::arranges(actor, board);
    let figures = asked.here.carried_to("/figures", &CARRIED).to_string();
    empty(&Empty {
        title: lang.t("boards.no_cards").to_owned(),
        words: lang.t(if arranges { "boards.no_cards_words" } else { "boards.no_cards_reader" }).to_owned(),
        begin: arranges.then(|| Choice::new(lang.t("boards.to_figures"), figures)),
        sample: None,
    })
}

fn actions(asked: &Asked, actor: &Actor, board: &Kept<Board>) -> Markup {
    let lang = asked.lang;
    html! {
        @if opened::arranges(actor, board) { a.button href=(address::arrange(board.id)) { (lang.t("boards.arrange")) } }
        a href=(asked.here.carried_to("/figures", &CARRIED)) { (lang.t("ui.figures")) }
        a href=(asked.here.carried_to(PATH, &CARRIED)) { (lang.t("boards.title")) }
    }
}
