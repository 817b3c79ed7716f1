//! What a draft needs beside the snapshot: contents, progress and problems of the projects it lists, and indicators.

use crate::as_of::Question;
use crate::figures::{catalogue_lang, key_in_sentence, scope_name};
use crate::ledger::{LedgerError, valid_by};
use crate::projects;
use crate::scores::{self, NotRanked};
use crate::text::Lang;
use db::{Db, Val};
use domain::facts::{Indicator, MonthlyReport, OrgId, ProjectId};
use domain::{Day, OrgKind, RoundKey, Scope};
use figures::bulletin::{Ask, BulletinError, Detail, Draft, Template, comparable, draft, has_ended, told_of};
use std::collections::{BTreeMap, BTreeSet};

const MONTHS: i64 = 12;

/// Who asks for a bulletin, of what.
pub struct Order<'a> {
    /// What the reader may see.
    pub scope: &'a Scope,
    /// The language.
    pub lang: Lang,
    /// The organisation to which it is narrowed.
    pub org: Option<OrgId>,
    /// The round, or the latest that was held.
    pub round: Option<RoundKey>,
}

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum NotDrafted {
    /// The bulletin can't be made of what the ledger holds.
    #[error(transparent)]
    Bulletin(#[from] BulletinError),
    /// The database failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<NotRanked> for NotDrafted {
    fn from(error: NotRanked) -> Self {
        match error {
            NotRanked::Ledger(error) => Self::Ledger(error),
            NotRanked::Figure(error) => Self::Bulletin(error.into()),
        }
    }
}

/// Drafts a bulletin from one reading of the ledger.
///
/// # Errors
/// [`NotDrafted`].
pub async fn drafted(
    db: &Db,
    at: &Question,
    template: &Template,
    order: &Order<'_>,
) -> Result<Draft, NotDrafted> {
    let (own_name, whole_name) = names(at, order);
    let holder_name = |org| scope_name(order.lang, at, &[org]);
    let indicators = indicators(db, at, order.scope).await?;
    let for_whom = (order.scope, order.lang, order.org);
    let rankings = Box::pin(scores::annex_tables((db, at), for_whom, template)).await?;
    let nothing = BTreeMap::new();
    let question = figures::Question {
        scope_name: &own_name,
        key_word: key_in_sentence,
        ..figures::Question::new(&at.snapshot, order.scope, at.true_on)
    };
    let ask = Ask {
        question,
        org: order.org,
        holder_name: &holder_name,
        whole_name: &whole_name,
        round: order.round,
        indicators: &indicators,
        details: &nothing,
        rankings: &rankings,
        lang: catalogue_lang(order.lang),
    };
    let details = details(db, at, &told_of(template, &ask)?).await?;
    Ok(draft(template, &Ask { details: &details, ..ask })?)
}

/// In whose name the bulletin speaks, and among whom units are ranked.
fn names(at: &Question, order: &Order<'_>) -> (String, String) {
    let lang = order.lang;
    let reached = |place: &&figures::Place| order.scope.may(domain::Permission::Read, place.id);
    let root = at.snapshot.places().iter().filter(reached).min_by_key(|place| place.rank);
    let whole = root.map_or_else(String::new, |place| match place.kind {
        OrgKind::Province => lang.t("bulletins.whole_province").to_owned(),
        OrgKind::City => lang.t("bulletins.whole_city").to_owned(),
        _ => place.name.clone(),
    });
    (scope_name(lang, at, order.org.as_slice()), whole)
}

/// What the ledger says in words of some projects: their content, and the last month that ended.
async fn details(
    db: &Db,
    at: &Question,
    told: &BTreeSet<ProjectId>,
) -> Result<BTreeMap<ProjectId, Detail>, LedgerError> {
    if told.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<ProjectId> = told.iter().copied().collect();
    let change = at.snapshot.change();
    let mut details: BTreeMap<ProjectId, Detail> = BTreeMap::new();
    for (id, fetched) in projects::fetch(db, change, &ids).await? {
        let detail = Detail { content: fetched.content, ..Detail::default() };
        details.insert(ProjectId(id), detail);
    }
    let (year, month) = last_month(at.true_on);
    let values = [Val::Int(year), Val::Int(month)];
    let reports = valid_by::<MonthlyReport>(db, change, "\"year\" = $2 AND \"month\" = $3", values).await?;
    for report in reports.into_iter().filter(|report| told.contains(&report.project)) {
        let detail = details.entry(report.project).or_default();
        detail.progress = report.body.progress;
        detail.problems = report.body.problems;
    }
    Ok(details)
}

/// The month that ended last; in January that of the year before.
fn last_month(on: Day) -> (i64, i64) {
    let (year, month) = (i64::from(on.year()), i64::from(on.month()));
    let ended = if on == on.last_of_month() { month } else { month - 1 };
    if ended == 0 { (year - 1, MONTHS) } else { (year, ended) }
}

/// What organisations state of the year: of each indicator the latest period that has ended by the day.
async fn indicators(db: &Db, at: &Question, scope: &Scope) -> Result<Vec<Indicator>, LedgerError> {
    let year = i64::from(at.true_on.year());
    let change = at.snapshot.change();
    let known = valid_by::<Indicator>(db, change, "period_year = $2", [Val::Int(year)]).await?;
    let mut of_year: Vec<Indicator> = known.into_iter().map(|indicator| indicator.body).collect();
    of_year.retain(|it| has_ended(it, at.true_on) && scope.may(domain::Permission::Read, it.org));
    Ok(comparable(of_year))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2022-09-30", (2022, 9))]
    #[case("2022-09-29", (2022, 8))]
    #[case("2022-01-15", (2021, 12))]
    #[case("2022-12-31", (2022, 12))]
    fn the_month_told_is_the_last_that_has_ended(#[case] on: &str, #[case] month: (i64, i64)) {
        assert_eq!(last_month(Day::parse_iso(on).unwrap()), month);
    }
}
