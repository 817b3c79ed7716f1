//! Rounds, investors and industries that rows name: found, or made.

use super::origins::Origins;
use super::places::Places;
use super::problem::Code;
use crate::ledger::{LedgerError, Writer};
use domain::facts::{
    FigureRule, Investor, InvestorId, Kept, OrgId, Round, RoundId, Taxon, TaxonId, Taxonomy, TaxonomyId,
};
use domain::region::find_region;
use domain::text::{company_key, fold};
use domain::{Day, RoundKey, RoundLevel};
use figures::{Catalogue, Definitions};
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
    /// What the investors are called, and where they sit.
    called: HashMap<InvestorId, (String, Option<i64>)>,
    /// Where investors are said to sit, by the ledger and by the rows so far.
    pub origins: Origins,
    /// The first taxonomy, by which figures group, and the zones' own, which grows with what workbooks name.
    first: Option<TaxonomyId>,
    own: Option<TaxonomyId>,
    /// The classes of both by name.
    taxons: HashMap<(TaxonomyId, String), TaxonId>,
    /// What the classes of all taxonomies are called, and in which they stand.
    classes: HashMap<TaxonId, (TaxonomyId, String)>,
    next_position: i64,
    definitions: Definitions,
}

impl References {
    /// Reads what the ledger has. A number is one round's, whatever its level (see [`crate::rounds`]); should a ledger hold two all the
    /// same, the one of the higher level is meant by every file.
    pub async fn load(writer: &mut Writer) -> Result<Self, LedgerError> {
        let mut rounds: HashMap<RoundKey, Kept<Round>> = HashMap::new();
        for round in writer.open_by::<Round>("1 = 1", Vec::new()).await? {
            let Some(key) = key_of(&round) else { continue };
            match rounds.get(&key) {
                Some(known) if known.level <= round.level => {}
                _ => drop(rounds.insert(key, round)),
            }
        }
        let (mut investors, mut called) = (HashMap::new(), HashMap::new());
        let kept = writer.open_by::<Investor>("1 = 1", Vec::new()).await?;
        let origins = Origins::of(&kept);
        for investor in kept {
            let key = (company_key(&investor.name), investor.region);
            called.insert(InvestorId(investor.id), key.clone());
            // Of two that came to one name later, the older one, which has the lists.
            investors.entry(key).or_insert(InvestorId(investor.id));
        }
        let taxonomies = writer.open_by::<Taxonomy>("1 = 1", Vec::new()).await?;
        let first = taxonomies.iter().map(|taxonomy| TaxonomyId(taxonomy.id)).min();
        let own = taxonomies.iter().filter(|taxonomy| taxonomy.code == ZONE_TAXONOMY);
        let own = own.map(|taxonomy| TaxonomyId(taxonomy.id)).max();
        let (taxons, classes, next_position) = (HashMap::new(), HashMap::new(), 1);
        let definitions = Definitions::of(&writer.open_by::<FigureRule>("1 = 1", Vec::new()).await?);
        let mut references = Self {
            rounds,
            investors,
            called,
            origins,
            first,
            own,
            taxons,
            classes,
            next_position,
            definitions,
        };
        for taxon in writer.open_by::<Taxon>("1 = 1", Vec::new()).await? {
            if Some(taxon.taxonomy) == own {
                references.next_position = references.next_position.max(taxon.position + 1);
            }
            references.know(TaxonId(taxon.id), &taxon);
        }
        Ok(references)
    }

    /// The round of that number.
    pub fn round(&self, key: RoundKey) -> Option<&Kept<Round>> {
        self.rounds.get(&key)
    }

    /// By what an investor is told from others, as far as its name says.
    pub fn key_of(&self, investor: InvestorId) -> Option<&str> {
        self.called.get(&investor).map(|(key, _)| key.as_str())
    }

    /// The figures that can be spoken of on a day.
    pub fn catalogue(&self, day: Day) -> &Catalogue {
        self.definitions.on(day)
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
        let region = seat.and_then(find_region).map(|region| i64::from(region.code()));
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

    fn know(&mut self, id: TaxonId, taxon: &Taxon) {
        self.taxons.insert((taxon.taxonomy, fold(&taxon.name)), id);
        self.classes.insert(id, (taxon.taxonomy, taxon.name.clone()));
    }

    /// The class of that name in the taxonomy by which figures group, where it has one, else in the zones' own; made
    /// there when new.
    pub fn taxon(&mut self, writer: &mut Writer, name: &str) -> TaxonId {
        let named = |taxonomy: TaxonomyId| self.taxons.get(&(taxonomy, fold(name))).copied();
        if let Some(id) = self.first.and_then(named).or_else(|| self.own.and_then(named)) {
            return id;
        }
        let taxonomy = *self.own.get_or_insert_with(|| {
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
        self.know(id, &body);
        id
    }

    /// Whether these are the investors that the row names, the first from where it says.
    pub fn are_called(
        &self,
        known: impl Iterator<Item = InvestorId>,
        names: &[String],
        seat: Option<&str>,
    ) -> bool {
        let region = seat.and_then(find_region).map(|region| i64::from(region.code()));
        let known: Vec<_> = known.filter_map(|id| self.called.get(&id)).collect();
        let first_fits = match (known.first(), region) {
            (Some((_, Some(known))), Some(told)) => *known == told || *known / 10_000 == told / 10_000,
            (Some((_, None)), Some(_)) => false,
            _ => true,
        };
        first_fits
            && known.iter().map(|(name, _)| name.as_str()).eq(names.iter().map(|name| company_key(name)))
    }

    /// What a class is called.
    pub fn class(&self, taxon: TaxonId) -> Option<&str> {
        self.classes.get(&taxon).map(|(_, name)| name.as_str())
    }

    /// Whether the class is called so, in whatever taxonomy.
    pub fn is_called(&self, taxon: TaxonId, name: &str) -> bool {
        self.classes.get(&taxon).is_some_and(|(_, class)| fold(class) == fold(name))
    }

    /// Whether a class makes way: for a new one, when it stands in the same taxonomy; for none, when a workbook could
    /// have named it.
    pub fn makes_way(&self, old: TaxonId, new: Option<TaxonId>) -> bool {
        let taxonomy = |class| self.classes.get(&class).map(|(taxonomy, _)| *taxonomy);
        match new {
            Some(new) => taxonomy(old) == taxonomy(new),
            None => taxonomy(old).is_some_and(|it| Some(it) == self.first || Some(it) == self.own),
        }
    }
}

fn key_of(round: &Round) -> Option<RoundKey> {
    Some(RoundKey {
        year: i16::try_from(round.year).ok()?,
        seq_in_year: u8::try_from(round.seq_in_year).ok()?,
    })
}
