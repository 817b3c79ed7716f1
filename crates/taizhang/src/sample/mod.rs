//! The sample: a province (a zone, the nation) that never was, made from a seed.
//!
//! The same size, seed and day give the same projects on every machine. [`generate`] is pure: places, rounds and
//! investors are made at once, projects one family at a time ([`Sample::families`]), so that the nation's 200,000
//! need no more memory than one. [`fill`] writes a sample through the ledger's writer, month by month over five
//! years, so that asking what was known on a past day means something. [`workbook`] makes the rows of a plain sheet.
//!
//! Real are the names of provinces and of Shanxi's cities; every zone, company, person and project is made of
//! syllables.

mod branches;
mod cast;
mod codes;
mod deeds;
mod destiny;
mod dossiers;
mod draft;
mod family;
mod fill;
mod investors;
mod life;
mod names;
mod prng;
mod progress;
mod rounds;
mod workbook;
mod world;
mod write;

pub use cast::{CastMember, cast};
pub use deeds::{By, Deed, Life, Told};
pub use fill::{Filled, fill};
pub use workbook::{HEADERS, WorkbookRow, workbook};

use branches::BRANCHES;
use domain::Day;
use domain::facts::{Org, OrgId, Round, Taxon, TaxonId, Taxonomy};
use investors::Pool;
use prng::Prng;
use rounds::Calendar;
use world::{World, ZoneSeat};

/// The seed of the sample that everybody sees.
pub const SEED: u64 = 20_220_226;
/// Months that the sample goes back.
pub const MONTHS: i32 = 60;
/// A family has at most so many members; numbers are given in steps of it.
const MEMBERS_MAX: u64 = 8;
/// Of a thousand families, those that were under way before the ledger began.
const OPENING_PERMILLE: u64 = 140;

/// How much is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A city with one zone and its neighbour: about 120 projects.
    Zone,
    /// Eleven cities, 90 zones, about 3,000 projects.
    Province,
    /// 31 provinces, more than 200,000 projects.
    Nation,
}

impl Size {
    /// The size with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "zone" => Self::Zone,
            "province" => Self::Province,
            "nation" => Self::Nation,
            _ => return None,
        })
    }

    /// Whether projects tell their plans and progress: the nation would drown in rows.
    const fn reports(self) -> bool {
        !matches!(self, Self::Nation)
    }

    /// Families: one project each, now and then with phases or parts.
    const fn families(self) -> u64 {
        match self {
            Self::Zone => 100,
            Self::Province => 2_490,
            Self::Nation => 168_000,
        }
    }
}

/// A record of the sample under its id there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local<R> {
    /// The id within the sample.
    pub id: i64,
    /// The record.
    pub body: R,
}

/// A sample that was laid out; its projects are made when asked for.
#[derive(Debug)]
pub struct Sample {
    seed: u64,
    size: Size,
    today: Day,
    first_day: Day,
    world: World,
    calendar: Calendar,
    pool: Pool,
    /// For every branch the classes that its projects have in the common taxonomies.
    classes: Vec<Vec<TaxonId>>,
    /// Running sums of the zones' weights.
    zone_weights: Vec<u64>,
    first_project_id: i64,
}

/// Lays out a sample as of `today`.
pub fn generate(size: Size, seed: u64, today: Day) -> Sample {
    let first_day = today.add_months(-MONTHS).first_of_month();
    let mut world = World::make(size, seed, first_day);
    let calendar = Calendar::make(&mut world, rounds::days(today));
    let companies = size.families() * 3 / 5;
    let first_investor_id = world.next_id();
    let pool = Pool::new(seed, companies, first_investor_id, first_day, today);
    let classes = BRANCHES.iter().map(|branch| classes_of(&world, branch)).collect();
    let zone_weights = world
        .zones
        .iter()
        .scan(0, |sum, zone| {
            *sum += zone.weight;
            Some(*sum)
        })
        .collect();
    let first_project_id = pool.end_id();
    Sample { seed, size, today, first_day, world, calendar, pool, classes, zone_weights, first_project_id }
}

fn classes_of(world: &World, branch: &branches::Branch) -> Vec<TaxonId> {
    let class = |taxonomy: &str, code: Option<&str>| code.and_then(|code| world.class(taxonomy, code));
    [
        class(domain::industry::ROUND_INDUSTRIES.code, Some(branch.round_industry)),
        class(domain::industry::SHANXI_STRATEGIC.code, branch.strategic),
        class(domain::industry::GBT_4754.code, Some(branch.division)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Sample {
    /// The day up to which it is told.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The day on which its ledger began.
    pub fn first_day(&self) -> Day {
        self.first_day
    }

    /// Its organisations, parents before children.
    pub fn orgs(&self) -> &[Local<Org>] {
        &self.world.orgs
    }

    /// Its taxonomies.
    pub fn taxonomies(&self) -> &[Local<Taxonomy>] {
        &self.world.taxonomies
    }

    /// The classes of its taxonomies.
    pub fn taxons(&self) -> &[Local<Taxon>] {
        &self.world.taxons
    }

    /// Its rounds in the order of their days, one for each province.
    pub fn rounds(&self) -> impl Iterator<Item = &Local<Round>> {
        (0..self.calendar.days.len())
            .flat_map(|place| self.calendar.rounds.iter().map(move |rounds| &rounds[place]))
    }

    /// Its projects, family by family, in the order of registration; the head of a family stands first.
    pub fn families(&self) -> impl Iterator<Item = Vec<Life>> + '_ {
        (0..self.size.families()).map(|number| family::make(self, number))
    }

    /// The zone in which the cast's clerk works, and the neighbour's.
    pub fn cast_zones(&self) -> [OrgId; 2] {
        [self.world.zones[0].org, self.world.zones[1].org]
    }

    /// The city of the cast's reviewer.
    pub fn cast_city(&self) -> OrgId {
        self.world.zones[0].city
    }

    /// The province of the cast's office.
    pub fn cast_province(&self) -> OrgId {
        self.world.provinces[0]
    }

    /// The day on which a family was registered, and whether it was under way before.
    fn registered_on(&self, number: u64) -> (Day, bool) {
        let families = self.size.families();
        let opening = families * OPENING_PERMILLE / 1000;
        if number < opening {
            return (self.first_day, true);
        }
        let span = u64::try_from(self.today.days_since(self.first_day)).unwrap_or(0);
        let after = span * (number - opening) / (families - opening);
        (self.first_day.add_days(i32::try_from(after).unwrap_or(0)), false)
    }

    fn draw_zone(&self, prng: &mut Prng) -> &ZoneSeat {
        let total = self.zone_weights.last().copied().unwrap_or(1);
        let at = prng.below(total);
        &self.world.zones[self.zone_weights.partition_point(|sum| *sum <= at)]
    }
}

#[cfg(test)]
mod tests;
