//! Starts and resumptions of the year: the sentence, and the identity against which every bulletin is held
//! (`domain.md` §7): planned to date − missed + early = started. What is started beyond it is named.

use super::answer::At;
use super::asked::{self, Q, Read, Unread};
use super::labels;
use super::link::PART;
use super::project_list::{self, Listed};
use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::text::Lang;
use crate::text::counts::{change, count};
use crate::ui::badge::{Tone, badge};
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use ::figures::{Catalogue, FigureSpec, Population, StartPart, StartsOfYear};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::facts::ProjectId;
use maud::{Markup, html};
use serde_json::json;

/// The page.
pub(super) const PATH: &str = "/figures/starts";
/// The figure whose condition, scope and clocks an address of the page asks for.
const OF_YEAR: &str = "yearProjects";
/// Projects named beside a difference; all of them stand in the list.
const NAMED_MAX: usize = 20;

/// The page; JSON for programs.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let (read, starts) = starts(&app, &asked, &actor).await?;
    let sentence = starts.sentence(Catalogue::builtin(), labels::catalogue_lang(lang));
    if asked.json {
        let parts: serde_json::Map<_, _> =
            StartPart::ALL.iter().map(|part| json_of(&starts, *part)).collect();
        let body = json!({
            "asOf": At::of(&read.at), "sentence": sentence, "parts": parts,
            "expected": starts.expected(), "difference": starts.started.len() as i64 - starts.expected(),
        });
        return Ok(axum::Json(body).into_response());
    }
    let title = lang.t("figures.starts");
    let actions = html! {
        a href=(asked.here.carried_to("/figures/definitions", &CARRIED)) { (lang.t("figures.definitions")) }
    };
    let body = html! {
        (layout::heading(title, &actions))
        (identity(&asked, &actor, (&read, &starts), &sentence))
    };
    let today = app.ledger.clock().today();
    let shell = shell::of(&asked, &actor, Noun::Figures, today, Some(&read.at));
    Ok(page::full(&asked, layout::page(&shell, title, &body)))
}

fn json_of(starts: &StartsOfYear, part: StartPart) -> (String, serde_json::Value) {
    let ids: Vec<i64> = starts.projects(part).iter().map(|id| id.0).collect();
    (part.code().to_owned(), json!({ "count": ids.len(), "projects": ids }))
}

/// The projects of a part.
pub(super) async fn projects(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let part = asked.here.get(PART).and_then(StartPart::from_code).ok_or_else(Problem::not_found)?;
    let (read, starts) = starts(&app, &asked, &actor).await?;
    let listed = |id: &ProjectId| Listed { project: *id, more: Vec::new() };
    let listed: Vec<Listed> = starts.projects(part).iter().map(listed).collect();
    let title = word(lang, part);
    let back = asked.here.carried_to(PATH, &[CARRIED.as_slice(), &[Q]].concat());
    let body = html! {
        (layout::heading(title, &html! { a href=(back) { (lang.t("figures.starts")) } }))
        p.lead { (lang.tf("figures.listed", &[("n", &listed.len())])) }
        (project_list::render(&asked, (&read.at, &actor.scope), title, Vec::new(), &listed))
    };
    let today = app.ledger.clock().today();
    let shell = shell::of(&asked, &actor, Noun::Figures, today, Some(&read.at));
    Ok(page::full(&asked, layout::page(&shell, title, &body)))
}

async fn starts(app: &App, asked: &Asked, actor: &Actor) -> Result<(Read, StartsOfYear), Unread> {
    let read = asked::read(app, asked, actor, OF_YEAR).await?;
    let starts = of(&read, actor).map_err(|error| asked::refused(asked.lang, error))?;
    Ok((read, starts))
}

fn of(read: &Read, actor: &Actor) -> Result<StartsOfYear, ::figures::FigureError> {
    StartsOfYear::of(read.at.catalogue(), &read.asking(actor).question(&read.at, ""))
}

/// Whether a figure speaks of the year's starts, so that the identity belongs beside it.
fn speaks_of_starts(spec: &FigureSpec) -> bool {
    let parts = [Some(&spec.population), spec.numerator.as_ref(), spec.denominator.as_ref()];
    let mut texts = parts.into_iter().flatten().map(ToString::to_string);
    texts.any(|text| text.contains("planned:start") || text.contains("yearClass:newStart"))
}

