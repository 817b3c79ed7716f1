//! A question: snapshot (*known by*), day (*true on*), scope, filter, groups.

use super::dim::Dim;
use super::keys::{DIMS_MAX, Keyer};
use crate::catalogue::{Basis, Catalogue, Event, FigureKind, FigureSpec, Lang, Measure};
use crate::filter::mask::Mask;
use crate::filter::{Compiler, Filter, FilterError, nearest, node::Node};
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::{Block, EntryRow, Snapshot};
use crate::{Population, UnknownDim};
use domain::facts::TaxonomyId;
use domain::{Day, Scope};
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
    /// Code of the taxonomy for [`Dim::Industry`]; none for the first in order.
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
    /// A sum that leaves the range of amounts.
    #[error("the sum is too large")]
    TooLarge,
}

/// One counted item, as the engine meets it.
pub(crate) struct Item<'a> {
    pub(crate) block: &'a Block,
    pub(crate) row: usize,
    pub(crate) entry: Option<&'a EntryRow>,
    /// The amount in fen, or [`NO_AMOUNT`].
    pub(crate) amount: i64,
    pub(crate) in_numerator: bool,
    pub(crate) key: u128,
}

/// A figure's definition and a question brought together.
pub(crate) struct Plan<'a> {
    pub(crate) spec: &'a FigureSpec,
    pub(crate) population: Population,
    pub(crate) dims: Vec<Dim>,
    numerator: Node,
    taxonomy: Option<i64>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        question: &Question<'_>,
        name: &str,
    ) -> Result<Self, FigureError> {
        let spec = catalogue.get(name).ok_or_else(|| FigureError::UnknownFigure {
            name: name.to_owned(),
            near: nearest(name, catalogue.figures().iter().map(|spec| spec.name.as_str())),
        })?;
        let dims = if question.by.is_empty() { spec.by.clone() } else { question.by.to_vec() };
        check_dims(spec, &dims)?;
        let filter = combined(spec, question.filter);
        let population = match spec.basis {
            Basis::Projects => Population::new,
            Basis::Entries => Population::unfiltered,
        };
        let population = population(question.snapshot, question.scope, Some(&filter), question.true_on)?;
        let compiler = Compiler::new(question.snapshot, &population.rounds, question.true_on);
        let numerator = compiler.compile(spec.numerator.as_ref().and_then(Filter::expr))?;
        let taxonomy = taxonomy(question.snapshot, question.taxonomy)?;
        Ok(Self { spec, population, dims, numerator, taxonomy })
    }

    /// Shows every counted item, with its group, to `see`; gives back what turns keys into groups.
    pub(crate) fn visit(&self, mut see: impl FnMut(Item<'_>)) -> Keyer<'_> {
        let Population { snapshot, rounds, true_on, .. } = &self.population;
        let figure = (self.spec.basis, self.spec.event);
        let mut keyer = Keyer::new(snapshot, rounds, *true_on, figure, &self.dims, self.taxonomy);
        for place in 0..snapshot.blocks().len() {
            match self.spec.basis {
                Basis::Projects => self.visit_projects(place, &mut keyer, &mut see),
                Basis::Entries => self.visit_entries(place, &mut keyer, &mut see),
            }
        }
        keyer
    }

    fn visit_projects(&self, place: usize, keyer: &mut Keyer<'_>, see: &mut impl FnMut(Item<'_>)) {
        let block = &self.population.snapshot.blocks()[place];
        let stands = |entry: &EntryRow| self.population.rounds.stands(entry, self.population.true_on);
        let mask = &self.population.masks()[place];
        let numerator = match self.spec.kind {
            FigureKind::Rate => self.numerator.mask(block, mask, &stands),
            _ => Mask::EMPTY,
        };
        let amounts = match self.spec.measure {
            Measure::Invest => &block.invest,
            Measure::Contract => &block.contract,
            Measure::Output => &block.output,
        };
        let prepared = keyer.block(block);
        for row in mask.rows() {
            let key = keyer.key(&prepared, block, row, None);
            see(Item {
                block,
                row,
                entry: None,
                amount: amounts[row],
                in_numerator: numerator.has(row),
                key,
            });
        }
    }

    fn visit_entries(&self, place: usize, keyer: &mut Keyer<'_>, see: &mut impl FnMut(Item<'_>)) {
        let block = &self.population.snapshot.blocks()[place];
        let stands = |entry: &EntryRow| self.population.rounds.stands(entry, self.population.true_on);
        let in_scope = &self.population.in_scope[place];
        let counted = self.population.node.for_entries(block, in_scope, &stands);
        let numerator = self.numerator.for_entries(block, in_scope, &stands);
        let is_rate = self.spec.kind == FigureKind::Rate;
        let prepared = keyer.block(block);
        for row in in_scope.rows() {
            for entry in block.entries.get(row) {
                if !counted.holds(row, entry) || !stands(entry) {
                    continue;
                }
                let key = keyer.key(&prepared, block, row, Some(entry));
                let in_numerator = is_rate && numerator.holds(row, entry);
                let amount = if self.spec.measure == Measure::Output { entry.output } else { entry.amount };
                see(Item { block, row, entry: Some(entry), amount, in_numerator, key });
            }
        }
    }
}

impl Item<'_> {
    pub(crate) fn amount_fen(&self) -> Option<i64> {
        (self.amount != NO_AMOUNT).then_some(self.amount)
    }
}

/// The figure's population, its defaults where the reader says nothing about the same field, and the reader's filter.
fn combined(spec: &FigureSpec, asked: Option<&Filter>) -> Filter {
    let everything = Filter::default();
    let asked = asked.unwrap_or(&everything);
    let unspoken = spec.defaults.iter().filter(|default| {
        let fields = crate::Field::ALL.iter().filter(|field| default.mentions(**field));
        !fields.clone().any(|field| asked.mentions(*field))
    });
    unspoken.fold(spec.population.and(asked), |filter, default| filter.and(default))
}

fn check_dims(spec: &FigureSpec, dims: &[Dim]) -> Result<(), FigureError> {
    for (place, dim) in dims.iter().enumerate() {
        let has_value = match dim {
            Dim::Round => spec.basis == Basis::Entries || spec.event.and_then(Event::list).is_some(),
            Dim::List => spec.basis == Basis::Entries,
            Dim::Year | Dim::Quarter | Dim::Month => spec.basis == Basis::Entries || spec.event.is_some(),
            _ => true,
        };
        if !has_value || place >= DIMS_MAX || dims[..place].contains(dim) {
            return Err(FigureError::NotGroupable { figure: spec.name.clone(), dim: *dim });
        }
    }
    Ok(())
}

/// The taxonomy with that code, or the first by id.
fn taxonomy(snapshot: &Snapshot, code: Option<&str>) -> Result<Option<i64>, FigureError> {
    let taxonomies = &snapshot.dimensions().taxonomies;
    match code {
        None => Ok(taxonomies.keys().next().copied()),
        Some(code) => match taxonomies.values().find(|taxonomy| taxonomy.code == code) {
            Some(taxonomy) => Ok(Some(TaxonomyId(taxonomy.id).0)),
            None => Err(FigureError::UnknownTaxonomy(code.to_owned())),
        },
    }
}
