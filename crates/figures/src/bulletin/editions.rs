//! The templates as they change over time: a site's own laid over those that come with the program, each from its first
//! day.
//!
//! A template is read with the catalogue of the day: one that names a figure which is not given there can't be used. As
//! with definitions ([`crate::Definitions`]) it is passed over and named: what held before it holds on.

use super::raw::RawTemplates;
use super::{Template, TemplateError, TemplateProblem, Templates, check, read_raw};
use crate::catalogue::{Catalogue, Definitions};
use domain::Day;
use domain::facts::{BulletinRule, Kept};
use domain::limits::CODE_MAX_CHARS;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The versions of all templates that a site decrees, and the templates of each day that follow from them.
#[derive(Debug, Default)]
pub struct Editions {
    /// By first day, then as they were decreed.
    rules: Vec<Kept<BulletinRule>>,
    /// The texts of the rules in their order, each read once.
    texts: Vec<Arc<Text>>,
    /// What figures mean over time: what a template may name depends on it.
    definitions: Arc<Definitions>,
    /// One for each day on which anything changes, ascending.
    spans: Vec<(Day, OnceLock<InForce>)>,
}

/// The text of a version: its form, read when it is first needed.
#[derive(Debug, Default)]
struct Text(OnceLock<Result<RawTemplates, TemplateError>>);

/// What holds from a day on.
#[derive(Debug)]
struct InForce {
    templates: Templates,
    /// Numbers of the records that hold, by the name of the template.
    holding: BTreeMap<String, i64>,
    /// What can't be used, by the number of the record.
    wrong: BTreeMap<i64, TemplateError>,
}

/// A version of a template that can't be used on a day on which it should hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusableTemplate {
    /// The record.
    pub rule: Kept<BulletinRule>,
    /// The first day on which it can't be used.
    pub from_on: Day,
    /// What is wrong with it, with its line and key.
    pub error: TemplateError,
}

