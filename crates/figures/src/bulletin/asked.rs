//! The question behind a printed number, whole, so that it can be opened and asked again.

use super::draft::Aspect;
use super::split::split;
use crate::catalogue::Catalogue;
use crate::figure::{Dim, Figure, FigureError, Group, KeyOf, Member, Question, evaluate, members};
use crate::filter::Filter;
use domain::Day;
use domain::facts::ChangeId;
use std::fmt;

/// A question to the catalogue, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The figure's name.
    pub figure: String,
    /// The condition in the filter language, with the organisation and the rounds in it.
    pub filter: String,
    /// The group; empty for the whole.
    pub group: Group,
    /// True on.
    pub true_on: Day,
    /// Known by.
    pub known_by: ChangeId,
    /// Which number of the figure.
    pub aspect: Aspect,
}

impl Asked {
    /// The figure, asked again by a question that gives snapshot, scope and words; none when the group is no more.
    ///
    /// # Errors
    /// As [`evaluate`].
    pub fn again(
        &self,
        catalogue: &Catalogue,
        question: &Question<'_>,
    ) -> Result<Option<Figure>, FigureError> {
        let (filter, dims) = (self.filter()?, self.dims());
        let question =
            Question { filter: Some(&filter), true_on: self.true_on, by: &dims, ..question.clone() };
        let figures = evaluate(catalogue, &question, &self.figure)?;
        Ok(figures.into_iter().find(|figure| self.group.is_whole() || figure.group.is_same(&self.group)))
    }

    /// What is counted by the number: of one above the line what stands there, else all below it.
    ///
    /// # Errors
    /// As [`members`].
    pub fn members(
        &self,
        catalogue: &Catalogue,
        question: &Question<'_>,
    ) -> Result<Vec<Member>, FigureError> {
        let (filter, dims) = (self.filter()?, self.dims());
        let question =
            Question { filter: Some(&filter), true_on: self.true_on, by: &dims, ..question.clone() };
        let mut all = members(catalogue, &question, &self.figure, &self.group)?;
        if self.aspect == Aspect::Split {
            return split(&question, all);
        }
        let above = matches!(self.aspect, Aspect::Numerator | Aspect::AmountAbove);
        all.retain(|member| if above { member.above.is_some() } else { member.below });
        Ok(all)
    }

    /// The condition.
    ///
    /// # Errors
    /// When it can't be read, which happens only to one that was made by hand.
    pub fn filter(&self) -> Result<Filter, FigureError> {
        Ok(Filter::parse(&self.filter)?)
    }

    /// The dimensions of its group.
    pub fn dims(&self) -> Vec<Dim> {
        self.group.0.iter().map(|(dim, _)| *dim).collect()
    }
}

/// The whole question as one line, the same for the same question: `figure|aspect|filter|dim=key#id|day|change`.
impl fmt::Display for Asked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}|{}|{}|", self.figure, self.aspect.code(), self.filter)?;
        for (dim, key) in self.group.0.iter() {
            write!(out, "{}={}", dim.name(), key.text)?;
            match key.of {
                KeyOf::Org(id) => write!(out, "#{id};")?,
                KeyOf::Taxon(id) => write!(out, "#{id};")?,
                KeyOf::Round(id) => write!(out, "#{id};")?,
                KeyOf::Code => write!(out, ";")?,
            }
        }
        write!(out, "|{}|{}", self.true_on, self.known_by)
    }
}
