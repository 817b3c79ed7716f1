//! The definition of a figure, as written and as checked.

use super::error::{CatalogueError, CatalogueProblem};
use super::formula::Formula;
use super::measure::Measure;
use super::template::{Lang, Template};
use crate::figure::{Dim, ungroupable};
use crate::filter::{Field, Filter, nearest};
use domain::{ListKind, Rounding, Stage, TargetMeasure};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What a figure's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// How many; always with the money of what is counted.
    Count,
    /// How much money.
    Sum,
    /// Numerator ÷ denominator.
    Rate,
    /// How many distinct rounds.
    Rounds,
    /// Months of the year that have ended ÷ 12 (序时进度).
    Time,
    /// Worked out from other figures of the catalogue.
    Formula,
    /// What organisations are to reach in the year.
    Target,
}

impl FigureKind {
    /// Whether it counts nothing of its own.
    pub const fn is_derived(self) -> bool {
        matches!(self, Self::Time | Self::Formula | Self::Target)
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Distinct projects.
    Projects,
    /// Entries of round lists (项次).
    Entries,
}

/// The day by which a figure of projects is grouped into years, quarters and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The first dated event of a stage.
    Stage(Stage),
    /// The start promised.
    PlannedStart,
    /// The production promised.
    PlannedProduction,
}

impl Event {
    /// The condition upon its day.
    pub(crate) const fn field(self) -> Option<Field> {
        match self {
            Self::Stage(Stage::Signed) => Some(Field::Signed),
            Self::Stage(Stage::Commenced) => Some(Field::Started),
            Self::Stage(Stage::Completed) => Some(Field::Completed),
            Self::Stage(Stage::Producing) => Some(Field::Produced),
            Self::Stage(_) => None,
            Self::PlannedStart => Some(Field::PlannedStart),
            Self::PlannedProduction => Some(Field::PlannedProduction),
        }
    }

    /// The list of a round on which a project stands for this event.
    pub const fn list(self) -> Option<ListKind> {
        match self {
            Self::Stage(Stage::Signed) => Some(ListKind::Signing),
            Self::Stage(Stage::Commenced) => Some(ListKind::Commencement),
            Self::Stage(Stage::Producing) => Some(ListKind::Production),
            Self::Stage(_) | Self::PlannedStart | Self::PlannedProduction => None,
        }
    }
}

/// The kind of as-of day (`domain.md` §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AsOf {
    /// Cohort: the state on the day of the entries of rounds.
    C,
    /// The same projects followed from signing to the day.
    F,
    /// Over, or at the end of, the months of a year.
    Y,
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Both<T> {
    /// 简体中文.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T> Both<T> {
    /// The text of a language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A figure that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSpec {
    /// The code name, stable.
    pub name: String,
    /// Its title.
    pub title: Both<String>,
    /// What its value is.
    pub kind: FigureKind,
    /// What it counts.
    pub basis: Basis,
    /// Which money belongs to it.
    pub measure: Measure,
    /// The day by which it is grouped.
    pub event: Option<Event>,
    /// What is looked at; of a rate, the denominator unless it names a part.
    pub population: Filter,
    /// Conditions that hold unless the question speaks of the same field.
    pub defaults: Vec<Filter>,
    /// Of a rate: the part of the population that is the numerator.
    pub numerator: Option<Filter>,
    /// Of a rate: the part of the population that is the denominator; without one, all of it.
    pub denominator: Option<Filter>,
    /// Of a rate of sums: the money above the line; what is below is [`FigureSpec::measure`].
    pub above: Option<Measure>,
    /// Of a formula: how it is worked out.
    pub formula: Option<Formula>,
    /// Of a formula: the figure into whose projects it opens.
    pub opens: Option<String>,
    /// Of a formula: whether it is printed as a percentage; else its unit is the point (百分点).
    pub is_percentage: bool,
    /// Of a target: what it counts.
    pub target: Option<TargetMeasure>,
    /// A rate that sentences say beside this one (占年度计划 and 占目标任务).
    pub beside: Option<String>,
    /// Groups that are made unless the question names its own.
    pub by: Vec<Dim>,
    /// The figure of which this is a 其中 sub-count: such counts overlap and are no partition.
    pub part_of: Option<String>,
    /// The kind of as-of day.
    pub as_of: AsOf,
    /// Decimals printed of rates and of 亿元.
    pub places: u8,
    /// How the last decimal comes about.
    pub rounding: Rounding,
    /// What stands below the figure: denominator and rule in words.
    pub footnote: Both<String>,
    /// Sentences by variant; `default` is always there.
    pub sentences: BTreeMap<String, Both<Template>>,
    /// The sentence of an empty set.
    pub empty: Both<Template>,
}

