//! Main and branch venues: each branch stands for an organisation, the main venue for the rest, so that the lists of
//! all venues add up to the round's (M50).

use super::tally::{Line, Lists};
use domain::facts::{OrgId, Round};
use figures::{KeyOf, Snapshot};

/// A venue with its share of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Venue {
    /// As written.
    pub name: String,
    /// Whose entries stand there; none for the main venue, and for a branch that begins with no known name.
    pub org: Option<(OrgId, String)>,
    /// Whether it is the main venue.
    pub main: bool,
    /// Its lists.
    pub lists: Lists,
}

/// The venues of a round, the main one first, with the lists of their zones.
pub(super) fn of(snapshot: &Snapshot, round: &Round, main_name: &str, zones: &[Line]) -> Vec<Venue> {
    let main = round.main_venue.clone().unwrap_or_else(|| main_name.to_owned());
    let mut venues = vec![Venue { name: main, org: None, main: true, lists: Lists::default() }];
    for line in round.branch_venues.iter().flat_map(|text| text.lines()) {
        let name = line.trim();
        if !name.is_empty() {
            let org = named(snapshot, round.org, name);
            venues.push(Venue { name: name.to_owned(), org, main: false, lists: Lists::default() });
        }
    }
    for line in zones {
        let place = place_of(snapshot, line, &venues);
        for (sum, cell) in venues[place].lists.iter_mut().zip(line.lists) {
            *sum = sum.and(cell);
        }
    }
    venues
}

/// The organisation below the holder with whose name, the longest first, the venue's line begins.
fn named(snapshot: &Snapshot, holder: OrgId, line: &str) -> Option<(OrgId, String)> {
    let below =
        snapshot.places().iter().filter(|place| place.id != holder && place.lineage.contains(&holder));
    let begun = below.filter(|place| line.starts_with(&place.name));
    begun
        .max_by_key(|place| (place.name.len(), std::cmp::Reverse(place.rank)))
        .map(|place| (place.id, place.name.clone()))
}

/// The venue of a zone: the branch of the nearest organisation above it that has one, else the main venue.
fn place_of(snapshot: &Snapshot, line: &Line, venues: &[Venue]) -> usize {
    let KeyOf::Org(zone) = line.key.of else { return 0 };
    let lineage = snapshot.places().get(zone).map(|place| place.lineage.as_slice()).unwrap_or_default();
    let venue_of =
        |org: &OrgId| venues.iter().position(|venue| venue.org.as_ref().is_some_and(|(id, _)| id == org));
    lineage.iter().find_map(venue_of).unwrap_or(0)
}

/// The condition under which a venue's entries are found: below its organisation and below none that has a venue of
/// its own; the main venue has all that is below no branch.
pub(super) fn condition(snapshot: &Snapshot, venues: &[Venue], venue: &Venue) -> String {
    let quoted = |name: &str| format!("\"{name}\"");
    let inside = |other: &&Venue| match (&other.org, &venue.org) {
        (Some((id, _)), None) => venue.main && snapshot.places().get(*id).is_some(),
        (Some((id, _)), Some((own, _))) => {
            id != own && snapshot.places().get(*id).is_some_and(|place| place.lineage.contains(own))
        }
        (None, _) => false,
    };
    let others: Vec<String> = venues
        .iter()
        .filter(inside)
        .filter_map(|other| other.org.as_ref())
        .map(|(_, name)| quoted(name))
        .collect();
    let own = venue.org.as_ref().map(|(_, name)| format!("org:{}", quoted(name)));
    let without = (!others.is_empty()).then(|| format!("not org:{}", others.join(",")));
    own.into_iter().chain(without).collect::<Vec<_>>().join(" ")
}
