//! A question: snapshot (*known by*), day (*true on*), scope, filter, groups.

use super::axis::{About, Axis};
use super::dim::Dim;
use super::groups::Groups;
use super::items::{Items, Looked, Part};
use crate::UnknownDim;
use crate::catalogue::{Basis, Catalogue, Event, FigureKind, FigureSpec, Lang};
use crate::filter::node::{Node, rows_of};
use crate::filter::{Compiler, Field, Filter, FilterError, close};
use crate::population::{Population, View};
use crate::snapshot::{Block, Snapshot};
use domain::limits::GROUPINGS_MAX;
use domain::{Day, Scope};
use std::sync::Arc;
use thiserror::Error;

/// The word by which sentences call a key of a dimension; whoever shows figures has the words.
pub type KeyWord = fn(Lang, Dim, &str) -> String;

/// What is asked of the catalogue.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// Known by.
    pub snapshot: &'a Snapshot,
    /// What the reader may see.
    pub scope: &'a Scope,
    /// The reader's own condition.
    pub filter: Option<&'a Filter>,
    /// True on.
    pub true_on: Day,
    /// Groups; empty for those of the figure itself, mostly none.
    pub by: &'a [Dim],
    /// Code of the taxonomy for [`Dim::Industry`], or its number as `#12`; none for the first in order.
    pub taxonomy: Option<&'a str>,
    /// How sentences call what is asked about (全省开发区).
    pub scope_name: &'a str,
    /// How sentences call the keys of groups.
    pub key_word: KeyWord,
}

impl<'a> Question<'a> {
    /// A question about everything that the scope sees, ungrouped; sentences call keys as JSON writes them.
    pub fn new(snapshot: &'a Snapshot, scope: &'a Scope, true_on: Day) -> Self {
        let key_word = |_: Lang, _: Dim, key: &str| key.to_owned();
        Self { snapshot, scope, filter: None, true_on, by: &[], taxonomy: None, scope_name: "", key_word }
    }
}

/// Why a figure can't be given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FigureError {
    /// No such figure.
    #[error("there is no figure {name:?}; near: {}", near.join(", "))]
    UnknownFigure {
        /// As asked.
        name: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// No such dimension.
    #[error(transparent)]
    UnknownDim(#[from] UnknownDim),
    /// The figure has no value in the dimension, or the dimension is asked for twice or beside too many.
    #[error("{figure} can't be grouped by {}", dim.name())]
    NotGroupable {
        /// The figure.
        figure: String,
        /// The dimension.
        dim: Dim,
    },
    /// No such taxonomy.
    #[error("there is no taxonomy {0:?}")]
    UnknownTaxonomy(String),
    /// The filter names something that the ledger does not know.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A figure worked out from others, of which a difference is explained by that into which it opens.
    #[error("{figure} is worked out from other figures; compare {opens}")]
    NotComparable {
        /// The figure.
        figure: String,
        /// What to compare instead.
        opens: String,
    },
    /// A figure that at one point counts something else, or in another unit, than at the other.
    #[error("{figure} is of another kind at the two points")]
    OfOtherKind {
        /// The figure.
        figure: String,
    },
    /// A sum that leaves the range of amounts.
    #[error("the sum is too large")]
    TooLarge,
}

/// A figure's definition and a question brought together.
pub(crate) struct Plan {
    pub(crate) spec: Arc<FigureSpec>,
    counted: Counted,
    dims: Vec<Dim>,
    numerator: Option<Node>,
    denominator: Option<Node>,
    taxonomy: Option<i64>,
}

/// What the plan counts: projects that the filter let through, or entries, of each of which it is yet to be asked.
enum Counted {
    Projects(Population),
    Entries(View),
}

impl Counted {
    fn view(&self) -> &View {
        match self {
            Self::Projects(population) => population.view(),
            Self::Entries(view) => view,
        }
    }
}

impl Plan {
    pub(crate) fn new(
        catalogue: &Catalogue,
        question: &Question<'_>,
        name: &str,
    ) -> Result<Self, FigureError> {
        let spec = known(catalogue, name)?;
        let dims = if question.by.is_empty() { spec.by.clone() } else { question.by.to_vec() };
        check_dims(spec, &dims)?;
        let filter = combined(spec, question.filter);
        let view = View::new(question.snapshot, question.scope, Some(&filter), question.true_on)?;
        let counted = match spec.basis {
            Basis::Projects => Counted::Projects(Population::of(view)),
            Basis::Entries => Counted::Entries(view),
        };
        let compiler = Compiler::new(question.snapshot, question.true_on);
        let part =
            |part: &Option<Filter>| part.as_ref().map(|filter| compiler.compile(filter.expr())).transpose();
        let (numerator, denominator) = (part(&spec.numerator)?, part(&spec.denominator)?);
        let taxonomy = taxonomy(question.snapshot, question.taxonomy)?;
        Ok(Self { spec: Arc::clone(spec), counted, dims, numerator, denominator, taxonomy })
    }

    /// A dimension made ready for the question.
    pub(crate) fn axis(&self, dim: Dim) -> Axis<'_> {
        let view = self.counted.view();
        let about = About {
            snapshot: &view.snapshot,
            true_on: view.true_on,
            basis: self.spec.basis,
            event: self.spec.event,
            taxonomy: self.taxonomy,
        };
        Axis::new(dim, about)
    }

    /// The groups of the question, none met yet.
    pub(crate) fn groups(&self) -> Groups<'_> {
        Groups::new(self.dims.iter().map(|dim| self.axis(*dim)).collect())
    }

    /// What is counted, block by block, in the order of ids.
    pub(crate) fn items(&self) -> impl Iterator<Item = Items<'_>> {
        let blocks = self.counted.view().snapshot.blocks().iter().enumerate();
        blocks.map(|(place, block)| self.items_of(place, block))
    }

    fn items_of<'a>(&self, place: usize, block: &'a Block) -> Items<'a> {
        let view = self.counted.view();
        let (in_scope, asking) = (&view.in_scope[place], view.asking());
        let (mask, of_entries) = match &self.counted {
            Counted::Projects(population) => (population.masks()[place].clone(), false),
            Counted::Entries(view) => (view.filter.counted(block, in_scope, asking), true),
        };
        let line = (self.spec.kind == FigureKind::Rate).then(|| {
            let rows = if of_entries { rows_of(block, &mask) } else { mask.clone() };
            let part = |node: &Node| match of_entries && node.has_entry() {
                true => Part::Entries(node.entries(block, (&rows, &mask), asking)),
                false => Part::Rows(node.mask(block, &rows, asking)),
            };
            (self.numerator.as_ref().map(part), self.denominator.as_ref().map(part))
        });
        let looked = Looked { block, place, mask, of_entries };
        Items::of(&looked, (&self.spec, view.true_on), line)
    }
}

