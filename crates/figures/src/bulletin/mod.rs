//! Bulletins (通报) that draft themselves: templates as data, filled from one snapshot and one day.
//!
//! - [`Templates`]: which numbers, sentences, tables and annexes make a bulletin, in TOML; five come along.
//! - [`Editions`]: the same over time, with what a site decrees laid over them from its first day on.
//! - [`draft`] fills one: the [`Draft`] holds blocks of text whose numbers are [`FigureSpan`]s, each with the whole question
//!   that it answers ([`Asked`]), so that it can be opened and asked again.
//!
//! The same snapshot, template and day give the same draft. How it looks is the business of whoever writes it to a file.

mod asked;
mod check;
mod check_annex;
mod check_block;
mod draft;
mod editions;
mod error;
mod growth;
mod indicators;
mod indicators_table;
mod key_list;
mod listed_before;
mod make;
mod notes;
mod paragraphs;
mod parts;
mod phrase;
mod projects_table;
mod raw;
mod rounds;
mod say;
mod split;
mod stated;
mod template;
mod title;
mod units;
mod units_table;
mod wording;
mod wording_tables;

pub use asked::Asked;
pub use draft::{
    Annex, Aspect, Block, Cell, Column, Confirm, Draft, FigureSpan, Note, Paragraph, Row, Shows, Source,
    Span, Stated, Table,
};
pub use editions::{Editions, UnusableTemplate};
pub use error::{BulletinError, TemplateError, TemplateProblem};
pub use make::{Ask, Detail, draft, told_of};
pub use split::split;
pub use stated::{Months, comparable, has_ended};
pub use template::{Kind, Template};

use crate::catalogue::Catalogue;
use domain::Day;
use raw::RawTemplates;
use std::sync::OnceLock;

/// The templates that come with the program, one a text.
const BUILTIN: [&str; 5] = [
    include_str!("templates/round.toml"),
    include_str!("templates/follow_up.toml"),
    include_str!("templates/monthly.toml"),
    include_str!("templates/indicators.toml"),
    include_str!("templates/year.toml"),
];

/// All templates, every edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    all: Vec<Template>,
}

impl Templates {
    /// Those that come with the program.
    pub fn builtin() -> &'static Self {
        static TEMPLATES: OnceLock<Templates> = OnceLock::new();
        TEMPLATES.get_or_init(|| {
            Self::parse(&BUILTIN.concat(), Catalogue::builtin())
                .expect("the tests load the embedded templates")
        })
    }

    /// The text of a template that comes with the program, as it is written there.
    pub fn builtin_text(name: &str) -> Option<&'static str> {
        let line = format!("name = \"{name}\"");
        BUILTIN.into_iter().find(|text| text.lines().any(|known| known == line))
    }

    /// The names of the templates in a text, in their order.
    ///
    /// # Errors
    /// When it has not the form of templates.
    pub fn names_in(text: &str) -> Result<Vec<String>, TemplateError> {
        Ok(read_raw(text)?.template.iter().map(|raw| raw.name.get_ref().clone()).collect())
    }

    /// Reads templates; the figures they name are those of the catalogue.
    ///
    /// # Errors
    /// The first mistake, with its line, template and key.
    pub fn parse(text: &str, catalogue: &Catalogue) -> Result<Self, TemplateError> {
        Self { all: Vec::new() }.beside(text, catalogue)
    }

    /// Reads further templates beside these: a site's own, and its later editions of known ones.
    ///
    /// # Errors
    /// As [`Self::parse`]; an edition that is known with the same first day.
    pub fn beside(&self, text: &str, catalogue: &Catalogue) -> Result<Self, TemplateError> {
        let raw = read_raw(text)?;
        let mut all = self.all.clone();
        for raw in &raw.template {
            let template = check::template(raw, text, catalogue)?;
            if all.iter().any(|known| known.name == template.name && known.from == template.from) {
                let name = (template.name.as_str(), "name");
                return Err(TemplateError::at(text, &raw.name, name, TemplateProblem::Twice));
            }
            all.push(template);
        }
        Ok(Self { all })
    }

    /// All, in the order written.
    pub fn all(&self) -> &[Template] {
        &self.all
    }

    /// The edition in force on a day: of those begun by then, the one begun last.
    pub fn on(&self, name: &str, day: Day) -> Option<&Template> {
        let begun = |template: &&Template| template.name == name && template.from <= day;
        self.all.iter().filter(begun).max_by_key(|template| template.from)
    }

    /// The same with a template in the place of all editions of its name.
    fn with_alone(&self, template: Template) -> Self {
        let others = self.all.iter().filter(|known| known.name != template.name).cloned();
        let mut all: Vec<Template> = others.collect();
        // Where the first of its name stood, so that lists keep their order.
        let place = self.all.iter().position(|known| known.name == template.name);
        all.insert(place.map_or(all.len(), |place| place.min(all.len())), template);
        Self { all }
    }
}

fn read_raw(text: &str) -> Result<RawTemplates, TemplateError> {
    toml::from_str(text).map_err(|error| TemplateError::syntax(text, &error))
}
