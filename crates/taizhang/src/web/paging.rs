//! Page and size of a list, from its address, within limits.

use super::query::Query;
use domain::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};

/// The parameter that holds the page, from 1.
pub const PAGE: &str = "page";
/// The parameter that holds the rows on a page.
pub const SIZE: &str = "size";

/// Which part of a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: usize,
    /// Rows on a page, 1 to [`PAGE_SIZE_MAX`].
    pub size: usize,
}

impl Paging {
    /// What the address asks, with defaults for what is absent or not a number.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let number = |name| query.get(name).and_then(|text| text.parse::<usize>().ok());
        Self {
            page: number(PAGE).unwrap_or(1).max(1),
            size: number(SIZE).unwrap_or(PAGE_SIZE_DEFAULT).clamp(1, PAGE_SIZE_MAX),
        }
    }

    /// The same, with a page past the end brought back to the last.
    #[must_use]
    pub fn within(self, total: usize) -> Self {
        Self { page: self.page.min(self.pages(total)), ..self }
    }

    /// How many pages that many rows fill, at least one.
    #[must_use]
    pub fn pages(self, total: usize) -> usize {
        total.div_ceil(self.size).max(1)
    }

    /// Rows before the first one shown.
    #[must_use]
    pub fn offset(self) -> usize {
        (self.page - 1).saturating_mul(self.size)
    }

    /// The shown part of a whole list.
    #[must_use]
    pub fn slice<T>(self, rows: &[T]) -> &[T] {
        let start = self.offset().min(rows.len());
        &rows[start..rows.len().min(start.saturating_add(self.size))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/p", 1, PAGE_SIZE_DEFAULT)]
    #[case("/p?page=3&size=20", 3, 20)]
    #[case("/p?page=0&size=0", 1, 1)]
    #[case("/p?page=x&size=99999999", 1, PAGE_SIZE_MAX)]
    fn the_address_is_held_within_limits(
        #[case] address: &'static str,
        #[case] page: usize,
        #[case] size: usize,
    ) {
        assert_eq!(Paging::of(&Query::of_uri(&axum::http::Uri::from_static(address))), Paging { page, size });
    }

    #[test]
    fn a_page_past_the_end_is_the_last() {
        let paging = Paging { page: 9, size: 10 }.within(25);
        assert_eq!((paging.page, paging.pages(25), paging.offset()), (3, 3, 20));
        assert_eq!(Paging { page: 4, size: 10 }.within(0).page, 1);
        assert_eq!(paging.slice(&(0..25).collect::<Vec<_>>()), [20, 21, 22, 23, 24]);
        assert!(Paging { page: usize::MAX, size: 500 }.slice(&[1]).is_empty());
    }
}
