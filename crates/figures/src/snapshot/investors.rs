//! The names of investors, folded for the search.

use super::column::Texts;
use super::ids::IdMarks;
use domain::facts::Dimensions;
use memchr::memmem::Finder;
use std::sync::OnceLock;

/// All names in one text, made when somebody first searches: a search is then one run over it instead of a folding of
/// each name.
#[derive(Debug, Default)]
pub(super) struct InvestorNames(OnceLock<Folded>);

#[derive(Debug, Default)]
struct Folded {
    ids: Vec<i64>,
    names: Texts,
}

impl Folded {
    fn of(dimensions: &Dimensions) -> Self {
        let mut all = Self::default();
        for (id, investor) in &dimensions.investors {
            all.ids.push(*id);
            all.names.push(&domain::text::fold(&investor.name));
        }
        all
    }
}

impl InvestorNames {
    /// The investors in whose name a folded text stands. `dimensions` are always the same for one `InvestorNames`.
    pub(super) fn called(&self, dimensions: &Dimensions, folded: &str) -> IdMarks {
        let mut found = IdMarks::default();
        if folded.is_empty() {
            return found;
        }
        let all = self.0.get_or_init(|| Folded::of(dimensions));
        let called = all.names.rows_with(&Finder::new(folded));
        called.rows().for_each(|place| {
            found.insert(all.ids[place]);
        });
        found
    }
}
