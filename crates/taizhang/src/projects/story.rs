//! What the records of a project let be said of it: clauses as an official report has them, each following from facts that
//! stand on the page.

use crate::app::App;
use crate::figures::catalogue_lang;
use crate::ledger::{Depth, dossier, valid_by};
use crate::project::{Shown, may};
use crate::web::problem::Problem;
use db::Val;
use domain::Permission;
use domain::facts::{Dossier, Project, ProjectId};
use figures::{Catalogue, ProjectStory};
use maud::{Markup, html};

/// Parts that are looked at: more than any project has.
const PARTS_MAX: usize = 200;

/// The section; nothing where nothing can be said.
pub(super) async fn section(app: &App, shown: &Shown<'_>) -> Result<Markup, Problem> {
    let parts = parts(app, shown).await?;
    let story = ProjectStory {
        dossier: &shown.opened.dossier,
        parts: &parts,
        dimensions: shown.opened.dims(),
        true_on: shown.true_on(),
    };
    let said = story.sentence(Catalogue::builtin(), catalogue_lang(shown.lang()));
    Ok(html! {
        @if !said.is_empty() {
            section id="story" {
                h2 { (shown.lang().t("projects.story")) }
                p.sentence { (said) (shown.lang().t("projects.story_stop")) }
                p.muted.small { (shown.lang().t("projects.story_note")) }
            }
        }
    })
}

/// The phases, parts and works of the project that the reader sees, as they were known.
async fn parts(app: &App, shown: &Shown<'_>) -> Result<Vec<Dossier>, Problem> {
    let (db, change) = (app.ledger.db(), shown.opened.question.snapshot.change());
    let parent = Val::Int(shown.opened.dossier.id().0);
    let children = valid_by::<Project>(db, change, "parent = $2", [parent]).await?;
    let mut parts = Vec::new();
    let mut read = db.read().await?;
    for child in children.iter().filter(|it| may(shown.actor, Permission::Read, it)).take(PARTS_MAX) {
        parts.extend(dossier(&mut read, change, ProjectId(child.id), Depth::Full).await?);
    }
    Ok(parts)
}
