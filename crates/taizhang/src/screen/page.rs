//! The page: every panel read from the one snapshot, one of them in sight.

use super::frame;
use super::panel::Panel;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::not_given;
use crate::shell;
use crate::text::Lang;
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::Filter;
use axum::extract::State;
use axum::response::Response;
use domain::facts::OrgId;

/// Whose eyes, which part of the tree, when.
pub(super) struct Sight<'a> {
    pub asked: &'a Asked,
    pub actor: &'a Actor,
    pub at: &'a Question,
    /// The organisation chosen, else the only one where the actor reads; none of a person who reads at several.
    pub org: Option<OrgId>,
    /// The condition that narrows to the organisation chosen.
    pub narrow: Filter,
}

impl Sight<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.asked.lang
    }
}

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let at = app.reading(&asked).await?;
    let chosen = shell::chosen(&asked, &actor, &at.snapshot)?;
    let narrow = shell::narrowed(&at.snapshot, &Filter::default(), chosen);
    let sight =
        Sight { asked: &asked, actor: &actor, at: &at, org: chosen.or_else(|| actor.only_read_at()), narrow };
    let shown = Panel::of(&asked.here);
    let mut panels = Vec::new();
    for panel in Panel::ALL {
        let content = panel.content(&sight).unwrap_or_else(|error| not_given(&asked, &error));
        panels.push((panel, content));
    }
    let body = frame::around(&sight, shown, &panels);
    Ok(page::full(&asked, layout::on_the_wall(&asked, asked.lang.t("screen.title"), &body)))
}
