//! The form that pins a question: to which board, under which title, following the reader or fixed; with the card as it will be.

use super::create::OWN;
use super::{PIN, address, list, opened};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::{Card, Unread, card};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, CARRIED, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

/// The choice of a card that keeps its clocks.
pub(super) const FIXED: &str = "fixed";
/// The choice of a card that follows the reader's clocks.
pub(super) const FOLLOWS: &str = "follows";

/// The hidden fields of the point at which a card would be fixed: its day and its change, as the form showed them.
pub(super) const FIXED_ON: &str = "fixed_on";
pub(super) const FIXED_CHANGE: &str = "fixed_change";

/// The form for the question of its address.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let at = app.reading(&asked).await?;
    let shown = answer(&asked, &actor, &at)?;
    let boards = boards(&app, &asked, &actor, &at).await?;
    let first = boards.first().map_or(OWN, |choice| choice.code.as_str());
    let form = Form::filled([("board", first), ("as_of", FOLLOWS)]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, (&at, &shown, &boards), &form)))
}

/// What the card will show; a question that has no answer is not pinned.
pub(super) fn answer(asked: &Asked, actor: &Actor, at: &Question) -> Result<Card, Problem> {
    let question = address::explorer(&address::question(&asked.here));
    let moment = asked.here.carried_to("/figures", &CARRIED);
    let here =
        question.parameters().fold(moment.without(shell::SCOPE), |here, (name, value)| here.and(name, value));
    card(&Asked { here, ..asked.clone() }, actor, at.clone()).map_err(|unread: Unread| unread.into())
}

/// The boards that the actor may pin to, and a new one of their own where they have none.
pub(super) async fn boards(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    at: &Question,
) -> Result<Vec<Choice>, Problem> {
    let seen = list::seen(app, actor, &at.snapshot).await?;
    let mine = seen.iter().filter(|board| opened::arranges(actor, board));
    let label = |board: &domain::facts::Board| {
        format!("{} · {}", list::whose(asked, &at.snapshot, board), board.name)
    };
    let mut choices: Vec<Choice> =
        mine.map(|board| Choice::new(board.id.to_string(), label(board))).collect();
    if !seen.iter().any(|board| board.user == Some(actor.user)) {
        choices.insert(0, Choice::new(OWN, asked.lang.t("boards.new_own")));
    }
    Ok(choices)
}

/// The page of the form.
pub(super) fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (at, shown, boards): (&Question, &Card, &[Choice]),
    form: &Form,
) -> Markup {
    let lang = asked.lang;
    let query = asked.here.to_string();
    let query = query.split_once('?').map_or("", |(_, query)| query);
    let body = html! {
        form.narrow.no-print method="post" action=(PIN) {
            h1 { (lang.t("boards.pin_title")) }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                input type="hidden" name="query" value=(query);
                input type="hidden" name=(FIXED_ON) value=(at.true_on);
                input type="hidden" name=(FIXED_CHANGE) value=(at.snapshot.change());
                (field::select(lang, form, Field::required("board", lang.t("boards.board")), boards))
                (field::text(lang, form, Field::optional("title", lang.t("boards.card_title")).hint(&lang.tf("boards.card_title_hint", &[("title", &shown.title)]))))
                (field::select(lang, form, Field::required("as_of", lang.t("boards.as_of")).hint(lang.t("boards.as_of_hint")), &as_of(lang, at)))
                div.submit { button.primary type="submit" { (lang.t("boards.pin")) } }
            }))
        }
        section.board-card { h2 { (shown.title) } (shown.content) }
    };
    let shell = shell::of(asked, actor, Noun::Figures, app.ledger.clock().today(), Some(at));
    layout::page(&shell, lang.t("boards.pin_title"), &body)
}

fn as_of(lang: Lang, at: &Question) -> Vec<Choice> {
    let fixed = fixed_words(lang, at.true_on, at.snapshot.change().0);
    vec![Choice::new(FOLLOWS, lang.t("boards.follows")), Choice::new(FIXED, fixed)]
}

/// That a card is fixed, and at what.
pub(super) fn fixed_words(lang: Lang, day: domain::Day, change: i64) -> String {
    lang.tf("boards.fixed", &[("as_of", &layout::as_of_words(lang, day)), ("change", &change)])
}
