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
use domain::Permission;
use domain::facts::{Board, BoardCard, ChangeId, Kept, OrgId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    let points = Points::of_cards(&app, &cards).await?;
    let mut shown = Vec::with_capacity(cards.len());
    for one in &cards {
        shown.push(section(&asked, &actor, one, points.of(one, &at))?);
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

/// What the fixed cards of a board are read from: each change is loaded once, however many cards stand at it.
struct Points(BTreeMap<Option<ChangeId>, Question>);

impl Points {
    async fn of_cards(app: &App, cards: &[Kept<BoardCard>]) -> Result<Self, Problem> {
        let mut held = BTreeMap::new();
        for card in cards.iter().filter(|card| card.true_on.is_some()) {
            if let Entry::Vacant(place) = held.entry(card.known_by) {
                place.insert(app.question(&clocks(card)).await?);
            }
        }
        Ok(Self(held))
    }

    /// The question of a card: its own point, else that of the reader.
    fn of(&self, card: &BoardCard, at: &Question) -> Question {
        let own = card.true_on.and_then(|day| Some((day, self.0.get(&card.known_by)?)));
        own.map_or_else(
            || at.clone(),
            |(true_on, held)| Question { true_on, as_of: clocks(card), ..held.clone() },
        )
    }
}

/// The clocks of a card that is fixed.
fn clocks(card: &BoardCard) -> AsOf {
    AsOf { true_on: card.true_on, known_by: card.known_by.map_or(KnownBy::Now, KnownBy::Change) }
}

fn section(asked: &Asked, actor: &Actor, one: &Kept<BoardCard>, at: Question) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let here = address::for_reader(one, &asked.here);
    let conditions = conditions(asked, actor, (&here, one), &at);
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

/// What narrows a card: its condition, its organisation, its own clocks. An organisation that the reader does not reach is
/// not named.
fn conditions(asked: &Asked, actor: &Actor, (here, one): (&Query, &BoardCard), at: &Question) -> Vec<String> {
    let lang = asked.lang;
    let own = address::explorer(&one.query);
    let named = |text: &str| {
        let org = text.parse::<OrgId>().ok().filter(|org| actor.may(Permission::Read, *org));
        org.and_then(|org| at.snapshot.places().get(org)).map(|place| place.name.clone())
    };
    let scope = own.get(SCOPE).and_then(named);
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
