//! From codes to groups: the codes of an item are the digits of one number, and the number is that of a group.

use super::axis::Axis;
use super::dim::{Group, Key};
use super::items::Items;
use crate::snapshot::ids::IdMap;
use domain::limits::GROUPINGS_MAX;
use std::ops::{Add, Mul};

// The codes of 32 bits of all dimensions make one number.
const _: () = assert!(GROUPINGS_MAX * u32::BITS as usize <= u128::BITS as usize);
/// Up to so many possible groups a plain table says where each is kept.
const TABLE_MAX: u128 = 1 << 22;

/// The groups met, in the order of meeting.
pub(crate) struct Groups<'a> {
    axes: Vec<Axis<'a>>,
    met: Vec<u128>,
    places: Places,
}

/// Where the group of a number is kept.
enum Places {
    /// At its number; one more than its place, 0 while it isn't met. A table of zeros takes memory only where it is
    /// touched.
    Table(Vec<u32>),
    Map(IdMap<u128, u32>),
}

impl<'a> Groups<'a> {
    pub(crate) fn new(axes: Vec<Axis<'a>>) -> Self {
        let possible: u128 = axes.iter().map(|axis| axis.len() as u128).product();
        let places = match possible {
            0..=TABLE_MAX => Places::Table(vec![0; possible as usize]),
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
        let met = &mut self.met;
        let mut next = |number: u128| {
            met.push(number);
            met.len() as u32
        };
        match &mut self.places {
            Places::Table(table) => {
                let place = |number: u32| {
                    let place = &mut table[number as usize];
                    if *place == 0 {
                        *place = next(number.into());
                    }
                    *place - 1
                };
                numbers(&self.axes, items).into_iter().map(place).collect()
            }
            Places::Map(map) => {
                let place = |number| *map.entry(number).or_insert_with(|| next(number)) - 1;
                numbers(&self.axes, items).into_iter().map(place).collect()
            }
        }
    }

    /// All groups in printed order, each with its place among those met. Ungrouped there is always one, the whole.
    pub(crate) fn printed(&self) -> Vec<(Group, usize)> {
        let whole = [0];
        let met = if self.axes.is_empty() { &whole[..] } else { &self.met };
        let codes: Vec<[u32; GROUPINGS_MAX]> = met.iter().map(|number| self.codes(*number)).collect();
        let slots = self.axes.iter().enumerate();
        let names: Vec<Names> = slots.map(|(slot, axis)| Names::of(axis, slot, &codes)).collect();
        let rank = |codes: &[u32; GROUPINGS_MAX]| {
            names.iter().zip(codes).fold(0, |rank, (names, code)| {
                rank * names.0.len() as u128 + u128::from(names.0[*code as usize].0)
            })
        };
        let mut order: Vec<(u128, u32)> = codes.iter().map(rank).zip(0..).collect();
        order.sort_unstable();
        let group = |place: usize| {
            let keys = self.axes.iter().zip(&names).zip(codes[place]);
            Group(keys.map(|((axis, names), code)| (axis.dim, names.key(code).clone())).collect())
        };
        order.into_iter().map(|(_, place)| (group(place as usize), place as usize)).collect()
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

/// The number of each item's group: the codes of its dimensions are the digits. They must fit.
fn numbers<N>(axes: &[Axis<'_>], items: &Items<'_>) -> Vec<N>
where
    N: From<u32> + Copy + Mul<Output = N> + Add<Output = N>,
{
    let mut numbers = vec![N::from(0); items.len()];
    for axis in axes {
        let width = N::from(axis.len() as u32);
        for (number, digit) in numbers.iter_mut().zip(axis.codes(items)) {
            *number = *number * width + N::from(digit);
        }
    }
    numbers
}

/// Of each code of one dimension its place in printed order and, where it was met, its key.
struct Names(Vec<(u32, Option<Key>)>);

impl Names {
    fn of(axis: &Axis<'_>, slot: usize, groups: &[[u32; GROUPINGS_MAX]]) -> Self {
        let mut names: Vec<(u32, Option<Key>)> = vec![(0, None); axis.len()];
        let mut met: Vec<(Key, u32)> = Vec::new();
        for code in groups.iter().map(|codes| codes[slot]) {
            let (_, key) = &mut names[code as usize];
            if key.is_none() {
                met.push((key.insert(axis.key(code)).clone(), code));
            }
        }
        met.sort_by(|(one, _), (two, _)| one.printed_before(two));
        for ((_, code), rank) in met.iter().zip(0..) {
            names[*code as usize].0 = rank;
        }
        Self(names)
    }

    fn key(&self, code: u32) -> &Key {
        self.0[code as usize].1.as_ref().expect("every code of a group met was named")
    }
}
