//! Changes that a person has to agree to before they are written: what is more often a slip than news. Whoever doesn't agree
//! loses nothing: the row waits.

use super::problem::{Code, Problem};
use domain::Money;
use std::collections::BTreeSet;

/// From this factor on an amount is asked about, up and down.
const TIMES_MIN: i64 = 10;

/// Letters of the hash of what somebody has seen.
const SEEN_LETTERS: usize = 16;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspicion {
    /// A stage before the one that the project has reached.
    Stage,
    /// An amount ten times the known one or more, or a tenth of it or less.
    Amount,
    /// A date before the contract.
    Contract,
    /// A start before the contract.
    Start,
    /// A project that was changed after the file came in.
    Later,
    /// A new project that may be one which the ledger has.
    Same,
    /// What was changed in a zone's own workbook and in the ledger since.
    Both,
}

impl Suspicion {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Stage, Self::Amount, Self::Contract, Self::Start, Self::Later, Self::Same, Self::Both];

    /// The word by which all of the kind are agreed to.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Contract => "contract",
            Self::Start => "start",
            Self::Later => "later",
            Self::Same => "another",
            Self::Both => "both",
        }
    }

    /// The kind with that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a person has agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreed {
    kinds: BTreeSet<Suspicion>,
    cells: BTreeSet<String>,
}

impl Agreed {
    /// The words of a form: a kind for all of it, or one cell ([`tick`]). Other words are none that were offered.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut agreed = Self::default();
        for word in words {
            match Suspicion::from_code(word) {
                Some(kind) => drop(agreed.kinds.insert(kind)),
                None => drop(agreed.cells.insert(word.to_owned())),
            }
        }
        agreed
    }

    /// Whether what a problem asks about was agreed to.
    pub fn covers(&self, problem: &Problem) -> bool {
        let kind = problem.code.suspicion();
        kind.is_some_and(|kind| self.kinds.contains(&kind))
            || tick(problem).is_some_and(|word| self.cells.contains(&word))
    }
}

/// The word by which one problem alone is agreed to: its kind, sheet, row and column, and what the ledger held when somebody
/// looked, where it is that which gives way.
pub fn tick(problem: &Problem) -> Option<String> {
    let kind = problem.code.suspicion()?.code();
    let col = problem.col.map(|col| col.to_string()).unwrap_or_default();
    let word = format!("{kind}:{}:{}:{col}", problem.place.sheet_index, problem.place.row?);
    let seen = problem.arg("now").filter(|_| problem.code == Code::BothChanged);
    Some(match seen {
        Some(now) => format!("{word}:{}", &crate::files::hash_of(now.as_bytes())[..SEEN_LETTERS]),
        None => word,
    })
}

/// By how much an amount changes, where that is to be asked about: ×10, ÷10000, ×12.5.
pub fn times(before: Money, after: Money) -> Option<String> {
    let (before, after) = (before.fen(), after.fen());
    if before <= 0 || after <= 0 {
        return None;
    }
    let (sign, large, small) = if after >= before { ('×', after, before) } else { ('÷', before, after) };
    (large / small >= TIMES_MIN).then(|| format!("{sign}{}", ratio(large, small)))
}

/// How often a number holds another, to one decimal.
pub fn ratio(large: i64, small: i64) -> String {
    let tenths = (i128::from(large) * 10 + i128::from(small) / 2) / i128::from(small);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::problem::Place;
    use rstest::rstest;
    use std::sync::Arc;

    #[rstest]
    #[case(100, 1_000, Some("×10"))]
    #[case(100, 1_250, Some("×12.5"))]
    #[case(1_000_000, 100, Some("÷10000"))]
    #[case(100, 999, None)]
    #[case(999, 100, None)]
    #[case(0, 1_000, None)]
    fn an_amount_is_asked_about_from_ten_times_on(
        #[case] before: i64,
        #[case] after: i64,
        #[case] said: Option<&str>,
    ) {
        let times = times(Money::from_fen(before), Money::from_fen(after));
        assert_eq!(times.as_deref(), said);
    }

    #[test]
    fn a_word_covers_its_kind_or_its_cell_alone() {
        let at = |row, col| {
            let place = Place { sheet_index: 0, sheet: Arc::from("一"), part: None, row: Some(row) };
            Problem::at(&place, Code::AmountJump).in_column(&Arc::from("总投资"), col, "")
        };
        assert!(Agreed::of(["amount"]).covers(&at(3, 5)));
        assert!(!Agreed::of(["stage", "contract"]).covers(&at(3, 5)));
        let one = Agreed::of([tick(&at(3, 5)).unwrap_or_default().as_str()]);
        assert!(one.covers(&at(3, 5)) && !one.covers(&at(4, 5)) && !one.covers(&at(3, 6)));
        assert_eq!(tick(&Problem { code: Code::SameTitle, ..at(3, 5) }), None);
    }
}
