//! From chosen projects to a round's list: which round, which list. The round's own page checks and writes.

use super::parts;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::facts::{Kept, OrgId, ProjectId, Round};
use domain::limits::LIST_ENTRIES_MAX;
use domain::{ListKind, Permission};
use figures::Population;
use maud::{Markup, html};

/// The field that a round's page takes the projects by.
const PROJECT: &str = "project";

/// Shows the rounds that the actor reaches, with a button for each list.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let question = app.question(&AsOf::default()).await?;
    let population = Population::new(&question.snapshot, &actor.scope, None, question.true_on)
        .map_err(|error| Problem::internal(&error))?;
    let ids = asked.here.all("id").filter_map(|id| id.parse().ok().map(ProjectId));
    let chosen: Vec<ProjectId> = ids.filter(|id| population.contains(*id)).take(LIST_ENTRIES_MAX).collect();
    if chosen.is_empty() {
        return Err(Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because("exports.none_chosen"));
    }
    let dims = question.snapshot.dimensions();
    let mut rounds: Vec<_> =
        dims.rounds.values().filter(|round| reaches(&actor, &population, round)).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.day, round.id)));
    let title = asked.lang.t("projects.to_round");
    let body = markup(&asked, &population, &chosen, &rounds, |org| {
        dims.org_shown(org).unwrap_or_default().into_owned()
    });
    Ok(page::full(&asked, parts::page(&app, &asked, &actor, title, &body)))
}

/// Whether the round is held at, above or below a zone whose projects the actor keeps.
fn reaches(actor: &Actor, population: &Population, round: &Round) -> bool {
    let places = population.snapshot().places();
    let below = |zone: OrgId| places.get(zone).is_some_and(|place| place.lineage.contains(&round.org));
    let keeps = actor.scope.orgs(Permission::Edit);
    keeps.is_none_or(|orgs| orgs.into_iter().any(below))
}

fn markup(
    asked: &Asked,
    population: &Population,
    chosen: &[ProjectId],
    rounds: &[&Kept<Round>],
    org_name: impl Fn(OrgId) -> String,
) -> Markup {
    let lang = asked.lang;
    html! {
        h1 { (lang.t("projects.to_round")) }
        p { (lang.tf("projects.to_round_words", &[("n", &chosen.len())])) }
        ul { @for project in chosen.iter().filter_map(|id| population.get(*id)).take(20) { li { (project.title()) } } }
        @if rounds.is_empty() {
            p.muted { (lang.t("projects.to_round_none")) }
        } @else {
            form method="post" {
                @for id in chosen { input type="hidden" name=(PROJECT) value=(id); }
                ul.plain {
                    @for round in rounds {
                        li.row {
                            strong { (round.year) "-" (round.seq_in_year) }
                            span { (org_name(round.org)) " " (round.day) }
                            @for list in ListKind::ALL {
                                button type="submit" name="list" value=(list.code())
                                    formaction={ "/rounds/" (round.id) "/pick" } { (words::list(lang, *list)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
