//! One change, field by field.

use super::latest::{origin, who};
use super::list::{Reach, must_look, state};
use super::names::{list, number};
use super::touched::{Touched, may_be_own};
use super::{CHANGES, Names, value};
use crate::actor::Actor;
use crate::app::App;
use crate::clock::words_of_ms;
use crate::fields;
use crate::ledger::{ChangeRow, Edit, LedgerError, change, history_of_change};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Db;
use domain::Permission;
use domain::facts::{ChangeId, OrgId, Owner, RecordKind};
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Edits of one change that a page shows.
const EDITS_SHOWN: usize = 200;

/// A change with what the actor may see of it.
pub(super) struct Told {
    pub(super) change: ChangeRow,
    pub(super) touched: Touched,
    /// Whether the actor may take it back, were it not taken back already.
    pub(super) may_undo: bool,
    pub(super) edits: Vec<Edit>,
    pub(super) names: Names,
    /// Rows that the change wrote, as far as the actor may know.
    pub(super) facts: Markup,
}

impl Told {
    /// Reads it; a change that touched nothing of the actor's is not there.
    pub(super) async fn of(app: &App, lang: Lang, actor: &Actor, id: ChangeId) -> Result<Self, Problem> {
        must_look(actor)?;
        let db = app.ledger.db();
        let change = change(db, id).await?;
        let touched = Touched::by(db, id).await?;
        let snapshot = app.ledger.live().current().await?;
        let dims = snapshot.dimensions();
        let is_whole = actor.may_everywhere(Permission::Audit, dims);
        if !touched.seen_by(actor, &change) && !is_whole {
            return Err(Problem::not_found());
        }
        let edits = history_of_change(db, id, EDITS_SHOWN).await?;
        let edits = seen(db, actor, &change, edits).await?;
        let names = Names::of(db, dims, &edits).await?;
        let may_undo = touched.undone_by(actor, dims, &change);
        let facts = Reach { actor, is_whole }.facts(lang, &change);
        Ok(Self { change, touched, may_undo, edits, names, facts })
    }
}

/// What the actor may see of some edits: all of their own change, else what lies where they may audit or keep it.
async fn seen(
    db: &Db,
    actor: &Actor,
    change: &ChangeRow,
    edits: Vec<Edit>,
) -> Result<Vec<Edit>, LedgerError> {
    if change.actor == Some(actor.user) {
        return Ok(edits);
    }
    let readable = readable_projects(db, actor, &edits).await?;
    let at = |edit: &Edit, column: &str| number(edit, column).map(OrgId);
    let may = |permission, org: Option<OrgId>| org.is_some_and(|org| actor.may(permission, org));
    let kept = edits.into_iter().filter(|edit| match (edit.kind, edit.kind.owner()) {
        (RecordKind::Project, _) => readable.contains(&edit.id),
        (_, Owner::Project) => number(edit, "project").is_some_and(|project| readable.contains(&project)),
        (kind, _) if may_be_own(kind) && number(edit, "user").is_some() => false,
        (_, Owner::Org) => may(Permission::Audit, at(edit, "org")),
        (RecordKind::Org, _) => [Some(OrgId(edit.id)), at(edit, "parent")]
            .into_iter()
            .any(|org| may(Permission::Audit, org) || may(Permission::ManageOrgs, org)),
        (RecordKind::Grant, _) => {
            may(Permission::Audit, at(edit, "org")) || may(Permission::ManageUsers, at(edit, "org"))
        }
        (RecordKind::User, _) => actor.scope.may_anywhere(Permission::ManageUsers),
        (RecordKind::Import, _) => may(Permission::Audit, at(edit, "zone")),
        (RecordKind::SavedView | RecordKind::ParkedRow, _) => false,
        _ => actor.scope.may_anywhere(Permission::Audit),
    });
    Ok(kept.collect())
}

