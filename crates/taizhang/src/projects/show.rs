//! The project page: where it stands, what was promised and what came, who is behind it, and all that ever changed.

use super::load::Opened;
use super::path_of;
use super::{evidence, facts, history, milestones, sections, story, warnings};
use crate::actor::Actor;
use crate::app::App;
use crate::matching;
use crate::progress;
pub(super) use crate::project::Shown;
use crate::shell;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::stepper::{self, State as StepState, Step};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::facts::{Kept, StageEvent};
use domain::{Permission, Precision, Stage};
use maud::{Markup, html};

/// The stages that every project is expected to pass; others are shown when they happened.
const EXPECTED: [Stage; 6] =
    [Stage::Signed, Stage::Landed, Stage::Commenced, Stage::Completed, Stage::Producing, Stage::FullCapacity];

/// Shows a project as of the address's two clocks.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = match Opened::as_asked(&app, &asked, &actor, id).await {
        Err(problem) if problem.status == StatusCode::NOT_FOUND => {
            return led_on(&app, &asked, &actor, (id, problem)).await;
        }
        opened => opened?,
    };
    let unit = ShownIn::from_code(asked.here.get("unit"));
    let shown = Shown { asked: &asked, actor: &actor, opened: &opened, unit };
    let related = sections::Related::of(&app, &shown).await?;
    let history = history::section(&app, &shown).await?;
    let story = story::section(&app, &shown).await?;
    let others = matching::said_others(&app, opened.dossier.id()).await?;
    let merged = matching::section(&app, &shown).await?;
    let lang = asked.lang;
    let body = html! {
        (head(&shown))
        (warnings::section(&shown, &others))
        (stepper::stepper(lang, &steps(&shown)))
        (facts::section(&shown, &related))
        (milestones::section(&shown))
        (progress::section(&shown))
        (story)
        (sections::events(&shown))
        (sections::investors(&shown))
        (sections::classes(&shown))
        (sections::rounds(&shown))
        (sections::parts(&shown, &related))
        (merged)
        (evidence::section(&shown))
        (sections::notes(&shown))
        (history)
    };
    let shell = shell::of(&asked, &actor, Noun::Projects, app.ledger.clock().today(), Some(&opened.question));
    Ok(page::full(&asked, layout::page(&shell, &opened.project().title, &body)))
}

/// An address that people have kept leads to the project with which this one was made one, if they may see that.
async fn led_on(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (id, problem): (i64, Problem),
) -> Result<Response, Problem> {
    let Some(into) = matching::into_which(app, id).await? else { return Err(problem) };
    Opened::now(app, actor, into.0, Permission::Read).await.map_err(|_| problem)?;
    let to = asked.here.carried_to(&path_of(into), &CARRIED);
    let said = Flash::saying(asked.lang.t("matching.led_on"));
    Ok(page::redirect(asked, &to.to_string(), Some(&said)))
}

fn head(shown: &Shown<'_>) -> Markup {
    let (lang, project) = (shown.lang(), shown.opened.project());
    let park = project.park.map(|park| format!(" › {}", shown.opened.org_name(park)));
    html! {
        div.head {
            div {
                h1 { (project.title) }
                p.muted { (project.own_no) " · " (shown.opened.org_name(project.zone)) (park.unwrap_or_default()) }
            }
            div.row.no-print {
                @if shown.may_see(Permission::Audit) {
                    @let sources = shown.asked.here.carried_to(&shown.below("sources"), &CARRIED);
                    a.button data-sources href=(sources) { (lang.t("projects.sources")) }
                }
                @if shown.may_now(Permission::Edit) { (actions(shown, lang)) }
            }
        }
    }
}

fn actions(shown: &Shown<'_>, lang: Lang) -> Markup {
    html! {
        a.button.primary data-edit href=(shown.below("edit")) { (lang.t("projects.edit")) }
        a.button href=(shown.below("stage-events")) { (lang.t("projects.add_event")) }
        a.button href=(shown.below("forecasts")) { (lang.t("projects.add_forecast")) }
        details.menu {
            summary.button { (lang.t("projects.more")) }
            ul.sheet.plain {
                li { a href=(shown.below("investors")) { (lang.t("projects.add_investor")) } }
                li { a href=(shown.below("taxons")) { (lang.t("projects.add_taxon")) } }
                li { a href=(shown.below("key-listings")) { (lang.t("projects.add_key")) } }
                li { a href=(shown.below("parts")) { (lang.t("projects.add_part")) } }
                li { a href=(shown.below("files")) { (lang.t("projects.add_file")) } }
                li { a href=(shown.below("withdraw")) { (lang.t("projects.withdraw")) } }
            }
        }
    }
}

fn steps(shown: &Shown<'_>) -> Vec<Step> {
    // Of a project that was given up the stage is the exit, and the furthest stage of its life stays what it was.
    let (now, furthest) = (shown.stage(), shown.furthest());
    let events = shown.events();
    let counted = |stage: Stage| {
        events.iter().find(|event| event.stage == stage && event.counts_on(shown.true_on())).copied()
    };
    let happened = |stage: &Stage| !stage.is_exit() && counted(*stage).is_some();
    let wanted = |stage: &&Stage| EXPECTED.contains(stage) || happened(stage);
    let stopped = now.filter(|stage| stage.is_exit());
    let mut steps: Vec<Step> = Vec::new();
    let exit = stopped.map(|stage| step(shown, stage, StepState::Stopped, counted(stage)));
    let mut exit = exit.into_iter();
    for stage in Stage::ALL.iter().filter(|stage| !stage.is_exit()).filter(wanted).copied() {
        if Some(stage) > furthest {
            steps.extend(exit.next());
        }
        let event = counted(stage);
        let state = match furthest {
            _ if Some(stage) == now => StepState::Now,
            Some(furthest) if stage <= furthest && event.is_none() => StepState::PassedOver,
            Some(furthest) if stage <= furthest => StepState::Reached,
            _ => StepState::Ahead,
        };
        steps.push(step(shown, stage, state, event));
    }
    steps.extend(exit);
    steps
}

fn step(shown: &Shown<'_>, stage: Stage, state: StepState, event: Option<&Kept<StageEvent>>) -> Step {
    let lang = shown.lang();
    let passed_over = || (state == StepState::PassedOver).then(|| not_recorded(shown, stage).to_owned());
    let when = event.map(|event| when(lang, event)).or_else(passed_over);
    Step { label: words::stage(lang, stage).to_owned(), when, state }
}

/// Why a stage that lies behind has no day: nobody recorded it, or nobody has recognised it yet.
fn not_recorded(shown: &Shown<'_>, stage: Stage) -> &'static str {
    let claimed =
        |event: &&Kept<StageEvent>| event.stage == stage && event.recognition == domain::Recognition::Claimed;
    let key =
        if shown.events().iter().any(claimed) { "projects.only_claimed" } else { "projects.not_recorded" };
    shown.lang().t(key)
}

/// An event's day as it is known, or that it is not.
pub(super) fn when(lang: Lang, event: &StageEvent) -> String {
    event.day.map_or_else(
        || lang.t("projects.undated").to_owned(),
        |day| super::cells::day_text(day, event.precision.unwrap_or(Precision::Day)),
    )
}
