//! The latest changes that somebody may see.

use super::Names;
use super::names::list;
use super::touched::may_be_own;
use crate::actor::Actor;
use crate::clock::words_of_ms;
use crate::ledger::{ChangeRow, LedgerError, Origin, recent};
use crate::text::Lang;
use db::{Db, Val};
use domain::Permission;
use domain::facts::{ChangeId, Dimensions, Owner, RecordKind};
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Changes looked at in one go.
const CHUNK: usize = 100;
/// Changes looked at for one page at most: a clerk of a quiet zone must not make the whole journal be read.
const LOOKED_AT_MAX: usize = 1_000;

/// Changes that may be seen, newest first.
#[derive(Debug, Default)]
pub struct Seen {
    /// The changes.
    pub changes: Vec<ChangeRow>,
    /// From which change on to look for older ones; none when the journal ends here.
    pub older: Option<ChangeId>,
}

/// The latest changes before `before` that the actor may see, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn latest(
    db: &Db,
    dims: &Dimensions,
    actor: &Actor,
    before: Option<ChangeId>,
    limit: usize,
) -> Result<Seen, LedgerError> {
    let mut seen = Seen::default();
    let mut from = before;
    for _ in 0..LOOKED_AT_MAX / CHUNK {
        let chunk = recent(db, from, CHUNK).await?;
        let ended = chunk.len() < CHUNK;
        let visible = visible(db, dims, actor, &chunk).await?;
        for change in chunk {
            if seen.changes.len() == limit {
                seen.older = seen.changes.last().map(|last| last.id);
                return Ok(seen);
            }
            from = Some(change.id);
            if visible.contains(&change.id) {
                seen.changes.push(change);
            }
        }
        if ended {
            return Ok(seen);
        }
    }
    seen.older = from;
    Ok(seen)
}

/// Which of some changes the actor may see: their own, and those that touch what they may audit or keep.
async fn visible(
    db: &Db,
    dims: &Dimensions,
    actor: &Actor,
    changes: &[ChangeRow],
) -> Result<BTreeSet<ChangeId>, LedgerError> {
    if actor.may_everywhere(Permission::Audit, dims) {
        return Ok(changes.iter().map(|change| change.id).collect());
    }
    let own = changes.iter().filter(|change| change.actor == Some(actor.user));
    let mut visible: BTreeSet<ChangeId> = own.map(|change| change.id).collect();
    for question in questions(actor) {
        let open: Vec<i64> = changes
            .iter()
            .map(|change| change.id)
            .filter(|id| !visible.contains(id))
            .map(|id| id.0)
            .collect();
        if open.is_empty() {
            break;
        }
        for end in ["since", "until"] {
            let sql = format!("SELECT DISTINCT v.{end} FROM {question} AND v.{end} IN ({})", list(&open));
            visible
                .extend(db.query::<i64>(Cow::Owned(sql), Vec::<Val>::new()).await?.into_iter().map(ChangeId));
        }
    }
    Ok(visible)
}

/// The tables to ask, each with the condition that a row lies where the actor may audit or keep it.
fn questions(actor: &Actor) -> Vec<String> {
    let at = |permissions: &[Permission]| -> Option<String> {
        let orgs: BTreeSet<i64> = permissions
            .iter()
            .flat_map(|permission| actor.scope.orgs(*permission).unwrap_or_default())
            .map(|org| org.0)
            .collect();
        (!orgs.is_empty()).then(|| list(&orgs.into_iter().collect::<Vec<_>>()))
    };
    let mut questions = Vec::new();
    if let Some(orgs) = at(&[Permission::Audit]) {
        questions.push(format!("project v WHERE (v.zone IN ({orgs}) OR v.park IN ({orgs}))"));
        for kind in RecordKind::ALL.iter().filter(|kind| kind.owner() == Owner::Project) {
            let table = kind.table();
            questions.push(format!(
                "{table} v JOIN project p ON p.id = v.project WHERE (p.zone IN ({orgs}) OR p.park IN ({orgs}))"
            ));
        }
        for kind in RecordKind::ALL.iter().filter(|kind| kind.owner() == Owner::Org) {
            let shared = if may_be_own(*kind) { " AND v.\"user\" IS NULL" } else { "" };
            questions.push(format!("{} v WHERE v.org IN ({orgs}){shared}", kind.table()));
        }
        questions.push(format!("round v WHERE v.org IN ({orgs})"));
    }
    if let Some(orgs) = at(&[Permission::Audit, Permission::ManageOrgs]) {
        questions.push(format!("org v WHERE (v.id IN ({orgs}) OR v.parent IN ({orgs}))"));
    }
    if let Some(orgs) = at(&[Permission::Audit, Permission::ManageUsers]) {
        questions.push(format!("account_grant v WHERE v.org IN ({orgs})"));
        questions
            .push(format!("account v JOIN account_grant g ON g.\"user\" = v.id WHERE g.org IN ({orgs})"));
    }
    questions
}

/// Where a change came from, in words.
pub fn origin(lang: Lang, origin: Option<Origin>) -> &'static str {
    lang.t(match origin {
        Some(Origin::Web) => "history.from_web",
        Some(Origin::Import(_)) => "history.from_import",
        Some(Origin::CommandLine) => "history.from_command",
        Some(Origin::Undo) => "history.from_undo",
        Some(Origin::Sample) => "history.from_sample",
        None => "history.from_elsewhere",
    })
}

/// Who made a change, in words.
pub fn who<'a>(lang: Lang, names: &'a Names, change: &ChangeRow) -> &'a str {
    match change.actor {
        None => lang.t("history.operator"),
        Some(user) => names.user(user).unwrap_or(lang.t("history.unknown_user")),
    }
}

/// One change on one line: number, when, who, from where, why.
pub fn line(lang: Lang, names: &Names, change: &ChangeRow) -> Markup {
    html! {
        a href={ (super::CHANGES) "/" (change.id) } { "#" (change.id) }
        " " (words_of_ms(change.at_ms)) " " (who(lang, names, change)) " · " (origin(lang, change.origin))
        @if let Some(reason) = &change.reason { " · " (reason) }
    }
}
