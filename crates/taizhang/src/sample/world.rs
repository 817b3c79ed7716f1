//! Where the sample plays: provinces, cities, zones and parks.

use super::branches::ZONE_CHAINS;
use super::names;
use super::prng::Prng;
use super::{Local, Size};
use domain::facts::{Org, OrgId, TaxonId, Taxonomy, TaxonomyId};
use domain::industry::{GBT_4754, ROUND_INDUSTRIES, SHANXI_STRATEGIC};
use domain::region::{PROVINCES, SHANXI_CITIES};
use domain::{Day, OrgKind, ZoneLevel};

/// Zones of each city of the sample province, in the order of [`SHANXI_CITIES`]: 90 in all.
const ZONES_BY_CITY: [usize; 11] = [9, 8, 5, 9, 7, 6, 11, 11, 7, 9, 8];
/// The city in which the cast works: 晋中市.
const CAST_CITY: usize = 6;
/// Cities and zones a city of a province that is only there for size.
const CITIES_ELSEWHERE: usize = 11;
const ZONES_ELSEWHERE: usize = 9;
/// What a city's first zone weighs, and the neighbour where there is nobody else.
const FIRST_ZONE_WEIGHT: u64 = 240;
const NEIGHBOUR_WEIGHT: u64 = 20;
/// Provinces of the nation that have zones: all but Taiwan, Hong Kong and Macao.
const PROVINCES_WITH_ZONES: usize = 31;

/// A zone as the generator of projects sees it.
#[derive(Debug, Clone)]
pub(super) struct ZoneSeat {
    /// The zone.
    pub org: OrgId,
    /// Its full name.
    pub name: String,
    /// What its own project numbers begin with.
    pub prefix: String,
    /// Its region code.
    pub region: i64,
    /// The place of its province among those of the sample.
    pub province: usize,
    /// Its city.
    pub city: OrgId,
    /// Its parks.
    pub parks: Vec<OrgId>,
    /// The classes of its own chains, if it keeps any.
    pub chains: Vec<TaxonId>,
    /// How many projects it has, against others.
    pub weight: u64,
}

/// All places and classes.
#[derive(Debug)]
pub(super) struct World {
    /// Organisations, parents before children.
    pub orgs: Vec<Local<Org>>,
    /// The zones; the first two are the cast's and its neighbour.
    pub zones: Vec<ZoneSeat>,
    /// The provinces.
    pub provinces: Vec<OrgId>,
    /// Taxonomies.
    pub taxonomies: Vec<Local<Taxonomy>>,
    /// Their classes.
    pub taxons: Vec<Local<domain::facts::Taxon>>,
    next_id: i64,
    founded_on: Day,
    seed: u64,
}

impl World {
    /// The places of a sample whose first round is held after `founded_on`.
    pub(super) fn make(size: Size, seed: u64, founded_on: Day) -> Self {
        let mut world = Self {
            orgs: Vec::new(),
            zones: Vec::new(),
            provinces: Vec::new(),
            taxonomies: Vec::new(),
            taxons: Vec::new(),
            next_id: 1,
            founded_on,
            seed,
        };
        let home = PROVINCES.iter().position(|province| province.code == 140_000).unwrap_or(0);
        world.home_province(size, home);
        if size == Size::Nation {
            for place in (0..PROVINCES_WITH_ZONES).filter(|place| *place != home) {
                world.province_elsewhere(place);
            }
        }
        // The cast's zone and its neighbour stand first; everybody finds them there.
        let cast =
            world.zones.iter().position(|zone| zone.region / 100 == cast_city_code() / 100).unwrap_or(0);
        world.zones.swap(0, cast);
        world.zones.swap(1, cast + 1);
        if size == Size::Zone {
            world.zones[1].weight = NEIGHBOUR_WEIGHT;
        }
        world.classes();
        world
    }

