//! The official figures: asked on the page and on the command line, each number opening into what it counted.
//!
//! Owns no table: every answer is a reading of a snapshot by the crate of the same name.

mod answer;
pub mod command;
mod difference;
mod sheet;

pub use answer::{Answer, At};
