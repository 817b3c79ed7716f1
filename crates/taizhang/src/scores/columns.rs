//! What the columns of a ranking are: those of its items in which anybody has a number; and who is named first and last.

use super::labels;
use super::ranked::Ranked;
use crate::text::Lang;
use ::figures::ranking::{AdjustmentKind, Body, PartScore, RankRow, RankedGroup, Scheme};
use ::figures::{Catalogue, last_places};
use std::collections::BTreeSet;

/// The titles of a scheme's columns: its items, or the schemes of shorter periods.
pub(crate) fn columns(lang: Lang, ranked: &Ranked, part_title: impl Fn(&str) -> String) -> Vec<String> {
    match &ranked.scheme.body {
        Body::Items(items) => {
            items.items.iter().map(|item| labels::named(lang, &item.named).to_owned()).collect()
        }
        Body::RollUp(parts) => parts.iter().map(|part| part_title(&part.of)).collect(),
    }
}

/// The columns that make a score, so that a row adds up to it.
pub(crate) struct Shown {
    /// The places of those items in which anybody has a number. A scheme of which little is told yet would else be a wall of
    /// dashes.
    pub items: Vec<usize>,
    /// Why anybody's score is not the sum of its items.
    pub adjustments: BTreeSet<AdjustmentKind>,
}

impl Shown {
    pub(crate) fn of(ranked: &Ranked) -> Self {
        let most = rows(ranked).map(|row| row.score.parts.len()).max().unwrap_or_default();
        let has_it =
            |row: &RankRow, place: usize| row.score.parts.get(place).is_some_and(|it| it.absence.is_none());
        Self {
            items: (0..most).filter(|place| rows(ranked).any(|row| has_it(row, *place))).collect(),
            adjustments: rows(ranked).flat_map(|row| &row.score.adjustments).map(|it| it.kind).collect(),
        }
    }

    /// Their heads, those of the items by their titles.
    pub(crate) fn heads<'a>(&'a self, lang: Lang, titles: &'a [String]) -> impl Iterator<Item = &'a str> {
        let items = self.items.iter().filter_map(|place| titles.get(*place));
        let adjustments = self.adjustments.iter().map(move |kind| labels::adjustment(lang, *kind));
        items.map(String::as_str).chain(adjustments)
    }

    /// A row's items.
    pub(crate) fn items<'a>(&'a self, row: &'a RankRow) -> impl Iterator<Item = Option<&'a PartScore>> {
        self.items.iter().map(|place| row.score.parts.get(*place))
    }

    /// What else was added to a row's score or taken, as printed; nothing where nothing was.
    pub(crate) fn adjustments<'a>(&'a self, row: &'a RankRow) -> impl Iterator<Item = &'a str> {
        let own = self.adjustments.iter().map(|kind| row.score.adjustment(*kind));
        own.map(|it| it.map_or("", |it| &it.printed))
    }

    /// All of a row as printed.
    pub(crate) fn printed<'a>(&'a self, row: &'a RankRow) -> impl Iterator<Item = &'a str> {
        let items = self.items(row).map(|it| it.map_or("", |it| it.printed.as_str()));
        items.chain(self.adjustments(row))
    }
}

fn rows(ranked: &Ranked) -> impl Iterator<Item = &RankRow> {
    ranked.ranking.groups.iter().flat_map(|group| &group.rows)
}

/// What stands below a ranking: the columns that are left out, what became of the points of items without a value, and
/// which last places are called out.
pub(crate) fn notes(lang: Lang, ranked: &Ranked, titles: &[String]) -> Vec<String> {
    untold(lang, ranked, titles).into_iter().chain(shared(lang, ranked)).chain(last(lang, ranked)).collect()
}

/// Which last places the scheme calls out.
fn last(lang: Lang, ranked: &Ranked) -> Option<String> {
    let of = crate::figures::catalogue_lang(lang);
    let places = last_places(Catalogue::builtin(), (&ranked.scheme, &ranked.ranking), of)?;
    Some(lang.tf("rankings.called_out", &[("places", &places)]))
}

/// That the weights of items without a value were shared out over the others, and how much that was.
fn shared(lang: Lang, ranked: &Ranked) -> Option<String> {
    const KIND: AdjustmentKind = AdjustmentKind::Reweighed;
    let weights = || rows(ranked).filter_map(|row| row.score.adjustment(KIND)?.weight.as_ref());
    let (least, most) = (labels::number(weights().min()?), labels::number(weights().max()?));
    let weights = match least == most {
        true => least,
        false => lang.tf("rankings.shared_span", &[("least", &least), ("most", &most)]),
    };
    let column = labels::adjustment(lang, KIND);
    Some(lang.tf("rankings.shared", &[("weights", &weights), ("column", &column)]))
}

/// Which columns are left out because nobody has a number there; nothing where all stand.
fn untold(lang: Lang, ranked: &Ranked, titles: &[String]) -> Option<String> {
    let told = Shown::of(ranked).items;
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
