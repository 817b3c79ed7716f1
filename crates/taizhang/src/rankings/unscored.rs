//! Units that have no score, or no place in a ranking, and why.

use super::ranked::Ranked;
use super::table;
use crate::text::Lang;
use ::figures::ranking::{Absence, RankRow};
use serde::Serialize;

/// Units that are without a score for one reason.
#[derive(Debug, Serialize)]
pub(super) struct Unscored {
    /// In words.
    pub why: String,
    /// The units, by number and name.
    pub units: Vec<UnscoredUnit>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(super) struct UnscoredUnit {
    unit: String,
    name: String,
}

impl Unscored {
    /// The reason and whom it meets, in one line.
    pub fn line(&self, lang: Lang) -> String {
        let names: Vec<&str> = self.units.iter().map(|unit| unit.name.as_str()).collect();
        let (colon, gap) = (lang.t("ui.colon"), lang.gap());
        format!("{}{colon}{gap}{}", self.why, lang.list(&names))
    }
}

/// All of them, those of one reason together; `titles` are those of items or parts.
pub(super) fn unscored(lang: Lang, ranked: &Ranked, titles: &[String]) -> Vec<Unscored> {
    let scored = ranked.scheme.items().is_none_or(|items| items.scored);
    let mut all: Vec<Unscored> = Vec::new();
    for row in ranked.ranking.groups.iter().flat_map(|group| &group.rows) {
        let Some(why) = why(lang, (row, scored), titles) else { continue };
        let unit = UnscoredUnit { unit: row.unit.clone(), name: row.name.clone() };
        match all.iter_mut().find(|known| known.why == why) {
            Some(known) => known.units.push(unit),
            None => all.push(Unscored { why, units: vec![unit] }),
        }
    }
    all
}

/// Why a unit has no score: a veto, or which items are without a value. Where items are ranked one by one and nothing is
/// scored, only who has a value nowhere.
fn why(lang: Lang, (row, scored): (&RankRow, bool), titles: &[String]) -> Option<String> {
    if row.score.vetoed {
        return Some(lang.t("rankings.vetoed").to_owned());
    }
    let parts = &row.score.parts;
    let has_any = parts.iter().any(|part| part.absence.is_none());
    if row.score.exact.is_some() || !scored && has_any {
        return None;
    }
    let of = |absence: Absence| -> Option<String> {
        let absent = parts.iter().zip(titles).filter(|(part, _)| part.absence == Some(absence));
        let items: Vec<&str> = absent.map(|(_, title)| title.as_str()).collect();
        let args: [(&str, &dyn std::fmt::Display); 2] =
            [("why", &table::absence(lang, absence)), ("items", &lang.list(&items))];
        (!items.is_empty()).then(|| lang.tf("rankings.absent", &args))
    };
    let told: Vec<String> =
        [Absence::NotGiven, Absence::NoValue, Absence::NoTarget].into_iter().filter_map(of).collect();
    Some(lang.clauses(&told))
}
