//! Sentences about rounds and single signings: facts of one record, worded by the catalogue's phrases.

use crate::catalogue::{Catalogue, Lang, Slots};
use crate::figure::{Dim, FigureError, Key, Question, UNCLASSIFIED, evaluate};
use domain::facts::{Dimensions, Dossier, Round};
use domain::{Amount, Day, MoneyUnit, Precision, Rounding, Stage};

/// Decimals of 亿元 in prose (`formats.md` §7).
const YI_PLACES: u8 = 2;

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

/// That the state of several rounds was reported: how many of the last year, and up to which of this year.
pub fn rounds_reported(
    catalogue: &Catalogue,
    rounds: &[&Round],
    this_year: i32,
    scope_name: &str,
    lang: Lang,
) -> String {
    let this = i64::from(this_year);
    let before = rounds.iter().filter(|round| round.year == this - 1).count();
    let latest = rounds.iter().filter(|round| round.year == this).map(|round| round.seq_in_year).max();
    let slots = Slots {
        n: before as u64,
        m: latest.unwrap_or_default(),
        ymd: (this_year - 1, 1, 1),
        scope: scope_name.to_owned(),
        ..Slots::default()
    };
    let phrase = if latest.is_some() { "roundsReportedBoth" } else { "roundsReportedBefore" };
    catalogue.phrase(phrase, lang, &slots)
}

/// One project's signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The day of its first dated, recognised signing.
    pub day: Day,
    /// How exact it is.
    pub precision: Precision,
    /// The investors, the first first.
    pub investors: Vec<String>,
    /// The contract amount with its word.
    pub contract: Option<Amount>,
    /// What is to be built, item by item.
    pub contents: Vec<String>,
}

impl Signing {
    /// The signing of a project as of a day; none when it is not signed, or not dated, by then.
    pub fn of(dossier: &Dossier, dimensions: &Dimensions, true_on: Day) -> Option<Self> {
        let signed =
            dossier.events.iter().filter(|event| event.stage == Stage::Signed && event.counts_on(true_on));
        let (day, precision) =
            signed.filter_map(|event| Some((event.day?, event.precision?))).min_by_key(|(day, _)| *day)?;
        let mut links: Vec<_> = dossier.investors.iter().collect();
        links.sort_by_key(|link| (link.position, link.id));
        let names = links.iter().filter_map(|link| dimensions.investors.get(&link.investor.0));
        let project = &dossier.project;
        let items = project.content.iter().flat_map(|content| content.split(['、', '\n'])).map(str::trim);
        Some(Self {
            day,
            precision,
            investors: names.map(|investor| investor.name.clone()).collect(),
            contract: project
                .contract_fen
                .map(|money| Amount { money, qualifier: project.contract_qualifier }),
            contents: items.filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        })
    }

    /// On which day and with whom.
    pub fn with_whom(&self, catalogue: &Catalogue, lang: Lang) -> String {
        let list = joined(lang, self.investors.iter().map(String::as_str));
        catalogue.phrase("signedWith", lang, &Slots { ymd: self.day.ymd(), list, ..Slots::default() })
    }

    /// What is to be built, with its number.
    pub fn what(&self, catalogue: &Catalogue, lang: Lang) -> String {
        let list = joined(lang, self.contents.iter().map(String::as_str));
        let slots = Slots { n: self.contents.len() as u64, list, ..Slots::default() };
        catalogue.phrase("signedContents", lang, &slots)
    }

    /// The contract amount with its qualifier; none when it is not known.
    pub fn how_much(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let a = self.contract?.prose(MoneyUnit::Yi, YI_PLACES, Rounding::HalfUp);
        Some(catalogue.phrase("signedAmount", lang, &Slots { a, ..Slots::default() }))
    }
}

fn joined<'a>(lang: Lang, names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(lang.comma())
}
