//! From codes to groups: the codes of an item are the digits of one number, and the number is that of a group.

use super::axis::Axis;
use super::dim::{Group, Key};
use super::items::Items;
use crate::filter::mask::Mask;
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
    /// Where only the first groups are told apart.
    firsts: Option<Firsts>,
}

/// The groups that are told apart; all others share the place [`REST`].
struct Firsts {
    /// How many groups there are, the others too.
    groups: usize,
    /// Of each code of the first dimension whether its groups are told apart.
    is_first: Vec<bool>,
}

/// The place that all other groups share.
const REST: u32 = 0;

/// The number of the group of each item: the codes of its dimensions are the digits.
pub(crate) enum Numbers {
    Short(Vec<u32>),
    Long(Vec<u128>),
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
        Self { digits, met: Vec::new(), places, firsts: None }
    }

    /// How many there are; ungrouped there is always one, the whole.
    pub(crate) fn len(&self) -> usize {
        match &self.firsts {
            Some(firsts) => firsts.groups,
            None if self.digits.is_empty() => 1,
            None => self.met.len(),
        }
    }

    /// How many places are taken by those met.
    pub(crate) fn places(&self) -> usize {
        self.met.len().max(1)
    }

    /// The number of each item's group.
    pub(crate) fn numbers(&self, items: &Items<'_>) -> Numbers {
        match &self.places {
            Places::Table(_) => Numbers::Short(numbers(&self.digits, items)),
            Places::Map(_) => Numbers::Long(numbers(&self.digits, items)),
        }
    }

    /// The place of each item's group among those met.
    pub(crate) fn of(&mut self, numbers: &Numbers) -> Vec<u32> {
        let met = &mut self.met;
        let mut next = |number: u128| {
            met.push(number);
            met.len() as u32
        };
        match (&mut self.places, numbers) {
            (Places::Table(table), Numbers::Short(numbers)) => {
                let behind = self.digits.first().map_or(0, |digit| digit.behind);
                let is_first = self.firsts.as_ref().map(|firsts| &firsts.is_first);
                let place = |number: &u32| {
                    if is_first.is_some_and(|is_first| !is_first[(number >> behind) as usize]) {
                        return REST;
                    }
                    let place = &mut table[*number as usize];
                    if *place == 0 {
                        *place = next((*number).into());
                    }
                    *place - 1
                };
                numbers.iter().map(place).collect()
            }
            (Places::Map(map), Numbers::Long(numbers)) => numbers
                .iter()
                .map(|number| *map.entry(*number).or_insert_with(|| next(*number)) - 1)
                .collect(),
            _ => unreachable!("numbers are as short as the table"),
        }
    }

    /// Whether there can be more groups than so many, and the first of them can be told from the others.
    pub(crate) fn may_exceed(&self, at_most: usize) -> bool {
        let possible = self.digits.iter().fold(1_usize, |all, digit| all.saturating_mul(digit.axis.len()));
        matches!(self.places, Places::Table(_)) && possible > at_most
    }

    /// Of a hundred thousand groups a page reads a few. From here on those of the first keys in the first dimension, at
    /// least so many groups, are told apart; all others are one. None was met before, and `all` are all numbers to come.
    pub(crate) fn only_first<'n>(&mut self, at_most: usize, all: impl Iterator<Item = &'n Numbers>) {
        let Some(digit) = self.digits.first() else { return };
        let met = met_of(1 << (digit.behind + digit.bits), all);
        let names = Names::of(digit, met.rows().map(|number| number as u128));
        let mut counts: Vec<usize> = vec![0; digit.axis.len()];
        met.rows().for_each(|number| counts[names.rank(digit.of(number as u128))] += 1);
        let mut count = 0;
        let last = counts.iter().position(|own| {
            count += own;
            count >= at_most
        });
        let last = last.unwrap_or(counts.len());
        let is_first = (0..digit.axis.len()).map(|code| names.rank(code) <= last).collect();
        self.firsts = Some(Firsts { groups: met.count(), is_first });
        self.met.push(u128::MAX);
    }

    /// The first groups in printed order, at most so many, each with its place among those met.
    pub(crate) fn printed(&self, at_most: usize) -> Vec<(Group, usize)> {
        let whole = [0];
        let met = if self.digits.is_empty() { &whole[..] } else { &self.met };
        let places = usize::from(self.firsts.is_some())..met.len();
        let numbers = || met[places.clone()].iter().copied();
        let names: Vec<Names> = self.digits.iter().map(|digit| Names::of(digit, numbers())).collect();
        let rank = |number: u128| {
            let ranks = self.digits.iter().zip(&names);
            let ranks = ranks.map(|(digit, names)| (names.rank(digit.of(number)) as u128) << digit.behind);
            ranks.fold(0, BitOr::bitor)
        };
        let mut order: Vec<(u128, usize)> = numbers().map(rank).zip(places.clone()).collect();
        order.sort_unstable();
        order.truncate(at_most);
        let group = |number: u128| {
            let keys = self.digits.iter().zip(&names);
            Group(keys.map(|(digit, names)| (digit.axis.dim, names.key(digit.of(number)).clone())).collect())
        };
        order.into_iter().map(|(_, place)| (group(met[place]), place)).collect()
    }
}

/// The numbers met, of so many that there can be.
fn met_of<'n>(possible: usize, all: impl Iterator<Item = &'n Numbers>) -> Mask {
    let mut met = Mask::none(possible);
    for numbers in all {
        if let Numbers::Short(numbers) = numbers {
            numbers.iter().for_each(|number| met.set(*number as usize));
        }
    }
    met
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
