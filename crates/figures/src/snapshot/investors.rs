//! The names of investors, folded for the search.

use super::ids::IdSet;
use domain::facts::Dimensions;
use std::sync::OnceLock;

/// Ends a name; folding leaves no line break inside one.
const END: char = '\n';

/// All names in one text, made when somebody first searches: a search is then one run over it instead of a folding of
/// each name.
#[derive(Debug, Default)]
pub(super) struct InvestorNames(OnceLock<Joined>);

#[derive(Debug)]
struct Joined {
    names: String,
    /// Where each name ends in the text, and whose it is.
    ends: Vec<(usize, i64)>,
}

impl Joined {
    fn of(dimensions: &Dimensions) -> Self {
        let mut names = String::new();
        let mut ends = Vec::with_capacity(dimensions.investors.len());
        for (id, investor) in &dimensions.investors {
            names += &domain::text::fold(&investor.name);
            names.push(END);
            ends.push((names.len(), *id));
        }
        Self { names, ends }
    }
}

impl InvestorNames {
    /// The investors in whose name a folded text stands. `dimensions` are always the same for one `InvestorNames`.
    pub(super) fn called(&self, dimensions: &Dimensions, folded: &str) -> IdSet<i64> {
        let joined = self.0.get_or_init(|| Joined::of(dimensions));
        let mut found = IdSet::default();
        if folded.is_empty() {
            return found;
        }
        for (at, _) in joined.names.match_indices(folded) {
            let whose = joined.ends.partition_point(|(end, _)| *end <= at);
            found.extend(joined.ends.get(whose).map(|(_, id)| *id));
        }
        found
    }
}
