//! Figures found by their groups.

use super::{Figure, Group, GroupIdentity};
use std::collections::{HashMap, HashSet};

/// The figures of one question, found by group.
pub(crate) struct ByGroup<F> {
    figures: F,
    places: HashMap<GroupIdentity, usize>,
    whole: Option<usize>,
}

impl<F: AsRef<[Figure]>> ByGroup<F> {
    pub(crate) fn of(figures: F) -> Self {
        let all = figures.as_ref();
        let mut places = HashMap::with_capacity(all.len());
        for (place, figure) in all.iter().enumerate() {
            places.entry(figure.group.identity()).or_insert(place);
        }
        let whole = all.iter().position(|figure| figure.group.is_whole());
        Self { figures, places, whole }
    }

    /// All of them.
    pub(crate) fn figures(&self) -> &[Figure] {
        self.figures.as_ref()
    }

    /// The figure of a group.
    pub(crate) fn own(&self, group: &Group) -> Option<&Figure> {
        self.places.get(&group.identity()).map(|place| &self.figures()[*place])
    }

    /// The figure of a group; of time, which passes for all alike, that of the whole.
    pub(crate) fn get(&self, group: &Group) -> Option<&Figure> {
        self.own(group).or_else(|| self.whole.map(|place| &self.figures()[place]))
    }
}

/// The groups of which figures speak, each once, in printed order.
pub(super) fn groups_of<'a>(figures: impl Iterator<Item = &'a Figure>) -> Vec<Group> {
    let mut met: HashSet<GroupIdentity> = HashSet::new();
    let groups = figures.map(|figure| &figure.group).filter(|group| met.insert(group.identity()));
    let mut groups: Vec<Group> = groups.cloned().collect();
    groups.sort_by(Group::printed_before);
    groups
}
