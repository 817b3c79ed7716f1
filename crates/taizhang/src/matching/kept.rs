//! What was made one with a project, on its page; and the way to it from the address of the other, which people have kept.

use super::store::merged_into;
use crate::app::App;
use crate::as_of::KNOWN_BY;
use crate::history::{CHANGES, may_undo};
use crate::ledger::{LedgerError, open_by, valid_by};
use crate::project::{Shown, path_of};
use db::Val;
use domain::Permission;
use domain::facts::{Kept, MatchAnswer, MatchVerdict, ProjectId};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The project with which another was made one, if the reader may see that.
///
/// # Errors
/// When the database fails.
pub async fn into_which(app: &App, project: i64) -> Result<Option<ProjectId>, LedgerError> {
    Ok(merged_into(app.ledger.db(), project).await?.map(|answer| answer.project))
}

/// The projects that are said to be others than this, though they look like it.
///
/// # Errors
/// When the database fails.
pub async fn said_others(app: &App, project: ProjectId) -> Result<BTreeSet<ProjectId>, LedgerError> {
    let vals = vec![Val::Int(project.0)];
    let answers = open_by::<MatchAnswer>(app.ledger.db(), "project = $1 OR other = $1", vals).await?;
    let answers = answers.iter().filter(|answer| answer.verdict == MatchVerdict::Another);
    let other = |answer: &Kept<MatchAnswer>| match answer.project == project {
        true => answer.other.map(ProjectId),
        false => Some(answer.project),
    };
    Ok(answers.filter_map(other).collect())
}

/// The projects that were made one with this, each as it stood before; nothing where there are none.
///
/// # Errors
/// When the database fails.
pub async fn section(app: &App, shown: &Shown<'_>) -> Result<Markup, LedgerError> {
    let (lang, known) = (shown.lang(), shown.opened.question.snapshot.change());
    let project = Val::Int(shown.opened.dossier.id().0);
    let answers = valid_by::<MatchAnswer>(app.ledger.db(), known, "project = $2", [project]).await?;
    let merged: Vec<&Kept<MatchAnswer>> =
        answers.iter().filter(|answer| answer.verdict == MatchVerdict::Merged).collect();
    let mut lines = Vec::new();
    for answer in merged {
        let undo = shown.may_now(Permission::Edit) && may_undo(app, shown.actor, answer.since).await?;
        let before = answer
            .other
            .map(|other| format!("{}?{KNOWN_BY}={}", path_of(ProjectId(other)), answer.since.0 - 1));
        lines.push(html! {
            li {
                @match before {
                    Some(before) => a href=(before) { (answer.title) },
                    None => (answer.title),
                }
                " " span.muted { (answer.own_no.as_deref().unwrap_or_default()) }
                @if let Some(reason) = &answer.reason { " · " (reason) }
                " · " a href={ (CHANGES) "/" (answer.since) } { "#" (answer.since) }
                @if undo { " · " a href={ (CHANGES) "/" (answer.since) "/undo" } { (lang.t("matching.undo")) } }
            }
        });
    }
    Ok(html! {
        @if !lines.is_empty() {
            section {
                h2 { (lang.t("matching.merged")) }
                p.muted { (lang.t("matching.merged_words")) }
                ul.plain { @for line in lines { (line) } }
            }
        }
    })
}
