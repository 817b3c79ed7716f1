//! From codes to groups: the codes of an item are the digits of one number, and the number is that of a group.

use super::axis::Axis;
use super::dim::{Group, Key};
use super::items::Items;
use crate::snapshot::ids::IdMap;
use domain::limits::GROUPINGS_MAX;
use std::ops::{BitOr, Shl};

// The codes of 32 bits of all dimensions make one number.
const _: () = assert!(GROUPINGS_MAX * u32::BITS as usize <= u128::BITS as usize);
/// Up to so many bits a plain table says where the group of a number is kept.
const TABLE_BITS_MAX: u32 = 22;

/// The groups met, in the order of meeting.
pub(crate) struct Groups<'a> {
    digits: Vec<Digit<'a>>,
    met: Vec<u128>,
    places: Places,
}

/// What one dimension adds to the numbers of groups: as many bits as its codes need.
struct Digit<'a> {
    axis: Axis<'a>,
    bits: u32,
    /// How many bits stand behind it.
    behind: u32,
}

impl Digit<'_> {
    /// Its code in the number of a group.
    fn of(&self, number: u128) -> usize {
        ((number >> self.behind) as usize) & ((1 << self.bits) - 1)
    }
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
        let mut behind = 0;
        let mut digits: Vec<Digit<'a>> = Vec::with_capacity(axes.len());
        for axis in axes.into_iter().rev() {
            let bits = usize::BITS - (axis.len() - 1).leading_zeros();
            digits.push(Digit { axis, bits, behind });
            behind += bits;
        }
        digits.reverse();
        let places = match behind {
            0..=TABLE_BITS_MAX => Places::Table(vec![0; 1 << behind]),
            _ => Places::Map(IdMap::default()),
        };
        Self { digits, met: Vec::new(), places }
    }

    /// How many were met; ungrouped there is always one, the whole.
    pub(crate) fn len(&self) -> usize {
        if self.digits.is_empty() { 1 } else { self.met.len() }
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
                numbers(&self.digits, items).into_iter().map(place).collect()
            }
            Places::Map(map) => {
                let place = |number| *map.entry(number).or_insert_with(|| next(number)) - 1;
                numbers(&self.digits, items).into_iter().map(place).collect()
            }
        }
    }

    /// The first groups in printed order, at most so many, each with its place among those met.
    pub(crate) fn printed(&self, at_most: usize) -> Vec<(Group, usize)> {
        let whole = [0];
        let met = if self.digits.is_empty() { &whole[..] } else { &self.met };
        let places = if at_most < met.len() { self.first(at_most) } else { (0..met.len()).collect() };
        let numbers = || places.iter().map(|place| met[*place]);
        let names: Vec<Names> = self.digits.iter().map(|digit| Names::of(digit, numbers())).collect();
        let rank = |number: u128| {
            let ranks = self.digits.iter().zip(&names);
            let ranks = ranks.map(|(digit, names)| (names.rank(digit.of(number)) as u128) << digit.behind);
            ranks.fold(0, BitOr::bitor)
        };
        let mut order: Vec<(u128, usize)> = numbers().map(rank).zip(places.iter().copied()).collect();
        order.sort_unstable();
        order.truncate(at_most);
        let group = |number: u128| {
            let keys = self.digits.iter().zip(&names);
            Group(keys.map(|(digit, names)| (digit.axis.dim, names.key(digit.of(number)).clone())).collect())
        };
        order.into_iter().map(|(_, place)| (group(met[place]), place)).collect()
    }

    /// Places of the groups among which the first so many are: those of the first keys in the first dimension. Of a hundred
    /// thousand groups a page reads a few, so only they are put in order.
    fn first(&self, at_most: usize) -> Vec<usize> {
        let Some(digit) = self.digits.first() else { return Vec::new() };
        let names = Names::of(digit, self.met.iter().copied());
        let rank = |number: u128| names.rank(digit.of(number));
        let mut counts: Vec<usize> = vec![0; digit.axis.len()];
        self.met.iter().for_each(|number| counts[rank(*number)] += 1);
        let mut count = 0;
        let last = counts.iter().position(|own| {
            count += own;
            count >= at_most
        });
        let last = last.unwrap_or(counts.len());
        (0..self.met.len()).filter(|place| rank(self.met[*place]) <= last).collect()
    }
}

/// The number of each item's group: the codes of its dimensions are the digits. They must fit.
fn numbers<N>(digits: &[Digit<'_>], items: &Items<'_>) -> Vec<N>
where
    N: From<u32> + Copy + Shl<u32, Output = N> + BitOr<Output = N>,
{
    let mut numbers = vec![N::from(0); items.len()];
    for digit in digits {
        for (number, code) in numbers.iter_mut().zip(digit.axis.codes(items)) {
            *number = *number << digit.bits | N::from(code);
        }
    }
    numbers
}

/// Of each code of one dimension its place in printed order and, where it was met, its key.
struct Names(Vec<(u32, Option<Key>)>);

impl Names {
    fn of(digit: &Digit<'_>, groups: impl Iterator<Item = u128>) -> Self {
        let mut names: Vec<(u32, Option<Key>)> = vec![(0, None); digit.axis.len()];
        let mut met: Vec<(Key, usize)> = Vec::new();
        for code in groups.map(|number| digit.of(number)) {
            let (_, key) = &mut names[code];
            if key.is_none() {
                met.push((key.insert(digit.axis.key(code as u32)).clone(), code));
            }
        }
        met.sort_by(|(one, _), (two, _)| one.printed_before(two));
        for ((_, code), rank) in met.iter().zip(0..) {
            names[*code].0 = rank;
        }
        Self(names)
    }

    fn rank(&self, code: usize) -> usize {
        self.0[code].0 as usize
    }

    fn key(&self, code: usize) -> &Key {
        self.0[code].1.as_ref().expect("every code of a group met was named")
    }
}
