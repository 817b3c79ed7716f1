//! One project's signing (`acceptance.md`, F410 to F412).

use super::words::{items, joined};
use crate::catalogue::{Catalogue, Lang, Slots};
use domain::facts::{Dimensions, Dossier, EventId};
use domain::{Amount, Day, MoneyUnit, Precision, Rounding, Stage};

/// Decimals of 亿元 in prose (`formats.md` §7).
const YI_PLACES: u8 = 2;

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
    /// The agreement, by the file that proves the signing.
    pub agreement: Option<String>,
}

impl Signing {
    /// The signing of a project as of a day; none when it is not signed, or not dated, by then.
    pub fn of(dossier: &Dossier, dimensions: &Dimensions, true_on: Day) -> Option<Self> {
        let signed =
            dossier.events.iter().filter(|event| event.stage == Stage::Signed && event.counts_on(true_on));
        let dated = signed.filter_map(|event| Some((event.day?, event.precision?, event.id)));
        let (day, precision, event) = dated.min_by_key(|(day, ..)| *day)?;
        let mut links: Vec<_> = dossier.investors.iter().collect();
        links.sort_by_key(|link| (link.position, link.id));
        let names = links.iter().filter_map(|link| dimensions.investors.get(&link.investor.0));
        let project = &dossier.project;
        Some(Self {
            day,
            precision,
            investors: names.map(|investor| investor.name.clone()).collect(),
            contract: project
                .contract_fen
                .map(|money| Amount { money, qualifier: project.contract_qualifier }),
            contents: project.content.iter().flat_map(|it| items(it)).map(str::to_owned).collect(),
            agreement: agreement(dossier, EventId(event)),
        })
    }

    /// On which day and with whom; or, where its paper is known, what was signed.
    pub fn with_whom(&self, catalogue: &Catalogue, lang: Lang) -> String {
        if let Some(list) = self.agreement.clone() {
            let slots = Slots { ymd: self.day.ymd(), list, ..Slots::default() };
            return catalogue.phrase("signedAgreement", lang, &slots);
        }
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
        let contract = self.contract?;
        let unit = contract.money.unit_in_prose(&MoneyUnit::ALL, YI_PLACES);
        let a = contract.prose(unit, YI_PLACES, Rounding::HalfUp);
        Some(catalogue.phrase("signedAmount", lang, &Slots { a, ..Slots::default() }))
    }
}

/// The name of the agreement among the files that prove an event: what stands in 《》, or a name that ends as agreements do.
fn agreement(dossier: &Dossier, event: EventId) -> Option<String> {
    let names = dossier.evidence.iter().filter(|file| file.event == Some(event)).map(|file| &file.name);
    names.into_iter().find_map(|name| {
        let bracketed =
            name.split_once('《').and_then(|(_, rest)| rest.split_once('》')).map(|(name, _)| name);
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let plain =
            ["协议", "协议书", "合同", "合同书"].iter().any(|end| stem.ends_with(end)).then_some(stem);
        bracketed.or(plain).map(str::to_owned)
    })
}
