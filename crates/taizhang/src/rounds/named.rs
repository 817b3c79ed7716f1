//! In whose name the sentences about rounds speak.

use crate::as_of::Question;
use crate::figures::scope_name;
use crate::text::Lang;
use domain::facts::OrgId;
use domain::{Permission, Scope};
use figures::Place;
use std::collections::BTreeSet;

/// How a sentence calls what was counted of some rounds: the organisation to which the page is narrowed, else all of
/// the rounds' holders as far as the reader reads them. A zone's clerk must not read the zone's own numbers under the
/// province's name.
pub(super) fn counted_name(
    lang: Lang,
    at: &Question,
    scope: &Scope,
    holders: &[OrgId],
    chosen: Option<OrgId>,
) -> String {
    let places = at.snapshot.places();
    let lies_in =
        |org: OrgId, other: OrgId| places.get(org).is_some_and(|place| place.lineage.contains(&other));
    let readable = scope.orgs(Permission::Read);
    let counted_of = |holder: &OrgId| match (chosen, &readable) {
        (Some(chosen), _) => vec![if lies_in(*holder, chosen) { *holder } else { chosen }],
        (None, Some(orgs)) if !orgs.contains(holder) => {
            orgs.iter().copied().filter(|org| lies_in(*org, *holder)).collect()
        }
        (None, _) => vec![*holder],
    };
    let counted: BTreeSet<OrgId> = holders.iter().flat_map(counted_of).collect();
    let uppermost = |place: &&Place| {
        counted.contains(&place.id)
            && !place.lineage.iter().any(|org| *org != place.id && counted.contains(org))
    };
    let named: Vec<&Place> = places.iter().filter(uppermost).collect();
    match named[..] {
        [] => scope_name(lang, at, &holders[..holders.len().min(1)]),
        _ => scope_name(lang, at, &named.iter().map(|place| place.id).collect::<Vec<_>>()),
    }
}
