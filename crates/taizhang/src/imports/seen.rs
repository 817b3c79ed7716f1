//! The rows of one file that speak of one project.

use super::headers::Field;
use super::known::Match;
use super::rows::Draft;
use domain::facts::OrgId;
use domain::text::fold;
use std::collections::HashMap;

/// A row by the place of its sheet among the sheets with projects, and its own place in it.
pub type At = (usize, usize);

/// What the rows so far have spoken of, each with the first that did.
#[derive(Default)]
pub struct Seen {
    /// Projects of the ledger, by zone and place.
    known: HashMap<(OrgId, usize), At>,
    /// New projects by number.
    numbers: HashMap<(OrgId, String), At>,
    /// New projects by name, and whether the row gave a number.
    titles: HashMap<(OrgId, String), (At, bool)>,
}

impl Seen {
    /// The row that made a project of which the ledger knows nothing yet.
    pub fn newcomer(&self, zone: OrgId, draft: &Draft) -> Option<At> {
        let number = draft.text(Field::OwnNo).and_then(|number| self.numbers.get(&(zone, fold(number))));
        let title = || draft.text(Field::Title).and_then(|title| self.titles.get(&(zone, fold(title))));
        number.copied().or_else(|| title().map(|(at, _)| *at))
    }

    /// The row that spoke of the same project before; the first that speaks of it is remembered. Two new projects may
    /// bear one name when both give their number.
    pub fn before(&mut self, zone: OrgId, project: &Match, draft: &Draft, here: At) -> Option<At> {
        if let Match::Known(place) = project {
            let before = self.known.get(&(zone, *place)).copied();
            self.known.entry((zone, *place)).or_insert(here);
            return before;
        }
        let number = draft.text(Field::OwnNo).map(|number| (zone, fold(number)));
        let title = draft.text(Field::Title).map(|title| (zone, fold(title)));
        let by_number = number.as_ref().and_then(|key| self.numbers.get(key)).copied();
        let by_title = title.as_ref().and_then(|key| self.titles.get(key)).copied();
        let by_title = by_title.filter(|(_, had_number)| number.is_none() || !had_number).map(|(at, _)| at);
        let before = by_number.or(by_title);
        if before.is_none() {
            let has_number = number.is_some();
            number.map(|key| self.numbers.insert(key, here));
            title.map(|key| self.titles.entry(key).or_insert((here, has_number)));
        }
        before
    }
}