/// The identity below a figure of the year's starts; nothing below others.
///
/// # Errors
/// As the figure itself.
pub(super) fn below(asked: &Asked, actor: &Actor, read: &Read) -> Result<Markup, ::figures::FigureError> {
    if !speaks_of_starts(&read.spec) {
        return Ok(html! {});
    }
    let starts = of(read, actor)?;
    let sentence = starts.sentence(Catalogue::builtin(), labels::catalogue_lang(asked.lang));
    Ok(html! {
        section {
            h2 { (asked.lang.t("figures.starts")) }
            (identity(asked, actor, (read, &starts), &sentence))
        }
    })
}

fn identity(asked: &Asked, actor: &Actor, (read, starts): (&Read, &StartsOfYear), sentence: &str) -> Markup {
    let lang = asked.lang;
    let number = |part: StartPart| {
        let n = i64::try_from(starts.projects(part).len()).unwrap_or(i64::MAX);
        figure_link::figure(&count(n), &link(&asked.here, part))
    };
    let card = |part: StartPart| html! { div { dt { (word(lang, part)) } dd { (number(part)) } } };
    let actual = starts.started.len() as i64;
    let difference = actual - starts.expected();
    html! {
        p.lead { (sentence) }
        p.identity {
            (word(lang, StartPart::Due)) " " (number(StartPart::Due))
            " − " (word(lang, StartPart::Missed)) " " (number(StartPart::Missed))
            " + " (word(lang, StartPart::Early)) " " (number(StartPart::Early))
            " = " (lang.clauses(&[count(starts.expected()), word(lang, StartPart::Started).to_owned()]))
            " " (number(StartPart::Started)) " "
            @if difference == 0 { (badge(Tone::Good, "●", lang.t("figures.identity_holds"))) }
            @else { (badge(Tone::Warn, "▲", &lang.tf("figures.identity_differs", &[("n", &change(difference))]))) }
        }
        @if difference != 0 { (named(asked, actor, read, starts)) }
        dl.cards { @for part in StartPart::ALL { (card(part)) } }
        p.muted.small { (lang.t("figures.identity_note")) }
    }
}

/// The projects by which actual starts differ from the identity: those started beyond the plan.
fn named(asked: &Asked, actor: &Actor, read: &Read, starts: &StartsOfYear) -> Markup {
    let lang = asked.lang;
    let all = Population::new(&read.at.snapshot, &actor.scope, None, read.at.true_on);
    let all = all.expect("a population without a filter names nothing that could be missing");
    let names = starts.unplanned.iter().take(NAMED_MAX).filter_map(|id| {
        let title = all.get(*id)?.title().to_owned();
        Some((asked.here.carried_to(&format!("/projects/{id}"), &CARRIED), title))
    });
    html! {
        p {
            (word(lang, StartPart::Unplanned)) (lang.t("ui.colon")) (lang.gap())
            @for (index, (href, title)) in names.enumerate() {
                @if index > 0 { (lang.t("figures.comma")) (lang.gap()) }
                a href=(href) { (title) }
            }
            @if starts.unplanned.len() > NAMED_MAX { " … " a href=(link(&asked.here, StartPart::Unplanned)) { (starts.unplanned.len()) } }
        }
    }
}

fn link(here: &Query, part: StartPart) -> String {
    let names = [CARRIED.as_slice(), &[Q]].concat();
    here.carried_to("/figures/starts/projects", &names).with(PART, part.code()).to_string()
}

fn word(lang: Lang, part: StartPart) -> &'static str {
    lang.t(match part {
        StartPart::Planned => "figures.starts_planned",
        StartPart::Due => "figures.starts_due",
        StartPart::Missed => "figures.starts_missed",
        StartPart::Early => "figures.starts_early",
        StartPart::Unplanned => "figures.starts_unplanned",
        StartPart::Started => "figures.starts_started",
        StartPart::Undated => "figures.starts_undated",
        StartPart::Carried => "figures.starts_carried",
        StartPart::Resumed => "figures.starts_resumed",
        StartPart::NotResumed => "figures.starts_not_resumed",
        StartPart::Terminated => "figures.starts_terminated",
    })
}
