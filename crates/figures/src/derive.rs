//! What follows from a row and the snapshot together: origin and size band.

use crate::snapshot::column::IdMap;
use crate::snapshot::{Block, Snapshot};
use domain::{Money, Origin, Region, SizeBands};
use std::sync::{Mutex, PoisonError};

/// Hong Kong, Macao and Taiwan count as 境外, as in the statistics of outside capital (`domain.md` §11).
const HMT_IS_OVERSEAS: bool = true;

/// Where a project's first investor comes from, as far as its seat is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Provenance {
    /// Exactly known.
    Of(Origin),
    /// From the zone's own province, with no word of the city: workbooks often state the province alone.
    SameProvince,
}

/// The code of [`Provenance::SameProvince`].
const SAME_PROVINCE: &str = "sameProvince";

impl Provenance {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Origin::ALL.iter().map(|origin| Self::Of(*origin)).chain([Self::SameProvince])
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Of(origin) => origin.code(),
            Self::SameProvince => SAME_PROVINCE,
        }
    }

    /// Another province or abroad: what counts as 省外.
    pub(crate) fn is_outside(self) -> bool {
        matches!(self, Self::Of(Origin::Overseas | Origin::OtherProvince))
    }
}

/// The region of every organisation, for the origin of projects (`domain.md` §11).
#[derive(Debug)]
pub(crate) struct OriginTable {
    regions: IdMap<i64, Region>,
    /// Answers for pairs of a zone's and an investor's region: few differ, and each costs looking both up.
    known: Mutex<IdMap<i64, Option<Provenance>>>,
}

impl OriginTable {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let regions =
            snapshot.places().iter().filter_map(|place| Some((place.id.0, region_of(place.region?)?)));
        Self { regions: regions.collect(), known: Mutex::default() }
    }

    fn provenance(&self, investor: i64, home: Region) -> Option<Provenance> {
        let pair = investor << 32 | i64::from(home.code());
        // Answers are only ever added, so a poisoned lock holds nothing wrong.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(pair).or_insert_with(|| provenance(region_of(investor)?, home))
    }

    /// The origin of a row; none where the region of the first investor or of the zone is not known.
    pub(crate) fn for_block<'a>(&self, block: &'a Block) -> impl Fn(usize) -> Option<Provenance> + 'a {
        let zones = block.zone.map(|zone| self.regions.get(&zone.0).copied());
        let table: Vec<Vec<Option<Provenance>>> = zones
            .iter()
            .map(|zone| block.origin_region.map(|region| self.provenance((*region)?, (*zone)?)))
            .collect();
        move |row| table[usize::from(block.zone.codes[row])][usize::from(block.origin_region.codes[row])]
    }
}

fn provenance(investor: Region, home: Region) -> Option<Provenance> {
    let same_province = || investor.province().is_some() && investor.province() == home.province();
    domain::region::origin_of(investor, home, HMT_IS_OVERSEAS)
        .map(Provenance::Of)
        .or_else(|| same_province().then_some(Provenance::SameProvince))
}

/// A stored region code: 0 is abroad.
fn region_of(code: i64) -> Option<Region> {
    let code = u32::try_from(code).ok()?;
    if code == 0 || code == Region::ABROAD.code() { Some(Region::ABROAD) } else { Region::new(code) }
}

/// The size bands of figures and filters, with their codes.
#[derive(Debug, Clone)]
pub(crate) struct Sizes {
    bands: SizeBands,
    codes: Vec<String>,
}

impl Default for Sizes {
    fn default() -> Self {
        let bands = SizeBands::default();
        let codes = bands.bands().iter().map(domain::SizeBand::code).collect();
        Self { bands, codes }
    }
}

impl Sizes {
    /// The codes of the bands, smallest first.
    pub(crate) fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The place of an amount's band.
    pub(crate) fn index_of(&self, fen: i64) -> usize {
        self.bands.index_of(Money::from_fen(fen))
    }
}
