//! From codes to groups: the codes of an item are the digits of one number, and the number is that of a group.

use super::axis::Axis;
use super::dim::{Group, Key};
use super::items::Items;
use crate::snapshot::ids::IdMap;
use domain::limits::GROUPINGS_MAX;

// The codes of 32 bits of all dimensions make one number.
const _: () = assert!(GROUPINGS_MAX * u32::BITS as usize <= u128::BITS as usize);
/// Up to so many possible groups a plain table says where each is kept.
const TABLE_MAX: u128 = 1 << 18;
/// In the table: not met yet.
const NOT_MET: u32 = u32::MAX;

/// The groups met, in the order of meeting.
pub(crate) struct Groups<'a> {
    axes: Vec<Axis<'a>>,
    met: Vec<u128>,
    places: Places,
}

/// Where the group of a number is kept.
enum Places {
    Table(Vec<u32>),
    Map(IdMap<u128, u32>),
}

impl<'a> Groups<'a> {
    pub(crate) fn new(axes: Vec<Axis<'a>>) -> Self {
        let possible: u128 = axes.iter().map(|axis| axis.len() as u128).product();
        let places = match possible {
            0..=TABLE_MAX => Places::Table(vec![NOT_MET; possible as usize]),
            _ => Places::Map(IdMap::default()),
        };
        Self { axes, met: Vec::new(), places }
    }

    /// How many were met.
    pub(crate) fn len(&self) -> usize {
        self.met.len()
    }

    /// The place of each item's group among those met.
    pub(crate) fn of(&mut self, items: &Items<'_>) -> Vec<u32> {
        let mut numbers = vec![0; items.len()];
        for axis in &self.axes {
            let width = axis.len() as u128;
            let digits = axis.codes(items);
            numbers
                .iter_mut()
                .zip(digits)
                .for_each(|(number, digit)| *number = *number * width + u128::from(digit));
        }
        let met = &mut self.met;
        let mut next = |number: u128| {
            met.push(number);
            (met.len() - 1) as u32
        };
        let place = |number: u128| match &mut self.places {
            Places::Table(table) => {
                let place = &mut table[number as usize];
                if *place == NOT_MET {
                    *place = next(number);
                }
                *place
            }
            Places::Map(map) => *map.entry(number).or_insert_with(|| next(number)),
        };
        numbers.into_iter().map(place).collect()
    }

    /// All groups in printed order, each with its place among those met. Ungrouped there is always one, the whole.
    pub(crate) fn printed(&self) -> Vec<(Group, usize)> {
        let whole = [0];
        let met = if self.axes.is_empty() { &whole[..] } else { &self.met };
        let codes: Vec<[u32; GROUPINGS_MAX]> = met.iter().map(|number| self.codes(*number)).collect();
        let names: Vec<Names> =
            self.axes.iter().enumerate().map(|(slot, axis)| Names::of(axis, slot, &codes)).collect();
        let ranks = |codes: &[u32; GROUPINGS_MAX]| {
            let mut ranks = [0; GROUPINGS_MAX];
            names.iter().enumerate().for_each(|(slot, names)| ranks[slot] = names.0[&codes[slot]].0);
            ranks
        };
        let mut order: Vec<([u32; GROUPINGS_MAX], usize)> = codes.iter().map(ranks).zip(0..).collect();
        order.sort_unstable();
        let group = |place: usize| {
            let keys = self.axes.iter().zip(&names).zip(codes[place]);
            Group(keys.map(|((axis, names), code)| (axis.dim, names.0[&code].1.clone())).collect())
        };
        order.into_iter().map(|(_, place)| (group(place), place)).collect()
    }

    fn codes(&self, number: u128) -> [u32; GROUPINGS_MAX] {
        let mut codes = [0; GROUPINGS_MAX];
        let mut left = number;
        for (slot, axis) in self.axes.iter().enumerate().rev() {
            let width = axis.len() as u128;
            codes[slot] = (left % width) as u32;
            left /= width;
        }
        codes
    }
}

/// The codes met in one dimension: each with its place in printed order, and its key.
struct Names(IdMap<u32, (u32, Key)>);

impl Names {
    fn of(axis: &Axis<'_>, slot: usize, groups: &[[u32; GROUPINGS_MAX]]) -> Self {
        let mut codes: Vec<u32> = groups.iter().map(|codes| codes[slot]).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut keys: Vec<(Key, u32)> = codes.into_iter().map(|code| (axis.key(code), code)).collect();
        keys.sort_by(|(one, _), (two, _)| one.printed_before(two));
        // Keys that print alike share a rank: the order of meeting decides among their groups.
        let mut rank = 0;
        let mut names = IdMap::default();
        let mut before: Option<&Key> = None;
        for (key, code) in &keys {
            rank += u32::from(before.is_some_and(|before| before.printed_before(key).is_ne()));
            names.insert(*code, (rank, key.clone()));
            before = Some(key);
        }
        Self(names)
    }
}
