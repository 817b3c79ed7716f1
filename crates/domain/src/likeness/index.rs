//! Of many projects those that one looks like, without a comparison with each.

use super::{Likeness, Traits};
use std::collections::HashMap;

/// A pair of letters that more names than this share tells none of them.
const SHARED_MAX: usize = 256;

/// Projects by the pairs of letters in their names, those of before included, and by their codes.
#[derive(Debug, Default)]
pub struct Index {
    all: Vec<Traits>,
    by_pair: HashMap<[char; 2], Vec<usize>>,
    by_code: HashMap<String, Vec<usize>>,
}

impl Index {
    /// The projects in their order: that of their places in [`Index::like`].
    pub fn of(all: Vec<Traits>) -> Self {
        let mut by_pair: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, traits) in all.iter().enumerate() {
            for pair in pairs(traits) {
                let places = by_pair.entry(pair).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            if let Some(code) = &traits.project_code {
                by_code.entry(code.clone()).or_default().push(place);
            }
        }
        Self { all, by_pair, by_code }
    }

    /// A project by its place.
    pub fn get(&self, place: usize) -> Option<&Traits> {
        self.all.get(place)
    }

    /// The places of those that a project looks like with at least this score, the likest first.
    pub fn like(&self, traits: &Traits, at_least: u8) -> Vec<(usize, Likeness)> {
        let mut met: HashMap<usize, usize> = HashMap::new();
        let mut asked = 0;
        for pair in pairs(traits) {
            let Some(places) = self.by_pair.get(&pair).filter(|places| places.len() <= SHARED_MAX) else {
                continue;
            };
            asked += 1;
            for place in places {
                *met.entry(*place).or_default() += 1;
            }
        }
        let code = traits.project_code.as_ref().and_then(|code| self.by_code.get(code));
        for place in code.into_iter().flatten() {
            met.insert(*place, asked);
        }
        // A name that holds another has at most three times as many pairs, or it is not like it.
        let mut like: Vec<(usize, Likeness)> = (met.into_iter())
            .filter(|(_, count)| count * 4 >= asked)
            .map(|(place, _)| (place, Likeness::of(traits, &self.all[place])))
            .filter(|(_, likeness)| likeness.score >= at_least)
            .collect();
        like.sort_by_key(|(place, likeness)| (u8::MAX - likeness.score, *place));
        like
    }
}

fn pairs(traits: &Traits) -> impl Iterator<Item = [char; 2]> + '_ {
    let names = std::iter::once(&traits.name).chain(&traits.former);
    names.flat_map(|name| name.core().windows(2)).filter_map(|pair| pair.try_into().ok())
}
