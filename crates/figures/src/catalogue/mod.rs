//! The catalogue of figures: each a definition in `catalogue.toml`, checked when it is loaded.

mod error;
mod spec;
mod template;

pub(crate) use error::line_of;
pub use error::{CatalogueError, CatalogueProblem};
pub use spec::{AsOf, Basis, Both, Event, FigureKind, FigureSpec, Measure};
pub(crate) use template::Slots;
pub use template::{Lang, Template, chinese_numeral};

use spec::RawCatalogue;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// All figures that can be asked for, by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    figures: Vec<Arc<FigureSpec>>,
    phrases: BTreeMap<String, Both<Template>>,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalogue> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            Self::parse(include_str!("catalogue.toml")).expect("the tests load the embedded catalogue")
        })
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// The first mistake, with its line, figure and key.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let raw: RawCatalogue = toml::from_str(text).map_err(|error| CatalogueError::syntax(text, &error))?;
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
        for (raw, spec) in raw.figure.iter().zip(&figures) {
            if let Some(whole) =
                spec.part_of.as_ref().filter(|whole| !figures.iter().any(|it| it.name == **whole))
            {
                let problem = CatalogueProblem::Unknown(whole.clone());
                return Err(CatalogueError::at(text, &raw.name, (&spec.name, "partOf"), problem));
            }
        }
        Ok(Self { figures, phrases: raw.phrases(text)? })
    }

    /// All figures in the order of the catalogue.
    pub fn figures(&self) -> &[Arc<FigureSpec>] {
        &self.figures
    }

    /// The figure with this name.
    pub fn get(&self, name: &str) -> Option<&FigureSpec> {
        self.shared(name).map(Arc::as_ref)
    }

    pub(crate) fn shared(&self, name: &str) -> Option<&Arc<FigureSpec>> {
        self.figures.iter().find(|spec| spec.name == name)
    }

    /// A phrase that belongs to no single figure, filled; empty when the catalogue lacks it.
    pub(crate) fn phrase(&self, name: &str, lang: Lang, slots: &Slots) -> String {
        self.phrases.get(name).map(|both| both.get(lang).fill(slots)).unwrap_or_default()
    }
}
