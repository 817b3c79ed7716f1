//! From rows to group keys: a small number for each item, looked up by block, turned into words at the end.

use super::dim::{Dim, Group, Key, KeyOf};
use crate::catalogue::{Basis, Event};
use crate::derive::{OriginTable, Provenance, Sizes};
use crate::filter::RoundTable;
use crate::snapshot::column::{IdMap, NO_AMOUNT};
use crate::snapshot::{Block, EntryRow, ProjectView, Snapshot};
use domain::facts::{OrgId, RoundId, TaxonId};
use domain::{Day, ListKind, MilestoneCode, Stage};

/// Dimensions at once at most: their codes share one key of 128 bits.
pub(crate) const DIMS_MAX: usize = 4;
/// Stands for "nothing known" in every dimension.
const NOTHING: i64 = NO_AMOUNT;
/// The bucket of projects without a class, so that industries are exhaustive.
pub const UNCLASSIFIED: &str = "未分类";
const UNDATED: &str = "undated";
const UNKNOWN: &str = "unknown";
const NONE: &str = "none";

/// Numbers below this have their code in a plain table: all but ids of records do.
const PLAIN_NUMBERS: usize = 1 << 16;
/// In the plain table: no code yet.
const NO_CODE: u32 = u32::MAX;

/// Short codes for the numbers met in one dimension, in the order of meeting.
struct Codes {
    numbers: Vec<i64>,
    plain: Vec<u32>,
    other: IdMap<i64, u32>,
    latest: (i64, u32),
}

impl Default for Codes {
    fn default() -> Self {
        let mut codes = Self {
            numbers: Vec::new(),
            plain: vec![NO_CODE; PLAIN_NUMBERS],
            other: IdMap::default(),
            latest: (NOTHING, 0),
        };
        let code = codes.new_code(NOTHING);
        codes.other.insert(NOTHING, code);
        codes
    }
}

impl Codes {
    fn new_code(&mut self, number: i64) -> u32 {
        self.numbers.push(number);
        (self.numbers.len() - 1) as u32
    }

    fn code(&mut self, number: i64) -> u32 {
        if number == self.latest.0 {
            return self.latest.1;
        }
        let place = usize::try_from(number).ok().filter(|place| *place < PLAIN_NUMBERS);
        let known = match place {
            Some(place) => Some(self.plain[place]).filter(|code| *code != NO_CODE),
            None => self.other.get(&number).copied(),
        };
        let code = known.unwrap_or_else(|| {
            let code = self.new_code(number);
            match place {
                Some(place) => self.plain[place] = code,
                None => drop(self.other.insert(number, code)),
            }
            code
        });
        self.latest = (number, code);
        code
    }
}

/// Gives each item of a figure its group.
pub(crate) struct Keyer<'a> {
    snapshot: &'a Snapshot,
    rounds: &'a RoundTable,
    true_on: Day,
    basis: Basis,
    event: Option<Event>,
    dims: Vec<Dim>,
    origins: OriginTable,
    sizes: Sizes,
    /// Place of each class of the chosen taxonomy.
    classes: IdMap<i64, i64>,
    /// For each dimension: number to code, and code to number.
    codes: Vec<Codes>,
}

