//! `/f/CODE`: a number exactly as it was printed, with what it counted.

use super::aspect::unit_of;
use super::opened::{self, Opened};
use super::{address, aspect_word, search};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{KNOWN_BY, TRUE_ON};
use crate::clock::words_of_ms;
use crate::figures::{self, group_words};
use crate::scores;
use crate::shell::{self, SCOPE};
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::layout::{self, CARRIED, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::bulletin::Aspect;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::facts::ranking_of_template;
use domain::short_code::{BadCode, decode, encode};
use maud::{Markup, html};

/// The page; JSON for programs.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let number = match decode(&code) {
        Ok(number) => number,
        Err(BadCode::Form) => return Err(Problem::not_found().because("codes.no_code").with("text", code)),
        Err(BadCode::Check(near)) => return slipped(&app, &asked, &actor, &code, &near).await,
    };
    let known = search::read(&app, &actor, number).await?;
    let known =
        known.ok_or_else(|| Problem::not_found().because("codes.nothing").with("code", encode(number)))?;
    let opened = opened::open(&app, &actor, known, asked.lang).await?;
    if asked.json {
        return Ok(axum::Json(json(&opened)).into_response());
    }
    let body = html! {
        (layout::heading(&format!("{} {}", opened.title(asked.lang), printed(asked.lang, &opened)), &actions(&asked, &opened)))
        @if let Some(change) = &opened.withdrawn {
            p.refusals {
                (badge(Tone::Alarm, "✕", asked.lang.t("codes.withdrawn"))) " "
                (asked.lang.tf("codes.withdrawn_words", &[("at", &words_of_ms(change.at_ms)), ("change", &change.id)]))
            }
        }
        (facts(&asked, &opened))
        (projects(&app, &asked, &opened).await?)
    };
    Ok(page::full(&asked, framed(&app, &asked, &actor, &body)))
}

fn framed(app: &App, asked: &Asked, actor: &Actor, body: &Markup) -> Markup {
    shell::page(app, asked, actor, Noun::Figures, asked.lang.t("codes.title"), body)
}

