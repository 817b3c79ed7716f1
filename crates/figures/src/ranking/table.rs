//! A ranking as a table of texts (`formats.md` §4, §5).

use super::rank::{RankRow, RankedGroup};
use super::spec::{Body, Scheme};
use crate::catalogue::Lang;
use domain::ratio::NO_VALUE;

/// Rank, unit, a column for each item, score, change of place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankTable {
    /// The words over the columns.
    pub header: Vec<String>,
    /// One row for each unit.
    pub rows: Vec<Vec<String>>,
}

impl RankedGroup {
    /// The group's table; titles of items in the language, those of shorter periods by their scheme's name.
    pub fn table(&self, scheme: &Scheme, lang: Lang) -> RankTable {
        let words = match lang {
            Lang::Zh => ["排名", "单位", "得分", "位次变化"],
            Lang::En => ["Rank", "Unit", "Score", "Change"],
        };
        let [rank, unit, score, change] = words.map(str::to_owned);
        let parts = match &scheme.body {
            Body::Items(items) => items.items.iter().map(|item| item.named.title.get(lang).clone()).collect(),
            Body::RollUp(parts) => parts.iter().map(|part| part.of.clone()).collect::<Vec<_>>(),
        };
        let header = [rank, unit].into_iter().chain(parts).chain([score, change]).collect();
        RankTable { header, rows: self.rows.iter().map(cells).collect() }
    }
}

fn cells(row: &RankRow) -> Vec<String> {
    let rank = row.rank.map_or_else(|| NO_VALUE.to_owned(), |rank| rank.to_string());
    let parts = row.score.parts.iter().map(|part| part.printed.clone());
    let change = row.change.map(|change| change.to_string()).unwrap_or_default();
    [rank, row.name.clone()].into_iter().chain(parts).chain([row.score.printed.clone(), change]).collect()
}
