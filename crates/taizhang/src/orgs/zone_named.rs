//! The zone that somebody names at the command line.

use crate::ledger::Ledger;
use crate::refused::Refused;
use crate::text::Lang;
use domain::OrgKind;
use domain::facts::{Dimensions, Org, OrgId};
use figures::{Place, Places};

/// The zone that a code or name means.
///
/// # Errors
/// [`Refused`] where there is none or there are several.
pub async fn zone_named(ledger: &Ledger, lang: Lang, named: Option<&str>) -> anyhow::Result<Option<OrgId>> {
    let Some(named) = named else { return Ok(None) };
    let orgs = crate::ledger::all_open::<Org>(ledger.db()).await?;
    let orgs = orgs.into_iter().map(|org| (org.id, org)).collect();
    let places = Places::of(&Dimensions { orgs, ..Dimensions::default() });
    match places.named(Some(OrgKind::Zone), named)[..] {
        [one] => Ok(Some(one.id)),
        [] => Err(Refused::new(lang, "cli.no_zone_for_rows", &[("text", &named)]).into()),
        [first, ..] => Err(many_zones(lang, &places, named, first).into()),
    }
}

/// The zones of one name, and how each is named alone.
fn many_zones(lang: Lang, places: &Places, named: &str, first: &Place) -> Refused {
    let found = places.named(Some(OrgKind::Zone), named);
    let list: Vec<String> = found.iter().map(|zone| format!("{} (#{})", zone.shown(), zone.id)).collect();
    let args: &[(&str, &dyn std::fmt::Display)] = &[
        ("text", &named),
        ("n", &found.len()),
        ("list", &lang.list(&list)),
        ("first", &first.shown()),
        ("id", &first.id),
    ];
    Refused::new(lang, "cli.many_zones", args)
}
