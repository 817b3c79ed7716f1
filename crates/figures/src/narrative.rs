//! Sentences about rounds, single projects, and what offices did: facts of a few records, worded by the catalogue's phrases.

mod affairs;
mod held_against;
mod project;
mod signing;
mod words;

pub use affairs::Affairs;
pub use held_against::{HeldAgainst, held_against};
pub use project::ProjectStory;
pub use signing::Signing;

use crate::catalogue::{Catalogue, Lang, Slots};
use crate::figure::{Dim, FigureError, Key, Question, UNCLASSIFIED, evaluate};
use crate::ranking::{Ranking, Scheme};
use domain::facts::Round;
use std::collections::BTreeMap;
use words::joined;

/// That a round was held, and where: in its main venue, or across the province when it has branch venues.
pub fn round_held(catalogue: &Catalogue, round: &Round, scope_name: &str, lang: Lang) -> String {
    let branches = round.branch_venues.as_deref().is_some_and(|venues| !venues.trim().is_empty());
    let slots = Slots {
        n: round.seq_in_year.unsigned_abs(),
        ymd: (i32::try_from(round.year).unwrap_or_default(), round.day.month(), round.day.ymd().2),
        scope: scope_name.to_owned(),
        venue: round.main_venue.clone().unwrap_or_default(),
        ..Slots::default()
    };
    let phrase = if branches || round.main_venue.is_none() { "roundHeldEverywhere" } else { "roundHeldAt" };
    catalogue.phrase(phrase, lang, &slots)
}

/// The industries in which a question's entries lie, in the taxonomy's order, with the sentence that lists them.
/// Entries without a class name no industry.
///
/// # Errors
/// As [`evaluate`].
pub fn round_industries(
    catalogue: &Catalogue,
    question: &Question<'_>,
    lang: Lang,
) -> Result<(Vec<Key>, String), FigureError> {
    let grouped = Question { by: &[Dim::Industry], ..question.clone() };
    let figures = evaluate(catalogue, &grouped, "roundEntries")?;
    let keys = figures.iter().filter_map(|figure| figure.group.0.first().map(|(_, key)| key));
    let named: Vec<Key> = keys.filter(|key| *key.text != *UNCLASSIFIED).cloned().collect();
    let list = joined(lang, named.iter().map(|key| key.text.as_ref()));
    let n = named.len() as u64;
    let sentence = catalogue.phrase("roundIndustries", lang, &Slots { n, list, ..Slots::default() });
    Ok((named, sentence))
}

/// That the state of several rounds was reported, year by year: of a year with one round its number, else how many there
/// are. `this_year` is the year of the day asked (F206).
pub fn rounds_reported(
    catalogue: &Catalogue,
    rounds: &[&Round],
    this_year: i32,
    scope_name: &str,
    lang: Lang,
) -> String {
    let mut years: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for round in rounds {
        years.entry(round.year).or_default().push(round.seq_in_year);
    }
    let told = years.iter().map(|(year, numbers)| {
        let phrase = match (*year == i64::from(this_year), numbers.len()) {
            (true, 1) => "roundOfThisYear",
            (true, _) => "roundsOfThisYear",
            (false, 1) => "roundOfYear",
            (false, _) => "roundsOfYear",
        };
        let slots = Slots {
            n: numbers.len() as u64,
            m: numbers[0],
            ymd: (i32::try_from(*year).unwrap_or_default(), 1, 1),
            ..Slots::default()
        };
        catalogue.phrase(phrase, lang, &slots)
    });
    let list = lang.enumerated(&told.collect::<Vec<_>>());
    let slots = Slots { list, scope: scope_name.to_owned(), ..Slots::default() };
    catalogue.phrase("roundsReported", lang, &slots)
}

/// Which last places a ranking calls out, group by group (全省排名后三名、各乡镇在开发区排名倒数第一); none where its scheme
/// marks none.
pub fn last_places(
    catalogue: &Catalogue,
    (scheme, ranking): (&Scheme, &Ranking),
    lang: Lang,
) -> Option<String> {
    let title = |group: &String| {
        let known = scheme.groups.iter().find(|known| known.name == *group);
        known.map_or_else(|| group.clone(), |known| known.title.get(lang).clone())
    };
    let of_group = |(group, asked): (Option<&String>, usize)| {
        let group = group.map_or_else(|| lang.all().to_owned(), title);
        let slots = Slots { n: asked as u64, group, ..Slots::default() };
        catalogue.phrase(if asked == 1 { "lastOne" } else { "lastPlaces" }, lang, &slots)
    };
    let cuts =
        ranking.groups.iter().filter_map(|group| Some((group.group.as_ref(), group.bottom.as_ref()?.asked)));
    let said: Vec<String> = cuts.map(of_group).collect();
    (!said.is_empty()).then(|| said.join(lang.comma()))
}
