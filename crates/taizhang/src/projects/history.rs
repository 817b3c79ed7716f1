//! The history on the project page: who changed what, when and from where, field by field, with undo beside it.

use super::show::Shown;
use super::store;
use crate::app::App;
use crate::clock::words_of_ms;
use crate::fields;
use crate::history::{Names, may_undo, origin, value, who};
use crate::ledger::{self, ChangeRow, Edit};
use crate::text::Lang;
use crate::web::problem::Problem;
use domain::Permission;
use domain::facts::{RecordKind, Value};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Changes shown at first.
const SHOWN_MAX: usize = 8;
/// The parameter that asks for all.
const HISTORY: &str = "history";

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
    let imports: Vec<i64> = history.iter().filter_map(|(change, _)| change.import()).collect();
    let imports = store::import_names(db, imports).await?;
    let edits = history.iter().flat_map(|(_, edits)| edits);
    let names = Names::of(db, shown.opened.question.snapshot.dimensions(), edits).await?;
    let mut undoable = BTreeSet::new();
    for (change, _) in history.iter().filter(|(change, _)| may_be_undone(shown, change)) {
        if may_undo(app, shown.actor, change.id).await? {
            undoable.insert(change.id);
        }
    }
    let lang = shown.lang();
    Ok(html! {
        section #history {
            h2 { (lang.t("projects.history")) }
            @for (change, edits) in &history { (one(shown, &names, &imports, (change, edits), undoable.contains(&change.id))) }
            @if history.len() < total {
                p { a href={ (shown.asked.here.with(HISTORY, "all")) "#history" } {
                    (lang.tf("projects.history_all", &[("n", &total)]))
                } }
            }
        }
    })
}

/// Whether a page that shows the present may offer undo at all; whether this reader may undo this, which may have touched
/// other zones too, the change says.
fn may_be_undone(shown: &Shown<'_>, change: &ChangeRow) -> bool {
    shown.may_now(Permission::Edit) && change.undone_by.is_none() && change.undoes.is_none()
}

fn one(
    shown: &Shown<'_>,
    names: &Names,
    imports: &BTreeMap<i64, String>,
    (change, edits): (&ChangeRow, &[Edit]),
    undoes: bool,
) -> Markup {
    let lang = shown.lang();
    html! {
        details.change open[edits.len() <= 3] {
            summary {
                strong { (words_of_ms(change.at_ms)) } " "
                (who(lang, names, change)) " · " (from(lang, imports, change)) " "
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

fn record(shown: &Shown<'_>, names: &Names, edit: &Edit) -> Markup {
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
                    @if edit.before.is_some() { del { (printed(lang, names, edit.kind, field.field.name, field.before)) } " " }
                    @if edit.after.is_some() { ins { (printed(lang, names, edit.kind, field.field.name, field.after)) } }
                }
            }
        }
    }
}

/// A column's value in words; a dash for nothing.
fn printed(lang: Lang, names: &Names, kind: RecordKind, field: &str, held: &Value) -> String {
    let words = value(lang, names, kind, field, held);
    if words.is_empty() { domain::ratio::NO_VALUE.to_owned() } else { words }
}

/// Where a change came from; of an import the file's name.
fn from(lang: Lang, imports: &BTreeMap<i64, String>, change: &ChangeRow) -> String {
    match change.import().and_then(|import| imports.get(&import)) {
        Some(name) => lang.tf("projects.origin_import", &[("name", name)]),
        None => origin(lang, change.origin).to_owned(),
    }
}
