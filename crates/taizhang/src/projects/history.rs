//! The history on the project page: who changed what, when and from where, field by field, with undo beside it.

use super::history_words::{Names, value};
use super::show::Shown;
use super::store;
use crate::app::App;
use crate::clock::day_of_ms;
use crate::fields;
use crate::ledger::{self, ChangeRow, Edit, Origin};
use crate::web::problem::Problem;
use domain::Permission;
use domain::facts::UserId;
use maud::{Markup, html};

/// Changes shown at first.
const SHOWN_MAX: usize = 20;
/// The parameter that asks for all.
const HISTORY: &str = "history";
const DAY_MS: i64 = 86_400_000;
const BEIJING_MS: i64 = 8 * 3_600_000;

/// The section, for those who may read others' changes.
///
/// # Errors
/// When the database fails.
pub(super) async fn section(app: &App, shown: &Shown<'_>) -> Result<Markup, Problem> {
    if !shown.may_see(Permission::Audit) {
        return Ok(Markup::default());
    }
    let db = app.ledger.db();
    let known = shown.opened.question.snapshot.change();
    let mut history = ledger::history_of_project(db, shown.opened.dossier.id()).await?;
    history.retain(|(change, _)| change.id <= known);
    let total = history.len();
    let all = shown.asked.here.get(HISTORY) == Some("all");
    history.truncate(if all { total } else { SHOWN_MAX });
    let users: Vec<UserId> = history.iter().filter_map(|(change, _)| change.actor).collect();
    let imports: Vec<i64> = history.iter().filter_map(|(change, _)| import_of(change)).collect();
    let names = Names {
        lang: shown.lang(),
        dims: shown.opened.dims(),
        users: store::names(db, users).await?,
        imports: store::import_names(db, imports).await?,
    };
    let lang = shown.lang();
    Ok(html! {
        section #history {
            h2 { (lang.t("projects.history")) }
            @for (change, edits) in &history { (one(shown, &names, change, edits)) }
            @if history.len() < total {
                p { a href={ (shown.asked.here.with(HISTORY, "all")) "#history" } {
                    (lang.tf("projects.history_all", &[("n", &total)]))
                } }
            }
        }
    })
}

fn import_of(change: &ChangeRow) -> Option<i64> {
    match change.origin {
        Some(Origin::Import(import)) => Some(import.0),
        _ => None,
    }
}

fn one(shown: &Shown<'_>, names: &Names<'_>, change: &ChangeRow, edits: &[Edit]) -> Markup {
    let lang = shown.lang();
    let undoes = shown.may_now(Permission::Edit) && change.undone_by.is_none() && change.undoes.is_none();
    html! {
        details.change open[edits.len() <= 3] {
            summary {
                strong { (moment(change.at_ms)) } " "
                (who(names, change)) " · " (origin(names, change)) " "
                span.muted { "#" (change.id) }
                @if let Some(reason) = &change.reason { " " q { (reason) } }
                @if let Some(by) = change.undone_by { " " span.muted { (lang.tf("projects.undone_by", &[("change", &by)])) } }
            }
            @for edit in edits { (record(shown, names, edit)) }
            @if undoes {
                form.no-print method="post" action={ "/changes/" (change.id) "/undo" } {
                    button type="submit" { (lang.t("projects.undo")) }
                }
            }
        }
    }
}

fn record(shown: &Shown<'_>, names: &Names<'_>, edit: &Edit) -> Markup {
    let lang = shown.lang();
    let what = match (&edit.before, &edit.after) {
        (None, _) => "projects.was_added",
        (_, None) => "projects.was_ended",
        _ => "projects.was_changed",
    };
    html! {
        p { (lang.tf(what, &[("kind", &fields::kind(lang, edit.kind))]))
            @if let Some(source) = &edit.source { " " span.muted { (source) } }
        }
        dl.facts {
            @for field in edit.fields().iter().filter(|field| field.field.name != "project") {
                dt { (fields::label(lang, edit.kind, field.field.name)) }
                dd {
                    @if edit.before.is_some() { del { (value(names, field.field.name, field.before)) } " " }
                    @if edit.after.is_some() { ins { (value(names, field.field.name, field.after)) } }
                }
            }
        }
    }
}

fn who(names: &Names<'_>, change: &ChangeRow) -> String {
    match change.actor {
        None => names.lang.t("projects.operator").to_owned(),
        Some(user) => names.users.get(&user).cloned().unwrap_or_else(|| user.to_string()),
    }
}

fn origin(names: &Names<'_>, change: &ChangeRow) -> String {
    let lang = names.lang;
    match change.origin {
        Some(Origin::Web) | None => lang.t("projects.origin_web").to_owned(),
        Some(Origin::CommandLine) => lang.t("projects.origin_cli").to_owned(),
        Some(Origin::Sample) => lang.t("projects.origin_sample").to_owned(),
        Some(Origin::Undo) => lang.t("projects.origin_undo").to_owned(),
        Some(Origin::Import(import)) => {
            let name = names.imports.get(&import.0).cloned().unwrap_or_else(|| import.to_string());
            lang.tf("projects.origin_import", &[("name", &name)])
        }
    }
}

/// An instant as day and time in Beijing: `2022-06-30 12:00`.
pub(super) fn moment(at_ms: i64) -> String {
    let minutes = (at_ms + BEIJING_MS).rem_euclid(DAY_MS) / 60_000;
    format!("{} {:02}:{:02}", day_of_ms(at_ms), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_told_in_beijing() {
        assert_eq!(moment(0), "1970-01-01 08:00");
        assert_eq!(moment(16 * 3_600_000 - 1), "1970-01-01 23:59");
    }
}