impl FigureSpec {
    /// Whether it is a rate of two sums of money, not of two counts.
    pub fn is_rate_of_sums(&self) -> bool {
        self.above.is_some()
    }

    /// Whether it counts the same as another: what else may differ are words, places in lists, and print.
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        let in_words_of_other = Self {
            title: other.title.clone(),
            footnote: other.footnote.clone(),
            sentences: other.sentences.clone(),
            empty: other.empty.clone(),
            beside: other.beside.clone(),
            part_of: other.part_of.clone(),
            places: other.places,
            rounding: other.rounding,
            ..self.clone()
        };
        in_words_of_other == *other
    }

    /// Whether numbers of both can be held against each other member by member: the same things counted, and the same money
    /// beside them or above the line.
    pub(crate) fn is_of_kind_of(&self, other: &Self) -> bool {
        (self.kind, self.basis, self.measure, self.above)
            == (other.kind, other.basis, other.measure, other.above)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCatalogue {
    pub(super) figure: Vec<RawFigure>,
    #[serde(default)]
    phrase: BTreeMap<String, RawBoth>,
}

impl RawCatalogue {
    pub(super) fn has_no_phrase(&self, text: &str) -> Result<(), CatalogueError> {
        let Some((name, raw)) = self.phrase.first_key_value() else { return Ok(()) };
        let key = format!("phrase.{name}");
        Err(CatalogueError::at(text, &raw.zh, ("", &key), CatalogueProblem::Phrase))
    }

    pub(super) fn phrases(&self, text: &str) -> Result<BTreeMap<String, Both<Template>>, CatalogueError> {
        let check = Check { text, name: "" };
        let phrase = |(name, raw): (&String, &RawBoth)| {
            check.templates(raw, &format!("phrase.{name}")).map(|both| (name.clone(), both))
        };
        self.phrase.iter().map(phrase).collect()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBoth {
    zh: Spanned<String>,
    en: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawFigure {
    pub(super) name: Spanned<String>,
    title: RawBoth,
    kind: Spanned<String>,
    basis: Spanned<String>,
    measure: Option<Spanned<String>>,
    event: Option<Spanned<String>>,
    population: Spanned<String>,
    #[serde(default)]
    defaults: Vec<Spanned<String>>,
    numerator: Option<Spanned<String>>,
    denominator: Option<Spanned<String>>,
    above: Option<Spanned<String>>,
    formula: Option<Spanned<String>>,
    opens: Option<Spanned<String>>,
    unit: Option<Spanned<String>>,
    target: Option<Spanned<String>>,
    beside: Option<Spanned<String>>,
    #[serde(default)]
    by: Vec<Spanned<String>>,
    part_of: Option<String>,
    as_of: AsOf,
    places: Spanned<u8>,
    rounding: Spanned<String>,
    footnote: RawBoth,
    sentences: BTreeMap<String, RawBoth>,
    empty: RawBoth,
}

/// Decimals printed at most.
const PLACES_MAX: u8 = 6;

/// The text of the catalogue, for lines in errors, and the figure being checked.
struct Check<'a> {
    text: &'a str,
    name: &'a str,
}

impl Check<'_> {
    fn error(&self, value: &Spanned<String>, key: &str, problem: CatalogueProblem) -> CatalogueError {
        CatalogueError::at(self.text, value, (self.name, key), problem)
    }

    fn word<T: Copy>(
        &self,
        value: &Spanned<String>,
        key: &str,
        known: &[(&str, T)],
    ) -> Result<T, CatalogueError> {
        let word = value.get_ref();
        let found = known.iter().find(|(name, _)| name == word).map(|(_, meaning)| *meaning);
        found.ok_or_else(|| self.unknown(value, key, known.iter().map(|(name, _)| *name)))
    }

    fn unknown<'b>(
        &self,
        value: &Spanned<String>,
        key: &str,
        known: impl IntoIterator<Item = &'b str>,
    ) -> CatalogueError {
        let near = nearest(value.get_ref(), known);
        self.error(value, key, CatalogueProblem::Unknown { value: value.get_ref().clone(), near })
    }

    fn filter(&self, value: &Spanned<String>, key: &str) -> Result<Filter, CatalogueError> {
        Filter::parse(value.get_ref()).map_err(|error| self.error(value, key, error.into()))
    }

    fn template(&self, value: &Spanned<String>, key: &str) -> Result<Template, CatalogueError> {
        let placeholder = |slot| self.error(value, key, CatalogueProblem::Placeholder(slot));
        Template::parse(value.get_ref()).map_err(placeholder)
    }

    /// Templates that use none of some placeholders.
    fn filled(&self, raw: &RawBoth, key: &str, unfilled: &[&str]) -> Result<Both<Template>, CatalogueError> {
        let both = self.templates(raw, key)?;
        for (template, value) in [(&both.zh, &raw.zh), (&both.en, &raw.en)] {
            if let Some(slot) = unfilled.iter().find(|slot| template.uses(slot)) {
                return Err(self.error(value, key, CatalogueProblem::Placeholder((*slot).to_owned())));
            }
        }
        Ok(both)
    }

    fn templates(&self, raw: &RawBoth, key: &str) -> Result<Both<Template>, CatalogueError> {
        Ok(Both { zh: self.template(&raw.zh, key)?, en: self.template(&raw.en, key)? })
    }
}

impl RawFigure {
    pub(super) fn checked(&self, text: &str) -> Result<FigureSpec, CatalogueError> {
        let check = Check { text, name: self.name.get_ref() };
        let kinds = [
            ("count", FigureKind::Count),
            ("sum", FigureKind::Sum),
            ("rate", FigureKind::Rate),
            ("rounds", FigureKind::Rounds),
            ("time", FigureKind::Time),
            ("formula", FigureKind::Formula),
            ("target", FigureKind::Target),
        ];
        let kind = check.word(&self.kind, "kind", &kinds)?;
        let bases = [("projects", Basis::Projects), ("entries", Basis::Entries)];
        let measure = |value: &Option<Spanned<String>>, key| {
            value.as_ref().map(|value| check.word(value, key, &Measure::CODES)).transpose()
        };
        let filter = |value: &Option<Spanned<String>>, key| {
            value.as_ref().map(|value| check.filter(value, key)).transpose()
        };
        self.check_presence(&check, kind)?;
        let units = [("points", false), ("percent", true)];
        let unit = self.unit.as_ref().map(|value| check.word(value, "unit", &units)).transpose()?;
        let roundings = [("halfUp", Rounding::HalfUp), ("truncate", Rounding::Truncate)];
        // What a figure has nothing to fill with.
        let mut unfilled = vec!["list", "when", "venue"];
        unfilled.extend(self.beside.is_none().then_some("q"));
        unfilled.extend(self.above.is_none().then_some("b"));
        let said = |raw: &RawBoth, key: &str| check.filled(raw, key, &unfilled);
        let sentence = |(variant, raw): (&String, &RawBoth)| {
            said(raw, &format!("sentences.{variant}")).map(|both| (variant.clone(), both))
        };
        let spec = FigureSpec {
            name: self.name.get_ref().clone(),
            title: plain(&self.title),
            kind,
            basis: check.word(&self.basis, "basis", &bases)?,
            measure: measure(&self.measure, "measure")?.unwrap_or(Measure::Invest),
            event: self.event.as_ref().map(|value| event(&check, value)).transpose()?,
            population: check.filter(&self.population, "population")?,
            defaults: self
                .defaults
                .iter()
                .map(|value| check.filter(value, "defaults"))
                .collect::<Result<_, _>>()?,
            numerator: filter(&self.numerator, "numerator")?,
            denominator: filter(&self.denominator, "denominator")?,
            above: measure(&self.above, "above")?,
            formula: self.formula.as_ref().map(|value| formula(&check, value)).transpose()?,
            opens: self.opens.as_ref().map(|name| name.get_ref().clone()),
            is_percentage: unit.unwrap_or_default(),
            target: self.target.as_ref().map(|value| target(&check, value)).transpose()?,
            beside: self.beside.as_ref().map(|name| name.get_ref().clone()),
            by: self.by.iter().map(|value| dim(&check, value)).collect::<Result<_, _>>()?,
            part_of: self.part_of.clone(),
            as_of: self.as_of,
            places: *self.places.get_ref(),
            rounding: check.word(&self.rounding, "rounding", &roundings)?,
            footnote: plain(&self.footnote),
            sentences: self.sentences.iter().map(sentence).collect::<Result<_, _>>()?,
            empty: said(&self.empty, "empty")?,
        };
        match ungroupable(&spec, &spec.by) {
            None => Ok(spec),
            Some(dim) => Err(self.wrong_at(text, "by", CatalogueProblem::Ungroupable(dim.name()))),
        }
    }

    /// What is wrong with one of its keys, at the place of the key where it is one that names figures.
    pub(super) fn wrong_at(&self, text: &str, key: &str, problem: CatalogueProblem) -> CatalogueError {
        let value = match key {
            "formula" => self.formula.as_ref(),
            "opens" => self.opens.as_ref(),
            "beside" => self.beside.as_ref(),
            "by" => self.by.first(),
            _ => None,
        };
        CatalogueError::at(text, value.unwrap_or(&self.name), (self.name.get_ref(), key), problem)
    }

    /// Whether what a figure of that kind needs is there, and what it can't have is not.
    fn check_presence(&self, check: &Check<'_>, kind: FigureKind) -> Result<(), CatalogueError> {
        let missing = |at, key| Err(check.error(at, key, CatalogueProblem::Missing));
        if (kind == FigureKind::Rate) != (self.numerator.is_some() || self.above.is_some()) {
            return missing(&self.kind, "numerator");
        }
        if (kind == FigureKind::Formula) != (self.formula.is_some() && self.opens.is_some()) {
            return missing(&self.kind, "formula");
        }
        if (kind == FigureKind::Target) != self.target.is_some() {
            return missing(&self.kind, "target");
        }
        if *self.places.get_ref() > PLACES_MAX {
            let problem = CatalogueProblem::Range(self.places.get_ref().to_string());
            return Err(CatalogueError::at(check.text, &self.places, (check.name, "places"), problem));
        }
        if !self.sentences.contains_key(DEFAULT) {
            return missing(&self.name, "sentences.default");
        }
        Ok(())
    }
}

/// The variant of a sentence that every figure has.
pub(crate) const DEFAULT: &str = "default";

fn plain(raw: &RawBoth) -> Both<String> {
    Both { zh: raw.zh.get_ref().clone(), en: raw.en.get_ref().clone() }
}

fn event(check: &Check<'_>, value: &Spanned<String>) -> Result<Event, CatalogueError> {
    match value.get_ref().as_str() {
        "plannedStart" => Ok(Event::PlannedStart),
        "plannedProduction" => Ok(Event::PlannedProduction),
        code => Stage::from_code(code)
            .map(Event::Stage)
            .ok_or_else(|| check.unknown(value, "event", Stage::ALL.iter().map(|stage| stage.code()))),
    }
}

fn target(check: &Check<'_>, value: &Spanned<String>) -> Result<TargetMeasure, CatalogueError> {
    let known = || TargetMeasure::ALL.iter().map(|measure| measure.code());
    TargetMeasure::from_code(value.get_ref()).ok_or_else(|| check.unknown(value, "target", known()))
}

fn formula(check: &Check<'_>, value: &Spanned<String>) -> Result<Formula, CatalogueError> {
    Formula::parse(value.get_ref()).map_err(|problem| check.error(value, "formula", problem))
}

fn dim(check: &Check<'_>, value: &Spanned<String>) -> Result<Dim, CatalogueError> {
    let known = || Dim::ALL.iter().map(|dim| dim.name());
    value.get_ref().parse().map_err(|_| check.unknown(value, "by", known()))
}
