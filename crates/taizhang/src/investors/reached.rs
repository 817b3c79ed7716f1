//! The one door to an investor: it loads and permits in one call.

use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::ledger::{Act, Origin, Writer};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::Noun;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::page;
use crate::web::path_id::path_id;
use crate::web::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Investor, InvestorId, InvestorListing, Kept};
use figures::{Population, ProjectView};
use maud::Markup;

/// An investor with the projects through which the actor reaches it.
pub(super) struct Reached {
    /// The application.
    pub app: App,
    /// What was asked.
    pub asked: Asked,
    /// Who asks.
    pub actor: Actor,
    /// The ledger as it stands.
    pub question: Question,
    /// The investor.
    pub investor: Kept<Investor>,
    population: Population,
}

impl FromRequestParts<App> for Reached {
    type Rejection = Problem;

    /// # Errors
    /// 404 when the actor reads none of the projects in which it invests.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let id = path_id(parts, app).await?;
        let actor = Actor::from_request_parts(parts, app).await?;
        let question = app.question(&AsOf::default()).await?;
        let investor = question.snapshot.dimensions().investors.get(&id).cloned();
        let investor = investor.ok_or_else(Problem::not_found)?;
        let population = Population::new(&question.snapshot, &actor.scope, None, question.true_on)
            .map_err(|error| Problem::internal(&error))?;
        let (app, asked) = (app.clone(), Asked::of(parts));
        let reached = Self { app, asked, actor, question, investor, population };
        if reached.projects().next().is_none() {
            return Err(Problem::not_found());
        }
        Ok(reached)
    }
}

impl Reached {
    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    /// The investor's id.
    pub fn id(&self) -> InvestorId {
        InvestorId(self.investor.id)
    }

    /// Its page.
    pub fn path(&self) -> String {
        super::path_of(self.id())
    }

    /// The projects in which it invests, as far as the actor reads them.
    pub fn projects(&self) -> impl Iterator<Item = ProjectView<'_>> {
        self.population.projects().filter(|project| project.investors().any(|id| id == self.id()))
    }

    /// Its places on yearly lists, the latest first.
    pub fn listings(&self) -> Vec<&Kept<InvestorListing>> {
        let all = self.question.snapshot.dimensions().listings.values();
        let mut own: Vec<_> = all.filter(|listing| listing.investor == self.id()).collect();
        own.sort_by(|one, other| (-one.year, &one.list, one.id).cmp(&(-other.year, &other.list, other.id)));
        own
    }

    /// Whether the actor keeps every project in which it invests: what is known of an investor moves the figures of all.
    pub fn is_kept(&self) -> bool {
        let keeps = |org| self.actor.may(Permission::Edit, org);
        let places = self.question.snapshot.places_of_investor(self.id());
        places.into_iter().all(|(zone, park)| keeps(zone) || park.is_some_and(keeps))
    }

    /// 403 unless the actor keeps every project in which it invests.
    pub fn must_be_kept(&self) -> Result<(), Problem> {
        if self.is_kept() { Ok(()) } else { Err(Problem::forbidden().because("investors.kept_by_others")) }
    }

    /// A whole page.
    pub fn page(&self, title: &str, body: &Markup) -> Markup {
        shell::page(&self.app, &self.asked, &self.actor, Noun::Projects, title, body)
    }

    /// Begins a change.
    pub async fn write(&self) -> Result<Writer, Problem> {
        Ok(self.app.ledger.write(Act::new(Some(self.actor.user), Origin::Web)).await?)
    }

    /// Commits and leads back to the investor, with undo beside what is said.
    pub async fn done(&self, writer: Writer, said: &'static str) -> Result<Response, Problem> {
        let flash = match writer.commit().await?.change {
            None => Flash::saying(self.lang().t("investors.nothing_changed")),
            Some(change) => Flash::saying(self.lang().t(said))
                .with_undo(format!("/changes/{change}/undo"), self.lang().t("investors.undo")),
        };
        Ok(page::redirect(&self.asked, &self.path(), Some(&flash)))
    }
}
