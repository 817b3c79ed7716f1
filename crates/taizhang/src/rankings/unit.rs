//! The score of a unit, opened into its parts, and what would lift it.

use super::asked::{Read, read, to, to_unit};
use super::{labels, parts, table, what_if};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::KnownBy;
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use ::figures::ranking::RankRow;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::Permission;
use domain::facts::OrgId;
use maud::{Markup, html};

/// The parameter that says by how many places a unit is to rise.
const UP: &str = "up";
/// Places, unless the address says otherwise.
const UP_DEFAULT: u32 = 2;

/// The page; JSON for programs.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((name, unit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let read = read(&app, &asked, &actor, &name).await?;
    let org: OrgId = unit.parse().map_err(|_| Problem::not_found())?;
    let place = read.at.snapshot.places().get(org);
    let place = place.filter(|_| actor.may(Permission::Read, org)).ok_or_else(Problem::not_found)?;
    let row = read.ranked.ranking.row(&unit);
    if asked.json {
        return Ok(axum::Json(row.ok_or_else(Problem::not_found)?).into_response());
    }
    let scheme = labels::title(lang, &read.ranked.scheme);
    let title = format!("{} · {scheme}", place.shown());
    // A period that is over has its values typed in later; only the past of the ledger itself stays as it was.
    let is_known_now = read.at.as_of.known_by == KnownBy::Now;
    let edits = is_known_now && super::inputs::may_edit(&actor, &read.at.snapshot, org);
    let actions = html! {
        a href=(to(&asked.here, &name, "")) { (lang.t("rankings.to_ranking")) }
        @if edits && read.ranked.scheme.items().is_some() {
            a.button href=(to_unit(&asked.here, &name, &unit, "/inputs").with("period", &read.ranked.period.to_string())) {
                (lang.t("rankings.type_in"))
            }
        }
    };
    let up = asked.here.get(UP).and_then(|up| up.parse().ok()).filter(|up| *up > 0).unwrap_or(UP_DEFAULT);
    let body = html! {
        (layout::heading(&title, &actions))
        @match row {
            None => p.muted { (lang.t("rankings.takes_no_part")) },
            Some(row) => {
                (standing(lang, &read, row))
                (parts::render(lang, &asked.here, &read, row))
                (what_if::section(&asked, &read, row, up))
            }
        }
    };
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&read.at));
    Ok(answer::full(&asked, layout::page(&frame, &title, &body)))
}

fn standing(lang: Lang, read: &Read, row: &RankRow) -> Markup {
    let groups = &read.ranked.ranking.groups;
    let group = groups.iter().find(|group| group.rows.iter().any(|it| it.unit == row.unit));
    html! {
        p.lead {
            (labels::period(lang, read.ranked.period)) " · " (layout::as_of_words(lang, read.at.true_on))
        }
        dl.cards {
            div { dt { (lang.t("rankings.score")) } dd { (row.score.printed) } }
            div { dt { (lang.t("rankings.rank")) } dd {
                (table::rank(lang, row))
                @if let Some(group) = group { span.of { "/" (group.rows.len()) } }
            } }
            @if let Some(change) = row.change {
                div { dt { (lang.t("rankings.change")) } dd { (table::change_text(lang, change)) } }
            }
            @if let Some(flag) = group.and_then(|group| table::flag(group, &row.unit)) {
                div { dt { (lang.t("rankings.flag")) } dd { (table::flag_words(lang, flag)) } }
            }
        }
        @if row.score.vetoed { p { (lang.t("rankings.vetoed")) } }
    }
}