/// The definition of that name.
pub(crate) fn known<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Arc<FigureSpec>, FigureError> {
    catalogue.shared(name).ok_or_else(|| FigureError::UnknownFigure {
        name: name.to_owned(),
        near: close(name, catalogue.figures().iter().map(|spec| spec.name.as_str())),
    })
}

/// The figure's population, its defaults where the reader says nothing about the same field, and the reader's filter.
pub(crate) fn combined(spec: &FigureSpec, asked: Option<&Filter>) -> Filter {
    let everything = Filter::default();
    let asked = asked.unwrap_or(&everything);
    // Whoever asks for the parts of a parent speaks of parts.
    let spoken = |field| asked.mentions(field) || (field == Field::Part && asked.mentions(Field::Parent));
    let unspoken = spec.defaults.iter().filter(|default| {
        let fields = Field::ALL.iter().filter(|field| default.mentions(**field));
        !fields.clone().any(|field| spoken(*field))
    });
    unspoken.fold(spec.population.and(asked), |filter, default| filter.and(default))
}

fn check_dims(spec: &FigureSpec, dims: &[Dim]) -> Result<(), FigureError> {
    let wrong = |dim| Err(FigureError::NotGroupable { figure: spec.name.clone(), dim });
    ungroupable(spec, dims).map_or(Ok(()), wrong)
}

/// The first dimension in which the figure has no value, that stands twice, or beside too many.
pub(crate) fn ungroupable(spec: &FigureSpec, dims: &[Dim]) -> Option<Dim> {
    let is_wrong = |(place, dim): &(usize, &Dim)| {
        let has_value = match dim {
            Dim::Round => spec.basis == Basis::Entries || spec.event.and_then(Event::list).is_some(),
            Dim::List => spec.basis == Basis::Entries,
            Dim::Year | Dim::Quarter | Dim::Month => spec.basis == Basis::Entries || spec.event.is_some(),
            _ => true,
        };
        !has_value || *place >= GROUPINGS_MAX || dims[..*place].contains(dim)
    };
    dims.iter().enumerate().find(is_wrong).map(|(_, dim)| *dim)
}

/// The taxonomy with that code, or number (`#12`: versions of one share their code); without either the first by id.
fn taxonomy(snapshot: &Snapshot, named: Option<&str>) -> Result<Option<i64>, FigureError> {
    let taxonomies = &snapshot.dimensions().taxonomies;
    let Some(named) = named else { return Ok(taxonomies.keys().next().copied()) };
    let number = named.strip_prefix('#').and_then(|number| number.parse().ok());
    let found = match number {
        Some(number) => taxonomies.get(&number),
        None => taxonomies.values().find(|taxonomy| taxonomy.code == named),
    };
    found.map(|taxonomy| Some(taxonomy.id)).ok_or_else(|| FigureError::UnknownTaxonomy(named.to_owned()))
}
