//! Numbers for the records by which projects and entries are grouped. They follow from the snapshot alone, so they are
//! given once, when a figure first asks, and kept as long as the snapshot is.

use super::ids::{IdCodes, IdMap};
use super::{Block, Places};
use domain::facts::OrgId;
use std::sync::{Arc, OnceLock};

/// The number of what is not known.
pub(crate) const NOTHING: u32 = 0;

/// What numbers are given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbered {
    City,
    County,
    Zone,
    Park,
    Round,
}

/// The numbers of one kind of record.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// The ids that numbers stand for, in the order of meeting; at [`NOTHING`] stands none.
    pub(crate) ids: Vec<i64>,
    /// For each block and each distinct value of its column, the number.
    pub(crate) tables: Vec<Vec<u32>>,
}

/// All numbers that were asked for.
#[derive(Debug, Default)]
pub(super) struct Numberings([OnceLock<Numbering>; 5]);

impl Numberings {
    pub(super) fn get(&self, of: Numbered, blocks: &[Arc<Block>], places: &Places) -> &Numbering {
        self.0[of as usize].get_or_init(|| Numbering::of(of, blocks, places))
    }
}

impl Numbering {
    fn of(of: Numbered, blocks: &[Arc<Block>], places: &Places) -> Self {
        let zones = |block: &Block, number: &mut dyn FnMut(i64) -> u32| block.zone.map(|zone| number(zone.0));
        let place = |zone: i64| places.get(OrgId(zone));
        match of {
            Numbered::City => Self::by(blocks, zones, |zone| place(zone)?.city.map(|city| city.0)),
            Numbered::County => Self::by(blocks, zones, |zone| place(zone)?.county.map(|county| county.0)),
            Numbered::Zone => Self::by(blocks, zones, Some),
            Numbered::Park => {
                let parks = |block: &Block, number: &mut dyn FnMut(i64) -> u32| {
                    block.park.map(|park| park.map_or(NOTHING, |park| number(park.0)))
                };
                Self::by(blocks, parks, Some)
            }
            Numbered::Round => {
                let rounds = |block: &Block, number: &mut dyn FnMut(i64) -> u32| {
                    block.entries.items.round.map(|round| number(*round))
                };
                Self::by(blocks, rounds, Some)
            }
        }
    }

    /// Numbers the ids that the values of a column stand for.
    fn by(
        blocks: &[Arc<Block>],
        column: impl Fn(&Block, &mut dyn FnMut(i64) -> u32) -> Vec<u32>,
        id_of: impl Fn(i64) -> Option<i64>,
    ) -> Self {
        let mut ids = vec![super::column::NO_AMOUNT];
        let mut numbers: IdMap<i64, u32> = IdMap::default();
        // A value is met in many blocks; what it stands for is asked once.
        let mut known = IdCodes::default();
        let mut number_of = |id: i64| {
            *numbers.entry(id).or_insert_with(|| {
                ids.push(id);
                (ids.len() - 1) as u32
            })
        };
        let mut number =
            |value: i64| known.get_or_insert(value, || id_of(value).map_or(NOTHING, &mut number_of));
        let tables = blocks.iter().map(|block| column(block, &mut number)).collect();
        Self { ids, tables }
    }
}
