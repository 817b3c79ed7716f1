//! The filter language: the same text in the address bar, on the command line and in the catalogue.
//!
//! Terms side by side must all hold; `or`, `not` (or `-` before a term) and brackets do as they say. A term is
//! `field:value`, with `=`, `!=`, `<`, `<=`, `>`, `>=` where the field has an order; values after commas are
//! alternatives, `a..b` is a range with both ends (an open end is left out). Words without a field are searched in
//! number and name and in the names of investors.
//!
//! ```text
//! stage:signed,commenced zone:晋中开发区
//! signed:2022Q1 invest>=10亿 origin:outside
//! round:2022-1 list:signing not reached:commenced
//! (overdue:start or overdue:production) late>30
//! ```
//!
//! Money without a unit is 万元. `round`, `list`, `amount` and `converted` speak of entries: side by side they must hold for one
//! and the same entry, and a count of entries counts just those.

mod ast;
mod compile;
mod error;
mod field;
pub(crate) mod mask;
mod names;
pub(crate) mod node;
mod parser;
mod rows;
mod value;

pub use ast::{At, Expr, Op, Operand, Term};
pub(crate) use compile::Compiler;
pub(crate) use error::close;
pub use error::nearest;
pub use error::{FilterError, FilterErrorKind};
pub use field::{Field, FieldKind};

use std::fmt;
use std::str::FromStr;

/// A filter as read from its text; [`fmt::Display`] gives the canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter(Option<Expr>);

impl Filter {
    /// Reads a filter; an empty text lets everything through.
    ///
    /// # Errors
    /// What is wrong and where. Names of the ledger's own data are looked up later, by [`crate::Population::new`].
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        parser::parse(text).map(Self)
    }

    /// The filter of a tree, for pages that build filters from controls.
    pub fn of(expr: Expr) -> Self {
        Self(Some(expr))
    }

    /// The tree; `None` when everything goes through.
    pub fn expr(&self) -> Option<&Expr> {
        self.0.as_ref()
    }

    /// Both together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (None, only) | (only, None) => Self(only.clone()),
            (Some(one), Some(two)) => Self(Some(Expr::And(vec![one.clone(), two.clone()]))),
        }
    }

    /// Whether it lets through nothing but what has its day in the year (`signed:2022`).
    pub(crate) fn is_within_year(&self, field: Field, year: i32) -> bool {
        let year = [Operand::Word(year.to_string())];
        let is_so = |expr: &Expr| matches!(expr, Expr::Term(term) if term.field == field && term.op == Op::Is && term.values == year);
        self.0.as_ref().is_some_and(|expr| match expr {
            Expr::And(parts) => parts.iter().any(is_so),
            alone => is_so(alone),
        })
    }

    /// Whether a term speaks of the field.
    pub fn mentions(&self, field: Field) -> bool {
        fn inside(expr: &Expr, field: Field) -> bool {
            match expr {
                Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| inside(part, field)),
                Expr::Not(inner) => inside(inner, field),
                Expr::Term(term) => term.field == field,
                Expr::Words(_) => false,
            }
        }
        self.0.as_ref().is_some_and(|expr| inside(expr, field))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |expr| expr.fmt(out))
    }
}

impl FromStr for Filter {
    type Err = FilterError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
