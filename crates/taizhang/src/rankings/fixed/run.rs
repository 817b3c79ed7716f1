//! The ranking of one period over all units of an organisation, the same whoever asks.

use super::draft;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::rankings::asked::problem;
use crate::scores::ranked::{Asking, Ranked, Typed};
use crate::scores::schemes::{Known, known};
use crate::text::Lang;
use crate::web::problem::Problem;
use ::figures::Dim;
use ::figures::bulletin::Draft;
use domain::facts::OrgId;
use domain::{Day, Scope};

/// What is asked.
pub(super) struct Order<'a> {
    pub scheme: &'a str,
    /// What the units are.
    pub level: Dim,
    /// In whose name, and over whose units.
    pub org: OrgId,
    /// The last day of the period.
    pub last_day: Day,
    pub known_by: KnownBy,
}

/// A ranking with what it was read from.
pub(super) struct Run {
    pub at: Question,
    pub known: Known,
    pub ranked: Ranked,
    pub level: Dim,
    pub org: OrgId,
}

impl Run {
    /// Ranks.
    ///
    /// # Errors
    /// 404 for a scheme that is not in force in the period.
    pub(super) async fn of(app: &App, scope: &Scope, order: &Order<'_>) -> Result<Self, Problem> {
        let at = app.question(&AsOf { true_on: Some(order.last_day), known_by: order.known_by }).await?;
        let places = at.snapshot.places();
        let scope = scope.within(&places.below(order.org));
        let is_below_another = places.get(order.org).is_some_and(|place| place.lineage.len() > 1);
        let known = known(app.ledger.db(), &at, &scope).await?;
        let typed = Typed::of(app.ledger.db(), &at, &known.schemes, order.scheme).await?;
        let asking = Asking {
            at: &at,
            scope: &scope,
            schemes: &known.schemes,
            typed: &typed,
            level: order.level,
            org: is_below_another.then_some(order.org),
        };
        let ranked = asking.ranked(order.scheme).map_err(|error| problem(&error))?;
        Ok(Self { at, known, ranked, level: order.level, org: order.org })
    }

    /// Its words.
    pub(super) fn draft(&self, lang: Lang) -> Draft {
        draft::of(lang, self)
    }

    /// Whether any unit has a score.
    pub(super) fn says_something(&self) -> bool {
        let rows = self.ranked.ranking.groups.iter().flat_map(|group| &group.rows);
        rows.into_iter().any(|row| row.rank.is_some())
    }
}
