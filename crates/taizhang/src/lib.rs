//! The project ledger for development zones: the command line, and the web as vertical slices.

pub mod actor;
pub mod app;
pub mod as_of;
pub mod cli;
pub mod clock;
mod error;
pub mod fields;
pub mod figures;
pub mod files;
pub mod history;
pub mod home;
pub mod imports;
pub mod ledger;
pub mod orgs;
pub mod projects;
pub mod rounds;
pub mod routes;
pub mod sample;
pub mod sessions;
pub mod settings;
pub mod sheets;
pub mod shell;
pub mod text;
pub mod ui;
pub mod users;
pub mod web;
pub mod words;
