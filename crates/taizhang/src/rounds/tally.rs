//! A round's lists counted: entries, projects, new entries and money, by the catalogue's own figures.

use crate::as_of::Question;
use domain::{ListKind, RoundKey, Scope};
use figures::{Dim, Figure, FigureError, Filter, Group, Key, Member, Sum};
use std::collections::BTreeMap;

/// The figure that counts what stands on a round's lists.
pub(super) const ENTRIES: &str = "roundEntries";

/// One list, of the whole or of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    /// Entries (项次), and the sum of their frozen amounts.
    pub entries: Sum,
    /// Entries that did not come by conversion.
    pub new_entries: i64,
}

impl Cell {
    /// Both together.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self { entries: self.entries.and(other.entries), new_entries: self.new_entries + other.new_entries }
    }
}

/// The three lists, in their order.
pub(super) type Lists = [Cell; 3];

/// The lists of several lines together.
pub(super) fn total<'a>(lines: impl IntoIterator<Item = &'a Lists>) -> Lists {
    let mut total = Lists::default();
    for lists in lines {
        for (sum, cell) in total.iter_mut().zip(lists) {
            *sum = sum.and(*cell);
        }
    }
    total
}

/// The place of a list among the three.
pub(super) fn place(list: ListKind) -> usize {
    list as usize
}

/// One line of a table of lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The group's key.
    pub key: Key,
    /// Its lists.
    pub lists: Lists,
}

/// What is counted: whose eyes, which round, and a condition beside.
pub struct Counted<'a> {
    /// Whose eyes.
    pub scope: &'a Scope,
    /// As of when.
    pub at: &'a Question,
    /// Which entries or projects.
    pub filter: Filter,
}

impl<'a> Counted<'a> {
    /// A round's entries as far as `scope` sees them.
    pub fn round(scope: &'a Scope, at: &'a Question, key: RoundKey) -> Self {
        Self { scope, at, filter: super::held::entries(key, None) }
    }

    /// The same, narrowed.
    #[must_use]
    pub fn and(self, filter: &Filter) -> Self {
        Self { filter: self.filter.and(filter), ..self }
    }

    /// The three lists of the whole.
    pub(super) fn lists(&self) -> Result<Lists, FigureError> {
        let mut lists = Lists::default();
        for (name, take) in measures() {
            for figure in self.figures(name, &[Dim::List])? {
                if let Some(list) = list_of(&figure) {
                    take(&mut lists[place(list)], &figure);
                }
            }
        }
        Ok(lists)
    }

    /// The three lists of each group, in printed order.
    pub(super) fn by(&self, dim: Dim) -> Result<Vec<Line>, FigureError> {
        let mut lines: BTreeMap<Key, Lists> = BTreeMap::new();
        for (name, take) in measures() {
            for figure in self.figures(name, &[dim, Dim::List])? {
                let key = figure.group.0.first().map(|(_, key)| key.clone());
                if let Some((key, list)) = key.zip(list_of(&figure)) {
                    take(&mut lines.entry(key).or_default()[place(list)], &figure);
                }
            }
        }
        Ok(lines.into_iter().map(|(key, lists)| Line { key, lists }).collect())
    }

    /// Any figure of the catalogue over these entries.
    ///
    /// # Errors
    /// As [`figures::evaluate`].
    pub fn figures(&self, name: &str, by: &[Dim]) -> Result<Vec<Figure>, FigureError> {
        figures::evaluate(self.at.catalogue(), &self.question(by), name)
    }

    /// The entries themselves, those of a group one after another.
    pub(super) fn entries(&self, by: Dim) -> Result<Vec<(Group, Member)>, FigureError> {
        let by = [by];
        let mut entries = figures::grouped_members(self.at.catalogue(), &self.question(&by), ENTRIES)?;
        let key = |(group, _): &(Group, Member)| group.0.first().map(|(_, key)| key.clone());
        entries.sort_by_cached_key(key);
        Ok(entries)
    }

    fn question<'q>(&'q self, by: &'q [Dim]) -> figures::Question<'q> {
        figures::Question {
            filter: Some(&self.filter),
            by,
            key_word: crate::figures::key_in_sentence,
            ..figures::Question::new(&self.at.snapshot, self.scope, self.at.true_on)
        }
    }
}

type Take = fn(&mut Cell, &Figure);

fn measures() -> [(&'static str, Take); 2] {
    [
        (ENTRIES, |cell, figure| cell.entries = Sum::of(figure)),
        ("newRoundEntries", |cell, figure| cell.new_entries = figure.entries.unwrap_or_default()),
    ]
}

/// The list of a figure grouped by lists.
pub fn list_of(figure: &Figure) -> Option<ListKind> {
    figure.group.key(Dim::List).and_then(ListKind::from_code)
}
