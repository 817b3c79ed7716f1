//! A list as it is asked: filter, scope, order and columns, the same from the address bar and the command line.

use super::columns::{Column, DEFAULT};
use crate::text::{Lang, counts};
use crate::web::query::Query;
use figures::{Filter, FilterError, Population, Sort};

/// The parameter that holds the filter.
pub const Q: &str = "q";
/// The parameter that holds the columns, separated by commas or repeated.
pub const COLUMNS: &str = "columns";

/// What a list asks, save the two clocks.
#[derive(Debug, Clone, PartialEq)]
pub struct ListAsked {
    /// Which projects.
    pub filter: Filter,
    /// In which order; that of the ledger when the address names none that is known.
    pub sort: Sort,
    /// What is shown of each.
    pub columns: Vec<Column>,
}

impl ListAsked {
    /// Reads an address.
    ///
    /// # Errors
    /// Where the filter can't be read.
    pub fn of(here: &Query) -> Result<Self, FilterError> {
        Ok(Self {
            filter: Filter::parse(here.get(Q).unwrap_or_default())?,
            sort: sort_of(here),
            columns: columns_of(here),
        })
    }
}

/// The order that an address asks for.
pub fn sort_of(here: &Query) -> Sort {
    here.get(crate::ui::table::SORT).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// The columns that an address asks for, in the order in which they are offered; the name is always among them.
pub fn columns_of(here: &Query) -> Vec<Column> {
    let named: Vec<Column> =
        here.all(COLUMNS).flat_map(|list| list.split(',')).filter_map(Column::named).collect();
    if named.is_empty() {
        return DEFAULT.to_vec();
    }
    let wanted = |column: &Column| *column == Column::Title || named.contains(column);
    Column::ALL.iter().copied().filter(wanted).collect()
}

/// Number of projects, the sum of their investments over one level, and what that sum leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Projects.
    pub count: usize,
    /// Sum of the total investments, in fen; none when it is too large to print.
    pub invest_fen: Option<i64>,
    /// Projects that state no total investment, as far as theirs is asked for.
    pub without_invest: usize,
    /// Parts whose whole is among the projects: their investment counts with it.
    pub within_whole: usize,
}

impl Totals {
    /// Adds up a population.
    pub fn of(population: &Population) -> Self {
        let total = population.invest_total();
        Self {
            count: population.len(),
            invest_fen: i64::try_from(total.fen).ok(),
            without_invest: total.without,
            within_whole: total.within_whole,
        }
    }

    /// That some of the projects are parts of others among them, and what their investment counts with; none when
    /// none are.
    pub fn parts_words(&self, lang: Lang) -> Option<String> {
        let number = counts::count(self.within_whole as i64);
        (self.within_whole > 0).then(|| lang.tf("projects.within_whole", &[("n", &number)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Uri;

    fn asked(address: &'static str) -> Query {
        Query::of_uri(&Uri::from_static(address))
    }

    #[test]
    fn columns_are_named_with_commas_or_repeated_and_the_name_stays() {
        let expected = vec![Column::OwnNo, Column::Title, Column::Remark];
        assert_eq!(columns_of(&asked("/projects?columns=remark,no")), expected);
        assert_eq!(columns_of(&asked("/projects?columns=remark&columns=no&columns=x")), expected);
        assert_eq!(columns_of(&asked("/projects?columns=x")), DEFAULT);
    }

    #[test]
    fn an_unknown_order_is_the_ledgers() {
        assert_eq!(sort_of(&asked("/projects?sort=colour")), Sort::default());
        assert_eq!(sort_of(&asked("/projects?sort=-invest")).to_string(), "-invest");
    }
}
