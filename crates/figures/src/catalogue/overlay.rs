//! Definitions of a site laid over those that there are.

use super::error::{CatalogueError, CatalogueProblem};
use super::spec::{FigureSpec, RawCatalogue, RawFigure};
use super::{BUILTIN_TEXT, Catalogue, read_raw};
use domain::limits::CODE_MAX_CHARS;
use std::sync::Arc;

/// A text of definitions, read: what is wrong in it whatever it is laid over has been found.
#[derive(Debug)]
pub(super) struct Definition {
    text: String,
    /// For the places of what turns out to be wrong beside the other figures.
    raw: RawCatalogue,
    specs: Vec<Arc<FigureSpec>>,
}

impl Definition {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Result<Self, CatalogueError> {
        let raw = read_raw(text)?;
        raw.has_no_phrase(text)?;
        let mut specs: Vec<Arc<FigureSpec>> = Vec::with_capacity(raw.figure.len());
        for raw in &raw.figure {
            let spec = raw.checked(text)?;
            let wrong = |key, problem| CatalogueError::at(text, &raw.name, (&spec.name, key), problem);
            if !is_code_name(&spec.name) {
                return Err(wrong("name", CatalogueProblem::Name(spec.name.clone())));
            }
            if specs.iter().any(|known| known.name == spec.name) {
                return Err(wrong("name", CatalogueProblem::Twice));
            }
            if let Some(official) = Catalogue::builtin().get(&spec.name) {
                keeps(official, &spec).map_err(|(key, problem)| wrong(key, problem))?;
            }
            specs.push(Arc::new(spec));
        }
        Ok(Self { text: text.to_owned(), raw, specs })
    }

    /// Reads a text that holds one definition, of that name.
    pub(super) fn read_one(text: &str, name: &str) -> Result<Self, CatalogueError> {
        match Catalogue::names_in(text)?.as_slice() {
            [one] if one == name => Self::read(text),
            names => Err(CatalogueError {
                line: 1,
                figure: name.to_owned(),
                key: "name".to_owned(),
                problem: CatalogueProblem::Alone(names.len()),
            }),
        }
    }
}

impl Catalogue {
    /// This catalogue with further definitions: each takes the place of the one of its name, or stands as a new figure. A
    /// figure that comes with the program keeps what pages and bulletins build on: kind, basis, measure, event, groups and
    /// the sentences that are known by a name.
    ///
    /// # Errors
    /// The first mistake, with its line, figure and key; also what could not be given any more with the new definitions.
    pub fn with(&self, text: &str) -> Result<Self, CatalogueError> {
        self.with_read(&Definition::read(text)?)
    }

    /// The same of definitions that are read.
    pub(super) fn with_read(&self, read: &Definition) -> Result<Self, CatalogueError> {
        let mut next = self.clone();
        for spec in &read.specs {
            next.put_shared(Arc::clone(spec));
        }
        next.check_all(&read.text, &read.raw)?;
        Ok(next)
    }

    /// The names of the figures that a text defines, in the order written.
    ///
    /// # Errors
    /// When it has not the form of a catalogue.
    pub fn names_in(text: &str) -> Result<Vec<String>, CatalogueError> {
        Ok(read_raw(text)?.figure.iter().map(|raw| raw.name.get_ref().clone()).collect())
    }

    /// The text of a definition that comes with the program, as it is written there.
    pub fn builtin_text(name: &str) -> Option<String> {
        let head = format!("name = \"{name}\"");
        let mut entries = BUILTIN_TEXT.split("[[figure]]\n").skip(1);
        let entry = entries.find(|entry| entry.lines().next() == Some(head.as_str()))?;
        // What follows the last figure is about phrases.
        let end = entry.find("\n# ").into_iter().chain(entry.find("\n[phrase.")).min().unwrap_or(entry.len());
        Some(format!("[[figure]]\n{}\n", entry[..end].trim_end()))
    }

    /// This catalogue with the definition that came with the program, or without a figure that did not.
    ///
    /// # Errors
    /// What could not be given any more.
    pub(super) fn without(&self, name: &str) -> Result<Self, CatalogueError> {
        let mut next = self.clone();
        match Self::builtin().shared(name) {
            Some(official) => next.put_shared(Arc::clone(official)),
            None => next.figures.retain(|spec| spec.name != name),
        }
        let wrong =
            |problem| CatalogueError { line: 1, figure: name.to_owned(), key: "name".to_owned(), problem };
        for spec in &next.figures {
            next.check_others(spec).map_err(|found| wrong(breaks(spec, found)))?;
        }
        Ok(next)
    }

    fn put_shared(&mut self, spec: Arc<FigureSpec>) {
        match self.figures.iter_mut().find(|known| known.name == spec.name) {
            Some(known) => *known = spec,
            None => self.figures.push(spec),
        }
    }

    /// Checks what every figure says of others; what the text did not write is said of its first definition.
    fn check_all(&self, text: &str, raw: &RawCatalogue) -> Result<(), CatalogueError> {
        for spec in &self.figures {
            let Err((key, problem)) = self.check_others(spec) else { continue };
            let written = |raw: &&RawFigure| raw.name.get_ref() == &spec.name;
            return Err(match (raw.figure.iter().find(written), raw.figure.first()) {
                (Some(own), _) => own.wrong_at(text, key, problem),
                (None, Some(first)) => first.wrong_at(text, "name", breaks(spec, (key, problem))),
                (None, None) => CatalogueError::whole(problem),
            });
        }
        Ok(())
    }
}

fn breaks(spec: &FigureSpec, (key, problem): (&'static str, CatalogueProblem)) -> CatalogueProblem {
    CatalogueProblem::Breaks { figure: spec.name.clone(), key, problem: Box::new(problem) }
}

/// Names stand in formulas, addresses and columns.
fn is_code_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.len() <= CODE_MAX_CHARS
        && name.chars().all(|letter| letter.is_ascii_alphanumeric())
}

/// What a new definition of an official figure can't change.
fn keeps(official: &FigureSpec, spec: &FigureSpec) -> Result<(), (&'static str, CatalogueProblem)> {
    let same = [
        ("kind", official.kind == spec.kind),
        ("basis", official.basis == spec.basis),
        ("measure", official.measure == spec.measure),
        ("event", official.event == spec.event),
        ("by", official.by == spec.by),
        ("above", official.above.is_some() == spec.above.is_some()),
    ];
    if let Some((key, _)) = same.into_iter().find(|(_, same)| !same) {
        return Err((key, CatalogueProblem::Official));
    }
    let missing = official.sentences.keys().find(|variant| !spec.sentences.contains_key(*variant));
    missing.map_or(Ok(()), |variant| Err(("sentences", CatalogueProblem::Variant(variant.clone()))))
}
