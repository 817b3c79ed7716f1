//! The desk.

use super::{begin, counts, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::not_given;
use crate::history;
use crate::rounds;
use crate::shell;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::{Filter, Population};
use axum::extract::State;
use axum::response::Response;

use domain::Permission;
use maud::{Markup, html};

/// Late milestones and waiting claims that the desk lists.
pub(super) const LISTED: usize = 10;
/// Changes that the desk lists.
const CHANGES_LISTED: usize = 8;

/// Shows the desk.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let question = app.reading(&asked).await?;
    let today = app.ledger.clock().today();
    let reads = actor.scope.may_anywhere(Permission::Read);
    let body = html! {
        @if reads { (readers(&asked, &actor, &question)?) } @else { (begin::keepers(&asked, &actor)) }
        (changes(&app, &asked, &actor, &question).await?)
    };
    let shell = shell::of(&asked, &actor, Noun::Desk, today, reads.then_some(&question));
    Ok(page::full(&asked, layout::page(&shell, asked.lang.t("ui.desk"), &body)))
}

/// The desk of whoever reads projects.
fn readers(asked: &Asked, actor: &Actor, question: &Question) -> Result<Markup, Problem> {
    let at = shell::chosen(asked, actor, &question.snapshot)?;
    let narrow = shell::narrowed(&question.snapshot, &Filter::default(), at);
    let stages = match counts::by_stage(actor, question, &narrow) {
        Ok(stages) if stages.is_empty() => return Ok(begin::readers(asked, actor)),
        Ok(stages) => parts::stages(asked, &stages),
        Err(error) => not_given(asked, &error),
    };
    let population = |text: &str| -> Result<Population, Problem> {
        let filter = Filter::parse(text).map_err(|error| Problem::internal(&error))?.and(&narrow);
        Population::new(&question.snapshot, &actor.scope, Some(&filter), question.true_on)
            .map_err(|error| Problem::internal(&error))
    };
    let recognizes = actor.scope.may_anywhere(Permission::Recognize);
    let claimed = recognizes.then(|| population("claimed:yes")).transpose()?;
    let seen = question.snapshot.dimensions().rounds.values().filter(|round| {
        rounds::concerns(&question.snapshot, &actor.scope, round) && rounds::is_in_sight(question, round)
    });
    let running = match counts::running(seen, question.true_on) {
        None => html! {},
        Some(round) => {
            let on_its_day = rounds::on_its_day(question, round);
            match counts::of_round(actor, &on_its_day, &narrow, rounds::key(round)) {
                Ok(lists) => parts::round(
                    (asked, question),
                    round,
                    &lists,
                    &rounds::Links::of(&asked.here, &on_its_day, round),
                ),
                Err(error) => not_given(asked, &error),
            }
        }
    };
    Ok(html! {
        (layout::heading(asked.lang.t("ui.desk"), &html! {
            a href=(asked.here.carried_to("/boards", &CARRIED)) { (asked.lang.t("boards.title")) }
            a href=(asked.here.carried_to("/screen", &CARRIED)) { (asked.lang.t("screen.title")) }
        }))
        (stages)
        (running)
        @if let Some(claimed) = &claimed { (parts::claims(asked, claimed, question)) }
        (parts::late(asked, &population(parts::LATE)?, question))
    })
}

/// The latest changes, for whoever may look at any.
async fn changes(app: &App, asked: &Asked, actor: &Actor, question: &Question) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let looks = [Permission::Audit, Permission::ManageOrgs, Permission::ManageUsers];
    if !looks.into_iter().any(|permission| actor.scope.may_anywhere(permission)) {
        return Ok(html! {});
    }
    let dims = question.snapshot.dimensions();
    let before =
        (!question.as_of.is_now()).then(|| domain::facts::ChangeId(question.snapshot.change().0 + 1));
    let seen = history::latest(app.ledger.db(), dims, actor, before, CHANGES_LISTED).await?;
    let names = history::Names::of(app.ledger.db(), dims, &[]).await?;
    Ok(html! {
        @if !seen.changes.is_empty() {
            h2 { (lang.t("home.changes")) }
            ul.plain { @for change in &seen.changes { li { (history::line(lang, &names, change)) } } }
            p { a href=(history::CHANGES) { (lang.t("history.all")) } }
        }
    })
}
