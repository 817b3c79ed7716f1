//! Figures: what scripts rely on, what a number opens into, why it moved, and the official ones.

mod acceptance;
mod acceptance_province;
mod acceptance_year;
mod affairs;
mod command_line;
mod comparing;
pub mod definitions;
mod definitions_check;
mod definitions_given;
mod definitions_undone;
mod drawing;
mod heads;
mod members;
mod side;
mod starts;
mod stories;
mod two_nodes;
