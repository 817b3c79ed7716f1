//! Rounds: defined, filled, published, changed by moves.

mod as_of;
mod checking;
mod defining;
pub mod facts;
mod moving;
mod picking;
mod publishing;
mod repeating;
mod statistics;
mod telling;
