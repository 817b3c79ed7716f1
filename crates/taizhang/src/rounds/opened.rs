//! What every page of a round begins with: the round, the clocks, the way back after an action.

use super::held;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question, TRUE_ON, not_known_by};
use crate::figures::round_word;
use crate::ledger::{Act, Origin};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::response::Response;
use domain::Day;
use domain::facts::{ChangeId, Kept, OrgId, Round, RoundId};
use figures::Filter;
use maud::{Markup, html};

/// A round as a page reads it.
pub(super) struct Opened {
    /// The clocks of the page.
    pub at: Question,
    /// The round as known by then.
    pub round: Kept<Round>,
    /// The organisation to which the page is narrowed.
    pub chosen: Option<OrgId>,
    /// The same as a condition.
    pub narrow: Filter,
}

/// Opens a round for reading.
pub(super) async fn open(app: &App, asked: &Asked, actor: &Actor, id: RoundId) -> Result<Opened, Problem> {
    let at = app.reading(asked).await?;
    if held::by_id(&at.snapshot, &actor.scope, id).is_none() {
        let now = app.question(&AsOf::default()).await?;
        if held::by_id(&now.snapshot, &actor.scope, id).is_some() {
            return Err(not_known_by(&asked.here, &at));
        }
    }
    opened(asked, actor, at, id)
}

/// Opens a round for a change: as it is now.
pub(super) async fn open_now(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: RoundId,
) -> Result<Opened, Problem> {
    opened(asked, actor, app.question(&AsOf::default()).await?, id)
}

fn opened(asked: &Asked, actor: &Actor, at: Question, id: RoundId) -> Result<Opened, Problem> {
    let round = held::by_id(&at.snapshot, &actor.scope, id).ok_or_else(Problem::not_found)?.clone();
    let chosen = shell::chosen(asked, actor, &at.snapshot)?;
    let narrow = shell::narrowed(&at.snapshot, &Filter::default(), chosen);
    Ok(Opened { at, round, chosen, narrow })
}

impl Opened {
    /// 2022年第一次.
    pub fn label(&self, lang: Lang) -> String {
        label(lang, &self.round)
    }

    /// The day of a move, from the field `on`: not before the round, and not ahead, for a move is recorded when it has
    /// happened.
    pub fn day_of_move(&self, form: &mut Form, today: Day) -> Option<Day> {
        let on = form.day("on");
        let on = form.must("on", on)?;
        if on < self.round.day {
            form.refuse("on", "rounds.before_the_round");
        } else if on > today {
            form.refuse("on", "rounds.move_ahead");
        }
        Some(on)
    }

    /// The address of the round's page.
    pub fn path(&self) -> String {
        format!("/rounds/{}", self.round.id)
    }

    /// Whether the day asked has passed, and passed before the round was held: then there is nothing to show of it.
    pub fn is_still_to_come(&self) -> bool {
        !held::is_in_sight(&self.at, &self.round)
    }

    /// What stands in place of the round then: that it is to come, and the way to the present.
    pub fn to_come(&self, asked: &Asked) -> Markup {
        let lang = asked.lang;
        let words = lang.tf("rounds.comes_later", &[("day", &self.round.day), ("asked", &self.at.true_on)]);
        html! {
            (layout::heading(&self.label(lang), &html! {}))
            p { (words) " " a href=(asked.here.without(TRUE_ON)) { (lang.t("rounds.see_today")) } }
        }
    }

    /// A page of the round in the frame.
    pub fn page(&self, app: &App, asked: &Asked, actor: &Actor, title: &str, body: &Markup) -> Markup {
        let today = app.ledger.clock().today();
        layout::page(&shell::of(asked, actor, Noun::Rounds, today, Some(&self.at)), title, body)
    }
}

/// 2022年第一次.
pub(super) fn label(lang: Lang, round: &Round) -> String {
    round_word(lang, held::key(round))
}

/// The act of a form: a repeated post of one person is one change.
pub(super) fn act(actor: &Actor, form: &Form) -> Act {
    Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, form))
}

/// Leads to a page that says what was done, with undo beside it.
pub(super) fn done(asked: &Asked, to: &str, change: Option<ChangeId>, said: String) -> Response {
    let lang = asked.lang;
    let flash = match change {
        None => Flash::saying(lang.t("rounds.nothing_changed")),
        Some(change) => {
            Flash::saying(said).with_undo(format!("/changes/{change}/undo"), lang.t("rounds.undo"))
        }
    };
    page::redirect(asked, to, Some(&flash))
}