    /// An id that nothing else in the sample has.
    pub(super) fn next_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id - 1
    }

    fn home_province(&mut self, size: Size, place: usize) {
        let province = self.province(place);
        let mut names = self.place_names(place);
        for (index, (code, name)) in SHANXI_CITIES.iter().enumerate() {
            let zones = match size {
                Size::Zone if index == CAST_CITY => 2,
                Size::Zone => continue,
                Size::Province | Size::Nation => ZONES_BY_CITY[index],
            };
            self.city(province, i64::from(*code), name, zones, &mut names);
        }
    }

    fn province_elsewhere(&mut self, place: usize) {
        let province = self.province(place);
        let mut names = self.place_names(place);
        for number in 1..=CITIES_ELSEWHERE {
            let code = i64::from(PROVINCES[place].code) + 100 * i64::try_from(number).unwrap_or(0);
            let name = format!("{}市", names.pop().unwrap_or_default());
            self.city(province, code, &name, ZONES_ELSEWHERE, &mut names);
        }
    }

    fn place_names(&self, province: usize) -> Vec<String> {
        names::places_shuffled(&mut Prng::of(self.seed, 1, province as u64))
    }

    fn province(&mut self, place: usize) -> OrgId {
        let province = &PROVINCES[place];
        let id = self.org(None, OrgKind::Province, province.full_name, i64::from(province.code));
        self.provinces.push(id);
        id
    }

    fn city(&mut self, province: OrgId, code: i64, name: &str, zones: usize, names: &mut Vec<String>) {
        let city = self.org(Some(province), OrgKind::City, name, code);
        let short = name.trim_end_matches('市').to_owned();
        for number in 0..zones {
            let place = names.pop().unwrap_or_else(|| format!("第{number}"));
            let region = code + 2 + i64::try_from(number).unwrap_or(0);
            self.zone(city, &short, &place, region, number == 0);
        }
    }

    fn zone(&mut self, city: OrgId, city_short: &str, place: &str, region: i64, first_of_city: bool) {
        let mut prng = Prng::of(self.seed, 2, u64::try_from(region).unwrap_or(0));
        let kind = if first_of_city {
            "经济技术开发区"
        } else {
            prng.weighted(&[
                (45, "经济技术开发区"),
                (18, "高新技术产业开发区"),
                (12, "现代煤化工园区"),
                (10, "现代农业产业示范区"),
                (8, "新能源装备产业园区"),
                (7, "文化旅游产业示范区"),
            ])
        };
        let name = format!("{city_short}{place}{kind}");
        let org = self.org(Some(city), OrgKind::Zone, &name, region);
        let national = first_of_city && prng.chance(600);
        let last = self.orgs.last_mut().expect("the zone was put there just now");
        last.body.level = Some(if national { ZoneLevel::National } else { ZoneLevel::Provincial });
        last.body.aliases = Some(format!("{place}开发区"));
        let parks = if prng.chance(350) || first_of_city {
            ["东部产业园", "新材料园", "智造园"][..prng.place(3) + 1]
                .iter()
                .map(|park| self.org(Some(org), OrgKind::Park, &format!("{place}{park}"), region))
                .collect()
        } else {
            Vec::new()
        };
        let province = self.provinces.len() - 1;
        let weight = if first_of_city { FIRST_ZONE_WEIGHT } else { prng.below(120) + 40 };
        let prefix = format!("KFQ{region}");
        self.zones.push(ZoneSeat {
            org,
            name,
            prefix,
            region,
            province,
            city,
            parks,
            chains: Vec::new(),
            weight,
        });
    }

    fn org(&mut self, parent: Option<OrgId>, kind: OrgKind, name: &str, region: i64) -> OrgId {
        let position = self.orgs.iter().filter(|org| org.body.parent == parent).count();
        let code = matches!(kind, OrgKind::Zone).then(|| format!("KFQ{region}"));
        let id = self.next_id();
        self.orgs.push(Local {
            id,
            body: Org {
                parent,
                kind,
                name: name.to_owned(),
                aliases: None,
                code,
                region: Some(region),
                level: None,
                position: i64::try_from(position).unwrap_or(i64::MAX),
                valid_from: matches!(kind, OrgKind::Zone | OrgKind::Park)
                    .then(|| self.founded_on.add_months(-48)),
                valid_to: None,
            },
        });
        OrgId(id)
    }

    /// The taxonomies: those of the country and the province, and the chains of every city's first zone.
    fn classes(&mut self) {
        for seed in [ROUND_INDUSTRIES, SHANXI_STRATEGIC, GBT_4754] {
            let taxonomy = self.taxonomy(seed.code, seed.name, seed.version, None);
            for (code, name) in seed.taxa.iter().map(|taxon| (taxon.code, taxon.name)) {
                self.taxon(taxonomy, code, name);
            }
        }
        for place in 0..self.zones.len() {
            if self.zones[place].weight < FIRST_ZONE_WEIGHT {
                continue;
            }
            let (org, name) = (self.zones[place].org, format!("{}主导产业链", self.zones[place].name));
            let taxonomy = self.taxonomy("zone", &name, "2022", Some(org));
            let chains = ZONE_CHAINS.iter().enumerate();
            self.zones[place].chains = chains
                .map(|(index, name)| self.taxon(taxonomy, &format!("{:02}", index + 1), name))
                .collect();
        }
    }

    fn taxonomy(&mut self, code: &str, name: &str, version: &str, org: Option<OrgId>) -> TaxonomyId {
        let id = self.next_id();
        let (code, name, version) = (code.to_owned(), name.to_owned(), version.to_owned());
        self.taxonomies.push(Local { id, body: Taxonomy { code, name, version, org } });
        TaxonomyId(id)
    }

    fn taxon(&mut self, taxonomy: TaxonomyId, code: &str, name: &str) -> TaxonId {
        let id = self.next_id();
        let position = self.taxons.iter().filter(|taxon| taxon.body.taxonomy == taxonomy).count();
        let body = domain::facts::Taxon {
            taxonomy,
            code: code.to_owned(),
            name: name.to_owned(),
            position: i64::try_from(position).unwrap_or(i64::MAX),
        };
        self.taxons.push(Local { id, body });
        TaxonId(id)
    }

    /// The class with that code in the taxonomy with that code.
    pub(super) fn class(&self, taxonomy: &str, code: &str) -> Option<TaxonId> {
        let taxonomy = self.taxonomies.iter().find(|known| known.body.code == taxonomy)?.id;
        let taxon =
            self.taxons.iter().find(|taxon| taxon.body.taxonomy.0 == taxonomy && taxon.body.code == code)?;
        Some(TaxonId(taxon.id))
    }
}

/// The region code of the city in which the cast works.
pub(super) fn cast_city_code() -> i64 {
    i64::from(SHANXI_CITIES[CAST_CITY].0)
}