/// A code whose check does not fit: said plainly, with the codes that may be meant.
async fn slipped(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    typed: &str,
    near: &[i64],
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let near = search::readable(app, actor, near).await?;
    let codes: Vec<String> = near.iter().map(|number| encode(*number)).collect();
    if asked.json {
        let problem = Problem::not_found().because("codes.slip").with("text", typed);
        return Err(problem.with("near", lang.list(&codes)));
    }
    let body = html! {
        section.problem role="alert" {
            h1 { (lang.t("codes.slip_title")) }
            p { (lang.tf("codes.slip", &[("text", &typed), ("near", &lang.list(&codes))])) }
            @if codes.is_empty() { p { (lang.t("codes.none_near")) } }
            @else {
                p { (lang.t("codes.near")) }
                ul { @for (code, number) in codes.iter().zip(&near) { li { a href=(address(*number)) { (code) } } } }
            }
        }
    };
    let mut response = page::full(asked, framed(app, asked, actor, &body));
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// The live figure at the same two clocks, and the same now.
fn actions(asked: &Asked, opened: &Opened) -> Markup {
    let Some(spec) = opened.spec.as_ref().filter(|_| opened.is_whole) else { return html! {} };
    let figure = &opened.figure;
    let dims: Vec<_> = opened.group.0.iter().map(|(dim, _)| *dim).collect();
    let here = asked.here.carried_to("", &["lang"]).with(SCOPE, &figure.org.to_string());
    let link = figures::Link::new(&here, &spec.name, &figure.filter);
    let then = link.clone().at(&opened.at).figure(&dims);
    let now = link.figure(&dims).with("compare-to", &format!("{}@{}", figure.true_on, figure.known_by));
    html! {
        a href=(then) { (asked.lang.t("codes.live")) }
        @if opened.at.as_of.known_by != crate::as_of::KnownBy::Now { a href=(now) { (asked.lang.t("codes.why_moved")) } }
    }
}

/// The number with the sign that stood behind it on paper; what is no plain number has none.
fn printed(lang: Lang, opened: &Opened) -> String {
    let printed = &opened.figure.printed;
    let is_plain = printed.ends_with(|letter: char| letter.is_ascii_digit()) && !printed.contains('/');
    let aspect = opened.aspect.filter(|_| is_plain && ranking(opened).is_none());
    let unit = aspect.map_or("", |aspect| unit_of(lang, aspect, opened.spec.as_deref()));
    let gap = if unit.is_empty() || unit == "%" { "" } else { lang.gap() };
    format!("{printed}{gap}{unit}")
}

fn facts(asked: &Asked, opened: &Opened) -> Markup {
    let lang = asked.lang;
    let figure = &opened.figure;
    let org = opened.at.snapshot.dimensions().org_shown(figure.org).unwrap_or_default();
    let of_org = figure.of_org.and_then(|org| opened.at.snapshot.dimensions().org_shown(org));
    let group = group_words(lang, &opened.group);
    let line = |key: &'static str, text: Markup| html! { dt { (lang.t(key)) } dd { (text) } };
    html! {
        p.lead { strong { (printed(lang, opened)) } }
        dl.facts {
            (line("codes.code", html! { code { (encode(figure.id)) } }))
            (line("codes.figure", html! { (opened.title(lang)) }))
            @if let Some(aspect) = opened.aspect { (line("codes.aspect", html! { (aspect_word(lang, aspect)) })) }
            (line("codes.org", html! { (org) }))
            @if let Some(measured) = of_org { (line("codes.of_org", html! { (measured) })) }
            @if !group.is_empty() { (line("codes.group", html! { (group) })) }
            @if !figure.filter.is_empty() && ranking(opened).is_none() { (line("codes.filter", html! { code { (figure.filter) } })) }
            @if let Some(rule) = &figure.rule { (line("codes.rule", html! { (rule) })) }
            @if let Some(source) = &figure.data_source { (line("codes.data_source", html! { (source) })) }
            (line("ui.true_on", html! { (layout::as_of_words(lang, figure.true_on)) }))
            (line("codes.known_by", html! { (lang.tf("codes.change_no", &[("change", &figure.known_by)])) }))
            (line(if figure.bulletin.is_some() { "codes.issued" } else { "codes.pinned" }, issued(lang, opened)))
            @if let Some(bulletin) = &opened.bulletin {
                (line("codes.bulletin", html! { a href={ "/bulletins/" (bulletin.id) } { (bulletin.title) } }))
            }
        }
    }
}

/// Who and when.
fn issued(lang: Lang, opened: &Opened) -> Markup {
    let who = opened.printed_by.as_deref().unwrap_or_else(|| lang.t("codes.operator"));
    html! { (who) " · " (words_of_ms(opened.printed.at_ms)) }
}

async fn projects(app: &App, asked: &Asked, opened: &Opened) -> Result<Markup, Problem> {
    let lang = asked.lang;
    if let Some(words) = ranked(asked, opened) {
        return Ok(words);
    }
    let Some(spec) = &opened.spec else {
        return Ok(
            html! { p.muted { (lang.t(if opened.figure.data_source.is_some() { "codes.stated" } else { "codes.no_definition" })) } },
        );
    };
    let here = asked.here.carried_to(asked.here.path(), &[CARRIED.as_slice(), &["page", "size"]].concat());
    let here = here.with(TRUE_ON, &opened.figure.true_on.to_string());
    let here = here.with(KNOWN_BY, &opened.figure.known_by.to_string());
    let at = (&opened.at, &opened.scope);
    let asked = (spec.as_ref(), opened.aspect.unwrap_or(Aspect::Count));
    let table =
        figures::counted_table(app.ledger.db(), (lang, &here), at, asked, opened.members.clone()).await?;
    let counted = if opened.is_whole { "codes.counted" } else { "codes.counted_own" };
    Ok(html! {
        @if !opened.is_whole { p { (beyond(lang, opened)) } }
        h2 { (lang.tf(counted, &[("n", &opened.members.len())])) }
        (table)
    })
}

/// That a number was sent to somebody who does not read all that is behind it.
fn beyond(lang: Lang, opened: &Opened) -> String {
    let org = opened.at.snapshot.dimensions().org_shown(opened.figure.org).unwrap_or_default();
    lang.tf("codes.beyond", &[("org", &org)])
}

/// The scheme and the level of units of a number that is a ranking's, fixed or an annex of a bulletin.
fn ranking(opened: &Opened) -> Option<(&str, &str)> {
    let of_bulletin = opened.bulletin.as_ref().and_then(|bulletin| bulletin.ranking());
    of_bulletin.or_else(|| ranking_of_template(&opened.figure.filter))
}

/// Of a number of a ranking: the way to the score that it is part of, at its own two clocks.
fn ranked(asked: &Asked, opened: &Opened) -> Option<Markup> {
    let figure = &opened.figure;
    let (ranking, of_org) = (ranking(opened)?, figure.of_org?);
    if !opened.is_whole {
        return Some(html! { p { (beyond(asked.lang, opened)) } });
    }
    let here = asked.here.carried_to("", &["lang"]).with(SCOPE, &figure.org.to_string());
    let to = scores::score(&here, ranking, of_org);
    let to = to.with(TRUE_ON, &figure.true_on.to_string()).with(KNOWN_BY, &figure.known_by.to_string());
    Some(
        html! { p { (asked.lang.t("codes.of_ranking")) (asked.lang.gap()) a href=(to) { (asked.lang.t("codes.to_score")) } } },
    )
}

fn json(opened: &Opened) -> serde_json::Value {
    let figure = &opened.figure;
    serde_json::json!({
        "code": encode(figure.id),
        "printed": figure.printed,
        "figure": figure.name,
        "aspect": figure.aspect,
        "where": figure.filter,
        "group": opened.group,
        "rule": figure.rule,
        "trueOn": figure.true_on.to_string(),
        "knownBy": figure.known_by.0,
        "bulletin": figure.bulletin.map(|id| id.0),
        "withdrawn": opened.withdrawn.is_some(),
        "members": opened.members.len(),
        "whole": opened.is_whole,
    })
}
