//! What a person is asked about a row of a book that came home, and is asked again as long as the row waits.

use crate::imports::problem::{Code, Problem};
use crate::imports::recognize::SheetLayout;
use crate::imports::rows::RowDraft;
use crate::imports::suspicion::Agreed;
use serde::{Deserialize, Serialize};

/// In place of a cell in which nothing stood.
const NOTHING: &str = "—";

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// A cell was changed in the book and in the ledger.
    Both {
        /// The column, by its place in the layout.
        column: usize,
        /// What stood there when the book was made.
        then: String,
        /// What the ledger holds now.
        now: String,
    },
    /// The ledger has ended what the row tells of.
    Ended,
    /// An earlier row tells of the same.
    Twice {
        /// Its number.
        first: u32,
    },
    /// The number of a project was changed, so that it would be another one.
    Renumbered {
        /// The number of before.
        from: String,
    },
}

/// Puts a row's questions to its problems.
pub fn ask(row: &mut RowDraft, layout: &SheetLayout, agreed: &Agreed) {
    for ask in &row.asks {
        let mut problem = problem(row, layout, ask);
        problem.agreed = row.agreed || agreed.covers(&problem);
        row.problems.push(problem);
    }
}

fn problem(row: &RowDraft, layout: &SheetLayout, ask: &Ask) -> Problem {
    let shown = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
    match ask {
        Ask::Both { column, then, now } => {
            let problem = row.problem(Code::BothChanged).with("then", shown(then)).with("now", shown(now));
            match layout.columns.get(*column) {
                Some(column) => problem.in_column(&column.header, column.col, ""),
                None => problem,
            }
        }
        Ask::Ended => row.problem(Code::EndedSince),
        Ask::Twice { first } => row.problem(Code::TwiceInBook).with("first", first.to_string()),
        Ask::Renumbered { from } => {
            let field = crate::imports::headers::Field::OwnNo;
            row.problem_at(layout, field, Code::Renumbered, "").with("from", from.as_str())
        }
    }
}