async fn readable_projects(db: &Db, actor: &Actor, edits: &[Edit]) -> Result<BTreeSet<i64>, LedgerError> {
    let own = |edit: &Edit| (edit.kind == RecordKind::Project).then_some(edit.id);
    let ids: BTreeSet<i64> =
        edits.iter().filter_map(|edit| own(edit).or_else(|| number(edit, "project"))).collect();
    if ids.is_empty() {
        return Ok(ids);
    }
    let ids = list(&ids.into_iter().collect::<Vec<_>>());
    let sql = format!("SELECT id, zone, park FROM project WHERE id IN ({ids})");
    let rows = db.query::<(i64, i64, Option<i64>)>(Cow::Owned(sql), Vec::new()).await?;
    let readable = rows.into_iter().filter(|(_, zone, park)| {
        actor.may(Permission::Audit, OrgId(*zone))
            || park.is_some_and(|park| actor.may(Permission::Audit, OrgId(park)))
    });
    Ok(readable.map(|(id, _, _)| id).collect())
}

/// Shows the change.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let told = Told::of(&app, lang, &actor, ChangeId(id)).await?;
    let title = lang.tf("history.change_no", &[("change", &id)]);
    let undo = told.change.undone_by.is_none() && told.may_undo;
    let actions = html! {
        @if undo { a.button href={ (CHANGES) "/" (id) "/undo" } { (lang.t("history.undo")) } }
        a href=(CHANGES) { (lang.t("history.all")) }
    };
    let body = html! {
        (layout::heading(&title, &actions))
        (head(lang, &told))
        (edits(lang, &told.names, &told.edits))
        @if told.edits.len() == EDITS_SHOWN { p.hint { (lang.tf("history.first", &[("n", &EDITS_SHOWN)])) } }
    };
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, &title, &body)))
}

/// Who, when, from where, why.
pub(super) fn head(lang: Lang, told: &Told) -> Markup {
    let change = &told.change;
    html! {
        dl.facts {
            dt { (lang.t("history.at")) } dd { (words_of_ms(change.at_ms)) }
            dt { (lang.t("history.who")) } dd { (who(lang, &told.names, change)) }
            dt { (lang.t("history.from")) } dd { (origin(lang, change.origin)) }
            @if let Some(reason) = &change.reason { dt { (lang.t("history.why")) } dd { (reason) } }
            dt { (lang.t("history.facts")) } dd { (told.facts) }
            @if change.undoes.is_some() || change.undone_by.is_some() {
                dt { (lang.t("history.state")) } dd { (state(lang, change)) }
            }
            dt { (lang.t("history.hash")) } dd { code.small { (change.hash) } }
        }
    }
}

/// Edits field by field: what each was and what it became.
pub fn edits(lang: Lang, names: &Names, edits: &[Edit]) -> Markup {
    html! {
        div.grid-wrap.short tabindex="0" role="region" aria-label=(lang.t("history.edits")) {
            table.grid.fold {
                caption.unseen { (lang.t("history.edits")) }
                thead { tr {
                    th.words scope="col" { (lang.t("history.subject")) }
                    th.text scope="col" { (lang.t("history.field")) }
                    th.words scope="col" { (lang.t("history.before")) }
                    th.words scope="col" { (lang.t("history.after")) }
                    th.text scope="col" { (lang.t("history.source")) }
                } }
                tbody { @for edit in edits { (rows(lang, names, edit)) } }
            }
        }
    }
}

fn rows(lang: Lang, names: &Names, edit: &Edit) -> Markup {
    let (kind, id, name) = names.subject(edit);
    let fields = edit.fields();
    let deed = match (&edit.before, &edit.after) {
        (None, _) => "history.new",
        (_, None) => "history.ended",
        _ => "history.changed",
    };
    html! {
        @for (place, field) in fields.iter().enumerate() {
            tr {
                @if place == 0 {
                    th.words scope="rowgroup" rowspan=(fields.len()) {
                        @if kind == RecordKind::Project { a href={ "/projects/" (id) } { (name) } } @else { (name) }
                        p.small.muted { (fields::kind(lang, edit.kind)) " · " (lang.t(deed)) }
                    }
                }
                td.words data-label=(lang.t("history.field")) { (fields::label(lang, edit.kind, field.field.name)) }
                td.words data-label=(lang.t("history.before")) { (value(lang, names, edit.kind, field.field.name, field.before)) }
                td.words data-label=(lang.t("history.after")) { (value(lang, names, edit.kind, field.field.name, field.after)) }
                @if place == 0 { td.words data-label=(lang.t("history.source")) rowspan=(fields.len()) { (edit.source.as_deref().unwrap_or_default()) } }
            }
        }
    }
}
