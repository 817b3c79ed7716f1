//! A project's name taken apart for comparison.

use super::Ground;
use crate::region::{PROVINCES, SHANXI_CITIES};
use crate::text::{chinese_number, fold};
use std::collections::BTreeSet;

/// Words that tell no project from another, the longer before those that they hold.
const FILLERS: [&str; 14] = [
    "股份有限责任公司",
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
    "建设项目",
    "工程项目",
    "建设工程",
    "项目",
    "工程",
    "投资建设",
    "关于",
];

/// Units that number the parts of a whole.
const PHASES: [&str; 6] = ["标段", "阶段", "期", "批", "号", "段"];

/// Letters that name a side: 东区 is not 西区.
const SIDES: [char; 5] = ['东', '西', '南', '北', '中'];

/// What follows a side where it names a place.
const SIDED: [char; 7] = ['区', '园', '厂', '线', '片', '侧', '部'];

/// A shorter name than this stands within many another.
const WITHIN_MIN: usize = 4;

/// A word of which one letter only differs may be a slip where the name is as long as this.
const SLIP_MIN: usize = 8;

/// A project's name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    folded: String,
    core: Vec<char>,
    sorted: Vec<char>,
    phases: BTreeSet<String>,
    numbers: Vec<String>,
    places: BTreeSet<&'static str>,
    sides: BTreeSet<char>,
}

impl Name {
    /// Takes a name apart.
    pub fn of(title: &str) -> Self {
        let folded = fold(title);
        let (rest, phases) = without_phases(&folded);
        let numbers = numbers(&rest);
        let mut core = rest.clone();
        for filler in FILLERS {
            core = core.replace(filler, "");
        }
        let core: Vec<char> = core.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let mut sorted = core.clone();
        sorted.sort_unstable();
        Self { places: places(&rest), sides: sides(&rest), folded, core, sorted, phases, numbers }
    }

    /// The letters that are compared.
    pub(super) fn core(&self) -> &[char] {
        &self.core
    }

    /// How alike two names are, and in which way.
    pub(super) fn like(&self, other: &Self) -> (i32, Ground) {
        if self.folded == other.folded {
            return (100, Ground::SameName);
        }
        if self.core.is_empty() || other.core.is_empty() {
            return (0, Ground::NameNear);
        }
        if self.core == other.core {
            return (96, Ground::SameCore);
        }
        if self.sorted == other.sorted {
            return (92, Ground::SameWords);
        }
        let (short, long) = if self.core.len() < other.core.len() { (self, other) } else { (other, self) };
        if short.core.len() >= WITHIN_MIN && holds(&long.core, &short.core) {
            return (75 + share(short.core.len() * 20, long.core.len() * 100), Ground::NameWithin);
        }
        (
            share(2 * shared(&self.core, &other.core), pairs(&self.core) + pairs(&other.core)).min(90),
            Ground::NameNear,
        )
    }

    /// What keeps two names apart, and the score that they can have at most.
    pub(super) fn apart_from(&self, other: &Self) -> Option<(Ground, i32)> {
        let differ = |own: &BTreeSet<&str>, their: &BTreeSet<&str>| {
            !own.is_empty() && !their.is_empty() && own.is_disjoint(their)
        };
        if self.phases != other.phases {
            return Some((Ground::OtherPhase, 40));
        }
        if differ(&self.places, &other.places) || (self.sides != other.sides) {
            return Some((Ground::OtherPlace, 50));
        }
        if self.numbers != other.numbers {
            return Some((Ground::OtherNumber, 55));
        }
        self.is_reworded(other).then_some((Ground::OtherWord, 70))
    }

    /// Whether a word of one stands where another word of the other does: 甲公司的电池 and 乙公司的电池.
    fn is_reworded(&self, other: &Self) -> bool {
        if self.sorted == other.sorted {
            return false;
        }
        let before = self.core.iter().zip(&other.core).take_while(|(own, their)| own == their).count();
        let (own, their) = (&self.core[before..], &other.core[before..]);
        let after = own.iter().rev().zip(their.iter().rev()).take_while(|(own, their)| own == their).count();
        let (own, their) = (own.len() - after, their.len() - after);
        let is_slip = own == 1 && their == 1 && self.core.len() >= SLIP_MIN;
        own > 0 && their > 0 && !is_slip
    }
}

/// A share as a score.
fn share(part: usize, whole: usize) -> i32 {
    i32::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

fn holds(long: &[char], short: &[char]) -> bool {
    long.windows(short.len()).any(|part| part == short)
}

/// The pairs of neighbouring letters of a name.
fn pairs(core: &[char]) -> usize {
    core.len().saturating_sub(1)
}

/// The pairs of neighbouring letters that two names share, each counted as often as in both.
fn shared(one: &[char], other: &[char]) -> usize {
    let mut left: Vec<&[char]> = other.windows(2).collect();
    one.windows(2)
        .filter(|pair| left.iter().position(|own| own == pair).map(|at| left.swap_remove(at)).is_some())
        .count()
}

/// A name without the words that number its parts, and those: 二期, 第3标段.
fn without_phases(folded: &str) -> (String, BTreeSet<String>) {
    let letters: Vec<char> = folded.chars().collect();
    let (mut rest, mut phases, mut at) = (String::new(), BTreeSet::new(), 0);
    while at < letters.len() {
        let run = letters[at..].iter().take_while(|letter| is_numeral(**letter)).count();
        let tail: String = letters[at + run..].iter().take(2).collect();
        let unit = PHASES.iter().find(|unit| run > 0 && tail.starts_with(**unit));
        let number = unit.and_then(|_| number_of(&letters[at..at + run]));
        match (unit, number) {
            (Some(unit), Some(number)) => {
                phases.insert(format!("{number}{unit}"));
                if rest.ends_with('第') {
                    rest.pop();
                }
                at += run + unit.chars().count();
            }
            _ => {
                rest.extend(&letters[at..at + run.max(1)]);
                at += run.max(1);
            }
        }
    }
    (rest, phases)
}

fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || "〇零一二两三四五六七八九十百ⅰⅱⅲⅳⅴⅠⅡⅢⅣⅤ".contains(letter)
}

fn number_of(letters: &[char]) -> Option<u32> {
    let text: String = letters.iter().collect();
    let roman = |first: char| {
        let [letter] = letters else { return None };
        (1..=5).find(|number| char::from_u32(u32::from(first) + number - 1) == Some(*letter))
    };
    text.parse().ok().or_else(|| chinese_number(&text)).or_else(|| roman('ⅰ')).or_else(|| roman('Ⅰ'))
}

/// The numbers in a name, in order: 年产10万吨 is not 年产20万吨.
fn numbers(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = text
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .filter(|part| part.contains(|letter: char| letter.is_ascii_digit()))
        .map(|part| part.trim_matches('.').to_owned())
        .collect();
    numbers.sort_unstable();
    numbers
}

/// The provinces and cities that a name speaks of.
fn places(text: &str) -> BTreeSet<&'static str> {
    let provinces = PROVINCES.iter().map(|province| province.short_name);
    let cities = SHANXI_CITIES.iter().map(|(_, name)| name.trim_end_matches('市'));
    provinces.chain(cities).filter(|place| text.contains(place)).collect()
}

/// The sides that a name speaks of: 东区, 北厂.
fn sides(text: &str) -> BTreeSet<char> {
    let letters: Vec<char> = text.chars().collect();
    let is_side = |pair: &&[char]| SIDES.contains(&pair[0]) && SIDED.contains(&pair[1]);
    letters.windows(2).filter(is_side).map(|pair| pair[0]).collect()
}
