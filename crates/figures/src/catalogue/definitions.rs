//! The catalogue as it changes over time: a site's own definitions laid over those that come with the program, each from
//! its first day.
//!
//! A definition is taken only if the whole catalogue still reads with it. One that does not read any more — a later
//! program knows a condition otherwise, a figure of which it was worked out is gone — is passed over and named: what held
//! before it holds on, and every other figure is given as ever.

use super::{Catalogue, CatalogueError};
use domain::Day;
use domain::facts::{FigureRule, Kept};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The versions of all figures that a site defines, and the catalogue of each day that follows from them.
#[derive(Debug, Default)]
pub struct Definitions {
    /// By first day, then as they were decreed.
    rules: Vec<Kept<FigureRule>>,
    /// One for each day on which anything changes, ascending; made when it is first asked for.
    spans: Vec<(Day, OnceLock<InForce>)>,
}

/// The catalogue from a day on.
#[derive(Debug)]
struct InForce {
    catalogue: Catalogue,
    /// Numbers of the records that hold, by the name of the figure.
    holding: BTreeMap<String, i64>,
    /// What could not be taken, by the number of the record.
    wrong: BTreeMap<i64, CatalogueError>,
}

/// A version of a figure that cannot be used on a day on which it should hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The record.
    pub rule: Kept<FigureRule>,
    /// The first day on which it can't be used.
    pub from_on: Day,
    /// What is wrong with it, with its line and key.
    pub error: CatalogueError,
}

impl Definitions {
    /// The definitions made of these records, in any order.
    pub fn of<'a>(rules: impl IntoIterator<Item = &'a Kept<FigureRule>>) -> Self {
        let mut rules: Vec<Kept<FigureRule>> = rules.into_iter().cloned().collect();
        rules.sort_by_key(|rule| (rule.from_on, rule.id));
        let mut days: Vec<Day> = rules.iter().map(|rule| rule.from_on).collect();
        days.dedup();
        Self { rules, spans: days.into_iter().map(|day| (day, OnceLock::new())).collect() }
    }

    /// The same with one more.
    #[must_use]
    pub fn and(&self, rule: &Kept<FigureRule>) -> Self {
        Self::of(self.rules.iter().chain([rule]))
    }

    /// The same without one.
    #[must_use]
    pub fn without(&self, id: i64) -> Self {
        Self::of(self.rules.iter().filter(|rule| rule.id != id))
    }

    /// Whether they are made of these records.
    pub(crate) fn are_of(&self, rules: &BTreeMap<i64, Kept<FigureRule>>) -> bool {
        self.rules.len() == rules.len() && self.rules.iter().all(|rule| rules.get(&rule.id) == Some(rule))
    }

    /// All versions of all figures, by first day.
    pub fn all(&self) -> &[Kept<FigureRule>] {
        &self.rules
    }

    /// The versions of a figure, the first first: the number of a version is its place here, from 1.
    pub fn versions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Kept<FigureRule>> + 'a {
        self.rules.iter().filter(move |rule| rule.name == name)
    }

    /// The catalogue of a day.
    pub fn on(&self, day: Day) -> &Catalogue {
        match self.span(day) {
            None => Catalogue::builtin(),
            Some(span) => &span.catalogue,
        }
    }

    /// The version of a figure that holds on a day, with its number; none where the program's own does, or none at all.
    pub fn in_force(&self, name: &str, day: Day) -> Option<(usize, &Kept<FigureRule>)> {
        let id = self.span(day)?.holding.get(name)?;
        let mut versions = self.rules.iter().filter(|rule| rule.name == name).zip(1..);
        versions.find(|(rule, _)| rule.id == *id).map(|(rule, version)| (version, rule))
    }

    /// Every version that can't be used, once, on the first day on which it can't.
    pub fn unusable(&self) -> Vec<Unusable> {
        let mut found: Vec<Unusable> = Vec::new();
        for (place, (day, _)) in self.spans.iter().enumerate() {
            for (id, error) in &self.made(place).wrong {
                if found.iter().all(|known| known.rule.id != *id)
                    && let Some(rule) = self.rules.iter().find(|rule| rule.id == *id)
                {
                    found.push(Unusable { rule: rule.clone(), from_on: *day, error: error.clone() });
                }
            }
        }
        found
    }

    fn span(&self, day: Day) -> Option<&InForce> {
        let begun = self.spans.partition_point(|(from, _)| *from <= day);
        begun.checked_sub(1).map(|place| self.made(place))
    }

    fn made(&self, place: usize) -> &InForce {
        let (day, made) = &self.spans[place];
        let begun = self.rules.partition_point(|rule| rule.from_on <= *day);
        made.get_or_init(|| InForce::of(&self.rules[..begun]))
    }
}

impl InForce {
    /// What holds of the versions that have begun, day after day: what is in force stays so until something else can be.
    fn of(begun: &[Kept<FigureRule>]) -> Self {
        let mut made = Self {
            catalogue: Catalogue::builtin().clone(),
            holding: BTreeMap::new(),
            wrong: BTreeMap::new(),
        };
        let mut waiting: Vec<&Kept<FigureRule>> = Vec::new();
        let mut taken: BTreeMap<&str, Day> = BTreeMap::new();
        for of_day in begun.chunk_by(|one, other| one.from_on == other.from_on) {
            waiting.extend(of_day);
            made.settle(&mut waiting, &mut taken);
        }
        made
    }

    /// Takes what can be taken of the versions that wait. Two may need each other in any order, so what fails is tried
    /// again as long as anything new was taken; what a later version of its figure has overtaken waits no more.
    fn settle<'a>(&mut self, waiting: &mut Vec<&'a Kept<FigureRule>>, taken: &mut BTreeMap<&'a str, Day>) {
        loop {
            let before = waiting.len();
            waiting.retain(|rule| {
                let is_past = taken.get(rule.name.as_str()).is_some_and(|later| *later > rule.from_on);
                if is_past {
                    self.wrong.remove(&rule.id);
                } else if !self.takes(rule) {
                    return true;
                } else {
                    taken.insert(&rule.name, rule.from_on);
                }
                false
            });
            if waiting.is_empty() || waiting.len() == before {
                return;
            }
        }
    }

    /// Takes a version, if it can be used.
    fn takes(&mut self, rule: &Kept<FigureRule>) -> bool {
        let next = match &rule.text {
            Some(text) => self.catalogue.with_one(text, &rule.name),
            None => self.catalogue.without(&rule.name),
        };
        match next {
            Ok(catalogue) => {
                self.catalogue = catalogue;
                self.wrong.remove(&rule.id);
                match rule.text {
                    Some(_) => self.holding.insert(rule.name.clone(), rule.id),
                    None => self.holding.remove(&rule.name),
                };
                true
            }
            Err(error) => {
                self.wrong.insert(rule.id, error);
                false
            }
        }
    }
}

/// Whether a figure means the same in both catalogues.
pub(crate) fn is_same(one: &Catalogue, other: &Catalogue, name: &str) -> bool {
    one.get(name) == other.get(name)
}
