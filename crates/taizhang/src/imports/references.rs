//! Rounds, investors and industries that rows name: found, or made.

use super::places::Places;
use super::problem::Code;
use crate::ledger::{LedgerError, Writer};
use domain::facts::{
    Investor, InvestorId, Kept, OrgId, Round, RoundId, Taxon, TaxonId, Taxonomy, TaxonomyId,
};
use domain::region::{Region, find_region, is_abroad};
use domain::text::{company_key, fold};
use domain::{Day, RoundKey, RoundLevel};
use std::collections::HashMap;

/// The taxonomy of the classes that a zone's own workbook names.
const ZONE_TAXONOMY: &str = "zone";
const ZONE_TAXONOMY_NAME: &str = "产业类别";
const ZONE_TAXONOMY_VERSION: &str = "1";
/// Months between rounds that are held quarterly, as they are in most years.
const MONTHS_BETWEEN_ROUNDS: u8 = 3;

/// What rows refer to by name.
pub struct References {
    rounds: HashMap<RoundKey, Kept<Round>>,
    investors: HashMap<(String, Option<i64>), InvestorId>,
    taxonomy: Option<TaxonomyId>,
    taxons: HashMap<String, TaxonId>,
    next_position: i64,
}

impl References {
    /// Reads what the ledger has. Of two rounds with one number the province's comes first.
    pub async fn load(writer: &mut Writer) -> Result<Self, LedgerError> {
        let mut rounds: HashMap<RoundKey, Kept<Round>> = HashMap::new();
        for round in writer.open_by::<Round>("1 = 1", Vec::new()).await? {
            let Some(key) = key_of(&round) else { continue };
            match rounds.get(&key) {
                Some(known) if known.level <= round.level => {}
                _ => drop(rounds.insert(key, round)),
            }
        }
        let mut investors = HashMap::new();
        for investor in writer.open_by::<Investor>("1 = 1", Vec::new()).await? {
            investors.insert((company_key(&investor.name), investor.region), InvestorId(investor.id));
        }
        let taxonomies = writer.open_by::<Taxonomy>("code = $1", vec![db::Val::from(ZONE_TAXONOMY)]).await?;
        let taxonomy = taxonomies.last().map(|taxonomy| TaxonomyId(taxonomy.id));
        let mut taxons = HashMap::new();
        let mut next_position = 1;
        if let Some(taxonomy) = taxonomy {
            for taxon in writer.open_by::<Taxon>("taxonomy = $1", vec![db::Val::Int(taxonomy.0)]).await? {
                next_position = next_position.max(taxon.position + 1);
                taxons.insert(fold(&taxon.name), TaxonId(taxon.id));
            }
        }
        Ok(Self { rounds, investors, taxonomy, taxons, next_position })
    }

    /// The round of that number.
    pub fn round(&self, key: RoundKey) -> Option<&Kept<Round>> {
        self.rounds.get(&key)
    }

    /// Whether a round may still take entries, or why not. An unknown one may be made when `create` is set.
    pub fn check_round(&self, key: RoundKey, create: bool) -> Result<(), Code> {
        match self.rounds.get(&key) {
            Some(round) if round.published_change.is_some() => Err(Code::RoundPublished),
            Some(_) => Ok(()),
            None if create => Ok(()),
            None => Err(Code::RoundUnknown),
        }
    }

    /// Makes a round that only the workbook knows. Its day is the first of the quarter of its number, a guess that the
    /// round's page asks to correct: a day too late would keep its entries out of every figure asked before it.
    pub fn make_round(
        &mut self,
        writer: &mut Writer,
        places: &Places,
        key: RoundKey,
        zone: OrgId,
    ) -> RoundId {
        let month = (key.seq_in_year - 1).saturating_mul(MONTHS_BETWEEN_ROUNDS).min(11) + 1;
        let body = Round {
            org: places.province_of(zone).unwrap_or(zone),
            level: RoundLevel::Province,
            year: i64::from(key.year),
            seq_in_year: i64::from(key.seq_in_year),
            cumulative_seq: None,
            day: Day::new(i32::from(key.year), month, 1).unwrap_or(Day::MIN),
            main_venue: None,
            branch_venues: None,
            published_change: None,
            published_on: None,
        };
        let id = writer.create(&body);
        self.rounds.insert(key, Kept { id, since: writer.change(), source: None, body });
        RoundId(id)
    }

    /// The investor of that name from that region; made when new. One name from two regions is two investors: which of
    /// both is meant, only a person can say.
    pub fn investor(&mut self, writer: &mut Writer, name: &str, seat: Option<&str>) -> InvestorId {
        let region = seat.and_then(region_of).map(|region| i64::from(region.code()));
        let key = (company_key(name), region);
        if let Some(id) = self.investors.get(&key) {
            return *id;
        }
        let body = Investor {
            name: name.to_owned(),
            credit_code: None,
            region,
            seat: seat.map(str::to_owned),
            class: None,
        };
        let id = InvestorId(writer.create(&body));
        self.investors.insert(key, id);
        id
    }

    /// The class of that name in the zones' own taxonomy; made when new.
    pub fn taxon(&mut self, writer: &mut Writer, name: &str) -> TaxonId {
        let key = fold(name);
        if let Some(id) = self.taxons.get(&key) {
            return *id;
        }
        let taxonomy = *self.taxonomy.get_or_insert_with(|| {
            TaxonomyId(writer.create(&Taxonomy {
                code: ZONE_TAXONOMY.to_owned(),
                name: ZONE_TAXONOMY_NAME.to_owned(),
                version: ZONE_TAXONOMY_VERSION.to_owned(),
                org: None,
            }))
        });
        let position = self.next_position;
        self.next_position += 1;
        let body = Taxon { taxonomy, code: format!("{position:02}"), name: name.trim().to_owned(), position };
        let id = TaxonId(writer.create(&body));
        self.taxons.insert(key, id);
        id
    }

    /// Whether a class belongs to the zones' own taxonomy.
    pub fn is_own(&self, taxon: TaxonId) -> bool {
        self.taxons.values().any(|own| *own == taxon)
    }
}

/// The region that words about an investor's seat mean.
pub fn region_of(seat: &str) -> Option<Region> {
    find_region(seat).or_else(|| is_abroad(seat).then_some(Region::ABROAD))
}

fn key_of(round: &Round) -> Option<RoundKey> {
    Some(RoundKey {
        year: i16::try_from(round.year).ok()?,
        seq_in_year: u8::try_from(round.seq_in_year).ok()?,
    })
}
