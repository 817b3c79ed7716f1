//! Rounds of 三个一批: what they are, who stands on their lists, and what became of it.
//!
//! Owns the record kinds `Round` and `Entry`, and of `Setting` the lowest investment that a round asks for.
//! Membership is an entry with its own frozen name and amount (`domain.md` §5), never a column of the project.
//! Publication freezes a round's figures at a change number; afterwards entries come and go only as moves.

pub mod command;
mod held;
mod publish;
mod store;
mod tally;

/// The slice's lines of the table.
pub fn routes() -> Vec<crate::routes::Route> {
    Vec::new()
}
