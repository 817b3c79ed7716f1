//! What the columns of a ranking are: those of its items in which anybody has a number; and who is named first and last.

use super::labels;
use super::ranked::Ranked;
use crate::text::Lang;
use ::figures::ranking::{Body, RankedGroup, Scheme};

/// The titles of a scheme's columns: its items, or the schemes of shorter periods.
pub(crate) fn columns(lang: Lang, ranked: &Ranked, part_title: impl Fn(&str) -> String) -> Vec<String> {
    match &ranked.scheme.body {
        Body::Items(items) => {
            items.items.iter().map(|item| labels::named(lang, &item.named).to_owned()).collect()
        }
        Body::RollUp(parts) => parts.iter().map(|part| part_title(&part.of)).collect(),
    }
}

/// The places of those columns in which anybody has a number. A scheme of which little is told yet would else be a wall of
/// dashes.
pub(crate) fn told(ranked: &Ranked) -> Vec<usize> {
    let rows = || ranked.ranking.groups.iter().flat_map(|group| &group.rows);
    let most = rows().map(|row| row.score.parts.len()).max().unwrap_or_default();
    let is_told =
        |place: &usize| rows().any(|row| row.score.parts.get(*place).is_some_and(|it| it.absence.is_none()));
    (0..most).filter(is_told).collect()
}

/// Which columns are left out because nobody has a number there; nothing where all stand.
pub(crate) fn untold(lang: Lang, ranked: &Ranked, titles: &[String]) -> Option<String> {
    let told = told(ranked);
    let left_out = titles.iter().enumerate().filter(|(place, _)| !told.contains(place));
    let names: Vec<String> = left_out.map(|(_, title)| title.clone()).collect();
    (!names.is_empty()).then(|| lang.tf("rankings.untold", &[("items", &lang.list(&names))]))
}

/// The title of a group; all together without groups.
pub(crate) fn group_title<'a>(lang: Lang, scheme: &'a Scheme, group: Option<&str>) -> &'a str {
    let named = group.and_then(|group| scheme.groups.iter().find(|known| known.name == group));
    named.map_or(lang.t("rankings.ranking"), |named| labels::named(lang, named))
}

/// Where a row stands among those named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Top(usize),
    Bottom(usize),
}

/// Whether a unit is named at the top or at the bottom.
pub(crate) fn flag(group: &RankedGroup, unit: &str) -> Option<Flag> {
    let named = |cut: &&::figures::ranking::Cut| cut.units.iter().any(|named| named == unit);
    let top = group.top.as_ref().filter(named).map(|cut| Flag::Top(cut.asked));
    top.or_else(|| group.bottom.as_ref().filter(named).map(|cut| Flag::Bottom(cut.asked)))
}

/// A flag in words.
pub(crate) fn flag_words(lang: Lang, flag: Flag) -> String {
    match flag {
        Flag::Top(n) => lang.tf("rankings.top", &[("n", &n)]),
        Flag::Bottom(n) => lang.tf("rankings.bottom", &[("n", &n)]),
    }
}
