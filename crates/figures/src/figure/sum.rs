//! Counts and money that are added up beside each other.

use super::Figure;

/// Projects or entries, and their money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub number: i64,
    /// Their money in fen; none where there are some and none of them states an amount.
    pub fen: Option<i64>,
}

impl Default for Sum {
    /// Nothing, which is worth nothing.
    fn default() -> Self {
        Self { number: 0, fen: Some(0) }
    }
}

impl Sum {
    /// What a figure counted.
    pub fn of(figure: &Figure) -> Self {
        let number = figure.entries.or(figure.projects).unwrap_or_default();
        Self { number, fen: figure.amount_fen.filter(|_| !figure.is_amount_unknown()) }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let fen = match (self.number, other.number) {
            (_, 0) => self.fen,
            (0, _) => other.fen,
            _ => [self.fen, other.fen].into_iter().flatten().reduce(i64::saturating_add),
        };
        Self { number: self.number + other.number, fen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_unknown_only_where_no_part_of_it_is_known() {
        let sum = |number, fen| Sum { number, fen };
        assert_eq!(Sum::default().and(sum(3, None)), sum(3, None));
        assert_eq!(sum(3, None).and(Sum::default()), sum(3, None));
        assert_eq!(sum(3, None).and(sum(2, Some(5))), sum(5, Some(5)));
        assert_eq!(sum(1, Some(4)).and(sum(2, Some(5))), sum(3, Some(9)));
    }
}
