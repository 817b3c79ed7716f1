//! Rankings: units scored and ranked by schemes that are data (`domain.md` §9, `formats.md` §4).
//!
//! - [`Schemes`]: editions of assessments with their items, weights, caps and ties, from TOML; examples come along.
//! - [`Unit`]s with their inputs are given, or taken from figures of the catalogue ([`units_of`]).
//! - [`rank`] scores and ranks them, [`roll_up`] does so from the scores of shorter periods; every [`Score`] opens into
//!   parts that add up to it exactly.
//! - [`red_black`] counts firsts and lasts over the items; [`what_if`] states what would lift a unit.
//!
//! Scores are exact until they are printed, once.

mod check;
mod check_item;
mod error;
mod period;
mod rank;
mod raw;
mod red_black;
mod roll_up;
mod score;
mod spec;
mod units;
mod what_if;

pub use error::{RankError, SchemeError, SchemeProblem};
pub use period::{Period, PeriodKind};
pub(crate) use rank::ranks;
pub use rank::{Change, Cut, RankRow, RankedGroup, Ranking, rank};
pub use red_black::{ListSide, Placing, RedBlackGroup, RedBlackRow, red_black};
pub use roll_up::{History, roll_up};
pub use score::{Absence, Adjustment, AdjustmentKind, Input, PartInput, PartScore, Score, Unit};
pub use spec::{
    Body, FigureSource, Item, Items, Missing, Named, Over, RedBlackRule, Role, RollPart, Rule, Scheme,
    Section, Source, Take, TieBy, TieRule, Vetoed,
};
pub use units::{RosterUnit, Units, units_of};
pub use what_if::{ItemChange, Obstacle, Outcome, WhatIf, what_if};

use crate::catalogue::Catalogue;
use domain::Day;
use raw::{RawScheme, RawSchemes};
use std::sync::OnceLock;

/// The examples that come with the program.
const EXAMPLES: &str = concat!(
    include_str!("schemes/henan.toml"),
    include_str!("schemes/yanan_anqing.toml"),
    include_str!("schemes/city_year.toml"),
);

/// All schemes, every edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schemes {
    all: Vec<Scheme>,
}

impl Schemes {
    /// The examples that come with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Schemes> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            Self::parse(EXAMPLES, Catalogue::builtin()).expect("the tests load the embedded schemes")
        })
    }

    /// Reads schemes; the figures they name are those of the catalogue.
    ///
    /// # Errors
    /// The first mistake, with its line, scheme and key.
    pub fn parse(text: &str, catalogue: &Catalogue) -> Result<Self, SchemeError> {
        Self { all: Vec::new() }.beside(text, catalogue)
    }

    /// Reads further schemes beside these: a site's own, and its later editions of known ones.
    ///
    /// # Errors
    /// As [`Self::parse`]; an edition that is known with the same first day.
    pub fn beside(&self, text: &str, catalogue: &Catalogue) -> Result<Self, SchemeError> {
        let raw: RawSchemes = toml::from_str(text).map_err(|error| SchemeError::syntax(text, &error))?;
        let mut all = self.all.clone();
        for raw in &raw.scheme {
            let scheme = check::scheme(raw, text, catalogue)?;
            if all.iter().any(|known| known.name == scheme.name && known.from == scheme.from) {
                return Err(SchemeError::at(text, &raw.name, (&scheme.name, "name"), SchemeProblem::Twice));
            }
            all.push(scheme);
        }
        let schemes = Self { all };
        raw.scheme.iter().try_for_each(|raw| schemes.check_parts(raw, text))?;
        raw.scheme.iter().try_for_each(|raw| schemes.check_wholes(raw, text))?;
        Ok(schemes)
    }

    /// Roll-ups, known ones too, are no shorter than what they are made of.
    fn check_wholes(&self, raw: &RawScheme, text: &str) -> Result<(), SchemeError> {
        let name = raw.name.get_ref();
        let is_made_of_it = |whole: &&Scheme| whole.parts().iter().any(|part| part.of == *name);
        let shortest = self.all.iter().filter(is_made_of_it).map(|whole| whole.period).min();
        let own = self.all.iter().filter(|scheme| scheme.name == *name).map(|scheme| scheme.period).max();
        if shortest < own && shortest.is_some() {
            return Err(SchemeError::at(text, &raw.period, (name, "period"), SchemeProblem::Longer));
        }
        Ok(())
    }

    /// What a roll-up is made of is known, is not made of the roll-up itself, and is not longer than it.
    fn check_parts(&self, raw: &RawScheme, text: &str) -> Result<(), SchemeError> {
        let name = raw.name.get_ref();
        for part in &raw.part {
            let of = part.of.get_ref();
            let error = |problem| SchemeError::at(text, &part.of, (name, "part.of"), problem);
            let editions = self.all.iter().filter(|scheme| scheme.name == *of);
            let Some(longest) = editions.map(|scheme| scheme.period).max() else {
                let near = crate::filter::nearest(of, self.all.iter().map(|scheme| scheme.name.as_str()));
                return Err(error(SchemeProblem::Unknown { value: of.clone(), near }));
            };
            if let Some(way) = self.way(of, name, &mut Vec::new()) {
                let circle = std::iter::once(name.clone()).chain(way).collect();
                return Err(error(SchemeProblem::Circular(circle)));
            }
            let whole = self.all.iter().filter(|scheme| scheme.name == *name);
            if whole.map(|scheme| scheme.period).any(|period| period < longest) {
                return Err(error(SchemeProblem::Longer));
            }
        }
        Ok(())
    }

    /// The names on the way from one scheme to another through the parts of all their editions.
    fn way(&self, from: &str, to: &str, been: &mut Vec<String>) -> Option<Vec<String>> {
        if from == to {
            return Some(vec![to.to_owned()]);
        }
        if been.iter().any(|name| name == from) {
            return None;
        }
        been.push(from.to_owned());
        let editions = self.all.iter().filter(|scheme| scheme.name == from);
        let mut parts = editions.flat_map(Scheme::parts);
        let way = parts.find_map(|part| self.way(&part.of, to, been))?;
        Some(std::iter::once(from.to_owned()).chain(way).collect())
    }

    /// All, in the order written.
    pub fn all(&self) -> &[Scheme] {
        &self.all
    }

    /// The edition in force on a day: of those begun and not ended by then, the one begun last.
    pub fn on(&self, name: &str, day: Day) -> Option<&Scheme> {
        let in_force = |scheme: &&Scheme| {
            scheme.name == name && scheme.from <= day && scheme.until.is_none_or(|until| day <= until)
        };
        self.all.iter().filter(in_force).max_by_key(|scheme| scheme.from)
    }
}

impl Scheme {
    /// Its parts, of a roll-up.
    pub fn parts(&self) -> &[RollPart] {
        match &self.body {
            Body::RollUp(parts) => parts,
            Body::Items(_) => &[],
        }
    }

    /// The inputs that are typed in, each once in the order written, with the item that first needs it.
    pub fn given(&self) -> Vec<(&Item, &Source)> {
        let mut given: Vec<(&Item, &Source)> = Vec::new();
        for item in self.items().into_iter().flat_map(|items| &items.items) {
            for source in item.rule.sources() {
                let is_known = given.iter().any(|(_, known)| *known == source);
                if matches!(source, Source::Given(_)) && !is_known {
                    given.push((item, source));
                }
            }
        }
        given
    }

    /// Its items, unless it is a roll-up.
    pub fn items(&self) -> Option<&Items> {
        match &self.body {
            Body::Items(items) => Some(items),
            Body::RollUp(_) => None,
        }
    }
}
