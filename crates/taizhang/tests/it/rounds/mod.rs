//! Rounds: defined, filled, published, changed by moves.

pub mod facts;
mod defining;
mod moving;
mod picking;
mod publishing;
