//! Which numbers of a bulletin differ from those of an earlier one, and where each says why it moved.

use super::links::{Links, why};
use super::opened::{contents, page, path, read};
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::bulletins::places::Places;
use crate::scores;
use crate::text::Lang;
use crate::ui::layout;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Bulletin, Kept};
use figures::bulletin::{Draft, FigureSpan, Source};
use maud::{Markup, html};
use std::collections::HashMap;

/// The parameter that names the other bulletin.
const WITH: &str = "with";
/// Numbers listed at most.
const ROWS_MAX: usize = 500;

/// The page: with the bulletin named, else with the latest earlier one of the same template, organisation and language.
pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let bulletin = read(&app, &actor, id).await?;
    // Why a number moved is told by projects: for who reads the whole.
    if !actor.may(Permission::Read, bulletin.org) {
        return Err(Problem::not_found());
    }
    let others = others(&app, &actor, &bulletin).await?;
    let other = match asked.here.get(WITH) {
        Some(text) => {
            let wanted = others.iter().find(|other| other.id.to_string() == text);
            Some(wanted.ok_or_else(Problem::not_found)?)
        }
        None => earlier(&others, &bulletin),
    };
    let title = lang.t("kept.moved");
    let body = html! {
        (layout::heading(title, &html! {}))
        p { a href=(path(id)) { (bulletin.title) } }
        @if bulletin.ranking().is_some() {
            p { (lang.t("kept.fixed_ranking")) (lang.gap()) a href={ (scores::RANKINGS) "/fixed/" (id) } { (lang.t("rankings.fixed_moved")) } }
        }
        (choice(lang, &others, other))
        @if let Some(other) = other { (compared(&app, &asked, &actor, other, &bulletin).await?) }
    };
    Ok(answer::full(&asked, page(&app, &asked, &actor, title, &body)))
}

/// Those of the same template and organisation, the latest first.
async fn others(app: &App, actor: &Actor, bulletin: &Kept<Bulletin>) -> Result<Vec<Kept<Bulletin>>, Problem> {
    let mut all = store::all(app.ledger.db()).await?;
    all.retain(|it| {
        (&it.template, it.org) == (&bulletin.template, bulletin.org)
            && it.id != bulletin.id
            && actor.may(Permission::Read, it.org)
    });
    all.sort_by_key(|it| std::cmp::Reverse((it.true_on, it.id)));
    Ok(all)
}

/// The latest earlier one in the same language; without any, the latest of an earlier day in the other: one of the same day is
/// its twin.
fn earlier<'a>(others: &'a [Kept<Bulletin>], bulletin: &Kept<Bulletin>) -> Option<&'a Kept<Bulletin>> {
    let at = |it: &Kept<Bulletin>| (it.true_on, it.id);
    let own = others.iter().find(|other| other.lang == bulletin.lang && at(other) < at(bulletin));
    own.or_else(|| others.iter().find(|other| other.true_on < bulletin.true_on))
}

fn choice(lang: Lang, others: &[Kept<Bulletin>], chosen: Option<&Kept<Bulletin>>) -> Markup {
    html! {
        @if others.is_empty() { p.muted { (lang.t("kept.no_other")) } }
        @else {
            form.row {
                label for="with" { (lang.t("kept.compare_with")) }
                select #with name=(WITH) {
                    @for other in others {
                        option value=(other.id) selected[chosen.is_some_and(|it| it.id == other.id)] {
                            (other.title) " · " (other.true_on) " · " (lang.tf("codes.change_no", &[("change", &other.known_by)]))
                        }
                    }
                }
                button type="submit" { (lang.t("kept.compare")) }
            }
        }
    }
}

async fn compared(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    old: &Kept<Bulletin>,
    new: &Kept<Bulletin>,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let (before, after) = (contents(app, actor, old).await?, contents(app, actor, new).await?);
    let pairs = moved(&before.printed, &after.printed);
    let columns = vec![
        Column::new("slot", lang.t("kept.place"), Kind::Lead),
        Column::new("figure", lang.t("codes.figure"), Kind::Text),
        Column::new("group", lang.t("codes.group"), Kind::Text),
        Column::new("old", lang.t("kept.before"), Kind::Number),
        Column::new("new", lang.t("kept.after"), Kind::Number),
        Column::new("why", lang.t("kept.why"), Kind::Text),
    ];
    let places = Places::of(lang, &after.printed);
    let links = Links::of(&asked.here, new.org, &after);
    let row = |(old, figure): &(FigureSpan, FigureSpan)| {
        let (name, group) = told(lang, &after.at, &figure.source);
        let place = places.get(&figure.slot).to_owned();
        let why = match (&old.source, &figure.source) {
            (Source::Asked(then), Source::Asked(now)) => {
                why(&asked.here, new.org, (then, now), &after.at).map(|href| ("kept.why_moved", href))
            }
            // What is typed in or scored is moved by what stands behind it, not by projects.
            (Source::Stated(_), Source::Stated(_)) => Some(("kept.to_source", links.to_source(figure))),
            _ => None,
        };
        Row {
            id: figure.slot.clone(),
            name: place.clone(),
            cells: vec![
                html! { (place) },
                html! { (name) },
                html! { (group) },
                html! { (old.printed) },
                html! { (figure.printed) },
                html! { @match why { Some((words, href)) => a href=(href) { (lang.t(words)) }, None => span.muted { (lang.t("kept.other_question")) } } },
            ],
        }
    };
    let rows = pairs.iter().take(ROWS_MAX).map(row).collect();
    let table = Table::new(lang.t("kept.moved"), &asked.here, columns, rows);
    let left_out = pairs.len().saturating_sub(ROWS_MAX);
    Ok(html! {
        p { (lang.tf("kept.moved_words", &[("n", &pairs.len()), ("old", &old.true_on), ("old_change", &old.known_by), ("new", &new.true_on), ("new_change", &new.known_by)])) }
        (table.render(lang))
        @if left_out > 0 { p.muted { (lang.tf("kept.rows_left_out", &[("n", &left_out)])) } }
    })
}

/// The numbers that stand in both at the same place and are printed otherwise.
fn moved(before: &Draft, after: &Draft) -> Vec<(FigureSpan, FigureSpan)> {
    let mut known: HashMap<String, FigureSpan> =
        before.figures().into_iter().map(|figure| (figure.slot.clone(), figure)).collect();
    let pairs = after.figures().into_iter().filter_map(|figure| Some((known.remove(&figure.slot)?, figure)));
    pairs.filter(|(old, new)| old.printed != new.printed).collect()
}

/// The figure, and of whom or what it is.
fn told(lang: Lang, at: &Question, source: &Source) -> (String, String) {
    match source {
        Source::Asked(asked) => {
            let name = crate::figures::catalogue_title(lang, at, &asked.figure);
            (name, crate::figures::group_words(lang, &asked.group))
        }
        Source::Stated(stated) => {
            let org = at.snapshot.dimensions().org_shown(stated.org).unwrap_or_default();
            (stated.indicator.clone(), org.into_owned())
        }
    }
}
