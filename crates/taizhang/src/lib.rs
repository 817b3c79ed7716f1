//! The project ledger for development zones: the command line, and the web as vertical slices.

pub mod clock;
pub mod ledger;
pub mod text;
pub mod ui;
pub mod web;
