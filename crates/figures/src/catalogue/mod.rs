//! The catalogue of figures: each a definition in `catalogue.toml`, checked when it is loaded.

mod definitions;
mod error;
mod formula;
mod measure;
mod misread;
mod overlay;
mod spec;
mod template;

pub use definitions::{Definitions, Unusable};
pub use error::line_of;
pub(crate) use error::near_words;
pub use error::{CatalogueError, CatalogueProblem};
pub use formula::Formula;
pub use measure::Measure;
pub use misread::{Misread, MisreadAt, Wanted};
pub(crate) use spec::DEFAULT;
pub use spec::{AsOf, Basis, Both, Event, FigureKind, FigureSpec};
pub(crate) use template::{Filled, Form, Slots, joined};
pub use template::{Lang, Template, chinese_numeral};

use crate::filter::close;
use domain::limits::FORMULA_TERMS_MAX;
use spec::RawCatalogue;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The catalogue that comes with the program, as it is written.
const BUILTIN_TEXT: &str = include_str!("catalogue.toml");

fn read_raw(text: &str) -> Result<RawCatalogue, CatalogueError> {
    toml::from_str(text).map_err(|error| CatalogueError::syntax(text, &error))
}

/// All figures that can be asked for, by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    figures: Vec<Arc<FigureSpec>>,
    /// Shared: a catalogue is copied for each day from which a definition holds.
    phrases: Arc<BTreeMap<String, Both<Template>>>,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalogue> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::parse(BUILTIN_TEXT).expect("the tests load the embedded catalogue"))
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// The first mistake, with its line, figure and key.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let raw = read_raw(text)?;
        let mut figures: Vec<Arc<FigureSpec>> = Vec::with_capacity(raw.figure.len());
        for raw in &raw.figure {
            let spec = raw.checked(text)?;
            if figures.iter().any(|known| known.name == spec.name) {
                return Err(CatalogueError::at(
                    text,
                    &raw.name,
                    (&spec.name, "name"),
                    CatalogueProblem::Twice,
                ));
            }
            figures.push(Arc::new(spec));
        }
        let catalogue = Self { figures, phrases: Arc::new(raw.phrases(text)?) };
        for (raw, spec) in raw.figure.iter().zip(&catalogue.figures) {
            catalogue.check_others(spec).map_err(|(key, problem)| raw.wrong_at(text, key, problem))?;
        }
        Ok(catalogue)
    }

    /// Checks what a definition says of other figures.
    fn check_others(&self, spec: &FigureSpec) -> Result<(), (&'static str, CatalogueProblem)> {
        let others = [("partOf", &spec.part_of), ("opens", &spec.opens), ("beside", &spec.beside)];
        for (key, name) in others.into_iter().filter_map(|(key, name)| Some((key, name.as_ref()?))) {
            if self.get(name).is_none() {
                return Err((key, self.unknown(name)));
            }
        }
        let beside = spec.beside.as_deref().and_then(|name| self.get(name));
        if let Some(beside) = beside.filter(|it| it.kind != FigureKind::Rate || it.beside.is_some()) {
            return Err(("beside", self.unknown(&beside.name)));
        }
        self.check_circle(spec)?;
        if !self.asks_within(spec, &mut { FORMULA_TERMS_MAX }) {
            return Err(("formula", CatalogueProblem::TooWide));
        }
        match spec.opens.as_deref().and_then(|opens| self.get(opens)) {
            Some(opened) if opened.kind.is_derived() => Err(("opens", self.unknown(&opened.name))),
            _ => Ok(()),
        }
    }

    /// A name that no figure has, or none that may stand there.
    fn unknown(&self, name: &str) -> CatalogueProblem {
        let others = self.figures.iter().map(|spec| spec.name.as_str()).filter(|known| *known != name);
        CatalogueProblem::Unknown { value: name.to_owned(), near: close(name, others) }
    }

    /// Through formulas alone a definition can come back to itself.
    fn check_circle(&self, spec: &FigureSpec) -> Result<(), (&'static str, CatalogueProblem)> {
        let mut seen: Vec<&str> = Vec::new();
        let mut ways = vec![vec![spec]];
        while let Some(way) = ways.pop() {
            let needed = way.last().and_then(|last| last.formula.as_ref()).map(Formula::figures);
            for name in needed.unwrap_or_default() {
                let unknown = || ("formula", self.unknown(name));
                let next = self.get(name).ok_or_else(unknown)?;
                let longer = way.iter().copied().chain([next]);
                if next.name == spec.name {
                    let names = longer.map(|spec| spec.name.clone()).collect();
                    return Err(("formula", CatalogueProblem::Circular(names)));
                }
                if !seen.contains(&name) {
                    seen.push(name);
                    ways.push(longer.collect());
                }
            }
        }
        Ok(())
    }

    /// Whether no more figures are asked for a formula than are left, those of the formulas in it included: a chain of
    /// formulas, each of the two before it, would ask without end.
    fn asks_within(&self, spec: &FigureSpec, left: &mut usize) -> bool {
        let names = spec.formula.as_ref().map(Formula::figures).unwrap_or_default();
        names.into_iter().all(|name| {
            let Some(rest) = left.checked_sub(1) else { return false };
            *left = rest;
            self.get(name).is_none_or(|part| self.asks_within(part, left))
        })
    }

    /// Whether a figure means the same in both catalogues, with all of which it is worked out: other words and other
    /// decimals are no other meaning.
    pub fn means_the_same(&self, other: &Self, name: &str) -> bool {
        let (Some(own), Some(others)) = (self.shared(name), other.shared(name)) else {
            return self.get(name).is_none() && other.get(name).is_none();
        };
        let mut parts = own.formula.iter().flat_map(Formula::figures);
        (Arc::ptr_eq(own, others) || own.counts_as(others))
            && parts.all(|part| self.means_the_same(other, part))
    }

    /// All figures in the order of the catalogue.
    pub fn figures(&self) -> &[Arc<FigureSpec>] {
        &self.figures
    }

    /// The figure with this name.
    pub fn get(&self, name: &str) -> Option<&FigureSpec> {
        self.shared(name).map(Arc::as_ref)
    }

    /// The same, to be kept.
    pub fn shared(&self, name: &str) -> Option<&Arc<FigureSpec>> {
        self.figures.iter().find(|spec| spec.name == name)
    }

    /// A phrase that belongs to no single figure, filled; empty when the catalogue lacks it.
    pub(crate) fn phrase(&self, name: &str, lang: Lang, slots: &Slots) -> String {
        joined(&self.phrase_parts(name, lang, slots))
    }

    /// The same in its parts.
    pub(crate) fn phrase_parts(&self, name: &str, lang: Lang, slots: &Slots) -> Vec<Filled> {
        self.phrases.get(name).map(|both| both.get(lang).filled(slots)).unwrap_or_default()
    }
}