impl Editions {
    /// The templates made of these records, in any order, over these definitions of figures.
    pub fn of<'a>(
        rules: impl IntoIterator<Item = &'a Kept<BulletinRule>>,
        definitions: Arc<Definitions>,
    ) -> Self {
        Self::of_texts(rules.into_iter().map(|rule| (rule.clone(), Arc::default())).collect(), definitions)
    }

    fn of_texts(mut rules: Vec<(Kept<BulletinRule>, Arc<Text>)>, definitions: Arc<Definitions>) -> Self {
        rules.sort_by_key(|(rule, _)| (rule.from_on, rule.id));
        let (rules, texts): (Vec<Kept<BulletinRule>>, Vec<_>) = rules.into_iter().unzip();
        let mut days: BTreeSet<Day> = rules.iter().map(|rule| rule.from_on).collect();
        // Before the first of the site's own nothing hangs on what figures mean.
        if let Some(first) = days.first().copied() {
            let redefined = definitions.all().iter().map(|rule| rule.from_on);
            days.extend(redefined.filter(|day| *day > first));
        }
        let spans = days.into_iter().map(|day| (day, OnceLock::new())).collect();
        Self { rules, texts, definitions, spans }
    }

    /// The same with one more.
    #[must_use]
    pub fn and(&self, rule: &Kept<BulletinRule>) -> Self {
        let known = self.rules.iter().cloned().zip(self.texts.iter().map(Arc::clone));
        Self::of_texts(known.chain([(rule.clone(), Arc::default())]).collect(), Arc::clone(&self.definitions))
    }

    /// Whether they are made of these records and definitions.
    pub(crate) fn are_of(
        &self,
        rules: &BTreeMap<i64, Kept<BulletinRule>>,
        definitions: &Arc<Definitions>,
    ) -> bool {
        Arc::ptr_eq(&self.definitions, definitions)
            && self.rules.len() == rules.len()
            && self.rules.iter().all(|rule| rules.get(&rule.id) == Some(rule))
    }

    /// All versions of all templates, by first day.
    pub fn all(&self) -> &[Kept<BulletinRule>] {
        &self.rules
    }

    /// The versions of a template, the first first: the number of a version is its place here, from 1.
    pub fn versions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Kept<BulletinRule>> + 'a {
        self.rules.iter().filter(move |rule| rule.name == name)
    }

    /// Whether a template has that name on any day.
    pub fn is_name(&self, name: &str) -> bool {
        Templates::builtin().all().iter().any(|known| known.name == name)
            || self.versions(name).next().is_some()
    }

    /// The templates of a day.
    pub fn on(&self, day: Day) -> &Templates {
        match self.span(day) {
            None => Templates::builtin(),
            Some(span) => &span.templates,
        }
    }

    /// The version of a template that holds on a day, with its number; none where the program's own does, or none at all.
    pub fn in_force(&self, name: &str, day: Day) -> Option<(usize, &Kept<BulletinRule>)> {
        let id = self.span(day)?.holding.get(name)?;
        let mut versions = self.rules.iter().filter(|rule| rule.name == name).zip(1..);
        versions.find(|(rule, _)| rule.id == *id).map(|(rule, version)| (version, rule))
    }

    /// Every version that can't be used, once, on the first day on which it can't.
    pub fn unusable(&self) -> Vec<UnusableTemplate> {
        let mut found: Vec<UnusableTemplate> = Vec::new();
        for (place, (day, _)) in self.spans.iter().enumerate() {
            for (id, error) in &self.made(place).wrong {
                if found.iter().all(|known| known.rule.id != *id)
                    && let Some(rule) = self.rules.iter().find(|rule| rule.id == *id)
                {
                    found.push(UnusableTemplate { rule: rule.clone(), from_on: *day, error: error.clone() });
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
        made.get_or_init(|| self.settled(*day))
    }

    /// What holds on a day: of each name the version begun last that can be used, tried from the last one back.
    fn settled(&self, day: Day) -> InForce {
        let catalogue = self.definitions.on(day);
        let mut made = InForce {
            templates: Templates::builtin().clone(),
            holding: BTreeMap::new(),
            wrong: BTreeMap::new(),
        };
        let begun = self.rules.partition_point(|rule| rule.from_on <= day);
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        let mut taken: Vec<(usize, Template)> = Vec::new();
        for place in (0..begun).rev() {
            let rule = &self.rules[place];
            if settled.contains(rule.name.as_str()) {
                continue;
            }
            let read = rule.text.as_ref().map(|text| self.texts[place].template(text, rule, catalogue));
            match read {
                None => drop(settled.insert(&rule.name)),
                Some(Ok(template)) => {
                    settled.insert(&rule.name);
                    made.holding.insert(rule.name.clone(), rule.id);
                    taken.push((place, template));
                }
                Some(Err(error)) => drop(made.wrong.insert(rule.id, error)),
            }
        }
        // In the order in which they began, so that a list of templates keeps its order.
        for (_, template) in taken.into_iter().rev() {
            made.templates = made.templates.with_alone(template);
        }
        made
    }
}

impl Text {
    /// The one template of a version, with the version's first day.
    fn template(
        &self,
        text: &str,
        rule: &BulletinRule,
        catalogue: &Catalogue,
    ) -> Result<Template, TemplateError> {
        let raw = self.0.get_or_init(|| read_raw(text)).as_ref().map_err(Clone::clone)?;
        let [one] = raw.template.as_slice() else { return Err(alone(&rule.name, raw.template.len())) };
        let wrong = |key, problem| TemplateError::at(text, &one.name, (&rule.name, key), problem);
        if one.name.get_ref() != &rule.name {
            return Err(wrong("name", TemplateProblem::Alone(0)));
        }
        if !is_template_name(&rule.name) {
            return Err(wrong("name", TemplateProblem::Name(rule.name.clone())));
        }
        let template = check::template(one, text, catalogue)?;
        let official = Templates::builtin().all().iter().find(|known| known.name == rule.name);
        if official.is_some_and(|official| official.kind != template.kind) {
            // Whether a round is asked for hangs on it, on pages and on the command line.
            return Err(TemplateError::at(text, &one.kind, (&rule.name, "kind"), TemplateProblem::Official));
        }
        Ok(Template { from: rule.from_on, ..template })
    }
}

fn alone(name: &str, found: usize) -> TemplateError {
    let problem = TemplateProblem::Alone(found);
    TemplateError { line: 1, template: name.to_owned(), key: "name".to_owned(), problem }
}

/// A name begins with a small letter and has small letters, digits and hyphens alone: it stands on command lines, where a
/// round is named by digits.
fn is_template_name(name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.len() <= CODE_MAX_CHARS
        && name.chars().all(is_part)
}