impl<'a> Keyer<'a> {
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        rounds: &'a RoundTable,
        true_on: Day,
        (basis, event): (Basis, Option<Event>),
        dims: &[Dim],
        taxonomy: Option<i64>,
    ) -> Self {
        let classes =
            snapshot.dimensions().taxons.values().filter(|class| Some(class.taxonomy.0) == taxonomy);
        Self {
            snapshot,
            rounds,
            true_on,
            basis,
            event,
            dims: dims.to_vec(),
            origins: OriginTable::of(snapshot),
            sizes: Sizes::default(),
            classes: classes.map(|class| (class.id, class.position)).collect(),
            codes: dims.iter().map(|_| Codes::default()).collect(),
        }
    }

    /// Prepares a block: answers that depend on few distinct values are looked up once.
    pub(crate) fn block<'b>(&self, block: &'b Block) -> Vec<BlockKeys<'b>> {
        self.dims.iter().map(|dim| self.block_keys(*dim, block)).collect()
    }

    fn block_keys<'b>(&self, dim: Dim, block: &'b Block) -> BlockKeys<'b> {
        let places = self.snapshot.places();
        let by_zone = |level: fn(&crate::Place) -> Option<OrgId>| {
            let above = |zone: &OrgId| places.get(*zone).and_then(level).map_or(NOTHING, |id| id.0);
            BlockKeys::Zone(block.zone.map(above))
        };
        match dim {
            Dim::City => by_zone(|place| place.city),
            Dim::County => by_zone(|place| place.county),
            Dim::Zone => BlockKeys::Zone(block.zone.map(|zone| zone.0)),
            Dim::Park => BlockKeys::Park(block.park.map(|park| park.map_or(NOTHING, |id| id.0))),
            Dim::Origin => BlockKeys::Origin(Box::new(self.origins.for_block(block))),
            _ => BlockKeys::Row,
        }
    }

    /// The group of an item as one number; [`Keyer::group`] gives its words.
    pub(crate) fn key(
        &mut self,
        prepared: &[BlockKeys<'_>],
        block: &Block,
        row: usize,
        entry: Option<&EntryRow>,
    ) -> u128 {
        let mut key = 0;
        for (slot, block_keys) in prepared.iter().enumerate() {
            let number = match block_keys {
                BlockKeys::Zone(table) => table[usize::from(block.zone.codes[row])],
                BlockKeys::Park(table) => table[usize::from(block.park.codes[row])],
                BlockKeys::Origin(origin) => origin(row).map_or(NOTHING, provenance_number),
                BlockKeys::Row => self.number(self.dims[slot], ProjectView { block, row }, entry),
            };
            key = key << 32 | u128::from(self.codes[slot].code(number));
        }
        key
    }

    fn number(&self, dim: Dim, project: ProjectView<'_>, entry: Option<&EntryRow>) -> i64 {
        match dim {
            Dim::Industry => {
                let classes = project.block.taxons.get(project.row).iter();
                let placed = classes.filter_map(|id| self.classes.get(id).map(|position| (*position, *id)));
                placed.min().map_or(NOTHING, |(_, id)| id)
            }
            Dim::Round => match entry {
                Some(entry) => entry.round,
                None => self.round_of_event(project).unwrap_or(NOTHING),
            },
            Dim::List => entry.map_or(NOTHING, |entry| entry.list as i64),
            Dim::Stage => project.stage_on(self.true_on).map_or(NOTHING, |stage| stage as i64),
            Dim::Size => {
                let fen = match self.basis {
                    Basis::Projects => project.invest_fen(),
                    Basis::Entries => entry.and_then(EntryRow::amount_fen),
                };
                fen.map_or(NOTHING, |fen| self.sizes.index_of(fen) as i64)
            }
            _ => self.day(project, entry).map_or(NOTHING, |day| match dim {
                Dim::Year => i64::from(day.month_index().div_euclid(12)),
                Dim::Quarter => i64::from(day.month_index().div_euclid(3)),
                _ => i64::from(day.month_index()),
            }),
        }
    }

    /// The first round on whose list of the figure's stage the project stands.
    fn round_of_event(&self, project: ProjectView<'_>) -> Option<i64> {
        let list = self.event?.list()?;
        let standing = project.entries().iter().filter(|entry| entry.list == list);
        let standing = standing.filter(|entry| self.rounds.stands(entry, self.true_on));
        standing.map(|entry| entry.round).min_by_key(|round| self.rounds.day(*round))
    }

    fn day(&self, project: ProjectView<'_>, entry: Option<&EntryRow>) -> Option<Day> {
        let promised = |code| project.promise_on(code, self.true_on).map(|promise| promise.day);
        match (self.basis, self.event) {
            (Basis::Entries, _) => self.rounds.day(entry?.round),
            (_, Some(Event::Stage(stage))) => project.day_of(stage, self.true_on),
            (_, Some(Event::PlannedStart)) => promised(MilestoneCode::Commencement),
            (_, Some(Event::PlannedProduction)) => promised(MilestoneCode::Production),
            (Basis::Projects, None) => None,
        }
    }

    /// The group that a number stands for.
    pub(crate) fn group(&self, key: u128) -> Group {
        let last = self.dims.len();
        let keys = self.dims.iter().enumerate().map(|(slot, dim)| {
            let code = (key >> (32 * (last - 1 - slot))) as u32;
            (*dim, self.words(*dim, self.codes[slot].numbers[code as usize]))
        });
        Group(keys.collect())
    }

    fn words(&self, dim: Dim, number: i64) -> Key {
        let dimensions = self.snapshot.dimensions();
        let code = |order: i64, text: String| Key { order, text, of: KeyOf::Code };
        if number == NOTHING {
            let text = match dim {
                Dim::Industry => UNCLASSIFIED,
                Dim::Year | Dim::Quarter | Dim::Month => UNDATED,
                Dim::Origin | Dim::Size => UNKNOWN,
                _ => NONE,
            };
            return code(i64::MAX, text.to_owned());
        }
        let enumerated = |codes: &mut dyn Iterator<Item = &'static str>| {
            code(number, codes.nth(number as usize).unwrap_or(UNKNOWN).to_owned())
        };
        match dim {
            Dim::City | Dim::County | Dim::Zone | Dim::Park => {
                let place = self.snapshot.places().get(OrgId(number));
                let (order, text) =
                    place.map_or((number, number.to_string()), |it| (i64::from(it.rank), it.name.clone()));
                Key { order, text, of: KeyOf::Org(OrgId(number)) }
            }
            Dim::Industry => {
                let class = dimensions.taxons.get(&number);
                let (order, text) =
                    class.map_or((number, number.to_string()), |it| (it.position, it.name.clone()));
                Key { order, text, of: KeyOf::Taxon(TaxonId(number)) }
            }
            Dim::Round => {
                let round = self.rounds.key(number);
                let order = round.map_or(number, |it| i64::from(it.year) * 1_000 + i64::from(it.seq_in_year));
                let text = round.map_or_else(|| number.to_string(), |it| it.to_string());
                Key { order, text, of: KeyOf::Round(RoundId(number)) }
            }
            Dim::List => enumerated(&mut ListKind::ALL.iter().map(|list| list.code())),
            Dim::Stage => enumerated(&mut Stage::ALL.iter().map(|stage| stage.code())),
            Dim::Origin => enumerated(&mut Provenance::all().map(Provenance::code)),
            Dim::Size => code(number, self.sizes.codes()[number as usize].clone()),
            Dim::Year => code(number, number.to_string()),
            Dim::Quarter => code(number, format!("{}Q{}", number.div_euclid(4), number.rem_euclid(4) + 1)),
            Dim::Month => code(number, format!("{}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)),
        }
    }
}

/// A dimension prepared for one block.
pub(crate) enum BlockKeys<'b> {
    Zone(Vec<i64>),
    Park(Vec<i64>),
    Origin(Box<dyn Fn(usize) -> Option<Provenance> + 'b>),
    Row,
}

fn provenance_number(origin: Provenance) -> i64 {
    match origin {
        Provenance::Of(origin) => origin as i64,
        Provenance::SameProvince => domain::Origin::ALL.len() as i64,
    }
}
