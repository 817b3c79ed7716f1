//! Whose layouts hold for an import: a layout holds for what comes in at its organisation and below it.

use super::Learned;
use crate::imports::outcome::{LayoutChoice, Options};
use crate::ledger::{Ledger, LedgerError, Writer, all_open};
use db::Val;
use domain::Scope;
use domain::facts::{Dimensions, Kept, LearnedLayout, Org, OrgId};
use figures::Places;
use std::cmp::Reverse;

/// The layouts by which the sheets of an import may be taken, the nearest first.
///
/// # Errors
/// When the database fails.
pub async fn learned_for(
    ledger: &Ledger,
    scope: &Scope,
    options: &Options,
) -> Result<Vec<Learned>, LedgerError> {
    match &options.layout {
        LayoutChoice::Unlearned => Ok(Vec::new()),
        LayoutChoice::This(layout) => Ok(vec![layout.clone()]),
        LayoutChoice::Fitting => {
            let kept = kept_for(ledger, scope, options.zone).await?;
            // One that can't be read any more is told on the page of layouts; no import stands still for it.
            Ok(kept.iter().filter_map(|kept| Learned::parse(&kept.text).ok()).collect())
        }
    }
}

/// The layouts of that name or number that concern somebody, the nearest first.
///
/// # Errors
/// When the database fails.
pub async fn named(
    ledger: &Ledger,
    scope: &Scope,
    (zone, name): (Option<OrgId>, &str),
) -> Result<Vec<Kept<LearnedLayout>>, LedgerError> {
    let mut kept = kept_for(ledger, scope, zone).await?;
    kept.retain(|layout| layout.name == name || layout.id.to_string() == name);
    Ok(kept)
}

/// The layouts that concern somebody, the nearest first. `zone` is the zone of the rows that name none: then only its own and
/// those above it.
///
/// # Errors
/// When the database fails.
pub async fn kept_for(
    ledger: &Ledger,
    scope: &Scope,
    zone: Option<OrgId>,
) -> Result<Vec<Kept<LearnedLayout>>, LedgerError> {
    let mut layouts = all_open::<LearnedLayout>(ledger.db()).await?;
    if layouts.is_empty() {
        return Ok(layouts);
    }
    let orgs = all_open::<Org>(ledger.db()).await?.into_iter().map(|org| (org.id, org)).collect();
    let places = Places::of(&Dimensions { orgs, ..Dimensions::default() });
    let depth = |org: OrgId| places.get(org).map_or(0, |place| place.lineage.len());
    let above_zone = |holder: OrgId| {
        zone.is_none_or(|zone| places.get(zone).is_some_and(|place| place.lineage.contains(&holder)))
    };
    layouts.retain(|layout| places.concern(scope, layout.org) && above_zone(layout.org));
    layouts.sort_by_key(|layout| (Reverse(depth(layout.org)), layout.name.clone(), layout.id));
    Ok(layouts)
}

/// The layout of a name that an organisation keeps, as it stands inside a change.
///
/// # Errors
/// When the database fails.
pub async fn of_name(
    writer: &mut Writer,
    org: OrgId,
    name: &str,
) -> Result<Option<Kept<LearnedLayout>>, LedgerError> {
    let vals = vec![Val::Int(org.0), Val::from(name)];
    Ok(writer.open_by::<LearnedLayout>("org = $1 AND \"name\" = $2", vals).await?.pop())
}

/// The layouts that an organisation keeps, as they stand inside a change.
///
/// # Errors
/// When the database fails.
pub async fn of_org(writer: &mut Writer, org: OrgId) -> Result<Vec<Kept<LearnedLayout>>, LedgerError> {
    writer.open_by::<LearnedLayout>("org = $1", vec![Val::Int(org.0)]).await
}
