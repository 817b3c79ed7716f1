//! The catalogue as it changes over time: a site's own definitions laid over those that come with the program, each from
//! its first day.
//!
//! A definition is taken only if the whole catalogue still reads with it. One that does not read any more — a later
//! program knows a condition otherwise, a figure of which it was worked out is gone — is passed over and named: what held
//! before it holds on, and every other figure is given as ever.

use super::overlay::Definition;
use super::{Catalogue, CatalogueError};
use domain::Day;
use domain::facts::{FigureRule, Kept};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The versions of all figures that a site defines, and the catalogue of each day that follows from them.
#[derive(Debug, Default)]
pub struct Definitions {
    /// By first day, then as they were decreed.
    rules: Vec<Kept<FigureRule>>,
    /// The texts of the rules in their order, each read once.
    texts: Vec<Arc<Text>>,
    /// One for each day on which anything changes, ascending; made of the one before when it is first asked for.
    spans: Vec<(Day, OnceLock<InForce>)>,
}

/// The text of a version, read when it is first needed: it stands in every catalogue from its day on, and is tried again
/// with each later version as long as it can't be used.
#[derive(Debug, Default)]
struct Text(OnceLock<Result<Definition, CatalogueError>>);

impl Text {
    fn read(&self, text: &str, name: &str) -> &Result<Definition, CatalogueError> {
        self.0.get_or_init(|| Definition::read_one(text, name))
    }
}

/// The catalogue from a day on.
#[derive(Debug, Clone)]
struct InForce {
    catalogue: Catalogue,
    /// Numbers of the records that hold, by the name of the figure.
    holding: BTreeMap<String, i64>,
    /// What could not be taken, by the number of the record.
    wrong: BTreeMap<i64, CatalogueError>,
    /// Places of the versions that have begun and wait to be taken.
    waiting: Vec<usize>,
    /// The first day of the version that was taken last, by the name of the figure.
    taken: BTreeMap<String, Day>,
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
        Self::of_texts(rules.into_iter().map(|rule| (rule.clone(), Arc::default())).collect())
    }

    fn of_texts(mut rules: Vec<(Kept<FigureRule>, Arc<Text>)>) -> Self {
        rules.sort_by_key(|(rule, _)| (rule.from_on, rule.id));
        let mut days: Vec<Day> = rules.iter().map(|(rule, _)| rule.from_on).collect();
        days.dedup();
        let (rules, texts) = rules.into_iter().unzip();
        Self { rules, texts, spans: days.into_iter().map(|day| (day, OnceLock::new())).collect() }
    }

    fn with_texts(&self) -> impl Iterator<Item = (Kept<FigureRule>, Arc<Text>)> + '_ {
        self.rules.iter().cloned().zip(self.texts.iter().map(Arc::clone))
    }

    /// The same with one more.
    #[must_use]
    pub fn and(&self, rule: &Kept<FigureRule>) -> Self {
        Self::of_texts(self.with_texts().chain([(rule.clone(), Arc::default())]).collect())
    }

    /// The same without one.
    #[must_use]
    pub fn without(&self, id: i64) -> Self {
        Self::of_texts(self.with_texts().filter(|(rule, _)| rule.id != id).collect())
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

    /// The catalogue of a span: that of the span before, and what begins with this one.
    fn made(&self, place: usize) -> &InForce {
        // From the first that is made on, not each by the one before: there may be hundreds.
        let is_made = |place: &usize| self.spans[*place].1.get().is_some();
        let first = (0..=place).rev().find(is_made).unwrap_or(0);
        let mut made = self.made_after(first, None);
        for place in first + 1..=place {
            made = self.made_after(place, Some(made));
        }
        made
    }

    fn made_after(&self, place: usize, before: Option<&InForce>) -> &InForce {
        let (day, made) = &self.spans[place];
        made.get_or_init(|| {
            let begins = self.rules.partition_point(|rule| rule.from_on < *day)
                ..self.rules.partition_point(|rule| rule.from_on <= *day);
            let mut made = before.cloned().unwrap_or_else(InForce::of_program);
            made.waiting.extend(begins);
            made.settle(self);
            made
        })
    }
}

impl InForce {
    /// What holds before the first version of the site.
    fn of_program() -> Self {
        Self {
            catalogue: Catalogue::builtin().clone(),
            holding: BTreeMap::new(),
            wrong: BTreeMap::new(),
            waiting: Vec::new(),
            taken: BTreeMap::new(),
        }
    }

    /// Takes what can be taken of the versions that wait: what is in force stays so until something else can be. Two may
    /// need each other in any order, so what fails is tried again as long as anything new was taken; what a later version
    /// of its figure has overtaken waits no more.
    fn settle(&mut self, all: &Definitions) {
        loop {
            let before = self.waiting.len();
            for place in std::mem::take(&mut self.waiting) {
                let rule = &all.rules[place];
                if self.taken.get(&rule.name).is_some_and(|later| *later > rule.from_on) {
                    self.wrong.remove(&rule.id);
                } else if self.takes(rule, &all.texts[place]) {
                    self.taken.insert(rule.name.clone(), rule.from_on);
                } else {
                    self.waiting.push(place);
                }
            }
            if self.waiting.is_empty() || self.waiting.len() == before {
                return;
            }
        }
    }

    /// Takes a version, if it can be used.
    fn takes(&mut self, rule: &Kept<FigureRule>, read: &Text) -> bool {
        let next = match &rule.text {
            Some(text) => match read.read(text, &rule.name) {
                Ok(definition) => self.catalogue.with_read(definition),
                Err(error) => Err(error.clone()),
            },
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
