//! What follows from a row and the snapshot together: origin and size band.

use crate::snapshot::{Block, Places};
use domain::{Money, Origin, Region, SizeBands};

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

/// Where the projects of a block come from (`domain.md` §11).
pub(crate) struct Origins<'a> {
    block: &'a Block,
    /// The regions of the block's zones and of its investors.
    homes: Vec<Option<Region>>,
    seats: Vec<Option<Region>>,
}

impl<'a> Origins<'a> {
    pub(crate) fn of(block: &'a Block, places: &Places) -> Self {
        let homes = block.zone.map(|zone| places.get(*zone).and_then(|place| place.home));
        Self { block, homes, seats: block.origin_region.map(|seat| *seat) }
    }

    /// The origin of a row; none where the region of the first investor or of the zone is not known.
    pub(crate) fn get(&self, row: usize) -> Option<Provenance> {
        let seat = self.seats[self.block.origin_region.place(row)]?;
        let home = self.homes[self.block.zone.place(row)]?;
        // What is too coarse to tell lies in the zone's own province at least: a seat told by its province alone, and a zone of
        // whose city no code is known.
        let origin = domain::region::origin_of(seat, home, HMT_IS_OVERSEAS);
        let is_told = |origin: &Origin| *origin != Origin::Local || !home.is_whole_province();
        Some(origin.filter(is_told).map_or(Provenance::SameProvince, Provenance::Of))
    }
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
